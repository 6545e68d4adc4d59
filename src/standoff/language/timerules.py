"""What each way of saying a time means: one small function for each rule of :mod:`standoff.language.timewords`.

A rule gets its match and a :class:`Setting` (when the report was published, which day the text is speaking of, which
way the clause looks) and returns a :class:`Reading`: the days, how fine they are, what they are counted from.
``None`` means that the words are no time after all. Decisions that are the codebook's rather than the calendar's
("recent" has no beginning, "last week" is Monday to Sunday) were settled on gold/train.jsonl.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import NamedTuple

from standoff.language import calendar
from standoff.language.calendar import MONTHS, SEASONS, WEEKDAYS, Stretch, plus
from standoff.language.numerals import ordinal_value, value_of

__all__ = ["RESOLVERS", "Reading", "Setting"]


class Reading(NamedTuple):
    """The days that an expression stands for, before the preposition in front of it has its say."""

    begin: date | None
    finish: date | None
    precision: str = "day"
    anchor: str = "report"
    vague: bool = False


@dataclass(frozen=True)
class Setting:
    """Where an expression stands: its text, the report's date, the day spoken of, and the clause's direction.

    ``spoken_of`` is the last single day named in this sentence or the two before it, ``in_sentence`` in this one.
    """

    text: str
    start: int
    published: date
    spoken_of: date | None
    in_sentence: date | None
    look: Callable[[], str | None]

    @cached_property
    def side(self) -> str | None:
        """Which way the clause looks: ``past``, ``future`` or ``None``."""
        return self.look()

    @property
    def day(self) -> date:
        """The day that the text is speaking of, the report's own when it names none."""
        return self.spoken_of or self.published

    @property
    def near(self) -> date:
        """The day that the sentence is speaking of, the report's own when it names none."""
        return self.in_sentence or self.published

    def preceded_by(self, words: str) -> bool:
        """Tell whether one of some words stands right before the expression, e.g. ``"until|till"``."""
        before = self.text[max(0, self.start - 16):self.start]
        return bool(re.search(rf"\b(?:{words})\s+(?:the\s+)?$", before, re.IGNORECASE))


Found = re.Match[str]


def _group(match: Found, name: str) -> str:
    """Return a named group in lower case with single blanks, or "" where it is absent."""
    value = match.groupdict().get(name) or ""
    return re.sub(r"\s+", " ", value.lower())


def _unit(word: str) -> str:
    """Return a unit of time in the singular, e.g. ``"weeks"`` → ``"week"``."""
    return word[:-1] if word.endswith("s") else word


def _count(words: str) -> float | None:
    """Return how many units: ``"two"`` → 2, ``"a"`` → 1, ``"a few"`` → ``None``."""
    if re.fullmatch(r"an?|the", words):
        return 1
    if re.search(r"few|several|many|some|couple", words):
        return 2 if "couple" in words else None
    value = value_of(words)
    return value + 0.5 if value is not None and words.endswith("half") and "and" in words else value


def _year(words: str, setting: Setting) -> int | None:
    """Return the year that "2014", "last year" or "that year" names."""
    if not words:
        return None
    if words.isdigit():
        return int(words)
    steps = {"last": -1, "next": 1, "this": 0, "the year": 0}
    first = words.split()[0]
    if first in steps:
        return setting.published.year + steps[first]
    return setting.day.year + (1 if "following" in words else -1 if "previous" in words else 0)


def _nearest(build: Callable[[int], Stretch | None], setting: Setting, firm: bool) -> Stretch | None:
    """Choose the year of a date without one: by the clause's direction if ``firm``, else the nearest one."""
    today = setting.published
    built = [build(today.year + step) for step in (-1, 0, 1)]
    options = [option for option in built if option is not None]
    if not options:
        return None
    close = min(options, key=lambda option: max((option.begin - today).days, (today - option.finish).days, 0))
    gap = max((close.begin - today).days, (today - close.finish).days, 0)
    if setting.side is None or (not firm and gap < 120) or setting.preceded_by("before|by|until|till"):
        return close
    if setting.side == "past":
        return max((option for option in options if option.begin <= today), default=close)
    return min((option for option in options if option.finish >= today), default=close)


