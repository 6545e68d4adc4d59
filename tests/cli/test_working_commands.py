"""The commands that code: read, code, explain and evaluate, with the package's own coder."""

import json
import os
import re
import signal
import subprocess
import sys
import time

import pexpect
import pytest

from standoff.errors import StandoffError
from standoff.exchange.eventjson import event_row
from standoff.ledger import Ledger

STANDOFF = [sys.executable, "-m", "standoff"]
STORIES = [
    "Russia has massed more than 100,000 troops near Ukraine's border.",
    "Macron called Biden on Wednesday.",
    "Russian officials deny that an invasion of Ukraine is planned.",
    "Ukraine said Russian forces shelled a school in Stanytsia Luhanska on Thursday.",
]


def story(number):
    """A dispatch, different for every number."""
    first, second = STORIES[number % 4], STORIES[(number // 4) % 4]
    return f"{first} {second} The reporter counted {number} checkpoints."


@pytest.fixture
def reports(tmp_path):
    """A folder as a user has one: text files, JSON lines, a table, and what is no report."""
    folder = tmp_path / "reports"
    folder.mkdir()
    for number in range(4):
        (folder / f"{number}.txt").write_text(f"date 2022-02-04 {story(number)}")
    row = {"id": "NS-1", "date": "2022-02-17", "source": "Northern Star", "text": story(7)}
    (folder / "a.jsonl").write_text(json.dumps(row) + "\n{broken\n")
    (folder / "b.csv").write_text(f'published,body\n2022-02-17,"{story(8)}"\n')
    (folder / "undated.txt").write_text("Macron called Biden.")
    (folder / "image.png").write_bytes(b"\x89PNG\r\n\x1a\n\0\0")
    return folder


def content(path):
    """What a ledger holds, without the runs and their clocks."""
    with Ledger.open(path, create=False) as ledger:
        rows = [event_row(e, lambda id_: id_) for e in ledger.events()]
        reports = sorted((r.id, r.text, r.origin) for r in ledger.reports())
        return (
            sorted(json.dumps(r, sort_keys=True) for r in rows),
            reports,
            ledger.counts()["events"],
        )


def test_read_fills_a_ledger_and_says_what_it_refused(standoff, reports, tmp_path):
    ledger = tmp_path / "crisis.db"
    result = standoff("read", reports, "--ledger", ledger)
    assert result.exit_code == 0
    lines = result.stdout.splitlines()
    assert re.fullmatch(r"read       6 reports in \d+\.\d seconds", lines[0])
    assert re.fullmatch(r"found      \d+ assertions, \d+ new events", lines[1])
    assert lines[2] == "refused    3 (binary 1, no date 1, not JSON 1)"
    assert f"  {reports}/a.jsonl:2: not JSON: " in lines[3]
    assert f"  {reports}/image.png: binary: it is no text" in lines[4]
    assert f"  {reports}/undated.txt: no date: begin the file with one" in lines[5]
    assert lines[-1] == f"ledger     {ledger}"
    with Ledger.open(ledger) as opened:
        assert opened.report("NS-1").outlet == "Northern Star"
        assert opened.counts()["events"] > 0


def test_reading_again_adds_nothing_and_says_so(standoff, reports, tmp_path):
    ledger = tmp_path / "crisis.db"
    standoff("read", reports, "--ledger", ledger)
    before = content(ledger)
    again = standoff("read", reports, "--ledger", ledger)
    assert "read       0 reports" in again.stdout
    assert "known      6 reports in the ledger already" in again.stdout
    assert content(ledger) == before


def test_read_takes_standard_input_a_day_and_a_map(standoff, tmp_path):
    ledger = tmp_path / "crisis.db"
    told = standoff("read", "-", "--date", "4 Feb 2022", "--ledger", ledger, stdin=story(1))
    assert "read       1 report in" in told.stdout
    table = "when|prose\n2022-02-05|" + story(2) + "\n"
    words = ["--map", "date=when,text=prose"]
    told = standoff("read", "-", *words, "--ledger", ledger, stdin=table)
    assert "read       1 report in" in told.stdout
    with Ledger.open(ledger) as opened:
        assert [str(r.published) for r in opened.reports()] == ["2022-02-04", "2022-02-05"]


@pytest.mark.parametrize(
    ("words", "status", "said"),
    [
        (["read", "nowhere.txt"], 1, "nowhere.txt: there is no such file"),
        (["read", "-", "--map", "text"], 1, "--map: 'text' is not ROLE=COLUMN"),
        (["read", "-", "--date", "soon"], 2, "'soon' is no day"),
        (["read"], 2, "PATH"),
        (["code", "nowhere.txt"], 1, "nowhere.txt: there is no such file"),
        (["explain", "nowhere.txt"], 1, "nowhere.txt: there is no such file"),
        (["evaluate", "nowhere.jsonl"], 1, "nowhere.jsonl: there is no such file"),
    ],
)
def test_errors_are_clear_and_exit_as_they_should(standoff, words, status, said):
    result = standoff(*words)
    assert result.exit_code == status
    assert said in result.stderr
    assert "Traceback" not in result.output


def test_code_writes_the_codebooks_format(standoff, reports, tmp_path):
    out = tmp_path / "coded.jsonl"
    result = standoff("code", reports, "--out", out)
    assert result.exit_code == 0
    assert result.stdout == ""
    assert len(result.stderr.splitlines()) == 3
    rows = [json.loads(line) for line in out.read_text(encoding="utf-8").splitlines()]
    assert len(rows) == 6
    events = [(row, event) for row in rows for event in row["events"]]
    assert events
    for row, event in events:
        for party in event["actors"] + event["recipients"]:
            start, end = party["span"]
            assert row["text"][start:end] == party["text"]


def test_evaluate_gives_full_marks_to_what_was_coded_by_itself(standoff, reports, tmp_path):
    gold = tmp_path / "gold.jsonl"
    standoff("code", reports, "--out", gold)
    result = standoff("evaluate", gold)
    assert result.exit_code == 0
    assert "event       P 1.000  R 1.000  F1 1.000" in result.stdout
    assert result.stdout.splitlines()[-1].startswith("by type     ")
    told = json.loads(standoff("evaluate", gold, "--system", gold, "--json").stdout)
    assert told["record"]["f1"] == 1.0


def test_evaluate_names_the_line_that_is_no_row(standoff, tmp_path, rows_file):
    bad = tmp_path / "bad.jsonl"
    bad.write_text('{"id": "1", "events": []}\n')
    result = standoff("evaluate", bad, "--system", rows_file)
    assert (result.exit_code, result.stderr) == (
        1, f"standoff: {bad}:1: no text; see the codebook's format\n",
    )  # fmt: skip


def test_a_place_that_cannot_be_written_is_one_clear_line(standoff, reports, tmp_path):
    result = standoff("code", reports / "1.txt", "--out", tmp_path / "no" / "such" / "folder")
    assert result.exit_code == 1
    assert result.stderr.endswith("No such file or directory; choose another place or its rights\n")


def test_a_reader_that_leaves_early_is_no_error(tmp_path, rows_file):
    code = f"{' '.join(STANDOFF)} code {rows_file} | head -c 20"
    run = subprocess.run(["bash", "-c", code], capture_output=True, text=True, check=False)
    assert len(run.stdout) == 20
    assert "Traceback" not in run.stderr


def test_explain_goes_through_a_report_sentence_by_sentence(standoff, tmp_path):
    file = tmp_path / "a.txt"
    file.write_text(f"date 2022-02-17 {STORIES[3]}\nIt rained. (MW Photo/Ann Lee)")
    result = standoff("explain", file)
    assert result.exit_code == 0
    page = " ".join(result.stdout.split())
    assert "[act: shelled]" in page
    assert "“shelled”: ASSAULT" in page
    assert "asserts: Ukraine" in page
    assert "It rained." in page
    assert "“(MW Photo/Ann Lee)” is no story" in page
    assert max(map(len, result.stdout.splitlines())) <= 80


def test_a_run_killed_half_way_is_finished_by_the_next_one(tmp_path):
    rows = [
        {"id": str(n), "date": "2022-02-17", "text": story(n), "outlet": f"Outlet {n % 3}"}
        for n in range(60)
    ]
    file = tmp_path / "rows.jsonl"
    file.write_text("".join(json.dumps(row) + "\n" for row in rows))
    whole, killed = tmp_path / "whole.db", tmp_path / "killed.db"
    read = [*STANDOFF, "read", str(file), "--ledger"]
    subprocess.run([*read, str(whole)], check=True, capture_output=True)
    process = subprocess.Popen([*read, str(killed)], stdout=subprocess.DEVNULL)
    wait_until_filing(process, killed)
    os.kill(process.pid, signal.SIGKILL)
    assert process.wait() == -signal.SIGKILL
    with Ledger.open(killed) as ledger:
        filed = ledger.counts()["reports"]
    assert 0 < filed < 60
    again = subprocess.run([*read, str(killed)], check=True, capture_output=True, text=True)
    known = int(re.search(r"known +(\d+)", again.stdout)[1])
    assert known >= filed
    assert f"read       {60 - known} reports" in again.stdout
    assert content(killed) == content(whole)


def wait_until_filing(process, ledger):
    until = time.monotonic() + 120
    while time.monotonic() < until and process.poll() is None:
        try:
            with Ledger.open(ledger, create=False) as opened:
                if opened.counts()["reports"] > 0:
                    return
        except StandoffError:
            pass
        time.sleep(0.01)
    raise AssertionError("the run ended before a report was filed")


def test_on_a_terminal_a_bar_moves_and_the_summary_stays(reports, tmp_path):
    command = [*STANDOFF[1:], "read", str(reports), "--ledger", str(tmp_path / "a.db")]
    env = {**os.environ, "TERM": "xterm", "COLUMNS": "80"}
    terminal = pexpect.spawn(sys.executable, command, env=env, encoding="utf-8", timeout=120)
    terminal.expect("━")
    terminal.expect(r"read +6 reports in")
    terminal.expect(pexpect.EOF)
