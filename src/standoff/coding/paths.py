"""How a word stands to an act in the grammar: the dependency path between them, as a class.

"Kyiv" in "Kyiv said Moscow shelled a school" stands to "shelled" as `^ccomp nsubj`: up to the verb
of saying, down to its subject. What lies inside a noun phrase is written `+`, prepositions are kept
by name. The classes that training met often enough are listed in `data/paths.txt`; the network
learns a vector for each, and rarer paths fall back to their last step.
"""

from __future__ import annotations

from functools import cache
from importlib.resources import files

from standoff.language.parse import Parse

_INSIDE = frozenset(
    (
        "det",
        "compound",
        "amod",
        "nummod",
        "quantmod",
        "case",
        "nmod",
        "poss",
        "punct",
        "predet",
        "advmod",
        "npadvmod",
    )
)
_LONGEST = 5
#: Class 0: the word is in another sentence, or there is no parse for it. Class 1: the act itself.
OTHER, SELF = 0, 1


def _label(parse: Parse, i: int) -> str:
    label = parse.labels[i]
    return f"{label}:{parse.lower[i]}" if label in ("prep", "agent", "prt", "mark") else label


def _chain(parse: Parse, i: int) -> list[int]:
    """A word and all its heads up to the root."""
    chain = [i]
    while parse.heads[chain[-1]] != chain[-1] and len(chain) < 40:
        chain.append(parse.heads[chain[-1]])
    return chain


def path(parse: Parse, act: int, word: int) -> str:
    """The path from the act to a word of its sentence.

    >>> from standoff.language.parse import parse_all
    >>> p = next(parse_all(["Kyiv said Moscow shelled a school."]))
    >>> path(p, 3, 2), path(p, 3, 0), path(p, 3, 4)
    ('nsubj', '^ccomp nsubj', 'dobj +')
    """
    up, down = _chain(parse, act), _chain(parse, word)
    seen = {n: i for i, n in enumerate(up)}
    low = next((i for i, n in enumerate(down) if n in seen), None)
    if low is None:
        return "apart"
    ups = ["^" + _label(parse, n) for n in up[: seen[down[low]]]]
    downs = [_label(parse, n) for n in reversed(down[:low])]
    inner = len(downs)
    while inner > 1 and downs[inner - 1].split(":")[0] in _INSIDE:
        inner -= 1
    steps = ups + downs[:inner] + (["+"] if inner < len(downs) else [])
    if len(steps) > _LONGEST:
        steps = ["far", *steps[-2:]]
    return " ".join(steps)


@cache
def vocabulary() -> dict[str, int]:
    """Path classes by name."""
    lines = files("standoff.coding").joinpath("data/paths.txt").read_text(encoding="utf-8")
    return {p: i + 2 for i, p in enumerate(lines.splitlines())}


def path_classes(parse: Parse, act_at: int, word_starts: list[int]) -> list[int]:
    """The class of each word that starts at a character of the text, seen from an act."""
    known = vocabulary()
    act = parse.word_at(act_at)
    out, memo = [], dict[int, int]()
    for at in word_starts:
        word = parse.word_at(at) if at >= 0 else None
        if act is None or word is None or parse.sentence[word] != parse.sentence[act]:
            out.append(OTHER)
            continue
        if word not in memo:
            memo[word] = SELF if word == act else _class(path(parse, act, word), known)
        out.append(memo[word])
    return out


def _class(steps: str, known: dict[str, int]) -> int:
    return (
        known.get(steps)
        or known.get("far " + steps.rsplit(maxsplit=1)[-1])
        or known.get("far", OTHER)
    )
