"""`standoff contacts`: who met or called whom, by day."""

from __future__ import annotations

from standoff.cli.app import app, console
from standoff.cli.options import LedgerFile, Limit, Since, Until
from standoff.cli.wording import plain_table, type_of
from standoff.ledger import EventQuery, Ledger
from standoff.watching.contacts import find_contacts


@app.command()
def contacts(
    ledger: LedgerFile = "standoff.db",
    since: Since = None,
    until: Until = None,
    limit: Limit = None,
) -> None:
    """List who met or called whom.

    Meetings, calls and agreed meetings, by day and pair of countries or organisations.

    Example:

    \b
        standoff contacts --since 2022-02-01 --until 2022-02-24
    """
    table = plain_table("day", "pair", "contacts", "events")
    with Ledger.open(ledger, create=False) as opened:
        for contact in find_contacts(opened, EventQuery(since=since, until=until, limit=limit)):
            kinds = dict.fromkeys(f"{type_of(e)} {e.status}" for e in contact.events)
            table.add_row(
                str(contact.day or "no day"),
                " - ".join(contact.pair),
                ", ".join(kinds),
                " ".join(e.id[:8] for e in contact.events),
            )
    console().print(table if table.rows else "No contacts in the ledger in that time.")
