"""Acts that are contested or denied, with who stands by them and who does not."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from itertools import chain

from standoff.ledger import EventQuery, Ledger
from standoff.records import STANCES, Event, Stance, Standing, Voice

DISPUTED: tuple[Standing, ...] = ("contested", "denied")


@dataclass(frozen=True, slots=True)
class Dispute:
    """An event on which named parties differ: the words of those who assert and those who deny.

    The report's own voice, without a source, stands as `the report`.
    """

    event: Event
    asserted_by: tuple[str, ...]
    denied_by: tuple[str, ...]
    doubted_by: tuple[str, ...]


def find_disputes(ledger: Ledger, query: EventQuery | None = None) -> Iterator[Dispute]:
    """Yield the contested and denied events that a query finds.

    >>> for dispute in find_disputes(ledger):                             # doctest: +SKIP
    ...     print(dispute.event.type, dispute.asserted_by, dispute.denied_by)
    """
    query = query or EventQuery()
    found = (replace(query, contested=False, standing=s, limit=None) for s in DISPUTED)
    events = sorted(chain(*(ledger.events(q) for q in found)), key=_order)
    for event in events[: query.limit]:
        yield Dispute(event, *(_who(event, stance) for stance in STANCES))


def _order(event: Event) -> tuple[date, str]:
    when = event.when
    return ((when.start or when.end) if when else None) or date.max, event.id


def _who(event: Event, stance: Stance) -> tuple[str, ...]:
    voices = (a.voice for a in event.assertions if a.voice.stance == stance)
    return tuple(dict.fromkeys(speaker_name(voice) for voice in voices))


def speaker_name(voice: Voice) -> str:
    """Name the innermost speaker by the party where that is known, else by the words."""
    if not voice.source:
        return "the report"
    innermost = voice.source[-1]
    return innermost.party.name if innermost.party else innermost.text
