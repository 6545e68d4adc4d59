"""What is counted, and as what: the noun after a number and the unit that the words around it give.

The noun is the first counted thing that follows the number. Its unit comes from a verb right before
the number, a verb after the noun, the noun itself, or a verb further back, in that order. All words
are data (``data/quantities.toml``).
"""

from __future__ import annotations

import re
from typing import NamedTuple

from standoff.language.numerals import load

__all__ = ["Noun", "find_noun", "find_unit", "inherited", "singular"]


class Noun(NamedTuple):
    """What is counted: the noun's singular, where it ends, and the kind under which the data file
    lists it.
    """

    word: str | None
    end: int
    unit: str | None


_DATA = load("quantities.toml")
_SKIP = frozenset(_DATA["phrase"]["skip"])
_STOP = frozenset(_DATA["phrase"]["stop"])
_IRREGULAR: dict[str, str] = _DATA["irregular"]
_INCLUDING = re.compile(r"\bincluding\s*$", re.IGNORECASE)
_JOINED = re.compile(r"\s*(?:,|,?\s*and|or|,?\s*including)\s*")
_BY_COLON = re.compile(r"([a-z]+)[:,]\s*$", re.IGNORECASE)
_WORD = re.compile(r"\s*[\"“']?(?P<word>(?:[A-Z]\.)+(?:-[\w-]+)?|[^\W\d_][\w'’&-]*|\d[\w-]*)[\"”]?")
_EDGE = re.compile(r"[.;!?](?=\s|$)|\n|—")


def _cue(words: dict[str, list[str]]) -> str:
    """Return one alternation with a named group for each unit."""
    parts = []
    for unit, forms in words.items():
        ordered = sorted(forms, key=len, reverse=True)
        parts.append(
            f"(?P<{unit}>"
            + "|".join(re.escape(form).replace(r"\ ", r"\s+") for form in ordered)
            + ")"
        )
    return "|".join(parts)


_BEFORE = re.compile(rf"\b(?:{_cue(_DATA['before'])})\b", re.IGNORECASE)
_AFTER = re.compile(rf"\b(?:{_cue(_DATA['after'])})\b", re.IGNORECASE)
_ADJACENT = re.compile(
    r"(?:\s+(?:a|the|its|his|their|all|up|away|another|other|as|of|to|in|by|at|what|hand|out|and|"
    r"or|number|toll|[a-z]+ly))*\s*[\"“]?$",
    re.IGNORECASE,
)
_UNITS: dict[str, str] = {noun: unit for unit, nouns in _DATA["nouns"].items() for noun in nouns}
_FIRM = frozenset(_DATA["firm"]["units"])
_OPEN = frozenset({"people", "things", "unknown"})
_ENDS = re.compile(r"\s*(?:[,.;:!?]|[a-z]|$)")
_MODEL = re.compile(
    r"(?:F|A|B|C|AC|MiG|Su|Tu|Mi|Il|Ilyushin|Ka|Mirage|Tornado|Harrier|Sukhoi|Broncos?|Rafale|"
    r"Chinook|UAV)(?:-?\d+\w*)?s?$"
)


def singular(word: str) -> str:
    """Return the singular of a noun, e.g. ``"lorries"`` → ``"lorry"``."""
    lower = word.lower().rstrip(".")
    if lower in _IRREGULAR:
        return _IRREGULAR[lower]
    if lower.endswith("men"):
        return f"{lower[:-2]}an"
    if lower.endswith("ies") and len(lower) > 4:
        return f"{lower[:-3]}y"
    if lower.endswith(("ches", "shes", "sses", "xes")):
        return lower[:-2]
    return lower[:-1] if lower.endswith("s") and not lower.endswith("ss") else lower


