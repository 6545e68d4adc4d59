"""One gold report beside what was coded: each gold event, found or missed, slot by slot."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from rich.table import Table

from standoff.cli.wording import plain_table
from standoff.evaluation import pair_events, same_slots

Row = Mapping[str, Any]
_SLOTS = ("type", "status", "actor", "recipient", "source", "when", "where", "numbers")


def gold_table(gold: Row, coded: Row) -> Table:
    """A table of the gold events of one report; ✓ agrees, · differs, blank both have none."""
    table = plain_table("trigger", "gold", *(s[:6] for s in _SLOTS))
    pairs = {id(g): s for g, s in pair_events(gold["events"], coded["events"], gold["text"])}
    for event in gold["events"]:
        start, end = event["trigger"]
        words = gold["text"][start:end]
        found = pairs.get(id(event))
        kind = f"{event['type']} {event['status']}{' (past)' if event['background'] else ''}"
        if found is None:
            table.add_row(words, kind, "missed", *[""] * (len(_SLOTS) - 1))
            continue
        marks = same_slots(event, found)
        table.add_row(words, kind, *(_mark(marks[s]) for s in _SLOTS))
    return table


def _mark(same: bool | None) -> str:
    return "" if same is None else "✓" if same else "·"


def extra_lines(gold: Row, coded: Row) -> Sequence[str]:
    """The coded events that gold does not have, one line each."""
    taken = {id(s) for _, s in pair_events(gold["events"], coded["events"], gold["text"])}
    return [
        f"not in gold: {gold['text'][slice(*e['trigger'])]!r} {e['type']} {e['status']}"
        for e in coded["events"] if id(e) not in taken
    ]  # fmt: skip
