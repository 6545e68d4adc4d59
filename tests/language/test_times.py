"""Time expressions in sentences of our own, read in a report of Friday, 4 February 2022."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from standoff.language.times import TimeExpression, find_times

FRIDAY = date(2022, 2, 4)


PIECES = (  # noqa: SIM905
    "on since by Monday May 31 Feb. 2022 0000 9999 the last two next few weeks ago of night after "
    "before 1st 31st Ramadan in spring week end quarter , . ’ \n é days decade early mid- 13:00 "
    "p.m. a hundred million years earlier"
).split(" ")


def days(text: str, published: date = FRIDAY) -> list[tuple[str, str | None, str | None]]:
    """Return text, begin and finish of every time in a sentence."""
    return [
        (one.text, one.begin and one.begin.isoformat(), one.finish and one.finish.isoformat())
        for one in find_times(text, published)
    ]


def test_one_whole_record() -> None:
    text = "Two sailors have been held since late on Tuesday, the ministry said."
    assert find_times(text, FRIDAY) == [
        TimeExpression(
            start=27, end=48, text="since late on Tuesday",
            begin=date(2022, 2, 1), finish=FRIDAY, precision="part-of-day", anchor="report",
            vague=False, relation="since",
        )
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("sentence", "begin"),
    [
        ("The envoys met on Wednesday.", "2022-02-02"),
        ("The envoys met on Friday.", "2022-02-04"),
        ("The envoys will meet on Wednesday.", "2022-02-09"),
        ("The minister is to fly to Ankara on Monday.", "2022-02-07"),
        ("He said on Monday that he would go to Ankara.", "2022-01-31"),
        ("The council meets on Tuesday.", "2022-02-08"),
        ("On Monday gunmen killed a judge; the trial will go on.", "2022-01-31"),
        ("Talks set for Monday were moved.", "2022-02-07"),
        ("They condemned Monday's raid and will protest.", "2022-01-31"),
        ("He arrived last Friday.", "2022-01-28"),
        ("He leaves next Tuesday.", "2022-02-08"),
        ("The deputies sat until dawn on Thursday, and voted on Thursday night.", "2022-02-03"),
    ],
)
def test_a_bare_weekday_follows_its_verb(sentence: str, begin: str) -> None:
    assert days(sentence)[-1][1] == begin


def test_a_parser_may_overrule_the_cues() -> None:
    hinted = find_times("The envoys met on Wednesday.", FRIDAY, tense_hints=lambda _: "future")
    assert hinted[0].begin == date(2022, 2, 9)


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("It began on Feb. 3.", ("Feb. 3", "2022-02-03", "2022-02-03")),
        ("Born 3 February 1952, he rules.", ("3 February 1952", "1952-02-03", "1952-02-03")),
        ("Filed 2021-12-31 from Minsk.", ("2021-12-31", "2021-12-31", "2021-12-31")),
        ("The drill ran May 25-27.", ("May 25-27", "2021-05-25", "2021-05-27")),
        ("It ran between 3 and 5 January.", ("3 and 5 January", "2022-01-03", "2022-01-05")),
        ("Russia did so in 2014.", ("2014", "2014-01-01", "2014-12-31")),
        ("It fought from 2015 to 2020.", ("2015 to 2020", "2015-01-01", "2020-12-31")),
        ("In the 1990s it had none.", ("the 1990s", "1990-01-01", "1999-12-31")),
        ("It fell in early 2019.", ("early 2019", "2019-01-01", "2019-04-30")),
        ("It fell in mid-January.", ("mid-January", "2022-01-11", "2022-01-20")),
        ("He was jailed last July.", ("last July", "2021-07-01", "2021-07-31")),
        ("He was jailed in November.", ("November", "2021-11-01", "2021-11-30")),
        ("They will vote in November.", ("November", "2022-11-01", "2022-11-30")),
        ("It quit in the spring of 2021.", ("the spring of 2021", "2021-03-01", "2021-05-31")),
        ("It shrank in the second quarter.", ("the second quarter", "2021-04-01", "2021-06-30")),
        ("He died on the September 11 attacks' day.", ("September 11", "2001-09-11", "2001-09-11")),
    ],
)
def test_dates(sentence: str, expected: tuple[str, str, str]) -> None:
    assert days(sentence) == [expected]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Shells fell overnight.", ("overnight", "2022-02-03", "2022-02-04")),
        ("They spoke yesterday evening.", ("yesterday evening", "2022-02-03", "2022-02-03")),
        ("He flew in this morning.", ("this morning", "2022-02-04", "2022-02-04")),
        ("They met last week.", ("last week", "2022-01-24", "2022-01-30")),
        ("They will meet early next week.", ("early next week", "2022-02-07", "2022-02-09")),
        ("It was signed last month.", ("last month", "2022-01-01", "2022-01-31")),
        ("They will vote later this month.", ("later this month", "2022-02-04", "2022-02-28")),
        ("They came two weeks ago.", ("two weeks ago", "2022-01-21", "2022-01-21")),
        ("Ten died in the past 24 hours.", ("the past 24 hours", "2022-02-03", "2022-02-04")),
        ("Troops massed in recent weeks.", ("recent weeks", None, "2022-02-04")),
        ("They clashed at the weekend.", ("the weekend", "2022-01-29", "2022-01-30")),
        ("They will meet at the weekend.", ("the weekend", "2022-02-05", "2022-02-06")),
        ("The curfew holds until Monday.", ("Monday", None, "2022-02-07")),
        ("They must leave by the end of March.", ("the end of March", None, "2022-03-31")),
        ("They have been held since January.", ("since January", "2022-01-01", "2022-02-04")),
        ("It was stormed on New Year's Eve.", ("New Year's Eve", "2021-12-31", "2021-12-31")),
        (
            "The guns fell silent at noon Saturday.",
            ("noon Saturday", "2022-01-29", "2022-01-29"),
        ),
        ("They will fast for ten days.", ("ten days", "2022-02-04", "2022-02-13")),
    ],
)
def test_times_relative_to_the_report(
    sentence: str, expected: tuple[str, str | None, str | None]
) -> None:
    assert days(sentence) == [expected]


def test_times_relative_to_another_time() -> None:
    text = "Guards fired on Wednesday. A day earlier the envoys had met; that night two men fled."
    assert days(text) == [
        ("Wednesday", "2022-02-02", "2022-02-02"),
        ("A day earlier", "2022-02-01", "2022-02-01"),
        ("that night", "2022-02-01", "2022-02-01"),
    ]
    assert [one.anchor for one in find_times(text, FRIDAY)] == ["report", "event", "event"]


def test_the_day_spoken_of_may_be_handed_in() -> None:
    [found] = find_times("The next morning he resigned.", FRIDAY, day=date(2022, 1, 10))
    assert found.begin == date(2022, 1, 11)


@pytest.mark.parametrize(
    "sentence",
    [
        "They may march on the capital, he told the Sunday Times.",
        "The fall of the town came as the army marched; summers are hot.",
        "It sent 2000 troops and 1,950 tons of grain past the 22nd floor.",
        "The court sentenced him to three years in prison.",
        "The Good Friday Agreement and the Arab Spring were named.",
        "The 60-year-old scored 33-0.",
    ],
)
def test_what_is_no_time(sentence: str) -> None:
    assert days(sentence) == []


@settings(max_examples=150, deadline=None)
@given(
    st.one_of(
        st.text(max_size=200),
        st.lists(
            st.sampled_from(PIECES),
            max_size=14,
        ).map(" ".join),
    ),
    st.dates(),
)
def test_offsets_always_slice_the_text(text: str, published: date) -> None:
    for one in find_times(text, published):
        assert text[one.start : one.end] == one.text != ""
