"""What the wording settles by itself: negation, fear, condition, plan, demand, denial.

The network judges status from all it sees, and errs most where the cue word is rare. Cue words are
close to a closed class, so `data/cues.toml` lists them by kind, and the parse says which of them
governs an act: its own markers first, then the words it hangs under, nearest first, then the fixed
phrases in front of it. A cue only ever makes an act less real than the network thought, never more.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from standoff.language.parse import Parse
from standoff.records import Status

_STATUS: dict[str, Status] = {
    "negation": "negated",
    "foil": "negated",
    "fear": "possible",
    "condition": "possible",
    "demand": "possible",
    "plan": "planned",
}
#: Kinds in the order in which they win when several govern an act at one step.
_ORDER = ("real", "denial", "doubt", "negation", "foil", "condition", "fear", "demand", "plan")
_UP = 4
#: How much likelier each kind of cue makes its status, on top of what the network thinks; fitted by
#: hand to how often gold agrees with the cue on the training reports.
WEIGHT = {"negation": 6.0, "foil": 4.0, "fear": 12.0, "condition": 12.0, "demand": 2.0, "plan": 2.0}
_DOWN = frozenset(
    (
        "ccomp",
        "xcomp",
        "dobj",
        "pobj",
        "pcomp",
        "acl",
        "advcl",
        "nsubjpass",
        "prep",
        "agent",
        "conj",
        "relcl",
        "nsubj",
        "attr",
        "oprd",
    )
)


@dataclass(frozen=True, slots=True)
class Cue:
    """A cue word that governs an act, its kind, and the words it was."""

    kind: str
    words: str
    word: int

    @property
    def status(self) -> Status | None:
        """The status that the cue gives an act; None for a cue about voices."""
        return _STATUS.get(self.kind)


@cache
def _tables() -> dict[str, dict[str, frozenset[str]]]:
    path = files("standoff.coding").joinpath("data/cues.toml")
    raw: dict[str, dict[str, Any]] = tomllib.loads(path.read_text(encoding="utf-8"))
    return {k: {n: frozenset(v) for n, v in t.items()} for k, t in raw.items()}


@cache
def _phrases() -> tuple[tuple[str, re.Pattern[str]], ...]:
    out = []
    for kind, table in _tables().items():
        words = sorted(table.get("phrases", ()), key=len, reverse=True)
        if words:
            joined = "|".join(re.escape(w) for w in words)
            out.append((kind, re.compile(rf"\b(?:{joined})\b")))
    return tuple(out)


def _kind_of(word: str, *lists: str) -> str | None:
    tables = _tables()
    return next((k for k in _ORDER for n in lists if word in tables.get(k, {}).get(n, ())), None)


def _own_marks(parse: Parse, act: int) -> Cue | None:
    """Negation and markers that hang on the act itself, or on the auxiliary side of its clause."""
    lo, hi = max(0, act - 14), min(len(parse.heads), act + 4)
    for i in range(lo, hi):
        if parse.heads[i] != act or i == act:
            continue
        if parse.labels[i] == "neg" or (parse.labels[i] == "det" and parse.lower[i] == "no"):
            return Cue("negation", parse.lower[i], i)
        if parse.labels[i] in ("mark", "prep", "advmod") and (
            kind := _kind_of(parse.lower[i], "markers")
        ):
            return Cue(kind, parse.lower[i], i)
    return None


def governing_cues(parse: Parse, act: int, text: str) -> list[Cue]:
    """The cues that govern the act at a word of the parse, the nearest first.

    >>> from standoff.language.parse import parse_all
    >>> text = "Officials deny that an invasion is planned."
    >>> [c.kind for c in governing_cues(next(parse_all([text])), 4, text)]
    ['plan', 'denial']
    """
    own = _own_marks(parse, act)
    found = [own] if own else []
    at = act
    for _ in range(_UP):
        head, label = parse.heads[at], parse.labels[at]
        if head == at or label not in _DOWN:
            break
        kind = _kind_of(parse.lower[head], "verbs", "nouns", "adjectives", "markers")
        if kind and label not in ("nsubj", "advcl", "relcl"):
            found.append(Cue(kind, parse.lower[head], head))
        mark = _own_marks(parse, head)
        if mark and label in ("pcomp", "pobj", "xcomp", "prep", "conj"):
            found.append(mark)
        at = head
    phrase = None if found else _phrase_before(parse, act, text)
    return [phrase] if phrase else found


def denier(parse: Parse, cue: Cue) -> tuple[int, int] | None:
    """First and last word of the subject of a word of denial, or None.

    >>> from standoff.language.parse import parse_all
    >>> text = "The Russian army denied shelling the town."
    >>> p = next(parse_all([text]))
    >>> denier(p, governing_cues(p, 4, text)[0])
    (1, 2)
    """
    n = len(parse.heads)
    for i in range(max(0, cue.word - 12), min(n, cue.word + 8)):
        if parse.heads[i] == cue.word and parse.labels[i] in ("nsubj", "agent"):
            head = i
            if parse.labels[i] == "agent":
                after = range(i + 1, min(n, i + 8))
                head = next((j for j in after if parse.heads[j] == i), i)
            first = head
            while first > 0 and parse.heads[first - 1] == head and parse.labels[first - 1] in _NOUN:
                first -= 1
            return first, head
    return None


_NOUN = frozenset(("compound", "amod", "nmod", "poss"))


def _phrase_before(parse: Parse, act: int, text: str) -> Cue | None:
    """A fixed phrase that stands in front of the act in its clause."""
    first = next(
        i for i in range(act, -1, -1) if i == 0 or parse.sentence[i - 1] != parse.sentence[act]
    )
    clause = text[parse.starts[first] : parse.starts[act]].lower()
    clause = re.split(r"[;:]|, (?:but|and|while)\b", clause)[-1]
    for kind, pattern in _phrases():
        if m := pattern.search(clause):
            return Cue(kind, m.group(), first)
    return None
