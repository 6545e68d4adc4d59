"""Options and arguments that several commands share, each declared once."""

from __future__ import annotations

from datetime import date
from typing import Annotated

import typer

from standoff.reading.dates import parse_date


def day(words: str) -> date:
    """Read a day given as an option, or say that it is none (exit status 2)."""
    found = parse_date(words)
    if found is None:
        raise typer.BadParameter(f"{words!r} is no day; write it as 2022-02-04")
    return found


LedgerFile = Annotated[
    str,
    typer.Option(
        "--ledger",
        metavar="FILE",
        envvar="STANDOFF_LEDGER",
        help="The ledger.",
        show_default=True,
    ),
]
Inputs = Annotated[
    list[str],
    typer.Argument(metavar="PATH...", help="Files, folders, or - for standard input."),
]
Published = Annotated[
    date | None,
    typer.Option(
        "--date", metavar="DAY", parser=day, help="The day of reports that do not give one."
    ),
]
Columns = Annotated[
    str,
    typer.Option(
        "--map",
        metavar="ROLE=COLUMN,...",
        help="Which columns hold date, text, id, outlet, url, title.",
    ),
]
AsJson = Annotated[bool, typer.Option("--json", help="Print JSON.")]
Limit = Annotated[int | None, typer.Option("--limit", metavar="N", min=1, help="At most so many.")]
Since = Annotated[
    date | None, typer.Option("--since", metavar="DAY", parser=day, help="From this day on.")
]
Until = Annotated[
    date | None,
    typer.Option("--until", metavar="DAY", parser=day, help="Up to this day, and with it."),
]
