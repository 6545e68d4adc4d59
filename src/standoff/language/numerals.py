"""Spelled and written numbers: "forty-one", "a hundred and fifty", "2.3 million" become values.

Number words are data (``data/numerals.toml``); the grammar is the usual one: ones and tens add up
to a group, *hundred* multiplies the group, *thousand* and above close it. Kept here rather than
taken from a library because every value must carry the exact characters that it stands for.
"""

from __future__ import annotations

import re
import tomllib
from importlib.resources import files
from typing import Any

__all__ = ["DIGITS", "SPELLED", "ordinal_value", "value_of"]


def load(name: str) -> dict[str, Any]:
    """Read one of this room's data files, e.g. ``load("numerals.toml")["ones"]["ten"] == 10``."""
    source = files(__package__ or "standoff.language").joinpath("data", name)
    return tomllib.loads(source.read_text(encoding="utf-8"))


_DATA = load("numerals.toml")
_SMALL: dict[str, int] = {**_DATA["ones"], **_DATA["tens"]}
_SCALES: dict[str, int] = _DATA["scales"]
_ORDINALS: dict[str, int] = _DATA["ordinals"]
_WORD = "|".join(sorted({*_SMALL, *_SCALES} - {"score"}, key=len, reverse=True))

_LARGEST = 1e18

DIGITS = r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?"
"""A number in figures: ``18,500``, ``2.3``, ``40``."""

SPELLED = rf"(?:{_WORD})(?:(?:-|\s(?:and\s)?)(?:{_WORD})){{0,9}}\b"
"""A number in words: ``forty-one``, ``one hundred and sixty-five``."""

_TOKEN = re.compile(r"\d[\d,]*(?:\.\d+)?|[a-z]+", re.IGNORECASE)


def value_of(text: str) -> int | float | None:
    """Return the value of a written number, or ``None`` when it holds none.

    >>> value_of("a hundred and fifty"), value_of("2.3 million"), value_of("two dozen")
    (150, 2300000, 24)
    """
    total: float = 0
    group: float | None = None
    for token in _TOKEN.findall(text.lower()):
        if token[0].isdigit():
            group = (group or 0) + float(token.replace(",", ""))
        elif token in _SMALL:
            group = (group or 0) + _SMALL[token]
        elif token in _SCALES:
            scale = _SCALES[token]
            group = (1 if group is None else group) * scale
            if scale >= 1000:
                total, group = total + group, None
        elif token == "half":
            group = 0.5
    if group is None and not total:
        return None
    result = total + (group or 0)
    if not result < _LARGEST:
        return None
    return int(result) if result == int(result) else result


def ordinal_value(text: str) -> int | None:
    """Return the rank that an ordinal names, "40th" and "fortieth" alike.

    >>> ordinal_value("second"), ordinal_value("21st"), ordinal_value("soon")
    (2, 21, None)
    """
    lowered = text.lower()
    if digits := re.match(r"\d{1,3}(?=st|nd|rd|th)", lowered):
        return int(digits.group())
    head, _, tail = lowered.rpartition("-")
    if head in _DATA["tens"] and tail in _ORDINALS:
        return int(_DATA["tens"][head]) + _ORDINALS[tail]
    if lowered in _ORDINALS:
        return _ORDINALS[lowered]
    stem = f"{lowered[:-4]}y" if lowered.endswith("ieth") else ""
    return int(_DATA["tens"][stem]) if stem in _DATA["tens"] else None
