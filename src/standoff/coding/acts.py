"""One proposal and what fills its roles → an `Act` with parties, status, voices, time and place."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from datetime import date
from typing import cast

import numpy as np

from standoff.coding.confidence import Calibration
from standoff.coding.decode import Filler, Judged, fillers, type_of
from standoff.coding.encoder import ActScores, Floats
from standoff.coding.labels import MODES, MODES_OF, RECIPROCAL, SECTORS, STATUSES
from standoff.coding.settings import CoderSettings
from standoff.coding.snap import Names
from standoff.coding.wording import WEIGHT, Cue, denier, governing_cues
from standoff.language.parse import Parse
from standoff.language.quantities import Quantity, find_quantities
from standoff.language.times import TimeExpression, find_times
from standoff.records import (
    STANCES,
    Act,
    Number,
    Party,
    Place,
    Report,
    Span,
    Speaker,
    Status,
    Voice,
    When,
)
from standoff.world.places import place
from standoff.world.resolver import Resolver


@dataclass(slots=True)
class ReportFacts:
    """What is exact in a report and read once: its times, quantities and names."""

    report: Report
    day: date
    times: list[TimeExpression]
    quantities: list[Quantity]
    resolver: Resolver
    names: Names
    parse: Parse
    sure: Calibration = field(default_factory=Calibration)
    silent: tuple[Span, ...] = ()
    directed: dict[str, list[TimeExpression]] = field(default_factory=dict)

    @classmethod
    def of(
        cls,
        report: Report,
        parse: Parse,
        day: date | None = None,
        sure: Calibration | None = None,
        silent: tuple[Span, ...] = (),
    ) -> ReportFacts:
        """Read the closed facts of a report; `day` is the dateline's, if it has its own.

        Nothing in the `silent` spans (credits, bylines) takes part in an act.
        """
        text, published = report.text, day or report.published
        resolver = Resolver(text, published)
        names = Names(text, [Span(*pair) for pair in resolver.context.name_spans()])
        times, quantities = find_times(text, published), find_quantities(text)
        sure = sure or Calibration()
        return cls(
            report, published, times, quantities, resolver, names, parse, sure=sure, silent=silent
        )

    def cues_of(self, trigger: Span) -> list[Cue]:
        """The cues that govern the act named at this span, the nearest first."""
        act = self.parse.word_at(trigger.start)
        return [] if act is None else governing_cues(self.parse, act, self.report.text)

    def times_for(self, status: str) -> list[TimeExpression]:
        """Times as an act of this status reads them: what is planned lies ahead, what happened
        lies behind; for the rest the words around decide."""
        way = {"planned": "future", "happened": "past", "ongoing": "past"}.get(status)
        if way is None:
            return self.times
        if way not in self.directed:
            self.directed[way] = find_times(self.report.text, self.day, tense_hints=lambda _: way)
        return self.directed[way]


def build_act(facts: ReportFacts, judged: Judged, settings: CoderSettings) -> Act:
    """Assemble the act that a proposal stands for."""
    proposal, scores, n = judged.proposal, judged.scores, judged.number
    found = facts.names.snap(fillers(facts.report.text, judged, settings))
    found = [f for f in found if not any(f.span.overlaps(s) for s in facts.silent)]
    kind, kind_score = type_of(proposal, scores.kind[n])
    cues = facts.cues_of(proposal.span)
    chances = _weighed(scores.status[n], cues[0] if cues else None)
    status = int(chances.argmax())
    parties = _parties(facts, found, scores, n)
    mode = _mode(scores, n, kind)
    if kind in RECIPROCAL and mode not in _ONE_SIDED:  # codebook, section 4: everyone is an actor
        both = sorted(parties["actor"] + parties["recipient"], key=lambda p: p.span)
        parties = {"actor": tuple(both), "recipient": ()}
    when, when_score = _when(facts, found, STATUSES[status])
    shown = {
        "act": proposal.score,
        "type": kind_score,
        "status": facts.sure("status", float(chances[status])),
        "background": float(scores.background[n]),
        "own": float(scores.own[n]),
        "when": when_score,
    }
    return Act(
        trigger=proposal.span,
        type=kind,
        mode=mode,
        actors=parties["actor"],
        recipients=parties["recipient"],
        status=cast("Status", STATUSES[status]),
        background=bool(scores.background[n] >= 0.5),
        voices=_with_denial(facts, _voices(facts, found, float(scores.own[n]), settings), cues),
        when=when,
        where=_places(facts, found, "where"),
        origins=_places(facts, found, "from"),
        numbers=_numbers(facts, found),
        confidence=facts.sure("act", proposal.score * kind_score),
        scores=shown,
    )


#: Modes of reciprocal types that still have a recipient.
_ONE_SIDED = frozenset({"visit", "third-party"})


def _weighed(chances: Floats, cue: Cue | None) -> Floats:
    """Status chances of the network, with the wording's say."""
    if cue is None or cue.status is None:
        return chances
    out = chances.copy()
    out[STATUSES.index(cue.status)] *= WEIGHT[cue.kind]
    return np.asarray(out / out.sum(), dtype=np.float32)


