"""What the coder can be asked to do otherwise: thresholds, all in one frozen record."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class CoderSettings:
    """Thresholds of the coder, probabilities between 0 and 1.

    `act_floor` is the score from which a word is coded as an act, `show_floor` the one from which
    it is at least reported as looked at and dropped. `min_confidence` drops finished acts.
    `role_floor` is the score from which words fill a role, by role; `far_floor` the one from which
    a speaker counts who stands in another sentence than the act.
    """

    act_floor: float = 0.5
    show_floor: float = 0.15
    min_confidence: float = 0.0
    default_role_floor: float = 0.5
    role_floor: Mapping[str, float] = field(default_factory=dict)
    own_floor: float = 0.5
    far_floor: float = 0.65
