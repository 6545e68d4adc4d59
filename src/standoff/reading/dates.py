"""The day a report was published, read from the ways in which files write it.

A day is taken as written: `2022-02-04T23:30:00-05:00` is 4 February, whatever the day was in
Greenwich. Only unambiguous forms are read: `04/02/2022` is April in one country and February in
another, so it is no date here and the report is refused rather than misdated.
"""

from __future__ import annotations

import re
from datetime import date

MONTHS = (
    "january", "february", "march", "april", "may", "june", "july", "august", "september",
    "october", "november", "december",
)  # fmt: skip

_MONTH = r"(?P<month>jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?"
_WEEKDAY = r"(?:(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*\.?,?\s+)?"
_DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?"
_YEAR = r"(?P<year>\d{4})"
_CLOCK = (
    r"(?:[T ,]\s*(?:at\s+)?\d{1,2}:\d{2}(?::\d{2}(?:[.,]\d+)?)?\s*"
    r"(?:Z\b|[ap]\.?m\.?|UTC\b|GMT\b|[A-Z]{3,4}\b|[+-]\d{2}:?\d{2})*)?"
)
_FORMS = (
    rf"{_YEAR}[-/.](?P<month>\d{{1,2}})[-/.](?P<day>\d{{1,2}}){_CLOCK}",
    rf"{_YEAR}(?P<month>\d{{2}})(?P<day>\d{{2}})(?:T?\d{{6}}Z?)?",
    rf"{_WEEKDAY}{_DAY}\s+(?:of\s+)?{_MONTH},?\s+{_YEAR}{_CLOCK}",
    rf"{_WEEKDAY}{_MONTH}\s+{_DAY},?\s+{_YEAR}{_CLOCK}",
    rf"{_DAY}-{_MONTH}-{_YEAR}{_CLOCK}",
)
_PATTERNS = tuple(re.compile(form + r"(?![\w-])", re.IGNORECASE) for form in _FORMS)
_ISO_FORMS = 2
_CUE = re.compile(r"(?:date|dated|published|publication date|pub date)\b\s*[:=]?\s*", re.IGNORECASE)
_AFTER = re.compile(r"[ \t]*[.:;,|–—-]?[ \t]*")


def _day(match: re.Match[str]) -> date | None:
    month = match["month"].lower()
    names = [name[:3] for name in MONTHS]
    number = int(month) if month.isdigit() else names.index(month[:3]) + 1
    try:
        return date(int(match["year"]), number, int(match["day"]))
    except ValueError:
        return None


def parse_date(words: str) -> date | None:
    """Read a whole string as one day, or say None.

    >>> parse_date("Feb. 4, 2022"), parse_date("2022-02-04T23:30-05:00"), parse_date("04/02/2022")
    (datetime.date(2022, 2, 4), datetime.date(2022, 2, 4), None)
    """
    for pattern in _PATTERNS:
        match = pattern.fullmatch(words.strip())
        if match and (day := _day(match)):
            return day
    return None


def leading_date(text: str) -> tuple[date, int] | None:
    """Find the date words that open a text: the day, and the offset at which the story begins.

    With a cue (`date 2022-02-04 …`, `Date: 4 February 2022`) any form counts and text may follow on
    the line. Without one, an ISO date counts, and any other form only when it has the line to
    itself: a story may well begin "4 February 2022 was the day".

    >>> leading_date("date 2022-02-04 Russia massed troops.")
    (datetime.date(2022, 2, 4), 16)
    """
    at = len(text) - len(text.lstrip("\ufeff \t\r\n"))
    cue = _CUE.match(text, at)
    at = cue.end() if cue else at
    for rank, pattern in enumerate(_PATTERNS):
        match = pattern.match(text, at)
        if not match or not (day := _day(match)):
            continue
        after = _AFTER.match(text, match.end())
        end = after.end() if after else match.end()
        alone = text[end : end + 1] in ("", "\n", "\r")
        if cue or alone or rank < _ISO_FORMS:
            return day, end + len(text[end:]) - len(text[end:].lstrip())
    return None
