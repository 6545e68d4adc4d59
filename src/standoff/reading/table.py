"""CSV and TSV: one report a row under a header row, streamed."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Sequence

from standoff.reading.encoding import NO_ENCODING, decode
from standoff.reading.jsonl import too_long
from standoff.reading.readers import Reader, register
from standoff.reading.rows import report_from_row
from standoff.reading.settings import Options, columns_of
from standoff.reading.sources import Source
from standoff.records import Refusal, Report

_DELIMITERS = (",", "\t", ";", "|")


def _header(source: Source) -> str:
    return source.opening.partition("\n")[0].rstrip("\r")


def names_of(header: str, options: Options) -> tuple[str, list[str]]:
    """Choose what separates the columns of a header, and split it.

    The separator is the one that yields most known names, then most columns.
    """
    splits = [(d, _split(header, d)) for d in _DELIMITERS]
    return max(splits, key=lambda s: (len(columns_of(s[1], options.columns)), len(s[1])))


def _split(header: str, delimiter: str) -> list[str]:
    try:
        return next(csv.reader([header], delimiter=delimiter), [])
    except csv.Error:
        return []


def recognises(source: Source, options: Options) -> bool:
    """Tell a table: its first line names a text column and another one, or its name says so."""
    if source.suffix in (".csv", ".tsv"):
        return True
    roles = columns_of(names_of(_header(source), options)[1], options.columns)
    return "text" in roles and len(roles) > 1


class _Lines:
    """Decoded lines for the csv module; what cannot be decoded is set aside as a fault."""

    def __init__(self, source: Source) -> None:
        self._source = source
        self._lines = source.lines()
        self.faults: list[Refusal] = []
        self.row_begins: int | None = None

    def __iter__(self) -> Iterator[str]:
        for number, line in self._lines:
            origin = f"{self._source.name}:{number}"
            text = None if line is None else decode(line, self._source.encoding)
            if line is None:
                self.faults.append(too_long(origin, self._source))
            elif text is None:
                self.faults.append(Refusal(origin, NO_ENCODING))
            elif "\0" in text:
                self.faults.append(Refusal(origin, "binary: the line holds NUL bytes"))
            else:
                self.row_begins = self.row_begins or number
                yield (text.removeprefix("\ufeff") if number == 1 else text) + "\n"


def read(source: Source, options: Options) -> Iterator[Report | Refusal]:
    """Yield a report or a refusal a row."""
    csv.field_size_limit(source.limits.line_bytes)
    lines = _Lines(source)
    delimiter, _ = names_of(_header(source), options)
    rows = csv.reader(iter(lines), delimiter=delimiter, strict=True)
    names: list[str] | None = None
    while True:
        lines.row_begins = None
        fault: csv.Error | None = None
        cells: list[str] | None = []
        try:
            cells = next(rows, None)
        except csv.Error as error:
            fault = error
        yield from lines.faults
        lines.faults.clear()
        origin = f"{source.name}:{lines.row_begins}"
        if fault:
            yield Refusal(origin, f"not CSV: {fault}; check the quotation marks of this row")
        elif cells is None:
            return
        elif names is None:
            names = cells
        elif any(cell.strip() for cell in cells):
            yield _report(names, cells, origin, options)


def _report(
    names: Sequence[str], cells: Sequence[str], origin: str, options: Options
) -> Report | Refusal:
    if any(cells[len(names) :]):
        return Refusal(
            origin,
            f"not CSV: {len(cells)} cells under {len(names)} columns; quote cells with separators",
        )
    return report_from_row(dict(zip(names, cells, strict=False)), origin, options)


READER = register(Reader("table", recognises, read))