def _closed(stretch: Stretch | None, precision: str, anchor: str = "report", vague: bool = False) -> Reading | None:
    """Return a reading of a whole stretch."""
    return stretch and Reading(stretch.begin, stretch.finish, precision, anchor, vague)


def _thirds(stretch: Stretch, part: str) -> Stretch:
    """Return the part of a stretch that "early", "the middle of" or "the end of" names."""
    if not part:
        return stretch
    if part.startswith("the "):
        part = part[4:]
    if part in ("first half", "second half"):
        middle = plus(stretch.begin, (stretch.finish - stretch.begin).days // 2)
        return Stretch(stretch.begin, middle) if part[0] == "f" else Stretch(plus(middle, 1), stretch.finish)
    name = {"early": "early", "late": "late", "mid": "mid", "middle": "mid", "end": "late", "close": "late"}.get(part)
    return calendar.part_of(stretch, name or ("late" if part.startswith(("last", "clos")) else "early"))


def iso(match: Found, setting: Setting) -> Reading | None:
    """"2022-02-04"."""
    day = calendar.safe(int(match["y"]), int(match["m"]), int(match["d"]))
    return Reading(day, day, "day", "absolute") if day else None


def dated(match: Found, setting: Setting) -> Reading | None:
    """"Feb. 3", "3 February 2022", "May 25-27", "31 August next year"."""
    month = MONTHS[_group(match, "mon")]
    first, last = int(match["d"]), int(match["d2"] or match["d"])
    year = _year(_group(match, "y"), setting)

    def build(when: int) -> Stretch | None:
        begin, finish = calendar.safe(when, month, first), calendar.safe(when, month, last)
        return Stretch(begin, finish) if begin and finish and begin <= finish else None

    if year is None and match.groupdict().get("sep") is None and re.match(r"\s+attacks", setting.text[match.end():]) \
            and (month, first) == (9, 11):
        year = 2001
    found = build(year) if year else _nearest(build, setting, firm=False)
    return _closed(found, "day" if first == last else "span", "absolute" if year else "report")


def month(match: Found, setting: Setting) -> Reading | None:
    """"March", "last July", "mid-June", "the end of March", "September of last year"."""
    number = MONTHS[_group(match, "mon") or _group(match, "shy")]
    which, today = _group(match, "which"), setting.published
    year = _year(_group(match, "y"), setting)

    def build(when: int) -> Stretch:
        return calendar.month(when, number)

    if year is not None:
        found: Stretch | None = build(year)
    elif which in ("last", "the previous"):
        found = build(today.year - (number >= today.month))
    elif which in ("next", "this coming", "the following"):
        found = build(today.year + (number <= today.month))
    else:
        found = _nearest(build, setting, firm=True)
    part = _group(match, "part")
    return found and _closed(_thirds(found, part), "month" if not part else "span",
                             "absolute" if year else "report", bool(part))


def quarter(match: Found, setting: Setting) -> Reading | None:
    """"the second quarter", "the first half of 2022", "Q3 2021"."""
    year = _year(_group(match, "y") or _group(match, "qy"), setting)
    if match["q"]:
        return year and _closed(calendar.quarter(year, int(match["q"])), "quarter", "absolute") or None
    if year is None and match["size"] == "half":
        return None
    size = 4 if match["size"].lower() == "quarter" else 2
    number = ordinal_value(match["n"]) or size
    if number > size:
        return None
    build = calendar.quarter if size == 4 else calendar.half
    return _closed(build(year or setting.published.year, number), match["size"].lower())


def decade(match: Found, setting: Setting) -> Reading | None:
    """"the 1990s", "the early 1990s"."""
    return _closed(_thirds(calendar.decade(int(match["y"])), _group(match, "part")), "decade", "absolute")


def year(match: Found, setting: Setting) -> Reading | None:
    """"2014", "early 2019", "mid-2021"."""
    value, part = int(match["y"]), _group(match, "part")
    if value > setting.published.year + 80:
        return None
    return _closed(_thirds(calendar.year(value), part), "year" if not part else "span", "absolute", bool(part))


def deictic_day(match: Found, setting: Setting) -> Reading | None:
    """"yesterday", "tomorrow morning", "tonight", "the day before yesterday"."""
    steps = {"yesterday": -1, "tomorrow": 1, "before yesterday": -2, "after tomorrow": 2}
    word = _group(match, "which") or _group(match, "day")
    day = plus(setting.published, steps.get(word, 0))
    fine = match["part"] or match["early"] or word == "tonight"
    return Reading(day, day, "part-of-day" if fine else "day")


def last_night(match: Found, setting: Setting) -> Reading | None:
    """"last night", "this morning", "all week", "all night long"."""
    today = setting.published
    if not match["all"]:
        day = plus(today, -1) if _group(match, "which") == "last" else today
        return Reading(day, day, "part-of-day")
    unit = _group(match, "what")
    if unit in ("day", "night"):
        return Reading(plus(setting.near, -1) if unit == "night" else setting.near, setting.near, "part-of-day")
    begin = {"week": calendar.week(today), "month": calendar.month(today.year, today.month)}.get(
        unit, calendar.year(today.year)).begin
    return Reading(begin, today, unit)


_LOOKS_AHEAD = re.compile(r"\s*(?:[A-Z]\w+\s+)?(?:meeting|summit|talks|session|vote|election|poll|rally|holiday|match|"
                          r"deadline|hearing|march|ceremony|conference|protest|strike|state\s+holiday)", re.IGNORECASE)


def weekday(match: Found, setting: Setting) -> Reading | None:
    """"Wednesday", "late on Friday", "next Tuesday", "Monday night", "Thursday of last week", "that same Friday"."""
    number, today = WEEKDAYS[_group(match, "wd")], setting.published
    which, week = _group(match, "which"), _group(match, "week")
    owned = re.search(r"['’]s?", match.group()) and not _LOOKS_AHEAD.match(setting.text, match.end())
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


def _whole(unit: str, step: int, today: date) -> Stretch:
    """Return the week, month, season … that lies ``step`` from the current one."""
    if unit == "week":
        return calendar.week(today, step)
    if unit == "weekend":
        return calendar.weekend(today, step)
    if unit == "month":
        return calendar.month(today.year, today.month + step)
    if unit == "quarter":
        index = today.year * 4 + (today.month - 1) // 3 + step
        return calendar.quarter(index // 4, index % 4 + 1)
    if unit in ("decade", "century"):
        size = 10 if unit == "decade" else 100
        first = (today.year // size + step) * size
        return Stretch(calendar.year(first).begin, calendar.year(first + size - 1).finish)
    if unit == "day":
        return calendar.single(plus(today, step))
    return calendar.year(today.year + step)


_STEPS = {"last": -1, "past": -1, "previous": -1, "next": 1, "coming": 1, "following": 1}


def _step(which: str) -> int:
    """Return -1, 0 or 1 for "the previous", "this", "next"."""
    return next((step for word, step in _STEPS.items() if word in which), 0)


def _season(name: str, step: int, setting: Setting) -> Stretch | None:
    """Return last, this or next summer: the one that ended, runs or comes; without a word the clause decides."""
    today = setting.published
    options = [calendar.season(name, today.year + offset) for offset in (-2, -1, 0, 1)]
    if step < 0:
        return max((option for option in options if option.finish < today), default=None)
    if step > 0:
        return min((option for option in options if option.begin > today), default=None)
    return _nearest(lambda when: calendar.season(name, when), setting, firm=True)


def deictic_unit(match: Found, setting: Setting) -> Reading | None:
    """"last week", "this month", "early next week", "next summer", "the same year", "last weekend"."""
    which, unit, part = _group(match, "which"), _group(match, "unit"), _group(match, "part")
    step, today = _step(which), setting.published
    if which.startswith(("the past", "past", "the last", "this past")) and unit not in ("weekend", *SEASONS):
        return Reading(calendar.same_day(today, -1, unit), today, unit)
    if unit in SEASONS:
        return _closed(_season(unit, step, setting), "season")
    if unit == "weekend":
        return _weekend(which, setting)
    base = setting.day if re.search(r"same|that|following|the previous", which) else today
    found = _whole(unit, step, base)
    if part:
        return _closed(_thirds(found, part), "span", vague=True)
    if which == "this" and setting.side == "past":
        found = Stretch(found.begin, today)
    elif which == "this" and setting.side == "future" and unit != "week":
        found = Stretch(today, found.finish)
    return _closed(found, unit)


def _weekend(which: str, setting: Setting) -> Reading | None:
    """"the weekend": the last one, or the coming one where the clause looks ahead; on a weekend day, this one."""
    today = setting.published
    inside = today.weekday() >= 5
    if _step(which) < 0:
        found = calendar.weekend(today, -1)
    elif _step(which) > 0:
        found = calendar.weekend(today, 1 if inside else 0)
    else:
        ahead = setting.side == "future" or (which == "this" and setting.side is None)
        found = calendar.weekend(today, 0 if inside or ahead else -1)
    return _closed(found, "weekend")


def weekend(match: Found, setting: Setting) -> Reading | None:
    """"at the weekend", "this weekend", "midweek"."""
    if match["what"].lower() != "weekend":
        day = calendar.weekday_near(setting.published, 2, setting.side or "past")
        return Reading(day, day, "day", vague=True)
    return _weekend(_group(match, "which"), setting)


def of_week(match: Found, setting: Setting) -> Reading | None:
    """"the end of the month", "the middle of next year", "early in the week"."""
    which, unit, part = _group(match, "which"), _group(match, "unit"), _group(match, "part")
    if unit in SEASONS:
        found = _season(unit, _step(which), setting)
    else:
        found = _whole(unit, _step(which), setting.published)
    if found is None:
        return None
    ending = part.removeprefix("the ") in ("end", "close")
    return _closed(_thirds(found, part), "span", vague=not ending)


def is_out(match: Found, setting: Setting) -> Reading | None:
    """"(before) the month is out", "(before) July is out", "year-end"."""
    what, today = re.sub(r"^the ", "", _group(match, "what") or _group(match, "end")), setting.published
    if what in MONTHS:
        found = _nearest(lambda when: calendar.month(when, MONTHS[what]), setting, firm=True)
    elif what in SEASONS:
        found = min((s for s in (calendar.season(what, today.year + i) for i in (-1, 0, 1)) if s.finish >= today),
                    default=None)
    else:
        found = _whole(what, 0, today)
    return found and Reading(today, found.finish, "span")


def later_in(match: Found, setting: Setting) -> Reading | None:
    """"earlier this week", "later this month", "later in the day", "late last week"."""
    side, which, unit = _group(match, "side"), _group(match, "which"), _group(match, "unit")
    today = setting.published
    if unit in ("day", "evening", "morning", "afternoon", "night"):
        day = plus(today, -1) if which == "last" else setting.near
        return Reading(day, day, "part-of-day")
    found = _season(unit, _step(which), setting) if unit in SEASONS else _whole(unit, _step(which), today)
    if found is None:
        return None
    if side in ("early", "late") or which in ("last", "next"):
        return _closed(_thirds(found, "early" if side.startswith("earl") else "late"), "span", vague=True)
    if side.startswith("earlier"):
        return Reading(found.begin, min(today, found.finish), unit)
    return Reading(plus(today, 1) if unit == "week" else today, max(today, found.finish), unit)


def ago(match: Found, setting: Setting) -> Reading | None:
    """"two weeks ago", "a day earlier", "three days after", "hours later", "the day before", "three days from Friday"."""
    side = _group(match, "side") or _group(match, "s2")
    unit = _unit(_group(match, "unit") or _group(match, "u2"))
    from_now = side in ("ago", "hence", "from now", "from today")
    base = setting.published if from_now else setting.day
    anchor = "report" if from_now else "event"
    words = _group(match, "n") or ("the" if match["u2"] else "")
    count = _count(words) if words else None
    if side.startswith("from ") and match["wd"]:
        first = calendar.weekday_near(setting.published, WEEKDAYS[_group(match, "wd")], "future")
        return Reading(first, plus(first, int(count or 1) - 1), "span")
    alone = re.match(r"\s*(?:[,.;:)]|$)", setting.text[match.end():]) is not None
    forward = side in ("later", "hence", "from now", "from today", "on", "afterwards") or (side == "after" and alone)
    if not from_now and setting.spoken_of is None and unit not in ("hour", "minute"):
        forward = False
    if unit in ("hour", "minute", "second"):
        days = int((count or 0) // 24) * (1 if forward else -1)
        return Reading(plus(base, days), plus(base, days), "part-of-day", anchor)
    if unit in ("morning", "afternoon", "evening", "night"):
        unit = "day"
    if count is None:
        return Reading(None, base, unit, anchor, True) if not forward else Reading(base, None, unit, anchor, True)
    return _away(count if forward else -count, unit, base, _group(match, "about"), anchor)


def _away(count: float, unit: str, base: date, about: str, anchor: str) -> Reading:
    """Return the day, month or year that lies some units away, open where the count is a bound."""
    if count % 1:
        count, unit = round(count * {"week": 7, "month": 4, "year": 12}.get(unit, 1)), \
            {"week": "day", "month": "week", "year": "month"}.get(unit, unit)
    if unit == "weekend":
        return Reading(*calendar.weekend(base, int(count)), "weekend", anchor)
    found = calendar.shift(base, int(count), unit)
    if about in ("more than", "at least", "over") and count < 0:
        return Reading(None, calendar.same_day(base, int(count), unit), unit, anchor, True)
    if about in ("less than", "fewer than", "under", "barely", "just under") and count < -1:
        return Reading(plus(calendar.same_day(base, int(count), unit), 1), base, unit, anchor, True)
    return Reading(found.begin, found.finish, "day" if unit in ("day", "week", "fortnight") else unit, anchor,
                   unit not in ("day", "week"))


def demonstrative(match: Found, setting: Setting) -> Reading | None:
    """"that morning", "the same day", "the following week", "the previous day", "that same Friday"."""
    which, unit = _group(match, "which"), _group(match, "unit")
    step = 0 if "same" in which else _step(which)
    if match["wd"]:
        number = WEEKDAYS[_group(match, "wd")]
        if step > 0:
            base = setting.day if "following" in which else setting.published
            day = calendar.weekday_near(base, number, "after")
        else:
            day = calendar.weekday_near(setting.published, number, "before" if step < 0 else "past")
        return Reading(day, day, "day", "event")
    if unit in ("week", "weekend", "month", "year"):
        return _closed(_whole(unit, step, setting.day), unit, "event")
    if step > 0 and setting.spoken_of is None:
        step = 0
    day = plus(setting.day, step)
    return Reading(day, day, "day" if unit == "day" else "part-of-day", "event")


def past_span(match: Found, setting: Setting) -> Reading | None:
    """"the last 24 hours", "the past few weeks", "the next three days", "the coming week", "last two years"."""
    which, unit, words = _group(match, "which"), _unit(_group(match, "unit")), _group(match, "n")
    plural, today = match["unit"].lower().endswith("s"), setting.published
    if not words and not plural:
        return _single_span(match, which, unit, setting)
    count = _count(words) if words else None
    if unit == "second":
        return None
    ahead = which in ("coming", "next", "following")
    if count is None:
        return Reading(today, None, "vague", vague=True) if ahead else Reading(None, today, "vague", vague=True)
    if unit in ("hour", "minute"):
        count, unit = -(-count // 24) if unit == "hour" else 0, "day"
    if count % 1:
        count, unit = count * 7, "day"
    edge = calendar.same_day(today, int(count) * (1 if ahead else -1), "day" if unit == "night" else unit)
    return Reading(today, edge, "span") if ahead else Reading(edge, today, "span")


def _single_span(match: Found, which: str, unit: str, setting: Setting) -> Reading | None:
    """"the past month" ends today; "last month" and "next week" are whole units of the calendar."""
    today, article = setting.published, match.group().lower().startswith(("the ", "this ", "these "))
    if unit in ("hour", "minute", "second", "night"):
        return Reading(setting.day, setting.day, "part-of-day") if unit == "hour" else None
    if unit == "fortnight":
        unit, scale = "week", 2
    else:
        scale = 1
    if which == "past" or (which == "last" and article and unit != "weekend"):
        return Reading(calendar.same_day(today, -scale, unit), today, unit)
    if unit == "weekend":
        return _weekend(which, setting)
    if unit == "day":
        step = _step(which)
        day = plus(setting.day, step)
        return Reading(day, day, "day", "event")
    base = setting.day if which in ("following", "previous") else today
    return _closed(_whole(unit, _step(which), base), unit)


def recent(match: Found, setting: Setting) -> Reading | None:
    """"in recent weeks", "in the coming days", "weeks (of)"."""
    today = setting.published
    if _group(match, "which") == "coming":
        return Reading(plus(today, 1), None, "vague", vague=True)
    return Reading(None, today, "vague", vague=True)


def within(match: Found, setting: Setting) -> Reading | None:
    """"within 60 days", "within hours", "within the week", "in two days' time"."""
    words = _group(match, "n") or _group(match, "n2") or _group(match, "n3")
    unit = _unit(_group(match, "unit") or _group(match, "u2") or _group(match, "u3"))
    today, count = setting.published, _count(words or "few")
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
    """"a fourth day", "the third night running": from the first of them to the day spoken of."""
    number, unit = ordinal_value(match["n"]), _unit(_group(match, "unit"))
    if number is None or number == 1 and not match["run"]:
        return None
    if unit == "night":
        return Reading(setting.day, setting.day, "part-of-day", "event")
    begin = calendar.same_day(setting.day, 1 - number, unit)
    if unit != "day":
        begin = plus(begin, 0)
    return Reading(begin, setting.day, "span", "event", vague=number > 7)


_SENTENCED = re.compile(r"\b(?:sentence\w*|jail\w*|prison\w*|imprison\w*|term|serv(?:e|es|ed|ing)|aged?|old)\b", re.I)


def duration(match: Found, setting: Setting) -> Reading | None:
    """"for 10 days", "after two days of talks", "for months": up to the report, or from it where the clause looks ahead."""
    words = _group(match, "n") or _group(match, "n2")
    unit = _unit(_group(match, "unit") or _group(match, "u2"))
    around = setting.text[max(0, match.start() - 60):match.end() + 30]
    if unit == "hour" or (unit in ("year", "month", "decade") and _SENTENCED.search(around)):
        return None
    count = _count(words) if words else None
    last = setting.near
    if count is None:
        return Reading(None, last, "vague", "event", True)
    unit = "day" if unit == "night" else unit
    if count % 1:
        count, unit = count * {"week": 7, "month": 4, "year": 12}.get(unit, 1), \
            {"week": "day", "month": "week", "year": "month"}.get(unit, unit)
    if setting.side == "future" and setting.preceded_by("for"):
        edge = plus(calendar.same_day(setting.published, int(count), unit), -1)
        return Reading(setting.published, edge, "span", "event", True)
    return Reading(plus(calendar.same_day(last, -int(count), unit), 1), last, "span", "event", True)


def season(match: Found, setting: Setting) -> Reading | None:
    """"the spring", "in autumn", "summer 2021", "the winter of last year"."""
    which, name, written = _group(match, "which"), _group(match, "name"), _group(match, "y")
    bare = not (which or written or match["part"])
    before = setting.text[max(0, match.start() - 12):match.start()]
    if bare or (name in ("fall", "spring") and re.search(r"\b(?:will|to|would|could|may|Arab|Prague)\s+$", before)):
        return None
    when = _year(written, setting)
    found = calendar.season(name, when) if when else _season(name, _step(which), setting)
    return found and _closed(_thirds(found, _group(match, "part")), "season")


def holiday(match: Found, setting: Setting) -> Reading | None:
    """"New Year's Eve", "Christmas", "Ramadan 2022": the nearest one by the clause's direction."""
    name = _group(match, "name").replace("’", "'")
    build = lambda when: calendar.holiday(name, when)  # noqa: E731
    found = build(int(match["y"])) if match["y"] else _nearest(build, setting, firm=False)
    lunar = name in calendar.DATA["holidays"]["islamic"]
    return _closed(found, "day" if found and found.begin == found.finish else "span", "holiday", lunar)


def hours(match: Found, setting: Setting) -> Reading | None:
    """"overnight", "before dawn", "in the early hours", "at noon", "by nightfall", "in the night"."""
    day, part = setting.near, _group(match, "part") or _group(match, "bare")
    if part == "night" and re.match(r"(?:at|by|a)\s", match.group(), re.I) and not re.match(r"a\s+night\s+(?:of|in)\b", setting.text[match.start():], re.I):
        return Reading(day, day, "part-of-day")
    if match["over"] or part == "night":
        return Reading(plus(day, -1), day, "part-of-day")
    return Reading(day, day, "part-of-day")


def clock(match: Found, setting: Setting) -> Reading | None:
    """"at 6 p.m.", "one o'clock": a moment of the day spoken of."""
    return Reading(setting.near, setting.near, "part-of-day")


def month_day(match: Found, setting: Setting) -> Reading | None:
    """"the 18th", "the 9th of this month": the nearest such day by the clause's direction."""
    number, today = int(match["d"]), setting.published
    if not 1 <= number <= 31:
        return None
    step = _step(_group(match, "m"))
    months = [today.month + step] if match["m"] else [today.month - 1, today.month, today.month + 1]
    options = [calendar.month(today.year, index) for index in months]
    days = [day for option in options if (day := calendar.safe(option.begin.year, option.begin.month, number))]
    if setting.side == "future":
        days = [day for day in days if day >= today] or days
    elif setting.side == "past":
        days = [day for day in days if day <= today] or days
    day = min(days, key=lambda option: abs((option - today).days), default=None)
    return Reading(day, day, "day", "absolute") if day else None


def vague(match: Found, setting: Setting) -> Reading | None:
    """"recently", "lately", "shortly", "now"."""
    today = setting.published
    if match["now"]:
        return Reading(today, today, "vague", vague=True)
    return Reading(None, today, "vague", vague=True) if match["back"] else Reading(today, None, "vague", vague=True)


RESOLVERS: dict[str, Callable[[Found, Setting], Reading | None]] = {
    "iso": iso, "daymonth": dated, "monthday": dated, "quarter": quarter, "month": month, "decade": decade,
    "year": year, "deicticday": deictic_day, "lastnight": last_night, "weekday": weekday, "ofweek": of_week,
    "isout": is_out, "laterin": later_in, "ago": ago, "demonstrative": demonstrative, "pastspan": past_span,
    "deicticunit": deictic_unit, "recent": recent, "within": within, "nth": nth, "duration": duration,
    "weekend": weekend, "season": season, "holiday": holiday, "hours": hours, "clock": clock,
    "monthorday": month_day, "vague": vague,
}
