"""The grammar around an act, as a bag of features: what governs, negates or conditions it.

"officials denied that troops would invade": "invade" has the child `aux:would` and hangs as `ccomp`
under "denied". Features are hashed (CRC-32) into a fixed range, so that no word list is kept.
"""

from __future__ import annotations

from zlib import crc32

from standoff.language.parse import Parse

#: Range of hashed features (0 is padding), and how many an act may have.
GRAMMAR_SIZE, GRAMMAR_LENGTH = 4096, 24
_MARKS = frozenset(("aux", "auxpass", "neg", "mark", "advmod", "prt", "det", "expl"))
_UP = 4


def features(parse: Parse, act: int) -> list[str]:
    """The features of the act at a word of a parse, the nearest governors first.

    >>> from standoff.language.parse import parse_all
    >>> p = next(parse_all(["Officials denied that troops would invade."]))
    >>> features(p, 5)
    ['tag VB', 'mark:that', 'aux:would', '^1 ccomp denied', '^1 ROOT']
    """
    out = [f"tag {parse.tags[act]}", *_marks(parse, act, "")]
    at = act
    for step in range(1, _UP + 1):
        head = parse.heads[at]
        if head == at:
            break
        out.append(f"^{step} {parse.labels[at]} {parse.lower[head]}")
        out += _marks(parse, head, f"^{step} ")
        at = head
    return [*out, f"^{step} ROOT"] if parse.heads[at] == at else out


def _marks(parse: Parse, head: int, prefix: str) -> list[str]:
    lo, hi = max(0, head - 12), min(len(parse.heads), head + 8)
    return [
        f"{prefix}{parse.labels[i]}:{parse.lower[i]}"
        for i in range(lo, hi)
        if i != head and parse.heads[i] == head and parse.labels[i] in _MARKS
    ]


def grammar_of(parse: Parse, act_at: int) -> list[int]:
    """Hashed features of the act at a character of the text, padded with 0 to a fixed length."""
    act = parse.word_at(act_at)
    found = features(parse, act) if act is not None else []
    codes = [1 + crc32(f.encode()) % (GRAMMAR_SIZE - 1) for f in found[:GRAMMAR_LENGTH]]
    return codes + [0] * (GRAMMAR_LENGTH - len(codes))
