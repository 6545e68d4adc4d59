"""Datelines: where and when a dispatch says it was written, and for which agency.

`KYIV, Ukraine, Jan. 25 (Meridian Wire) —` and its many relations. Relative days of a story ("on
Tuesday") count from the dateline's day, which may lie before the day of publication.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta

from standoff.reading.cues import cues
from standoff.reading.dates import MONTHS
from standoff.records import Span

WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")

_UPPER = r"[^\W\d_a-z](?:(?![a-z])[\w'’.]){1,}"
_CAPS = rf"{_UPPER}(?:[ /-](?:{_UPPER}))*"
_NAME = r"[^\W\d_a-z][\w'’.]*"
_MIXED = rf"{_NAME}(?:[ /-](?:of |the |de |al-|el-)?{_NAME}){{0,3}}"
_MONTHS = r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\.?"
_WEEKDAYS = r"(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)[a-z]*\.?"
_REGION = rf"(?:,\s(?!{_MONTHS}\b|{_WEEKDAYS}\b){_NAME}(?:[ -]{_NAME}){{0,3}})"
_DAY = (
    rf"(?P<day>(?:{_WEEKDAYS},?\s)?(?:{_MONTHS}\s\d{{1,2}}|\d{{1,2}}\s{_MONTHS})(?:,?\s\d{{4}})?"
    rf"|{_WEEKDAYS})"
)
_AGENCY = r"(?:\s?\((?P<agency>[^()\n]{2,40})\))"
_DASH = r"\s*(?:—|–|--)\s*|\s+-\s+"

_CAPITALS = re.compile(
    rf"(?P<place>{_CAPS}{_REGION}?)(?:(?:,|\.)?\s\(?{_DAY}\)?)?(?:,?\s\d{{1,2}}[:.]\d{{2}})?{_AGENCY}?"
    rf"(?:{_DASH}|:\s+|\.\s+(?=[A-Z“\"]))"
)
_MIXED_CASE = re.compile(
    rf"(?P<place>{_MIXED}{_REGION}?)(?:,?\s\(?{_DAY}\)?)?{_AGENCY}?(?:{_DASH}|:\s+)(?=\S)"
)


@dataclass(frozen=True, slots=True)
class Dateline:
    """The opening of a dispatch: its span, the words of the place and of the day, the agency."""

    span: Span
    place: str
    day: str | None
    agency: str | None


def match_dateline(text: str, at: int, *, first: bool) -> Dateline | None:
    """Read a dateline that begins at an offset.

    Capitals count at any paragraph; `Johannesburg:` only in the first.
    """
    match = _CAPITALS.match(text, at) or (_MIXED_CASE.match(text, at) if first else None)
    if match is None or not _is_place(match["place"], strict=match.re is _MIXED_CASE):
        return None
    bare = match[0].rstrip().endswith(".") and not match["day"] and not first
    if bare or len(match[0]) >= len(text) - at:
        return None
    return Dateline(Span(at, match.end()), match["place"], match["day"], match["agency"])


def _is_place(words: str, *, strict: bool) -> bool:
    folded = words.casefold()
    labels = cues().no_place
    if (
        folded in labels
        or folded.split()[0].strip(",:") in labels
        or cues().opens_furniture(folded)
    ):
        return False
    letters = sum(c.isalpha() for c in words.split(",", maxsplit=1)[0])
    return letters >= 3 and not (strict and len(words.split()) > 5)


def day_of(words: str, published: date) -> date | None:
    """Resolve a dateline's day words against the day of publication, looking back.

    >>> day_of("Dec. 31", date(2022, 1, 1)), day_of("Tuesday", date(2022, 2, 4))
    (datetime.date(2021, 12, 31), datetime.date(2022, 2, 1))
    """
    month = re.search(_MONTHS, words)
    number = re.search(r"\b\d{1,2}\b", words)
    if month and number:
        index = [m[:3] for m in MONTHS].index(month[0][:3].lower()) + 1
        year = re.search(r"\d{4}", words)
        years = [int(year[0])] if year else [published.year, published.year - 1]
        return next((d for y in years if (d := _safe(y, index, int(number[0]), published))), None)
    short = words.strip("() .,")[:3].lower()
    weekday = next((i for i, name in enumerate(WEEKDAYS) if name.startswith(short)), None)
    if weekday is None:
        return None
    return published - timedelta(days=(published.weekday() - weekday) % 7)


def _safe(year: int, month: int, day: int, published: date) -> date | None:
    """The day, unless it does not exist or lies past tomorrow: a dateline is written before."""
    try:
        found = date(year, month, day)
    except ValueError:
        return None
    return found if found <= published + timedelta(days=1) else None
