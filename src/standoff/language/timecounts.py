"""What the counted sayings mean: "two weeks ago", "the past 24 hours", "for ten days".

The companion of :mod:`standoff.language.timespans`, for the sayings that count units from the
report or from the day that the text is speaking of.
"""

from __future__ import annotations

import re
from datetime import date

from standoff.language import calendar
from standoff.language.calendar import WEEKDAYS, plus
from standoff.language.numerals import ordinal_value
from standoff.language.timesetting import (
    Found,
    Reading,
    Setting,
    closed,
    count_of,
    group,
    step_of,
    unit_of,
    weekend_of,
    whole,
)


def ago(match: Found, setting: Setting) -> Reading | None:
    """Read "two weeks ago", "a day earlier", "hours later", "three days from Friday"."""
    side = group(match, "side") or group(match, "s2")
    unit = unit_of(group(match, "unit") or group(match, "u2"))
    from_now = side in ("ago", "hence", "from now", "from today")
    base = setting.published if from_now else setting.day
    anchor = "report" if from_now else "event"
    words = group(match, "n") or ("the" if match["u2"] else "")
    count = count_of(words) if words else None
    if side.startswith("from ") and match["wd"]:
        first = calendar.weekday_near(setting.published, WEEKDAYS[group(match, "wd")], "future")
        return Reading(first, plus(first, int(count or 1) - 1), "span")
    alone = re.match(r"\s*(?:[,.;:)]|$)", setting.text[match.end() :]) is not None
    forward = side in ("later", "hence", "from now", "from today", "on", "afterwards") or (
        side == "after" and alone
    )
    if not from_now and setting.spoken_of is None and unit not in ("hour", "minute"):
        forward = False
    if unit in ("hour", "minute", "second"):
        days = int((count or 0) // 24) * (1 if forward else -1)
        return Reading(plus(base, days), plus(base, days), "part-of-day", anchor)
    if unit in ("morning", "afternoon", "evening", "night"):
        unit = "day"
    if count is None:
        return (
            Reading(None, base, unit, anchor, True)
            if not forward
            else Reading(base, None, unit, anchor, True)
        )
    return _away(count if forward else -count, unit, base, group(match, "about"), anchor)


def _away(count: float, unit: str, base: date, about: str, anchor: str) -> Reading:
    """Return the day, month or year that lies some units away, open where the count is a bound."""
    if count % 1:
        count, unit = (
            round(count * {"week": 7, "month": 4, "year": 12}.get(unit, 1)),
            {"week": "day", "month": "week", "year": "month"}.get(unit, unit),
        )
    if unit == "weekend":
        return Reading(*calendar.weekend(base, int(count)), "weekend", anchor)
    found = calendar.shift(base, int(count), unit)
    if about in ("more than", "at least", "over") and count < 0:
        return Reading(None, calendar.same_day(base, int(count), unit), unit, anchor, True)
    if about in ("less than", "fewer than", "under", "barely", "just under") and count < -1:
        return Reading(plus(calendar.same_day(base, int(count), unit), 1), base, unit, anchor, True)
    return Reading(
        found.begin,
        found.finish,
        "day" if unit in ("day", "week", "fortnight") else unit,
        anchor,
        unit not in ("day", "week"),
    )


def past_span(match: Found, setting: Setting) -> Reading | None:
    """Read "the last 24 hours", "the past few weeks", "the next three days"."""
    which, unit, words = group(match, "which"), unit_of(group(match, "unit")), group(match, "n")
    plural, today = match["unit"].lower().endswith("s"), setting.published
    if not words and not plural:
        return _single_span(match, which, unit, setting)
    count = count_of(words) if words else None
    if unit == "second":
        return None
    ahead = which in ("coming", "next", "following")
    if count is None:
        return (
            Reading(today, None, "vague", vague=True)
            if ahead
            else Reading(None, today, "vague", vague=True)
        )
    if unit in ("hour", "minute"):
        count, unit = -(-count // 24) if unit == "hour" else 0, "day"
    if count % 1:
        count, unit = count * 7, "day"
    edge = calendar.same_day(
        today, int(count) * (1 if ahead else -1), "day" if unit == "night" else unit
    )
    return Reading(today, edge, "span") if ahead else Reading(edge, today, "span")


def _single_span(match: Found, which: str, unit: str, setting: Setting) -> Reading | None:
    """Read "the past month", which ends today, and "last month", a whole unit of the calendar."""
    today, article = (
        setting.published,
        match.group().lower().startswith(("the ", "this ", "these ")),
    )
    if unit in ("hour", "minute", "second", "night"):
        return Reading(setting.day, setting.day, "part-of-day") if unit == "hour" else None
    if unit == "fortnight":
        unit, scale = "week", 2
    else:
        scale = 1
    if which == "past" or (which == "last" and article and unit != "weekend"):
        return Reading(calendar.same_day(today, -scale, unit), today, unit)
    if unit == "weekend":
        return weekend_of(which, setting)
    if unit == "day":
        step = step_of(which)
        day = plus(setting.day, step)
        return Reading(day, day, "day", "event")
    base = setting.day if which in ("following", "previous") else today
    return closed(whole(unit, step_of(which), base), unit)


def recent(match: Found, setting: Setting) -> Reading | None:
    """Read "in recent weeks", "in the coming days", "weeks (of)"."""
    today = setting.published
    if group(match, "which") == "coming":
        return Reading(plus(today, 1), None, "vague", vague=True)
    return Reading(None, today, "vague", vague=True)


def within(match: Found, setting: Setting) -> Reading | None:
    """Read "within 60 days", "within hours", "within the week", "in two days' time"."""
    words = group(match, "n") or group(match, "n2") or group(match, "n3")
    unit = unit_of(group(match, "unit") or group(match, "u2") or group(match, "u3"))
    today, count = setting.published, count_of(words or "few")
    if match["n3"]:
        return Reading(calendar.same_day(today, -int(count or 1), unit), today, "span")
    if unit in ("hour", "minute", "second"):
        ahead = setting.side == "future" and count is None
        days = int((count or 0) // 24)
        base = today if setting.side == "future" else setting.day
        return Reading(base, plus(base, 1 if ahead else days), "part-of-day", "event")
    if count is None:
        return Reading(today, None, "vague", vague=True)
    base = today if setting.side != "past" else setting.day
    edge = calendar.same_day(base, int(count), unit)
    if words == "the" and unit == "month":
        edge = plus(base, 30)
    return Reading(edge if match["n2"] else base, edge, "span")


def nth(match: Found, setting: Setting) -> Reading | None:
    """Read "a fourth day", "the third night running": from the first to the day spoken of."""
    number, unit = ordinal_value(match["n"]), unit_of(group(match, "unit"))
    if number is None or (number == 1 and not match["run"]):
        return None
    if unit == "night":
        return Reading(setting.day, setting.day, "part-of-day", "event")
    begin = calendar.same_day(setting.day, 1 - number, unit)
    if unit != "day":
        begin = plus(begin, 0)
    return Reading(begin, setting.day, "span", "event", vague=number > 7)


_SENTENCED = re.compile(
    r"\b(?:sentence\w*|jail\w*|prison\w*|imprison\w*|term|serv(?:e|es|ed|ing)|aged?|old)\b", re.I
)


def duration(match: Found, setting: Setting) -> Reading | None:
    """Read "for 10 days", "after two days of talks": up to the day spoken of.

    Where the clause looks ahead they run from the report: "will fast for ten days".
    """
    words = group(match, "n") or group(match, "n2")
    unit = unit_of(group(match, "unit") or group(match, "u2"))
    around = setting.text[max(0, match.start() - 60) : match.end() + 30]
    if unit == "hour" or (unit in ("year", "month", "decade") and _SENTENCED.search(around)):
        return None
    count = count_of(words) if words else None
    last = setting.near
    if count is None:
        return Reading(None, last, "vague", "event", True)
    unit = "day" if unit == "night" else unit
    if count % 1:
        count, unit = (
            count * {"week": 7, "month": 4, "year": 12}.get(unit, 1),
            {"week": "day", "month": "week", "year": "month"}.get(unit, unit),
        )
    if setting.side == "future" and setting.preceded_by("for"):
        edge = plus(calendar.same_day(setting.published, int(count), unit), -1)
        return Reading(setting.published, edge, "span", "event", True)
    return Reading(plus(calendar.same_day(last, -int(count), unit), 1), last, "span", "event", True)


def vague(match: Found, setting: Setting) -> Reading | None:
    """Read "recently", "lately", "shortly", "at once"."""
    today = setting.published
    return (
        Reading(None, today, "vague", vague=True)
        if match["back"]
        else Reading(today, None, "vague", vague=True)
    )
