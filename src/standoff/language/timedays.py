"""What the sayings mean that name one day or a date: "Wednesday", "Feb. 3", "the 18th".

Each rule of :mod:`standoff.language.timewords` has one function here or in
:mod:`standoff.language.timespans`. It gets its match and a :class:`Setting` and returns a
:class:`Reading`, or ``None`` when the words are no time after all.
"""

from __future__ import annotations

import re

from standoff.language import calendar
from standoff.language.calendar import MONTHS, WEEKDAYS, Stretch, plus
from standoff.language.timesetting import (
    Found,
    Reading,
    Setting,
    closed,
    group,
    nearest,
    step_of,
    whole,
    year_of,
)


def iso(match: Found, setting: Setting) -> Reading | None:
    """Read "2022-02-04"."""
    day = calendar.safe(int(match["y"]), int(match["m"]), int(match["d"]))
    return Reading(day, day, "day", "absolute") if day else None


def dated(match: Found, setting: Setting) -> Reading | None:
    """Read "Feb. 3", "3 February 2022", "May 25-27", "31 August next year"."""
    month = MONTHS[group(match, "mon")]
    first, last = int(match["d"]), int(match["d2"] or match["d"])
    year = year_of(group(match, "y"), setting)

    def build(when: int) -> Stretch | None:
        begin, finish = calendar.safe(when, month, first), calendar.safe(when, month, last)
        return Stretch(begin, finish) if begin and finish and begin <= finish else None

    if (
        year is None
        and match.groupdict().get("sep") is None
        and re.match(r"\s+attacks", setting.text[match.end() :])
        and (month, first) == (9, 11)
    ):
        year = 2001
    found = build(year) if year else nearest(build, setting, firm=False)
    return closed(found, "day" if first == last else "span", "absolute" if year else "report")


def deictic_day(match: Found, setting: Setting) -> Reading | None:
    """Read "yesterday", "tomorrow morning", "tonight", "the day before yesterday"."""
    steps = {"yesterday": -1, "tomorrow": 1, "before yesterday": -2, "after tomorrow": 2}
    word = group(match, "which") or group(match, "day")
    day = plus(setting.published, steps.get(word, 0))
    fine = match["part"] or match["early"] or word == "tonight"
    return Reading(day, day, "part-of-day" if fine else "day")


def last_night(match: Found, setting: Setting) -> Reading | None:
    """Read "last night", "this morning", "all week", "all night long"."""
    today = setting.published
    if not match["all"]:
        day = plus(today, -1) if group(match, "which") == "last" else today
        return Reading(day, day, "part-of-day")
    unit = group(match, "what")
    if unit in ("day", "night"):
        return Reading(
            plus(setting.near, -1) if unit == "night" else setting.near, setting.near, "part-of-day"
        )
    begin = {"week": calendar.week(today), "month": calendar.month(today.year, today.month)}.get(
        unit, calendar.year(today.year)
    ).begin
    return Reading(begin, today, unit)


_LOOKS_AHEAD = re.compile(
    r"\s*(?:[A-Z]\w+\s+)?(?:meeting|summit|talks|session|vote|election|poll|rally|holiday|match|"
    r"deadline|hearing|march|ceremony|conference|protest|strike|state\s+holiday)",
    re.IGNORECASE,
)


