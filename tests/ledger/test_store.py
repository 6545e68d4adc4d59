import sqlite3
from pathlib import Path

import pytest
from stories import CALL, CODER, MEETING, STORIES, ledger_of

from standoff.errors import LedgerError
from standoff.ledger import Ledger
from standoff.ledger.store import Store

MIGRATIONS = Path(__file__).resolve().parents[2] / "src/standoff/ledger/migrations"
NAMES = sorted(p.name for p in MIGRATIONS.glob("*.sql"))


def test_an_empty_file_becomes_a_ledger(tmp_path: Path) -> None:
    path = tmp_path / "a.db"
    path.touch()
    with Ledger.open(path) as ledger:
        assert ledger.counts()["reports"] == 0
    with sqlite3.connect(path) as raw:
        assert [n for (n,) in raw.execute("SELECT name FROM migrations ORDER BY name")] == NAMES
        assert raw.execute("PRAGMA journal_mode").fetchone() == ("wal",)


def test_an_older_file_is_brought_up_and_keeps_what_it_has(tmp_path: Path) -> None:
    """A ledger from before there was search: its reports are found once it is opened again."""
    path = tmp_path / "old.db"
    ledger_of([CALL], path).close()
    with sqlite3.connect(path) as raw:
        raw.executescript("DROP TRIGGER reports_are_searchable; DROP TABLE reports_search;")
        raw.execute("DELETE FROM migrations WHERE name > '0001_ledger.sql'")
    with Ledger.open(path) as ledger:
        assert [r.name for r in ledger.search("Macron")] == ["C1"]
        ledger.add(ledger.begin_run(CODER, {}), MEETING)
        assert [r.name for r in ledger.search("Beijing")] == ["M1"]


def test_every_migration_is_written_in_whole_statements() -> None:
    for name in NAMES:
        script = (MIGRATIONS / name).read_text(encoding="utf-8")
        assert sqlite3.complete_statement(script)


def refused(path: Path, words: str, *, create: bool = True) -> None:
    with pytest.raises(LedgerError, match=words):
        Ledger.open(path, create=create)


def test_a_missing_file_says_how_to_make_one(tmp_path: Path) -> None:
    refused(tmp_path / "none.db", "There is no ledger at .*standoff read", create=False)
    assert not (tmp_path / "none.db").exists()
    refused(tmp_path / "none" / "a.db", "cannot be opened. Check that its folder exists")


def test_a_text_file_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "notes.txt"
    path.write_text("Not a database. " * 100)
    refused(path, "notes.txt is not a database. Name another file")
    assert path.read_text() == "Not a database. " * 100


def test_somebody_elses_database_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "other.db"
    with sqlite3.connect(path) as raw:
        raw.execute("CREATE TABLE birds (name TEXT)")
    refused(path, "is a database, but not a ledger of standoff")
    with sqlite3.connect(path) as raw:
        assert [n for (n,) in raw.execute("SELECT name FROM sqlite_master")] == ["birds"]


def test_a_newer_ledger_is_not_touched(tmp_path: Path) -> None:
    path = tmp_path / "new.db"
    ledger_of([], path).close()
    with sqlite3.connect(path) as raw:
        raw.execute("INSERT INTO migrations VALUES ('9999_later.sql')")
    refused(path, "written by a newer standoff .it has 9999_later.sql.. Upgrade")


def test_a_damaged_ledger_says_so(tmp_path: Path) -> None:
    path = tmp_path / "bad.db"
    ledger_of([CALL, MEETING], path).close()
    data = bytearray(path.read_bytes())
    data[4096:] = b"\x5a" * (len(data) - 4096)
    path.write_bytes(data)
    with pytest.raises(LedgerError, match=r"is damaged\. Restore a backup"):
        list(Ledger.open(path).events())


def test_a_ledger_being_written_elsewhere_is_waited_for_then_told(tmp_path: Path) -> None:
    path = tmp_path / "busy.db"
    ledger_of([CALL], path).close()
    other = sqlite3.connect(path)
    other.execute("BEGIN IMMEDIATE")
    with Ledger.open(path) as ledger:
        assert len(list(ledger.events())) == 1
        ledger._store.run("PRAGMA busy_timeout = 50")
        with pytest.raises(LedgerError, match="is being written to by another process"):
            ledger.begin_run(CODER, {})
    other.close()


def test_a_ledger_that_may_not_be_written_can_be_asked(tmp_path: Path) -> None:
    path = tmp_path / "ro.db"
    ledger_of([CALL], path).close()
    store = Store.open(path)
    store.run("PRAGMA query_only = ON")
    with Ledger(store) as ledger:
        assert len(list(ledger.events())) == 1
        with pytest.raises(LedgerError, match=r"may not be written to\. Change its permissions"):
            ledger.begin_run(CODER, {})


def test_a_full_disk_says_so_and_loses_nothing(tmp_path: Path) -> None:
    store = Store.open(tmp_path / "full.db")
    with Ledger(store) as ledger:
        run = ledger.begin_run(CODER, {})
        ledger.add(run, CALL)
        store.rows("PRAGMA max_page_count = 1")
        with pytest.raises(LedgerError, match="has no room left on its disk"):
            for story in STORIES * 9:
                ledger.add(ledger.begin_run(story.report.text * 99, {}), story)
        assert store.rows("PRAGMA integrity_check")[0][0] == "ok"
        assert store.rows("PRAGMA foreign_key_check") == []
        assert ledger.report("C1") == CALL.report


def test_what_fails_inside_a_transaction_leaves_nothing(tmp_path: Path) -> None:
    store = Store.open(tmp_path / "a.db")
    run = "INSERT INTO runs (id, coder, settings, started) VALUES ('u', 'c', '{}', '')"
    with pytest.raises(LedgerError, match="UNIQUE constraint"), store.transaction():
        store.run(run)
        store.run(run)
    assert store.rows("SELECT * FROM runs") == []
    store.close()


def test_decisions_are_only_added(tmp_path: Path) -> None:
    store = Store.open(tmp_path / "a.db")
    store.run(
        "INSERT INTO decisions (id, kind, target, payload, author, reason, recorded)"
        " VALUES ('d-1', 'note', 'e-1', '{}', 'me', 'because', '2022-02-04')"
    )
    for sql in ("UPDATE decisions SET reason = ''", "DELETE FROM decisions"):
        with pytest.raises(LedgerError, match="decisions are only added"):
            store.run(sql)
    store.close()
