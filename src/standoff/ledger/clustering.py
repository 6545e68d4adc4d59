"""From acts told in reports to events: which acts are one.

Events are grown over the links between acts, strongest first, as in Kruskal's method. Two groups
are joined only when no act of the one conflicts with an act of the other, so that a chain of
likenesses cannot tie Monday's strike to Tuesday's. The order of links is fixed by points and
content, hence the same acts give the same events, in whatever order they came. Blocks keep the
search for links short: only acts of one type, with a party in common, about one week, are compared.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import combinations

from standoff.ledger.facts import Facts, rules
from standoff.ledger.likeness import (
    ActLink,
    Core,
    core_of,
    cores_conflict,
    told_twice,
    town_words,
)

_WEEK = 7


def block_keys(f: Facts, *, seek: bool) -> list[int]:
    """Hash what acts that may be one must have in common: type, a dyad, a week.

    With `seek`, the keys to look under; else those to be found under. Two acts that each name two
    parties meet under a dyad; an act that names fewer (marked `-`) meets all others of its party
    and its town. What one act finds, the other finds too.
    """
    tokens = sorted({w.token for w in f.everyone})
    alone = len(tokens) < 2
    marks = "-*" if alone and seek else "-" if alone or seek else "*"
    meets = (
        [*tokens, *(f"@{t}" for t in sorted(town_words(f.towns)))]
        or [f"@{c}" for c in f.countries]
        or ["@"]
    )
    under = [f"{x}|{y}" for x, y in combinations(tokens, 2)]
    under += [f"{x}|{mark}" for x in meets for mark in marks]
    names = [f"{t}|{u}|{w}" for t in _block_types(f) for u in under for w in _weeks(f)]
    return [_hashed(name) for name in dict.fromkeys(names)]


def _block_types(f: Facts) -> list[str]:
    """A plan lies also under the types that it may become."""
    become = rules()["occasions"]["become"].get(f.type, []) if f.prospective else []
    return [f.type, *become]


def _weeks(f: Facts) -> Iterable[str]:
    if f.long:
        return [f"{f.lo}-{f.hi}"]
    return map(str, range(f.lo // _WEEK, f.hi // _WEEK + 1))


def _hashed(name: str) -> int:
    digest = hashlib.blake2b(name.encode(), digest_size=8).digest()
    return int.from_bytes(digest, "big", signed=True)


def strongest_first(edge: ActLink) -> tuple[float, str, str]:
    """Order links by points; those of equal points by content."""
    return -edge.score, min(edge.a, edge.b), max(edge.a, edge.b)


class _Judge:
    """Answers, once for each pair of distinct cores, whether acts with these are two."""

    def __init__(self, acts: Iterable[Facts]) -> None:
        numbers: dict[Core, int] = {}
        self.number = {f.key: numbers.setdefault(core_of(f), len(numbers)) for f in acts}
        self._cores = list(numbers)
        self._known: dict[tuple[int, int], bool] = {}

    def apart(self, x: int, y: int) -> bool:
        pair = (x, y) if x <= y else (y, x)
        if pair not in self._known:
            self._known[pair] = cores_conflict(self._cores[x], self._cores[y]) is not None
        return self._known[pair]


@dataclass(slots=True, eq=False)
class _Group:
    """Acts taken as one so far, the distinct cores among them, and the groups it cannot join."""

    acts: list[Facts]
    cores: set[int]
    refused: set[_Group] = field(default_factory=set)

    def joins(self, other: _Group, judge: _Judge) -> bool:
        """Tell whether no act of the one conflicts with one of the other; a no is for good."""
        if other in self.refused:
            return False
        apart = any(judge.apart(x, y) for x in self.cores for y in other.cores)
        if apart or self._shares_report(other):
            self.refused.add(other)
            other.refused.add(self)
            return False
        return True

    def _shares_report(self, other: _Group) -> bool:
        mine: dict[str, list[Facts]] = {}
        for f in self.acts:
            mine.setdefault(f.report, []).append(f)
        return any(not told_twice(f, g) for f in other.acts for g in mine.get(f.report, ()))

    def absorb(self, other: _Group) -> None:
        self.acts += other.acts
        self.cores |= other.cores
        self.refused |= other.refused
        for third in other.refused:
            third.refused.add(self)


def cluster(acts: Iterable[Facts], links: Iterable[ActLink]) -> list[list[Facts]]:
    """Grow events over links; every act is in exactly one, earliest report first.

    The result depends on the acts and links, not on their order.
    """
    listed = list(acts)
    judge = _Judge(listed)
    group = {f.key: _Group([f], {judge.number[f.key]}) for f in listed}
    for edge in sorted(links, key=strongest_first):
        one, other = group[edge.a], group[edge.b]
        if one is other or not one.joins(other, judge):
            continue
        if len(one.acts) < len(other.acts):
            one, other = other, one
        one.absorb(other)
        group.update((f.key, one) for f in other.acts)
    distinct = {id(g): g for g in group.values()}.values()
    return sorted((earliest_first(g.acts) for g in distinct), key=lambda found: found[0].key)


def earliest_first(acts: Iterable[Facts]) -> list[Facts]:
    """Order the acts of an event by day of publication; on one day, by content."""
    return sorted(acts, key=lambda f: (f.published, f.key))
