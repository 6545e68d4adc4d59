"""Days, numbers and voices in a few words."""

from datetime import date

import pytest

from standoff.cli.wording import amount, day_column, days
from standoff.records import Number, Span, When

HERE = Span(0, 1)
FIRST, SECOND = date(2022, 2, 1), date(2022, 2, 2)


@pytest.mark.parametrize(
    ("low", "high", "said"),
    [
        (13, 13, "13 troops"),
        (1_234_567.0, 1_234_567.0, "1,234,567 troops"),
        (100_000, None, "at least 100,000 troops"),
        (None, 30, "at most 30 troops"),
        (2, 5.5, "2 to 5.5 troops"),
        (None, None, "some troops"),
    ],
)
def test_an_amount_says_what_the_wording_leaves_open(low, high, said):
    assert amount(Number("x", low, high, "troops", HERE)) == said


@pytest.mark.parametrize(
    ("start", "end", "said"),
    [
        (FIRST, FIRST, "2022-02-01"),
        (FIRST, SECOND, "2022-02-01 to 2022-02-02"),
        (None, SECOND, "until 2022-02-02"),
        (FIRST, None, "since 2022-02-01"),
        (None, None, "no day given"),
    ],
)
def test_an_interval_says_which_ends_it_has(start, end, said):
    assert days(When("x", start, end, HERE)) == said


def test_a_table_shows_the_day_of_the_act_or_that_of_the_report_with_a_mark():
    assert day_column(When("x", None, SECOND, HERE), FIRST) == " 2022-02-02"
    assert day_column(None, FIRST) == "~2022-02-01"
    assert day_column(None, None) == "?"
