"""From inputs to a ledger: what is filed, what is passed over, and what survives a kill.

The coder of these tests takes the acts of a report from the codebook rows that came with it, so
that the road can be walked without a model.
"""

import json
import os
import signal
import subprocess
import sys
import textwrap
import time
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

import standoff
from standoff.errors import InputError, ModelError
from standoff.exchange.codebook import from_codebook
from standoff.exchange.eventjson import event_row
from standoff.ledger import Ledger
from standoff.records import CodedReport, Refusal, Report

FOURTH = date(2022, 2, 4)


class HandCoder:
    """Takes the acts from the report's own `events` field; a report without one fails."""

    name = "by hand 1"

    def code(self, report: Report) -> CodedReport:
        row = {"id": report.name, "date": report.published.isoformat(), "text": report.text}
        coded = from_codebook({**row, "events": report.extra["events"]})
        return replace(coded, report=report)

    def code_all(self, reports: Iterable[Report]) -> Iterator[CodedReport]:
        return map(self.code, reports)


def row(number: int) -> dict:
    """Report `number` of many: a call of two presidents, on a day of its own."""
    day = date(2020, 1, 1).toordinal() + 40 * number
    return {
        "id": f"r-{number}",
        "date": date.fromordinal(day).isoformat(),
        "text": f"Macron called Biden. It was call {number}.",
        "events": [
            {
                "trigger": "called",
                "type": "CONSULT",
                "mode": "phone",
                "actors": [
                    {"text": "Macron", "name": "Macron", "country": "FRA", "sector": "GOV"},
                    {"text": "Biden", "name": "Biden", "country": "USA", "sector": "GOV"},
                ],
                "recipients": [],
                "status": "happened",
                "background": False,
                "assertions": [{"source": [], "stance": "asserts"}],
                "when": None,
                "where": [],
                "from": [],
                "numbers": [],
            }
        ],
    }


def write_rows(path: Path, numbers: Iterable[int], *more: str) -> Path:
    path.write_text("".join(json.dumps(row(n)) + "\n" for n in numbers) + "".join(more))
    return path


def content(path: Path) -> list:
    """What a ledger holds, without the runs and their clocks."""
    with Ledger.open(path, create=False) as ledger:
        events = [event_row(e, lambda id_: id_) for e in ledger.events()]
        reports = [(r.id, r.name, r.text, str(r.published)) for r in ledger.reports()]
        counts = ledger.counts()
    events = sorted(json.dumps(e, sort_keys=True) for e in events)
    return [events, sorted(reports), counts["assertions"], counts["events"]]


def test_reports_are_filed_with_their_events_and_the_summary_counts_them(tmp_path):
    rows = write_rows(tmp_path / "a.jsonl", range(40), "not json\n", '{"text": "Undated."}\n')
    summary = standoff.read(rows, tmp_path / "a.db", coder=HandCoder())
    assert (summary.reports, summary.known, summary.refused) == (40, 0, 2)
    assert (summary.assertions, summary.events) == (40, 40)
    assert summary.reasons == {"not JSON": 1, "no date": 1}
    assert [r.origin for r in summary.refusals] == [f"{rows}:41", f"{rows}:42"]
    assert summary.seconds > 0
    with Ledger.open(tmp_path / "a.db") as ledger:
        assert ledger.counts()["reports"] == 40
        assert ledger.refusals(summary.run) == list(summary.refusals)
        [run] = ledger.runs()
    assert run.coder == "by hand 1"
    assert run.finished is not None
    assert run.settings["limits"]["line_bytes"] == 16 * 1024 * 1024


def test_reading_twice_adds_nothing(tmp_path):
    rows = write_rows(tmp_path / "a.jsonl", [1, 2, 3, 2])
    first = standoff.read(rows, tmp_path / "a.db", coder=HandCoder())
    before = content(tmp_path / "a.db")
    second = standoff.read([rows, rows], tmp_path / "a.db", coder=HandCoder())
    assert (first.reports, first.known) == (3, 1)
    assert (second.reports, second.known, second.assertions, second.events) == (0, 8, 0, 0)
    assert content(tmp_path / "a.db") == before


def test_the_order_of_the_inputs_does_not_matter(tmp_path):
    up = write_rows(tmp_path / "up.jsonl", range(20))
    down = write_rows(tmp_path / "down.jsonl", reversed(range(20)))
    standoff.read(up, tmp_path / "up.db", coder=HandCoder())
    standoff.read(down, tmp_path / "down.db", coder=HandCoder())
    assert content(tmp_path / "up.db") == content(tmp_path / "down.db")


