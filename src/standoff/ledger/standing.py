"""On whose word an event stands: its independent origins, and its standing.

An origin is where a word comes from. What a report tells in its own voice comes from its outlet;
near-copies of one text, whatever outlets print them, are one origin. The words of a named source
are that source's side's, whoever relays them; those of unnamed circles are vouched for by the
outlet. Near-copies are told by the share of word sequences that two texts have in common, estimated
from the smallest hashes of each (bottom-k sketches, Broder 1997).
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from heapq import nsmallest
from itertools import combinations
from typing import Literal

from standoff.ledger.facts import plain, who, word_list
from standoff.records import Act, Assertion, Party, Speaker, Standing, Status

_SHINGLE = 5
_SKETCH = 96
_COPY = 0.5

Kind = Literal["own", "named", "unnamed"]


@dataclass(frozen=True, slots=True)
class Told:
    """What standing needs to know of a report: who printed it, when, and the sketch of its text."""

    id: str
    outlet: str | None
    published: date
    sketch: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Word:
    """One assertion weighed: from which origin it comes, and whether that one is a party to it."""

    origin: str
    kind: Kind
    stance: Literal["asserts", "denies", "doubts"]
    interested: bool


def sketch(text: str) -> tuple[int, ...]:
    """Take the smallest hashes of a text's five-word sequences.

    >>> sketch("Russia massed troops.") == sketch("RUSSIA massed troops")
    True
    """
    words = plain(text).split()
    runs = {" ".join(words[i : i + _SHINGLE]) for i in range(max(1, len(words) - _SHINGLE + 1))}
    return tuple(sorted(nsmallest(_SKETCH, map(_hashed, runs))))


def _hashed(words: str) -> int:
    return int.from_bytes(hashlib.blake2b(words.encode(), digest_size=6).digest(), "big")


def resemblance(a: Sequence[int], b: Sequence[int]) -> float:
    """Estimate which share of their word sequences two texts have in common, 0 to 1."""
    union = nsmallest(_SKETCH, set(a) | set(b))
    return len(set(union) & set(a) & set(b)) / len(union)


def origins_of(reports: Iterable[Told]) -> dict[str, str]:
    """Map each report to its origin: one for each outlet, and one for all near-copies of a text."""
    told = {r.id: r for r in reports}
    group = {key: key for key in sorted(told)}
    for a, b in combinations(sorted(told), 2):
        if group[a] != group[b] and _one_origin(told[a], told[b]):
            keep, drop = sorted((group[a], group[b]))
            group = {key: keep if g == drop else g for key, g in group.items()}
    return group


def _one_origin(a: Told, b: Told) -> bool:
    if a.outlet and b.outlet and plain(a.outlet) == plain(b.outlet):
        return True
    return resemblance(a.sketch, b.sketch) >= _COPY


def words_of(assertions: Iterable[Assertion], origin: Mapping[str, str]) -> list[Word]:
    """Weigh the assertions of one event; `origin` maps their reports to origins.

    To say that something did not happen denies it, where others say that it did.
    """
    listed = list(assertions)
    mixed = len({a.act.status == "negated" for a in listed}) == 2
    return [_word(a, origin[a.report], turned=mixed) for a in listed if a.report in origin]


def _word(a: Assertion, outlet: str, *, turned: bool) -> Word:
    stance = a.voice.stance
    if turned and a.act.status == "negated" and stance == "asserts":
        stance = "denies"
    elif turned and a.act.status == "negated" and stance == "denies":
        stance = "asserts"
    if not a.voice.source:
        return Word(outlet, "own", stance, interested=False)
    speaker = a.voice.source[-1]
    if not _is_named(speaker) and len(a.voice.source) > 1 and _is_named(a.voice.source[-2]):
        speaker = a.voice.source[-2]
    if not _is_named(speaker):
        return Word(outlet, "unnamed", stance, interested=False)
    return Word(_side(speaker), "named", stance, interested=_interested(speaker, a.act))


def _is_named(speaker: Speaker) -> bool:
    """A speaker is named by a known party, a capital letter, or as *the* holder of some post.

    "The prosecutor general" can be asked again, "witnesses" and "a neighbour" cannot.
    """
    if speaker.party is not None and not speaker.party.id.startswith("named:"):
        return True
    first, *rest = speaker.text.split() or [""]
    if {plain(w) for w in (first, *rest)} & word_list("unnamed"):
        return any(w[:1].isupper() for w in rest)
    article = first.casefold() in ("the", "a", "an", "some", "one", "many", "several")
    return (
        (first[:1].isupper() and not article)
        or first.casefold() == "the"
        or any(w[:1].isupper() for w in rest)
    )


def _side(speaker: Speaker) -> str:
    return side(speaker.party) if speaker.party else f"source:{plain(speaker.text)}"


def side(party: Party) -> str:
    """For whom a party speaks: a country's state and its armed groups for theirs, others for
    themselves, since a country's newspapers and its citizens are no side.
    """
    seen = who(party)
    return seen.id if seen.side.endswith((":public", ":parties")) else seen.side


def _interested(speaker: Speaker, act: Act) -> bool:
    """A source is interested in an act that its own side does or suffers."""
    parties = (*act.actors, *act.recipients)
    if speaker.party is not None:
        return side(speaker.party) in {side(p) for p in parties}
    words = set(plain(speaker.text).split())
    return any(set(plain(p.name).split()) <= words for p in parties)


def standing(words: Sequence[Word], *, withdrawn: bool = False) -> tuple[Standing, int]:
    """Give an event's standing and the number of its independent origins.

    `withdrawn` says that some of its reports were withdrawn by those who published them; `words`
    are those that are left.
    """
    asserting = [w for w in words if w.stance == "asserts"]
    against = [w for w in words if w.stance != "asserts"]
    count = len({w.origin for w in asserting} or {w.origin for w in against})
    if not words:
        return ("retracted" if withdrawn else "reported"), 0
    if any(w.stance == "denies" for w in against) and _nobody_stands_by(asserting, against):
        return "denied", count
    if any(w.kind != "unnamed" for w in against) and asserting:
        return "contested", count
    return _undisputed(asserting, count), count


def _nobody_stands_by(asserting: Sequence[Word], against: Sequence[Word]) -> bool:
    if not asserting:
        return True
    rumoured = all(w.kind == "unnamed" for w in asserting)
    return rumoured and any(w.interested for w in against)


def _undisputed(asserting: Sequence[Word], count: int) -> Standing:
    neutral = any(w.kind != "unnamed" and not w.interested for w in asserting)
    sides = {w.origin for w in asserting if w.interested}
    if count >= 2 and (neutral or len(sides) >= 2):
        return "corroborated"
    return "reported" if neutral else "claimed"


_LATEST: tuple[Status, ...] = ("possible", "planned", "negated", "ongoing", "happened")


def latest_status(assertions: Iterable[tuple[Assertion, date]]) -> Status:
    """The status last asserted; a denial changes nothing, unless there is nothing else.

    On one day, what is further along wins: planned, called off, under way, done.
    """
    listed = list(assertions)
    stated = [x for x in listed if x[0].voice.stance == "asserts"] or listed
    last = max(stated, key=lambda x: (x[1], _LATEST.index(x[0].act.status)))
    return last[0].act.status
