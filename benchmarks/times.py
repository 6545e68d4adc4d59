"""How well time expressions and quantities are read, against a gold file.

    PYTHONPATH=src python benchmarks/times.py [GOLD.jsonl] [--misses]

For each gold `when` the expressions that overlap its text (the occurrence nearest to the trigger)
are asked for the same start and end; for each gold number the quantities that overlap it are asked
for low, high and unit. Reports whose id starts with RE- are left out: their dates are approximate.
Values that the annotator took from another sentence count as misses like all others.
"""

from __future__ import annotations

import argparse
import json
import re
import time
from collections import Counter
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

from standoff.language.quantities import find_quantities
from standoff.language.times import TimeExpression, find_times

DEFAULT = Path(__file__).resolve().parents[2] / "shared" / "gold" / "train.jsonl"
EVENT = re.compile(
    r"\b(?:after|before|later|earlier|same|that|following|previous|ahead)\b", re.IGNORECASE
)


def spot(text: str, wanted: str, near: int) -> tuple[int, int] | None:
    """Return the offsets of the occurrence of a string nearest to an offset."""
    starts = [match.start() for match in re.finditer(rf"(?<!\w){re.escape(wanted)}", text)]
    best = min(starts, key=lambda start: abs(start - near), default=None)
    return None if best is None else (best, best + len(wanted))


def overlap(low: int, high: int, start: int, end: int) -> bool:
    """Tell whether two stretches of text share a character."""
    return low < end and start < high


def kind(wanted: str, over: list[TimeExpression]) -> str:
    """Return the class under which a gold `when` is counted: the precision found, or why there is
    none.
    """
    if EVENT.search(wanted):
        return "event-anchored"
    return over[0].precision if over else "(not found)"


def reports(path: Path) -> Iterator[dict[str, Any]]:
    """Yield the gold reports with exact dates."""
    for line in path.read_text(encoding="utf-8").splitlines():
        report = json.loads(line)
        if not report["id"].startswith("RE-"):
            yield report


def whens(report: dict[str, Any], score: Counter[str], misses: list[str]) -> None:
    """Count the gold `when` values of one report that are found."""
    published, text = date.fromisoformat(report["date"]), report["text"]
    found = find_times(text, published)
    score["expressions"] += len(found)
    seen = set()
    for event in report["events"]:
        when = event.get("when") or {}
        place = spot(text, when["text"], event["trigger"][0]) if when.get("text") else None
        if place is None or (key := (place, when["start"], when["end"])) in seen:
            continue
        seen.add(key)
        over = [one for one in found if overlap(one.start, one.end, *place)]
        values = {(str(one.begin), str(one.finish)) for one in over}
        right = (str(when["start"]), str(when["end"])) in values
        name = kind(when["text"], over)
        score.update({f"n {name}": 1, f"ok {name}": right})
        if not right:
            around = text[max(0, place[0] - 70) : place[0]] + f"[{when['text']}]"
            got = [f"{one.text}={one.begin}..{one.finish}" for one in over]
            misses.append(
                f"{name} | {published:%F %a} | {when['start']}..{when['end']} | {got} | "
                f"{around + text[place[1] : place[1] + 50]!r}"
            )


def numbers(report: dict[str, Any], score: Counter[str], misses: list[str]) -> None:
    """Count the gold numbers of one report that are found with their values and their unit."""
    text = report["text"]
    found = find_quantities(text)
    seen = set()
    for event in report["events"]:
        for number in event.get("numbers") or []:
            place = spot(text, number["text"], event["trigger"][0])
            if place is None or (key := (place, number["unit"])) in seen:
                continue
            seen.add(key)
            over = [one for one in found if overlap(one.start, one.end, *place)]
            values = any((one.low, one.high) == (number["low"], number["high"]) for one in over)
            unit = any(one.unit == number["unit"] for one in over)
            score.update(
                {
                    "n number": 1,
                    "ok number": values,
                    "ok unit": unit,
                    f"n unit {number['unit']}": 1,
                    f"ok unit {number['unit']}": unit,
                }
            )
            if not (values and unit):
                around = (
                    text[max(0, place[0] - 50) : place[0]]
                    + f"[{number['text']}]"
                    + text[place[1] : place[1] + 40]
                )
                got = [f"{one.text}={one.low}..{one.high} {one.unit}" for one in over]
                misses.append(
                    f"{'' if values else 'VALUE '}{'' if unit else 'UNIT '}| "
                    f"{number['low']}..{number['high']} {number['unit']} | {got} | {around!r}"
                )
    score.update({"quantities": len(found)})


def line(name: str, right: int, total: int) -> str:
    """Return one line of the table."""
    return f"  {name:<22}{right:>6}{total:>7}{right / total if total else 0:>8.3f}"


def table(score: Counter[str]) -> Iterator[str]:
    """Yield the lines of the result."""
    names = sorted(name[2:] for name in score if re.match(r"n (?!unit|number)", name))
    yield "when: start and end as in gold          ok  total   share"
    for name in names:
        yield line(name, score[f"ok {name}"], score[f"n {name}"])
    plain = [name for name in names if name != "event-anchored"]
    for label, group in (("all but event-anchored", plain), ("all", names)):
        right = sum(score[f"ok {name}"] for name in group)
        yield line(label, right, sum(score[f"n {name}"] for name in group))
    yield "numbers"
    yield line("low and high", score["ok number"], score["n number"])
    yield line("unit", score["ok unit"], score["n number"])
    for name in sorted(name[7:] for name in score if name.startswith("n unit ")):
        yield line(f"  {name}", score[f"ok unit {name}"], score[f"n unit {name}"])


def main() -> None:
    """Print the table, and the misses where asked."""
    parser = argparse.ArgumentParser(description="Score times and quantities against a gold file.")
    parser.add_argument("gold", nargs="?", type=Path, default=DEFAULT)
    parser.add_argument("--misses", action="store_true", help="print every miss in its context")
    options = parser.parse_args()
    score: Counter[str] = Counter()
    missed: tuple[list[str], list[str]] = ([], [])
    began, size = time.perf_counter(), 0
    for report in reports(options.gold):
        size += len(re.findall(r"[.!?]\s|$", report["text"]))
        whens(report, score, missed[0])
        numbers(report, score, missed[1])
    spent = 1000 * (time.perf_counter() - began) / max(size, 1)
    print("\n".join(table(score)))
    counts = f"{score['expressions']} expressions, {score['quantities']} quantities"
    print(f"{counts} in {size} sentences, {spent:.2f} ms a sentence")
    if options.misses:
        print("\n".join(["", *sorted(missed[0]), "", *sorted(missed[1])]))


if __name__ == "__main__":
    main()
