"""Build the contrast sets: invented reports in which one act is told in many ways.

    python training/contrast/build.py train training/data/contrast_train.jsonl
    python training/contrast/build.py test benchmarks/data/contrast_test.jsonl

A frame (templates_*.toml) is `name = [needs, text, record]`. In a text `{A}` and `{R}` are the two
sides, `{VA}` and `{VR}` who speaks for them, `{N}`, `{M}` third parties; `{A:is|are}` agrees with
A; `{past}`, `{pp}`, `{base}`, `{ger}`, `{nom}`, `{pass}` tell the act of acts.toml (event 1);
`<2:accused>` marks the trigger of event 2; `{T}`, `{TF}`, `{TY}`, `{D}` are dates, `{W}` a place.
A record holds, for each event: its number, its type (event 1 takes the act's), the status, and
then assertions (`VA-` denies, `N/M+` N says that M says, `+` the report itself, `N?` doubts),
`A>R` for who did it to whom, `@T` for when, `W` for where, `bg` for history.
"""

from __future__ import annotations

import json
import random
import sys
import tomllib
from collections import Counter
from pathlib import Path
from typing import Any

from frames import Frame, fits, read_frames
from scenes import Scene, build_scene
from tell import tell

HERE = Path(__file__).parent
WEIGHTS = {
    "ASSAULT": 5.0,
    "MOBILIZE": 3.0,
    "COERCE": 3.0,
    "SANCTION": 3.0,
    "CONSULT": 3.0,
    "AID": 2.0,
    "RETREAT": 2.5,
    "PROTEST": 1.4,
}
FILLS = {"train": (3, 4), "test": (5, 6)}


def load(name: str) -> dict[str, Any]:
    """One data file of this folder."""
    return tomllib.loads((HERE / name).read_text(encoding="utf-8"))


def pick_act(frame: Frame, acts: list[list[str]], used: Counter[str], rng: random.Random) -> int:
    """The fitting act whose type, then whose own number, is furthest behind its share."""
    fitting = [i for i, act in enumerate(acts) if fits(frame, act)]
    if not fitting:
        raise ValueError(f"no act fits {frame.name}")

    def arrears(i: int) -> tuple[float, int, float]:
        kind = acts[i][0].split("/")[0]
        return used[kind] / WEIGHTS.get(kind, 1.0), used[f"act {i}"], rng.random()

    fresh = [i for i in fitting if not used[f"{frame.name} {i}"]]
    return min(fresh or fitting, key=arrears)


def rows_of(
    frame: Frame, data: dict[str, Any], used: Counter[str], rng: random.Random, fills: int
) -> list[dict[str, Any]]:
    """The reports made from one frame."""
    rows: list[dict[str, Any]] = []
    for _ in range(fills * 40):
        if len(rows) == fills:
            break
        index = -1 if frame.literal else pick_act(frame, data["acts"], used, rng)
        act = None if index < 0 else data["acts"][index]
        scene: Scene | None = build_scene(frame, act, data, used, rng)
        row = tell(frame, scene, rng) if scene else None
        if act:
            used[f"{frame.name} {index}"] += 1
        if row is None or row["text"] in {r["text"] for r in rows}:
            continue
        if act:
            used[act[0].split("/")[0]] += 1
            used[f"act {index}"] += 1
        rows.append(row)
    if len(rows) < fills:
        print(f"{frame.name}: only {len(rows)} of {fills}", file=sys.stderr)
    return rows


def build(part: str) -> list[dict[str, Any]]:
    """All reports of the part, "train" or "test"."""
    rng = random.Random(f"contrast {part}")
    parties = load("parties.toml")
    data: dict[str, Any] = {
        "parties": parties,
        "settings": parties[part],
        "acts": load("acts.toml")[part],
        "voices": load("voices.toml")[part],
        "context": load("context.toml")[part],
    }
    used: Counter[str] = Counter()
    frames = read_frames(load(f"templates_{part}.toml"))
    rng.shuffle(frames)
    rows = [row for f in frames for row in rows_of(f, data, used, rng, rng.randint(*FILLS[part]))]
    for number, row in enumerate(rows, 1):
        row["id"] = f"CT-{part[:2].upper()}{number:04d}"
    return [{"id": row.pop("id"), **row} for row in rows]


def main() -> None:
    """Write one part to a file."""
    part, target = sys.argv[1], Path(sys.argv[2])
    rows = build(part)
    target.parent.mkdir(parents=True, exist_ok=True)
    lines = [json.dumps(row, ensure_ascii=False) for row in rows]
    target.write_text("\n".join(lines) + "\n", encoding="utf-8")
    statuses = Counter(e["status"] for row in rows for e in row["events"])
    print(f"{len(rows)} reports, {sum(statuses.values())} events", dict(statuses))
    print(dict(Counter(row["phenomenon"] for row in rows)))


if __name__ == "__main__":
    main()
