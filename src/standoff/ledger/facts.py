"""What of an act is compared with other acts, small enough to keep beside it.

Whether two acts are one is decided from their `Facts` alone, never from what else the ledger
holds: that is what makes the result independent of the order in which reports arrive.
"""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections import Counter
from collections.abc import Mapping
from dataclasses import astuple, dataclass, fields
from datetime import date
from functools import cache
from importlib import resources
from typing import Any

from standoff.records import Act, CodedReport, Number, Party, Place, Report, When, content_id

_SENTENCE_END = re.compile(r"(?<=[.!?])[\"”’)]*\s+|\n+")


@cache
def rules() -> Mapping[str, Any]:
    """The points, windows and word lists of `clustering.toml`."""
    data = resources.files("standoff.ledger") / "clustering.toml"
    return tomllib.loads(data.read_text(encoding="utf-8"))


@cache
def word_list(name: str) -> frozenset[str]:
    """A list of words of `clustering.toml`."""
    words = rules()["names"][name]
    return frozenset(words.split() if isinstance(words, str) else words)


@dataclass(frozen=True, slots=True)
class Who:
    """A party as clustering sees it. `side` is the country and the side in it, else the name."""

    id: str
    name: str
    country: str
    side: str
    person: bool

    @property
    def token(self) -> str:
        """What parties that might be one have in common: the country, else the name."""
        return self.country or self.name


@dataclass(frozen=True, slots=True)
class Facts:
    """What of an act is compared. Days are ordinals; `lo`–`hi` is when it lies, as far as told.

    `dated` says that the text names the time, `exact` that it names an occasion.
    """

    key: str
    report: str
    published: int
    type: str
    mode: str | None
    status: str
    background: bool
    actors: tuple[Who, ...]
    recipients: tuple[Who, ...]
    lo: int
    hi: int
    dated: bool
    exact: bool
    long: bool
    towns: tuple[str, ...]
    countries: tuple[str, ...]
    numbers: tuple[str, ...]
    trigger: str
    words: frozenset[str]

    @property
    def prospective(self) -> bool:
        """Not said to have happened."""
        return self.status in ("planned", "possible")

    @property
    def everyone(self) -> tuple[Who, ...]:
        """Actors and recipients."""
        return self.actors + self.recipients

    def to_json(self) -> list[Any]:
        """Write as a JSON array."""
        values = {f.name: getattr(self, f.name) for f in fields(self)}
        for role in ("actors", "recipients"):
            values[role] = [astuple(w) for w in values[role]]
        return [*{**values, "words": sorted(self.words)}.values()]

    @classmethod
    def from_json(cls, values: list[Any]) -> Facts:
        """Read what `to_json` wrote."""
        named = dict(zip((f.name for f in fields(cls)), values, strict=True))
        for role in ("actors", "recipients"):
            named[role] = tuple(Who(*w) for w in named[role])
        for listed in ("towns", "countries", "numbers"):
            named[listed] = tuple(named[listed])
        return cls(**{**named, "words": frozenset(named["words"])})


def facts_of(coded: CodedReport) -> list[Facts]:
    """Take the facts of a report's acts; each gets a key made of the report and what was coded."""
    seen: Counter[str] = Counter()
    found = []
    for act in coded.acts:
        key = content_id(
            "k", coded.report.id, act.trigger.start, act.trigger.end, act.type, act.status,
            act.background, [p.id for p in act.actors], [p.id for p in act.recipients],
        )  # fmt: skip
        seen[key] += 1
        found.append(_facts(coded.report, act, key if seen[key] == 1 else f"{key}.{seen[key]}"))
    return found


def _facts(report: Report, act: Act, key: str) -> Facts:
    published = report.published.toordinal()
    dated = act.when is not None and (act.when.start or act.when.end) is not None
    lo, hi = _days(act.when, act.status, published) if dated else _undated(act.status, published)
    window = rules()["window"]
    actors, recipients = (tuple(map(who, slot)) for slot in (act.actors, act.recipients))
    return Facts(
        key=key,
        report=report.id,
        published=published,
        type=act.type,
        mode=act.mode,
        status=act.status,
        background=act.background,
        actors=actors,
        recipients=recipients,
        lo=lo,
        hi=hi,
        dated=dated,
        exact=dated and hi - lo < window["exact"],
        long=hi - lo >= window["long"],
        towns=tuple(sorted({plain(p.name) for p in act.where if is_town(p)})),
        countries=tuple(sorted({p.country for p in act.where if p.country})),
        numbers=tuple(sorted({_amount(n) for n in act.numbers})),
        trigger=plain(act.trigger.of(report.text)),
        words=_wording(report.text, act),
    )


def _days(when: When | None, status: str, published: int) -> tuple[int, int]:
    assert when is not None
    start, end = (d.toordinal() if d else None for d in (when.start, when.end))
    if start is None:
        assert end is not None
        return end - rules()["window"]["open_start"], end
    if end is None:
        end = max(published, start) + (rules()["undated"][status][1] if start <= published else 0)
    return min(start, end), max(start, end)


def _undated(status: str, published: int) -> tuple[int, int]:
    before, after = rules()["undated"][status]
    return published + before, published + after


def plain(words: str) -> str:
    """Lower-case a name, without accents and what is neither letter nor digit.

    >>> plain("Toncontín Airport’s")
    'toncontin airport s'
    """
    bare = words.casefold()
    if not bare.isascii():
        parted = unicodedata.normalize("NFKD", bare)
        bare = "".join(c for c in parted if not unicodedata.combining(c))
    return " ".join(re.findall(r"\w+", bare))


def who(p: Party) -> Who:
    """Take of a party what clustering compares."""
    country = p.country if p.country and p.country not in word_list("no_country") else ""
    group = next((g for g, sectors in rules()["sides"].items() if p.sector in sectors), p.sector)
    side = f"{country}:{group}" if country else p.id
    return Who(p.id, plain(p.name), country, side, _is_person(p))


def _is_person(p: Party) -> bool:
    """Tell persons by their id; of names that the world data lack, by what the name looks like."""
    if not p.id.startswith("named:"):
        return p.id.startswith("person:")
    words = p.name.split()
    capitals = all(w[:1].isupper() or w in ("al", "bin", "de", "van", "von") for w in words)
    organs = {plain(w) for w in words} & word_list("not_persons")
    return bool(p.office) or (2 <= len(words) <= 4 and capitals and not organs)


def is_town(p: Place) -> bool:
    """Tell whether a place is narrow enough that another one would be another act's."""
    if p.precision == "unknown":
        return all(w[:1].isupper() for w in p.name.split())
    return p.precision not in word_list("wide")


def _amount(n: Number) -> str:
    return f"{n.low}–{n.high} {n.unit}"


def _wording(text: str, act: Act) -> frozenset[str]:
    """The telling words of the act's sentence: no names of its parties and places, no trigger."""
    start, end = 0, len(text)
    for m in _SENTENCE_END.finditer(text):
        if m.end() <= act.trigger.start:
            start = m.end()
        elif m.start() >= act.trigger.end:
            end = m.start()
            break
    parties = [p.text for p in (*act.actors, *act.recipients)]
    named = [*parties, *(p.text for p in act.where), act.trigger.of(text)]
    leave = word_list("plain") | {w for name in named for w in plain(name).split()}
    words = plain(text[start:end]).split()
    return frozenset(w[:6] for w in words if len(w) > 2 and w not in leave)


def day(ordinal: int) -> date:
    """Turn an ordinal back into a day."""
    return date.fromordinal(ordinal)
