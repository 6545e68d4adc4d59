"""Names of the political world with their years, read once from the data files beside this code.

Every row of `data/*.csv` becomes an `Entry`; every way a row can be named becomes a key. A text is
scanned once for all keys (longest first), and what is found are `Hit` records: the raw material
from which the resolver decides who is meant as of the report's date.
"""

from __future__ import annotations

import csv
import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files
from typing import Literal

Kind = Literal["state", "entity", "metonym", "organisation", "service", "group", "media", "person"]
Form = Literal["name", "adjective", "demonym", "capital"]

FAR_PAST, FAR_FUTURE = date(1000, 1, 1), date(9000, 12, 31)
WORD = re.compile(r"[^\W_]+(?:[.&’'\-–][^\W_]+)*\.?", re.UNICODE)


#: Letters that Unicode does not decompose.
_LETTERS = str.maketrans(
    {
        "ı": "i",
        "ø": "o",
        "Ø": "O",
        "ł": "l",
        "Ł": "L",
        "đ": "d",
        "Đ": "D",
        "ß": "ss",
        "æ": "ae",
        "Æ": "Ae",
        "ð": "d",
        "þ": "th",
        "œ": "oe",
    }
)


@dataclass(frozen=True, slots=True)
class Entry:
    """One named thing with its years; `country` is ISO alpha-3, IGO, NGO, MNC or None."""

    kind: Kind
    name: str
    country: str | None
    sector: str
    start: date
    end: date
    office: str = ""
    title: str = ""
    gender: str = ""
    surname: str = ""

    @property
    def id(self) -> str:
        """Stable name of the party across reports: kind, country and folded name."""
        if self.kind == "state":
            return f"state:{self.country}"
        slug = "-".join(fold(self.name).split())
        return f"{self.kind}:{self.country or 'xx'}:{slug}"

    def valid(self, day: date) -> bool:
        """Tell whether the row holds on this day."""
        return self.start <= day <= self.end


@dataclass(frozen=True, slots=True)
class Hit:
    """A known name found in a text, with everything it may stand for."""

    start: int
    end: int
    form: Form
    entries: tuple[Entry, ...]


@cache
def fold(words: str) -> str:
    """Fold case, accents, apostrophes and points away, so that spellings meet.

    >>> fold("Côte d’Ivoire"), fold("U.S.")
    ('cote divoire', 'us')
    """
    plain = (
        unicodedata.normalize("NFKD", words.translate(_LETTERS))
        .encode("ascii", "ignore")
        .decode()
        .lower()
    )
    plain = re.sub(r"(?<=\w)['’](?=s\b)", " ", plain).replace("'", "").replace(".", "")
    return " ".join(re.findall(r"[a-z0-9&]+", plain))


def words_of(text: str) -> list[tuple[int, int, str]]:
    """The words of a text as (start, end, folded form); a possessive is cut off.

    >>> words_of("Russia’s U.S. envoy")
    [(0, 6, 'russia'), (9, 13, 'us'), (14, 19, 'envoy')]
    """
    out: list[tuple[int, int, str]] = []
    for m in WORD.finditer(text):
        start, word = m.start(), m.group()
        end = m.end()
        if re.search(r"['’]s$", word):
            end -= 2
        elif word.endswith(".") and "." not in word[:-1] and len(word) > 4:
            end -= 1
        at = start
        for piece in re.split(r"([\-–])", text[start:end]):
            if piece and piece not in "-–":
                out.extend((at, at + len(piece), w) for w in [fold(piece).replace(" ", "")] if w)
            at += len(piece)
    return out