def _mode(scores: ActScores, n: int, kind: str) -> str | None:
    allowed = [i for i, m in enumerate(MODES) if not m or m in MODES_OF[kind]]
    best = allowed[int(np.argmax(scores.mode[n, allowed]))]
    return MODES[best] or None


def _distinct(items: Iterable[Filler], key: Callable[[Filler], str]) -> list[Filler]:
    seen: dict[str, Filler] = {}
    for f in items:
        seen.setdefault(key(f), f)
    return sorted(seen.values(), key=lambda f: f.span)


def _parties(
    facts: ReportFacts, found: list[Filler], scores: ActScores, n: int
) -> dict[str, tuple[Party, ...]]:
    """Actors and recipients; a span or party that competes for both goes where it scores more."""
    kept: dict[str, list[Party]] = {"actor": [], "recipient": []}
    spans: list[Span] = []
    names: set[str] = set()
    for f in found:
        if f.role not in kept or any(f.span.overlaps(s) for s in spans):
            continue
        guess = SECTORS[int(scores.sector[n, f.first].argmax())]
        spans.append(f.span)
        for party in facts.resolver.parties(f.span.start, f.span.end, guess):
            if party.id not in names:
                names.add(party.id)
                sure = facts.sure(f"{f.role}s", party.confidence * f.score)
                kept[f.role].append(replace(party, confidence=sure))
    return {role: tuple(sorted(ps, key=lambda p: p.span)) for role, ps in kept.items()}


def _speaker(facts: ReportFacts, f: Filler) -> Speaker:
    text = facts.report.text
    party = facts.resolver.party(f.span.start, f.span.end)
    return Speaker(text[f.span.start : f.span.end], f.span, party)


def _voices(
    facts: ReportFacts, found: list[Filler], own: float, settings: CoderSettings
) -> tuple[Voice, ...]:
    """Who stands for the act: the report itself, and each speaker with the chain in front of it."""
    outer = [f for f in found if f.role == "outer"]
    voices: list[Voice] = []
    for stance in STANCES:
        inner = _distinct((f for f in found if f.role == stance), lambda f: str(f.span))
        for i, f in enumerate(inner):
            chain = (
                []
                if i or stance != "asserts"
                else [o for o in outer if not o.span.overlaps(f.span)]
            )
            links = [*sorted(chain, key=lambda o: o.span), f]
            voices.append(
                Voice(
                    tuple(_speaker(facts, x) for x in links),
                    stance,
                    facts.sure("voice", f.score),
                    "speaker linked to the act",
                )
            )
    if own >= settings.own_floor or not voices:
        voices.insert(0, Voice((), "asserts", max(own, 1e-3), "told in the report's own voice"))
    return tuple(voices)


def _with_denial(
    facts: ReportFacts, voices: tuple[Voice, ...], cues: list[Cue]
) -> tuple[Voice, ...]:
    """Whoever is the subject of a word of denial over the act denies it, and asserts it no more."""
    cue = next((c for c in cues if c.kind == "denial"), None)
    found = denier(facts.parse, cue) if cue else None
    if cue is None or found is None:
        return voices
    first, last = found
    parse = facts.parse
    span = facts.names.whole(Span(parse.starts[first], parse.starts[last] + len(parse.lower[last])))
    others = tuple(
        v for v in voices if v.source and not any(s.span.overlaps(span) for s in v.source)
    )
    speaker = _speaker(facts, Filler("denies", span, first, 1.0))
    return (*others, Voice((speaker,), "denies", 0.8, f"subject of {cue.words!r}"))


def _when(facts: ReportFacts, found: list[Filler], status: str) -> tuple[When | None, float]:
    for f in (f for f in found if f.role == "when"):
        for t in facts.times_for(status):
            if t.start < f.span.end and f.span.start < t.end and (t.begin or t.finish):
                span = Span(t.start, t.end)
                sure = facts.sure("when", f.score)
                return When(t.text, t.begin, t.finish, span, t.precision, t.anchor, sure), f.score
    return None, 0.0


def _places(facts: ReportFacts, found: list[Filler], role: str) -> tuple[Place, ...]:
    text = facts.report.text
    out: dict[str, Place] = {}
    for f in found:
        if f.role == role:
            near = facts.resolver.context.country_weights(f.span.start)
            sure = facts.sure("where", f.score)
            p = replace(place(text, f.span.start, f.span.end, near), confidence=sure)
            out.setdefault(p.id, p)
    return tuple(sorted(out.values(), key=lambda p: p.span))


def _numbers(facts: ReportFacts, found: list[Filler]) -> tuple[Number, ...]:
    out: dict[int, Number] = {}
    for f in (f for f in found if f.role == "number"):
        for q in facts.quantities:
            if q.start < f.span.end and f.span.start < q.end:
                out.setdefault(
                    q.start, Number(q.text, q.low, q.high, q.unit, Span(q.start, q.end), f.score)
                )
    return tuple(out[k] for k in sorted(out))
