"""Scores coded reports against gold ones, both as rows of the codebook's JSON.

Inside a report, events are paired one to one, the best pair first: a pair is allowed where the
triggers overlap, or where both stand in one sentence and have the same type. Every figure is
micro-averaged over all events of all reports. `record` is the strict one: same type, same countries
of actors and of recipients, same status, same set of stances: the row an analyst would use.

Rows are foreign input, so they are dicts as they come, with the keys of the codebook.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from standoff.errors import InputError

Row = Mapping[str, Any]
Pair = tuple[Row, Row]

WHOLE = ("event", "type", "status", "attributed", "record")
SLOTTED = ("actor", "recipient", "source", "when", "where", "numbers")

_SENTENCE_GAP = re.compile(r"(?<=[.!?])[\"”’)]*\s+(?=[\"“‘(]?[A-Z0-9])|\n+")
_ARTICLES = {"the", "a", "an", "of"}
_NO_COUNTRY = (None, "IGO", "NGO", "MNC")


@dataclass(frozen=True, slots=True)
class Figure:
    """One line of the result: rates from 0 to 1, rounded to four places, and what they count."""

    precision: float
    recall: float
    f1: float
    gold: int
    system: int


@dataclass(frozen=True, slots=True)
class Evaluation:
    """All figures, by name (`event`, `type` … `numbers`) and by event type."""

    figures: Mapping[str, Figure]
    types: Mapping[str, Figure]

    def as_dict(self) -> dict[str, Any]:
        """The figures as plain dicts, types under `types`."""
        named: dict[str, Any] = {name: asdict(figure) for name, figure in self.figures.items()}
        named["types"] = {name: asdict(figure) for name, figure in self.types.items()}
        return named

    def lines(self) -> list[str]:
        """The figures as lines of text, one a figure and one for all types."""
        shown = [
            f"{name:11} P {f.precision:.3f}  R {f.recall:.3f}  F1 {f.f1:.3f}   "
            f"({f.system} coded, {f.gold} gold)"
            for name, f in self.figures.items()
        ]
        types = "  ".join(f"{name} {f.f1:.2f}" for name, f in self.types.items())
        return [*shown, f"by type     {types}"]


def evaluate(gold: Iterable[Row], system: Iterable[Row]) -> Evaluation:
    """Score the system's rows against gold rows (with `text`), matched by `id`.

    A gold report that the system lacks counts as coded with no event. Raises `InputError` where a
    row lacks a key of the codebook.

    >>> event = {"trigger": [0, 4], "type": "CONSULT", "status": "happened", "actors": [],
    ...          "recipients": [], "assertions": [{"source": [], "stance": "asserts"}]}
    >>> row = {"id": "1", "text": "They met.", "events": [event]}
    >>> evaluate([row], [row]).figures["record"].f1
    1.0
    """
    coded = {row["id"]: row["events"] for row in system}
    counts: Counter[str] = Counter()
    by_type: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for row in gold:
        ours = coded.get(row["id"], [])
        try:
            _count_report(row["events"], ours, row["text"], counts, by_type)
        except (KeyError, TypeError, ValueError) as error:
            why = f"{type(error).__name__}: {error}"
            raise InputError(
                f"report {row['id']}: its events are not in the codebook's format ({why}); "
                "give every event its trigger, type, actors, recipients, status and assertions"
            ) from error
    figures = {k: _figure(counts[k], counts["system"], counts["gold"]) for k in WHOLE}
    for k in SLOTTED:
        figures[k] = _figure(counts[f"hit {k}"], counts[f"system {k}"], counts[f"gold {k}"])
    types = {t: _figure(c["hit"], c["system"], c["gold"]) for t, c in sorted(by_type.items())}
    return Evaluation(figures, types)


def _count_report(
    gold: Sequence[Row],
    system: Sequence[Row],
    text: str,
    counts: Counter[str],
    by_type: Mapping[str, Counter[str]],
) -> None:
    for side, events in (("gold", gold), ("system", system)):
        counts[side] += len(events)
        for event in events:
            by_type[event["type"]][side] += 1
            for name in SLOTTED:
                counts[f"{side} {name}"] += len(_slots(event, name))
    for one, other in pair_events(gold, system, text):
        counts["event"] += 1
        by_type[one["type"]]["hit"] += one["type"] == other["type"]
        for name, agrees in _agreements(one, other).items():
            counts[name] += agrees
        for name in SLOTTED:
            counts[f"hit {name}"] += _slot_hits(one, other, name)


def _agreements(gold: Row, system: Row) -> dict[str, bool]:
    """What a pair agrees in, of the figures that count whole events."""
    same_type, same_status = gold["type"] == system["type"], gold["status"] == system["status"]
    same_parties = all(_who(gold[role]) == _who(system[role]) for role in ("actors", "recipients"))
    return {
        "type": same_type,
        "status": same_status,
        "attributed": bool(_sources(gold)) == bool(_sources(system)),
        "record": same_type and same_status and same_parties and _stances(gold) == _stances(system),
    }


def pair_events(gold: Sequence[Row], system: Sequence[Row], text: str) -> list[Pair]:
    """Pair the events of one report one to one, the best pair first."""
    sentences = _Sentences(text)
    options: list[tuple[float, int, int, int]] = []
    for g, one in enumerate(gold):
        for s, other in enumerate(system):
            worth = _pair_worth(one, other, text, sentences)
            if worth is not None:
                gap = abs(trigger_span(one, text)[0] - trigger_span(other, text)[0])
                options.append((worth, -gap, g, s))
    pairs: list[Pair] = []
    used_gold: set[int] = set()
    used_system: set[int] = set()
    for _, _, g, s in sorted(options, reverse=True):
        if g not in used_gold and s not in used_system:
            used_gold.add(g)
            used_system.add(s)
            pairs.append((gold[g], system[s]))
    return pairs


def _pair_worth(gold: Row, system: Row, text: str, sentences: _Sentences) -> float | None:
    """How well two events fit, or None where they may not be paired."""
    (gold_start, gold_end), (start, end) = trigger_span(gold, text), trigger_span(system, text)
    overlap = gold_start < end and start < gold_end
    same_type: bool = gold["type"] == system["type"]
    near = same_type and sentences.number(gold_start) == sentences.number(start)
    if not (overlap or near):
        return None
    shared: int = sum(len(_who(gold[r]) & _who(system[r])) for r in ("actors", "recipients"))
    same_status: bool = gold["status"] == system["status"]
    return 4 * overlap + 2 * same_type + shared + (0.5 if same_status else 0.0)


class _Sentences:
    """The sentences of a text by a plain rule, numbered."""

    def __init__(self, text: str) -> None:
        gaps = list(_SENTENCE_GAP.finditer(text))
        starts = [0, *(gap.end() for gap in gaps)]
        self._spans = list(zip(starts, [*(gap.start() for gap in gaps), len(text)], strict=True))

    def number(self, offset: int) -> int:
        """The sentence an offset stands in; the last one for offsets in a gap."""
        found = (i for i, (start, end) in enumerate(self._spans) if start <= offset < end)
        return next(found, len(self._spans) - 1)


def trigger_span(event: Row, text: str) -> tuple[int, int]:
    """Give the trigger's offsets; a trigger given as a word is its `nth` occurrence in the text."""
    trigger = event["trigger"]
    if not isinstance(trigger, str):
        return trigger[0], trigger[1]
    at = -1
    for _ in range(event.get("nth") or 1):
        at = text.index(trigger, at + 1)
    return at, at + len(trigger)


