"""Asking for events: what a query means, in SQL over the filed events and in Python as of a day.

As of a day, the reports published later are left out and the neighbourhoods of what is asked for
are clustered without them, so that the answer is the ledger that would have been then.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from standoff.ledger.assembly import assemble, weigh
from standoff.ledger.filing import clusters_among, event_days, neighbourhood, read_members
from standoff.ledger.store import Store
from standoff.records import Event, Standing, Status
from standoff.world.gazetteer import state_code

_AT_A_TIME = 200


@dataclass(frozen=True)
class EventQuery:
    """Which events; what is None does not narrow the answer.

    `actor`, `recipient` and `place` are an id (`state:RUS`), an ISO country code or a state's name
    (both mean everybody of that country), or words of a name (`Putin`). `since` and `until` keep
    events whose time overlaps these days, both included; an undated event lies on the days it was
    published. `as_of` leaves out later reports.

    >>> EventQuery(actor="RUS", type="MOBILIZE", since=date(2022, 2, 1)).type
    'MOBILIZE'
    """

    actor: str | None = None
    recipient: str | None = None
    type: str | None = None
    status: Status | None = None
    standing: Standing | None = None
    since: date | None = None
    until: date | None = None
    place: str | None = None
    contested: bool = False
    background: bool | None = None
    limit: int | None = None
    as_of: date | None = None


def find_events(store: Store, query: EventQuery) -> Iterator[Event]:
    """Yield the events that a query asks for, by time, then by id."""
    if query.as_of is not None:
        with store.snapshot():
            found = _as_of(store, query, query.as_of)
        yield from found
        return
    sql, values = _select(query)
    ids = [r["id"] for r in store.rows(sql, values)]
    for at in range(0, len(ids), _AT_A_TIME):
        with store.snapshot():
            events = read_events(store, ids[at : at + _AT_A_TIME])
        yield from events


def read_events(store: Store, ids: list[str]) -> list[Event]:
    """Read events whole, in the order of `ids`, without those since renamed by a writer."""
    rows = store.rows_in("SELECT * FROM events WHERE id IN ({})", ids)
    weights = {r["id"]: (r["standing"], r["origins"]) for r in rows}
    links = store.rows_in("SELECT act, event FROM event_acts WHERE event IN ({})", ids)
    members = read_members(store, [r["act"] for r in links])
    groups: dict[str, list[int]] = {id_: [] for id_ in ids if id_ in weights}
    for r in links:
        groups[r["event"]].append(r["act"])
    return [assemble(id_, [members[n] for n in groups[id_]], weights[id_]) for id_ in groups]


def _select(query: EventQuery) -> tuple[str, list[object]]:
    exact = {
        "type": query.type.upper() if query.type else None,
        "status": query.status,
        "standing": "contested" if query.contested else query.standing,
        "background": query.background,
    }
    clauses: list[tuple[str, list[object]]]
    clauses = [(f"e.{name} = ?", [value]) for name, value in exact.items() if value is not None]
    clauses += [(f"e.id IN (SELECT l.event FROM event_acts AS l {j})", v) for j, v in _acts(query)]
    if query.since:
        clauses.append(("e.day_end >= ?", [query.since.isoformat()]))
    if query.until:
        clauses.append(("e.day_start <= ?", [query.until.isoformat()]))
    where = " AND ".join(sql for sql, _ in clauses) or "1"
    values: list[object] = [v for _, listed in clauses for v in listed]
    limit = -1 if query.limit is None else query.limit
    return f"SELECT e.id FROM events AS e WHERE {where} ORDER BY e.day_start, e.id LIMIT ?", [
        *values,
        limit,
    ]


def _acts(query: EventQuery) -> list[tuple[str, list[object]]]:
    """Joins from an act (`l.act`) to the parties and places that are asked for."""
    asked = (
        (query.actor, "act_parties", "party", "parties", "actor"),
        (query.recipient, "act_parties", "party", "parties", "recipient"),
        (query.place, "act_places", "place", "places", "where"),
    )
    return [
        (
            f"JOIN {link} AS x ON x.act = l.act JOIN {table} AS p ON p.key = x.{key}"
            f" WHERE x.role = '{role}' AND (p.id = ? OR p.country = ? OR"
            " ' ' || p.name || ' ' LIKE ? ESCAPE '\\')",
            [name, state_code(name) or name.upper(), f"% {_escaped(name)} %"],
        )
        for name, link, key, table, role in asked
        if name is not None
    ]


def _escaped(words: str) -> str:
    return words.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")


def _as_of(store: Store, query: EventQuery, day: date) -> list[Event]:
    """Cluster what is asked for without the reports that were published after `day`."""
    asked = [_acts_named(store, join, values, day) for join, values in _acts(query)]
    start = asked[0] if asked else _acts_named(store, "", [], day)
    reached = neighbourhood(store, start, day)
    wanted = [
        c for c in clusters_among(store, reached) if all(acts & {*c.numbers} for acts in asked)
    ]
    members = read_members(store, [n for c in wanted for n in c.numbers])
    found = []
    for one in wanted:
        told = [members[n] for n in one.numbers]
        event = assemble(one.event, told, weigh(told))
        if _matches(event, query):
            found.append(event)
    found.sort(key=lambda e: (event_days(e)[0], e.id))
    return found[: query.limit]


def _acts_named(store: Store, join: str, values: list[object], day: date) -> set[int]:
    """The acts with a party or place asked for, in reports published by `day`."""
    sql = (
        "SELECT a.act FROM acts AS a JOIN event_acts AS e ON e.act = a.act WHERE a.published <= ?"
        f" AND a.act IN (SELECT l.act FROM event_acts AS l {join})"
    )
    return {r["act"] for r in store.rows(sql, [day.isoformat(), *values])}


def _matches(event: Event, query: EventQuery) -> bool:
    start, end = event_days(event)
    standing = "contested" if query.contested else query.standing
    return (
        (query.type is None or query.type.upper() == event.type)
        and query.status in (None, event.status)
        and standing in (None, event.standing)
        and query.background in (None, event.background)
        and (query.since is None or end >= query.since)
        and (query.until is None or start <= query.until)
    )
