"""`standoff events`: ask the ledger for events."""

from __future__ import annotations

import csv
import json
import sys
from collections.abc import Iterable
from typing import Annotated

import typer
from rich.table import Table

from standoff.cli.app import app, console
from standoff.cli.asking import Labels, event_status, event_type, no_events
from standoff.cli.options import AsJson, LedgerFile, Limit, Since, Until
from standoff.cli.wording import day_column, dyad, plain_table, tally
from standoff.exchange.eventjson import FLAT_COLUMNS, event_row, flat_row
from standoff.ledger import EventQuery, Ledger
from standoff.records import Event

_PREFIX = 8


Actor = Annotated[
    str | None, typer.Option("--actor", metavar="WHO", help="Country code or name of an actor.")
]
Recipient = Annotated[
    str | None,
    typer.Option("--recipient", metavar="WHO", help="Country code or name of a recipient."),
]
EventType = Annotated[
    str | None, typer.Option("--type", metavar="TYPE", help="One of the 16 types, as CONSULT.")
]
EventStatus = Annotated[
    str | None,
    typer.Option(
        "--status", metavar="STATUS", help="happened, ongoing, planned, possible or negated."
    ),
]
PlaceName = Annotated[
    str | None,
    typer.Option("--place", metavar="PLACE", help="Name or country code of a place."),
]
Contested = Annotated[
    bool, typer.Option("--contested", help="Only what some assert and others deny.")
]
AsCsv = Annotated[bool, typer.Option("--csv", help="Print CSV, one row an event.")]


@app.command()
def events(
    *,
    ledger: LedgerFile = "standoff.db",
    actor: Actor = None,
    recipient: Recipient = None,
    type_: EventType = None,
    status: EventStatus = None,
    since: Since = None,
    until: Until = None,
    place: PlaceName = None,
    contested: Contested = False,
    limit: Limit = None,
    as_json: AsJson = False,
    as_csv: AsCsv = False,
) -> None:
    """List events of the ledger.

    A day with ~ is that of the first report, where the text gives none. "says" counts the voices
    for (+) and against (-). --json prints one object a line, with every assertion.

    Example:

    \b
        standoff events --type MOBILIZE --actor RUS --since 2022-02-01
        standoff events --contested
        standoff events --json | jq .standing
    """
    query = EventQuery(
        actor=actor, recipient=recipient, type=event_type(type_), status=event_status(status),
        since=since, until=until, place=place, contested=contested, limit=limit,
    )  # fmt: skip
    with Ledger.open(ledger, create=False) as opened:
        found, labels = opened.events(query), Labels(opened)
        if as_json:
            _print_json(found, labels)
        elif as_csv:
            _print_csv(found)
        else:
            listed = list(found)
            console().print(_table(listed, labels) if listed else no_events(ledger))


def _print_json(found: Iterable[Event], labels: Labels) -> None:
    for event in found:
        print(json.dumps(event_row(event, labels.label), ensure_ascii=False))


def _print_csv(found: Iterable[Event]) -> None:
    writer = csv.DictWriter(sys.stdout, FLAT_COLUMNS, lineterminator="\n")
    writer.writeheader()
    writer.writerows(flat_row(event) for event in found)


def _table(found: Iterable[Event], labels: Labels) -> Table:
    table = plain_table("id", " day", "type", "actor → recipient", "status", "standing", "says")
    for event in found:
        table.add_row(
            event.id[:_PREFIX],
            day_column(event.when, labels.first_published(event)),
            event.type,
            dyad(event),
            event.status,
            event.standing,
            tally(event),
        )
    return table
