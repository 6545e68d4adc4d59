import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from standoff.errors import InputError
from standoff.exchange.codebook import from_codebook, nearest, to_codebook
from standoff.records import STANCES, STATUSES, Span

SHARED = Path(__file__).resolve().parents[3] / "shared" / "gold"
TEXT = (
    "Macron’s office said he called Putin on Wednesday about 100,000 troops near Kyiv. "
    "Russia denied it."
)
ROW: dict[str, Any] = {
    "id": "A1",
    "date": "2022-02-04",
    "text": TEXT,
    "events": [
        {
            "trigger": [24, 30], "type": "CONSULT", "mode": "phone",
            "actors": [
                {"text": "Macron", "name": "Emmanuel Macron", "country": "FRA", "sector": "GOV"},
                {"text": "Putin", "name": "Vladimir Putin", "country": "RUS", "sector": "GOV"},
            ],
            "recipients": [], "status": "happened", "background": False,
            "assertions": [
                {"source": ["Macron’s office"], "stance": "asserts"},
                {"source": ["Russia"], "stance": "denies"},
            ],
            "when": {"text": "Wednesday", "start": "2022-02-02", "end": "2022-02-02"},
            "where": [{"text": "Kyiv", "name": "Kyiv", "country": "UKR"}], "from": [],
            "numbers": [{"text": "100,000 troops", "low": 100000, "high": None, "unit": "troops"}],
        }
    ],
}  # fmt: skip


def without_spans(value: Any) -> Any:
    if isinstance(value, dict):
        return {k: without_spans(v) for k, v in value.items() if k not in {"span", "spans"}}
    return [without_spans(v) for v in value] if isinstance(value, list) else value


def test_a_row_becomes_records_with_spans_and_days() -> None:
    coded = from_codebook(ROW)
    [act] = coded.acts
    assert coded.report.label == "A1"
    assert coded.report.published == date(2022, 2, 4)
    assert act.trigger.of(TEXT) == "called"
    assert [(p.id, p.span.of(TEXT)) for p in act.actors] == [
        ("person:FRA:emmanuel-macron", "Macron"),
        ("person:RUS:vladimir-putin", "Putin"),
    ]
    assert act.when is not None
    assert (act.when.start, act.when.precision) == (date(2022, 2, 2), "day")
    assert [(v.texts, v.stance) for v in act.voices] == [
        (("Macron’s office",), "asserts"),
        (("Russia",), "denies"),
    ]
    assert act.where[0].precision == "city"
    assert act.voices[0].source[0].party == act.actors[0]
    russia = act.voices[1].source[0].party
    assert russia is not None
    assert (russia.id, russia.country) == ("state:RUS", "RUS")


def test_a_row_written_again_is_the_same_row_with_spans() -> None:
    written = to_codebook(from_codebook(ROW))
    assert without_spans(written) == ROW
    assert written["events"][0]["actors"][1]["span"] == [31, 36]
    assert from_codebook(written) == from_codebook(ROW)


def test_outlet_and_unknown_fields_are_kept() -> None:
    report = from_codebook({**ROW, "outlet": "The Courier", "section": "world"}).report
    assert (report.outlet, report.extra) == ("The Courier", {"section": "world"})


def test_a_trigger_may_be_the_nth_word() -> None:
    event = {**ROW["events"][0], "trigger": "d", "nth": 2}
    [act] = from_codebook({**ROW, "events": [event]}).acts
    assert act.trigger.start == TEXT.index("d", TEXT.index("d") + 1)


def test_a_text_is_taken_nearest_to_the_trigger_and_whole() -> None:
    text = "Trust Russia. Russian forces fired; Russia paused."
    assert nearest("Russia", text, Span(29, 34)) == Span(36, 42)


@pytest.mark.parametrize(
    "broken",
    [
        {"id": "B", "date": "2022-02-04", "events": []},
        {"id": "B", "date": "yesterday", "text": "x", "events": []},
        {**ROW, "id": "B", "text": "Nothing of it."},
    ],
)
def test_a_broken_row_is_refused_by_name(broken: dict[str, Any]) -> None:
    with pytest.raises(InputError, match="Row B is not in the codebook's format"):
        from_codebook(broken)


WORDS = (
    "Russia",
    "Kyiv",
    "NATO",
    "the “Kremlin”",
    "Erdoğan",
    "🚀",
    "shelled",
    "5,000 troops",
    "Monday",
)


@st.composite
def rows(draw: st.DrawFn) -> dict[str, Any]:
    text = " ".join(draw(st.lists(st.sampled_from(WORDS), min_size=1, max_size=12)))
    words = st.sampled_from([w for w in WORDS if w in text])
    country = st.sampled_from(["RUS", "UKR", "IGO", None])
    day = st.none() | st.dates(date(2014, 1, 1), date(2024, 1, 1)).map(date.isoformat)
    amount = st.none() | st.integers(0, 10**6)
    party = st.fixed_dictionaries(
        {"text": words, "name": st.text(), "country": country, "sector": st.just("GOV")}
    )
    place = st.fixed_dictionaries({"text": words, "name": st.text(), "country": country})
    event = st.fixed_dictionaries(
        {
            "trigger": words.map(lambda w: [text.index(w), text.index(w) + len(w)]),
            "type": st.sampled_from(["ASSAULT", "CONSULT"]),
            "mode": st.none() | st.just("aerial"),
            "actors": st.lists(party, max_size=2),
            "recipients": st.lists(party, max_size=2),
            "status": st.sampled_from(STATUSES),
            "background": st.booleans(),
            "assertions": st.lists(
                st.fixed_dictionaries(
                    {"source": st.lists(words, max_size=3), "stance": st.sampled_from(STANCES)}
                ),
                max_size=3,
            ),
            "when": st.none() | st.fixed_dictionaries({"text": words, "start": day, "end": day}),
            "where": st.lists(place, max_size=2),
            "from": st.lists(place, max_size=1),
            "numbers": st.lists(
                st.fixed_dictionaries(
                    {"text": words, "low": amount, "high": amount, "unit": st.just("troops")}
                ),
                max_size=2,
            ),
        }
    )
    events = draw(st.lists(event, max_size=3))
    return {"id": draw(st.text(min_size=1)), "date": "2022-02-04", "text": text, "events": events}


@settings(max_examples=60, deadline=None)
@given(rows())
def test_any_row_survives_the_round_trip(row: dict[str, Any]) -> None:
    written = to_codebook(from_codebook(row))
    assert without_spans(written) == row
    assert to_codebook(from_codebook(json.loads(json.dumps(written)))) == written


@pytest.mark.shared
@pytest.mark.skipif(not SHARED.exists(), reason="needs ../shared beside the checkout")
def test_every_hand_coded_row_survives_the_round_trip() -> None:
    lines = (SHARED / "dev.jsonl").read_text(encoding="utf-8").splitlines()
    for row in map(json.loads, lines):
        assert without_spans(to_codebook(from_codebook(row))) == row
