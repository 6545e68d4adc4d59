"""One SQLite file: opened, checked, brought to the newest schema, and spoken to in plain SQL.

Write-ahead logging lets readers go on while one writer writes. Everything is written inside
`Store.transaction`, so that a killed process leaves whole reports or nothing. The schema is a row
of numbered SQL files; the names of those applied are kept in the table `migrations`.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from importlib import resources
from pathlib import Path
from typing import Any

from standoff.errors import LedgerError

_APPLICATION_ID = 0x5374416E
_BUSY_SECONDS = 30.0
_MOST_VALUES = 500


class Store:
    """A connection to the ledger's file.

    >>> store = Store.open(":memory:")
    >>> store.rows("SELECT count(*) AS n FROM reports")[0]["n"]
    0
    """

    def __init__(self, connection: sqlite3.Connection, location: str) -> None:
        self._connection = connection
        self.location = location

    @classmethod
    def open(cls, location: str | Path, *, create: bool = True) -> Store:
        """Open the file and apply the migrations that it lacks.

        Raises LedgerError where it is missing (with `create=False`), unreadable, no ledger, or
        written by a newer version.
        """
        path = str(location)
        if path != ":memory:" and not create and not Path(path).exists():
            raise LedgerError(
                f"There is no ledger at {path}. Make one with `standoff read PATH --ledger {path}`."
            )
        with _told(path):
            connection = sqlite3.connect(path, timeout=_BUSY_SECONDS, isolation_level=None)
            try:
                return cls._prepared(connection, path)
            except BaseException:
                connection.close()
                raise

    @classmethod
    def _prepared(cls, connection: sqlite3.Connection, path: str) -> Store:
        connection.row_factory = sqlite3.Row
        store = cls(connection, path)
        store._refuse_strangers()
        if store._missing():
            connection.execute("PRAGMA journal_mode = WAL")
            with store.transaction():
                store._migrate()
        connection.execute("PRAGMA foreign_keys = ON")
        connection.execute("PRAGMA synchronous = NORMAL")
        return store

    def _refuse_strangers(self) -> None:
        """Leave alone any database that is somebody else's."""
        mark = self._connection.execute("PRAGMA application_id").fetchone()[0]
        tables = self._connection.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]
        if mark != _APPLICATION_ID and (mark or tables):
            raise LedgerError(
                f"{self.location} is a database, but not a ledger of standoff. "
                "Name another file with --ledger."
            )

    def _missing(self) -> list[str]:
        """The migrations still to apply; a name that we do not know was written by a newer us."""
        known = sorted(m.name for m in _migrations().iterdir() if m.name.endswith(".sql"))
        has = self._connection.execute(
            "SELECT count(*) FROM sqlite_master WHERE name = 'migrations'"
        ).fetchone()[0]
        applied = {r["name"] for r in self.rows("SELECT name FROM migrations")} if has else set()
        if newer := sorted(applied - set(known)):
            raise LedgerError(
                f"{self.location} was written by a newer standoff (it has {newer[-1]}). "
                "Upgrade with `pip install --upgrade standoff`."
            )
        return [name for name in known if name not in applied]

    def _migrate(self) -> None:
        """Apply what is missing; asked again inside the transaction, since another may have."""
        self.run(f"PRAGMA application_id = {_APPLICATION_ID}")
        self.run("CREATE TABLE IF NOT EXISTS migrations (name TEXT PRIMARY KEY)")
        for name in self._missing():
            for statement in _statements((_migrations() / name).read_text(encoding="utf-8")):
                self.run(statement)
            self.run("INSERT INTO migrations (name) VALUES (?)", (name,))

    def close(self) -> None:
        """Close the file."""
        self._connection.close()

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """Write all of what is inside, or nothing of it."""
        with _told(self.location):
            self._connection.execute("BEGIN IMMEDIATE")
            try:
                yield
            except BaseException:
                if self._connection.in_transaction:
                    self._connection.execute("ROLLBACK")
                raise
            self._connection.execute("COMMIT")

    @contextmanager
    def snapshot(self) -> Iterator[None]:
        """Read all that is inside as it stands at one moment, whoever writes meanwhile."""
        with _told(self.location):
            self._connection.execute("BEGIN")
            try:
                yield
            finally:
                self._connection.execute("COMMIT")

    def rows(self, sql: str, values: Sequence[Any] = ()) -> list[sqlite3.Row]:
        """Ask, and take all rows."""
        with _told(self.location):
            return self._connection.execute(sql, values).fetchall()

    def rows_in(self, sql: str, values: Iterable[Any]) -> list[sqlite3.Row]:
        """Ask with `{}` standing for a list of any length, in pieces that the database takes."""
        wanted, found = list(values), list[sqlite3.Row]()
        for at in range(0, len(wanted), _MOST_VALUES):
            piece = wanted[at : at + _MOST_VALUES]
            found += self.rows(sql.replace("{}", ",".join("?" * len(piece))), piece)
        return found

    def run(self, sql: str, values: Sequence[Any] = ()) -> None:
        """Write one row."""
        with _told(self.location):
            self._connection.execute(sql, values)

    def run_many(self, sql: str, rows: Iterable[Sequence[Any]]) -> None:
        """Write many rows by the same statement."""
        with _told(self.location):
            self._connection.executemany(sql, rows)

    def insert(self, sql: str, values: Sequence[Any]) -> int:
        """Write one row and return the number the database gave it."""
        with _told(self.location):
            return int(self._connection.execute(sql, values).fetchone()[0])


def _migrations() -> Any:
    return resources.files("standoff.ledger") / "migrations"


def _statements(script: str) -> Iterator[str]:
    """Split a script where a statement is complete, so that it can run inside a transaction."""
    statement = ""
    for line in script.splitlines(keepends=True):
        statement += line
        if sqlite3.complete_statement(statement):
            yield statement
            statement = ""


_TOLD = {
    "file is not a database": "is not a database. Name another file with --ledger.",
    "malformed": "is damaged. Restore a backup, or save what is left with `sqlite3 FILE .recover`.",
    "readonly": "may not be written to. Change its permissions, or copy it.",
    "unable to open": "cannot be opened. Check that its folder exists and may be written to.",
    "locked": "is being written to by another process. Wait for it, then repeat.",
    "disk is full": "has no room left on its disk. Free some; what was filed before is safe.",
    "disk i/o": "cannot be read or written by the disk. Check the disk, then repeat.",
}


@contextmanager
def _told(location: str) -> Iterator[None]:
    """Say a database error as what happened to which file and what to do."""
    try:
        yield
    except sqlite3.Error as error:
        cause = str(error).lower()
        words = next((say for sign, say in _TOLD.items() if sign in cause), f"failed: {error}.")
        raise LedgerError(f"The ledger {location} {words}") from error
