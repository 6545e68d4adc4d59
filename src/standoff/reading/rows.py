"""A row of a table or a line of JSON, with columns of any name, to one report.

Shared by the readers whose inputs are rows. Nothing of a row is lost: what plays no role is kept in
`Report.extra`.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from standoff.reading.dates import parse_date
from standoff.reading.settings import Limits, Options, columns_of
from standoff.records import Refusal, Report


def report_from_row(row: Mapping[str, Any], origin: str, options: Options) -> Report | Refusal:
    """Make a report of a row, or say why it is none.

    >>> row = {"when": "4 February 2022", "body": "Russia massed troops.", "desk": "world"}
    >>> report = report_from_row(row, "a.csv:2", Options(columns={"date": "when"}))
    >>> report.published, report.text, report.extra
    (datetime.date(2022, 2, 4), 'Russia massed troops.', {'desk': 'world'})
    """
    roles = columns_of(list(row), options.columns)
    text = row[roles["text"]] if "text" in roles else None
    if fault := text_fault(text, options.limits):
        return Refusal(origin, fault if "text" in roles else _no_text_column(row))
    day = _published(row, roles, options)
    if isinstance(day, str):
        return Refusal(origin, day)
    return Report(
        text=text or "",
        published=day,
        name=_words(row, roles, "id"),
        outlet=_words(row, roles, "outlet"),
        url=_words(row, roles, "url"),
        title=_words(row, roles, "title"),
        origin=origin,
        extra={k: v for k, v in row.items() if k not in roles.values()},
    )


def text_fault(text: object, limits: Limits) -> str | None:
    """Say why a text is none, or None where it is one."""
    if text is None or (isinstance(text, str) and not text.strip()):
        return "no text: the text is empty"
    if not isinstance(text, str):
        return (
            f"no text: the text is {type(text).__name__}, not a string; name it with --map text=…"
        )
    if len(text) > limits.report_chars:
        return f"too long: {len(text):,} characters, at most {limits.report_chars:,}; split it"
    if "\0" in text:
        return "binary: the text holds NUL characters"
    try:
        text.encode()
    except UnicodeEncodeError:
        return (
            "encoding: the text holds half characters (lone surrogates); export it again as UTF-8"
        )
    return None


def _no_text_column(row: Mapping[str, Any]) -> str:
    names = ", ".join(map(str, list(row)[:8])) or "none"
    return (
        f"no text: no column is known to hold it (columns: {names}); name it with --map text=COLUMN"
    )


def _published(row: Mapping[str, Any], roles: Mapping[str, str], options: Options) -> date | str:
    given = str(row[roles["date"]] or "").strip() if "date" in roles else ""
    day = parse_date(given) or (options.published if not given else None)
    if day:
        return day
    if given:
        return f"no date: {given[:40]!r} is no unambiguous day; write it as 2022-02-04"
    return "no date: name its column with --map date=COLUMN or give --date 2022-02-04"


def _words(row: Mapping[str, Any], roles: Mapping[str, str], role: str) -> str | None:
    """The value of a role as words; a nested one (NewsAPI's source) by its name."""
    value = row.get(roles[role]) if role in roles else None
    if isinstance(value, Mapping):
        value = value.get("name") or value.get("id")
    words = "" if value is None or isinstance(value, list | dict) else str(value).strip()
    return words or None
