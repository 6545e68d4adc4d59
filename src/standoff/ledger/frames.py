"""Events and assertions as flat rows: for JSON lines, pandas and polars."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from importlib import import_module
from typing import Any

from standoff.errors import LedgerError
from standoff.records import Assertion, Event, Number, Party, Place, When


def event_row(event: Event) -> dict[str, Any]:
    """Write an event as `standoff events --json` prints it.

    Parties, places and numbers are as in the codebook, with ids; a trigger is `[start, end]` in
    the text of its report; `report` is the input's own id where it had one.
    """
    return {
        "id": event.id,
        "type": event.type,
        "mode": event.mode,
        "actors": [_party(p) for p in event.actors],
        "recipients": [_party(p) for p in event.recipients],
        "status": event.status,
        "standing": event.standing,
        "origins": event.origins,
        "background": event.background,
        "when": _when(event.when),
        "where": [_place(p) for p in event.where],
        "from": [_place(p) for p in event.starts],
        "numbers": [_number(n) for n in event.numbers],
        "assertions": [_assertion(a) for a in event.assertions],
    }


def _party(p: Party) -> dict[str, Any]:
    return {
        "id": p.id, "text": p.text, "name": p.name, "country": p.country, "sector": p.sector,
    }  # fmt: skip


def _place(p: Place) -> dict[str, Any]:
    return {"id": p.id, "text": p.text, "name": p.name, "country": p.country}


def _number(n: Number) -> dict[str, Any]:
    low, high = (int(x) if x is not None and x == int(x) else x for x in (n.low, n.high))
    return {"text": n.text, "low": low, "high": high, "unit": n.unit}


def _when(w: When | None) -> dict[str, Any] | None:
    if w is None:
        return None
    start, end = (d.isoformat() if d else None for d in (w.start, w.end))
    return {"text": w.text, "start": start, "end": end}


def _assertion(a: Assertion) -> dict[str, Any]:
    return {
        "report": a.label or a.report,
        "trigger": [a.act.trigger.start, a.act.trigger.end],
        "status": a.act.status,
        "source": list(a.voice.texts),
        "stance": a.voice.stance,
        "confidence": a.voice.confidence,
    }


def flat_event(event: Event) -> dict[str, Any]:
    """An event as one flat row: names and codes joined by `;`, days as dates."""
    w = event.when
    return {
        "id": event.id,
        "type": event.type,
        "mode": event.mode,
        "actors": _joined(event.actors, "name"),
        "actor_countries": _joined(event.actors, "country"),
        "recipients": _joined(event.recipients, "name"),
        "recipient_countries": _joined(event.recipients, "country"),
        "status": event.status,
        "standing": event.standing,
        "origins": event.origins,
        "background": event.background,
        "start": w.start if w else None,
        "end": w.end if w else None,
        "first_published": event.first_published,
        "last_published": event.last_published,
        "where": _joined(event.where, "name"),
        "numbers": "; ".join(n.text for n in event.numbers),
        "reports": len({a.report for a in event.assertions}),
        "assertions": len(event.assertions),
    }


def flat_assertions(event: Event) -> list[dict[str, Any]]:
    """The assertions of an event as flat rows."""
    return [
        {
            "id": a.id,
            "event": event.id,
            "report": a.label or a.report,
            "type": a.act.type,
            "trigger_start": a.act.trigger.start,
            "trigger_end": a.act.trigger.end,
            "status": a.act.status,
            "source": " < ".join(reversed(a.voice.texts)),
            "stance": a.voice.stance,
            "confidence": a.voice.confidence,
        }
        for a in event.assertions
    ]


def _joined(records: Iterable[object], name: str) -> str:
    return "; ".join(str(getattr(r, name) or "?") for r in records)


_ROWS: Mapping[str, Callable[[Event], list[dict[str, Any]]]] = {
    "events": lambda event: [flat_event(event)],
    "assertions": flat_assertions,
}


def frame(events: Iterable[Event], what: str, library: str) -> Any:
    """Make a pandas or polars data frame of `events` or of their `assertions`.

    Raises LedgerError for another name, or where the library is not installed.
    """
    if what not in _ROWS or library not in ("pandas", "polars"):
        raise LedgerError(
            f"There is no frame of {what!r} in {library!r}. "
            "Ask for 'events' or 'assertions', in 'pandas' or 'polars'."
        )
    try:
        module = import_module(library)
    except ImportError as error:
        raise LedgerError(
            f"A {library} frame needs {library}. Install it with `pip install standoff[frames]`."
        ) from error
    rows = [row for event in events for row in _ROWS[what](event)]
    if library == "polars":
        return module.DataFrame(rows, infer_schema_length=None)
    return module.DataFrame(rows)
