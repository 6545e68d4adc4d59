"""`standoff show`: one event with all its evidence."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from typing import Annotated

import typer
from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.text import Text

from standoff.cli.app import app, console
from standoff.cli.asking import Labels
from standoff.cli.marking import passage
from standoff.cli.options import LedgerFile
from standoff.cli.wording import amount, chain, days, dyad, type_of
from standoff.ledger import Ledger
from standoff.records import Assertion, Event


@app.command()
def show(
    event_id: Annotated[
        str, typer.Argument(metavar="ID", help="An event's id, or the beginning of it.")
    ],
    ledger: LedgerFile = "standoff.db",
) -> None:
    """Show one event with its evidence.

    Every assertion, on whose word it stands, and the sentence that it was read from, with its words
    marked: [act: …], [actor: …], [recipient: …], [says: …].

    Example:

    \b
        standoff show e-3f2a
    """
    with Ledger.open(ledger, create=False) as opened:
        console().print(_page(opened.event(event_id), Labels(opened)))


def _page(event: Event, labels: Labels) -> Group:
    head = Text(f"{event.id}  ", "bold").append(f"{type_of(event)}  {dyad(event)}", "bold")
    return Group(head, *_facts(event), *_evidence(event, labels))


def _facts(event: Event) -> Iterator[Text]:
    history = ", told as history" if event.background else ""
    plural = "origin" if event.origins == 1 else "origins"
    yield Text(f"  standing  {event.standing}, {event.origins} {plural}")
    yield Text(f"  status    {event.status}{history}")
    yield Text(f"  when      {days(event.when)}")
    for name, places in (("where", event.where), ("from", event.starts)):
        if places:
            yield Text(f"  {name:9} {', '.join(p.name for p in places)}")
    if event.numbers:
        numbers = ", ".join(f"{n.text} ({amount(n)})" for n in event.numbers)
        yield Text(f"  numbers   {numbers}")


def _evidence(event: Event, labels: Labels) -> Iterator[RenderableType]:
    """One passage for each act of each report, with the voices it stands on."""
    ordered = sorted(event.assertions, key=lambda a: _place_of(a, labels))
    for _, same in groupby(ordered, key=lambda a: (a.report, a.act.trigger)):
        assertions = list(same)
        report, act = labels.report(assertions[0].report), assertions[0].act
        outlet = f"  {report.outlet}" if report.outlet else ""
        yield Text(f"\n{report.label}  {report.published}{outlet}", "bold")
        voices = [a.voice for a in assertions]
        for voice in voices:
            word = f"  {voice.stance:8}{chain(voice)}  ({act.status}, {voice.confidence:.2f})"
            yield Text(word)
        yield Padding(passage(report.text, act, voices), (0, 0, 0, 4), expand=False)


def _place_of(assertion: Assertion, labels: Labels) -> tuple[str, str, int]:
    published = labels.report(assertion.report).published.isoformat()
    return published, assertion.report, assertion.act.trigger.start
