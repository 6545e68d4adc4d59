"""From the words of a mention to the party meant, in this report, as of its date.

The ways are tried from the surest to the weakest, and the party says which one held: a known name;
a full name that the report introduces ("Zambian President Levy Mwanawasa"); a surname after its
full name; an office as of the date ("the Russian president"); a country word with a role noun
("Ukrainian forces"); a pronoun; and last a bare role noun ("the army"), whose country is the one
the surrounding words speak of. A mention that none of them explains is kept under its own words.
"""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, timedelta

from standoff.records import Party, Span
from standoff.world.context import Introduction, ReportContext
from standoff.world.gazetteer import Entry, Gazetteer, Hit, fold, load_gazetteer
from standoff.world.joined import joined_parties
from standoff.world.roles import ARTICLES, OFFICE_WORDS, PRONOUNS, head_sector, strip_title

_GRACE = timedelta(days=120)


class Resolver:
    """Resolves the mentions of one report. Cheap to make; the gazetteer is shared.

    >>> from datetime import date
    >>> text = "Putin met Macron. The Russian president said the talks were useful."
    >>> r = Resolver(text, date(2022, 2, 8))
    >>> r.party(22, 39).name
    'Vladimir Putin'
    """

    def __init__(self, text: str, published: date, gazetteer: Gazetteer | None = None) -> None:
        self.text = text
        self.day = published
        self.gazetteer = gazetteer or load_gazetteer()
        self.context = ReportContext(text, published, self.gazetteer)

    def parties(self, start: int, end: int, sector: str | None = None) -> list[Party]:
        """Like `party`, but tells apart what one mention joins.

        >>> from datetime import date
        >>> r = Resolver("The Russian and Ukrainian leaders spoke.", date(2022, 2, 3))
        >>> [p.name for p in r.parties(0, 33)]
        ['Vladimir Putin', 'Volodymyr Zelensky']
        """
        return joined_parties(self, start, end, sector) or [self.party(start, end, sector)]

    def party(self, start: int, end: int, sector: str | None = None) -> Party:
        """Name the party whose mention is `text[start:end]`; `sector` is the coder's own guess."""
        words = self.text[start:end]
        found = (
            self._pronoun(start, words)
            or self._known(start, end)
            or self._surname(start, end)
            or self._introduced(start, words)
            or self._body(start, words)
            or self._office(start, end)
            or self._qualified(start, end, sector)
            or self._role(start, end, sector)
        )
        return replace(found, text=words, span=Span(start, end))

    def from_entry(self, entry: Entry, confidence: float, reason: str, **more: str) -> Party:
        """A party that is an entry of the gazetteer; `more` overrides name, country or sector."""
        return Party(
            "",
            more.get("name", entry.name),
            more.get("country", entry.country or "") or None,
            more.get("sector", entry.sector),
            Span(0, 0),
            entry.id,
            entry.title or None,
            confidence,
            reason,
        )

    def from_words(
        self, name: str, country: str | None, sector: str, confidence: float, reason: str
    ) -> Party:
        """A party known by its words only."""
        slug = "-".join(fold(name).split())
        return Party(
            "",
            name,
            country,
            sector,
            Span(0, 0),
            f"named:{country or 'xx'}:{slug}",
            None,
            confidence,
            reason,
        )

    # -- the ways, surest first ---------------------------------------------------------------

    def _pronoun(self, start: int, words: str) -> Party | None:
        kind = PRONOUNS.get(words.lower())
        if kind is None:
            return None
        before = self.context.antecedent(start, kind)
        if before is None:
            country = self.context.country_near(start)
            return self.from_words(words, country, "UNK", 0.3, "pronoun with no antecedent")
        party = self.party(*before)
        return replace(party, confidence=party.confidence * 0.6, reason=f"pronoun; {party.reason}")

    def hits_in(self, start: int, end: int) -> list[Hit]:
        """Known names that touch these characters."""
        return [h for h in self.context.hits if h.start < end and start < h.end]

    def _known(self, start: int, end: int) -> Party | None:
        core_start, core_end = strip_title(self.text, start, end)
        hits = [
            h
            for h in self.hits_in(start, end)
            if h.form in ("name", "demonym", "capital", "adjective")
        ]
        for h in hits:
            covers = h.start <= core_start and h.end >= core_end - 2
            if not covers:
                continue
            entry = self.best_entry(h, start)
            if entry is None:
                return None
            return self._named(entry, h, start)
        return None

    def _named(self, entry: Entry, hit: Hit, start: int) -> Party:
        if hit.form == "demonym" and entry.kind == "state" and self._is_people(hit):
            name = self.text[hit.start : hit.end]
            return self.from_entry(entry, 0.8, "demonym", name=name, sector="CVL")
        if hit.form in ("capital", "adjective") or entry.kind == "metonym":
            state = self.gazetteer.states.get(entry.country or "")
            if state and (entry.name == state.name or hit.form != "name"):
                return self.from_entry(
                    state, 0.9, f"{hit.form} of {state.name}", sector=entry.sector
                )
            return self.from_entry(entry, 0.9, f"{hit.form} of {entry.name}")
        return self.from_entry(entry, 0.95, f"known {entry.kind}")

    def _is_people(self, hit: Hit) -> bool:
        word = self.text[hit.start : hit.end]
        return word.endswith("s") or word.endswith("men") or word.endswith("people")

    def best_entry(self, hit: Hit, at: int) -> Entry | None:
        """Of all that a name may stand for, what holds on the report's date and fits around it."""
        if not hit.entries:
            return None
        near = self.context.country_weights(at)
        order = (
            "state",
            "person",
            "organisation",
            "metonym",
            "service",
            "group",
            "entity",
            "media",
        )

        def rank(e: Entry) -> tuple[float, ...]:
            valid = e.valid(self.day)
            close = e.start - _GRACE <= self.day <= e.end + _GRACE if not valid else True
            return (
                valid,
                close,
                near.get(e.country or "", 0.0) > 0.3,
                -order.index(e.kind),
                near.get(e.country or "", 0.0),
                e.start.toordinal(),
            )

        return max(hit.entries, key=rank)

    def _introduced(self, start: int, words: str) -> Party | None:
        intro = self.context.introduction(fold(words), start)
        return self._party_of(intro) if intro else None

    def _party_of(self, intro: Introduction) -> Party:
        return self.from_words(
            intro.name, intro.country, intro.sector, 0.8 if intro.country else 0.5, intro.reason
        )

    def _surname(self, start: int, end: int) -> Party | None:
        core = self.text[slice(*strip_title(self.text, start, end))]
        if not core[:1].isupper():
            return None
        last = fold(core.split()[-1]) if core.split() else ""
        for hit in self.context.people_named(last):
            entry = self.best_entry(hit, start)
            if entry and entry.kind == "person":
                return self.from_entry(entry, 0.9, "surname after the full name")
        if self.context.introduction(last, start):
            return None
        if " " in core.strip() and core.split()[0][:1].isupper():
            return None
        return self._office_holder(last, start)

    def _office_holder(self, last: str, start: int) -> Party | None:
        """The office holder of this surname around the report's date."""
        near = self.context.country_weights(start)
        holders = [
            e
            for e in self.gazetteer.people.get(last, ())
            if e.start - _GRACE <= self.day <= e.end + timedelta(days=3650)
        ]
        if not holders:
            return None
        best = max(
            holders,
            key=lambda e: (
                e.surname == last,
                e.valid(self.day),
                round(near.get(e.country or "", 0.0), 1),
                e.office.startswith("head"),
                e.start,
            ),
        )
        if not best.valid(self.day) and near.get(best.country or "", 0.0) < 0.2:
            return None
        return self.from_entry(best, 0.75, "surname of an office holder")

    def _body(self, start: int, words: str) -> Party | None:
        """ "The alliance", "the bloc": the body named last."""
        if not _BODY.fullmatch(words):
            return None
        before = self.context.last_entry(start, "organisation")
        return self.from_entry(before[2], 0.6, "body named before") if before else None

    def _office(self, start: int, end: int) -> Party | None:
        words = self.text[start:end]
        office = next((o for pattern, o in OFFICE_WORDS if pattern.search(words)), None)
        if office is None or _NOT_IN_OFFICE.search(words):
            return None
        country, sure = self._country_of(start, end)
        peer = self.context.last_entry(start, "person") if "counterpart" in words.lower() else None
        if peer and peer[2].office:
            office = (peer[2].office, *office)
        holders = [h for o in office for h in self.gazetteer.holders(country or "", o, self.day)]
        if not holders:
            return None
        return self.from_entry(
            holders[0], 0.85 if sure else 0.6, f"{holders[0].title} on {self.day}"
        )

    def _country_of(self, start: int, end: int) -> tuple[str | None, bool]:
        for h in self.hits_in(start, end):
            entry = self.best_entry(h, start)
            if entry and entry.kind in ("state", "entity", "metonym", "person", "service"):
                return entry.country, True
        after = re.match(r"\s+(?:of|in|for)\s+(?:the\s+)?", self.text[end : end + 12])
        if after:
            at = end + after.end()
            hit = next((h for h in self.context.hits if h.start == at), None)
            entry = self.best_entry(hit, start) if hit else None
            if entry and entry.kind in ("state", "entity"):
                return entry.country, True
        return self.context.country_near(start), False

    def _qualified(self, start: int, end: int, guess: str | None) -> Party | None:
        hits = self.hits_in(start, end)
        entries = [(h, e) for h in hits if (e := self.best_entry(h, start)) is not None]
        if not entries:
            return None
        words = self.text[start:end]
        hit, entry = entries[0]
        if _BACKED.match(self.text[hit.end : hit.end + 14]) or _SIDES.search(
            self.text[max(0, hit.start - 5) : hit.start]
        ):
            return None
        sector = head_sector(words) or guess or entry.sector
        if sector == "GOV" and entry.kind in ("group", "organisation"):
            sector = entry.sector
        name = _strip_articles(words)
        if entry.kind == "state" and re.search(
            r"\b(government|authorities|administration)$", words
        ):
            return self.from_entry(entry, 0.9, "government of a state")
        country = entry.country or self.context.country_near(start, words, sector)
        return self.from_words(name, country, sector, 0.8, f"{entry.name} + {name.split()[-1]}")

    def _role(self, start: int, end: int, guess: str | None) -> Party:
        words = self.text[start:end]
        sector = head_sector(words) or guess or "UNK"
        country, sure = self._country_of(start, end)
        if not sure:
            country = self.context.country_near(start, words, sector)
        name = _strip_articles(words)
        if any(c.isupper() for c in name[:1]) and head_sector(words) is None:
            return self.from_words(
                name, country, guess or "UNK", 0.4, "unknown name; country by context"
            )
        return self.from_words(name, country, sector, 0.5, "role noun; country by context")


_NOT_IN_OFFICE = re.compile(r"\b(former|ex|deputy|vice|acting|two|both)\b|^ex-", re.IGNORECASE)
_BODY = re.compile(
    r"(?:the |its )?(?:alliance|bloc|union|organi[sz]ation|(?:world|global|regional) body)",
    re.IGNORECASE,
)
#: "Russian-backed separatists" are not Russia's.
_SIDES = re.compile(r"\b(?:pro|anti|non)[-–]$", re.IGNORECASE)
_BACKED = re.compile(r"[-–](?:backed|speaking|held|controlled|supported|allied|occupied|annexed)")


def _strip_articles(words: str) -> str:
    return ARTICLES.sub("", words).strip() or words
