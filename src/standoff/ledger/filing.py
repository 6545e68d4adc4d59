"""Filing: a coded report goes in, and the events it touches are settled anew.

The links of a new act reach a neighbourhood, all acts that links connect with it. Only there can
events change; it is clustered afresh, and its events are written again. A second run over the same
reports, or the same reports in another order, thus ends in the same ledger.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime

from standoff.ledger.assembly import Member, assemble, event_id, weigh
from standoff.ledger.clustering import ActLink, block_keys, cluster, link, strongest_first
from standoff.ledger.facts import Facts
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
    for number, facts in filed:
        _link(store, number, facts)
    new = settle(store, [*orphans, *(number for number, _ in filed)])
    return Added(sum(len(a.voices) for a in coded.acts), new)


def _supersede(store: Store, run: str, report: str) -> set[int]:
    """Take what an older coder found out of the events, and return the acts it was linked with."""
    old = {
        r["act"]
        for r in store.rows(
            "SELECT act FROM acts AS a JOIN codings AS c ON c.report = a.report"
            " AND c.coder = a.coder WHERE a.report = ? AND c.superseded_by IS NULL",
            (report,),
        )
    }
    store.run(
        "UPDATE codings SET superseded_by = ? WHERE report = ? AND superseded_by IS NULL",
        (run, report),
    )
    orphans = neighbourhood(store, old) - old
    facts = facts_by_number(store, old)
    for number in old:
        keys = block_keys(facts[number], seek=False)
        store.run_many(
            "DELETE FROM act_blocks WHERE key = ? AND act = ?", [(k, number) for k in keys]
        )
        store.run("DELETE FROM act_links WHERE a = ? OR b = ?", (number, number))
    _forget_events(store, old)
    return orphans


def _link(store: Store, number: int, facts: Facts) -> None:
    """Find what the act may be one with, and lay it where later acts will find it."""
    found = store.rows_in(
        "SELECT DISTINCT act FROM act_blocks WHERE key IN ({})", block_keys(facts, seek=True)
    )
    others = facts_by_number(store, {r["act"] for r in found} - {number})
    links = [(other, edge) for other, f in others.items() if (edge := link(facts, f))]
    store.run_many(
        "INSERT INTO act_links (a, b, score, reason) VALUES (?,?,?,?)",
        [(other, number, edge.score, edge.reason) for other, edge in links],
    )
    keys = block_keys(facts, seek=False)
    store.run_many("INSERT INTO act_blocks (key, act) VALUES (?,?)", [(k, number) for k in keys])


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
    keys = {f.key for f in acts}
    best: dict[str, tuple[float, str]] = {}
    for edge in sorted(links, key=strongest_first):
        if edge.a in keys and edge.b in keys:
            best.setdefault(edge.a, (edge.score, edge.reason))
            best.setdefault(edge.b, (edge.score, edge.reason))
    return [best.get(f.key, (0.0, "told once")) for f in acts]


def settle(store: Store, numbers: Iterable[int]) -> int:
    """Cluster the neighbourhood of these acts afresh; return how many events are new."""
    reached = neighbourhood(store, numbers)
    before = _forget_events(store, reached)
    found = clusters_among(store, reached)
    members = read_members(store, reached)
    for one in found:
        _write_event(store, one, [members[n] for n in one.numbers])
    return len({c.event for c in found} - before)


def _forget_events(store: Store, numbers: Iterable[int]) -> set[str]:
    listed = list(numbers)
    rows = store.rows_in("SELECT DISTINCT event FROM event_acts WHERE act IN ({})", listed)
    events = {r["event"] for r in rows}
    store.run_many("DELETE FROM event_acts WHERE event = ?", [(e,) for e in events])
    store.run_many("DELETE FROM events WHERE id = ?", [(e,) for e in events])
    return events


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


def _write_event(store: Store, found: Cluster, members: Sequence[Member]) -> None:
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
