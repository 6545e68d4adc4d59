"""Rebuild everything that is learned, in one command, from annotated reports.

    PYTHONPATH=src:. python -m training.make ../shared/gold/train.jsonl training/data/*.jsonl

Fits the choice of countries by context, lists the dependency paths, fine-tunes the network,
exports it into the package and fits its confidence on the left-out tenth. Add your own annotated
reports, in the codebook's format, to the files named. Seeded: the same files, seed, library
versions and number of threads give the same weights. Needs the extra `train`.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
from pathlib import Path

STEPS = (
    ["training.belonging", "DATA"],
    ["training.paths", "DATA"],
    ["training.fit", "DATA", "--out", "WEIGHTS", "--freeze-words", "--leave-out-fold", "0"],
    ["training.export", "WEIGHTS"],
    ["training.calibrate", "DATA"],
)


def main() -> None:
    """Run the steps in order; stops at the first that fails."""
    ap = argparse.ArgumentParser(description=__doc__)
    ap.add_argument("data", nargs="+")
    ap.add_argument("--weights", type=Path, default=Path("training/work/weights.pt"))
    args, more = ap.parse_known_args()
    for step in STEPS:
        words: list[str] = []
        for word in step:
            words += (
                args.data if word == "DATA" else [str(args.weights) if word == "WEIGHTS" else word]
            )
        if step[0] == "training.fit":
            words += more
        print("$ python -m", *words, flush=True)
        subprocess.run([sys.executable, "-m", *words], check=True)


if __name__ == "__main__":
    main()
