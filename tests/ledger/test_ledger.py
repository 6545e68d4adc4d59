import json
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from stories import CALL, CODER, INVASION, MEETING, MEETING_AGAIN, STORIES, ledger_of, told

from standoff.errors import LedgerError, NotFoundError
from standoff.exchange.codebook import from_codebook
from standoff.ledger import Added, EventQuery, Ledger, event_row
from standoff.ledger.asking import read_events
from standoff.records import CodedReport, Dropped, Event, Part, Refusal, Span

SHARED = Path(__file__).resolve().parents[3] / "shared" / "gold"


def ids(ledger: Ledger, **query: object) -> list[str]:
    return [e.id for e in ledger.events(EventQuery(**query))]  # type: ignore[arg-type]


def labels(ledger: Ledger, **query: object) -> list[str]:
    events = ledger.events(EventQuery(**query))  # type: ignore[arg-type]
    return sorted({a.label or "" for e in events for a in e.assertions})


def test_a_run_says_what_it_did(tmp_path: Path) -> None:
    with Ledger.open(tmp_path / "a.db") as ledger:
        run = ledger.begin_run(CODER, {"date": "2022-02-04"})
        assert ledger.add(run, MEETING) == Added(assertions=1, events_new=1)
        assert ledger.add(run, MEETING_AGAIN) == Added(assertions=1, events_new=0)
        ledger.refuse(run, Refusal("b.txt", "has no date"))
        done = ledger.finish_run(run)
    with Ledger.open(tmp_path / "a.db", create=False) as ledger:
        assert ledger.runs() == [done]
        assert (done.coder, done.settings) == (CODER, {"date": "2022-02-04"})
        assert (done.reports, done.refused, done.assertions) == (2, 1, 2)
        assert done.finished is not None
        assert done.started < done.finished
        assert ledger.refusals(run) == [Refusal("b.txt", "has no date")]
        assert ledger.counts() == {
            "reports": 2, "assertions": 2, "events": 1, "runs": 1, "refusals": 1,
        }  # fmt: skip


def test_reading_the_same_twice_adds_nothing() -> None:
    with ledger_of(STORIES) as ledger:
        before = (list(ledger.events()), ledger.counts())
        run = ledger.begin_run(CODER, {})
        assert all(ledger.has(s.report.id, CODER) for s in STORIES)
        assert {ledger.add(run, s) for s in STORIES} == {Added(0, 0)}
        assert (list(ledger.events()), ledger.counts()) == (before[0], before[1] | {"runs": 2})


def test_what_goes_in_comes_out() -> None:
    coded = CodedReport(
        CALL.report, CALL.acts, (Part("dateline", Span(0, 6)),),
        (Dropped(Span(7, 13), "ACCUSE", "score too low", 0.2),),
    )  # fmt: skip
    with ledger_of([coded]) as ledger:
        assert ledger.coded("C1") == coded
        assert ledger.report("C1") == CALL.report
        assert ledger.report(CALL.report.id[:8]) == CALL.report
        assert list(ledger.reports()) == [CALL.report]


@pytest.mark.shared
@pytest.mark.skipif(not SHARED.exists(), reason="needs ../shared beside the checkout")
def test_every_hand_coded_report_comes_out_as_it_went_in() -> None:
    lines = (SHARED / "dev.jsonl").read_text(encoding="utf-8").splitlines()
    coded = [from_codebook(json.loads(line)) for line in lines]
    with ledger_of(coded) as ledger:
        assert [ledger.coded(c.report.id) for c in coded] == coded


def test_a_newer_coder_supersedes_an_older_one() -> None:
    bare = CodedReport(MEETING.report, ())
    with ledger_of([MEETING, MEETING_AGAIN]) as ledger:
        run = ledger.begin_run("hand 2", {})
        assert ledger.add(run, bare) == Added(0, 0)
        assert labels(ledger) == ["M2"]
        assert ledger.coded("M1") == bare
        assert ledger.counts()["assertions"] == 1
        again = list(ledger.events())
    assert again == list(ledger_of([MEETING_AGAIN]).events())


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ({"actor": "CHN"}, "M0 M1 M2"),
        ({"actor": "Putin"}, "C1 M0 M1 M2"),
        ({"actor": "put"}, ""),
        ({"actor": "%"}, ""),
        ({"actor": "RUS", "recipient": "UKR", "type": "assault", "place": "Luhansk"}, "S4"),
        ({"type": "CONSULT"}, "C1 M0 M1 M2"),
        ({"status": "possible"}, "I2 I3"),
        ({"contested": True}, "I2 I3"),
        ({"background": True}, "I1"),
        ({"since": date(2022, 3, 1)}, "S2 S3"),
        ({"until": date(2014, 6, 1)}, "I1"),
        ({"since": date(2022, 2, 3), "until": date(2022, 2, 4), "type": "CONSULT"}, "M0 M1 M2"),
        ({"place": "UKR"}, "S1 S2 S3 S4"),
        ({"limit": 1}, "I1"),
        ({"limit": 0}, ""),
    ],
)
def test_queries_today_and_as_of_the_last_day(query: dict[str, object], expected: str) -> None:
    with ledger_of(STORIES) as ledger:
        assert labels(ledger, **query) == expected.split()
        assert labels(ledger, **query, as_of=date(2022, 12, 31)) == expected.split()


