"""The calendar: named stretches of days and the arithmetic between them, with no text and no clock.

Everything here maps a name and a number to a closed stretch of days (``Stretch``). Weeks run from
Monday to Sunday (ISO 8601), seasons are the meteorological ones of the northern hemisphere, a
third of a month is 1–10, 11–20 and 21–end. Names and rules are data: ``data/calendar.toml``, which
cites its sources.
"""

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta
from typing import NamedTuple

from standoff.language.numerals import load

__all__ = [
    "Stretch",
    "decade",
    "easter",
    "half",
    "holiday",
    "month",
    "part_of",
    "quarter",
    "season",
    "shift",
    "single",
    "week",
    "weekday_near",
    "weekend",
    "year",
]

DATA = load("calendar.toml")
WEEKDAYS: dict[str, int] = {name: index for index, name in enumerate(DATA["weekdays"])}
MONTHS: dict[str, int] = {
    name: i for i, names in enumerate(DATA["months"]["names"], 1) for name in names
}
SEASONS: dict[str, tuple[int, int]] = {
    name: (ends[0], ends[1]) for name, ends in DATA["seasons"].items()
}
HOLIDAYS: tuple[str, ...] = tuple(name for kind in DATA["holidays"].values() for name in kind)


class Stretch(NamedTuple):
    """A closed stretch of days: ``Stretch(date(2014, 1, 1), date(2014, 12, 31))`` is the year
    2014.
    """

    begin: date
    finish: date


def safe(year_: int, month_: int, day: int) -> date | None:
    """Return the day, or ``None`` where the calendar has none (30 February, year 0)."""
    try:
        return date(year_, month_, day)
    except ValueError:
        return None


def single(day: date) -> Stretch:
    """Return the stretch of one day."""
    return Stretch(day, day)


def plus(day: date, count: int) -> date:
    """Return the day ``count`` days on, stopping at the ends of the calendar."""
    return date.fromordinal(min(max(day.toordinal() + count, 1), date.max.toordinal()))


def month(year_: int, month_: int) -> Stretch:
    """Return a month; months below 1 and above 12 run into the neighbouring years.

    >>> month(2022, 0)
    Stretch(begin=datetime.date(2021, 12, 1), finish=datetime.date(2021, 12, 31))
    """
    years, index = divmod(year_ * 12 + month_ - 1, 12)
    years = min(max(years, 1), 9999)
    return Stretch(
        date(years, index + 1, 1), date(years, index + 1, monthrange(years, index + 1)[1])
    )


def year(year_: int) -> Stretch:
    """Return a calendar year, e.g. ``year(2014)`` is 2014-01-01 … 2014-12-31."""
    bounded = min(max(year_, 1), 9999)
    return Stretch(date(bounded, 1, 1), date(bounded, 12, 31))


def decade(first: int) -> Stretch:
    """Return ten years from their first, e.g. ``decade(1990)`` for "the 1990s"."""
    return Stretch(year(first).begin, year(first + 9).finish)


def quarter(year_: int, number: int) -> Stretch:
    """Return a quarter of a year, e.g. ``quarter(2022, 2)`` is April to June."""
    return Stretch(month(year_, number * 3 - 2).begin, month(year_, number * 3).finish)


def half(year_: int, number: int) -> Stretch:
    """Return a half of a year, e.g. ``half(2022, 1)`` is January to June."""
    return Stretch(month(year_, number * 6 - 5).begin, month(year_, number * 6).finish)


def season(name: str, year_: int) -> Stretch:
    """Return a season by the year in which it begins, e.g. ``season("winter", 2021)`` ends on
    2022-02-28.
    """
    first, last = SEASONS[name]
    return Stretch(month(year_, first).begin, month(year_ + (last < first), last).finish)


def week(day: date, offset: int = 0) -> Stretch:
    """Return the week (Monday to Sunday) that holds a day, or the one ``offset`` weeks on."""
    monday = plus(day, 7 * offset - day.weekday())
    return Stretch(monday, plus(monday, 6))


def weekend(day: date, offset: int = 0) -> Stretch:
    """Return the weekend that ends the week of a day, or the one ``offset`` weeks on."""
    sunday = week(day, offset).finish
    return Stretch(plus(sunday, -1), sunday)


