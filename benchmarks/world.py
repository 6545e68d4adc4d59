"""How often the world room names gold's parties and places rightly, given gold's own words.

    python benchmarks/world.py ../shared/gold/dev.jsonl

Every party and place of the gold records is resolved from its occurrence nearest to the act; no
coder is involved. Prints country accuracy for actors, recipients and places, person names, sectors.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from datetime import date
from pathlib import Path
from typing import Any

from standoff.world.gazetteer import fold
from standoff.world.places import place
from standoff.world.resolver import Resolver


def nearest(text: str, words: str, at: int) -> int:
    """The start of the occurrence of `words` nearest to the character `at`."""
    starts, i = [], text.find(words)
    while i >= 0:
        starts.append(i)
        i = text.find(words, i + 1)
    return min(starts, key=lambda s: abs(s - at))


def same(got: str | None, want: str | None) -> bool:
    """Countries agree; IGO, NGO, MNC and none count as one kind of answer each."""
    return got == want


def measure(rows: list[dict[str, Any]], show: int) -> Counter[str]:
    """Count hits and tries a field."""
    n: Counter[str] = Counter()
    for row in rows:
        text, day = row["text"], date.fromisoformat(row["date"])
        resolver = Resolver(text, day)
        for event in row["events"]:
            at = event["trigger"][0]
            for role in ("actors", "recipients"):
                for p in event[role]:
                    start = nearest(text, p["text"], at)
                    got = resolver.party(start, start + len(p["text"]))
                    n[f"{role} country tried"] += 1
                    ok = got.country == p["country"]
                    n[f"{role} country right"] += ok
                    n["sector tried"] += 1
                    n["sector right"] += got.sector == p["sector"]
                    n["name tried"] += 1
                    n["name right"] += fold(got.name) == fold(p["name"])
                    if not ok and show > 0:
                        show -= 1
                        print(
                            f"{row['id']} {p['text']!r}: gold {p['country']} {p['name']!r}, "
                            f"got {got.country} {got.name!r} ({got.reason})"
                        )
            for w in event["where"] + event["from"]:
                start = nearest(text, w["text"], at)
                near = resolver.context.country_weights(start)
                found = place(text, start, start + len(w["text"]), near)
                n["place country tried"] += 1
                n["place country right"] += found.country == w["country"]
                n["place name tried"] += 1
                n["place name right"] += fold(found.name) == fold(w["name"])
                if found.country != w["country"] and show > 0:
                    show -= 1
                    print(
                        f"{row['id']} place {w['text']!r}: gold {w['country']}, got "
                        f"{found.country} {found.name!r}"
                    )
    return n


def main() -> None:
    """Print the table."""
    ap = argparse.ArgumentParser(description=__doc__)
    ap.add_argument("gold", type=Path)
    ap.add_argument("--show", type=int, default=0)
    args = ap.parse_args()
    rows = [json.loads(line) for line in args.gold.read_text(encoding="utf-8").splitlines()]
    n = measure(rows, args.show)
    for key in sorted(k[:-6] for k in n if k.endswith(" tried")):
        tried = n[f"{key} tried"]
        print(f"{key:20} {n[f'{key} right'] / tried:.3f}  of {tried}")


if __name__ == "__main__":
    main()
