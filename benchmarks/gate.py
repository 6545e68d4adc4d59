"""The accuracy gate: fails when a figure falls below the floor kept in `gate_baseline.json`.

    python benchmarks/gate.py                        check
    python benchmarks/gate.py --write                raise the floors to what is reached now
    python benchmarks/gate.py --write --allow-lower  set them, even where that lowers some

Twenty reports of `data/gate.jsonl`, kept out of all rules and all training, are coded one by one
and scored as `standoff evaluate` scores. A floor is a figure that was reached, less a margin for
machines that round differently. The manner is that of trafilatura's `eval_gate.py`.
"""

from __future__ import annotations

import argparse
import json
import sys
from datetime import date
from pathlib import Path
from typing import Any

from standoff import Report, evaluate, load_coder
from standoff.exchange.codebook import to_codebook

HERE = Path(__file__).resolve().parent
GOLD, BASELINE = HERE / "data" / "gate.jsonl", HERE / "gate_baseline.json"
GATED = ("type", "status", "actor", "recipient", "source", "record")
MARGIN = 0.02


def measure(gold: Path) -> tuple[str, dict[str, float]]:
    """Code and score the gate's reports; return the coder's name and F1 of each gated figure."""
    coder = load_coder()
    rows = [json.loads(line) for line in gold.read_text(encoding="utf-8").splitlines()]
    reports = [Report(r["text"], date.fromisoformat(r["date"]), name=r["id"]) for r in rows]
    result = evaluate(rows, [to_codebook(coder.code(report)) for report in reports])
    return coder.name, {name: result.figures[name].f1 for name in GATED}


def fallen(reached: dict[str, float], floors: dict[str, float]) -> list[str]:
    """Name every figure below its floor; a floor without a figure is one, too."""
    return [name for name, floor in floors.items() if reached.get(name, 0.0) < floor]


def new_floors(
    reached: dict[str, float], floors: dict[str, float], *, allow_lower: bool
) -> dict[str, float]:
    """Floors for what is reached now. Raises `SystemExit` where that lowers one unasked."""
    wanted = {name: max(round(value - MARGIN, 3), 0.0) for name, value in reached.items()}
    lower = [name for name, floor in floors.items() if wanted.get(name, 0.0) < floor]
    if lower and not allow_lower:
        raise SystemExit(
            f"not written: this would lower {', '.join(lower)}. Find out why they fell; if it is "
            "meant, say --allow-lower."
        )
    return wanted


def lines(reached: dict[str, float], floors: dict[str, float]) -> list[str]:
    """One line a figure: reached, floor, and whether it holds."""
    low = fallen(reached, floors)
    return [
        f"{name:10} F1 {value:.3f}  floor {floors.get(name, 0.0):.3f}"
        f"{'  BELOW ITS FLOOR' if name in low else ''}"
        for name, value in reached.items()
    ]


def main() -> int:
    """Check or write; the exit status is 1 where a figure fell below its floor."""
    ap = argparse.ArgumentParser(description="Check coding accuracy against the kept floors.")
    ap.add_argument("--write", action="store_true", help="raise the floors to what is reached")
    ap.add_argument("--allow-lower", action="store_true", help="let --write lower a floor")
    args = ap.parse_args()
    kept: dict[str, Any] = json.loads(BASELINE.read_text()) if BASELINE.exists() else {"floors": {}}
    coder, reached = measure(GOLD)
    floors = kept["floors"]
    if args.write:
        floors = new_floors(reached, floors, allow_lower=args.allow_lower)
        written = {"coder": coder, "margin": MARGIN, "floors": floors}
        BASELINE.write_text(json.dumps(written, indent=2) + "\n", encoding="utf-8")
    print(f"accuracy gate, {coder}", *lines(reached, floors), sep="\n")
    return 1 if fallen(reached, floors) else 0


if __name__ == "__main__":
    sys.exit(main())
