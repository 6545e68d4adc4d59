"""`standoff code`: inputs to the codebook's JSON, without a ledger."""

from __future__ import annotations

import json
import sys
from contextlib import nullcontext
from pathlib import Path
from typing import Annotated

import typer

from standoff import pipeline
from standoff.cli.app import app, say_error
from standoff.cli.options import Columns, Inputs, Published
from standoff.exchange.codebook import to_codebook
from standoff.reading import Options, parse_map
from standoff.records import Refusal


@app.command()
def code(
    paths: Inputs,
    out: Annotated[
        Path | None, typer.Option("--out", metavar="FILE", help="Write here, not to the screen.")
    ] = None,
    published: Published = None,
    columns: Columns = "",
) -> None:
    """Code reports without a ledger.

    Writes one JSON object a report, in the codebook's format, with a span for every text. Refused
    reports are told on standard error.

    Example:

    \b
        standoff code reports/ --out coded.jsonl
        standoff code story.txt | jq '.events[].type'
    """
    options = Options(published=published, columns=parse_map(columns))
    results = pipeline.code(paths, options=options)
    with out.open("w", encoding="utf-8") if out else nullcontext(sys.stdout) as stream:
        for result in results:
            if isinstance(result, Refusal):
                say_error(f"{result.origin}: {result.reason}")
            else:
                stream.write(json.dumps(to_codebook(result), ensure_ascii=False) + "\n")
