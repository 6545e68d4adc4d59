"""An event put together from its acts: representative parties, places, times; all its voices."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Protocol, TypeVar

from standoff.ledger.facts import Facts, is_town, who
from standoff.ledger.likeness import alike
from standoff.ledger.standing import Told, latest_status, origins_of, standing, words_of
from standoff.records import (
    Act,
    Assertion,
    Event,
    Number,
    Party,
    Place,
    Standing,
    When,
    content_id,
)


class _Identified(Protocol):
    @property
    def id(self) -> str: ...


Slot = TypeVar("Slot", bound=_Identified)


@dataclass(frozen=True, slots=True)
class Member:
    """An act of an event, with its report."""

    key: str
    act: Act
    told: Told
    label: str

    @property
    def assertions(self) -> list[Assertion]:
        """One assertion for each voice."""
        return [Assertion(self.told.id, self.act, v, self.label) for v in self.act.voices]


def event_id(founder: Facts) -> str:
    """Name an event by the act that told of it first, so that later reports keep its name."""
    return content_id("e", founder.key)


def weigh(members: Sequence[Member]) -> tuple[Standing, int]:
    """Standing and number of independent origins of an event with these members."""
    origin = origins_of({m.told.id: m.told for m in members}.values())
    return standing(words_of((a for m in members for a in m.assertions), origin))


def assemble(id_: str, members: Iterable[Member], weight: tuple[Standing, int]) -> Event:
    """Put an event together; `weight` is what `weigh` said of it.

    Members are taken by day of publication, so that the earliest wording wins a tie.
    """
    ordered = sorted(members, key=lambda m: (m.told.published, m.key))
    acts = [m.act for m in ordered]
    voices = [(a, m.told.published) for m in ordered for a in m.assertions]
    status = latest_status(voices) if voices else acts[-1].status
    named = next(a for a in reversed(acts) if a.status == status)
    actors = _parties([a.actors for a in acts])
    recipients = _parties([a.recipients for a in acts])
    return Event(
        id=id_,
        type=named.type,
        mode=next((a.mode for a in acts if a.mode and a.type == named.type), None),
        actors=actors,
        recipients=tuple(p for p in recipients if p.id not in {a.id for a in actors}),
        status=status,
        standing=weight[0],
        origins=weight[1],
        background=all(a.background for a in acts),
        when=_when([a.when for a in acts if a.when]),
        where=_places([a.where for a in acts]),
        starts=_places([a.origins for a in acts]),
        numbers=_numbers([n for a in acts for n in a.numbers]),
        assertions=tuple(a for a, _ in voices),
        first_published=ordered[0].told.published,
        last_published=ordered[-1].told.published,
    )


def _parties(slots: Sequence[tuple[Party, ...]]) -> tuple[Party, ...]:
    """Each party once, by the name most acts give it; a person before the country it stands for.

    Parties that one act names side by side both stay.
    """
    together = [{p.id for p in slot} for slot in slots]
    chosen: list[Party] = []
    for p in _most_told(slots, lambda p: (not who(p).person, p.name)):
        like = [q for q in chosen if alike(who(p), who(q))]
        if all(any({p.id, q.id} <= ids for ids in together) for q in like):
            chosen.append(p)
    first = {p.id: -i for i, p in enumerate(reversed([p for slot in slots for p in slot]))}
    return tuple(sorted(chosen, key=lambda p: first[p.id]))


def _places(slots: Sequence[tuple[Place, ...]]) -> tuple[Place, ...]:
    """Each place once, most told first; without the country where a town in it is told."""
    kept = _most_told(slots, lambda p: (not is_town(p), p.name))
    inside = {p.country for p in kept if is_town(p)}
    return tuple(p for p in kept if is_town(p) or p.country not in inside)


def _most_told(
    slots: Sequence[tuple[Slot, ...]], rank: Callable[[Slot], tuple[bool, str]]
) -> list[Slot]:
    """One record for each id, those that most acts have first; then by `rank`."""
    counts: dict[str, int] = {}
    first: dict[str, Slot] = {}
    for slot in slots:
        for id_, one in {x.id: x for x in reversed(slot)}.items():
            counts[id_] = counts.get(id_, 0) + 1
            first.setdefault(id_, one)
    return sorted(first.values(), key=lambda x: (-counts[x.id], rank(x), x.id))


def _when(told: Sequence[When]) -> When | None:
    """The narrowest time that was told; of several, the first."""

    def width(w: When) -> int:
        return (w.end - w.start).days if w.start and w.end else 10**6

    return min(told, key=width, default=None)


def _numbers(told: Iterable[Number]) -> tuple[Number, ...]:
    """Each distinct number once, in the words that came first: never an average."""
    distinct: dict[object, Number] = {}
    for n in told:
        distinct.setdefault((n.low, n.high, n.unit), n)
    return tuple(distinct.values())
