"""A small ledger of three reports, filed from hand-coded rows, for the commands that ask."""

import json
from datetime import date

import pytest
from typer.testing import CliRunner

from standoff.cli import app
from standoff.exchange.codebook import from_codebook
from standoff.ledger import Ledger

RUSSIA = {"text": "Russia", "name": "Russia", "country": "RUS", "sector": "GOV"}
UKRAINE = {"text": "Ukraine", "name": "Ukraine", "country": "UKR", "sector": "GOV"}
MACRON = {"text": "Macron", "name": "Emmanuel Macron", "country": "FRA", "sector": "GOV"}
BIDEN = {"text": "Biden", "name": "Joe Biden", "country": "USA", "sector": "GOV"}
THE_REPORT = {"source": [], "stance": "asserts"}


def said_by(who, stance="asserts"):
    return {"source": [who], "stance": stance}


def event(*words, **slots):
    trigger, type_, mode, actors, recipients, status, assertions = words
    plain = {"background": False, "when": None, "where": [], "from": [], "numbers": []}
    named = {"trigger": trigger, "type": type_, "mode": mode, "actors": actors}
    rest = {"recipients": recipients, "status": status, "assertions": assertions}
    return {**named, **rest, **plain, **slots}


ROWS = [
    {
        "id": "mw-1",
        "date": "2022-02-04",
        "outlet": "Meridian Wire",
        "text": "Russia has massed 100,000 troops. Macron called Biden on Wednesday.\nIt rained.",
        "events": [
            event(
                "massed", "MOBILIZE", "troops", [RUSSIA], [], "ongoing", [THE_REPORT],
                numbers=[{"text": "100,000", "low": 100000, "high": 100000, "unit": "troops"}],
            ),
            event(
                "called", "CONSULT", "phone", [MACRON, BIDEN], [], "happened", [THE_REPORT],
                when={"text": "Wednesday", "start": "2022-02-02", "end": "2022-02-02"},
            ),
        ],
    },
    {
        "id": "ns-7",
        "date": "2022-02-17",
        "outlet": "Northern Star",
        "text": "Ukraine said Russia had shelled a school in Stanytsia on Thursday.",
        "events": [
            event(
                "shelled", "ASSAULT", "heavy-weapons", [RUSSIA], [], "happened",
                [said_by("Ukraine")],
                when={"text": "Thursday", "start": "2022-02-17", "end": "2022-02-17"},
                where=[{"text": "Stanytsia", "name": "Stanytsia Luhanska", "country": "UKR"}],
            )
        ],
    },
    {
        "id": "ck-3",
        "date": "2022-02-17",
        "outlet": "City Desk",
        "text": "The ministry in Moscow denied that Russia had shelled Stanytsia on Thursday.",
        "events": [
            event(
                "shelled", "ASSAULT", "heavy-weapons", [RUSSIA], [], "happened",
                [said_by("The ministry in Moscow", "denies")],
                when={"text": "Thursday", "start": "2022-02-17", "end": "2022-02-17"},
                where=[{"text": "Stanytsia", "name": "Stanytsia Luhanska", "country": "UKR"}],
            )
        ],
    },
]  # fmt: skip


@pytest.fixture
def crisis(tmp_path):
    """The path of a ledger with the three reports."""
    path = tmp_path / "crisis.db"
    with Ledger.open(path) as ledger:
        run = ledger.begin_run("by hand", {})
        for row in ROWS:
            ledger.add(run, from_codebook(row))
        ledger.finish_run(run)
    return path


@pytest.fixture
def standoff(monkeypatch):
    """Run a command of the command line on an 80-column page; returns its result."""
    monkeypatch.delenv("STANDOFF_LEDGER", raising=False)
    monkeypatch.setenv("COLUMNS", "80")

    def run(*words, stdin=None):
        return CliRunner().invoke(app, [str(w) for w in words], input=stdin)

    return run


@pytest.fixture
def rows_file(tmp_path):
    """The three rows as a file of JSON lines."""
    path = tmp_path / "rows.jsonl"
    path.write_text("".join(json.dumps(row) + "\n" for row in ROWS), encoding="utf-8")
    return path


@pytest.fixture
def fourth():
    return date(2022, 2, 4)
