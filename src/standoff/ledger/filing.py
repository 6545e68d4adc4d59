"""Filing: a coded report goes in, and the events it touches are settled anew.

The links of a new act reach a neighbourhood, all acts that links connect with it. Only there can
events change; it is clustered afresh, and its events are written again. A second run over the same
reports, or the same reports in another order, thus ends in the same ledger.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime

from standoff.ledger.assembly import Member, assemble, event_id, weigh
from standoff.ledger.clustering import block_keys, cluster, earliest_first
from standoff.ledger.facts import Facts
from standoff.ledger.likeness import ActLink, conflict, link
from standoff.ledger.rows import read_acts, write_acts, write_coding, write_report
from standoff.ledger.standing import Told, sketch
from standoff.ledger.store import Store
from standoff.records import CodedReport, Event


@dataclass(frozen=True, slots=True)
class Added:
    """What filing a report brought: assertions, and events that nobody had told of before."""

    assertions: int
    events_new: int


def now() -> str:
    """The present moment, UTC, as the ledger writes it."""
    return datetime.now(UTC).isoformat(timespec="microseconds")


def file_report(store: Store, run: str, coder: str, coded: CodedReport) -> Added:
    """File a report with what `coder` found in it; to be called inside a transaction."""
    report, recorded = coded.report, now()
    if store.rows("SELECT 1 FROM codings WHERE report = ? AND coder = ?", (report.id, coder)):
        return Added(0, 0)
    write_report(store, report, sketch(report.text), recorded)
    orphans = _supersede(store, run, report.id)
    write_coding(store, run, coded, coder, recorded)
    filed = write_acts(store, coded, coder)
    settle(store, orphans)
    new = sum(_join(store, n, facts, _link(store, n, facts)) for n, facts in filed)
    return Added(sum(len(a.voices) for a in coded.acts), new)


def _supersede(store: Store, run: str, report: str) -> set[int]:
    """Take what an older coder found out of the events, and return the acts it was linked with."""
    old = {
        r["act"]: r["event"]
        for r in store.rows(
            "SELECT a.act, e.event FROM acts AS a JOIN event_acts AS e ON e.act = a.act"
            " WHERE a.report = ?",
            (report,),
        )
    }
    store.run(
        "UPDATE codings SET superseded_by = ? WHERE report = ? AND superseded_by IS NULL",
        (run, report),
    )
    linked = neighbourhood(store, old) - old.keys()
    for number, facts in facts_by_number(store, old).items():
        laid = [(key, number) for key in block_keys(facts, seek=False)]
        store.run_many("DELETE FROM act_blocks WHERE key = ? AND act = ?", laid)
        store.run("DELETE FROM act_links WHERE a = ? OR b = ?", (number, number))
    _forget_events(store, set(old.values()))
    return linked


def _link(store: Store, number: int, facts: Facts) -> dict[int, ActLink]:
    """Find what the act may be one with, and lay it where later acts will find it."""
    found = store.rows_in(
        "SELECT DISTINCT act FROM act_blocks WHERE key IN ({})", block_keys(facts, seek=True)
    )
    others = facts_by_number(store, {r["act"] for r in found} - {number})
    links = {other: edge for other, f in others.items() if (edge := link(facts, f))}
    store.run_many(
        "INSERT INTO act_links (a, b, score, reason) VALUES (?,?,?,?)",
        [(other, number, edge.score, edge.reason) for other, edge in links.items()],
    )
    keys = block_keys(facts, seek=False)
    store.run_many("INSERT INTO act_blocks (key, act) VALUES (?,?)", [(k, number) for k in keys])
    return links


def _join(store: Store, number: int, facts: Facts, links: Mapping[int, ActLink]) -> int:
    """Bring a new act into the events; return how many events are new.

    Where all its links lead into one event and it conflicts with no act there, clustering afresh
    would only add it: links between other acts are met in the same order, those that were refused
    are refused again, and those that joined the event's acts still do. Else all is clustered anew.
    """
    rows = store.rows_in("SELECT DISTINCT event FROM event_acts WHERE act IN ({})", links)
    if len(rows) > 1:
        return settle(store, [number])
    known = {
        r["act"]: (r["score"], r["reason"])
        for r in store.rows_in(
            "SELECT act, score, reason FROM event_acts WHERE event IN ({})",
            [r["event"] for r in rows],
        )
    }
    members = facts_by_number(store, known)
    if any(conflict(facts, f) for f in members.values()):
        return settle(store, [number])
    best = {n: max(why, _why(links.get(n))) for n, why in known.items()}
    best[number] = max(map(_why, links.values()), default=_why(None))
    number_of = {f.key: n for n, f in (members | {number: facts}).items()}
    acts = earliest_first([*members.values(), facts])
    numbers = tuple(number_of[f.key] for f in acts)
    _forget_events(store, [r["event"] for r in rows])
    found = Cluster(event_id(acts[0]), numbers, tuple(best[n] for n in numbers))
    _write_event(store, found, read_members(store, numbers))
    return 0 if known else 1


def _why(edge: ActLink | None) -> tuple[float, str]:
    return (edge.score, edge.reason) if edge else (0.0, "told once")


def facts_by_number(store: Store, numbers: Iterable[int]) -> dict[int, Facts]:
    """Read what clustering compares."""
    rows = store.rows_in("SELECT act, facts FROM acts WHERE act IN ({})", numbers)
    return {r["act"]: Facts.from_json(json.loads(r["facts"])) for r in rows}


def neighbourhood(store: Store, numbers: Iterable[int], until: date | None = None) -> set[int]:
    """All acts that links connect with these, published no later than `until`."""
    last = until.isoformat() if until else "9999-12-31"
    reached, edge = set(numbers), set(numbers)
    while edge:
        rows = store.rows_in(
            f"SELECT l.b AS act FROM act_links AS l JOIN acts AS t ON t.act = l.b"
            f" AND t.published <= '{last}' WHERE l.a IN ({{}})",
            edge,
        ) + store.rows_in(
            f"SELECT l.a AS act FROM act_links AS l JOIN acts AS t ON t.act = l.a"
            f" AND t.published <= '{last}' WHERE l.b IN ({{}})",
            edge,
        )
        edge = {r["act"] for r in rows} - reached
        reached |= edge
    return reached


@dataclass(frozen=True, slots=True)
class Cluster:
    """The acts of one event: its id, their numbers, and the best link of each with a reason."""

    event: str
    numbers: tuple[int, ...]
    links: tuple[tuple[float, str], ...]


def clusters_among(store: Store, numbers: Collection[int]) -> list[Cluster]:
    """Cluster acts by the links among them."""
    facts = facts_by_number(store, numbers)
    number_of = {f.key: n for n, f in facts.items()}
    rows = store.rows_in("SELECT * FROM act_links WHERE a IN ({})", numbers)
    links = [
        ActLink(facts[r["a"]].key, facts[r["b"]].key, r["score"], r["reason"])
        for r in rows
        if r["a"] in facts and r["b"] in facts
    ]
    return [
        Cluster(
            event_id(acts[0]),
            tuple(number_of[f.key] for f in acts),
            tuple(_best_links(acts, links)),
        )
        for acts in cluster(facts.values(), links)
    ]


def _best_links(acts: Sequence[Facts], links: Iterable[ActLink]) -> list[tuple[float, str]]:
    """For each act, the strongest link to another act of its event."""
    best = {f.key: _why(None) for f in acts}
    for edge in links:
        if edge.a in best and edge.b in best:
            best[edge.a] = max(best[edge.a], _why(edge))
            best[edge.b] = max(best[edge.b], _why(edge))
    return [best[f.key] for f in acts]


def settle(store: Store, numbers: Iterable[int]) -> int:
    """Cluster the neighbourhood of these acts afresh; return how many events are new.

    Events of which no act came or went are left as they are.
    """
    reached = neighbourhood(store, numbers)
    before: dict[str, set[int]] = {}
    for r in store.rows_in("SELECT act, event FROM event_acts WHERE act IN ({})", reached):
        before.setdefault(r["event"], set()).add(r["act"])
    found = clusters_among(store, reached)
    changed = [c for c in found if before.get(c.event) != set(c.numbers)]
    kept = {c.event for c in found} - {c.event for c in changed}
    _forget_events(store, before.keys() - kept)
    members = read_members(store, [n for c in changed for n in c.numbers])
    for one in changed:
        _write_event(store, one, members)
    return len({c.event for c in found} - before.keys())


def _forget_events(store: Store, events: Iterable[str]) -> None:
    listed = [(e,) for e in events]
    store.run_many("DELETE FROM event_acts WHERE event = ?", listed)
    store.run_many("DELETE FROM events WHERE id = ?", listed)


def read_members(store: Store, numbers: Iterable[int]) -> dict[int, Member]:
    """Read acts with what is needed of their reports."""
    listed = list(numbers)
    acts = read_acts(store, listed)
    rows = store.rows_in(
        "SELECT a.act, a.facts, r.id, r.name, r.outlet, r.published, r.sketch FROM acts AS a"
        " JOIN reports AS r ON r.id = a.report WHERE a.act IN ({})",
        listed,
    )
    return {
        r["act"]: Member(
            key=json.loads(r["facts"])[0],
            act=acts[r["act"]],
            told=Told(
                r["id"], r["outlet"], date.fromisoformat(r["published"]),
                tuple(json.loads(r["sketch"])),
            ),
            label=r["name"] or r["id"],
        )
        for r in rows
    }  # fmt: skip


def _write_event(store: Store, found: Cluster, read: Mapping[int, Member]) -> None:
    members = [read[n] for n in found.numbers]
    event = assemble(found.event, members, weigh(members))
    start, end = event_days(event)
    w = event.when
    store.run(
        "INSERT INTO events (id, type, mode, status, standing, origins, background, when_start,"
        " when_end, day_start, day_end, first_published, last_published, reports, assertions)"
        " VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?,?,?)",
        (
            event.id, event.type, event.mode, event.status, event.standing, event.origins,
            event.background, w and w.start and w.start.isoformat(),
            w and w.end and w.end.isoformat(), start.isoformat(), end.isoformat(),
            str(event.first_published), str(event.last_published),
            len({m.told.id for m in members}), len(event.assertions),
        ),
    )  # fmt: skip
    store.run_many(
        "INSERT INTO event_acts (act, event, score, reason) VALUES (?,?,?,?)",
        [(n, event.id, *why) for n, why in zip(found.numbers, found.links, strict=True)],
    )


def event_days(event: Event) -> tuple[date, date]:
    """The days an event is found under: its time, else the days on which it was published."""
    first, last = event.first_published, event.last_published
    assert first is not None
    assert last is not None
    w = event.when
    start, end = (w.start, w.end) if w else (None, None)
    return min(start or end or first, end or last), max(end or last, start or first)
