"""Frames: the sentences of the contrast sets, and which acts may fill them."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any


@dataclass
class Frame:
    """One sentence frame with its record."""

    name: str
    phenomenon: str
    needs: list[str]
    text: str
    record: str
    literal: bool = False
    kinds: list[str] = field(default_factory=list)
    roles: dict[str, str] = field(default_factory=dict)


def read_frames(data: dict[str, Any]) -> list[Frame]:
    """All frames of a file; typographic quotes become plain ones."""
    frames = []
    for phenomenon, group in data.items():
        for name, (needs, text, record, *more) in group.items():
            words = f"{needs} {' '.join(more)}".split()
            plain = text.translate(str.maketrans("“”’", '""\''))
            frame = Frame(name, phenomenon, [], plain, record)
            for word in words:
                key, _, value = word.partition("=")
                if word == "lit":
                    frame.literal = True
                elif key == "k":
                    frame.kinds = value.split("|")
                elif value:
                    frame.roles[key] = value
                else:
                    frame.needs.append(word)
            frames.append(frame)
    return frames


def is_passive(act: list[str]) -> bool:
    """Whether the act has a recipient as its direct object."""
    tail = act[6]
    start = tail.startswith("{R}") or (tail.startswith("{#") and ":R}" in tail.split("}")[0] + "}")
    return start and "recip" not in act[1]


def _meets(need: str, act: list[str]) -> bool:
    flags = act[1].split()
    tests = {
        "pass": is_passive(act),
        "nom": bool(act[7]),
        "dur": "dur" in flags,
        "nonum": "{#" not in act[6] and "{$" not in act[6],
        "noits": "its " not in act[6],
        "norecip": "recip" not in flags,
        "-talk": "talk" not in flags,
    }
    if need in tests:
        return tests[need]
    if need.startswith("-"):
        return act[0].split("/")[0] != need[1:]
    if need.islower():
        return flags[0] in need
    return act[0].split("/")[0] in need.split("|")


UNTOLD = ("ACCUSE", "REJECT", "THREATEN", "SUPPORT", "AGREE", "REQUEST")
UNREAL = ("planned", "feared", "conditional", "foiled", "demanded", "threatened")


def fits(frame: Frame, act: list[str]) -> bool:
    """Whether the act may fill the frame. Needs such as "plR" concern the scene."""
    kind = act[0].split("/")[0]
    if frame.phenomenon in UNREAL and "mutual" in act[1]:
        return False
    if frame.phenomenon in UNREAL and "talk" in act[1] and kind in UNTOLD:
        return False
    return all(_meets(need, act) for need in frame.needs if need[:2] not in ("pl", "sg", "ps"))
