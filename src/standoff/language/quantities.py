"""Counted quantities: "more than 100,000 troops", "dozens" become the codebook's numbers.

A pattern finds the number with its hedge and reads low and high from them (codebook, ruling 15:
"more than N" has no upper end, "up to N" no lower one, "dozens" is 24 or more); the noun and the
unit are found by :mod:`standoff.language.counting`. Dates, times, ages, percentages, ordinals,
scores and names with figures in them are no quantities.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import NamedTuple

from standoff.language.counting import Noun, find_noun, find_unit, inherited, singular
from standoff.language.numerals import DIGITS, SPELLED, value_of

__all__ = ["Quantity", "find_quantities"]


@dataclass(frozen=True, slots=True)
class Quantity:
    """One counted quantity: "more than 100,000 troops" has low 100000, high ``None``, troops.

    ``low`` and ``high`` bound the number, ``None`` where the wording leaves that end open.
    ``unit`` is one of troops, killed, injured, arrested, displaced, captured, diplomats, vehicles,
    aircraft, missiles, money, other.
    """

    start: int
    end: int
    text: str
    low: int | float | None
    high: int | float | None
    unit: str
    noun: str | None


class _Bounds(NamedTuple):
    """The two ends of a number."""

    low: int | float | None
    high: int | float | None


_MANY = {
    "dozens": 24,
    "scores": 40,
    "hundreds": 200,
    "thousands": 2000,
    "millions": 2_000_000,
    "billions": 2_000_000_000,
}
_SCALE = r"hundred|thousand|million|billion|trillion|dozen"
_SUFFIX = {"m": 10**6, "mn": 10**6, "bn": 10**9, "b": 10**9, "tn": 10**12, "k": 1000}
_FIGURE = (
    rf"(?:(?:{DIGITS})(?:[\s-](?:{_SCALE}))?|half\s+a\s+(?:{_SCALE})|"
    rf"an?\s+(?:{_SCALE})(?:\s+and\s+{SPELLED})?|{SPELLED})"
)
_LEAST = (
    r"more\s+than|at\s+least|over|upwards?\s+of|no\s+(?:fewer|less)\s+than|past|in\s+excess\s+of|"
    r"not\s+less\s+than|at\s+minimum"
)
_MOST = (
    r"up\s+to|as\s+(?:many|much|few)\s+as|no\s+more\s+than|fewer\s+than|less\s+than|at\s+most|"
    r"nearly|almost|"
    r"close\s+to|just\s+under|under|not\s+quite|most\s+of\s+the"
)
_ABOUT = (
    r"about|around|some|roughly|approximately|an\s+estimated|an\s+expected|perhaps|another|"
    r"a\s+further|a\s+total\s+of|an\s+additional"
)
_CURRENCY = r"(?:US|AU?|NZ|C|CA|HK|S|R)?\$|€|£|¥|₹|₽|₴"
_MONEY = (
    r"dollars?|euros?|pounds?|yen|yuan|roubles?|rubles?|rupees?|francs?|marks|pesos?|hryvnias?|"
    r"lira|shekels?|riyals?|dinars?|won|kroner|kronor|naira|rand"
)

_QUANTITY = re.compile(
    rf"(?<![\w.,:/$€£–-])(?:(?:(?:the\s+)?(?:first|last|all)\s+)?(?:(?P<least>{_LEAST})|"
    rf"(?P<most>{_MOST})|(?P<about>{_ABOUT}))\s+)?(?:"
    rf"between\s+(?P<cur1>{_CURRENCY})?(?P<from>{_FIGURE})\s+and\s+(?:{_CURRENCY})?(?"
    rf"P<to>{_FIGURE})|"
    rf"(?P<pair>pair\s+of|single(?=\s))|(?P<several>(?:several|a\s+few|many)\s+(?:{_SCALE})s?)|"
    r"(?P<many>(?:(?:tens|dozens|scores|hundreds)\s+of\s+)?(?:thousands|millions|billions|"
    r"hundreds|dozens|scores))|"
    rf"(?<=from\s)(?P<n3>{_FIGURE})(?=\s+to\s+(?:{DIGITS}))|"
    rf"(?P<cur2>{_CURRENCY})?(?P<n>{_FIGURE})(?:(?:\s+to\s+|\s+or\s+|"
    rf"(?<=\d)[–-](?=\d))(?:{_CURRENCY})?(?P<n2>{_FIGURE}))?(?P<suf>(?:bn|mn|tn|[mbk])\b)?"
    r")(?![\w%]|[.,:]\d|°)(?P<post>\s+or\s+(?:more|so)\b|-odd\b|"
    rf"-strong\b)?(?P<money>\s(?:(?:million|billion)\s+)?(?:{_MONEY})\b)?",
    re.IGNORECASE,
)
_MONTH = (
    r"(?:(?:January|February|March|April|May|June|July|August|September|October|November|"
    r"December)\b|"
    r"(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\b\.?)"
)
_NOT_BEFORE = re.compile(
    rf"(?:\b{_MONTH}\s|\b(?:aged?|No\.|number|article|chapter|resolution|flight|channel|route|"
    r"highway|room|page|part|section|phase|group|"
    r"under-|Protocol|Boeing|Airbus|Article|Resolution|Covid-|COVID-)\s?|[A-Za-z]-)$"
)
_PRONOUN = re.compile(r"\b(?:no|any|every|this|each|the|not)\s$", re.IGNORECASE)
_YEAR_COUNTS = re.compile(r"\s+(?:\w+\s+)?(?:troops|soldiers|people|men)\b")
_AGE_BEFORE = re.compile(r"\b[A-Z][\w'’-]+,\s$")
_AGE_AFTER = re.compile(r"\s*(?:[,.;]|who\b|and\b|$)")
_PHRASAL = re.compile(
    r"\b(?:turn|hand|t[ao]ke?|took|g[ai]ve|fl[eyi]w?|all|carr|br|own|bus)\w*\s+$", re.IGNORECASE
)
_NOT_AFTER = re.compile(
    rf"\s?(?:%|per\s?cent|percent|percentage|°|[ap]\.?m\b|o['’]clock|GMT|{_MONTH}\b|(?:st|nd|rd|"
    r"th)\b|degrees|"
    r"(?:square\s+|nautical\s+)?(?:kilomet|miles?\b|met(?:re|er)s?|km|feet|foot|inch|hectares|"
    r"acres|knots|kg\b)|"
    r"(?:of\s+(?:the|a)\s+)?cent\b|points?\b|[–-]\d|-?calibre|-?mm\b)|-(?:year|day|hour|week|"
    r"month|minute|metre|mile|km|kilomet|member|nation|point|way|man|seat|page|storey|story|foot|"
    r"party|pound)"
)
_DURATION = re.compile(
    r"[\s-](?:seconds?|minutes?|hours?|days?|nights?|weeks?|months?|years?|decades?)\b",
    re.IGNORECASE,
)
_TERM = re.compile(
    r"\b(?:sentence[sd]?|jail(?:ed|s)?|prison|imprison\w*|serv(?:e|es|ed|ing)|banned|transition)\b",
    re.IGNORECASE,
)
_PART_OF_WORD = re.compile(r"-[a-z]|\s+and\s+a\s+half\b")
_NO_COUNT = re.compile(r"0\d.*|\d+\.\d\d")


def find_quantities(text: str) -> list[Quantity]:
    """Return the counted quantities of a text in order.

    >>> [found] = find_quantities("The strike killed at least 20 people.")
    >>> found.text, found.low, found.high, found.unit
    ('at least 20 people', 20, None, 'killed')
    """
    found: list[Quantity] = []
    matches = [match for match in _QUANTITY.finditer(text) if _counts(match, text)]
    for index, match in enumerate(matches):
        later = [follower.start() for follower in matches[index + 1 : index + 3]]
        last = found[-1] if found and match.start() - found[-1].end < 200 else None
        quantity = _quantity(match, later, last.unit if last and last.unit != "money" else None)
        if quantity is not None:
            found.append(quantity)
    return found


def _counts(match: re.Match[str], text: str) -> bool:
    """Tell whether a number counts something: no date, time, age, percentage, ordinal or year."""
    if match["cur1"] or match["cur2"] or match["money"]:
        return True
    number = match["n"] or match["n3"] or ""
    start, end = match.start("n") if match["n"] else match.start(), match.end()
    if _DURATION.match(text, end):
        around = (max(0, match.start() - 60), min(len(text), end + 40))
        return _TERM.search(text, *around) is not None
    if re.fullmatch(r"(?:1[5-9]|20)\d\d", number) and not _hedged(match):
        return _YEAR_COUNTS.match(text, end) is not None
    in_name = number[:1].isdigit() and _NOT_BEFORE.search(text, max(0, start - 14), start)
    age = _AGE_BEFORE.search(text, max(0, start - 20), start) and _AGE_AFTER.match(text, end)
    pronoun = number.lower() == "one" and _PRONOUN.search(text, max(0, start - 8), start)
    part = not match["post"] and _PART_OF_WORD.match(text, end)
    figure = _NO_COUNT.fullmatch(number) or (match["n2"] and _score(match))
    return not (
        in_name
        or (age and not match["post"])
        or pronoun
        or part
        or figure
        or _NOT_AFTER.match(text, end)
    )


def _hedged(match: re.Match[str]) -> bool:
    """Tell whether a hedge ("about", "more than", "up to") stands before the number."""
    return bool(match["about"] or match["least"] or match["most"])


def _score(match: re.Match[str]) -> bool:
    """Tell whether "33-0" is a score or a model number rather than a range."""
    low, high = value_of(match["n"]), value_of(match["n2"])
    return low is None or high is None or low >= high


def _bounds(match: re.Match[str]) -> _Bounds | None:
    """Read low and high from a number and its hedge."""
    if match["from"]:
        bounds = _pair(match["from"], match["to"])
    elif match["pair"]:
        bounds = _Bounds(1, 1) if match["pair"].lower() == "single" else _Bounds(2, 2)
    elif match["many"] or match["several"]:
        return _collective(match)
    elif match["n2"]:
        bounds = _pair(match["n"], match["n2"])
    else:
        value = value_of(match["n"] or match["n3"])
        bounds = _Bounds(value, value)
    return None if bounds.low is None else _opened(match, bounds)


def _collective(match: re.Match[str]) -> _Bounds:
    """Read "dozens", "tens of thousands", "several hundred": the codebook's ruling 15."""
    words = (match["many"] or match["several"]).lower().split()
    if match["several"]:
        three = 3 * (value_of("one " + words[-1].rstrip("s")) or 0)
        return _Bounds(three, three if words[0] == "a" else None)
    factor = {"tens": 10, "hundreds": 100}.get(words[0], 1) if len(words) > 1 else 1
    return _Bounds(_MANY[words[-1]] * factor, None)