def find_noun(text: str, end: int, limit: int) -> Noun:
    """Find the counted noun after a number: its singular, where it ends, and the unit that it
    names.
    """
    position = end
    found = Noun(None, end, None)
    for _ in range(7):
        match = _WORD.match(text, position, limit)
        if match is None:
            break
        lower = re.sub(r"['’]s?$", "", match["word"].lower())
        stem = singular(lower)
        unit = "aircraft" if _MODEL.fullmatch(match["word"]) else _UNITS.get(stem)
        if unit is None and (lower in _STOP or found.word):
            break
        if unit and not (found.word and lower in ("other", "others")):
            found = Noun(stem, match.start("word") + len(lower), unit)
        elif (
            lower not in _SKIP
            and lower.endswith("s")
            and match["word"].islower()
            and len(lower) > 3
        ):
            found = Noun(stem, match.start("word") + len(lower), "unknown")
        elif re.fullmatch(r"[A-Z][a-z]+(?:s|i|ese)", match["word"]) and _ENDS.match(
            text, match.end()
        ):
            found = Noun(stem, match.start("word") + len(lower), "people")
        position = match.end()
        whole = found.end == match.start("word") + len(lower) and (
            lower != stem or lower in ("aircraft", "people")
        )
        if whole or found.unit == "unknown" or text[position : position + 1] in ",.;:!?)":
            break
    if found.word == "fighter" and re.match(
        r"\s+and\s+(?:bombers|jets|planes|helicopters)", text[found.end : found.end + 20]
    ):
        found = found._replace(unit="aircraft")
    return found


def find_unit(text: str, start: int, noun: Noun, later: list[int], many: bool) -> str | None:
    """Decide the unit of a number, or return ``None`` when no word around it does.

    ``later`` are the starts of the next numbers, ``many`` is true from 50 on ("3,200 men" are
    troops, "two men" are not).
    """
    if noun.unit in _FIRM:
        return "other" if noun.unit == "things" else noun.unit
    low = max(0, start - 90)
    for edge in _EDGE.finditer(text, low, start):
        low = edge.end()
    cues = list(_BEFORE.finditer(text, low, start))
    near = cues[-1] if cues and _ADJACENT.fullmatch(text, cues[-1].end(), start) else None
    if near and not re.search(r"\b(?:and|or)\b", text[near.end() : start]):
        return near.lastgroup
    if _INCLUDING.search(text, max(0, start - 12), start):
        return None
    after = _AFTER.search(text, noun.end, _clause_end(text, noun.end, later))
    return after.lastgroup if after else _by_noun(noun, many, cues)


def _by_noun(noun: Noun, many: bool, cues: list[re.Match[str]]) -> str | None:
    """Decide by the noun, and where it leaves things open by the last verb before it."""
    if noun.word == "man" and many:
        return "troops"
    if noun.unit == "unknown":
        return "other"
    if noun.unit and noun.unit not in _OPEN:
        return noun.unit
    if cues:
        return cues[-1].lastgroup
    return "other" if noun.word else None


def inherited(text: str, start: int, noun: Noun, last: str | None) -> str:
    """Return the unit of a number that no word decides.

    It is that of the noun before it ("Rockets: 110"), of the number before it (``last``), or the
    noun's own.
    """
    before = _BY_COLON.search(text, max(0, start - 24), start)
    unit = _UNITS.get(singular(before[1]), "people") if before else "people"
    if unit not in _OPEN:
        return unit
    if last and (noun.word is None or _INCLUDING.search(text, max(0, start - 12), start)):
        return last
    return noun.unit if noun.unit and noun.unit not in _OPEN else "other"


def _clause_end(text: str, stop: int, later: list[int]) -> int:
    """Return where the words that may decide a number end: its clause or the next number.

    A number that is only joined on ("four civilians and three soldiers were wounded") does not
    end them. They reach 60 characters at most.
    """
    limit = later[0] if later else len(text)
    if later and _JOINED.fullmatch(text, stop, limit):
        limit = later[1] if len(later) > 1 else len(text)
    edge = _EDGE.search(text, stop, min(limit, stop + 60))
    return edge.start() if edge else min(limit, stop + 60)
