"""Where reports come from: files, folders and standard input, opened one at a time and never whole.

A `Source` is a named stream of byte chunks with its first bytes looked at beforehand, so that a
reader can tell the type from the content. `Source.lines` splits it without ever holding more than
one line, and drops a line that is too long while it passes.
"""

from __future__ import annotations

import codecs
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import chain
from pathlib import Path
from typing import BinaryIO

from standoff.errors import InputError
from standoff.reading.encoding import guess_encoding, marked_encoding
from standoff.reading.settings import Limits
from standoff.records import Refusal

STANDARD_INPUT = "-"
_CHUNK = 256 * 1024


@dataclass(slots=True)
class Meter:
    """Bytes read so far, and in all where that is known; what a progress bar shows."""

    done: int = 0
    total: int | None = None


@dataclass(slots=True)
class Source:
    """An opened input: its name, its first bytes, and all of its bytes, to be read once.

    `encoding` is what the first bytes speak for, None where they speak for nothing.
    """

    name: str
    head: bytes
    chunks: Iterator[bytes]
    limits: Limits = field(default_factory=Limits)
    meter: Meter = field(default_factory=Meter)
    encoding: str | None = field(init=False)

    def __post_init__(self) -> None:
        self.encoding = guess_encoding(self.head)

    @property
    def suffix(self) -> str:
        """The end of the name, a hint at the type where the content leaves it open: `".csv"`."""
        return Path(self.name).suffix.casefold()

    @property
    def opening(self) -> str:
        """The first characters, for telling the type."""
        text = self.head.decode(self.encoding or "utf-8", errors="replace")
        return text.removeprefix("\ufeff").lstrip()

    def whole(self) -> bytes | None:
        """Return all bytes, or None where they are more than `limits.line_bytes`."""
        held = bytearray()
        for chunk in self.chunks:
            held += chunk
            if len(held) > self.limits.line_bytes:
                return None
        return bytes(held)

    def lines(self) -> Iterator[tuple[int, bytes | None]]:
        """Yield each line with its number from 1; None stands for one that is too long."""
        limit, number, over, held = self.limits.line_bytes, 0, False, bytearray()
        for chunk in self._narrow_chunks():
            *ended, rest = chunk.split(b"\n")
            for piece in ended:
                number += 1
                self.meter.done += len(piece) + 1
                over = over or len(held) + len(piece) > limit
                yield number, None if over else bytes(held) + piece
                over = False
                held.clear()
            over = over or len(held) + len(rest) > limit
            if over:
                held.clear()
            else:
                held += rest
        if over or held:
            yield number + 1, None if over else bytes(held)

    def _narrow_chunks(self) -> Iterator[bytes]:
        """Chunks in which a line ends with the one byte `\\n`: UTF-16 and UTF-32 become UTF-8."""
        marked = marked_encoding(self.head)
        if marked in ("utf-16", "utf-32"):
            self.encoding = "utf-8"
            return (text.encode() for text in codecs.iterdecode(self.chunks, marked))
        return self.chunks


def check_paths(paths: Iterable[str | Path]) -> None:
    """Raise `InputError` where a path does not exist."""
    for path in map(str, paths):
        if path != STANDARD_INPUT and not Path(path).exists():
            raise InputError(f"{path}: there is no such file or folder; check the spelling")


def find_inputs(paths: list[str | Path]) -> Iterator[str | Refusal]:
    """List the files behind paths: folders recursively, in sorted order, `-` as it is.

    Names that begin with a dot are passed over. Links that lead out of a folder are refused. Raises
    `InputError` where a path that was asked for does not exist.
    """
    check_paths(paths)
    for path in map(str, paths):
        if path != STANDARD_INPUT and Path(path).is_dir():
            yield from _walk(Path(path))
        else:
            yield path


def _walk(folder: Path) -> Iterator[str | Refusal]:
    home = folder.resolve()
    for entry in sorted(folder.iterdir()):
        if entry.name.startswith("."):
            continue
        if entry.is_symlink() and not entry.resolve().is_relative_to(home):
            yield Refusal(str(entry), "link: it leads out of the folder; name its target instead")
        elif entry.is_dir():
            if not entry.is_symlink():
                yield from _walk(entry)
        elif entry.is_file():
            yield str(entry)
        else:
            yield Refusal(str(entry), "unreadable: it is neither a file nor a folder")


def total_bytes(paths: list[str | Path]) -> int | None:
    """Add up the sizes of all inputs; None where standard input or another stream is among them."""
    total = 0
    for found in find_inputs(paths):
        if isinstance(found, Refusal):
            continue
        if not Path(found).is_file():
            return None
        total += Path(found).stat().st_size
    return total


@contextmanager
def open_source(name: str, limits: Limits, meter: Meter | None = None) -> Iterator[Source]:
    """Open a source, and close it afterwards. Raises OSError as files do."""
    meter = meter or Meter()
    before = meter.done
    if name == STANDARD_INPUT:
        yield _source(name, sys.stdin.buffer, limits, meter)
        return
    with Path(name).open("rb") as stream:
        yield _source(name, stream, limits, meter)
        if stream.seekable():
            meter.done = before + stream.tell()


def _source(name: str, stream: BinaryIO, limits: Limits, meter: Meter) -> Source:
    chunks = iter(lambda: stream.read(_CHUNK), b"")
    first: list[bytes] = []
    while sum(map(len, first)) < limits.head_bytes and (chunk := next(chunks, b"")):
        first.append(chunk)
    head = b"".join(first)[: limits.head_bytes]
    return Source(name, head, chain(first, chunks), limits, meter)