def parse_day(words: str, *, last: bool = False) -> date:
    """Read a date of a data file; a bare year or month means its first day, or its last."""
    if not words:
        return FAR_FUTURE if last else FAR_PAST
    parts = [int(p) for p in words.split("-")]
    year, month = parts[0], parts[1] if len(parts) > 1 else (12 if last else 1)
    if len(parts) > 2:
        return date(year, month, parts[2])
    if not last:
        return date(year, month, 1)
    following = date(year + month // 12, month % 12 + 1, 1)
    return date.fromordinal(following.toordinal() - 1)


def rows(name: str) -> Iterator[dict[str, str]]:
    """Rows of one data file of the world room."""
    path = files("standoff.world").joinpath("data", *name.split("/"))
    with path.open(encoding="utf-8") as lines:
        yield from csv.DictReader(lines)


def _split(cell: str | None) -> list[str]:
    return [w.strip() for w in (cell or "").split("|") if w.strip()]


def _entry(kind: Kind, row: dict[str, str], **more: str) -> Entry:
    country = (row.get("code") or row.get("country") or "").strip() or None
    sector = (row.get("sector") or "GOV").split("/")[0]
    return Entry(
        kind,
        row.get("name") or row["person"],
        country,
        sector,
        parse_day(row.get("start", "")),
        parse_day(row.get("end", ""), last=True),
        **more,
    )


class Gazetteer:
    """All entries, findable by folded words. Build it once a process: `load_gazetteer()`."""

    def __init__(self) -> None:
        self._index: dict[tuple[str, ...], list[tuple[Form, Entry, bool]]] = {}
        self.people: dict[str, list[Entry]] = {}
        self.offices: dict[str, list[Entry]] = {}
        self.states: dict[str, Entry] = {}
        self._longest: dict[str, int] = {}
        self._read_states()
        self._read_named()
        self._read_people()

    def _add(self, words: str, form: Form, entry: Entry) -> None:
        key = tuple(w for _, _, w in words_of(words))
        if key and key[0] == "the":
            key = key[1:]
        if key and (len(key) > 1 or len(key[0]) > 1):
            self._index.setdefault(key, []).append((form, entry, _is_acronym(words)))
            self._longest[key[0]] = max(len(key), self._longest.get(key[0], 0))

    def _read_states(self) -> None:
        for kind, name in (("state", "states.csv"), ("entity", "entities.csv")):
            for row in rows(name):
                entry = _entry(kind, row)  # type: ignore[arg-type]
                live = entry.end == FAR_FUTURE or entry.country not in self.states
                if kind == "state" and entry.country and live:
                    self.states[entry.country] = entry
                for words in [row["name"], *_split(row["aliases"])]:
                    self._add(words, "name", entry)
                for words in _split(row["adjectives"]):
                    self._add(words, "adjective", entry)
                for words in _split(row["demonyms"]):
                    self._add(words, "demonym", entry)
                for words in _split(row["capital"]) + _split(row.get("capital_aliases")):
                    self._add(words, "capital", entry)

    def _read_named(self) -> None:
        sources: tuple[tuple[Kind, str], ...] = (
            ("metonym", "metonyms.csv"),
            ("organisation", "organisations.csv"),
            ("service", "services.csv"),
            ("group", "groups.csv"),
            ("media", "media.csv"),
        )
        for kind, name in sources:
            for row in rows(name):
                entry = _entry(kind, row)
                for words in [row.get("text") or row["name"], *_split(row.get("aliases"))]:
                    self._add(words, "name", entry)

    def _read_people(self) -> None:
        for region in _regions():
            for row in rows(f"offices/{region}"):
                name = row["person"]
                surname = fold(name.split()[-1] if name else "")
                entry = _entry(
                    "person",
                    row | {"sector": _office_sector(row)},
                    office=row["office"],
                    title=row["title"],
                    gender=row["gender"],
                    surname=surname,
                )
                for words in [name, *_split(row["aliases"])]:
                    if " " in words.strip() or "-" in words:
                        self._add(words, "name", entry)
                    for key in {surname, *fold(words).split()}:
                        if len(key) > 2 and entry not in self.people.setdefault(key, []):
                            self.people[key].append(entry)
                if entry.country:
                    self.offices.setdefault(entry.country, []).append(entry)

    def scan(self, text: str) -> list[Hit]:
        """Find all known names in a text, longest first, not overlapping, in order.

        >>> [text[h.start:h.end] for h in load_gazetteer().scan(text := "NATO met Russian envoys.")]
        ['NATO', 'Russian']
        """
        words = words_of(text)
        hits, i = [], 0
        while i < len(words):
            hit, used = self._longest_at(text, words, i)
            if hit:
                hits.append(hit)
            i += used
        return hits

    def _longest_at(
        self, text: str, words: list[tuple[int, int, str]], i: int
    ) -> tuple[Hit | None, int]:
        longest = self._longest.get(words[i][2], 0)
        for size in range(min(longest, len(words) - i), 0, -1):
            key = tuple(w for _, _, w in words[i : i + size])
            start, end = words[i][0], words[i + size - 1][1]
            shown = text[start:end]
            found = [
                (f, e)
                for f, e, acronym in self._index.get(key, ())
                if shown.upper() == shown or not acronym
            ]
            if _inside_compound(text, start, end):
                found = [(f, e) for f, e in found if e.kind in ("state", "entity")]
            if found and _capitalised(shown):
                form = min((f for f, _ in found), key=_FORMS.index)
                entries = tuple(dict.fromkeys(e for f, e in found if form in (f, "name")))
                return Hit(start, end, form, entries), size
        return None, 1

    def lookup(self, words: str) -> list[tuple[Form, Entry]]:
        """Entries that are named exactly so (folded)."""
        key = tuple(w for _, _, w in words_of(words))
        found = self._index.get(key[1:] if key[:1] == ("the",) else key, [])
        return [(form, entry) for form, entry, _ in found]

    def holders(self, country: str, office: str, day: date) -> list[Entry]:
        """Who holds an office of a country on a day, the latest come first."""
        held = [e for e in self.offices.get(country, ()) if e.office == office and e.valid(day)]
        return sorted(held, key=lambda e: e.start, reverse=True)


_FORMS: tuple[Form, ...] = ("name", "adjective", "demonym", "capital")
_SECTOR_OF_OFFICE = {
    "army_chief": "MIL",
    "intelligence_chief": "SPY",
    "parliament_speaker": "LEG",
    "opposition_leader": "OPP",
    "movement_leader": "REB",
    "entity_head": "REB",
}


def _office_sector(row: dict[str, str]) -> str:
    if row["country"] in ("IGO", "NGO"):
        return row["country"]
    return _SECTOR_OF_OFFICE.get(row["office"], "GOV")


def _is_acronym(words: str) -> bool:
    return len(words) <= 6 and words.isupper() and words.isalpha()


def _inside_compound(text: str, start: int, end: int) -> bool:
    """Tell whether the words are one half of a hyphenated word ("Vice-Minister")."""
    before, after = text[start - 1 : start], text[end : end + 2]
    return before == "-" or (after[:1] == "-" and after[1:].islower())


def _capitalised(words: str) -> bool:
    return any(c.isupper() or c.isdigit() for c in words)


def _regions() -> Iterable[str]:
    folder = files("standoff.world").joinpath("data", "offices")
    return sorted(f.name for f in folder.iterdir() if f.name.endswith(".csv"))


@cache
def _state_codes() -> dict[str, str]:
    table: dict[str, str] = {}
    for row in rows("states.csv"):
        for words in (row["name"], *_split(row["aliases"])):
            table.setdefault(fold(words), row["code"])
    return table


def state_code(words: str) -> str | None:
    """The ISO code of a state that is named so, without loading the whole gazetteer.

    >>> state_code("Russia"), state_code("Putin")
    ('RUS', None)
    """
    return _state_codes().get(fold(words))


@cache
def load_gazetteer() -> Gazetteer:
    """The process-wide gazetteer."""
    return Gazetteer()
