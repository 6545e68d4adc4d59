"""Counted quantities in sentences of our own."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from standoff.language.numerals import ordinal_value, value_of
from standoff.language.quantities import Quantity, find_quantities

PIECES = (  # noqa: SIM905
    "more than between and 1,000 $5 bn million killed one of the dozens several hundred people "
    "2022 - 12-14 or 99999999999999999999 troops were , . ’ \n é a"
).split(" ")


def brief(text: str) -> list[tuple[str, float | None, float | None, str]]:
    """Return text, low, high and unit of every quantity in a sentence."""
    return [(one.text, one.low, one.high, one.unit) for one in find_quantities(text)]


def test_one_whole_record() -> None:
    assert find_quantities("Moscow has massed more than 100,000 troops there.") == [
        Quantity(
            start=18, end=42, text="more than 100,000 troops",
            low=100000, high=None, unit="troops", noun="troop",
        )
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("sentence", "low", "high"),
    [
        ("between 169,000 and 190,000 soldiers", 169000, 190000),
        ("some 20 to 30 soldiers", 20, 30),
        ("50-60 soldiers", 50, 60),
        ("up to 1,300 soldiers", None, 1300),
        ("as many as 40 soldiers", None, 40),
        ("fewer than ten soldiers", None, 10),
        ("nearly 100 soldiers", None, 100),
        ("about 60 soldiers", 60, 60),
        ("at least a dozen soldiers", 12, None),
        ("dozens of soldiers", 24, None),
        ("scores of soldiers", 40, None),
        ("hundreds of soldiers", 200, None),
        ("several hundred soldiers", 300, None),
        ("thousands of soldiers", 2000, None),
        ("tens of thousands of soldiers", 20000, None),
        ("a hundred and fifty soldiers", 150, 150),
        ("forty-one soldiers", 41, 41),
        ("350 or more soldiers", 350, None),
        ("half a million soldiers", 500000, 500000),
    ],
)
def test_low_and_high(sentence: str, low: int | None, high: int | None) -> None:
    [found] = find_quantities(f"The city saw {sentence}.")
    assert (found.low, found.high, found.unit) == (low, high, "troops")


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Shelling killed 12 people.", ("12 people", 12, 12, "killed")),
        ("In all 12 people were killed.", ("12 people", 12, 12, "killed")),
        ("It listed 12 dead.", ("12 dead", 12, 12, "killed")),
        ("The death toll of 40 shocked them.", ("40", 40, 40, "killed")),
        ("The blast left 30 wounded.", ("30 wounded", 30, 30, "injured")),
        ("Police arrested dozens of people.", ("dozens of people", 24, None, "arrested")),
        ("Rebels abducted 27 students.", ("27 students", 27, 27, "captured")),
        ("It expelled 10 diplomats.", ("10 diplomats", 10, 10, "diplomats")),
        ("It sent 150 tanks.", ("150 tanks", 150, 150, "vehicles")),
        ("It sent two Su-25 jets.", ("two Su-25 jets", 2, 2, "aircraft")),
        ("It fired six rockets.", ("six rockets", 6, 6, "missiles")),
        ("They asked for 1,000 more.", ("1,000", 1000, 1000, "other")),
        ("It gave $200 million.", ("$200 million", 200_000_000, 200_000_000, "money")),
        ("It owes 5 million euros.", ("5 million euros", 5_000_000, 5_000_000, "money")),
        (
            "Some 700,000 people have been evacuated.",
            ("Some 700,000 people", 700_000, 700_000, "displaced"),
        ),
    ],
)
def test_units(sentence: str, expected: tuple[str, float | None, float | None, str]) -> None:
    assert brief(sentence) == [expected]


def test_each_number_takes_its_own_verb() -> None:
    assert brief("Five people are killed and 26 others are injured by a mine.") == [
        ("Five people", 5, 5, "killed"),
        ("26 others", 26, 26, "injured"),
    ]
    assert [one.unit for one in find_quantities("Four civilians and two guards were hurt.")] == [
        "injured",
        "injured",
    ]


@pytest.mark.parametrize(
    "sentence",
    [
        "A man came on 3 March 2022 at 6 p.m.",
        "Inflation rose 12 percent, or 12%.",
        "The 60-year-old and Ivan Petrov, 61, fled.",
        "It was the 22nd round.",
        "They won 33-0 in 2019.",
        "No one knew; each one fled.",
        "The MiG-29 flew 12 km.",
        "They talked for 24 hours.",
    ],
)
def test_what_is_no_quantity(sentence: str) -> None:
    assert brief(sentence) == []


def test_number_words() -> None:
    assert value_of("one hundred and sixty-five") == 165
    assert value_of("2.3 million") == 2_300_000
    assert value_of("none at all") is None
    assert [ordinal_value(word) for word in ("fortieth", "21st", "twenty-second")] == [40, 21, 22]


@settings(max_examples=150, deadline=None)
@given(
    st.one_of(
        st.text(max_size=200),
        st.lists(
            st.sampled_from(PIECES),
            max_size=14,
        ).map(" ".join),
    )
)
def test_offsets_always_slice_the_text(text: str) -> None:
    for one in find_quantities(text):
        assert text[one.start : one.end] == one.text != ""
        assert one.low is None or one.high is None or one.low <= one.high
