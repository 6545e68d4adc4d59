"""Annotated reports → what the network is shown: wordpieces, act words, and who stands to each act.

A report is cut into windows of whole sentences (`standoff.coding.windows`), so that training and
run time see the same cuts. Gold names parties by text, not by place: the occurrence nearest to the
act is taken as the one meant, and the others are masked out of the loss instead of being punished.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from tokenizers import Tokenizer

from standoff.coding.grammar import grammar_of
from standoff.coding.labels import MODES, ROLES, SECTORS, STATUSES, TYPES
from standoff.coding.paths import path_classes
from standoff.coding.windows import Window, windows
from standoff.language.parse import parse_all

IGNORE = -100


@dataclass(slots=True)
class ActTarget:
    """One gold act in a window; indices are wordpieces of that window."""

    start: int
    end: int
    type: int
    status: int
    background: int
    mode: int
    own: int
    inside: dict[int, set[int]] = field(default_factory=dict)
    begins: dict[int, set[int]] = field(default_factory=dict)
    ignored: set[int] = field(default_factory=set)
    sectors: dict[int, int] = field(default_factory=dict)
    paths: list[int] = field(default_factory=list)
    grammar: list[int] = field(default_factory=list)


@dataclass(slots=True)
class Example:
    """One window with its acts."""

    report: str
    window: Window
    acts: list[ActTarget]


def load(paths: Iterable[Path]) -> Iterator[dict[str, Any]]:
    """Yield the rows of JSONL files of annotated reports."""
    for path in paths:
        with path.open(encoding="utf-8") as lines:
            yield from (json.loads(line) for line in lines if line.strip())


def occurrences(text: str, words: str) -> list[int]:
    """All starts of `words` in `text` that stand at word borders."""
    found, at = [], text.find(words)
    while at >= 0:
        before, after = text[at - 1 : at], text[at + len(words) : at + len(words) + 1]
        if not (before.isalnum() or after.isalnum()):
            found.append(at)
        at = text.find(words, at + 1)
    return found


def _near(text: str, window: Window, at: int, words: str) -> tuple[int, list[int]] | None:
    """The occurrence of `words` that is meant for the act at `at`, and all the others."""
    starts = occurrences(text, words)
    if not starts:
        return None
    lo, hi = window.sentence_of(at)

    def distance(s: int) -> float:
        gap = abs(s - at) if s < at else 1.3 * abs(s - at)
        return gap - (10_000 if lo <= s < hi else 0)

    best = min(starts, key=distance)
    return best, [s for s in starts if s != best]


def _surname_near(text: str, window: Window, at: int, words: str) -> tuple[str, int] | None:
    """ "Biden" in the act's sentence, where gold names "Joe Biden" from elsewhere."""
    names = words.split()
    if len(names) < 2 or not all(n[:1].isupper() for n in names):
        return None
    lo, hi = window.sentence_of(at)
    if any(lo <= s < hi for s in occurrences(text, words)):
        return None
    inside = [s for s in occurrences(text, names[-1]) if lo <= s < hi]
    return (names[-1], min(inside, key=lambda s: abs(s - at))) if inside else None


def _mark(target: ActTarget, role: int, place: tuple[Window, str, int], words: str) -> list[int]:
    """Set the wordpieces of `words` as filling `role`; return them."""
    window, text, at = place
    local = _surname_near(text, window, at, words)
    hit = _near(text, window, at, words)
    if hit is None:
        return []
    start, others = hit
    length = len(words)
    if local is not None:
        others, (words, start) = [start, *others], local
    pieces = window.pieces(start, start + len(words))
    for other in others:
        target.ignored.update(window.pieces(other, other + length))
    if pieces:
        target.inside.setdefault(role, set()).update(pieces)
        target.begins.setdefault(role, set()).add(pieces[0])
    return pieces


def _own_voice(event: dict[str, Any]) -> int:
    return int(any(not a["source"] and a["stance"] == "asserts" for a in event["assertions"]))


def _target(event: dict[str, Any], text: str, window: Window) -> ActTarget | None:
    start, end = event["trigger"]
    pieces = window.pieces(start, end)
    if not pieces or not window.owns(start):
        return None
    act = ActTarget(
        pieces[0],
        pieces[-1] + 1,
        TYPES.index(event["type"]),
        STATUSES.index(event["status"]),
        int(event["background"]),
        MODES.index(event["mode"]) if event["mode"] in MODES else 0,
        _own_voice(event),
    )
    here = (window, text, start)
    for role, key in ((0, "actors"), (1, "recipients"), (2, "where"), (3, "from"), (4, "numbers")):
        for filler in event[key]:
            marked = _mark(act, role, here, filler["text"])
            if marked and "sector" in filler:
                act.sectors[marked[0]] = SECTORS.index(filler["sector"])
    if event["when"]:
        _mark(act, ROLES.index("when"), here, event["when"]["text"])
    for voice in event["assertions"]:
        if voice["source"]:
            *outer, inner = voice["source"]
            _mark(act, ROLES.index(voice["stance"]), here, inner)
            for speaker in outer:
                _mark(act, ROLES.index("outer"), here, speaker)
    act.ignored -= set().union(*act.inside.values()) if act.inside else set()
    return act


def examples(rows: Iterable[dict[str, Any]], tokenizer: Tokenizer) -> Iterator[Example]:
    """Yield the windows of annotated reports with their targets."""
    rows = list(rows)
    for row, parse in zip(rows, parse_all(r["text"] for r in rows), strict=True):
        for window in windows(row["text"], tokenizer):
            acts = [a for e in row["events"] if (a := _target(e, row["text"], window))]
            for act in acts:
                at = window.starts[act.start]
                act.paths = path_classes(parse, at, list(window.starts))
                act.grammar = grammar_of(parse, at)
            yield Example(row["id"], window, sorted(acts, key=lambda a: a.start))


__all__ = ["IGNORE", "ActTarget", "Example", "examples", "load", "occurrences"]
