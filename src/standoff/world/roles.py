"""Role nouns, titles, pronouns and office phrases: the closed words around a name."""

from __future__ import annotations

import re
from functools import cache
from typing import Final

from standoff.world.gazetteer import fold, rows

ARTICLES: Final = re.compile(
    r"^(?:(?:the|a|an|some|its|his|her|their|our|this|these|those|both|all|several|two|three|four|"
    r"five|six|seven|eight|nine|ten|dozens of|hundreds of|thousands of|\d[\d,.]*)\s+)+",
    re.IGNORECASE,
)

PRONOUNS: Final[dict[str, str]] = {
    "he": "m",
    "him": "m",
    "his": "m",
    "himself": "m",
    "she": "f",
    "her": "f",
    "herself": "f",
    "it": "n",
    "its": "n",
    "itself": "n",
    "they": "p",
    "them": "p",
    "their": "p",
    "themselves": "p",
    "we": "n",
    "us": "n",
    "our": "n",
    "who": "p",
    "which": "n",
}

#: Office phrases and the offices they may mean, in this order.
OFFICE_WORDS: Final[list[tuple[re.Pattern[str], tuple[str, ...]]]] = [
    (
        re.compile(r"\b(?:prime minister|premier|chancellor|taoiseach)$", re.I),
        ("head_of_government",),
    ),
    (
        re.compile(
            r"\b(?:foreign minister|foreign secretary|secretary of state|top diplomat)$", re.I
        ),
        ("foreign_minister",),
    ),
    (re.compile(r"\b(?:defen[cs]e (?:minister|secretary|chief))$", re.I), ("defence_minister",)),
    (re.compile(r"\binterior minister$", re.I), ("interior_minister",)),
    (re.compile(r"\b(?:army chief|chief of staff|military chief)$", re.I), ("army_chief",)),
    (
        re.compile(
            r"\b(?:president|king|queen|emir|sultan|supreme leader|head of state|"
            r"counterpart|leader|ruler|strongman)$",
            re.I,
        ),
        ("head_of_state", "head_of_government"),
    ),
]


@cache
def _sectors() -> dict[str, str]:
    return {fold(r["word"]): r["sector"].split("/")[0] for r in rows("roles.csv")}


@cache
def head_sector(words: str) -> str | None:
    """Sector that a role noun in a phrase implies; the head (before "of", "in") counts first.

    >>> head_sector("the Russian deputy defence minister"), head_sector("gunmen from Mozambique")
    ('GOV', 'UAF')
    """
    table = _sectors()
    head = re.split(r"\b(?:of|in|from|at|near|loyal|who|for|with|on)\b", words, maxsplit=1)[0]
    for part in (head, words):
        tokens = fold(part).split()
        for i in range(len(tokens)):
            for size in (3, 2, 1):
                end = len(tokens) - i
                if end - size >= 0 and (s := table.get(" ".join(tokens[end - size : end]))):
                    return s
    return None


def strip_title(text: str, start: int, end: int) -> tuple[int, int]:
    """Cut articles, possessive endings and titles off a mention; never the whole of it.

    >>> t = "the U.S. President Joe Biden's"; s, e = strip_title(t, 0, 30); t[s:e]
    'U.S. President Joe Biden'
    """
    words = text[start:end]
    lead = ARTICLES.match(words)
    if lead and lead.end() < len(words):
        start += lead.end()
    tail = re.search(r"['’]s?$", text[start:end])
    if tail:
        end = start + tail.start()
    while True:
        first = re.match(r"(\w[\w’'\-]*\.?)\s+", text[start:end])
        if first and is_title(first.group(1)) and text[start + first.end() : end][:1].isupper():
            start += first.end()
        else:
            return start, end


_TITLES: Final = frozenset(
    [
        "mr",
        "mrs",
        "ms",
        "dr",
        "sir",
        "lord",
        "lady",
        "president",
        "prime",
        "minister",
        "chancellor",
        "king",
        "queen",
        "prince",
        "princess",
        "general",
        "gen",
        "lt",
        "col",
        "colonel",
        "maj",
        "major",
        "capt",
        "captain",
        "sgt",
        "admiral",
        "brigadier",
        "sheikh",
        "sheik",
        "imam",
        "ayatollah",
        "pope",
        "archbishop",
        "bishop",
        "cardinal",
        "senator",
        "sen",
        "rep",
        "governor",
        "gov",
        "secretary",
        "foreign",
        "defence",
        "defense",
        "ambassador",
        "envoy",
        "premier",
        "judge",
        "justice",
        "marshal",
        "field",
        "lieutenant",
        "commander",
        "spokesman",
        "spokeswoman",
        "spokesperson",
        "mullah",
        "mayor",
        "professor",
        "interior",
        "finance",
        "deputy",
        "vice",
        "acting",
        "former",
        "chairman",
        "chairwoman",
        "speaker",
        "chief",
        "counsellor",
        "mep",
        "mp",
    ]
)


def is_title(word: str) -> bool:
    """Tell whether a word is a title before a name.

    >>> is_title("Gen."), is_title("Putin")
    (True, False)
    """
    return fold(word) in _TITLES