def weekday(match: Found, setting: Setting) -> Reading | None:
    """Read "Wednesday", "late on Friday", "next Tuesday", "Monday night", "Thursday of last week",
    "that same Friday".
    """
    number, today = WEEKDAYS[group(match, "wd")], setting.published
    which, week = group(match, "which"), group(match, "week")
    owned = re.search(r"['’]s?", match.group()) and not _LOOKS_AHEAD.match(
        setting.text, match.end()
    )
    if week:
        day = plus(calendar.week(today, {"last": -1, "next": 1}.get(week, 0)).begin, number)
    elif "following" in which:
        day = calendar.weekday_near(setting.day, number, "after")
    elif which in ("next", "coming", "this coming", "the coming", "the next"):
        day = calendar.weekday_near(today, number, "after")
    elif "last" in which or "past" in which or "previous" in which:
        day = calendar.weekday_near(today, number, "before")
    elif which == "this" and setting.side != "past":
        day = calendar.weekday_near(today, number, "future")
    elif today.weekday() == number:
        day = today
    else:
        ahead = setting.side == "future" and not owned and not ("same" in which or "that" in which)
        ahead = ahead or setting.preceded_by("until|till")
        day = calendar.weekday_near(today, number, "future" if ahead else "past")
    return Reading(day, day, "part-of-day" if match["part"] or match["early"] else "day")


def demonstrative(match: Found, setting: Setting) -> Reading | None:
    """Read "that morning", "the same day", "the following week", "the previous day", "that same
    Friday".
    """
    which, unit = group(match, "which"), group(match, "unit")
    step = 0 if "same" in which else step_of(which)
    if match["wd"]:
        number = WEEKDAYS[group(match, "wd")]
        if step > 0:
            base = setting.day if "following" in which else setting.published
            day = calendar.weekday_near(base, number, "after")
        else:
            day = calendar.weekday_near(setting.published, number, "before" if step < 0 else "past")
        return Reading(day, day, "day", "event")
    if unit in ("week", "weekend", "month", "year"):
        return closed(whole(unit, step, setting.day), unit, "event")
    if step > 0 and setting.spoken_of is None:
        step = 0
    day = plus(setting.day, step)
    return Reading(day, day, "day" if unit == "day" else "part-of-day", "event")


def holiday(match: Found, setting: Setting) -> Reading | None:
    """Read "New Year's Eve", "Ramadan 2022": without a year the nearest one by the direction."""
    name = group(match, "name").replace("’", "'")
    if match["y"]:
        found = calendar.holiday(name, int(match["y"]))
    else:
        found = nearest(lambda when: calendar.holiday(name, when), setting, firm=False)
    lunar = name in calendar.DATA["holidays"]["islamic"]
    return closed(
        found, "day" if found and found.begin == found.finish else "span", "holiday", lunar
    )


def hours(match: Found, setting: Setting) -> Reading | None:
    """Read "overnight", "before dawn", "in the early hours", "at noon", "by nightfall", "in the
    night".
    """
    day, part = setting.near, group(match, "part") or group(match, "bare")
    if (
        part == "night"
        and re.match(r"(?:at|by|a)\s", match.group(), re.I)
        and not re.match(r"a\s+night\s+(?:of|in)\b", setting.text[match.start() :], re.I)
    ):
        return Reading(day, day, "part-of-day")
    if match["over"] or part == "night":
        return Reading(plus(day, -1), day, "part-of-day")
    return Reading(day, day, "part-of-day")


def clock(match: Found, setting: Setting) -> Reading | None:
    """Read "at 6 p.m.", "one o'clock": a moment of the day spoken of."""
    return Reading(setting.near, setting.near, "part-of-day")


def month_day(match: Found, setting: Setting) -> Reading | None:
    """Read "the 18th", "the 9th of this month": the nearest such day by the clause's direction."""
    number, today = int(match["d"]), setting.published
    if not 1 <= number <= 31:
        return None
    step = step_of(group(match, "m"))
    months = [today.month + step] if match["m"] else [today.month - 1, today.month, today.month + 1]
    options = [calendar.month(today.year, index) for index in months]
    days = [
        day
        for option in options
        if (day := calendar.safe(option.begin.year, option.begin.month, number))
    ]
    if setting.side == "future":
        days = [day for day in days if day >= today] or days
    elif setting.side == "past":
        days = [day for day in days if day <= today] or days
    day = min(days, key=lambda option: abs((option - today).days), default=None)
    return Reading(day, day, "day", "absolute") if day else None
