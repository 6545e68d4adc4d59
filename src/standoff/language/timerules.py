"""Which function reads which way of saying a time: the table between the patterns and the two
rooms of rules.
"""

from __future__ import annotations

from collections.abc import Callable

from standoff.language import timecounts as counts
from standoff.language import timedays as days
from standoff.language import timespans as spans
from standoff.language.timesetting import Found, Reading, Setting

__all__ = ["RESOLVERS", "Reading", "Setting"]

RESOLVERS: dict[str, Callable[[Found, Setting], Reading | None]] = {
    "iso": days.iso,
    "daymonth": days.dated,
    "monthday": days.dated,
    "quarter": spans.quarter,
    "month": spans.month,
    "decade": spans.decade,
    "year": spans.year,
    "deicticday": days.deictic_day,
    "lastnight": days.last_night,
    "weekday": days.weekday,
    "ofweek": spans.of_week,
    "isout": spans.is_out,
    "laterin": spans.later_in,
    "ago": counts.ago,
    "demonstrative": days.demonstrative,
    "pastspan": counts.past_span,
    "deicticunit": spans.deictic_unit,
    "recent": counts.recent,
    "within": counts.within,
    "nth": counts.nth,
    "duration": counts.duration,
    "weekend": spans.weekend,
    "season": spans.season,
    "holiday": days.holiday,
    "hours": days.hours,
    "clock": days.clock,
    "monthorday": days.month_day,
    "vague": counts.vague,
}
