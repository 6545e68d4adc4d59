"""Whether two acts, told in two reports, may be one act: what speaks for it and what against.

Two acts are compared by their `Facts` alone. `conflict` names what makes them two whatever else
agrees (other days, other towns, another actor, a plan and its execution); `link` adds up points for
what agrees, by `clustering.toml`, and links them where the points suffice.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from standoff.ledger.facts import Facts, Who, rules, word_list


@dataclass(frozen=True, slots=True)
class ActLink:
    """Why two acts may be one; `a` and `b` are their keys, in either order."""

    a: str
    b: str
    score: float
    reason: str


def conflict(a: Facts, b: Facts) -> str | None:
    """Name what makes two acts two, or None.

    A denial conflicts with nothing that the act it denies would not conflict with.
    """
    if a.report == b.report and not told_twice(a, b):
        return "two acts of one report"
    return cores_conflict(core_of(a), core_of(b))


@dataclass(frozen=True, slots=True)
class Core:
    """What `conflict` looks at; the same for many acts, so that its answers can be kept."""

    type: str
    mode: str | None
    status: str
    background: bool
    actors: tuple[Who, ...]
    recipients: tuple[Who, ...]
    days: tuple[int, int]
    exact: bool
    long: bool
    towns: tuple[str, ...]
    countries: tuple[str, ...]

    @property
    def prospective(self) -> bool:
        """Not said to have happened."""
        return self.status in ("planned", "possible")


def core_of(f: Facts) -> Core:
    """Take of the facts what can conflict."""
    return Core(
        f.type, f.mode, f.status, f.background, f.actors, f.recipients, (f.lo, f.hi), f.exact,
        f.long, f.towns, f.countries,
    )  # fmt: skip


@lru_cache(maxsize=200_000)
def cores_conflict(a: Core, b: Core) -> str | None:
    """Name what makes acts of two reports two, or None."""
    checks = (
        (_other_type(a, b), "other types"),
        (_other_days(a, b), "other days"),
        (_other_places(a, b), "other places"),
        (a.background != b.background and not (a.exact and b.exact), "history and present"),
        (_plan_and_execution(a, b), "a plan and its execution"),
        (_roles(a, b) is None, "other parties"),
    )
    return next((reason for differs, reason in checks if differs), None)


def told_twice(a: Facts, b: Facts) -> bool:
    """Two acts of one report are one only when nothing but their place in the text differs."""
    return (
        (a.type, a.status, a.background, a.lo, a.hi, a.towns, a.trigger[:4])
        == (b.type, b.status, b.background, b.lo, b.hi, b.towns, b.trigger[:4])
        and [w.id for w in a.actors] == [w.id for w in b.actors]
        and [w.id for w in a.recipients] == [w.id for w in b.recipients]
    )


def _other_type(a: Core, b: Core) -> bool:
    return a.type != b.type and not _becomes(a, b) and not _becomes(b, a)


def _becomes(plan: Core, act: Core) -> bool:
    """A planned act coded by its announcement, and the same once held or called off."""
    becomes = rules()["occasions"]["become"].get(plan.type, ())
    return plan.prospective and act.type in becomes and not act.prospective


def _other_days(a: Core, b: Core) -> bool:
    if a.long or b.long:
        return a.days != b.days
    return a.days[0] > b.days[1] or b.days[0] > a.days[1]


def _other_places(a: Core, b: Core) -> bool:
    if a.towns and b.towns:
        return not _same_towns(a.towns, b.towns)
    return bool(a.countries and b.countries) and not set(a.countries) & set(b.countries)


@lru_cache(maxsize=100_000)
def _same_towns(a: tuple[str, ...], b: tuple[str, ...]) -> frozenset[str]:
    """Telling words that places of both have in common: Asmara airport lies at Asmara."""
    return town_words(a) & town_words(b)


def town_words(towns: Iterable[str]) -> frozenset[str]:
    """The words by which places are told from one another."""
    return frozenset(w for town in towns for w in town.split()) - word_list("place_words")


def _plan_and_execution(a: Core, b: Core) -> bool:
    """Only a dated occasion stays one event when its time comes; a feared act never does."""
    if a.prospective == b.prospective or "negated" in (a.status, b.status):
        return False
    plan, act = (a, b) if a.prospective else (b, a)
    occasion = act.type in rules()["occasions"]["types"] or _becomes(plan, act)
    return not (plan.status == "planned" and plan.exact and occasion)


def _roles(a: Core, b: Core) -> tuple[float, list[str]] | None:
    """Points for the parties, with reasons; None where they cannot be the same."""
    reciprocal = rules()["roles"]["reciprocal"]
    if (a.type in reciprocal or b.type in reciprocal) and "visit" not in (a.mode, b.mode):
        points = _role(a.actors + a.recipients, b.actors + b.recipients)
        return points and (2 * points[0], [f"{points[1]} parties"] if points[1] else [])
    actors, recipients = _role(a.actors, b.actors), _role(a.recipients, b.recipients)
    if actors is None or recipients is None:
        return None
    named = ((actors, "actor"), (recipients, "recipient"))
    return actors[0] + recipients[0], [f"{p[1]} {role}" for p, role in named if p[1]]


def _role(a: Sequence[Who], b: Sequence[Who]) -> tuple[float, str] | None:
    points = rules()["points"]
    if not a or not b:
        return (0.0 if a or b else points["role_absent"]), ""
    few, many = sorted((a, b), key=len)
    found = [max((alike(p, q) for q in many), default=0) for p in few]
    if 0 in found:
        return None
    if min(found) == 2 and len(few) == len(many):
        named = any(p.person or not p.country for p in few)
        return points["role_named" if named else "role_same"], "same"
    return points["role_alike"], "like"


def alike(p: Who, q: Who) -> int:
    """2 for the same party, 1 for parties that may stand for each other, 0 for two parties.

    The Kremlin and Russia may stand for each other; two persons never do.
    """
    if p.id == q.id or (p.country == q.country and p.name == q.name):
        return 2
    if not p.country or p.side != q.side or (p.person and q.person):
        return 0
    return 1


def link(a: Facts, b: Facts) -> ActLink | None:
    """Link two acts that may be one, with points and reasons; None where they are apart."""
    if conflict(a, b):
        return None
    roles = _roles(core_of(a), core_of(b))
    assert roles is not None
    evidence = [roles, _time(a, b), _place(a, b), _wording(a, b)]
    score = round(sum(points for points, _ in evidence), 3)
    if score < _need(a, b):
        return None
    reason = ", ".join(word for _, words in evidence for word in words)
    return ActLink(a.key, b.key, score, reason)


def _need(a: Facts, b: Facts) -> float:
    need = rules()["need"]
    kind = "prospective" if a.prospective and b.prospective else a.type
    return float(need.get(kind, need["default"]))


def _time(a: Facts, b: Facts) -> tuple[float, list[str]]:
    points, window = rules()["points"], rules()["window"]
    gap = abs(a.published - b.published)
    if a.exact and b.exact:
        return points["same_day"], ["same day"]
    if a.long and b.long:
        return points["same_history"], ["same period of history"]
    if a.dated and b.dated:
        return points["same_period"], ["same period"]
    if a.dated or b.dated:
        dated, undated = (a, b) if a.dated else (b, a)
        near = dated.exact and 0 <= undated.published - dated.hi <= window["fresh"]
        return (points["day_as_published"] if near else points["day_near"]), ["day fits"]
    for name in ("fresh", "soon"):
        if gap <= window[name]:
            return points[f"published_{name}"], [f"published {gap} days apart"]
    return points["published_far"], []


def _place(a: Facts, b: Facts) -> tuple[float, list[str]]:
    points = rules()["points"]
    if town := _same_towns(a.towns, b.towns):
        return points["town"], [f"both at {min(town)}"]
    if country := set(a.countries) & set(b.countries):
        return points["area"], [f"both in {min(country)}"]
    return 0.0, []


def _wording(a: Facts, b: Facts) -> tuple[float, list[str]]:
    points = rules()["points"]
    score, reasons = 0.0, []
    if a.trigger[:4] == b.trigger[:4]:
        score, reasons = points["trigger"], [f"same word “{min(a.trigger, b.trigger)}”"]
    if a.mode and a.mode == b.mode:
        score, reasons = score + points["mode"], [*reasons, f"same mode {a.mode}"]
    if number := set(a.numbers) & set(b.numbers):
        score, reasons = score + points["number"], [*reasons, f"same number {min(number)}"]
    share = len(a.words & b.words) / max(1, len(a.words | b.words))
    if share > 0:
        reasons = [*reasons, f"{share:.0%} of words in common"]
    return score + points["wording"] * share, reasons
