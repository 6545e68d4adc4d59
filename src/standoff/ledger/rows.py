"""Records to rows and back: what a coder found in a report, spread over plain tables."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict
from datetime import date
from sqlite3 import Row
from typing import Any

from standoff.ledger.facts import Facts, facts_of
from standoff.ledger.store import Store
from standoff.records import (
    Act,
    Assertion,
    CodedReport,
    Dropped,
    Number,
    Part,
    Party,
    Place,
    Report,
    Span,
    Speaker,
    Voice,
    When,
    content_id,
)

_ROLES = (("actor", "actors"), ("recipient", "recipients"))
_WHERES = (("where", "where"), ("from", "origins"))


def dump(value: Any) -> str:
    """Write JSON, letters as they are; days as ISO."""
    return json.dumps(value, ensure_ascii=False, default=str)


def write_report(store: Store, report: Report, sketch: Sequence[int], recorded: str) -> None:
    """File a report unless it is there."""
    r = report
    store.run(
        "INSERT INTO reports (id, name, outlet, url, title, origin, published, recorded, text,"
        " extra, sketch) VALUES (?,?,?,?,?,?,?,?,?,?,?) ON CONFLICT DO NOTHING",
        (
            r.id, r.name, r.outlet, r.url, r.title, r.origin, r.published.isoformat(), recorded,
            r.text, dump(dict(r.extra)), dump(sketch),
        ),
    )  # fmt: skip


def read_report(row: Row) -> Report:
    """Read a row of `reports`."""
    return Report(
        text=row["text"],
        published=date.fromisoformat(row["published"]),
        name=row["name"],
        outlet=row["outlet"],
        url=row["url"],
        title=row["title"],
        origin=row["origin"],
        extra=json.loads(row["extra"]),
    )


def write_acts(store: Store, coded: CodedReport, coder: str) -> list[tuple[int, Facts]]:
    """File the acts of a coded report; return their numbers and what clustering compares."""
    filed = []
    for n, (act, facts) in enumerate(zip(coded.acts, facts_of(coded), strict=True)):
        number = _write_act(store, coded.report, coder, n, act=act, facts=facts)
        filed.append((number, facts))
        _write_parties(store, number, act)
        _write_places(store, number, act)
        _write_voices(store, number, act, coded.report.id)
    return filed


def _write_act(
    store: Store, report: Report, coder: str, n: int, *, act: Act, facts: Facts
) -> int:  # fmt: skip
    w = act.when
    detail = (w.span.start, w.span.end, w.anchor, w.confidence) if w else None
    return store.insert(
        "INSERT INTO acts (id, report, coder, n, trigger_text, trigger_start, trigger_end, type,"
        " mode, status, background, when_text, when_start, when_end, when_precision, when_detail,"
        " numbers, confidence, scores, published, facts)"
        " VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?) RETURNING act",
        (
            content_id("c", facts.key, coder), report.id, coder, n, act.trigger.of(report.text),
            act.trigger.start, act.trigger.end, act.type, act.mode, act.status, act.background,
            w and w.text, w and w.start and w.start.isoformat(),
            w and w.end and w.end.isoformat(), w and w.precision, detail and dump(detail),
            dump([asdict(x) for x in act.numbers]), act.confidence, dump(dict(act.scores)),
            report.published.isoformat(), dump(facts.to_json()),
        ),
    )  # fmt: skip


def _write_parties(store: Store, number: int, act: Act) -> None:
    named = [
        (role, n, p, content_id("p", p.id, p.name, p.country, p.sector, p.office))
        for role, slot in _ROLES
        for n, p in enumerate(getattr(act, slot))
    ]
    store.run_many(
        "INSERT INTO parties (key, id, name, country, sector, office) VALUES (?,?,?,?,?,?)"
        " ON CONFLICT DO NOTHING",
        [(key, p.id, p.name, p.country, p.sector, p.office) for _, _, p, key in named],
    )
    store.run_many(
        'INSERT INTO act_parties (act, role, n, party, text, start, "end", confidence, reason)'
        " VALUES (?,?,?,?,?,?,?,?,?)",
        [
            (number, role, n, key, p.text, p.span.start, p.span.end, p.confidence, p.reason)
            for role, n, p, key in named
        ],
    )


def _write_places(store: Store, number: int, act: Act) -> None:
    named = [
        (role, n, p, content_id("l", p.id, p.name, p.country, p.latitude, p.longitude, p.precision))
        for role, slot in _WHERES
        for n, p in enumerate(getattr(act, slot))
    ]
    store.run_many(
        "INSERT INTO places (key, id, name, country, latitude, longitude, precision)"
        " VALUES (?,?,?,?,?,?,?) ON CONFLICT DO NOTHING",
        [
            (key, p.id, p.name, p.country, p.latitude, p.longitude, p.precision)
            for _, _, p, key in named
        ],
    )
    store.run_many(
        'INSERT INTO act_places (act, role, n, place, text, start, "end", confidence)'
        " VALUES (?,?,?,?,?,?,?,?)",
        [
            (number, role, n, key, p.text, p.span.start, p.span.end, p.confidence)
            for role, n, p, key in named
        ],
    )


def _write_voices(store: Store, number: int, act: Act, report: str) -> None:
    store.run_many(
        "INSERT INTO assertions (act, n, id, source, innermost, innermost_party, stance,"
        " confidence, reason, speakers) VALUES (?,?,?,?,?,?,?,?,?,?)",
        [
            (
                number, n, Assertion(report, act, v).id, dump(v.texts),
                v.source[-1].text if v.source else None,
                v.source[-1].party.id if v.source and v.source[-1].party else None,
                v.stance, v.confidence, v.reason, dump([asdict(s) for s in v.source]),
            )
            for n, v in enumerate(act.voices)
        ],
    )  # fmt: skip


def read_acts(store: Store, numbers: Iterable[int]) -> dict[int, Act]:
    """Read acts whole, by their numbers."""
    wanted = sorted(set(numbers))
    parties = _grouped(
        store.rows_in(
            "SELECT x.*, p.id, p.name, p.country, p.sector, p.office FROM act_parties AS x"
            " JOIN parties AS p ON p.key = x.party WHERE x.act IN ({}) ORDER BY x.n",
            wanted,
        )
    )
    places = _grouped(
        store.rows_in(
            "SELECT x.*, p.id, p.name, p.country, p.latitude, p.longitude, p.precision"
            " FROM act_places AS x JOIN places AS p ON p.key = x.place"
            " WHERE x.act IN ({}) ORDER BY x.n",
            wanted,
        )
    )
    voices = _grouped(
        store.rows_in("SELECT * FROM assertions WHERE act IN ({}) ORDER BY n", wanted)
    )
    rows = store.rows_in("SELECT * FROM acts WHERE act IN ({})", wanted)
    return {
        row["act"]: _read_act(row, parties[row["act"]], places[row["act"]], voices[row["act"]])
        for row in rows
    }


def _grouped(rows: Iterable[Row]) -> defaultdict[int, list[Row]]:
    groups = defaultdict(list)
    for row in rows:
        groups[row["act"]].append(row)
    return groups


def _read_act(
    row: Row, parties: Sequence[Row], places: Sequence[Row], voices: Sequence[Row]
) -> Act:  # fmt: skip
    actors, recipients = (
        tuple(_read_party(p) for p in parties if p["role"] == role) for role, _ in _ROLES
    )
    where, origins = (
        tuple(_read_place(p) for p in places if p["role"] == role) for role, _ in _WHERES
    )
    return Act(
        trigger=Span(row["trigger_start"], row["trigger_end"]),
        type=row["type"],
        mode=row["mode"],
        actors=actors,
        recipients=recipients,
        status=row["status"],
        background=bool(row["background"]),
        voices=tuple(_read_voice(v) for v in voices),
        when=_read_when(row),
        where=where,
        origins=origins,
        numbers=tuple(Number(**{**n, "span": Span(**n["span"])}) for n in _load(row["numbers"])),
        confidence=row["confidence"],
        scores=json.loads(row["scores"]),
    )


def _load(text: str) -> Any:
    return json.loads(text)


def _read_party(row: Row) -> Party:
    return Party(
        text=row["text"],
        name=row["name"],
        country=row["country"],
        sector=row["sector"],
        span=Span(row["start"], row["end"]),
        id=row["id"],
        office=row["office"],
        confidence=row["confidence"],
        reason=row["reason"],
    )


def _read_place(row: Row) -> Place:
    return Place(
        text=row["text"],
        name=row["name"],
        country=row["country"],
        span=Span(row["start"], row["end"]),
        id=row["id"],
        latitude=row["latitude"],
        longitude=row["longitude"],
        precision=row["precision"],
        confidence=row["confidence"],
    )


def _read_voice(row: Row) -> Voice:
    source = tuple(_read_speaker(s) for s in _load(row["speakers"]))
    return Voice(source, row["stance"], row["confidence"], row["reason"])


def _read_speaker(s: Mapping[str, Any]) -> Speaker:
    p = s["party"]
    party = Party(**{**p, "span": Span(**p["span"])}) if p else None
    return Speaker(s["text"], Span(**s["span"]), party)


def _read_when(row: Row) -> When | None:
    if row["when_text"] is None:
        return None
    start, end = (
        date.fromisoformat(row[edge]) if row[edge] else None for edge in ("when_start", "when_end")
    )
    at, to, anchor, confidence = _load(row["when_detail"])
    return When(
        row["when_text"], start, end, Span(at, to), row["when_precision"], anchor, confidence
    )


def write_coding(
    store: Store, run: str, coded: CodedReport, coder: str, recorded: str
) -> None:  # fmt: skip
    """File that a coder has read a report, with the parts it marked and what it dropped."""
    store.run(
        "INSERT INTO codings (report, coder, run, recorded, parts, dropped) VALUES (?,?,?,?,?,?)",
        (
            coded.report.id, coder, run, recorded,
            dump([asdict(p) for p in coded.parts]), dump([asdict(d) for d in coded.dropped]),
        ),
    )  # fmt: skip


def read_coding(row: Row, report: Report, acts: Sequence[Act]) -> CodedReport:
    """Put a row of `codings` together with its report and acts."""
    parts = tuple(Part(p["kind"], Span(**p["span"])) for p in _load(row["parts"]))
    dropped = tuple(
        Dropped(Span(**d["span"]), d["what"], d["reason"], d["score"])
        for d in _load(row["dropped"])
    )
    return CodedReport(report, tuple(acts), parts, dropped)
