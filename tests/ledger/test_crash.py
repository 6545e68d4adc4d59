"""A process that adds reports is killed in the middle; another finishes, and nothing is missing."""

import os
import signal
import sqlite3
import subprocess
import sys
import time
from pathlib import Path

import pytest
from stories import CODER, act, ledger_of, told

from standoff.ledger import Ledger
from standoff.records import CodedReport

REPORTS = 160
ADDER = """
import sys
from test_crash import generated
from standoff.ledger import Ledger
with Ledger.open(sys.argv[1]) as ledger:
    run = ledger.begin_run("hand 1", {})
    print("started", flush=True)
    for report in generated():
        ledger.add(run, report)
"""
CONTENT = {
    "reports": "id, name, published, text",
    "codings": "report, coder, superseded_by IS NULL",
    "acts": "id, report, n, facts",
    "parties": "*",
    "events": "*",
    "assertions": "id, source, stance",
}


def generated() -> list[CodedReport]:
    """Reports of forty acts, each told by four outlets, one of which has it denied."""
    found = []
    for n in range(REPORTS):
        story, outlet = n % 40, n // 40
        day = f"2022-03-{1 + story % 20:02}"
        place = ("Donetsk", "Luhansk")[story // 20]
        text = f"Russian forces shelled Ukraine troops at {place}, Moscow says, on {day}: {n}."
        shelling = act(
            "shelled", "ASSAULT", ["Russian forces"], ["Ukraine"], where=[place],
            by=[(["Moscow"], "denies" if outlet == 3 else "asserts")], when=(day, day, day),
            numbers=[(str(n), n, n, "injured")],
        )  # fmt: skip
        found.append(told(f"G{n}", day, text, shelling, outlet=f"Outlet {outlet}"))
    return found


def content(path: Path) -> dict[str, list[tuple[object, ...]]]:
    with sqlite3.connect(path) as raw:
        assert raw.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        assert raw.execute("PRAGMA foreign_key_check").fetchall() == []
        return {
            table: sorted(raw.execute(f"SELECT {columns} FROM {table}"), key=repr)
            for table, columns in CONTENT.items()
        }


def killed_adding(path: Path, after: float) -> None:
    """Start adding, and kill the process `after` seconds into it."""
    here = Path(__file__).parent
    env = os.environ | {"PYTHONPATH": os.pathsep.join([str(here), *sys.path])}
    process = subprocess.Popen(
        [sys.executable, "-c", ADDER, str(path)], env=env, stdout=subprocess.PIPE, text=True
    )
    assert process.stdout is not None
    assert process.stdout.readline() == "started\n"
    time.sleep(after)
    process.send_signal(signal.SIGKILL)
    assert process.wait() == -signal.SIGKILL


@pytest.mark.skipif(os.name == "nt", reason="there is no SIGKILL")
def test_killed_half_way_a_second_run_completes_to_the_same_content(tmp_path: Path) -> None:
    ledger_of(generated(), tmp_path / "whole.db").close()
    whole = content(tmp_path / "whole.db")
    broken = tmp_path / "broken.db"
    left = []
    for after in (0.05, 0.1, 0.2):
        killed_adding(broken, after)
        left.append(len(content(broken)["reports"]))
        with Ledger.open(broken) as ledger:
            for report in ledger.reports():
                assert ledger.has(report.id, CODER)
    assert left == sorted(left)
    assert 0 < left[-1] < REPORTS
    with Ledger.open(broken) as ledger:
        run = ledger.begin_run(CODER, {})
        new = [ledger.add(run, r) for r in generated()]
        assert sum(a.assertions for a in new) == REPORTS - left[-1]
    assert content(broken) == whole
    assert len(whole["events"]) == 40
