"""An event of the ledger as JSON and as a flat row: what `standoff events` prints."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from standoff.exchange.codebook import number_row, party_row, place_row, when_row
from standoff.records import Assertion, Event, Party, Place

FLAT_COLUMNS = (
    "id", "start", "end", "type", "mode", "status", "standing", "background", "actors",
    "actor_countries", "recipients", "recipient_countries", "where", "from", "numbers", "origins",
    "assertions",
)  # fmt: skip


def event_row(event: Event, label: Callable[[str], str]) -> dict[str, Any]:
    """Write an event as one JSON object, parties and places with their ids.

    There are no spans but the assertions' triggers: the words were met in several reports.
    `label` turns a report's id into the one a person knows it by, the input's own.
    """
    return {
        "id": event.id,
        "type": event.type,
        "mode": event.mode,
        "actors": [_with_id(party_row(p), p.id) for p in event.actors],
        "recipients": [_with_id(party_row(p), p.id) for p in event.recipients],
        "status": event.status,
        "standing": event.standing,
        "origins": event.origins,
        "background": event.background,
        "when": _spanless(when_row(event.when) or {}) or None,
        "where": [_with_id(place_row(p), p.id) for p in event.where],
        "from": [_with_id(place_row(p), p.id) for p in event.starts],
        "numbers": [_spanless(number_row(n)) for n in event.numbers],
        "assertions": [_assertion_row(a, label) for a in event.assertions],
    }


def _with_id(row: dict[str, Any], id_: str) -> dict[str, Any]:
    return {"id": id_, **_spanless(row)}


def _spanless(row: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in row.items() if key != "span"}


def _assertion_row(assertion: Assertion, label: Callable[[str], str]) -> dict[str, Any]:
    act, voice = assertion.act, assertion.voice
    return {
        "report": label(assertion.report),
        "trigger": [act.trigger.start, act.trigger.end],
        "status": act.status,
        "source": list(voice.texts),
        "stance": voice.stance,
        "confidence": round(voice.confidence, 3),
    }


def flat_row(event: Event) -> dict[str, str | int | bool | None]:
    """Write an event as one row of a table, lists joined by semicolons, in `FLAT_COLUMNS`."""
    when = event.when
    return {
        "id": event.id,
        "start": when.start.isoformat() if when and when.start else None,
        "end": when.end.isoformat() if when and when.end else None,
        "type": event.type,
        "mode": event.mode,
        "status": event.status,
        "standing": event.standing,
        "background": event.background,
        "actors": _names(event.actors),
        "actor_countries": _countries(event.actors),
        "recipients": _names(event.recipients),
        "recipient_countries": _countries(event.recipients),
        "where": _names(event.where),
        "from": _names(event.starts),
        "numbers": "; ".join(f"{n.text} ({n.unit})" for n in event.numbers),
        "origins": event.origins,
        "assertions": len(event.assertions),
    }


def _names(named: Iterable[Party | Place]) -> str:
    return "; ".join(n.name for n in named)


def _countries(parties: Iterable[Party]) -> str:
    return "; ".join(dict.fromkeys(p.country or "" for p in parties))
