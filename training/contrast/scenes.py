"""Scenes: who acts on whom, where and when, for one report of the contrast sets."""

from __future__ import annotations

import calendar
import random
import re
from collections import Counter
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from frames import Frame

VENUES = ["Geneva|CHE", "Doha|QAT", "Nairobi|KEN", "Oslo|NOR", "Vienna|AUT", "Cairo|EGY"]
PLURAL_GROUPS = ("Tigers", "Taliban", "Houthis", "Maoists", "Zapatistas", "Forces")
FULL = {"GBR": "United Kingdom", "COD": "Democratic Republic of the Congo",
        "TTO": "Trinidad and Tobago", "BIH": "Bosnia and Herzegovina"}
OWN_NAMES = {
    "the American foreign ministry": "the State Department",
    "the foreign ministry in Washington": "the State Department",
    "the American defence ministry": "the Pentagon",
    "the defence ministry in Washington": "the Pentagon",
    "American foreign ministry spokesman ": "State Department spokesman ",
    "American defence ministry spokesman ": "Pentagon spokesman ",
    "the British foreign ministry": "the Foreign Office",
    "the foreign ministry in London": "the Foreign Office in London",
    "British foreign ministry spokesman ": "Foreign Office spokesman ",
}
LEADERS = {
    "LAB": ("a union leader", "union leader"),
    "EDU": ("a student leader", "student leader"),
    "OPP": ("an opposition leader", "opposition leader"),
    "JRN": ("a press association", "press association"),
    "REL": ("a senior abbot", "senior abbot"),
    "ELI": ("a village elder", "village elder"),
    "CVL": ("a defence lawyer", "defence lawyer"),
}


@dataclass
class Party:
    """A noun phrase: as written after an uncounted lead, who it is, and its number."""

    text: str
    name: str
    country: str | None
    sector: str
    plural: bool = False
    lead: str = ""

    @property
    def article(self) -> str:
        """The article or numeral that the party's text leaves out."""
        found = re.match(r"(the|a|an|two|three) ", self.text)
        return found.group(0) if found else ""


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
    capital: str = ""
    pair: tuple[str, str] = ("", "")
    extra: dict[str, str] = field(default_factory=dict)


def an(word: str) -> str:
    """The word with its indefinite article."""
    vowel = word[0] in "AEIOUaeiou" and not re.match(r"(U[kgsr][rab]|UN|Uz?b?$|Eu|eu|uni|one)", word)
    if word.startswith(("FARC", "RSF", "RUF", "MILF", "LRA", "NPA", "NLA", "ULFA", "M23", "MFDC")):
        vowel = not word.startswith(("FARC", "RUF", "ULFA"))
        vowel = vowel or word.startswith("ULFA")
    return ("an " if vowel or word.startswith(("MNLA", "FNL")) else "a ") + word


def country_role(role: str, iso: str, row: list[str], rng: random.Random) -> Party | None:
    """A country in one of its roles."""
    name, adj, capital, _ = row
    bare = FULL.get(iso, name.removeprefix("the "))
    gov = [name, f"the {adj} government"] + ([] if "The" in capital else [capital])
    choices: dict[str, list[tuple[str, str, str, bool]]] = {
        "gov": [(text, bare, "GOV", False) for text in gov],
        "name": [(name, bare, "GOV", False)],
        "army": [
            (f"{adj} troops", f"{adj} military", "MIL", True),
            (f"{adj} forces", f"{adj} military", "MIL", True),
            (f"the {adj} army", f"{adj} military", "MIL", False),
            (f"{adj} soldiers", f"{adj} military", "MIL", True),
        ],
        "guns": [
            (f"{adj} artillery", f"{adj} military", "MIL", False),
            (f"{adj} gunners", f"{adj} military", "MIL", True),
            (f"{adj} forces", f"{adj} military", "MIL", True),
        ],
        "air": [
            (f"{adj} warplanes", f"{adj} air force", "MIL", True),
            (f"{adj} jets", f"{adj} air force", "MIL", True),
            (f"the {adj} air force", f"{adj} air force", "MIL", False),
        ],
        "navy": [
            (f"the {adj} navy", f"{adj} navy", "MIL", False),
            (f"{adj} patrol boats", f"{adj} navy", "MIL", True),
        ],
        "police": [
            (f"{adj} police", f"{adj} police", "COP", True),
            (f"{adj} riot police", f"{adj} police", "COP", True),
        ],
        "del": [
            (f"{adj} envoys", bare, "GOV", True),
            (f"{adj} negotiators", bare, "GOV", True),
            (an(adj) + " delegation", bare, "GOV", False),
        ],
        "mfa": [(f"the {adj} foreign ministry", f"{adj} Ministry of Foreign Affairs", "GOV", False)],
        "court": [(an(adj) + " court", f"{adj} court", "JUD", False)],
        "pros": [(f"{adj} prosecutors", f"{adj} prosecutors", "JUD", True)],
        "civ": [
            (f"{adj} farmers", f"{adj} farmers", "CVL", True),
            (f"{adj} villagers", f"{adj} villagers", "CVL", True),
            (f"{adj} traders", f"{adj} traders", "BUS", True),
        ],
        "villages": [(f"{adj} villages", f"{adj} villagers", "CVL", True)],
        "posit": [
            (f"{adj} positions", f"{adj} military", "MIL", True),
            (f"{adj} outposts", f"{adj} military", "MIL", True),
        ],
        "boats": [(f"{adj} fishing boats", f"{adj} fishing boats", "CVL", True)],
        "dip": [(f"{adj} diplomats", f"{adj} diplomats", "GOV", True)],
        "citizens": [(f"{adj} nationals", f"{adj} nationals", "CVL", True)],
    }
    found = choices.get({"state": "gov"}.get(role, role))
    if not found or (role == "boats" and iso in ("ETH", "BOL", "RWA", "KGZ", "AFG", "NER")):
        return None
    text, full, sector, plural = rng.choice(found)
    return Party(OWN_NAMES.get(text, text), full, iso, sector, plural)