def weekday_near(day: date, weekday: int, side: str) -> date:
    """Return the weekday nearest to a day on one side.

    ``side`` is ``past`` (the day itself or before), ``future`` (the day itself or after),
    ``before`` or ``after``.

    >>> weekday_near(date(2022, 2, 4), 2, "past")
    datetime.date(2022, 2, 2)
    """
    back = (day.weekday() - weekday) % 7
    ahead = (weekday - day.weekday()) % 7
    moves = {"past": -back, "future": ahead, "before": -(back or 7), "after": ahead or 7}
    return plus(day, moves[side])


def shift(day: date, count: int, unit: str) -> Stretch:
    """Return the day, month or year that lies ``count`` units away: days and weeks give a day.

    >>> shift(date(2022, 2, 4), -2, "week").begin
    datetime.date(2022, 1, 21)
    """
    if unit == "year":
        return year(day.year + count)
    if unit == "decade":
        return year(day.year + 10 * count)
    if unit == "month":
        return month(day.year, day.month + count)
    return single(plus(day, count * {"week": 7, "fortnight": 14}.get(unit, 1)))


def same_day(day: date, count: int, unit: str) -> date:
    """Return the same day of another month or year, at most its last, e.g. 31 March less a month
    is 28 February.
    """
    months = {"month": 1, "quarter": 3, "year": 12, "decade": 120}.get(unit)
    if months is None:
        return shift(day, count, unit).begin
    target = month(day.year, day.month + count * months)
    return min(plus(target.begin, day.day - 1), target.finish)


def part_of(stretch: Stretch, part: str) -> Stretch:
    """Return the early, middle or late third of a stretch (of a week: Mon–Wed, Tue–Thu, Thu–Sun).

    >>> part_of(month(1994, 6), "early").finish
    datetime.date(1994, 6, 10)
    """
    begin, finish = stretch
    length = (finish - begin).days + 1
    if length == 7:
        bounds = {"early": (0, 2), "mid": (1, 3), "late": (3, 6)}[part]
    elif length <= 31:
        bounds = {"early": (0, 9), "mid": (10, 19), "late": (20, length - 1)}[part]
    elif length <= 366:
        months = {"early": (0, 3), "mid": (4, 7), "late": (9, 11)}[part]
        return Stretch(
            month(begin.year, begin.month + months[0]).begin,
            min(month(begin.year, begin.month + months[1]).finish, finish),
        )
    else:
        years = {"early": (0, 3), "mid": (4, 6), "late": (7, 9)}[part]
        return Stretch(year(begin.year + years[0]).begin, year(begin.year + years[1]).finish)
    return Stretch(plus(begin, bounds[0]), plus(begin, bounds[1]))


def easter(year_: int) -> date:
    """Return Western Easter Sunday (anonymous Gregorian algorithm), e.g. 2022-04-17."""
    a, (b, c) = year_ % 19, divmod(year_, 100)
    d, e = divmod(b, 4)
    h = (19 * a + b - d - (b - (b + 8) // 25 + 1) // 3 + 15) % 30
    i, k = divmod(c, 4)
    ell = (32 + 2 * e + 2 * i - h - k) % 7
    m = (a + 11 * h + 22 * ell) // 451
    month_, day = divmod(h + ell - 7 * m + 114, 31)
    return date(year_, month_, day + 1)


def islamic(year_: int, month_: int, day: int) -> date:
    """Return a day of the tabular Islamic calendar, e.g. 1443-09-01 is 2022-04-03 (give or take a
    day).
    """
    days = day + (59 * (month_ - 1) + 1) // 2 + (year_ - 1) * 354 + (3 + 11 * year_) // 30
    return date.fromordinal(227014 + days)


def holiday(name: str, year_: int) -> Stretch | None:
    """Return the days of a feast in a year, or ``None`` when the year has none.

    >>> holiday("good friday", 2022)
    Stretch(begin=datetime.date(2022, 4, 15), finish=datetime.date(2022, 4, 15))
    """
    kinds = DATA["holidays"]
    if not 1 < year_ < 9998:
        return None
    if name in kinds["fixed_spans"]:
        return Stretch(*(date.fromisoformat(day) for day in kinds["fixed_spans"][name]))
    if name in kinds["fixed"]:
        return single(date(year_, *kinds["fixed"][name]))
    if name in kinds["easter"]:
        return single(easter(year_) + timedelta(kinds["easter"][name])) if year_ > 1582 else None
    month_, first, last = kinds["islamic"][name]
    for lunar in range(int((year_ - 623) * 1.0307), int((year_ - 620) * 1.0307) + 1):
        begin = islamic(lunar, month_, first) if lunar > 0 else None
        if begin is not None and begin.year == year_:
            return Stretch(begin, islamic(lunar, month_, last))
    return None
