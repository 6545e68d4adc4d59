"""What a rule is given and what it gives back: an expression's setting, the days read from it.

Shared by the rules of :mod:`standoff.language.timedays` and :mod:`standoff.language.timespans`;
also the few helpers that both need: counts, units, years, and the choice of the year for a date
that names none.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import NamedTuple

from standoff.language import calendar
from standoff.language.calendar import Stretch, plus
from standoff.language.numerals import value_of

__all__ = ["Reading", "Setting"]


class Reading(NamedTuple):
    """The days that an expression stands for, before the preposition in front of it has its say."""

    begin: date | None
    finish: date | None
    precision: str = "day"
    anchor: str = "report"
    vague: bool = False


@dataclass(frozen=True)
class Setting:
    """Where an expression stands: its text, the report's date, the day spoken of, the direction.

    ``spoken_of`` is the last single day named in this sentence or the two before it,
    ``in_sentence`` in this one.
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
        """Tell whether one of some words stands right before the expression, e.g.
        ``"until|till"``.
        """
        before = self.text[max(0, self.start - 16) : self.start]
        return bool(re.search(rf"\b(?:{words})\s+(?:the\s+)?$", before, re.IGNORECASE))


Found = re.Match[str]


def group(match: Found, name: str) -> str:
    """Return a named group in lower case with single blanks, or "" where it is absent."""
    value = match.groupdict().get(name) or ""
    return re.sub(r"\s+", " ", value.lower())


def unit_of(word: str) -> str:
    """Return a unit of time in the singular, e.g. ``"weeks"`` → ``"week"``."""
    return word[:-1] if word.endswith("s") else word


def count_of(words: str) -> float | None:
    """Return how many units: ``"two"`` → 2, ``"a"`` → 1, ``"a few"`` → ``None``."""
    if re.fullmatch(r"an?|the", words):
        return 1
    if re.search(r"few|several|many|some|couple", words):
        return 2 if "couple" in words else None
    value = value_of(words)
    return value + 0.5 if value is not None and words.endswith("half") and "and" in words else value


def year_of(words: str, setting: Setting) -> int | None:
    """Return the year that "2014", "last year" or "that year" names."""
    if not words:
        return None
    if words.isdigit():
        return int(words)
    steps = {"last": -1, "next": 1, "this": 0, "the year": 0}
    first = words.split(maxsplit=1)[0]
    if first in steps:
        return setting.published.year + steps[first]
    return setting.day.year + (1 if "following" in words else -1 if "previous" in words else 0)


def nearest(build: Callable[[int], Stretch | None], setting: Setting, firm: bool) -> Stretch | None:
    """Choose the year of a date that names none.

    The clause's direction decides if ``firm``; else only where the nearest one is far (90 days).
    """
    today = setting.published
    built = [build(today.year + step) for step in (-1, 0, 1)]
    options = [option for option in built if option is not None]
    if not options:
        return None
    close = min(
        options,
        key=lambda option: max((option.begin - today).days, (today - option.finish).days, 0),
    )
    gap = max((close.begin - today).days, (today - close.finish).days, 0)
    if (
        setting.side is None
        or (not firm and gap < 90)
        or setting.preceded_by("before|by|until|till")
    ):
        return close
    if setting.side == "past":
        return max((option for option in options if option.begin <= today), default=close)
    return min((option for option in options if option.finish >= today), default=close)


def closed(
    stretch: Stretch | None, precision: str, anchor: str = "report", vague: bool = False
) -> Reading | None:
    """Return a reading of a whole stretch."""
    return stretch and Reading(stretch.begin, stretch.finish, precision, anchor, vague)


def thirds(stretch: Stretch, part: str) -> Stretch:
    """Return the part of a stretch that "early", "the middle of" or "the end of" names."""
    if not part:
        return stretch
    if part.startswith("the "):
        part = part[4:]
    if part in ("first half", "second half"):
        middle = plus(stretch.begin, (stretch.finish - stretch.begin).days // 2)
        return (
            Stretch(stretch.begin, middle)
            if part[0] == "f"
            else Stretch(plus(middle, 1), stretch.finish)
        )
    name = {
        "early": "early",
        "late": "late",
        "mid": "mid",
        "middle": "mid",
        "end": "late",
        "close": "late",
    }.get(part)
    return calendar.part_of(
        stretch, name or ("late" if part.startswith(("last", "clos")) else "early")
    )


def whole(unit: str, step: int, today: date) -> Stretch:
    """Return the week, month, year … that lies ``step`` from the current one."""
    if unit in ("decade", "century"):
        size = 10 if unit == "decade" else 100
        first = (today.year // size + step) * size
        return Stretch(calendar.year(first).begin, calendar.year(first + size - 1).finish)
    quarters = today.year * 4 + (today.month - 1) // 3 + step
    builders: dict[str, Callable[[], Stretch]] = {
        "day": lambda: calendar.single(plus(today, step)),
        "week": lambda: calendar.week(today, step),
        "weekend": lambda: calendar.weekend(today, step),
        "month": lambda: calendar.month(today.year, today.month + step),
        "quarter": lambda: calendar.quarter(quarters // 4, quarters % 4 + 1),
        "year": lambda: calendar.year(today.year + step),
    }
    return builders[unit]()


_STEPS = {"last": -1, "past": -1, "previous": -1, "next": 1, "coming": 1, "following": 1}


def step_of(which: str) -> int:
    """Return -1, 0 or 1 for "the previous", "this", "next"."""
    return next((step for word, step in _STEPS.items() if word in which), 0)


def weekend_of(which: str, setting: Setting) -> Reading | None:
    """Read "the weekend": the last one, or the coming one where the clause looks ahead.

    On a Saturday or Sunday it is the one under way.
    """
    today = setting.published
    inside = today.weekday() >= 5
    if step_of(which) < 0:
        found = calendar.weekend(today, -1)
    elif step_of(which) > 0:
        found = calendar.weekend(today, 1 if inside else 0)
    else:
        ahead = setting.side == "future" or (which == "this" and setting.side is None)
        found = calendar.weekend(today, 0 if inside or ahead else -1)
    return closed(found, "weekend")
