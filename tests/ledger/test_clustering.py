from collections.abc import Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from stories import (
    CALL,
    INVASION,
    INVASION_2014,
    INVASION_DENIED,
    INVASION_FEARED,
    MEETING,
    MEETING_AGAIN,
    MEETING_PLANNED,
    SHELLING_ELSEWHERE,
    SHELLING_MONDAY,
    SHELLING_TUESDAY,
    SHELLING_UNDATED,
    STORIES,
    act,
    events_of,
    ledger_of,
    told,
)  # fmt: skip

from standoff.coding.labels import SECTORS, STATUSES, TYPES
from standoff.ledger.clustering import block_keys
from standoff.ledger.facts import Facts, facts_of, rules
from standoff.ledger.likeness import conflict, link
from standoff.records import CodedReport


def tellings(*reports: CodedReport) -> set[frozenset[str]]:
    """The events, each as the names of the reports that tell of it."""
    return {frozenset(a.label or "" for a in e.assertions) for e in events_of(*reports)}


def only(report: CodedReport) -> Facts:
    [facts] = facts_of(report)
    return facts


def test_two_reports_of_one_meeting_are_one_event() -> None:
    assert tellings(MEETING, MEETING_AGAIN) == {frozenset({"M1", "M2"})}


def test_a_link_says_why() -> None:
    edge = link(only(MEETING), only(MEETING_AGAIN))
    assert edge is not None
    assert edge.reason == "same parties, same day, both at beijing"
    assert edge.score == 10.5


@pytest.mark.parametrize(
    ("one", "other", "reason"),
    [
        (SHELLING_MONDAY, SHELLING_TUESDAY, "other days"),
        (SHELLING_MONDAY, SHELLING_ELSEWHERE, "other places"),
        (INVASION_2014, INVASION_FEARED, "other days"),
        (INVASION_2014, INVASION, "other days"),
        (INVASION_FEARED, INVASION, "a plan and its execution"),
        (MEETING, CALL, "other days"),
        (MEETING, SHELLING_MONDAY, "other types"),
    ],
)
def test_lookalikes_stay_apart(one: CodedReport, other: CodedReport, reason: str) -> None:
    assert conflict(only(one), only(other)) == reason
    assert len(events_of(one, other)) == 2


def test_another_actor_or_another_direction_is_another_act() -> None:
    def accusing(name: str, actor: str, recipient: str) -> CodedReport:
        text = f"{actor} accused {recipient} of lying on Monday."
        monday = ("Monday", "2022-02-28", "2022-02-28")
        return told(
            name, "2022-03-01", text, act("accused", "ACCUSE", [actor], [recipient], when=monday)
        )

    reports = [
        accusing("A1", "Russia", "Ukraine"),
        accusing("A2", "Ukraine", "Russia"),
        accusing("A3", "Belarus", "Ukraine"),
    ]
    assert len(events_of(*reports)) == 3


def test_two_persons_of_one_government_are_two_parties() -> None:
    lavrov = told(
        "L1", "2022-02-03", "Macron called Lavrov on Wednesday.",
        act("called", "CONSULT", ["Macron=Emmanuel Macron", "Lavrov=Sergei Lavrov"], mode="phone",
            when=("Wednesday", "2022-02-02", "2022-02-02")),
    )  # fmt: skip
    assert len(events_of(CALL, lavrov)) == 2


def test_a_person_and_the_country_may_stand_for_each_other() -> None:
    capitals = told(
        "L2", "2022-02-03", "France and Russia spoke on Wednesday.",
        act("spoke", "CONSULT", ["France", "Russia"],
            when=("Wednesday", "2022-02-02", "2022-02-02")),
    )  # fmt: skip
    [event] = events_of(CALL, capitals)
    assert [p.name for p in event.actors] == ["Emmanuel Macron", "Vladimir Putin"]


def test_a_dated_occasion_planned_and_held_is_one_event_whose_status_changes() -> None:
    [planned] = events_of(MEETING_PLANNED)
    [held] = events_of(MEETING_PLANNED, MEETING)
    assert (planned.type, planned.status) == ("AGREE", "planned")
    assert (held.type, held.status) == ("CONSULT", "happened")
    assert held.id == planned.id


def test_an_undated_act_joins_one_lookalike_and_does_not_tie_two() -> None:
    found = tellings(SHELLING_MONDAY, SHELLING_TUESDAY, SHELLING_UNDATED)
    assert found == {frozenset({"S1"}), frozenset({"S2", "S3"})}


def test_a_denial_is_of_the_event_that_it_denies() -> None:
    assert tellings(INVASION_FEARED, INVASION_DENIED) == {frozenset({"I2", "I3"})}


def test_two_acts_of_one_report_stay_two() -> None:
    twice = told(
        "T1", "2022-03-01", "Russian forces shelled Donetsk and then stormed Donetsk.",
        act("shelled", "ASSAULT", ["Russian forces"], where=["Donetsk"]),
        act("stormed", "ASSAULT", ["Russian forces"], where=["Donetsk"]),
    )  # fmt: skip
    assert len(events_of(twice)) == 2


def test_what_one_act_seeks_the_other_is_found_under() -> None:
    """Blocks must not depend on who comes first, or order would matter."""
    everything = [f for story in STORIES for f in facts_of(story)]
    for a in everything:
        for b in everything:
            seeks = bool({*block_keys(a, seek=True)} & {*block_keys(b, seek=False)})
            found = bool({*block_keys(b, seek=True)} & {*block_keys(a, seek=False)})
            assert seeks == found
            assert seeks or a is b or link(a, b) is None


def content(reports: Sequence[CodedReport]) -> tuple[object, ...]:
    with ledger_of(reports) as ledger:
        events = list(ledger.events())
        links = ledger._store.rows(
            "SELECT a.id, e.event, e.score, e.reason FROM event_acts AS e JOIN acts AS a"
            " ON a.act = e.act ORDER BY a.id"
        )
        return events, [tuple(r) for r in links]


IN_ORDER = content(STORIES)


@settings(max_examples=25, deadline=None)
@given(st.permutations(STORIES))
def test_the_order_of_reports_does_not_matter(shuffled: list[CodedReport]) -> None:
    assert content(shuffled) == IN_ORDER


def test_the_twelve_stories_are_eight_events() -> None:
    assert tellings(*STORIES) == {
        frozenset(names.split())
        for names in ("M0 M1 M2", "C1", "S1", "S2 S3", "S4", "I1", "I2 I3", "I4")
    }


def test_the_rules_speak_of_types_statuses_and_sectors_that_exist() -> None:
    need, occasions = rules()["need"], rules()["occasions"]
    named = {*need, *occasions["types"], *rules()["roles"]["reciprocal"], *occasions["become"]}
    named |= {t for types in occasions["become"].values() for t in types}
    assert named - {"default", "prospective"} <= set(TYPES)
    assert set(rules()["undated"]) == set(STATUSES)
    sectors = [s for group in rules()["sides"].values() for s in group]
    assert sorted(sectors) == sorted(SECTORS)
