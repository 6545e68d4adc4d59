"""Places by name: countries, provinces, cities; which of several namesakes, and how precise.

`data/places.sqlite` (made by `tools/build_places.py` from GeoNames, CC BY 4.0) holds cities of a
thousand people and more, provinces and districts; `data/regions.csv` what it lacks: seas, rivers,
regions, bases, borders, villages known from battles. Namesakes are told apart by the countries that
the report speaks of, then by kind and population. A country never gets the point of its capital.
"""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from typing import Final

from standoff.records import Place, Span
from standoff.world.gazetteer import fold, load_gazetteer, rows

_LEAD: Final = re.compile(
    r"^(?:(?:the|a|an|its|near|outside|around|central|downtown|greater|inner|"
    r"outskirts of|suburbs of|city of|town of|village of|port of|capital(?: city)?(?: of)?|"
    r"(?:north|south|east|west)(?:ern)?(?:-?(?:east|west)(?:ern)?)?|"
    r"(?:northern|southern|eastern|western|coastal|rebel-held|government-held|border|"
    r"neighbou?ring|disputed|southwestern|southeastern|northwestern|northeastern))\s+)+",
    re.IGNORECASE,
)
_TAIL: Final = re.compile(
    r"(?:['’]s)?\s+(?:city|town|village|province|region|oblast|governorate|district|state|county|"
    r"prefecture|department|area|airport|airfield|air base|base|port|prison|border|borders|"
    r"enclave|peninsula|territory|soil|waters|airspace|capital|coast|suburbs?|frontier|embassy|"
    r"consulate|parliament|square|university|hospital)$",
    re.IGNORECASE,
)
_BEFORE: Final = re.compile(r"(?:in|at|near|on|to|from|into|around|the)\s+(?:the\s+)?(?=\S)")
_KINDS: Final = {"province": 3, "region": 3, "city": 2, "district": 1}


@dataclass(frozen=True, slots=True)
class Candidate:
    """One place that a name may mean."""

    id: str
    name: str
    country: str | None
    latitude: float | None
    longitude: float | None
    kind: str
    population: int


@cache
def _database() -> sqlite3.Connection:
    path = files("standoff.world").joinpath("data", "places.sqlite")
    uri = f"file:{path}?mode=ro&immutable=1"
    return sqlite3.connect(uri, uri=True, check_same_thread=False)


@cache
def _regions() -> dict[str, list[Candidate]]:
    table: dict[str, list[Candidate]] = {}
    for r in rows("regions.csv"):
        lat, lon = (float(r[k]) if r[k] else None for k in ("lat", "lon"))
        slug = "-".join(fold(r["name"]).split())
        c = Candidate(
            f"region:{slug}", r["name"], r["country"] or None, lat, lon, r["kind"] or "region", 0
        )
        for name in (r["name"], *r["aliases"].split("|")):
            if name:
                table.setdefault(fold(name).removeprefix("the "), []).append(c)
    return table


@lru_cache(maxsize=50_000)
def candidates(name: str) -> tuple[Candidate, ...]:
    """All places of this folded name, regions of our own file first."""
    own = _regions().get(name, [])
    found = _database().execute(
        "SELECT id, place.name, country, lat, lon, kind, population FROM name "
        "JOIN place ON place.id = name.place WHERE key = ?",
        (name,),
    )
    return (*own, *(Candidate(f"geonames:{r[0]}", *r[1:]) for r in found))


def _weight(c: Candidate) -> float:
    return c.population + (
        500_000 if c.id.startswith("region:") else 400_000 if c.kind == "province" else 0
    )


@lru_cache(maxsize=50_000)
def country_of_place(words: str) -> str | None:
    """The country of a well-known place, or None when the name is unknown, small or ambiguous.

    >>> country_of_place("Kharkiv"), country_of_place("Springfield")
    ('UKR', None)
    """
    by_country: dict[str, float] = {}
    for c in candidates(fold(words)):
        if c.country:
            by_country[c.country] = max(by_country.get(c.country, 0.0), _weight(c))
    ranked = sorted(by_country.items(), key=lambda kv: -kv[1])
    if not ranked or ranked[0][1] < 20_000:
        return None
    return ranked[0][0] if len(ranked) == 1 or ranked[0][1] > 3 * ranked[1][1] else None


def _country(words: str) -> tuple[str, str] | None:
    """Name and code when the words name a state (or its adjective: "Russian territory")."""
    for form, entry in load_gazetteer().lookup(words):
        if entry.kind in ("state", "entity") and entry.country and form != "capital":
            return entry.name, entry.country
    return None


def place(text: str, start: int, end: int, near: Mapping[str, float]) -> Place:
    """Resolve `text[start:end]`; `near` weighs the countries that the report speaks of there.

    >>> place("Shells hit Donetsk.", 11, 18, {"UKR": 1.0}).country
    'UKR'
    """
    lead = _BEFORE.match(text[start:end])
    start += lead.end() if lead else 0
    words = text[start:end]
    span = Span(start, end)
    for core in _cores(words):
        if (state := _country(core)) is not None:
            if core != words and re.search(r"border|frontier|embassy|consulate", words, re.I):
                break
            return Place(
                words, state[0], state[1], span, f"state:{state[1]}", None, None, "country"
            )
        found = candidates(fold(core))
        if found:
            best = max(
                found,
                key=lambda c: (
                    c.country is None or near.get(c.country, 0.0) > 0.25 or not near,
                    _KINDS.get(c.kind, 3),
                    _weight(c),
                ),
            )
            best = _prefer_city(core, words, best, found)
            known = best.country is None or near.get(best.country, 0.0) > 0.0
            if known or _weight(best) > 30_000 or best.id.startswith("region:"):
                shown = core if fold(core) else best.name
                return Place(
                    words,
                    shown,
                    best.country,
                    span,
                    best.id,
                    best.latitude,
                    best.longitude,
                    _precision(best),
                    0.85,
                )
    return _unknown(words, span, near)


def _prefer_city(core: str, words: str, best: Candidate, found: tuple[Candidate, ...]) -> Candidate:
    """A bare "Luhansk" means the city unless the words say region."""
    if re.search(r"province|region|oblast|governorate|state|district", words, re.IGNORECASE):
        return best
    cities = [c for c in found if c.kind == "city" and c.country == best.country]
    return max(cities, key=_weight) if cities and best.kind in ("province", "district") else best


def _cores(words: str) -> list[str]:
    """The words, then the words without "northern", "the outskirts of", "province" …"""
    out = [words]
    bare = _LEAD.sub("", words)
    out.append(bare)
    out.append(_TAIL.sub("", bare))
    if "," in bare:
        out.append(bare.split(",")[0])
    named = re.search(r"\b(?:in|of|at|near)\s+(?:the\s+)?([A-Z].*)$", bare)
    if named:
        out.append(_TAIL.sub("", named.group(1)))
    return [w for w in dict.fromkeys(out) if w]


def _precision(c: Candidate) -> str:
    return {"city": "city", "district": "region", "province": "region"}.get(c.kind, c.kind)


def _unknown(words: str, span: Span, near: Mapping[str, float]) -> Place:
    inside = {
        e.country
        for h in load_gazetteer().scan(words)
        for e in h.entries
        if e.kind in ("state", "entity") and e.country
    }
    country = next(iter(inside)) if len(inside) == 1 else None
    if country is None and not inside and near:
        country = max(near, key=lambda c: near[c])
    name = (_LEAD.sub("", words) or words).replace("’", "'")
    slug = "-".join(fold(name).split())
    return Place(
        words, name, country, span, f"place:{country or 'xx'}:{slug}", None, None, "unknown", 0.4
    )