def _opened(match: re.Match[str], bounds: _Bounds) -> _Bounds:
    """Scale the ends ("bn", "million euros") and open the one that the hedge leaves open."""
    factor = _SUFFIX.get((match["suf"] or "").lower(), 1)
    scaled = re.match(r"\s(million|billion)", match["money"] or "", re.IGNORECASE)
    factor *= int(value_of("one " + scaled[1].lower()) or 1) if scaled else 1
    low, high = (None if end is None else _neat(end * factor) for end in bounds)
    before = _PHRASAL.search(match.string, max(0, match.start() - 12), match.start())
    hedge = (match["least"] or match["most"] or "").lower()
    if before and hedge in ("over", "up to"):
        return _Bounds(low, high)
    if match["least"] or re.search("more", match["post"] or "", re.IGNORECASE):
        return _Bounds(low, None)
    return _Bounds(None, high) if match["most"] else _Bounds(low, high)


def _pair(first: str, second: str) -> _Bounds:
    """Return the ends of a range, lending the second's scale to the first: "20 to 30 million"."""
    low, high = value_of(first), value_of(second)
    scale = re.search(rf"(?:{_SCALE})$", second, re.IGNORECASE)
    if scale and low is not None and not re.search(_SCALE, first, re.IGNORECASE):
        low = _neat(low * (value_of("one " + scale.group().lower()) or 1))
    if low is None or high is None or low > high:
        return _Bounds(None, None)
    return _Bounds(low, high)


def _neat(value: float) -> int | float:
    """Return a whole number as an int."""
    return int(value) if value == int(value) else value


def _quantity(match: re.Match[str], later: list[int], last: str | None) -> Quantity | None:
    """Build the quantity of one match: bounds, noun, unit, span."""
    text, bounds = match.string, _bounds(match)
    if bounds is None:
        return None
    start, end = match.span()
    if match["cur1"] or match["cur2"] or match["money"]:
        return Quantity(start, end, match.group(), *bounds, "money", None)
    if duration := _DURATION.match(text, end):
        end = duration.end()
        unit = singular(duration.group().strip(" -"))
        return Quantity(start, end, text[start:end], *bounds, "other", unit)
    noun = find_noun(text, end, later[0] if later else len(text))
    if match["post"] and match["post"].lower().endswith("strong"):
        noun = Noun("strong", end, "troops")
    many = (bounds.low or bounds.high or 0) >= 50
    kind = find_unit(text, start, noun, later, many) or inherited(text, start, noun, last)
    if (match["n"] or "").lower() == "one" and noun.word is None and kind == "other":
        return None
    return Quantity(start, noun.end, text[start : noun.end], *bounds, kind, noun.word)
