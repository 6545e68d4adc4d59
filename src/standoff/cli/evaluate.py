"""`standoff evaluate`: how well coded reports agree with gold ones."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Annotated, Any

import typer

from standoff import pipeline
from standoff.cli.app import app, console
from standoff.cli.goldtable import extra_lines, gold_table
from standoff.cli.options import AsJson
from standoff.errors import InputError
from standoff.evaluation import evaluate as score
from standoff.exchange.codebook import to_codebook
from standoff.records import Refusal


@app.command()
def evaluate(
    gold: Annotated[Path, typer.Argument(metavar="GOLD", help="Gold reports, one a line.")],
    system: Annotated[
        Path | None,
        typer.Option("--system", metavar="FILE", help="Coded reports; without it GOLD is coded."),
    ] = None,
    report: Annotated[
        str | None,
        typer.Option("--report", metavar="ID", help="Show this report's gold events in a table."),
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Score coded reports against gold ones.

    Both are in the codebook's format. Prints precision, recall and F1 of events, types, statuses,
    sources, slots and whole records.

    Example:

    \b
        standoff evaluate gold.jsonl
        standoff evaluate gold.jsonl --system coded.jsonl --json
        standoff evaluate gold.jsonl --report SEED-2022-02-04
    """
    rows = load_rows(gold, ("id", "text", "events"))
    coded = load_rows(system, ("id", "events")) if system else _coded(gold)
    if report is not None:
        _show(report, rows, coded)
        return
    result = score(rows, coded)
    print(json.dumps(result.as_dict()) if as_json else "\n".join(result.lines()))


def _show(report: str, rows: list[dict[str, Any]], coded: list[dict[str, Any]]) -> None:
    want = next((r for r in rows if r["id"] == report), None)
    if want is None:
        raise InputError(f"{report}: no gold report has this id; ids stand under `id` in GOLD")
    got: dict[str, Any] = next((r for r in coded if r["id"] == report), {"events": []})
    console().print(gold_table(want, got))
    for line in extra_lines(want, got):
        typer.echo(line)


def load_rows(path: Path, keys: Iterable[str]) -> list[dict[str, Any]]:
    """Load rows of the codebook's format. Raises `InputError` where a line is none."""
    if not path.is_file():
        raise InputError(f"{path}: there is no such file; check the spelling")
    try:
        lines = path.read_text(encoding="utf-8").split("\n")
    except UnicodeDecodeError as error:
        raise InputError(f"{path}: not UTF-8; convert it with iconv") from error
    rows = []
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            row = json.loads(line)
            missing = [key for key in keys if key not in row]
        except (ValueError, TypeError) as error:
            raise InputError(f"{path}:{number}: not JSON ({error}); correct the line") from error
        if missing:
            raise InputError(f"{path}:{number}: no {', '.join(missing)}; see the codebook's format")
        rows.append(row)
    return rows


def _coded(gold: Path) -> list[dict[str, Any]]:
    results = list(pipeline.code(gold))
    for refusal in results:
        if isinstance(refusal, Refusal):
            raise InputError(f"{refusal.origin}: {refusal.reason}")
    return [to_codebook(r) for r in results if not isinstance(r, Refusal)]
