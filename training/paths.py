"""List the dependency paths that are frequent between acts and words → `coding/data/paths.txt`.

PYTHONPATH=src:. python -m training.paths ../shared/gold/train.jsonl training/data/*.jsonl
"""

from __future__ import annotations

import sys
from collections import Counter
from pathlib import Path

from standoff.coding.paths import path
from standoff.language.parse import parse_all
from training.examples import load

OUT = Path(__file__).parents[1] / "src/standoff/coding/data/paths.txt"
KEPT, OFTEN = 700, 12


def main() -> None:
    """Count and write."""
    rows = [r for r in load(map(Path, sys.argv[1:])) if r["events"]]
    count: Counter[str] = Counter()
    last: Counter[str] = Counter()
    for row, parse in zip(rows, parse_all(r["text"] for r in rows), strict=True):
        for event in row["events"]:
            act = parse.word_at(event["trigger"][0])
            if act is None:
                continue
            for word, sentence in enumerate(parse.sentence):
                if sentence == parse.sentence[act] and word != act:
                    steps = path(parse, act, word)
                    count[steps] += 1
                    last["far " + steps.split()[-1]] += 1
    often = [p for p, n in count.most_common(KEPT) if n >= OFTEN]
    fallback = [p for p, n in last.most_common(60) if n >= OFTEN and p not in often]
    OUT.write_text("\n".join([*often, *fallback, "far"]) + "\n", encoding="utf-8")
    covered = sum(count[p] for p in often) / sum(count.values())
    print(f"{len(often)} paths cover {covered:.2f} of the words; {len(fallback)} fallbacks")


if __name__ == "__main__":
    main()
