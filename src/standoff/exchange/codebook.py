"""The codebook's JSON: one object a report, with the events coded in it.

This is the format of hand-coded reports and of `standoff code`. A row holds `id`, `date`, `text`
and `events`; each event has `trigger` as `[start, end]` in Unicode code points. What we write also
carries a `span` beside every text (and `spans` beside a source chain), so that nothing has to be
searched again. In rows without spans a text is taken where it stands nearest to the trigger.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from functools import lru_cache
from typing import Any, cast

from standoff.errors import InputError
from standoff.records import (
    Act,
    CodedReport,
    Number,
    Party,
    Place,
    Report,
    Span,
    Speaker,
    Stance,
    Status,
    Voice,
    When,
)  # fmt: skip
from standoff.world.gazetteer import fold, load_gazetteer
from standoff.world.places import place
from standoff.world.resolver import Resolver

_META = ("outlet", "url", "title")
_KNOWN = {"id", "date", "text", "events", *_META}


def to_codebook(coded: CodedReport) -> dict[str, Any]:
    """Write a coded report as the codebook's JSON object.

    >>> from standoff.records import Report
    >>> to_codebook(CodedReport(Report("Talks.", date(2022, 2, 4), name="A1"), ()))
    {'id': 'A1', 'date': '2022-02-04', 'text': 'Talks.', 'events': []}
    """
    r = coded.report
    meta = {key: value for key in _META if (value := getattr(r, key)) is not None}
    head = {"id": r.label, "date": r.published.isoformat(), "text": r.text, **meta}
    return {**head, "events": [_event_row(act) for act in coded.acts]}


def _event_row(act: Act) -> dict[str, Any]:
    return {
        "trigger": _pair(act.trigger),
        "type": act.type,
        "mode": act.mode,
        "actors": [party_row(p) for p in act.actors],
        "recipients": [party_row(p) for p in act.recipients],
        "status": act.status,
        "background": act.background,
        "assertions": [voice_row(v) for v in act.voices],
        "when": when_row(act.when),
        "where": [place_row(p) for p in act.where],
        "from": [place_row(p) for p in act.origins],
        "numbers": [number_row(n) for n in act.numbers],
    }


def _pair(span: Span) -> list[int]:
    return [span.start, span.end]


def party_row(p: Party) -> dict[str, Any]:
    """Write a party with its codebook keys and span."""
    return {
        "text": p.text, "name": p.name, "country": p.country, "sector": p.sector,
        "span": _pair(p.span),
    }  # fmt: skip


def place_row(p: Place) -> dict[str, Any]:
    """Write a place with its codebook keys and span."""
    return {"text": p.text, "name": p.name, "country": p.country, "span": _pair(p.span)}


def number_row(n: Number) -> dict[str, Any]:
    """Write a number with its codebook keys and span; whole numbers are written without a point."""
    low, high = (int(x) if x is not None and x == int(x) else x for x in (n.low, n.high))
    return {"text": n.text, "low": low, "high": high, "unit": n.unit, "span": _pair(n.span)}


def when_row(w: When | None) -> dict[str, Any] | None:
    """Write a time with its codebook keys and span, or None where the text gives none."""
    if w is None:
        return None
    start, end = (d.isoformat() if d else None for d in (w.start, w.end))
    return {"text": w.text, "start": start, "end": end, "span": _pair(w.span)}


def voice_row(v: Voice) -> dict[str, Any]:
    """Write a voice as its source chain and stance, with a span for each link of the chain."""
    spans = [_pair(s.span) for s in v.source]
    return {"source": list(v.texts), "stance": v.stance, "spans": spans}


def from_codebook(row: Mapping[str, Any]) -> CodedReport:
    """Read a codebook row into records; other keys of the row are kept in `Report.extra`.

    Rows carry no ids: parties and places get those of the world data, by name and country, and
    sources the party that their words name.
    Raises InputError where a key is missing or a text does not stand in the report.
    """
    label = row.get("id", "without id")
    try:
        report = Report(
            text=row["text"],
            published=date.fromisoformat(row["date"]),
            name=row.get("id"),
            extra={key: value for key, value in row.items() if key not in _KNOWN},
            **{key: row.get(key) for key in _META},
        )
        resolver = Resolver(report.text, report.published)
        acts = tuple(_act(event, resolver) for event in row["events"])
    except (KeyError, ValueError, TypeError) as error:
        raise InputError(
            f"Row {label} is not in the codebook's format: {type(error).__name__} {error}. "
            "Give id, date, text and events with every key of the codebook."
        ) from error
    return CodedReport(report, acts)


def _act(event: Mapping[str, Any], resolver: Resolver) -> Act:
    text = resolver.text
    trigger = _trigger(event, text)
    actors, recipients = (
        tuple(_party(p, text, trigger) for p in event[role]) for role in ("actors", "recipients")
    )
    return Act(
        trigger=trigger,
        type=event["type"],
        mode=event["mode"],
        actors=actors,
        recipients=recipients,
        status=cast(Status, event["status"]),
        background=event["background"],
        voices=tuple(
            _voice(a, trigger, (*actors, *recipients), resolver) for a in event["assertions"]
        ),
        when=_when(event["when"], text, trigger),
        where=tuple(_place(p, text, trigger) for p in event["where"]),
        origins=tuple(_place(p, text, trigger) for p in event["from"]),
        numbers=tuple(_number(n, text, trigger) for n in event["numbers"]),
    )


def _trigger(event: Mapping[str, Any], text: str) -> Span:
    words = event["trigger"]
    if not isinstance(words, str):
        return Span(*words)
    at = -1
    for _ in range(event.get("nth", 1)):
        at = text.index(words, at + 1)
    return Span(at, at + len(words))


def _span(part: Mapping[str, Any], text: str, trigger: Span) -> Span:
    return Span(*part["span"]) if "span" in part else nearest(part["text"], text, trigger)


def nearest(words: str, text: str, trigger: Span) -> Span:
    """Find `words` in `text` where they stand nearest to `trigger`, whole words before parts.

    >>> nearest("US", "Trust US aid; US arms", Span(18, 22))
    Span(start=14, end=16)
    """
    spans = [Span(m.start(), m.end()) for m in re.finditer(re.escape(words), text)]
    if not spans or not words:
        raise ValueError(f"{words!r} does not stand in the text")
    return min(spans, key=lambda s: (not _whole(s, text), _gap(s, trigger), s))


def _whole(span: Span, text: str) -> bool:
    before, after = text[: span.start][-1:], text[span.end : span.end + 1]
    return not before.isalnum() and not after.isalnum()


def _gap(a: Span, b: Span) -> int:
    return max(a.start - b.end, b.start - a.end, 0)


def _party(p: Mapping[str, Any], text: str, trigger: Span) -> Party:
    country, name = p["country"], p["name"]
    span = _span(p, text, trigger)
    return Party(p["text"], name, country, p["sector"], span, _party_id(country, name))


@lru_cache(maxsize=50_000)
def _party_id(country: str | None, name: str) -> str:
    """The id that the coder would give a party of this name and country."""
    known = [e for form, e in load_gazetteer().lookup(name) if form == "name"]
    same = [e for e in known if e.country == country and e.kind not in ("metonym", "media")]
    return same[0].id if same else f"named:{country or 'xx'}:{'-'.join(fold(name).split())}"


def _place(p: Mapping[str, Any], text: str, trigger: Span) -> Place:
    country, name = p["country"], p["name"]
    known = place(name, 0, len(name), {country: 1.0} if country else {})
    if known.country != country or known.precision == "unknown":
        slug = "-".join(fold(name).split())
        known = replace(
            known, id=f"place:{country or 'xx'}:{slug}", latitude=None, longitude=None,
            precision="unknown",
        )  # fmt: skip
    span = _span(p, text, trigger)
    return replace(known, text=p["text"], name=name, country=country, span=span, confidence=1.0)


def _number(n: Mapping[str, Any], text: str, trigger: Span) -> Number:
    return Number(n["text"], n["low"], n["high"], n["unit"], _span(n, text, trigger))


def _when(w: Mapping[str, Any] | None, text: str, trigger: Span) -> When | None:
    if w is None:
        return None
    start, end = (date.fromisoformat(day) if day else None for day in (w["start"], w["end"]))
    precision = "day" if start == end else "interval"
    return When(w["text"], start, end, _span(w, text, trigger), precision)


def _voice(
    assertion: Mapping[str, Any], trigger: Span, parties: Sequence[Party], resolver: Resolver
) -> Voice:
    words, spans = assertion["source"], assertion.get("spans")
    text = resolver.text
    found = [Span(*s) for s in spans] if spans else [nearest(w, text, trigger) for w in words]
    source = tuple(
        Speaker(word, span, _speaking(word, parties) or _known_speaker(span, resolver))
        for word, span in zip(words, found, strict=True)
    )
    return Voice(source, cast(Stance, assertion["stance"]))


def _speaking(words: str, parties: Sequence[Party]) -> Party | None:
    """The party of the act that a speaker's words name: "Macron’s office" speaks for Macron."""
    named = [
        p
        for p in parties
        if any(re.search(rf"\b{re.escape(w)}\b", words) for w in (p.text, p.name))
    ]
    return max(named, key=lambda p: len(p.text), default=None)


def _known_speaker(span: Span, resolver: Resolver) -> Party | None:
    """The party that the world data know under these words; a mere guess by context is none."""
    party = resolver.party(span.start, span.end)
    return None if party.id.startswith("named:") else party
