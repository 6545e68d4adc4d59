"""Scenes: who acts on whom, where and when, for one report of the contrast sets."""

from __future__ import annotations

import calendar
import random
from collections import Counter
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from frames import Frame
from parties import Party, side_role, voice

VENUES = ["Geneva|CHE", "Doha|QAT", "Nairobi|KEN", "Oslo|NOR", "Vienna|AUT", "Cairo|EGY"]


@dataclass
class Time:
    """A time expression with its preposition and the days it stands for."""

    lead: str
    text: str
    start: date | None
    end: date | None


@dataclass
class Scene:
    """Everything one report needs."""

    kind: str
    day: date
    parties: dict[str, Party]
    times: dict[str, Time]
    places: dict[str, tuple[str, str]]
    act: list[str] | None
    context: list[str]
    article: str
    capital: str = ""


def days_ahead(day: date, rng: random.Random, taken: int) -> Time:
    """When a planned act is to happen."""
    step = rng.choice([n for n in (2, 3, 4, 5) if n + taken != 7])
    later = day + timedelta(days=step)
    monday = day + timedelta(days=7 - day.weekday())
    first = (day.replace(day=1) + timedelta(days=32)).replace(day=1)
    last = calendar.monthrange(first.year, first.month)[1]
    end = day.replace(day=calendar.monthrange(day.year, day.month)[1])
    choice = [
        Time("on ", calendar.day_name[later.weekday()], later, later),
        Time("on ", calendar.day_name[later.weekday()], later, later),
        Time("", "next week", monday, monday + timedelta(days=6)),
        Time("", "next month", first, first.replace(day=last)),
        Time("", "in the coming days", day + timedelta(days=1), None),
    ]
    if day.day < 22:
        choice.append(Time("by ", "the end of the month", None, end))
    return rng.choice(choice)


def make_times(day: date, rng: random.Random) -> dict[str, Time]:
    """The dates a report may name."""
    ap = rng.random() < 0.25
    on = "" if ap else "on "
    back = rng.randint(2, 5)
    past = day - timedelta(days=back)
    said = day - timedelta(days=rng.randint(0, 1))
    name = calendar.day_name[past.weekday()]
    monday = day - timedelta(days=day.weekday() + 7)
    acts = [Time(on, name, past, past)] * 5 + [Time(on, f"{name} night", past, past)]
    acts.append(Time("", "last week", monday, monday + timedelta(days=6)))
    if day.weekday() in (0, 1, 2):
        saturday = day - timedelta(days=day.weekday() + 2)
        acts.append(Time("at the ", "weekend", saturday, saturday + timedelta(days=1)))
    acts.append(Time("", "overnight", day - timedelta(days=1), day))
    year = day.year - rng.randint(1, 4)
    month = rng.randint(1, 9)
    last = calendar.monthrange(year, month)[1]
    old = [
        Time("in ", str(year), date(year, 1, 1), date(year, 12, 31)),
        Time(
            "in ",
            f"{calendar.month_name[month]} {year}",
            date(year, month, 1),
            date(year, month, last),
        ),
    ]
    return {
        "T": rng.choice(acts),
        "D": Time(on, calendar.day_name[said.weekday()], said, said),
        "TF": days_ahead(day, rng, back),
        "TY": rng.choice(old),
    }


def pick_setting(
    kinds: list[str], data: dict[str, Any], used: Counter[str], rng: random.Random
) -> tuple[str, list[Any]]:
    """The least used setting of the kinds allowed."""
    choice = [(kind, row) for kind in kinds for row in data["settings"][kind]]
    return min(choice, key=lambda c: (used[f"set {c[0]} {c[1][:2]}"], rng.random()))


def clash(people: dict[str, Party]) -> bool:
    """Whether one text lies within another, as in "the ministry in Lima denied that Lima"."""
    texts = [p.text for p in people.values()]
    return any(a in b for i, a in enumerate(texts) for j, b in enumerate(texts) if i != j)


def cast_of(
    frame: Frame,
    act: list[str] | None,
    setting: tuple[str, list[Any]],
    data: dict[str, Any],
    rng: random.Random,
) -> tuple[dict[str, Party], Any] | None:
    """Who plays which part, and the two sides, the acting one first."""
    kind, (first, second, *_) = setting
    left = rng.choice(act[3].split()) if act else frame.roles.get("A", "gov")
    right = rng.choice(act[4].split()) if act else frame.roles.get("R", "gov")
    flip = left in ("pciv", "plab") or (kind != "home" and rng.random() < 0.5)
    sides = (second, first) if flip else (first, second)
    parties = data["parties"]
    if right == "none" or (act is None and "R" not in frame.roles):
        right = "civ" if isinstance(sides[1], list) else "gov"
    cast = [
        side_role(side, role, first, parties, rng)
        for side, role in zip(sides, (left, right), strict=True)
    ]
    if cast[0] is None or cast[1] is None:
        return None
    people = {
        "A": cast[0],
        "R": cast[1],
        "VA": voice(sides[0], kind, first, parties, rng),
        "VR": voice(sides[1], kind, first, parties, rng),
    }
    pool = rng.sample(data["voices"]["war" if kind == "civil" else kind], 2)
    third = [t for t in data["voices"]["third"] if t[2] not in (cast[0].country, cast[1].country)]
    for key, item in zip("NMK", [*pool, rng.choice(third)], strict=True):
        text, name, country, sector, number = item
        people[key] = Party(text, name, country or None, sector, number == "pl")
    return None if clash(people) else (people, sides)


def places_of(
    kind: str, spots: list[str], target: Any, data: dict[str, Any], rng: random.Random
) -> tuple[dict[str, tuple[str, str]], str]:
    """The places of a scene, and the article of the country aimed at."""
    spot = rng.choice(spots).split("|")
    venue = (rng.choice(VENUES) if kind in ("war", "civil") else rng.choice(spots)).split("|")
    places = {"W": (spot[0], spot[1]), "F": (spot[0], spot[1]), "V": (venue[0], venue[1])}
    countries = data["parties"]["countries"]
    if isinstance(target, str) and target in countries:
        name = countries[target][0]
        bare = name.removeprefix("the ")
        places["Rcoast"] = (bare, target)
        return places, "the " if bare != name else ""
    return places, ""


def build_scene(
    frame: Frame,
    act: list[str] | None,
    data: dict[str, Any],
    used: Counter[str],
    rng: random.Random,
) -> Scene | None:
    """A scene for the frame and act, or None when a role has nobody to play it."""
    kinds = act[2].split() if act else frame.kinds
    kind, row = pick_setting(rng.sample(kinds, 1), data, used, rng)
    used[f"set {kind} {row[:2]}"] += 1
    found = cast_of(frame, act, (kind, row), data, rng)
    if found is None:
        return None
    people, sides = found
    day = date(rng.randint(row[3], row[4]), rng.randint(1, 12), rng.randint(1, 28))
    places, article = places_of(kind, row[2], sides[1], data, rng)
    if act and "Rcoast" in act[6] and "Rcoast" not in places:
        return None
    context = data["context"]["any"] + data["context"].get(kind, [])
    scene = Scene(kind, day, people, make_times(day, rng), places, act, context, article)
    home = data["parties"]["countries"].get(row[0])
    if home and sides[0] == row[0]:
        scene.capital = home[2]
    return scene