@settings(max_examples=20, deadline=None)
@given(st.dates(date(2022, 1, 31), date(2022, 3, 3)))
def test_as_of_a_day_is_the_ledger_that_would_have_been(day: date) -> None:
    then = [s for s in STORIES if s.report.published <= day]
    with ledger_of(STORIES) as whole, ledger_of(then) as part:
        assert list(whole.events(EventQuery(as_of=day))) == list(part.events())


def test_an_event_is_found_by_the_beginning_of_its_id() -> None:
    with ledger_of(STORIES) as ledger:
        [first, *_] = ledger.events()
        assert ledger.event(first.id) == ledger.event(first.id[:10]) == first
        with pytest.raises(NotFoundError, match=r"No event .* 'e-none'"):
            ledger.event("e-none")
        with pytest.raises(NotFoundError, match="Several events"):
            ledger.event("e-")


def test_two_reports_of_one_name_must_be_told_apart() -> None:
    other = told("C1", "2022-02-03", "Another text.", outlet="Another Post")
    with ledger_of([CALL, other]) as ledger:
        with pytest.raises(NotFoundError, match="Several reports are named 'C1'"):
            ledger.report("C1")
        assert ledger.report(other.report.id) == other.report


def test_reports_are_searched_by_words() -> None:
    with ledger_of(STORIES) as ledger:
        assert [r.name for r in ledger.search("Kremlin talks")] == ["M2"]
        with pytest.raises(LedgerError):
            ledger.search('"')


def test_an_unknown_run_is_refused_before_anything_is_written() -> None:
    with Ledger.open(":memory:") as ledger:
        with pytest.raises(NotFoundError, match="No run u-1"):
            ledger.add("u-1", MEETING)
        assert ledger.counts()["reports"] == 0


def test_one_may_read_while_another_writes(tmp_path: Path) -> None:
    """An event that an earlier telling renames is left out of a list begun before, or is whole."""
    path = tmp_path / "a.db"
    with ledger_of([CALL, MEETING_AGAIN], path) as writer, Ledger.open(path) as reader:
        listed = ids(reader)
        writer.add(writer.begin_run(CODER, {}), MEETING)
        assert [e.assertions[0].label for e in read_events(reader._store, listed)] == ["C1"]
        assert labels(reader) == ["C1", "M1", "M2"]


def test_an_event_as_a_row() -> None:
    with ledger_of([CALL]) as ledger:
        [event] = ledger.events()
    row = event_row(event)
    assert list(row) == [
        "id", "type", "mode", "actors", "recipients", "status", "standing", "origins",
        "background", "when", "where", "from", "numbers", "assertions",
    ]  # fmt: skip
    assert row["actors"][1] == {
        "id": event.actors[1].id, "text": "Putin", "name": "Vladimir Putin", "country": "RUS",
        "sector": "GOV",
    }  # fmt: skip
    assert row["when"] == {"text": "Wednesday", "start": "2022-02-02", "end": "2022-02-02"}
    assert row["assertions"] == [
        {
            "report": "C1", "trigger": [7, 13], "status": "happened", "source": [],
            "stance": "asserts", "confidence": 1.0,
        }
    ]  # fmt: skip
    assert json.loads(json.dumps(row)) == row


@pytest.mark.parametrize("library", ["pandas", "polars"])
def test_frames(library: str) -> None:
    pytest.importorskip(library)
    with ledger_of([CALL, INVASION]) as ledger:
        events = ledger.to_frame("events", library)
        assertions = ledger.to_frame("assertions", library)
    assert list(events["actors"]) == ["Emmanuel Macron; Vladimir Putin", "Russia"]
    assert list(events["origins"]) == [1, 1]
    assert list(assertions["report"]) == ["C1", "I4"]


def test_a_frame_that_cannot_be_made_says_which_can() -> None:
    with Ledger.open(":memory:") as ledger, pytest.raises(LedgerError, match="'events' or"):
        ledger.to_frame("acts")


def test_the_views_tell_the_same_as_the_records(tmp_path: Path) -> None:
    with ledger_of(STORIES, tmp_path / "a.db") as ledger:
        events: list[Event] = list(ledger.events())
        store = ledger._store
        views = {r["id"]: r for r in store.rows("SELECT * FROM v_events")}
        assert set(views) == {e.id for e in events}
        for e in events:
            assert {p.name for p in e.actors} <= set(json.loads(views[e.id]["actors"]))
            assert (views[e.id]["standing"], views[e.id]["origins"]) == (e.standing, e.origins)
            assert views[e.id]["assertions"] == len(e.assertions)
        rows = store.rows("SELECT id, event, outlet, run FROM v_assertions")
        told_by = {(a.id, e.id) for e in events for a in e.assertions}
        assert {(r["id"], r["event"]) for r in rows} == told_by
        assert all(r["run"] == ledger.runs()[0].id for r in rows)
