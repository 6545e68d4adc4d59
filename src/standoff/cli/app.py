"""The command line's frame: one application, one place where errors become one clear line.

Exit status: 0 done, 1 an error that a user can do something about, 2 a command wrongly given.
"""

from __future__ import annotations

import os
import sys
from typing import Annotated, Any

import typer
from rich.console import Console
from typer.core import TyperGroup

from standoff import __version__
from standoff.errors import StandoffError


class Commands(TyperGroup):
    """Runs a command; an error of ours becomes one line on standard error and exit status 1."""

    def invoke(self, ctx: Any) -> Any:
        """Run the command that was asked for."""
        try:
            return super().invoke(ctx)
        except StandoffError as error:
            say_error(str(error))
            raise typer.Exit(1) from error
        except BrokenPipeError:
            raise
        except OSError as error:
            say_error(f"{error.filename}: {error.strerror}; choose another place or its rights")
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


def _print_version(wanted: bool) -> None:
    if wanted:
        print(f"standoff {__version__}")
        raise typer.Exit()


@app.callback()
def _frame(
    version: Annotated[
        bool,
        typer.Option(
            "--version", help="Print the version and stop.", callback=_print_version, is_eager=True
        ),
    ] = False,
) -> None:
    """Carry the options that stand before the command."""


def say_error(message: str) -> None:
    """Print one line to standard error."""
    print(f"standoff: {' '.join(message.split())}", file=sys.stderr)


def console(*, stderr: bool = False) -> Console:
    """The terminal, or a plain 80-column page where the output goes elsewhere."""
    stream = sys.stderr if stderr else sys.stdout
    width = None if stream.isatty() or "COLUMNS" in os.environ else 80
    return Console(stderr=stderr, width=width, highlight=False, emoji=False, markup=False)
