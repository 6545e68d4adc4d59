"""A report cut into windows that one pass of the encoder can read.

Most dispatches fit into one window and are read whole, so that an act can find its speaker three
sentences away. A longer report is cut between sentences; each later window repeats what stood just
before it as context, in which no act is proposed a second time.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass

from tokenizers import Tokenizer

#: Wordpieces a window may hold, and how many of them may repeat earlier text.
SIZE, CONTEXT = 256, 80

_BREAK = re.compile(
    r"(?<![A-Z]\.)(?<!\b[A-Z][a-z]\.)(?<!\b[A-Z][a-z]{2}\.)(?<!\bSept\.)(?<!\bGov\.)(?<!\bno\.)"
    r"(?<=[.!?…])[\"”’')\]]*\s+(?=[\"“‘'(\[]?[A-Z0-9])|\n+"
)


def sentence_spans(text: str) -> list[tuple[int, int]]:
    """Sentence borders by punctuation, paragraphs first: enough to cut windows and show lines.

    >>> sentence_spans("Gen. Le Bon met U.S. envoys. He left.")
    [(0, 28), (29, 37)]
    """
    spans, at = [], 0
    for gap in _BREAK.finditer(text):
        if text[at : gap.start()].strip():
            spans.append((at, gap.start()))
        at = gap.end()
    if text[at:].strip():
        spans.append((at, len(text)))
    return spans


@dataclass(frozen=True, slots=True)
class Window:
    """Wordpieces of one stretch of a report, with their places in the whole text."""

    ids: tuple[int, ...]
    starts: tuple[int, ...]
    ends: tuple[int, ...]
    first_words: tuple[bool, ...]
    sentences: tuple[tuple[int, int], ...]
    own_from: int

    def owns(self, at: int) -> bool:
        """Tell whether an act at this character is proposed here and not in the window before."""
        return self.own_from <= at < self.sentences[-1][1]

    def pieces(self, start: int, end: int) -> list[int]:
        """Indices of the wordpieces that overlap the characters `start` to `end`."""
        return [
            i
            for i, (s, e) in enumerate(zip(self.starts, self.ends, strict=True))
            if s < end and start < e and e > s
        ]

    def sentence_of(self, at: int) -> tuple[int, int]:
        """The sentence that holds the character `at`."""
        i = bisect_right([s for s, _ in self.sentences], at) - 1
        return self.sentences[max(i, 0)]


def _window(text: str, tokenizer: Tokenizer, sents: list[tuple[int, int]], own: int) -> Window:
    start, end = sents[0][0], sents[-1][1]
    coded = tokenizer.encode(text[start:end])
    starts, ends, first = [], [], []
    previous = None
    for (s, e), word in zip(coded.offsets, coded.word_ids, strict=True):
        starts.append(s + start if e > s else -1)
        ends.append(e + start if e > s else -1)
        first.append(word is not None and word != previous)
        previous = word
    ids = coded.ids
    if len(ids) > SIZE + CONTEXT:  # one sentence longer than a window: its tail is not read
        keep = SIZE + CONTEXT
        ids = [*ids[: keep - 1], ids[-1]]
        starts, ends, first = ([*v[: keep - 1], v[-1]] for v in (starts, ends, first))
    return Window(tuple(ids), tuple(starts), tuple(ends), tuple(first), tuple(sents), own)


def windows(text: str, tokenizer: Tokenizer) -> Iterator[Window]:
    """Yield the windows of a text in order; together they own every character once."""
    sents = sentence_spans(text)
    if not sents:
        return
    sizes = [len(c.ids) - 2 for c in tokenizer.encode_batch([text[s:e] for s, e in sents])]
    at = 0
    while at < len(sents):
        first, context = at, 0
        while first > 0 and context + sizes[first - 1] <= CONTEXT:
            first -= 1
            context += sizes[first]
        last, total = at, context
        while last < len(sents) and (last == at or total + sizes[last] <= SIZE):
            total += sizes[last]
            last += 1
        yield _window(text, tokenizer, sents[first:last], sents[at][0])
        at = last
