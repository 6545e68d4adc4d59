"""The one hook by which readers register, and the choice among them by content.

A reader says whether it recognises an opened source, and turns it into reports and refusals. The
built-in ones register here like any other; a package of one's own adds one through the entry point
group `standoff.readers`, whose object is a `Reader`. Later registrations are asked first, so that a
special format wins over a general one; plain text is asked last and takes what is left.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from importlib.metadata import entry_points

from standoff.reading.settings import Options
from standoff.reading.sources import Source
from standoff.records import Refusal, Report

Recognise = Callable[[Source, Options], bool]
Read = Callable[[Source, Options], Iterator[Report | Refusal]]


@dataclass(frozen=True, slots=True)
class Reader:
    """One input format: its name, how it is recognised, and how it is read."""

    name: str
    recognises: Recognise
    read: Read


_READERS: list[Reader] = []


def register(reader: Reader) -> Reader:
    """Add a reader; it is asked before those that are there already."""
    _READERS.insert(0, reader)
    return reader


@cache
def _load_others() -> None:
    for entry in entry_points(group="standoff.readers"):
        register(entry.load())


def reader_names() -> tuple[str, ...]:
    """Name the registered readers in the order in which they are asked."""
    _load_others()
    return tuple(reader.name for reader in _READERS)


def reader_of(source: Source, options: Options) -> Reader:
    """Find the reader that recognises a source; plain text recognises whatever no other does."""
    _load_others()
    return next(r for r in _READERS if r.recognises(source, options))
