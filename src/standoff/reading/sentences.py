"""Where sentences end, by a plain rule: for captions, and for showing a passage to a person.

Paragraphs end sentences; full stops do, but not after an abbreviation or an initial.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from standoff.reading.cues import cues
from standoff.records import Span

_PARAGRAPH = re.compile(r"\S[^\n]*")
_STOP = re.compile(r"[.!?…]+[\"”’)\]]*(?=\s+[\"“‘(\[]?[A-Z0-9]|\s*$)")


def sentences(text: str) -> Iterator[Span]:
    """Yield the sentences of a text, without the blanks between them.

    >>> text = "Mr. Biden called.\\nHe left."
    >>> [s.of(text) for s in sentences(text)]
    ['Mr. Biden called.', 'He left.']
    """
    for paragraph in _PARAGRAPH.finditer(text):
        begin, limit = paragraph.start(), paragraph.end()
        while begin < limit:
            end = sentence_end(text, begin, limit)
            yield Span(begin, end)
            begin = end + len(text[end:limit]) - len(text[end:limit].lstrip())


def sentence_end(text: str, begin: int, limit: int) -> int:
    """Find where the sentence that begins at an offset ends, not minding abbreviations.

    >>> text = "He left on Feb. 3. She stayed."
    >>> text[:sentence_end(text, 0, len(text))]
    'He left on Feb. 3.'
    """
    for stop in _STOP.finditer(text, begin, limit):
        word = re.search(r"[\w.]*$", text[max(begin, stop.start() - 20) : stop.start()])
        last = word[0] if word else ""
        initial = len(last) == 1 and last.isupper()
        if stop[0].startswith(".") and (
            last in cues().abbreviations or initial or re.fullmatch(r"(?:[A-Z]\.)+[A-Z]", last)
        ):
            continue
        return stop.end()
    return limit
