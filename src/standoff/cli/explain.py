"""`standoff explain`: what was coded in a report, sentence by sentence, what was not, and why."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated

import typer
from rich.padding import Padding
from rich.text import Text

from standoff import pipeline
from standoff.cli.app import app, console, say_error
from standoff.cli.marking import Mark, marked
from standoff.cli.options import Columns, Published
from standoff.cli.wording import amount, chain, days, dyad, type_of
from standoff.reading import Options, parse_map
from standoff.reading.sentences import sentences
from standoff.records import Act, CodedReport, Dropped, Party, Place, Refusal, Span


@app.command()
def explain(
    path: Annotated[str, typer.Argument(metavar="FILE", help="A file, or - for standard input.")],
    published: Published = None,
    columns: Columns = "",
) -> None:
    """Explain how a report is coded.

    Sentence by sentence: under each stand the acts that were coded, with scores and reasons, and
    what was looked at and dropped, and why.

    Example:

    \b
        standoff explain story.txt
        echo "Kyiv accused Moscow." | standoff explain - --date 2022-02-17
    """
    screen = console()
    for result in pipeline.code(
        path, options=Options(published=published, columns=parse_map(columns))
    ):
        if isinstance(result, Refusal):
            say_error(f"{result.origin}: {result.reason}")
            continue
        for line in _page(result):
            screen.print(line)


def _page(coded: CodedReport) -> Iterator[Text | Padding]:
    report = coded.report
    yield Text(f"{report.label}  {report.published}", "bold")
    for sentence in sentences(report.text):
        here = [act for act in coded.acts if sentence.overlaps(act.trigger)]
        yield Text("")
        yield marked(report.text, sentence, [Mark(act.trigger, "act") for act in here])
        lines = [line for act in here for line in act_lines(act, report.text)]
        lines += [f"{p.kind}: {_quoted(p.span, report.text)} is no story"
                  for p in coded.parts if sentence.overlaps(p.span)]  # fmt: skip
        lines += [_drop_line(d, report.text) for d in coded.dropped if sentence.overlaps(d.span)]
        for line in lines or ["nothing here names an act"]:
            yield Padding(Text(line), (0, 0, 0, 2), expand=False)


def act_lines(act: Act, text: str) -> Iterator[str]:
    """Tell one act: what it is, then each slot with its reason or score."""
    history = ", background" if act.background else ""
    yield (
        f"{_quoted(act.trigger, text)}: {type_of(act)}, {act.status}{history}  {dyad(act)}"
        f"  ({act.confidence:.2f})"
    )
    for voice in act.voices:
        yield f"  {voice.stance}: {chain(voice)}{_why(voice.reason, voice.confidence)}"
    for role, parties in (("actor", act.actors), ("recipient", act.recipients)):
        for party in parties:
            yield f"  {role}: {_party(party)}{_why(party.reason, party.confidence)}"
    if act.when:
        yield f"  when: {act.when.text} = {days(act.when)}, counted from {act.when.anchor}"
    for role, places in (("where", act.where), ("from", act.origins)):
        for place in places:
            yield f"  {role}: {_place(place)} ({place.confidence:.2f})"
    for number in act.numbers:
        yield f"  number: {number.text} = {amount(number)}"
    if act.scores:
        yield "  scores: " + ", ".join(f"{k} {v:.2f}" for k, v in act.scores.items())


def _party(party: Party) -> str:
    words = "" if party.text == party.name else f"{party.text} = "
    return f"{words}{party.name}, {party.country or 'no country'} {party.sector}"


def _place(place: Place) -> str:
    words = "" if place.text == place.name else f"{place.text} = "
    return f"{words}{place.name}, {place.country or 'no country'}"


def _why(reason: str, confidence: float) -> str:
    return f"  ({confidence:.2f}; {reason})" if reason else f"  ({confidence:.2f})"


def _drop_line(dropped: Dropped, text: str) -> str:
    score = f" ({dropped.score:.2f})" if dropped.score is not None else ""
    return f"{_quoted(dropped.span, text)}: {dropped.what} dropped{score}: {dropped.reason}"


def _quoted(span: Span, text: str) -> str:
    words = " ".join(span.of(text).split())
    return f"“{words}”" if len(words) <= 60 else f"“{words[:57]}…”"
