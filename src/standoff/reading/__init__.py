"""The reading room: bytes in, dated reports out, and for what is no report, the reason.

`read_reports` takes files, folders and standard input. A reader for the format is chosen by
content (`readers`); text is decoded without silent guesses (`encoding`); the day is read as written
(`dates`). What cannot be read costs only itself: a `Refusal` says where it was, why, and what to
do. Wire furniture (dateline, caption, credit, correction) is told from the story by `furniture`, as
marked parts of the unchanged text. Nothing is held whole but a text file: JSONL and CSV are
streamed.

>>> for found in read_reports(["reports/"]):                              # doctest: +SKIP
...     print(found)
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

# Registered in this order, asked in the reverse: plain text takes what no other recognises.
from standoff.reading import plain as plain  # isort: skip
from standoff.reading import table as table  # isort: skip
from standoff.reading import jsonl as jsonl  # isort: skip
from standoff.reading.encoding import is_binary
from standoff.reading.furniture import dateline_day, dateline_place, mark_parts
from standoff.reading.readers import Reader, reader_of, register
from standoff.reading.settings import Limits, Options, parse_map
from standoff.reading.sources import (
    Meter,
    Source,
    check_paths,
    find_inputs,
    open_source,
    total_bytes,
)
from standoff.records import Refusal, Report

__all__ = [
    "Limits",
    "Meter",
    "Options",
    "Reader",
    "Source",
    "check_paths",
    "dateline_day",
    "dateline_place",
    "mark_parts",
    "parse_map",
    "read_reports",
    "register",
    "total_bytes",
]


def read_reports(
    paths: Iterable[str | Path], options: Options | None = None, meter: Meter | None = None
) -> Iterator[Report | Refusal]:
    """Yield the reports behind paths (files, folders, `-`), and a refusal for whatever is none.

    `meter` is moved along as bytes are read. Raises `InputError` where a path does not exist.
    """
    options = options or Options()
    for found in find_inputs(list(paths)):
        if isinstance(found, Refusal):
            yield found
        else:
            yield from _read_input(found, options, meter)


def _read_input(name: str, options: Options, meter: Meter | None) -> Iterator[Report | Refusal]:
    try:
        with open_source(name, options.limits, meter) as source:
            yield from _read_source(source, options)
    except OSError as error:
        yield Refusal(name, f"unreadable: {error.strerror or error}; check the file's rights")
    except UnicodeError as error:
        yield Refusal(name, f"encoding: {error}; convert it to UTF-8 with iconv")
    except Exception as error:
        # A fault of a reader, ours or another's, must not cost the other inputs.
        yield Refusal(name, f"reader failed: {type(error).__name__}: {error}; please tell us")


def _read_source(source: Source, options: Options) -> Iterator[Report | Refusal]:
    if is_binary(source.head):
        yield Refusal(source.name, "binary: it is no text; give text, JSON lines or CSV")
        return
    reader = reader_of(source, options)
    anything = False
    for found in reader.read(source, options):
        anything = True
        yield found
    if not anything:
        yield Refusal(source.name, f"no text: read as {reader.name}, it holds no report")
