"""What the asking commands share: checked words of a query, and the names of reports."""

from __future__ import annotations

from datetime import date

import typer

from standoff.ledger import Ledger
from standoff.records import STATUSES, Event, Report, Status


class Labels:
    """The reports of a ledger by id, each looked up once."""

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger
        self._reports: dict[str, Report] = {}

    def report(self, report_id: str) -> Report:
        """Return the report of an id."""
        if report_id not in self._reports:
            self._reports[report_id] = self._ledger.report(report_id)
        return self._reports[report_id]

    def label(self, report_id: str) -> str:
        """Return the name by which a person knows a report."""
        return self.report(report_id).label

    def first_published(self, event: Event) -> date | None:
        """Return the day of the first report that tells an event."""
        return min((self.report(a.report).published for a in event.assertions), default=None)


def event_type(word: str | None) -> str | None:
    """Check a type; an unknown one is a usage error (exit status 2)."""
    if word is None:
        return None
    # Not above: the coding room takes a second to import, and most questions name no type.
    from standoff.coding.labels import TYPES

    if word.upper() not in TYPES:
        raise typer.BadParameter(f"{word!r} is no type; the types are {', '.join(TYPES)}")
    return word.upper()


def event_status(word: str | None) -> Status | None:
    """Check a status; an unknown one is a usage error (exit status 2)."""
    found = next((s for s in STATUSES if word is not None and s == word.lower()), None)
    if word is not None and found is None:
        raise typer.BadParameter(f"{word!r} is no status; there are {', '.join(STATUSES)}")
    return found


def no_events(ledger: str) -> str:
    """Say that a question found nothing, and what may help."""
    return f"No event of {ledger} matches; narrow it less, or list all with standoff events."
