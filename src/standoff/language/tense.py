"""Which way a clause looks: is "Monday" in it the last one or the next one?

Without a parser the tense of the governing verb is read from cue words (``data/tense.toml``) in
the stretch of text between two clause boundaries. The stretch that ends at the expression is asked
first, then the one that begins after it, then the neighbours; in a stretch the cue nearest to the
expression decides. A caller that has parsed the text can overrule all of this by passing
``tense_hints`` to :func:`standoff.language.times.find_times`.
"""

from __future__ import annotations

import re
from itertools import zip_longest

from standoff.language.numerals import load

__all__ = ["direction"]

_DATA = load("tense.toml")
_REACH = 260
_NOT_PAST = "|".join(_DATA["not_past"])


def _any(words: list[str]) -> str:
    """Return the alternation of a word list, longest first."""
    return "|".join(
        re.escape(word).replace(r"\ ", r"\s+") for word in sorted(words, key=len, reverse=True)
    )


def _present(verbs: list[str]) -> str:
    """Return the plain and third-person forms of a verb list, e.g. ``fly`` → ``fly|flies``."""
    forms = set(verbs)
    for verb in verbs:
        stem = re.sub(r"y$", "ie", verb) if not verb.endswith(("ay", "oy", "ey")) else verb
        forms.add(f"{stem}es" if stem.endswith(("ss", "sh", "ch", "o", "x")) else f"{stem}s")
    return _any(sorted(forms))


_EDGE = re.compile(
    r"(?<![ap]\.m)[.!?](?![\dm])|[;:,—–“”\"()\n]|\s-\s|\b(?:that|which|who|whom|whose|where|while|but|after|when|because|as|although|"
    r"though|until\s+(?=[a-z]+\s+(?:was|were|is|are))|and(?=\s+(?:will|would|was|were|has|had|have|is|are|to)\b))\b"
)
_CUE = re.compile(
    rf"(?<![\w-])(?:(?P<future>{_any(_DATA['future'])})|(?P<past>{_any(_DATA['past'])}|"
    rf"(?!(?:{_NOT_PAST})\b)[a-z]+ed)|(?P<timetable>{_present(_DATA['scheduled'])}))(?![\w-])",
    re.IGNORECASE,
)
_PARTICIPLE = re.compile(
    r"(?:\b(?:be|been|being|to|get|getting|have|will|would|can|could|shall|should|may|might|must)|'ll)"
    r"(?:\s+(?:[a-z]+ly|not|also))?\s+$",
    re.I,
)
_SENTENCE = re.compile(r"(?<=[a-z0-9\"”)])[.!?][\"”)]?\s+(?=[\"“(A-Z0-9])|\n")
_ABBREVIATED = re.compile(
    r"\b(?:Mr|Mrs|Ms|Dr|Gen|Lt|Col|Sen|Rep|Gov|Jan|Feb|Mar|Apr|Aug|Sept|Oct|Nov|Dec|St)$"
)


def _cues(segment: str) -> list[str]:
    """Return the tense cues of a stretch in order, e.g. ``"said it would go"`` → ``["past",
    "future"]``.
    """
    found = []
    for match in _CUE.finditer(segment):
        kind = match.lastgroup or ""
        if kind == "past" and _PARTICIPLE.search(
            segment, max(0, match.start() - 20), match.start()
        ):
            continue
        found.append(kind)
    return found


def _verdict(segment: str, nearest: int) -> str | None:
    """Return the direction that a stretch gives; ``nearest`` is -1 before the expression and 0
    after it.
    """
    cues = _cues(segment)
    firm = [cue for cue in cues if cue != "timetable"]
    if firm:
        return firm[nearest]
    return "future" if cues else None


def sentence_around(text: str, start: int, end: int) -> tuple[int, int]:
    """Return the offsets of the sentence that holds ``text[start:end]``, looking no further than
    260 characters.
    """
    low, high = max(0, start - _REACH), min(len(text), end + _REACH)
    for match in _SENTENCE.finditer(text, low, start):
        if not _ABBREVIATED.search(text, low, match.start()):
            low = match.end()
    for match in _SENTENCE.finditer(text, end, high):
        if not _ABBREVIATED.search(text, end, match.start()):
            return low, match.start()
    return low, high


def direction(text: str, start: int, end: int) -> str | None:
    """Return ``future``, ``past`` or ``None`` for the clause around ``text[start:end]``.

    >>> direction("He will fly to Kyiv on Monday.", 23, 29)
    'future'
    """
    low, high = sentence_around(text, start, end)
    before = _EDGE.split(text[low:start])[::-1]
    after = _EDGE.split(text[end:high])
    for left, right in zip_longest(before, after, fillvalue=""):
        found = _verdict(left, -1) or _verdict(right, 0)
        if found:
            return found
    return None
