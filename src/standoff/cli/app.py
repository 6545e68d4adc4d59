"""The command line's frame: one application, one place where errors become one clear line.

Exit status: 0 done, 1 an error that a user can do something about, 2 a command wrongly given.
"""

from __future__ import annotations

import os
import sys
from datetime import date
from typing import Annotated, Any

import click
import typer
from rich.console import Console
from typer.core import TyperGroup

from standoff import __version__
from standoff.errors import StandoffError
from standoff.reading.dates import parse_date


class Commands(TyperGroup):
    """Runs a command; an error of ours becomes one line on standard error and exit status 1."""

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command that was asked for."""
        try:
            return super().invoke(ctx)
        except StandoffError as error:
            say_error(str(error))
            raise typer.Exit(1) from error
        except KeyboardInterrupt as stop:
            say_error("stopped; what was filed stays, run the same command again to go on")
            raise typer.Exit(130) from stop


app = typer.Typer(
    name="standoff",
    cls=Commands,
    no_args_is_help=True,
    rich_markup_mode=None,
    add_completion=False,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 80},
    help="Read dated news reports into a ledger of who did what to whom, and on whose word.",
)


@app.callback()
def _frame(
    version: Annotated[
        bool, typer.Option("--version", help="Print the version and stop.", is_eager=True)
    ] = False,
) -> None:
    if version:
        print(f"standoff {__version__}")
        raise typer.Exit()



def say_error(message: str) -> None:
    """Print one line to standard error."""
    print(f"standoff: {' '.join(message.split())}", file=sys.stderr)


def console(*, stderr: bool = False) -> Console:
    """The terminal, or a plain 80-column page where the output goes elsewhere."""
    stream = sys.stderr if stderr else sys.stdout
    width = None if stream.isatty() or "COLUMNS" in os.environ else 80
    return Console(stderr=stderr, width=width, highlight=False, emoji=False, markup=False)


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
Limit = Annotated[
    int | None, typer.Option("--limit", metavar="N", min=1, help="At most so many.")
]
