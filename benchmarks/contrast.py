"""The error that ruins event data: an act that did not happen, coded as happened.

    python benchmarks/contrast.py [benchmarks/data/contrast_test.jsonl] [--show 20]

Codes the contrast sentences and counts, over gold's acts: of those that are denied, doubted,
feared, planned, demanded, conditional or negated, how many are coded as happened (status happened
or ongoing, on somebody's asserting word); and of those that did happen, how many are kept as such.
An act that is not found at all is not coded as happened, and is not kept.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from datetime import date
from pathlib import Path
from typing import Any

from standoff.coding import load_coder
from standoff.exchange.codebook import to_codebook
from standoff.records import Report

Row = dict[str, Any]
HERE = Path(__file__).parent


def stands_as_happened(event: Row) -> bool:
    """Told as real by somebody: status happened or ongoing, and a voice that asserts it."""
    return event["status"] in ("happened", "ongoing") and any(
        a["stance"] == "asserts" for a in event["assertions"]
    )


def matched(event: Row, coded: list[Row]) -> Row | None:
    """The coded act whose trigger overlaps gold's, if any."""
    start, end = event["trigger"]
    return next((c for c in coded if c["trigger"][0] < end and start < c["trigger"][1]), None)


def measure(rows: list[Row], show: int) -> tuple[Counter[str], Counter[str]]:
    """Count acts and errors by phenomenon; keys are "<phenomenon> <count>"."""
    total: Counter[str] = Counter()
    wrong: Counter[str] = Counter()
    reports = (Report(r["text"], date.fromisoformat(r["date"]), name=r["id"]) for r in rows)
    for row, coded in zip(rows, map(to_codebook, load_coder().code_all(reports)), strict=True):
        for event in row["events"]:
            real = stands_as_happened(event)
            key = ("happened: " if real else "not happened: ") + row["phenomenon"]
            hit = matched(event, coded["events"])
            bad = (
                (hit is None or not stands_as_happened(hit))
                if real
                else (hit is not None and stands_as_happened(hit))
            )
            total[key] += 1
            wrong[key] += bad
            if bad and hit is not None and show > 0:
                show -= 1
                print(f"{key}: {row['text']!r} {hit['status']}")
    return total, wrong


def main() -> None:
    """Print the table."""
    ap = argparse.ArgumentParser(description=__doc__)
    ap.add_argument("rows", type=Path, nargs="?", default=HERE / "data/contrast_test.jsonl")
    ap.add_argument("--show", type=int, default=0)
    args = ap.parse_args()
    rows = [json.loads(line) for line in args.rows.read_text(encoding="utf-8").splitlines()]
    total, wrong = measure(rows, args.show)
    for key in sorted(total):
        print(f"{key:34} {wrong[key]:4} of {total[key]:4} wrong")
    for side, word in (("not happened", "coded as happened"), ("happened", "lost")):
        keys = [k for k in total if k.startswith(side)]
        n, w = sum(total[k] for k in keys), sum(wrong[k] for k in keys)
        print(f"{side} acts {word}: {w} of {n} = {w / n:.3f}")


if __name__ == "__main__":
    main()
