"""Mentions that join several parties: "Russian and Ukrainian leaders", "both sides"."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING

from standoff.records import Party, Span
from standoff.world.gazetteer import Entry, Hit
from standoff.world.roles import OFFICE_WORDS, head_sector

if TYPE_CHECKING:
    from standoff.world.resolver import Resolver

_JOINED = re.compile(r"\s*(?:,|and|&|or|,\s*and)\s*(?:the\s+)?")
_PAIR = re.compile(
    r"both|(?:both|the two|the pair of|two)\s+(?:(?:countries|sides|governments|states|nations|"
    r"neighbou?rs|parties|capitals)|(leaders|presidents|ministers|men))",
    re.IGNORECASE,
)


def joined_parties(
    resolver: Resolver, start: int, end: int, sector: str | None = None
) -> list[Party]:
    """The parties that `text[start:end]` joins; empty when it names one party only."""
    text = resolver.text
    if named := _names(resolver, start, end):
        return [resolver.party(h.start, h.end, sector) for h in named]
    found = [
        (h, e)
        for h in resolver.hits_in(start, end)
        if h.form in ("adjective", "demonym")
        and (e := resolver.best_entry(h, start)) is not None
        and e.kind == "state"
    ]
    hits = [h for h, _ in found]
    if len(hits) > 1 and all(_JOINED.fullmatch(text[a.end : b.start]) for a, b in pairwise(hits)):
        noun = text[hits[-1].end : end].strip()
        spans = [Span(h.start, h.end) for h in hits[:-1]] + [Span(hits[-1].start, end)]
        return [
            replace(_one(resolver, h, e, noun, sector), text=s.of(text), span=s)
            for (h, e), s in zip(found, spans, strict=True)
        ]
    if pair := _PAIR.fullmatch(text[start:end]):
        return _both(resolver, Span(start, end), persons=bool(pair.group(1)))
    return []


def _names(resolver: Resolver, start: int, end: int) -> list[Hit]:
    """Known names that fill the mention, joined by "and" or commas: "Washington and NATO"."""
    hits = [h for h in resolver.hits_in(start, end) if h.form in ("name", "capital")]
    if len(hits) < 2 or resolver.text[hits[-1].end : end].strip():
        return []
    before = resolver.text[start : hits[0].start].strip().lower()
    gaps = [resolver.text[a.end : b.start] for a, b in pairwise(hits)]
    return hits if before in ("", "the") and all(_JOINED.fullmatch(g) for g in gaps) else []


def _one(resolver: Resolver, hit: Hit, entry: Entry, noun: str, guess: str | None) -> Party:
    """One of the parties of "Russian and Ukrainian leaders"."""
    words = f"{resolver.text[hit.start : hit.end]} {noun}".strip()
    office = next((o for p, o in OFFICE_WORDS if p.search(re.sub(r"s$", "", words))), ())
    country = entry.country or ""
    held = [h for o in office for h in resolver.gazetteer.holders(country, o, resolver.day)]
    if held:
        return resolver.from_entry(held[0], 0.8, f"{held[0].title} on {resolver.day}")
    if not noun:
        return resolver.from_entry(entry, 0.8, f"{hit.form} of {entry.name}")
    sector = head_sector(noun) or guess or "GOV"
    return resolver.from_words(words, entry.country, sector, 0.8, f"{entry.name} + {noun}")


def _both(resolver: Resolver, span: Span, *, persons: bool) -> list[Party]:
    """The two persons, or countries, named last before "both leaders", "the two sides"."""
    words = span.of(resolver.text)
    found = [resolver.party(*s) for s in resolver.context.last_two(span.start, persons)]
    if len(found) != 2:
        return []
    return [
        replace(
            p,
            text=words,
            span=span,
            confidence=p.confidence * 0.6,
            reason=f"one of {words.lower()}; {p.reason}",
        )
        for p in found
    ]
