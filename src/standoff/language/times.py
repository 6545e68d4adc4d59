"""Time expressions: find them in plain text and say which days they mean for the report's date.

Three steps. Patterns (:mod:`standoff.language.timewords`) find the bare expressions; rules
(:mod:`standoff.language.timerules`) read each against the report's date, the tense of its clause
and the day that the text is speaking of; then the preposition in front is heard ("since Friday"
runs to the report) and neighbours are joined ("noon on Friday", "between 3 and 5 March"). Offsets
are code points into the text as given. The meaning follows section 8 of the codebook.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date

from standoff.language.calendar import plus
from standoff.language.tense import direction
from standoff.language.timerules import RESOLVERS, Setting
from standoff.language.timewords import MASTER, NOT_TIMES, PATTERNS

__all__ = ["TimeExpression", "find_times"]


@dataclass(frozen=True, slots=True)
class TimeExpression:
    """One time expression, e.g. "Wednesday" in a report of Friday 2022-02-04: 2022-02-02, one day.

    ``begin`` and ``finish`` are days, ``None`` where the wording leaves that end open.
    ``precision`` is one of day, part-of-day, weekend, week, month, quarter, half, season, year,
    decade, span, vague. ``anchor`` says what the days are counted from: ``report``, ``absolute``
    (a full date), ``event`` (another time in the text) or ``holiday``. ``relation`` is the
    preposition that shaped the days: since, until, by, before, after, from, during, within …
    """

    start: int
    end: int
    text: str
    begin: date | None
    finish: date | None
    precision: str
    anchor: str
    vague: bool
    relation: str | None


_PREPOSITION = re.compile(
    r"\b(?P<word>since|until|till|by|before|after|from|through|during|within|throughout|"
    r"beginning|starting|as\s+of|no\s+later\s+than|not\s+later\s+than|up\s+to|as\s+early\s+as|"
    r"to\s+end|between|prior\s+to|pending)\s+"
    r"(?:on\s+|in\s+|about\s+|around\s+|from\s+|at\s+|the\s+)*$",
    re.IGNORECASE,
)
_LEAD = re.compile(
    r"(?:in|at(?!\s+once)|by|during|until|from|since|over|around|towards?)[\s-]+", re.IGNORECASE
)
_DAYLIKE = ("day", "part-of-day")
_LINK = re.compile(r"\s*(?:,\s*)?(?:(?:on|of|at|the|early)\s+)*(?:on|of|the|at|\s)?\s*")
_RANGE = re.compile(r"\s*(?P<word>to|until|till|through|and|or|[-–])\s+(?:the\s+)?", re.IGNORECASE)
_FROM = re.compile(r"\b(?:between|from)\s+$", re.IGNORECASE)
_MOVED = re.compile(
    r"\b(?:put\s+off|postpon\w+|delay\w*|adjourn\w*|slipped|deferred|moved|pushed\s+back)\s+"
    r"(?:[\w'’-]+\s+){0,3}$",
    re.IGNORECASE,
)
_STOP = re.compile(r"(?<!\b[A-Z])(?<![ap]\.m)[.!?][\"”’)]*\s+(?=[A-Z\"“\d])|[;\n]+")
_ONWARDS = frozenset(("beginning", "starting", "as of"))
_UNTIL = frozenset(
    ("until", "till", "through", "no later than", "not later than", "up to", "to end", "pending")
)


def find_times(
    text: str,
    published: date,
    *,
    tense_hints: Callable[[int], str | None] | None = None,
    day: date | None = None,
) -> list[TimeExpression]:
    """Return the time expressions of a text in order, read against the day it was published.

    ``tense_hints`` gives, for the offset of an expression, ``past``, ``future`` or ``None`` (a
    parser's opinion; without it cue words decide). ``day`` is the day that the text before this
    one was speaking of ("the next morning").

    >>> [found] = find_times("The two presidents met on Wednesday.", date(2022, 2, 4))
    >>> found.text, found.begin.isoformat()
    ('Wednesday', '2022-02-02')
    """
    blocked = [match.span() for match in NOT_TIMES.finditer(text)]
    found: list[TimeExpression] = []
    for match in MASTER.finditer(text):
        if any(low < match.end() and match.start() < high for low, high in blocked):
            continue
        bare = _read(
            match,
            published,
            tense_hints,
            _spoken_of(found, text, match.start(), 2) or day,
            _spoken_of(found, text, match.start(), 0),
        )
        if bare is not None:
            found.append(bare)
    joined = _joined(found, text)
    return [_related(one, text, published, tense_hints) for one in joined]


def _look(
    text: str, start: int, end: int, hints: Callable[[int], str | None] | None
) -> Callable[[], str | None]:
    """Return the question "which way does this clause look?", asked only when a rule needs the
    answer.
    """

    def answer() -> str | None:
        hinted = hints(start) if hints else None
        return hinted or direction(text, start, end)

    return answer


def _read(
    match: re.Match[str],
    published: date,
    hints: Callable[[int], str | None] | None,
    spoken_of: date | None,
    in_sentence: date | None,
) -> TimeExpression | None:
    """Read one bare expression, or return ``None`` when it is no time."""
    name, text = match.lastgroup or "", match.string
    parts = PATTERNS[name].match(text, match.start())
    if parts is None:
        return None
    look = _look(text, match.start(), match.end(), hints)
    setting = Setting(text, match.start(), published, spoken_of, in_sentence, look)
    reading = RESOLVERS[name](parts, setting)
    if reading is None:
        return None
    start, end = _trimmed(text, parts.start(), parts.end())
    return TimeExpression(start, end, text[start:end], *reading, None)


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """Leave out a leading preposition and white space, e.g. "in the night" → "the night"."""
    lead = _LEAD.match(text, start, end)
    return (lead.end() if lead else start), end


def _spoken_of(found: list[TimeExpression], text: str, start: int, sentences: int) -> date | None:
    """Return the last single day named in this sentence or in some sentences before it."""
    for one in reversed(found):
        if start - one.end > 400 or len(_STOP.findall(text, one.end, start)) > sentences:
            break
        if (
            one.begin is not None
            and one.begin == one.finish
            and one.precision in _DAYLIKE
            and not one.vague
        ):
            return one.begin
    return None


def _joined(found: list[TimeExpression], text: str) -> list[TimeExpression]:
    """Join neighbours that name one time: "noon on Friday", "Friday, Feb. 4", "from Monday to
    Thursday".
    """
    result: list[TimeExpression] = []
    for one in found:
        last = result[-1] if result else None
        gap = text[last.end : one.start] if last else ""
        merged = _merge(last, one, gap, text) if last and len(gap) < 24 else None
        if merged is not None:
            result[-1] = merged
        else:
            result.append(one)
    return result


def _merge(last: TimeExpression, one: TimeExpression, gap: str, text: str) -> TimeExpression | None:
    """Return the join of two neighbours, or ``None`` when they stay two."""
    whole = text[last.start : one.end]
    if "event" not in (last.anchor, one.anchor) and _LINK.fullmatch(gap):
        if last.precision == "part-of-day" and _one_day(one):
            return replace(one, start=last.start, text=whole, precision="part-of-day")
        if one.precision == "part-of-day" and _one_day(last):
            return replace(last, end=one.end, text=whole, precision="part-of-day")
        if "," in gap and _one_day(last) and _one_day(one) and _weekday(last) == _weekday(one):
            return replace(one, start=last.start, text=whole)
    link = _RANGE.fullmatch(gap)
    if link and _spans(last, one, link["word"].lower(), text):
        return replace(one, start=last.start, text=whole, begin=last.begin, precision="span")
    return None


def _one_day(one: TimeExpression) -> bool:
    """Tell whether an expression names one day."""
    return one.precision in _DAYLIKE and one.begin is not None and one.begin == one.finish


def _weekday(one: TimeExpression) -> int | None:
    """Return the weekday on which an expression begins."""
    return one.begin.weekday() if one.begin else None


def _spans(last: TimeExpression, one: TimeExpression, word: str, text: str) -> bool:
    """Tell whether two expressions are the ends of one span rather than two times."""
    if not (last.begin and last.finish and one.begin and one.finish and last.begin <= one.finish):
        return False
    if _FROM.search(text, max(0, last.start - 10), last.start):
        return True
    same = last.precision == one.precision
    if word in ("and", "or"):
        return same and one.precision == "day" and (one.begin - last.finish).days <= 1
    return same


def _related(
    one: TimeExpression,
    text: str,
    published: date,
    hints: Callable[[int], str | None] | None,
) -> TimeExpression:
    """Hear the preposition in front of an expression: "since Friday" runs to the report."""
    before = _PREPOSITION.search(text, max(0, one.start - 30), one.start)
    if before is None:
        return one
    word = re.sub(r"\s+", " ", before["word"].lower())
    fuller = replace(one, relation=word)
    if word == "since":
        fuller = replace(fuller, start=before.start(), text=text[before.start() : one.end])
        return replace(fuller, finish=published) if one.begin and one.begin <= published else fuller
    if one.precision == "part-of-day" and one.finish and one.finish <= published:
        return fuller
    if word in _ONWARDS:
        return replace(fuller, finish=None) if one.begin else fuller
    if word in ("before", "prior to") and one.begin and one.begin > published:
        return replace(fuller, begin=published, finish=plus(one.begin, -1))
    moved = _MOVED.search(text, max(0, before.start() - 40), before.start())
    open_start = (word in _UNTIL and not moved) or (
        word == "by"
        and one.precision != "weekend"
        and one.finish is not None
        and one.finish >= published
        and _look(text, one.start, one.end, hints)() != "past"
    )
    return replace(fuller, begin=None) if open_start else fuller
