"""A passage of a report with its words marked, in colour and in brackets.

The brackets say what the colour says, so that it reads without colour:
`[actor: Russia] has [act: massed] more than 100,000 troops`
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from rich.text import Text

from standoff.reading.sentences import sentences
from standoff.records import Act, Span, Voice

STYLES = {
    "act": "bold underline",
    "actor": "green",
    "recipient": "magenta",
    "says": "cyan",
    "when": "yellow",
    "where": "blue",
    "from": "blue",
    "number": "yellow",
}


@dataclass(frozen=True, slots=True, order=True)
class Mark:
    """A stretch of text and what it is to the act: one of `STYLES`."""

    span: Span
    kind: str


def marks_of(act: Act, voices: Iterable[Voice]) -> list[Mark]:
    """List what is to be marked of an act and of the voices it stands on."""
    marks = [Mark(act.trigger, "act")]
    marks += [Mark(p.span, "actor") for p in act.actors]
    marks += [Mark(p.span, "recipient") for p in act.recipients]
    marks += [Mark(s.span, "says") for voice in voices for s in voice.source]
    marks += [Mark(p.span, "where") for p in act.where]
    marks += [Mark(p.span, "from") for p in act.origins]
    marks += [Mark(n.span, "number") for n in act.numbers]
    return [*marks, Mark(act.when.span, "when")] if act.when else marks


def passage(text: str, act: Act, voices: Iterable[Voice]) -> Text:
    """Write the sentence of the act's trigger, and others that hold marked words, with the marks.

    Sentences that are left out between them are shown by `…`.
    """
    marks = marks_of(act, voices)
    spans = list(sentences(text))
    kept = [i for i, s in enumerate(spans) if any(s.overlaps(m.span) for m in marks)]
    page = Text()
    for place, number in enumerate(kept):
        if place:
            page.append(" " if number == kept[place - 1] + 1 else " … ")
        page.append_text(marked(text, spans[number], marks))
    return page


def marked(text: str, span: Span, marks: Iterable[Mark]) -> Text:
    """Write a stretch of text with its marks; of overlapping ones the act's, then the first."""
    page, at = Text(), span.start
    for mark in _apart(m for m in marks if span.overlaps(m.span)):
        start, end = max(mark.span.start, span.start), min(mark.span.end, span.end)
        page.append(_line(text[at:start]))
        page.append(f"[{mark.kind}: {_line(text[start:end])}]", STYLES[mark.kind])
        at = end
    page.append(_line(text[at : span.end]))
    return page


def _line(words: str) -> str:
    """One line of printable characters: a report must not steer the terminal."""
    return "".join(c if c.isprintable() else " " for c in words)


def _apart(marks: Iterable[Mark]) -> Iterator[Mark]:
    chosen: list[Mark] = []
    for mark in sorted(marks, key=lambda m: (m.kind != "act", m.span)):
        if not any(mark.span.overlaps(c.span) for c in chosen):
            chosen.append(mark)
    yield from sorted(chosen)