def _fold(words: str | None) -> str:
    plain = unicodedata.normalize("NFKD", words or "").encode("ascii", "ignore").decode().lower()
    return " ".join(w for w in re.findall(r"[a-z0-9]+", plain) if w not in _ARTICLES)


def _who(parties: Iterable[Row]) -> set[str]:
    """Countries where known, else folded names: the identity an analyst groups by."""
    return {
        _fold(p.get("name") or p.get("text")) if p.get("country") in _NO_COUNTRY else p["country"]
        for p in parties
    }


def _sources(event: Row) -> list[tuple[str, str]]:
    """Innermost speakers with their stance."""
    voices = event["assertions"]
    return [(_fold(v["source"][-1]), v["stance"]) for v in voices if v["source"]]


def _stances(event: Row) -> set[tuple[bool, str]]:
    return {(bool(v["source"]), v["stance"]) for v in event["assertions"]}


def _slots(event: Row, name: str) -> set[Any] | list[tuple[str, str]]:
    if name == "source":
        return _sources(event)
    if name == "when":
        when = event.get("when")
        return {(when.get("start"), when.get("end"))} if when else set()
    if name == "where":
        return {_fold(w.get("name") or w.get("text")) for w in event.get("where") or []}
    if name == "numbers":
        return {(n.get("low"), n.get("high"), n.get("unit")) for n in event.get("numbers") or []}
    return _who(event[f"{name}s"])


def same_slots(gold: Row, system: Row) -> dict[str, bool | None]:
    """Slot by slot, whether a pair agrees wholly; None where neither has anything.

    Keys are `type`, `status` and the names in `SLOTTED`.
    """
    out: dict[str, bool | None] = {name: gold[name] == system[name] for name in ("type", "status")}
    for name in SLOTTED:
        want, got = _slots(gold, name), _slots(system, name)
        if not want and not got:
            out[name] = None
        else:
            out[name] = len(want) == len(got) == _slot_hits(gold, system, name)
    return out


def _slot_hits(gold: Row, system: Row, name: str) -> int:
    if name != "source":
        return len(set(_slots(gold, name)) & set(_slots(system, name)))
    left, hits = _sources(system), 0
    for text, stance in _sources(gold):
        words = set(text.split())
        same = (c for c in left if c[1] == stance and words & set(c[0].split()))
        if (found := next(same, None)) is not None:
            left.remove(found)
            hits += 1
    return hits


def _figure(hits: int, system: int, gold: int) -> Figure:
    precision = hits / system if system else 0.0
    recall = hits / gold if gold else 0.0
    both = precision + recall
    f1 = 2 * precision * recall / both if both else 0.0
    return Figure(round(precision, 4), round(recall, 4), round(f1, 4), gold, system)
