"""Fit the confidence of the shipped model on reports that it was not trained on.

    PYTHONPATH=src:. python -m training.calibrate ../shared/gold/train.jsonl [--fold 0]

Codes the reports of the left-out tenth, notes for every act and slot the raw score and whether gold
agrees, and fits slope and offset of a logistic for each kind. The reliability table is honest: each
half of the reports is judged by the pairs fitted on the other half. Writes `model.json`.
"""

from __future__ import annotations

import argparse
import json
import math
from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np

from standoff.coding.coder import Coder
from standoff.coding.confidence import Calibration
from standoff.coding.encoder import Encoder
from standoff.evaluation import pair_events
from standoff.exchange.codebook import to_codebook
from standoff.records import Act, Report
from training.examples import load
from training.fit import fold

Notes = dict[str, list[tuple[float, bool]]]


def notes_of(row: dict[str, Any], acts: Iterable[Act], coded: dict[str, Any]) -> Notes:
    """Raw scores with right or wrong, for the acts and slots of one report."""
    out: Notes = defaultdict(list)
    pairs = {id(s): g for g, s in pair_events(row["events"], coded["events"], row["text"])}
    for act, event in zip(acts, coded["events"], strict=True):
        gold = pairs.get(id(event))
        out["act"].append((act.confidence, gold is not None and gold["type"] == act.type))
        if gold is None:
            continue
        out["status"].append((act.scores["status"], gold["status"] == act.status))
        for role, held in (("actors", act.actors), ("recipients", act.recipients)):
            want = {p["country"] or p["name"] for p in gold[role]}
            out[role].extend((p.confidence, (p.country or p.name) in want) for p in held)
        heard = {
            (a["source"][-1].split()[-1], a["stance"]) for a in gold["assertions"] if a["source"]
        }
        for v in act.voices:
            if v.source:
                said = (v.texts[-1].split()[-1], v.stance)
                out["voice"].append((v.confidence, said in heard))
        places = {w["text"] for w in gold["where"]}
        out["where"].extend((p.confidence, p.text in places) for p in act.where)
        if act.when:
            when = gold["when"] or {}
            right = (when.get("start"), when.get("end")) == (
                act.when.start and str(act.when.start),
                act.when.end and str(act.when.end),
            )
            out["when"].append((act.when.confidence, right))
    return out


def platt(points: list[tuple[float, bool]]) -> tuple[float, float]:
    """Slope and offset by Newton's method on the log loss, with a weak pull towards (1, 0)."""
    p = np.clip(np.array([s for s, _ in points]), 1e-6, 1 - 1e-6)
    x = np.stack([np.log(p / (1 - p)), np.ones(len(p))], 1)
    y = np.array([float(r) for _, r in points])
    w = np.array([1.0, 0.0])
    for _ in range(100):
        q = 1 / (1 + np.exp(-np.clip(x @ w, -30, 30)))
        grad = x.T @ (q - y) + 0.5 * (w - np.array([1.0, 0.0]))
        hess = x.T @ (x * (q * (1 - q))[:, None]) + 0.5 * np.eye(2)
        step = np.linalg.solve(hess, grad)
        w = w - step * min(1.0, 0.5 / max(1e-9, float(np.abs(step).max())))
    return round(float(w[0]), 4), round(float(w[1]), 4)


def reliability(kind: str, halves: list[list[tuple[float, bool]]]) -> None:
    """Print, in bins of the calibrated probability, how many answers were right."""
    judged: list[tuple[float, bool]] = []
    for mine, other in ((0, 1), (1, 0)):
        fitted = Calibration({kind: platt(halves[other])})
        judged += [(fitted(kind, s), r) for s, r in halves[mine]]
    gap = 0.0
    for lo in (0.0, 0.2, 0.4, 0.6, 0.8):
        inside = [(p, r) for p, r in judged if lo <= p < lo + 0.2 or (p == 1.0 and lo == 0.8)]
        if inside:
            said = sum(p for p, _ in inside) / len(inside)
            right = sum(r for _, r in inside) / len(inside)
            gap += abs(said - right) * len(inside) / len(judged)
            print(
                f"{kind:11} {lo:.1f}–{lo + 0.2:.1f}  {len(inside):5} "
                f" said {said:.2f}  right {right:.2f}"
            )
    loss = -sum(math.log(max(p if r else 1 - p, 1e-6)) for p, r in judged) / len(judged)
    print(f"{kind:11} all      {len(judged):5}  calibration error {gap:.3f}  log loss {loss:.3f}")


def main() -> None:
    """Fit, print, write."""
    ap = argparse.ArgumentParser(description=__doc__)
    ap.add_argument("data", nargs="+", type=Path)
    ap.add_argument("--fold", type=int, default=0)
    args = ap.parse_args()
    rows = [r for r in load(args.data) if fold(r["id"]) == args.fold]
    encoder = Encoder()
    encoder.about["calibration"] = {}
    coder = Coder(encoder)
    halves: dict[str, list[list[tuple[float, bool]]]] = defaultdict(lambda: [[], []])
    reports = (Report(r["text"], date.fromisoformat(r["date"]), name=r["id"]) for r in rows)
    for n, (row, coded) in enumerate(zip(rows, coder.code_all(reports), strict=True)):
        for kind, points in notes_of(row, coded.acts, to_codebook(coded)).items():
            halves[kind][n % 2] += points
    for kind, two in sorted(halves.items()):
        reliability(kind, two)
    path = encoder.folder / "model.json"
    about = json.loads(path.read_text(encoding="utf-8"))
    about["calibration"] = {kind: platt(a + b) for kind, (a, b) in sorted(halves.items())}
    path.write_text(json.dumps(about, indent=1) + "\n", encoding="utf-8")
    print(f"{len(rows)} reports; written to {path}")


if __name__ == "__main__":
    main()
