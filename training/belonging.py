"""Fit the weights of `standoff.world.belonging` on annotated reports.

    PYTHONPATH=src:. python training/belonging.py ../shared/gold/train.jsonl training/data/*.jsonl

Every gold party whose country the resolver can only take from context is one choice between the
countries that its report names and none; the weights are those of a multinomial logit with a small
ridge. Prints the share of right choices on the tenth of the reports that is left out.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np

from benchmarks.world import nearest
from standoff.world import belonging
from standoff.world.resolver import Resolver
from training.examples import load
from training.fit import fold

OUT = Path(__file__).parents[1] / "src/standoff/world/data/belonging.toml"
Choice = tuple[list[dict[str, float]], int]


def choices(row: dict[str, Any]) -> Iterator[Choice]:
    """The choices of one report: features of each candidate, and which one gold takes."""
    text = row["text"]
    resolver = Resolver(text, date.fromisoformat(row["date"]))
    for event in row["events"]:
        for p in event["actors"] + event["recipients"]:
            at = nearest(text, p["text"], event["trigger"][0])
            got = resolver.party(at, at + len(p["text"]))
            if "by context" not in got.reason or p["country"] in ("IGO", "NGO", "MNC"):
                continue
            found = belonging.features(resolver.context, at, p["text"], got.sector)
            names = list(found)
            if (p["country"] or "") in names:
                yield [found[c] for c in names], names.index(p["country"] or "")


def fit(data: list[Choice], names: list[str], ridge: float = 0.02) -> np.ndarray:
    """Weights that make gold's choices likeliest, by plain gradient ascent."""
    index = {n: i for i, n in enumerate(names)}
    tables = []
    for options, _ in data:
        x = np.zeros((len(options), len(names)))
        for row, f in enumerate(options):
            for n, v in f.items():
                if n in index:
                    x[row, index[n]] = v
        tables.append(x)
    w = np.zeros(len(names))
    for step in range(300):
        grad = -ridge * len(data) / 10 * w
        for x, (_, right) in zip(tables, data, strict=True):
            s = x @ w
            p = np.exp(s - s.max())
            p /= p.sum()
            grad += x[right] - p @ x
        w += (3.0 if step < 150 else 1.0) * grad / len(data)
    return w


def share(data: list[Choice], names: list[str], w: np.ndarray) -> float:
    """Share of choices that the weights take as gold does."""
    weight = dict(zip(names, w, strict=True))
    hits = 0
    for options, right in data:
        scores = [sum(weight.get(n, 0.0) * v for n, v in f.items()) for f in options]
        hits += int(np.argmax(scores)) == right
    return hits / max(1, len(data))


def main() -> None:
    """Fit, print, write."""
    ap = argparse.ArgumentParser(description=__doc__)
    ap.add_argument("data", nargs="+", type=Path)
    args = ap.parse_args()
    kept = set(json.loads((Path(__file__).parent / "gate_ids.json").read_text()))
    rows = [r for r in load(args.data) if r["id"] not in kept]
    fitted = [c for r in rows if fold(r["id"]) != 0 for c in choices(r)]
    held = [c for r in rows if fold(r["id"]) == 0 for c in choices(r)]
    names = sorted({n for options, _ in fitted for f in options for n in f})
    w = fit(fitted, names)
    print(
        f"fitted on {len(fitted)}: {share(fitted, names, w):.3f}; "
        f"held out {len(held)}: {share(held, names, w):.3f}"
    )
    lines = [f'"{n}" = {v:.3f}' for n, v in zip(names, w, strict=True)]
    OUT.write_text(
        "# Fitted by training/belonging.py; see standoff/world/belonging.py.\n[weights]\n"
        + "\n".join(lines)
        + "\n",
        encoding="utf-8",
    )


if __name__ == "__main__":
    main()
