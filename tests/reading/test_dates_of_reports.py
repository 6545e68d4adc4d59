"""The day of a report, in the ways in which files write it."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from standoff.reading.dates import leading_date, parse_date

FOURTH = date(2022, 2, 4)


@pytest.mark.parametrize(
    "words",
    [
        "2022-02-04",
        "2022/02/04",
        "20220204",
        "20220204T101500Z",
        "20220204101500",
        "2022-02-04T10:15:00Z",
        "2022-02-04 10:15",
        "2022-02-04T23:30:00.125-05:00",
        "4 February 2022",
        "4th of February, 2022",
        "04-Feb-2022",
        "Feb. 4, 2022",
        "February 4, 2022",
        "Friday, February 4, 2022 at 10:15 a.m.",
        "Fri, 04 Feb 2022 10:15:00 GMT",
        "  4 Feb 2022 ",
    ],
)
def test_one_day_written_many_ways(words):
    assert parse_date(words) == FOURTH


@pytest.mark.parametrize(
    "words",
    ["", "04/02/2022", "2022-02-30", "Friday", "February 2022", "12022-02-04", "1643932800"],
)
def test_what_is_no_unambiguous_day_is_none(words):
    assert parse_date(words) is None


@given(st.dates(min_value=date(1000, 1, 1)))
def test_every_day_is_read_back_from_each_of_its_spellings(day):
    spellings = [
        f"{day:%Y%m%d}".zfill(8),
        day.isoformat(),
        f"{day.day} {day:%B} {day.year}",
        f"{day:%b}. {day.day}, {day.year}",
        f"{day:%A}, {day:%B} {day.day}, {day.year}",
        f"{day.isoformat()}T00:00:00+14:00",
    ]
    assert {parse_date(words) for words in spellings} == {day}


@pytest.mark.parametrize(
    ("text", "story"),
    [
        ("date 2022-02-04 Russia massed troops.", "Russia massed troops."),
        ("Date: 4 February 2022\n\nRussia massed troops.", "Russia massed troops."),
        ("Published: Feb. 4, 2022 — Russia massed troops.", "Russia massed troops."),
        ("2022-02-04\nRussia massed troops.", "Russia massed troops."),
        ("2022-02-04T10:15:00Z Russia massed troops.", "Russia massed troops."),
        ("4 February 2022\nRussia massed troops.", "Russia massed troops."),
        ("\ufeff\n  20220204 Russia massed troops.", "Russia massed troops."),
    ],
)
def test_the_words_that_date_a_text_are_told_from_its_story(text, story):
    day, begins = leading_date(text)
    assert (day, text[begins:]) == (FOURTH, story)


@pytest.mark.parametrize(
    "text",
    [
        "4 February 2022 was the day on which the troops came.",
        "Russia massed troops on 2022-02-04.",
        "Date of birth unknown.",
        "",
    ],
)
def test_a_day_inside_the_story_does_not_date_it(text):
    assert leading_date(text) is None


@given(st.dates(min_value=date(1000, 1, 1)), st.text(st.characters(exclude_categories=["Cs"])))
def test_a_cued_text_keeps_its_story_to_the_letter(day, rest):
    story = f"Talks {rest}"
    found = leading_date(f"date {day.isoformat()} {story}")
    assert found == (day, len(f"date {day.isoformat()} "))
