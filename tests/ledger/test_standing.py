from datetime import date

import pytest
from stories import INVASION_DENIED, INVASION_FEARED, act, events_of, told

from standoff.ledger.standing import Word, resemblance, sketch, standing
from standoff.records import CodedReport, Event

COPY = (
    "Russian forces shelled Ukraine troops at Donetsk on Monday, killing three soldiers and"
    " wounding nine others, the governor said, after a night in which power failed across the city."
)


def shelling(
    name: str, *by: tuple[list[str], str], text: str = "", day: str = "2022-03-01",
    outlet: str | None = None, status: str = "happened",
) -> CodedReport:  # fmt: skip
    text = (
        text
        or f"Russian forces shelled Ukraine troops, say Kyiv, Moscow, witnesses: {name} has it."
    )
    event = act(
        "shelled", "ASSAULT", ["Russian forces"], ["Ukraine"], by=by or [([], "asserts")],
        status=status, where=["Donetsk"] if "Donetsk" in text else [],
    )  # fmt: skip
    return told(name, day, text, event, outlet=outlet)


def only(*reports: CodedReport) -> Event:
    [event] = events_of(*reports)
    return event


@pytest.mark.parametrize(
    ("reports", "expected"),
    [
        ([shelling("A")], ("reported", 1)),
        ([shelling("A", (["Kyiv"], "asserts"))], ("claimed", 1)),
        ([shelling("A", (["witnesses"], "asserts"))], ("claimed", 1)),
        ([shelling("A"), shelling("B")], ("corroborated", 2)),
        (
            [shelling("A", (["Kyiv"], "asserts")), shelling("B", (["Kyiv"], "asserts"))],
            ("claimed", 1),
        ),
        ([shelling("A", (["Kyiv"], "asserts"), (["Moscow"], "asserts"))], ("corroborated", 2)),
        ([shelling("A", (["Kyiv"], "asserts"), (["Moscow"], "denies"))], ("contested", 1)),
        ([shelling("A"), shelling("B", (["Moscow"], "denies"))], ("contested", 1)),
        ([shelling("A", (["Moscow"], "denies"))], ("denied", 1)),
        ([shelling("A", (["witnesses"], "asserts"), (["Moscow"], "denies"))], ("denied", 1)),
        ([shelling("A"), shelling("B", outlet="The A Post")], ("reported", 1)),
        ([shelling("A", text=COPY), shelling("B", text=COPY + " More follows.")], ("reported", 1)),
    ],
)
def test_standing_and_origins(reports: list[CodedReport], expected: tuple[str, int]) -> None:
    event = only(*reports)
    assert (event.standing, event.origins) == expected


def test_a_news_agency_is_no_side_of_its_country() -> None:
    """TASS is Russian, and so are the protesters; that does not make it a party to the protest."""
    protest = act("marched", "PROTEST", ["Protesters=Russia"], by=[(["TASS"], "asserts")])
    protest["actors"][0] |= {"name": "protesters", "sector": "CVL"}
    event = only(told("P", "2022-02-25", "Protesters marched in Moscow, TASS said.", protest))
    assert event.assertions[0].voice.source[0].party is not None
    assert (event.standing, event.origins) == ("reported", 1)


def test_a_feared_act_that_is_denied_is_contested() -> None:
    assert only(INVASION_FEARED, INVASION_DENIED).standing == "contested"


def test_a_denial_does_not_change_the_status() -> None:
    event = only(shelling("A"), shelling("B", (["Moscow"], "denies"), day="2022-03-02"))
    assert event.status == "happened"


def test_that_it_did_not_happen_denies_what_others_assert() -> None:
    event = only(shelling("A"), shelling("B", (["Moscow"], "asserts"), status="negated"))
    assert (event.standing, event.status) == ("contested", "happened")


def test_what_its_origin_withdrew_is_retracted() -> None:
    assert standing([], withdrawn=True) == ("retracted", 0)
    left = Word("r-1", "own", "asserts", interested=False)
    assert standing([left], withdrawn=True) == ("reported", 1)


def massing(name: str, day: str, words: str, low: int) -> CodedReport:
    text = f"Russia massed {words} near Ukraine, {name} counts."
    number = [(words, low, None, "troops")]
    massed = act("massed", "MOBILIZE", ["Russia"], ["Ukraine"], numbers=number)
    return told(name, day, text, massed)


def test_numbers_are_listed_never_averaged() -> None:
    event = only(
        massing("A", "2022-02-04", "100,000 troops", 100_000),
        massing("B", "2022-02-05", "130,000 troops", 130_000),
        massing("C", "2022-02-05", "100,000 troops", 100_000),
    )
    assert [(n.text, n.low) for n in event.numbers] == [
        ("100,000 troops", 100_000),
        ("130,000 troops", 130_000),
    ]
    assert (event.first_published, event.last_published) == (date(2022, 2, 4), date(2022, 2, 5))


def test_resemblance_of_a_copy_and_of_another_text() -> None:
    assert resemblance(sketch(COPY), sketch(COPY.upper())) == 1
    assert resemblance(sketch(COPY), sketch(COPY + " More follows.")) > 0.8
    assert resemblance(sketch(COPY), sketch("Macron called Putin on Wednesday evening.")) == 0
