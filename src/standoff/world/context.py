"""What one report tells about its own people and countries, gathered before a mention is resolved.

Introductions ("Zambian President Levy Mwanawasa", "Simon Sirro, the police chief") give unknown
persons a country and a sector. Country words, weighted by nearness, tell which state an unmarked
"the army" or "police" belongs to; the dateline speaks for the whole report.
"""

from __future__ import annotations

import math
import re
from bisect import bisect_left
from dataclasses import dataclass
from datetime import date

from standoff.world.belonging import choose_country
from standoff.world.gazetteer import Entry, Gazetteer, Hit, fold
from standoff.world.places import country_of_place
from standoff.world.roles import ARTICLES, head_sector, is_title

_PARTICLES = r"(?: (?:al|bin|ben|ibn|de|da|dos|del|der|van|von|ul|la|el|le)\b)*"
_CAPITAL = "A-ZÀ-ÞŠŽČĆĐİ"
_NAME = re.compile(
    rf"\b[{_CAPITAL}][\w’'\-]*{_PARTICLES}"
    rf"(?:[ \-](?:[{_CAPITAL}]\.|[{_CAPITAL}][\w’'\-]*){_PARTICLES})+"
)
_DATELINE = re.compile(r"^\s*([A-Z][A-Z’'\-. ]{2,40}?)(?:,| \(|\s+[-–—])")
_PLACE = re.compile(
    r"(?:\b(?:in|near|at|from|of|to|on|around|outside|towards?|into|capital|city|town|village|port)"
    r"\s+(?:the\s+)?|^\s*)([A-ZÀ-Þ][\w’'\-]+(?:[ \-][A-ZÀ-Þ][\w’'\-]+)*)",
    re.MULTILINE,
)
_BODIES = frozenset({None, "IGO", "NGO", "MNC"})
_IN = re.compile(r"\b(?:in|at|near|into|outside|across|inside)\s+(?:the\s+)?$")
_SENTENCE_END = re.compile(r"[.!?]\s|\n")


@dataclass(frozen=True, slots=True)
class Introduction:
    """A full name with what the report says about it."""

    name: str
    start: int
    country: str | None
    sector: str
    reason: str


@dataclass(frozen=True, slots=True)
class Cue:
    """A word that speaks of a country; `place` when it says where ("in Lagos", a city)."""

    at: int
    country: str
    weight: float
    place: bool


