"""What the sayings mean that name a stretch of days: "last week", "mid-June", "the 1990s".

The companion of :mod:`standoff.language.timedays`. Choices that are the codebook's rather than the
calendar's ("recent" has no beginning, "last week" is Monday to Sunday) were settled on
gold/train.jsonl.
"""

from __future__ import annotations

import re

from standoff.language import calendar
from standoff.language.calendar import MONTHS, SEASONS, Stretch, plus
from standoff.language.numerals import ordinal_value
from standoff.language.timesetting import (
    Found,
    Reading,
    Setting,
    closed,
    group,
    nearest,
    step_of,
    thirds,
    weekend_of,
    whole,
    year_of,
)


def month(match: Found, setting: Setting) -> Reading | None:
    """Read "March", "last July", "mid-June", "the end of March", "September of last year"."""
    number = MONTHS[group(match, "mon") or group(match, "shy")]
    which, today = group(match, "which"), setting.published
    year = year_of(group(match, "y"), setting)

    def build(when: int) -> Stretch:
        return calendar.month(when, number)

    if year is not None:
        found: Stretch | None = build(year)
    elif which in ("last", "the previous"):
        found = build(today.year - (number >= today.month))
    elif which in ("next", "this coming", "the following"):
        found = build(today.year + (number <= today.month))
    else:
        found = nearest(build, setting, firm=True)
    part = group(match, "part")
    return found and closed(
        thirds(found, part),
        "month" if not part else "span",
        "absolute" if year else "report",
        bool(part),
    )


def quarter(match: Found, setting: Setting) -> Reading | None:
    """Read "the second quarter", "the first half of 2022", "Q3 2021"."""
    year_ = year_of(group(match, "y") or group(match, "qy"), setting)
    size = "half" if group(match, "size") == "half" else "quarter"
    largest, build = (2, calendar.half) if size == "half" else (4, calendar.quarter)
    number = int(match["q"] or 0) or ordinal_value(match["n"]) or largest
    if number > largest or (year_ is None and size == "half"):
        return None
    if year_ is None:
        return closed(nearest(lambda when: build(when, number), setting, firm=True), size)
    return closed(build(year_, number), size)


def decade(match: Found, setting: Setting) -> Reading | None:
    """Read "the 1990s", "the early 1990s"."""
    return closed(
        thirds(calendar.decade(int(match["y"])), group(match, "part")), "decade", "absolute"
    )


def year(match: Found, setting: Setting) -> Reading | None:
    """Read "2014", "early 2019", "mid-2021"."""
    value, part = int(match["y"]), group(match, "part")
    if value > setting.published.year + 80:
        return None
    return closed(
        thirds(calendar.year(value), part), "year" if not part else "span", "absolute", bool(part)
    )


def _season(name: str, step: int, setting: Setting) -> Stretch | None:
    """Return last, this or next summer: the one that ended, runs or comes; without a word the
    clause decides.
    """
    today = setting.published
    options = [calendar.season(name, today.year + offset) for offset in (-2, -1, 0, 1)]
    if step < 0:
        return max((option for option in options if option.finish < today), default=None)
    if step > 0:
        return min((option for option in options if option.begin > today), default=None)
    return nearest(lambda when: calendar.season(name, when), setting, firm=True)


def deictic_unit(match: Found, setting: Setting) -> Reading | None:
    """Read "last week", "this month", "early next week", "next summer", "the same year", "last
    weekend".
    """
    which, unit, part = group(match, "which"), group(match, "unit"), group(match, "part")
    step, today = step_of(which), setting.published
    if which.startswith(("the past", "past", "the last", "this past")) and unit not in (
        "weekend",
        *SEASONS,
    ):
        return Reading(calendar.same_day(today, -1, unit), today, unit)
    if unit in SEASONS:
        return closed(_season(unit, step, setting), "season")
    if unit == "weekend":
        return weekend_of(which, setting)
    base = setting.day if re.search(r"same|that|following|the previous", which) else today
    found = whole(unit, step, base)
    if part:
        return closed(thirds(found, part), "span", vague=True)
    if which == "this" and setting.side == "past":
        found = Stretch(found.begin, today)
    elif which == "this" and setting.side == "future" and unit != "week":
        found = Stretch(today, found.finish)
    return closed(found, unit)


def weekend(match: Found, setting: Setting) -> Reading | None:
    """Read "at the weekend", "this weekend", "midweek"."""
    if match["what"].lower() != "weekend":
        day = calendar.weekday_near(setting.published, 2, setting.side or "past")
        return Reading(day, day, "day", vague=True)
    return weekend_of(group(match, "which"), setting)


def of_week(match: Found, setting: Setting) -> Reading | None:
    """Read "the end of the month", "the middle of next year", "early in the week"."""
    which, unit, part = group(match, "which"), group(match, "unit"), group(match, "part")
    if unit in SEASONS:
        found = _season(unit, step_of(which), setting)
    else:
        found = whole(unit, step_of(which), setting.published)
    if found is None:
        return None
    ending = part.removeprefix("the ") in ("end", "close")
    return closed(thirds(found, part), "span", vague=not ending)


def is_out(match: Found, setting: Setting) -> Reading | None:
    """Read "(before) the month is out", "(before) July is out", "year-end"."""
    what, today = (
        re.sub(r"^the ", "", group(match, "what") or group(match, "end")),
        setting.published,
    )
    if what in MONTHS:
        found = nearest(lambda when: calendar.month(when, MONTHS[what]), setting, firm=True)
    elif what in SEASONS:
        found = min(
            (
                s
                for s in (calendar.season(what, today.year + i) for i in (-1, 0, 1))
                if s.finish >= today
            ),
            default=None,
        )
    else:
        found = whole(what, 0, today)
    return found and Reading(today, found.finish, "span")


def later_in(match: Found, setting: Setting) -> Reading | None:
    """Read "earlier this week", "later this month", "later in the day", "late last week"."""
    side, which, unit = group(match, "side"), group(match, "which"), group(match, "unit")
    today = setting.published
    if unit in ("day", "evening", "morning", "afternoon", "night"):
        day = plus(today, -1) if which == "last" else setting.near
        return Reading(day, day, "part-of-day")
    found = (
        _season(unit, step_of(which), setting)
        if unit in SEASONS
        else whole(unit, step_of(which), today)
    )
    if found is None:
        return None
    if side in ("early", "late") or which in ("last", "next"):
        return closed(
            thirds(found, "early" if side.startswith("earl") else "late"), "span", vague=True
        )
    if side.startswith("earlier"):
        return Reading(found.begin, min(today, found.finish), unit)
    return Reading(plus(today, 1) if unit == "week" else today, max(today, found.finish), unit)


def season(match: Found, setting: Setting) -> Reading | None:
    """Read "the spring", "in autumn", "summer 2021", "the winter of last year"."""
    which, name, written = group(match, "which"), group(match, "name"), group(match, "y")
    bare = not (which or written or match["part"])
    before = setting.text[max(0, match.start() - 12) : match.start()]
    if bare or (
        name in ("fall", "spring")
        and re.search(r"\b(?:will|to|would|could|may|Arab|Prague)\s+$", before)
    ):
        return None
    when = year_of(written, setting)
    found = calendar.season(name, when) if when else _season(name, step_of(which), setting)
    return found and closed(thirds(found, group(match, "part")), "season")
