"""Plain text and Markdown: one report a file, dated by its first line or first words.

A file may open with lines that say what it is, as in

    Date: 4 February 2022
    Outlet: Meridian Wire
    Title: Macron, Biden speak

or, as Markdown writers do, with the same between two lines of `---`. These lines are no part of the
story and are not stored in its text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from standoff.reading.dates import leading_date, parse_date
from standoff.reading.encoding import NO_ENCODING, decode
from standoff.reading.readers import Reader, register
from standoff.reading.rows import text_fault
from standoff.reading.settings import ROLES, Options, fold_name, known_columns
from standoff.reading.sources import Source
from standoff.records import Refusal, Report

_HEADER_LINE = re.compile(r"(?P<key>[A-Za-z][\w .-]{1,20}?)\s*:\s+(?P<value>\S.*)")
_FENCE = "---"
_NO_DATE = (
    "no date: begin the file with one, as in 'date 2022-02-04', or give --date 2022-02-04 for all"
)


def recognises(source: Source, options: Options) -> bool:
    """Take whatever is text; asked last."""
    return True


def read(source: Source, options: Options) -> Iterator[Report | Refusal]:
    """Yield the file's one report, or why there is none."""
    data = source.whole()
    if data is None:
        megabytes = source.limits.line_bytes / 1024 / 1024
        yield Refusal(source.name, f"too long: a text file of more than {megabytes:g} MB; split it")
        return
    text = decode(data, source.encoding)
    if text is None:
        yield Refusal(source.name, NO_ENCODING)
        return
    yield report_from_text(text, source.name, options)


def report_from_text(text: str, origin: str, options: Options) -> Report | Refusal:
    """Make a report of a dated text.

    >>> report_from_text("date 2022-02-04 Russia massed troops.", "a.txt", Options()).text
    'Russia massed troops.'
    """
    text = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    if not text.strip():
        return Refusal(origin, "no text: the file is empty")
    fields, story = split_header(text)
    day = parse_date(fields.pop("date", ""))
    if day is None and (found := leading_date(story)):
        day, begins = found
        story = story[begins:]
    day = day or options.published
    if fault := text_fault(story, options.limits):
        return Refusal(origin, fault)
    if day is None:
        return Refusal(origin, _NO_DATE)
    return _report(story, day, fields, origin)


def _report(story: str, day: date, fields: dict[str, str], origin: str) -> Report:
    return Report(
        text=story,
        published=day,
        name=fields.get("id"),
        outlet=fields.get("outlet"),
        url=fields.get("url"),
        title=fields.get("title"),
        origin=origin,
    )


def split_header(text: str) -> tuple[dict[str, str], str]:
    """Part the lines that say what the text is from the story: the fields by role, and the rest.

    Lines count only from the top, only under names that are known, and only where one of them is a
    whole date: a story whose first line is "Source: the ministry" keeps it.
    """
    lines = text.lstrip().split("\n")
    fenced = lines[0].strip() == _FENCE
    fields: dict[str, str] = {}
    used = int(fenced)
    for line in lines[used:]:
        match = _HEADER_LINE.fullmatch(line.strip())
        role = _role(match["key"]) if match else None
        if fenced and line.strip() == _FENCE:
            used += 1
            break
        if match and role:
            fields.setdefault(role, match["value"].strip().strip("\"'"))
        elif not fenced:
            break
        used += 1
    if parse_date(fields.get("date", "")) is None:
        return {}, text.strip("\n")
    return fields, "\n".join(lines[used:]).strip("\n")


def _role(key: str) -> str | None:
    names = known_columns()
    folded = fold_name(key)
    return next((r for r in ROLES if r != "text" and folded in names[r]), None)


READER = register(Reader("text", recognises, read))
