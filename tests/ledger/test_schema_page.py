import re
from pathlib import Path

from standoff.ledger.store import Store

PAGE = Path(__file__).resolve().parents[2] / "docs" / "reference" / "schema.md"


def test_every_table_view_and_column_is_described() -> None:
    paragraphs = {
        name: set(re.findall(r"`(\w+)`", text))
        for name, text in re.findall(
            r"^\*\*`(\w+)`\*\*:(.*?)(?=\n\n|\Z)", PAGE.read_text(encoding="utf-8"), re.M | re.S
        )
    }
    store = Store.open(":memory:")
    tables = [
        r["name"]
        for r in store.rows("SELECT name FROM sqlite_master WHERE type IN ('table', 'view')")
        if not re.match(r"reports_search_|sqlite_", r["name"])
    ]
    assert set(paragraphs) == set(tables)
    events = {r["name"] for r in store.rows("PRAGMA table_info(events)")}
    for table in tables:
        columns = {r["name"] for r in store.rows(f"PRAGMA table_info({table})")}
        left = columns - paragraphs[table] - (events if table == "v_events" else set())
        assert left == set(), f"{table} lacks {sorted(left)}"
    store.close()
