"""`standoff read`: inputs into a ledger."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Annotated

import typer
from rich.progress import BarColumn, Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

from standoff import pipeline
from standoff.cli.app import app, console
from standoff.cli.options import Columns, Inputs, LedgerFile, Published
from standoff.pipeline import ReadSummary
from standoff.reading import Options, parse_map

_EVERY = 100
_SHOWN = 10


@app.command()
def read(
    paths: Inputs,
    *,
    ledger: LedgerFile = "standoff.db",
    published: Published = None,
    columns: Columns = "",
    all_refusals: Annotated[
        bool, typer.Option("--refusals", help="List every refused report, not the first ten.")
    ] = False,
) -> None:
    """Read reports into a ledger.

    Text (dated by its first line or words), Markdown, JSON lines and CSV or TSV with at least a
    date and a text. What the ledger has already is passed over; what cannot be read is refused with
    a reason, and the rest goes on. Safe to stop at any point: run it again and it finishes.

    Example:

    \b
        standoff read reports/ --ledger crisis.db
        standoff read export.csv --map text=body,date=when
        cat story.txt | standoff read - --date 2022-02-04
    """
    options = Options(published=published, columns=parse_map(columns))
    with _progress() as tell:
        summary = pipeline.read(paths, ledger, options=options, on_progress=tell)
    for line in summary_lines(summary, ledger, all_refusals=all_refusals):
        print(line)


def summary_lines(summary: ReadSummary, ledger: str, *, all_refusals: bool) -> Iterator[str]:
    """Say what a run did, in lines."""
    yield f"read       {_many(summary.reports, 'report')} in {summary.seconds:.1f} seconds"
    if summary.known:
        yield f"known      {_many(summary.known, 'report')} in the ledger already"
    assertions, events = _many(summary.assertions, "assertion"), _many(summary.events, "new event")
    yield f"found      {assertions}, {events}"
    if summary.refused:
        kinds = ", ".join(f"{kind} {n:,}" for kind, n in sorted(summary.reasons.items()))
        yield f"refused    {summary.refused:,} ({kinds})"
        shown = summary.refusals if all_refusals else summary.refusals[:_SHOWN]
        for refusal in shown:
            yield f"  {refusal.origin}: {refusal.reason}"
        if len(shown) < summary.refused:
            yield f"  and {summary.refused - len(shown):,} more; all are kept in the ledger"
    yield f"ledger     {ledger}"


@contextmanager
def _progress() -> Iterator[Callable[[pipeline.Progress], None]]:
    """A moving bar on a terminal; elsewhere a plain line every hundred reports."""
    screen = console(stderr=True)
    if not screen.is_terminal:
        yield _say_plainly
        return
    bar = Progress(
        SpinnerColumn(),
        BarColumn(30),
        TextColumn("{task.fields[counts]}"),
        TimeElapsedColumn(),
        console=screen,
        transient=True,
    )
    with bar:
        task = bar.add_task("", total=None, counts="")

        def tell(at: pipeline.Progress) -> None:
            bar.update(task, total=at.bytes_total, completed=at.bytes_read, counts=_counts(at))

        yield tell


def _say_plainly(at: pipeline.Progress) -> None:
    if (at.reports + at.known + at.refused) % _EVERY == 0:
        print(_counts(at), file=sys.stderr)


def _counts(at: pipeline.Progress) -> str:
    refused = f", {at.refused:,} refused" if at.refused else ""
    return f"{_many(at.reports, 'report')}, {_many(at.assertions, 'assertion')}{refused}"


def _many(count: int, noun: str) -> str:
    return f"{count:,} {noun}" if count == 1 else f"{count:,} {noun}s"
