"""Scores → probabilities: what the network says, corrected by how often it was right.

A trained network is too sure of itself. For each kind of answer a two-parameter logistic (Platt
1999) maps its score to the share of right answers on held-out reports; `training/calibrate.py` fits
the pairs and writes them into the model's `model.json`.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, field

_EDGE = 1e-6


@dataclass(frozen=True, slots=True)
class Calibration:
    """Slope and offset for each kind of answer; an unknown kind keeps its score.

    >>> round(Calibration({"act": (0.5, 0.0)})("act", 0.99), 3)
    0.909
    """

    pairs: Mapping[str, tuple[float, float]] = field(default_factory=dict)

    def __call__(self, kind: str, score: float) -> float:
        """The probability that an answer of this kind with this score is right."""
        slope, offset = self.pairs.get(kind, (1.0, 0.0))
        p = min(max(score, _EDGE), 1.0 - _EDGE)
        z = slope * math.log(p / (1.0 - p)) + offset
        return 1.0 / (1.0 + math.exp(-min(max(z, -30.0), 30.0)))
