"""JSON lines: one report an object, one object a line, streamed."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

from standoff.reading.encoding import NO_ENCODING, decode
from standoff.reading.readers import Reader, register
from standoff.reading.rows import report_from_row
from standoff.reading.settings import Options
from standoff.reading.sources import Source
from standoff.records import Refusal, Report

_OBJECT = re.compile(r'\{\s*["}]')
_SURROGATE = re.compile(r"\\u[dD][89a-fA-F]")


def recognises(source: Source, options: Options) -> bool:
    """Tell JSON lines: the first characters open an object, or the name says so."""
    opens = _OBJECT.match(source.opening) is not None
    return opens or source.suffix in (".jsonl", ".ndjson", ".json")


def read(source: Source, options: Options) -> Iterator[Report | Refusal]:
    """Yield a report or a refusal a line; blank lines are passed over."""
    first = source.opening.partition("\n")[0].strip()
    if first in ("{", "[") or first.startswith("["):
        yield Refusal(
            source.name,
            "not JSON lines: the JSON runs over several lines; put one object on each line, "
            "as jq -c '.[]' does",
        )
        return
    for number, line in source.lines():
        origin = f"{source.name}:{number}"
        if line is None:
            yield too_long(origin, source)
        elif line.strip():
            yield _report(line, origin, source, options)


def too_long(origin: str, source: Source) -> Refusal:
    """Refuse a line that is longer than the limit."""
    megabytes = source.limits.line_bytes / 1024 / 1024
    return Refusal(origin, f"too long: a line of more than {megabytes:g} MB; split it")


def _report(line: bytes, origin: str, source: Source, options: Options) -> Report | Refusal:
    text = decode(line, source.encoding)
    if b"\0" in line or text is None:
        binary = "binary: the line holds NUL bytes"
        return Refusal(origin, binary if b"\0" in line else NO_ENCODING)
    row = _parse(text.removeprefix("\ufeff"))
    return Refusal(origin, row) if isinstance(row, str) else report_from_row(row, origin, options)


def _parse(text: str) -> dict[str, Any] | str:
    """The object of a line, or why it is none."""
    try:
        row = json.loads(text)
        if _SURROGATE.search(text):
            json.dumps(row, ensure_ascii=False).encode()
    except json.JSONDecodeError as error:
        return f"not JSON: {error.msg} at column {error.colno}; correct the line"
    except UnicodeEncodeError:
        return "encoding: half characters (lone surrogates); export it again as UTF-8"
    except (ValueError, RecursionError) as error:
        return f"not JSON: {type(error).__name__}, nested or numbered past reason"
    if not isinstance(row, dict):
        return f"not JSON lines: a {type(row).__name__} on the line, where an object was expected"
    return row


READER = register(Reader("jsonl", recognises, read))