def group_role(role: str, row: list[str], rng: random.Random) -> Party | None:
    """An armed group in one of its roles."""
    text, name, iso, adj, _ = row
    whole = Party(text, name, iso, "REB", text.endswith(PLURAL_GROUPS))
    forms = {
        "gov": [whole],
        "grp": [whole],
        "army": [whole, *(Party(f"{adj} {w}", name, iso, "REB", True) for w in ("fighters", "rebels"))],
        "guns": [Party(f"{adj} {w}", name, iso, "REB", True) for w in ("gunners", "fighters")],
        "del": [Party(f"{adj} negotiators", name, iso, "REB", True)],
        "posit": [Party(f"{adj} {w}", name, iso, "REB", True) for w in ("camps", "positions")],
    }
    if "rebel" in adj:
        forms["army"] = [whole, Party(f"{adj}s", name, iso, "REB", True)]
    return rng.choice(forms[role]) if role in forms else None


def body_role(role: str, row: list[str], rng: random.Random) -> Party | None:
    """An international body in one of its roles."""
    text, name, adj, _ = row
    if role == "gov":
        return Party(text, name, "IGO", "IGO")
    if role == "del":
        return Party(f"{adj} {rng.choice(('envoys', 'mediators'))}", name, "IGO", "IGO", True)
    return None


def side_role(side: Any, role: str, home: str, parties: dict[str, Any],
              rng: random.Random) -> Party | None:
    """A side of the setting in the role an act asks for."""
    if isinstance(side, list):
        people, sector = side
        if role in ("civ", "pciv") or (role == "plab" and sector in ("LAB", "EDU", "CVL")):
            adj = parties["countries"][home][1]
            return Party(people, f"{adj} {people}", home, sector, True)
        return None
    if side in parties["countries"]:
        return country_role(role, side, parties["countries"][side], rng)
    if side in parties["groups"]:
        return group_role(role, parties["groups"][side], rng)
    return body_role(role, parties["bodies"][side], rng)


def voice(side: Any, kind: str, home: str, parties: dict[str, Any], rng: random.Random) -> Party:
    """Somebody who speaks for a side."""
    if isinstance(side, list):
        text, name = LEADERS[side[1]]
        return Party(text, f"{parties['countries'][home][1]} {name}", home, side[1])
    if side in parties["bodies"]:
        adj, name = parties["bodies"][side][2], parties["bodies"][side][1]
        choice = [Party(an(adj) + " spokeswoman", name, "IGO", "IGO"),
                  Party(f"{adj} officials", name, "IGO", "IGO", True)]
        return rng.choice(choice)
    if side in parties["groups"]:
        text, name, iso, adj, person = parties["groups"][side]
        choice = [
            Party(an(adj) + " spokesman", name, iso, "REB"),
            Party(an(adj) + " commander", name, iso, "REB"),
            Party(person, person, iso, "REB", lead=f"{adj} spokesman "),
            Party(text, name, iso, "REB", text.endswith(PLURAL_GROUPS)),
        ]
        return rng.choice(choice)
    return country_voice(side, kind, parties["countries"][side], rng)


