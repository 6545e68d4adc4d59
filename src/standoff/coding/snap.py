"""Spans that the network only half saw, made whole by what is exact: names, and the words between.

A wordpiece tagger breaks names at apostrophes and rare words ("Donetsk People" + "Republic"). A
known name, or a name that the report introduces, is one thing: a span that touches it takes all of
it. Pieces of one role with nothing but "of", a blank or "'s" between them are one phrase.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import replace

from standoff.coding.decode import Filler
from standoff.records import Span

_BETWEEN = re.compile(r"(?:['’]s?)?(?:\s+|-)?(?:of\s+(?:the\s+)?)?")
#: Roles filled by names; times and numbers have their own exact spans.
NAMED = frozenset({"actor", "recipient", "where", "from", "asserts", "denies", "doubts", "outer"})


class Names:
    """The names of one report, in order, for snapping."""

    def __init__(self, text: str, spans: Sequence[Span]) -> None:
        self.text = text
        self._spans = sorted(spans)
        self._starts = [s.start for s in self._spans]

    def whole(self, span: Span) -> Span:
        """The span, stretched over every name it touches."""
        i = max(0, bisect_left(self._starts, span.start) - 2)
        start, end = span.start, span.end
        while i < len(self._spans) and self._spans[i].start < end:
            name = self._spans[i]
            if name.end > start:
                start, end = min(start, name.start), max(end, name.end)
            i += 1
        return Span(start, end)

    def snap(self, fillers: Sequence[Filler]) -> list[Filler]:
        """Whole and joined fillers, strongest first."""
        out: list[Filler] = []
        for f in sorted(fillers, key=lambda f: (f.role, f.span)):
            whole = replace(f, span=self.whole(f.span)) if f.role in NAMED else f
            last = out[-1] if out else None
            if last and last.role == whole.role and self._one(last.span, whole.span):
                joined = Span(last.span.start, max(last.span.end, whole.span.end))
                out[-1] = replace(last, span=joined, score=max(last.score, whole.score))
            else:
                out.append(whole)
        return sorted(out, key=lambda f: -f.score)

    def _one(self, a: Span, b: Span) -> bool:
        if b.start < a.end:
            return True
        gap = self.text[a.end : b.start]
        return len(gap) < 9 and _BETWEEN.fullmatch(gap) is not None
