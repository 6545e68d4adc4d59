"""`standoff contested`: what is asserted by some and denied by others."""

from __future__ import annotations

from rich.console import Group
from rich.text import Text

from standoff.cli.app import app, console
from standoff.cli.asking import Labels
from standoff.cli.options import LedgerFile, Limit
from standoff.cli.wording import day_column, dyad, type_of
from standoff.ledger import EventQuery, Ledger
from standoff.watching.contested import Dispute, find_disputes


@app.command()
def contested(
    ledger: LedgerFile = "standoff.db",
    limit: Limit = None,
) -> None:
    """List what is contested or denied.

    Each act with those who assert it, those who deny it, and those who doubt it.

    Example:

    \b
        standoff contested --ledger crisis.db
    """
    with Ledger.open(ledger, create=False) as opened:
        labels = Labels(opened)
        disputes = [_entry(d, labels) for d in find_disputes(opened, EventQuery(limit=limit))]
    nothing = Text("No event of the ledger is contested or denied.")
    console().print(Group(*disputes) if disputes else nothing)


def _entry(dispute: Dispute, labels: Labels) -> Text:
    event = dispute.event
    day = day_column(event.when, labels.first_published(event)).strip()
    entry = Text(f"{event.id[:8]}  {day}  ").append(f"{type_of(event)}  {dyad(event)}", "bold")
    entry.append(f"\n  {event.standing}, {event.status}")
    sides = (("asserted by", dispute.asserted_by), ("denied by", dispute.denied_by))
    for word, names in (*sides, ("doubted by", dispute.doubted_by)):
        if names:
            entry.append(f"\n  {word:11} {', '.join(names)}")
    return entry
