"""From scores on wordpieces to spans of the text: which words name an act, which fill a role."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from standoff.coding.encoder import ActScores, Floats, Reading
from standoff.coding.labels import ROLES, TYPES
from standoff.coding.settings import CoderSettings
from standoff.coding.windows import Window
from standoff.records import Span


@dataclass(frozen=True, slots=True)
class Proposal:
    """Words that may name an act: wordpieces `first` to `last`, their span, type scores, and how
    sure the network is that there is an act at all."""

    first: int
    last: int
    span: Span
    types: Floats
    score: float


@dataclass(frozen=True, slots=True)
class Judged:
    """A proposal with what the heads say of it: row `number` of its window's scores."""

    proposal: Proposal
    reading: Reading
    scores: ActScores
    number: int


@dataclass(frozen=True, slots=True)
class Filler:
    """Words that fill a role of an act; `first` is their first wordpiece."""

    role: str
    span: Span
    first: int
    score: float


def words_in(window: Window) -> list[tuple[int, int]]:
    """The words of a window as ranges of wordpieces.

    A hyphenated or pointed word ("pro-Russian", "U.S.") is several words to the tokenizer, and
    stays so here: what belongs together is joined by the scores.
    """
    starts = [i for i, first in enumerate(window.first_words) if first]
    ends = [*starts[1:], len(window.ids) - 1]
    return [(s, e) for s, e in zip(starts, ends, strict=True) if window.ends[s] > window.starts[s]]


def _span(window: Window, first: int, last: int) -> Span:
    return Span(window.starts[first], window.ends[last - 1])


def proposals(reading: Reading, floor: float) -> Iterator[Proposal]:
    """Yield every word that scores above `floor` as the first word of an act, in order."""
    window, words = reading.window, words_in(reading.window)
    taken = -1
    for n, (s, e) in enumerate(words):
        score = float(1.0 - reading.types[s, 0])
        if s < taken or score < floor or not window.owns(window.starts[s]):
            continue
        last = e
        for s2, e2 in words[n + 1 : n + 6]:
            if reading.continues[s2] < 0.5 or window.starts[s2] - window.ends[last - 1] > 1:
                break
            last = e2
        taken = last
        kinds = reading.types[s, 1:]
        yield Proposal(s, last, _span(window, s, last), kinds / max(kinds.sum(), 1e-9), score)


def fillers(text: str, judged: Judged, settings: CoderSettings) -> list[Filler]:
    """Spans that fill the roles of one act, strongest first within a role."""
    window, scores, act = judged.reading.window, judged.scores, judged.number
    out: list[Filler] = []
    words = words_in(window)
    sentence = Span(*window.sentence_of(judged.proposal.span.start))
    if not words:
        return out
    first_of = np.array([s for s, _ in words])
    sums = np.add.reduceat(scores.inside[act, : words[-1][1]], first_of, axis=0)
    inside = sums / np.array([[e - s] for s, e in words])
    begins = scores.begins[act, first_of]
    for role, columns in _SOUGHT.items():
        on = np.minimum(inside[:, columns].sum(axis=1), 1.0)
        new = np.minimum(begins[:, columns].sum(axis=1), 1.0)
        floor = settings.role_floor.get(role, settings.default_role_floor)
        if on.max() < floor:
            continue
        for lo, hi in _runs(on, new, floor):
            first, last = words[lo][0], words[hi - 1][1]
            span = _trim(text, _span(window, first, last))
            if span.end > span.start:
                most = columns[int(inside[lo:hi, columns].sum(axis=0).argmax())]
                score = float(np.maximum(on[lo:hi].max(), 1e-6))
                if role in _SAID and score < settings.far_floor and not sentence.overlaps(span):
                    continue
                out.append(Filler(ROLES[most], span, first, score))
    return sorted(out, key=lambda f: -f.score)


#: What is sought, as columns of the role scores: a speaker is found by the three stances together,
#: and the strongest of them is then taken.
_STANCES = [ROLES.index(s) for s in ("asserts", "denies", "doubts")]
_SOUGHT = {r: [i] for i, r in enumerate(ROLES) if i not in _STANCES} | {"speaker": _STANCES}


_SAID = frozenset({"speaker", "outer"})


def _runs(inside: Floats, begins: Floats, floor: float) -> Iterator[tuple[int, int]]:
    """Runs of words: seeded above the floor, grown while above half of it, cut at beginnings."""
    low = floor / 2
    start, seeded = 0, False
    for i in range(len(inside) + 1):
        on = i < len(inside) and inside[i] >= low
        cut = on and i > start and begins[i] >= 0.5 and begins[i] > begins[i - 1]
        if not on or cut:
            if seeded:
                yield start, i
            start, seeded = (i, False) if on else (i + 1, False)
        if on and inside[i] >= floor:
            seeded = True


_EDGE = " \t\n,.;:–—-\"“”'’()"


def _trim(text: str, span: Span) -> Span:
    """Cut stray punctuation off a span, but keep the point of "U.S."."""
    start, end = span.start, span.end
    if text[start - 1 : start] in ("'", "’") and text[start : start + 2] == "s ":
        start = min(start + 2, end)
    while start < end and text[start] in _EDGE:
        start += 1
    while end > start and text[end - 1] in _EDGE:
        end -= 1
    if text[end : end + 1] == "." and text[end - 2 : end - 1] == ".":
        end += 1
    return Span(start, end)


def type_of(proposal: Proposal, kind: Floats) -> tuple[str, float]:
    """The event type by both heads that speak of it, and its share of the score."""
    both = (proposal.types + kind) / 2
    best = int(both.argmax())
    return TYPES[best], float(both[best])