def country_voice(iso: str, kind: str, row: list[str], rng: random.Random) -> Party:
    """Somebody who speaks for a country."""
    name, adj, capital, person = row
    office = {"war": "defence", "civil": "defence", "dip": "foreign", "home": "interior"}[kind]
    title = {"foreign": "Foreign Affairs", "defence": "Defence", "interior": "Interior"}[office]
    bare = FULL.get(iso, name.removeprefix("the "))
    ministry = f"{adj} Ministry of {title}"
    choice = [
        Party(f"the {adj} {office} ministry", ministry, iso, "GOV"),
        Party(f"the {office} ministry in {capital}", ministry, iso, "GOV"),
        Party(an(adj) + " government spokeswoman", f"{adj} government", iso, "GOV"),
        Party(f"{adj} officials", bare, iso, "GOV", True),
        Party(person, person, iso, "GOV", lead=f"{adj} {office} ministry spokesman "),
        Party(capital, bare, iso, "GOV"),
    ]
    if kind in ("war", "civil"):
        choice.append(Party(an(adj) + " army spokesman", f"{adj} military", iso, "MIL"))
    made = rng.choice(choice)
    made.text = OWN_NAMES.get(made.text, made.text)
    made.lead = OWN_NAMES.get(made.lead, made.lead)
    return made


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
    month = rng.randint(1, 12)
    last = calendar.monthrange(year, month)[1]
    old = [
        Time("in ", str(year), date(year, 1, 1), date(year, 12, 31)),
        Time("in ", f"{calendar.month_name[month]} {year}", date(year, month, 1),
             date(year, month, last)),
    ]
    return {
        "T": rng.choice(acts),
        "D": Time(on, calendar.day_name[said.weekday()], said, said),
        "TF": days_ahead(day, rng, back),
        "TY": rng.choice(old),
    }


def pick_setting(kinds: list[str], data: dict[str, Any], used: Counter[str],
                 rng: random.Random) -> tuple[str, list[Any]]:
    """The least used setting of the kinds allowed."""
    choice = [(kind, row) for kind in kinds for row in data["settings"][kind]]
    return min(choice, key=lambda c: (used[f"set {c[0]} {c[1][:2]}"], rng.random()))


def clash(people: dict[str, Party]) -> bool:
    """Whether one text lies within another, as in "the ministry in Lima denied that Lima"."""
    texts = [p.text for p in people.values()]
    return any(a in b for i, a in enumerate(texts) for j, b in enumerate(texts) if i != j)


def build_scene(frame: Frame, act: list[str] | None, data: dict[str, Any], used: Counter[str],
                rng: random.Random) -> Scene | None:
    """A scene for the frame and act, or None when a role has nobody to play it."""
    kinds = act[2].split() if act else frame.kinds
    kind, row = pick_setting(rng.sample(kinds, 1), data, used, rng)
    used[f"set {kind} {row[:2]}"] += 1
    first, second, places, start, end = row
    left = rng.choice(act[3].split()) if act else frame.roles.get("A", "gov")
    right = rng.choice(act[4].split()) if act else frame.roles.get("R", "gov")
    flip = left in ("pciv", "plab") or (kind != "home" and rng.random() < 0.5)
    sides = (second, first) if flip else (first, second)
    parties = data["parties"]
    home = first if first in parties["countries"] else ""
    if right == "none" or (act is None and "R" not in frame.roles):
        right = "civ" if isinstance(sides[1], list) else "gov"
    cast = [side_role(side, role, home, parties, rng)
            for side, role in zip(sides, (left, right), strict=True)]
    if cast[0] is None or cast[1] is None:
        return None
    day = date(rng.randint(start, end), rng.randint(1, 12), rng.randint(1, 28))
    people = {"A": cast[0], "R": cast[1], "VA": voice(sides[0], kind, home, parties, rng),
              "VR": voice(sides[1], kind, home, parties, rng)}
    pool = data["voices"]["war" if kind == "civil" else kind]
    third = [t for t in data["voices"]["third"] if t[2] not in (cast[0].country, cast[1].country)]
    for key, item in zip("NMK", [*rng.sample(pool, 2), rng.choice(third)], strict=True):
        text, name, country, sector, number = item
        people[key] = Party(text, name, country or None, sector, number == "pl")
    if clash(people):
        return None
    spot = rng.choice(places).split("|")
    venue = (rng.choice(VENUES) if kind in ("war", "civil") else rng.choice(places)).split("|")
    scene = Scene(kind, day, people, make_times(day, rng), {}, act,
                  data["context"]["any"] + data["context"].get(kind, []))
    scene.places = {"W": (spot[0], spot[1]), "F": (spot[0], spot[1]), "V": (venue[0], venue[1])}
    if sides[1] in parties["countries"] if isinstance(sides[1], str) else False:
        other = parties["countries"][sides[1]][0].removeprefix("the ")
        scene.places["Rcoast"] = (other, sides[1])
        scene.extra["Rthe"] = "the " if parties["countries"][sides[1]][0] != other else ""
    elif act and "Rcoast" in act[6]:
        return None
    if home and isinstance(sides[0], str) and sides[0] == home:
        scene.capital = parties["countries"][home][2]
    return scene
