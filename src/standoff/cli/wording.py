"""How parties, days and chains of speakers are put into a few words."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from rich.table import Table

from standoff.records import Act, Event, Number, Party, Voice, When


def plain_table(*columns: str) -> Table:
    """A table without lines, which a narrow page can hold."""
    table = Table(box=None, padding=(0, 1, 0, 0), pad_edge=False, header_style="bold")
    for name in columns:
        table.add_column(name, overflow="fold")
    return table


def who(parties: Iterable[Party]) -> str:
    """Names of parties: `Joe Biden, Emmanuel Macron`; `?` for nobody."""
    return ", ".join(p.name for p in parties) or "?"


def dyad(event: Event | Act) -> str:
    """Actors and recipients: `Russia → Ukraine`; without an arrow where there is no recipient."""
    sides = who(event.actors)
    return f"{sides} → {who(event.recipients)}" if event.recipients else sides


def type_of(event: Event | Act) -> str:
    """Type and mode: `CONSULT/phone`."""
    return f"{event.type}/{event.mode}" if event.mode else event.type


def days(when: When | None) -> str:
    """An interval of days: `2022-02-02`, `2014-01-01 to 2014-12-31`, `until 2022-02-04`."""
    if when is None or not (when.start or when.end):
        return "no day given"
    if when.start is None:
        return f"until {when.end}"
    if when.end is None:
        return f"since {when.start}"
    return str(when.start) if when.start == when.end else f"{when.start} to {when.end}"


def amount(number: Number) -> str:
    """How many: `13 killed`, `at least 100,000 troops`, `at most 30 aircraft`."""
    low, high = (
        None if n is None else f"{int(n) if n == int(n) else n:,}"
        for n in (number.low, number.high)
    )
    if low == high:
        return f"{low or 'some'} {number.unit}"
    if high is None:
        return f"at least {low} {number.unit}"
    return f"at most {high} {number.unit}" if low is None else f"{low} to {high} {number.unit}"


def day_column(when: When | None, published: date | None) -> str:
    """One day for a table; `~` before the day of the first report where the text gives none."""
    day = (when.start or when.end) if when else None
    if day:
        return f" {day}"
    return f"~{published}" if published else "?"


def chain(voice: Voice) -> str:
    """On whose word, outermost first: `The White House > U.S. intelligence`; `the report`."""
    return " > ".join(voice.texts) or "the report"


def tally(event: Event) -> str:
    """How many voices assert and how many deny or doubt: `2+ 1-`."""
    stances = [a.voice.stance for a in event.assertions]
    against = len(stances) - stances.count("asserts")
    return f"{stances.count('asserts')}+" + (f" {against}-" if against else "")
