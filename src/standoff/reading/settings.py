"""What reading is told: the limits that keep a bad input cheap, and what the user says of inputs.

Every limit of the reading room is in one frozen record, so that what was allowed can be filed with
the run. A limit that is passed costs the line or the file it is passed in, never the run.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from importlib import resources

from standoff.errors import InputError

ROLES = ("date", "text", "id", "outlet", "url", "title")


@dataclass(frozen=True, slots=True)
class Limits:
    """How much one input may ask for.

    `line_bytes`: longest line of a JSONL or CSV file, and longest text file. `report_chars`:
    longest text of one report, in Unicode code points; the parser needs about 1 KB a character.
    `head_bytes`: how much of a file is looked at to tell its type and encoding.
    """

    line_bytes: int = 16 * 1024 * 1024
    report_chars: int = 500_000
    head_bytes: int = 64 * 1024


@dataclass(frozen=True, slots=True)
class Options:
    """What the user says about the inputs.

    `published` dates the reports that carry no date of their own. `columns` names the column or
    field of a role where the name cannot be guessed: `{"text": "body", "date": "when"}`.

    >>> Options(columns=parse_map("text=body,date=when")).columns["date"]
    'when'
    """

    published: date | None = None
    columns: Mapping[str, str] = field(default_factory=dict)
    limits: Limits = Limits()


def parse_map(words: str) -> dict[str, str]:
    """Read `--map` words: `"text=body,date=when"` gives `{"text": "body", "date": "when"}`.

    Raises `InputError` where a word is no `role=column` or the role is unknown.
    """
    columns: dict[str, str] = {}
    for word in filter(None, (w.strip() for w in words.split(","))):
        role, equals, column = (w.strip() for w in word.partition("="))
        if not equals or not column or role not in ROLES:
            raise InputError(
                f"--map: {word!r} is not ROLE=COLUMN; the roles are {', '.join(ROLES)}, "
                "as in --map text=body,date=when"
            )
        columns[role] = column
    return columns


@cache
def known_columns() -> Mapping[str, tuple[str, ...]]:
    """Names that columns of each role are known to bear, folded, most telling first."""
    data = resources.files("standoff.reading").joinpath("data/columns.toml").read_bytes()
    table = tomllib.loads(data.decode())
    return {role: tuple(table["roles"][role]) for role in ROLES}


def fold_name(name: str) -> str:
    """Make a column's name comparable: `" Published-At "` gives `"published_at"`."""
    return name.strip().strip("\ufeff").casefold().replace(" ", "_").replace("-", "_")


def columns_of(names: list[str], said: Mapping[str, str]) -> dict[str, str]:
    """Tell which of `names` plays which role: what the user said first, then the known names.

    >>> columns_of(["URL", "Body", "Published At"], {})
    {'date': 'Published At', 'text': 'Body', 'url': 'URL'}
    """
    folded = {fold_name(name): name for name in reversed(names)}
    roles: dict[str, str] = {}
    for role in ROLES:
        wanted = (fold_name(said[role]),) if role in said else known_columns()[role]
        found = next((folded[w] for w in wanted if w in folded), None)
        if found is not None and found not in roles.values():
            roles[role] = found
    return roles
