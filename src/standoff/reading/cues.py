"""The cue words of furniture, from their data file, in the shapes in which they are asked."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib import resources


def _opening(words: list[str]) -> re.Pattern[str]:
    """A pattern that finds any of the words, longest first, at the start of a line."""
    ordered = sorted(words, key=len, reverse=True)
    return re.compile("(?:" + "|".join(map(re.escape, ordered)) + r")(?!\w)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Cues:
    """Compiled cue words; each pattern is matched where a paragraph or a bracket begins."""

    caption: re.Pattern[str]
    credit_words: re.Pattern[str]
    credit: re.Pattern[str]
    staff: re.Pattern[str]
    correction: re.Pattern[str]
    correction_phrases: re.Pattern[str]
    kill: re.Pattern[str]
    kill_phrases: re.Pattern[str]
    boilerplate: re.Pattern[str]
    boilerplate_phrases: re.Pattern[str]
    no_place: frozenset[str]
    abbreviations: frozenset[str]

    def opens_furniture(self, words: str) -> bool:
        """Tell whether words are, from first to last, a cue that opens furniture."""
        openers = (self.caption, self.credit, self.staff, self.correction, self.kill)
        return any(p.fullmatch(words) for p in (*openers, self.boilerplate))


@cache
def cues() -> Cues:
    """Load the cue words of the package."""
    raw = resources.files("standoff.reading").joinpath("data/furniture.toml").read_bytes()
    table = tomllib.loads(raw.decode())
    no_place, abbreviations = (frozenset(table.pop(k)) for k in ("no_place", "abbreviations"))
    patterns = {key: _opening(words) for key, words in table.items()}
    return Cues(**patterns, no_place=no_place, abbreviations=abbreviations)
