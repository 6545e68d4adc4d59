"""Who called, met or promised to meet whom: CONSULT and AGREE events by day and pair."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from itertools import chain, combinations, product

from standoff.ledger import EventQuery, Ledger
from standoff.records import Event, Party

CONTACT_TYPES = ("CONSULT", "AGREE")


@dataclass(frozen=True, slots=True)
class Contact:
    """The contacts of one pair on one day; `day` is None where no report gave one."""

    day: date | None
    pair: tuple[str, str]
    events: tuple[Event, ...]


def find_contacts(ledger: Ledger, query: EventQuery | None = None) -> Iterator[Contact]:
    """Yield contacts by day, then pair; a meeting of three is a contact of three pairs.

    Parties are named by country where they have one, so that a president's call and a ministry's
    talks are of one pair; contacts within a country are left out.

    >>> for contact in find_contacts(ledger):                             # doctest: +SKIP
    ...     print(contact.day, contact.pair, len(contact.events))
    """
    query = query or EventQuery()
    limit, unlimited = query.limit, replace(query, limit=None)
    found: defaultdict[tuple[date | None, tuple[str, str]], list[Event]] = defaultdict(list)
    for event in chain(*(ledger.events(replace(unlimited, type=t)) for t in CONTACT_TYPES)):
        for pair in _pairs(event):
            found[_day(event), pair].append(event)
    ordered = sorted(found, key=lambda k: (k[0] or date.max, k[1]))
    for day, pair in ordered[:limit]:
        yield Contact(day, pair, tuple(found[day, pair]))


def _pairs(event: Event) -> set[tuple[str, str]]:
    """Who was in contact: each actor with each recipient; where there is none, with each other."""
    actors, recipients = (sorted(map(_side, ps)) for ps in (event.actors, event.recipients))
    met = product(actors, recipients) if recipients else combinations(actors, 2)
    return {(min(a, b), max(a, b)) for a, b in met if a != b}


def _side(party: Party) -> str:
    abstract = party.country in (None, "IGO", "NGO", "MNC")
    return party.name if abstract or party.country is None else party.country


def _day(event: Event) -> date | None:
    return (event.when.start or event.when.end) if event.when else None