def test_a_report_whose_coding_fails_is_refused_and_the_rest_goes_on(tmp_path):
    bad = json.dumps({"id": "x", "date": "2022-02-04", "text": "Talks.", "events": [{}]}) + "\n"
    rows = write_rows(tmp_path / "a.jsonl", [1, 2], bad, json.dumps(row(3)) + "\n")
    found = list(standoff.code(rows, HandCoder()))
    assert [type(f) for f in found] == [CodedReport, CodedReport, Refusal, CodedReport]
    assert found[2].origin == f"{rows}:3"
    assert found[2].reason.startswith(
        "not coded: InputError: Row x is not in the codebook's format"
    )
    summary = standoff.read(rows, tmp_path / "a.db", coder=HandCoder())
    assert (summary.reports, summary.reasons) == (3, {"not coded": 1})


def test_a_missing_model_stops_the_run_for_it_would_fail_every_report(tmp_path):
    class Modelless(HandCoder):
        def code_all(self, reports):
            raise ModelError("the model is gone; install it")

    with pytest.raises(ModelError, match="install it"):
        list(standoff.code(write_rows(tmp_path / "a.jsonl", [1]), Modelless()))


def test_reports_may_be_given_as_they_are_and_mixed_with_paths(tmp_path):
    rows = write_rows(tmp_path / "a.jsonl", [1])
    report = Report("Talks.", FOURTH, name="t", extra={"events": []})
    found = list(standoff.code([report, rows, report], HandCoder()))
    assert [f.report.name for f in found] == ["t", "r-1", "t"]
    with Ledger.open(tmp_path / "a.db") as ledger:
        assert standoff.read(report, ledger, coder=HandCoder()).reports == 1
        assert ledger.counts()["reports"] == 1


def test_a_path_that_is_not_there_stops_before_anything_is_filed(tmp_path):
    rows = write_rows(tmp_path / "a.jsonl", [1])
    with pytest.raises(InputError, match="no such file"):
        standoff.read([rows, tmp_path / "b.jsonl"], tmp_path / "a.db", coder=HandCoder())
    assert not (tmp_path / "a.db").exists()


def test_progress_is_told_after_each_report_and_ends_at_the_whole(tmp_path):
    rows = write_rows(tmp_path / "a.jsonl", range(5), "not json\n")
    told = []
    standoff.read(rows, tmp_path / "a.db", coder=HandCoder(), on_progress=told.append)
    assert [p.reports for p in told] == [1, 2, 3, 4, 5, 5]
    assert (told[-1].refused, told[-1].assertions) == (1, 5)
    assert told[-1].bytes_read == told[-1].bytes_total == rows.stat().st_size


KILLED = """
    import sys, time
    sys.path.insert(0, {tests!r})
    import standoff
    from test_pipeline import HandCoder

    class SlowCoder(HandCoder):
        def code_all(self, reports):
            for report in reports:
                time.sleep(0.002)
                yield self.code(report)

    standoff.read({rows!r}, {ledger!r}, coder=SlowCoder())
"""


@pytest.mark.parametrize("after", [1, 30, 70])
def test_a_killed_run_is_finished_by_the_next_one(tmp_path, after):
    rows, whole = write_rows(tmp_path / "a.jsonl", range(100)), tmp_path / "whole.db"
    standoff.read(rows, whole, coder=HandCoder())
    ledger = tmp_path / "killed.db"
    script = KILLED.format(tests=str(Path(__file__).parent), rows=str(rows), ledger=str(ledger))
    process = subprocess.Popen([sys.executable, "-c", textwrap.dedent(script)])
    filed = wait_for_reports(process, ledger, after)
    os.kill(process.pid, signal.SIGKILL)
    assert process.wait() == -signal.SIGKILL
    assert filed >= after
    summary = standoff.read(rows, ledger, coder=HandCoder())
    assert summary.known >= after
    assert 0 < summary.reports < 100
    assert summary.known + summary.reports == 100
    assert content(ledger) == content(whole)


def wait_for_reports(process: subprocess.Popen, ledger: Path, wanted: int) -> int:
    """Wait until a run that is under way has filed so many reports."""
    until = time.monotonic() + 60
    while time.monotonic() < until and process.poll() is None:
        try:
            with Ledger.open(ledger, create=False) as opened:
                count = opened.counts()["reports"]
        except standoff.StandoffError:
            count = 0
        if count >= wanted:
            return count
        time.sleep(0.005)
    raise AssertionError(f"the run ended before {wanted} reports were filed")
