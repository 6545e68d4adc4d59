"""The ledger as one object: runs and reports go in, events and evidence come out."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from datetime import datetime
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from standoff.errors import NotFoundError
from standoff.ledger.asking import EventQuery, find_events, read_events
from standoff.ledger.filing import Added, file_report, now
from standoff.ledger.frames import frame
from standoff.ledger.rows import dump, read_acts, read_coding, read_report
from standoff.ledger.store import Store
from standoff.records import CodedReport, Event, Refusal, Report, Run, content_id


class Ledger:
    """Reports, what they say, and the events they speak of, in one file.

    >>> with Ledger.open(":memory:") as ledger:
    ...     ledger.counts()["events"]
    0
    """

    def __init__(self, store: Store) -> None:
        self._store = store
        self._coders: dict[str, str] = {}

    @classmethod
    def open(cls, location: str | Path, *, create: bool = True) -> Ledger:
        """Open a ledger; make it unless `create` is false.

        Raises LedgerError where the file is missing, damaged, no ledger, or from a newer version.
        """
        return cls(Store.open(location, create=create))

    def close(self) -> None:
        """Close the file."""
        self._store.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:  # fmt: skip
        self.close()

    def begin_run(self, coder: str, settings: Mapping[str, Any]) -> str:
        """Open a run of `coder` (its name and version) and return its id."""
        started = now()
        run = content_id("u", coder, dict(settings), started)
        with self._store.transaction():
            self._store.run(
                "INSERT INTO runs (id, coder, settings, started) VALUES (?,?,?,?)",
                (run, coder, dump(dict(settings)), started),
            )
        self._coders[run] = coder
        return run

    def has(self, report_id: str, coder: str) -> bool:
        """Tell whether this coder has read this report (by its content id) before."""
        sql = "SELECT 1 FROM codings WHERE report = ? AND coder = ?"
        return bool(self._store.rows(sql, (report_id, coder)))

    def add(self, run_id: str, coded: CodedReport) -> Added:
        """File a coded report, its acts and assertions, and settle the events it touches.

        All of it or nothing is written. What the run's coder has filed before adds nothing; what an
        older coder filed of the same report stays, superseded, and no longer counts.
        """
        coder = self._coder(run_id)
        with self._store.transaction():
            return file_report(self._store, run_id, coder, coded)

    def _coder(self, run_id: str) -> str:
        if run_id not in self._coders:
            self._coders[run_id] = self._run(run_id).coder
        return self._coders[run_id]

    def refuse(self, run_id: str, refusal: Refusal) -> None:
        """Note an input that did not become a report."""
        self._coder(run_id)
        with self._store.transaction():
            self._store.run(
                "INSERT INTO refusals (run, origin, reason) VALUES (?,?,?)",
                (run_id, refusal.origin, refusal.reason),
            )

    def finish_run(self, run_id: str) -> Run:
        """Close a run and return what it did."""
        self._coder(run_id)
        with self._store.transaction():
            self._store.run("UPDATE runs SET finished = ? WHERE id = ?", (now(), run_id))
        return self._run(run_id)

    def _run(self, run_id: str) -> Run:
        found = [run for run in self.runs() if run.id == run_id]
        if not found:
            raise NotFoundError(f"No run {run_id} in {self._store.location}. See Ledger.runs().")
        return found[0]

    def runs(self) -> list[Run]:
        """All runs, oldest first."""
        rows = self._store.rows(
            "SELECT r.*, (SELECT count(*) FROM codings WHERE run = r.id) AS reports,"
            " (SELECT count(*) FROM refusals WHERE run = r.id) AS refused,"
            " (SELECT count(*) FROM codings AS c JOIN acts AS a ON a.report = c.report AND"
            "  a.coder = c.coder JOIN assertions AS s ON s.act = a.act WHERE c.run = r.id)"
            " AS assertions FROM runs AS r ORDER BY r.started, r.id"
        )
        return [
            Run(
                id=r["id"],
                coder=r["coder"],
                settings=json.loads(r["settings"]),
                started=datetime.fromisoformat(r["started"]),
                finished=datetime.fromisoformat(r["finished"]) if r["finished"] else None,
                reports=r["reports"],
                refused=r["refused"],
                assertions=r["assertions"],
            )
            for r in rows
        ]

    def refusals(self, run_id: str) -> list[Refusal]:
        """What a run refused, in order."""
        sql = "SELECT origin, reason FROM refusals WHERE run = ? ORDER BY number"
        return [Refusal(r["origin"], r["reason"]) for r in self._store.rows(sql, (run_id,))]

    def events(self, query: EventQuery | None = None) -> Iterator[Event]:
        """Yield the events a query asks for, by time; all without one."""
        return find_events(self._store, query or EventQuery())

    def event(self, event_id: str) -> Event:
        """Return one event by its id or the unique beginning of it.

        Raises NotFoundError where no event, or several, begin so.
        """
        with self._store.snapshot():
            return read_events(self._store, self._ids("events", event_id))[0]

    def _ids(self, table: str, beginning: str) -> list[str]:
        kind = table.removesuffix("s")
        sql = f"SELECT id FROM {table} WHERE id >= ? AND id < ? ORDER BY id LIMIT 2"
        ids = [r["id"] for r in self._store.rows(sql, (beginning, beginning + "\U0010ffff"))]
        if len(ids) != 1:
            say = "Several" if ids else "No"
            hint = "Give more of its id." if ids else f"List what there is with Ledger.{table}()."
            raise NotFoundError(
                f"{say} {kind if not ids else table} in {self._store.location} begin with "
                f"{beginning!r}. {hint}"
            )
        return ids

    def report(self, report_id: str) -> Report:
        """Return one report by its content id, the unique beginning of it, or its own name.

        Raises NotFoundError where there is none, or where several have this name.
        """
        named = self._store.rows("SELECT * FROM reports WHERE name = ? LIMIT 2", (report_id,))
        if len(named) == 1:
            return read_report(named[0])
        if named:
            raise NotFoundError(f"Several reports are named {report_id!r}. Give the content id.")
        [id_] = self._ids("reports", report_id)
        return read_report(self._store.rows("SELECT * FROM reports WHERE id = ?", (id_,))[0])

    def reports(self) -> Iterator[Report]:
        """Yield all reports, by day of publication."""
        rows = self._store.rows("SELECT id FROM reports ORDER BY published, id")
        for row in rows:
            [full] = self._store.rows("SELECT * FROM reports WHERE id = ?", (row["id"],))
            yield read_report(full)

    def coded(self, report_id: str) -> CodedReport:
        """Return a report with what its newest coder found in it."""
        report = self.report(report_id)
        sql = "SELECT * FROM codings WHERE report = ? AND superseded_by IS NULL"
        [coding] = self._store.rows(sql, (report.id,))
        rows = self._store.rows(
            "SELECT act FROM acts WHERE report = ? AND coder = ? ORDER BY n",
            (report.id, coding["coder"]),
        )
        acts = read_acts(self._store, [r["act"] for r in rows])
        return read_coding(coding, report, [acts[r["act"]] for r in rows])

    def search(self, words: str, limit: int = 50) -> list[Report]:
        """Find reports by words of their title and text, best first (SQLite FTS5 syntax).

        Raises LedgerError where `words` is no such query.
        """
        rows = self._store.rows(
            "SELECT r.* FROM reports_search AS s JOIN reports AS r ON r.number = s.rowid"
            " WHERE reports_search MATCH ? ORDER BY s.rank, r.id LIMIT ?",
            (words, limit),
        )
        return [read_report(r) for r in rows]

    def counts(self) -> dict[str, int]:
        """How many reports, assertions (those that count), events, runs and refusals there are."""
        current = (
            "assertions AS s JOIN acts AS a ON a.act = s.act JOIN codings AS c ON"
            " c.report = a.report AND c.coder = a.coder WHERE c.superseded_by IS NULL"
        )
        tables = {
            "reports": "reports", "assertions": current, "events": "events", "runs": "runs",
            "refusals": "refusals",
        }  # fmt: skip
        return {
            name: self._store.rows(f"SELECT count(*) AS n FROM {table}")[0]["n"]
            for name, table in tables.items()
        }

    def to_frame(self, what: str = "events", library: str = "pandas") -> Any:
        """Return the events, or the assertions, as a pandas or polars data frame.

        Raises LedgerError where the library is not installed.
        """
        return frame(self.events(), what, library)