class ReportContext:
    """Known names, introduced persons and country cues of one report."""

    def __init__(self, text: str, published: date, gazetteer: Gazetteer) -> None:
        self.text = text
        self.day = published
        self.hits = gazetteer.scan(text)
        self.cues = self._find_cues()
        self.home = self._dateline_country()
        self._weights: dict[int, dict[str, float]] = {}
        self._introductions = self._find_introductions()

    def _entry(self, hit: Hit) -> Entry | None:
        valid = [e for e in hit.entries if e.valid(self.day)]
        return next(iter(valid or hit.entries), None)

    def _find_cues(self) -> list[Cue]:
        cues = []
        for h in self.hits:
            countries = {e.country for e in h.entries if e.valid(self.day)} or {
                e.country for e in h.entries
            }
            weight = 1.0 if h.form != "name" or any(e.kind == "state" for e in h.entries) else 0.8
            before = self.text[max(0, h.start - 12) : h.start]
            place = h.form == "capital" or bool(_IN.search(before))
            cues += [
                Cue(h.start, c, weight / len(countries), place)
                for c in countries
                if c is not None and c not in _BODIES
            ]
        taken = {h.start for h in self.hits}
        for m in _PLACE.finditer(self.text):
            if m.start(1) not in taken and (c := country_of_place(m.group(1))):
                cues.append(Cue(m.start(1), c, 0.6, True))
        return sorted(cues, key=lambda c: c.at)

    def _dateline_country(self) -> str | None:
        line = _DATELINE.match(self.text)
        if not line:
            return None
        inside = [c for c in self.cues if c.at < line.end() + 30]
        return max(inside, key=lambda c: c.weight).country if inside else None

    def country_weights(self, at: int) -> dict[str, float]:
        """How strongly the words around `at` speak of each country; about 1 is a clear mention."""
        if at in self._weights:
            return self._weights[at]
        sums: dict[str, float] = {}
        breaks = self.sentence_around(at)
        for cue in self.cues:
            gap = abs(cue.at - at)
            near = math.exp(-gap / 220) + (0.5 if breaks[0] <= cue.at < breaks[1] else 0.0)
            sums[cue.country] = sums.get(cue.country, 0.0) + cue.weight * (near + 0.08)
        if self.home:
            sums[self.home] = sums.get(self.home, 0.0) + 0.7
        self._weights[at] = sums
        return sums

    def sentence_around(self, at: int) -> tuple[int, int]:
        """Start and end of the sentence that holds a character, by punctuation."""
        ends = [m.end() for m in _SENTENCE_END.finditer(self.text)]
        i = bisect_left(ends, at + 1)
        return (ends[i - 1] if i else 0), (ends[i] if i < len(ends) else len(self.text))

    def country_near(self, at: int, words: str = "", sector: str = "UNK") -> str | None:
        """The country that a mention at `at` with no country of its own most likely belongs to."""
        return choose_country(self, at, words, sector)

    # -- persons ------------------------------------------------------------------------------

    def _find_introductions(self) -> list[Introduction]:
        known = {(h.start, h.end) for h in self.hits}
        out = []
        for m in _NAME.finditer(self.text):
            start, end = self._trim(m.start(), m.end())
            if (start, end) in known or " " not in self.text[start:end].strip():
                continue
            if any(
                h.start < end and start < h.end and h.end - h.start > 0.6 * (end - start)
                for h in self.hits
            ):
                continue
            out.append(self._introduce(start, end))
        return out

    def _trim(self, start: int, end: int) -> tuple[int, int]:
        """Cut country words and titles that a run of capitalised words begins with."""
        lead = ARTICLES.match(self.text[start:end])
        start += lead.end() if lead else 0
        moved = True
        while moved:
            moved = False
            for h in self.hits:
                if h.start == start and h.end < end:
                    start = end - len(self.text[h.end : end].lstrip(" ,-–—’'"))
                    moved = True
            word = re.match(r"([\w’'\-]+\.?)\s+", self.text[start:end])
            if word and (is_title(word.group(1)) or head_sector(word.group(1)) is not None):
                start += word.end()
                moved = True
        return start, end

    def _introduce(self, start: int, end: int) -> Introduction:
        name = self.text[start:end]
        before = self.text[max(0, start - 70) : start]
        before = re.split(
            r"[.;:!?,]\s|\b(?:and|with|by|to|that|said|says|told|met|from)\b", before
        )[-1]
        after = re.match(r",\s+([^.;]{3,80}?)(?:,|\.|$)", self.text[end : end + 90])
        apposition = after.group(1) if after else ""
        country, sector = None, None
        for words, at in ((before, start - len(before)), (apposition, end + 2)):
            if not words.strip():
                continue
            sector = sector or head_sector(words)
            spoken = [h for h in self.hits if at <= h.start < at + len(words)]
            if country is None and spoken:
                entry = self._entry(spoken[0])
                country = entry.country if entry else None
                if entry and sector is None and entry.kind in ("organisation", "group", "service"):
                    sector = entry.sector
        reason = "introduced in the report" if sector or country else "named in the report"
        if country is None:
            country = self.country_near(start)
            reason += "; country by context"
        return Introduction(name, start, country, sector or "UNK", reason)

    def name_spans(self) -> list[tuple[int, int]]:
        """All known and introduced names of the report, as (start, end)."""
        known = [(h.start, h.end) for h in self.hits if h.form in ("name", "capital")]
        return known + [(i.start, i.start + len(i.name)) for i in self._introductions]

    def introduction(self, folded: str, at: int) -> Introduction | None:
        """The introduced person meant by a folded full name or surname, the latest before `at`."""
        if not folded:
            return None
        found = []
        for i in self._introductions:
            name = fold(i.name)
            if name == folded or name.endswith(" " + folded) or folded.endswith(" " + name):
                found.append(i)
        told = [i for i in found if i.reason.startswith("introduced") and "context" not in i.reason]
        pool = told or found
        return min(pool, key=lambda i: (i.start > at, abs(i.start - at))) if pool else None

    def people_named(self, surname: str) -> list[Hit]:
        """Known persons whose full name stands in the report and ends in this surname."""
        return [
            h
            for h in self.hits
            if any(e.kind == "person" and e.surname == surname for e in h.entries)
            and " " in self.text[h.start : h.end]
        ]

    def last_entry(self, at: int, *kinds: str) -> tuple[int, int, Entry] | None:
        """The last known name of these kinds before `at`."""
        for h in reversed(self.hits):
            if h.end <= at and (entry := self._entry(h)) and entry.kind in kinds:
                return h.start, h.end, entry
        return None

    def last_two(self, at: int, persons: bool) -> list[tuple[int, int]]:
        """The last two different persons, or states, named before `at`: "both leaders" …"""
        found: dict[str, tuple[int, int]] = {}
        spans = [(h.start, h.end, e) for h in self.hits if h.end <= at and (e := self._entry(h))]
        for start, end, entry in reversed(spans):
            if persons != (entry.kind == "person") and (persons or entry.country in _BODIES):
                continue
            found.setdefault(entry.name if persons else entry.country or "", (start, end))
            if len(found) == 2:
                break
        return sorted(found.values())

    def antecedent(self, at: int, kind: str) -> tuple[int, int] | None:
        """The mention that a pronoun at `at` most likely takes up: near, before, of its kind."""
        people = [(i.start, i.start + len(i.name)) for i in self._introductions]
        known = [
            (h.start, h.end)
            for h in self.hits
            if h.entries
            and any(e.kind == "person" and e.gender in ("", kind[:1]) for e in h.entries)
        ]
        things = [
            (h.start, h.end)
            for h in self.hits
            if h.form in ("name", "capital", "demonym")
            and any(e.kind != "person" for e in h.entries)
        ]
        pool = people + known if kind in ("m", "f") else things
        before = [s for s in pool if s[1] <= at]
        lo, _ = self.sentence_around(at)
        if not before:
            return None

        def score(s: tuple[int, int]) -> float:
            begin, _ = self.sentence_around(s[0])
            subject = 60 if s[0] - begin < 40 else 0
            return -(at - s[0]) + subject - (150 if s[0] < lo else 0)

        return max(before, key=score)
