"""To which country "the army", "gunmen" or "Mr Haddad" belong when the words do not say.

A log-linear choice between the countries that the report names, and none. Features are where a
country is named (nearest before, in the same sentence, as a place, in the dateline …), crossed with
what kind of actor asks. The weights in `data/belonging.toml` are fitted by `training/belonging.py`.
"""

from __future__ import annotations

import math
import tomllib
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from standoff.world.context import ReportContext

#: Sectors that mostly act at home, so that the dateline and places count more for them.
HOME = frozenset({"GOV", "COP", "JUD", "LEG", "OPP", "PTY", "EDU", "LAB", "MED", "REL", "SOC"})
FORCE = frozenset({"MIL", "SPY"})
_NOBODYS = (
    "foreign",
    "western",
    "international",
    "unidentified",
    "unknown",
    "unnamed",
    "gunm",
    "attacker",
    "refugee",
    "migrant",
    "mercenar",
    "smuggler",
    "suicide",
    "allies",
    "allied",
    "experts",
    "analysts",
    "others",
    "people",
    "diplomats",
    "observers",
    "monitors",
    "peacekeep",
    "militants",
    "rebels",
    "aid",
    "civilians",
)

Features = dict[str, float]


def features(context: ReportContext, at: int, words: str, sector: str) -> dict[str, Features]:
    """Features of every candidate country of a mention, and of "" for none."""
    cues = context.cues
    out: dict[str, Features] = {c.country: {} for c in cues}
    lo, hi = context.sentence_around(at)
    kind = "home" if sector in HOME else "force" if sector in FORCE else "other"
    before = [c for c in cues if c.at < at]
    here = [c for c in cues if lo <= c.at < hi]
    marks = {
        "first": cues[:1],
        "last before": before[-1:],
        "nearest": sorted(cues, key=lambda c: abs(c.at - at))[:1],
        "first here": here[:1],
        "place here": [c for c in here if c.place],
        "place before": [c for c in before if c.place][-1:],
        "sentence before": [c for c in before if c.at < lo and c.at > lo - 200],
    }
    for name, which in marks.items():
        for c in which:
            out[c.country][name] = out[c.country][f"{name} {kind}"] = 1.0
    for c in cues:
        f = out[c.country]
        side = "before" if c.at < at else "after"
        inside = "here" if lo <= c.at < hi else "away"
        f[f"{side} {inside}"] = f.get(f"{side} {inside}", 0.0) + math.exp(-abs(c.at - at) / 100)
        f["share"] = f.get("share", 0.0) + 1.0 / len(cues)
    if context.home in out:
        out[context.home]["dateline"] = out[context.home][f"dateline {kind}"] = 1.0
    low = words.lower()
    none = {"none": 1.0, f"none {kind}": 1.0} | {f"none {w}": 1.0 for w in _NOBODYS if w in low}
    out[""] = none | ({"none crowded": 1.0} if len(out) > 4 else {})
    return out


@cache
def _weights() -> dict[str, float]:
    path = files("standoff.world").joinpath("data", "belonging.toml")
    table: dict[str, float] = tomllib.loads(path.read_text(encoding="utf-8"))["weights"]
    return table


def choose_country(context: ReportContext, at: int, words: str, sector: str) -> str | None:
    """The likeliest country of a mention, or None when no country is the likeliest answer."""
    weights = _weights()
    scored = {
        country: sum(weights.get(name, 0.0) * value for name, value in f.items())
        for country, f in features(context, at, words, sector).items()
    }
    return max(scored, key=lambda c: (scored[c], c)) or None
