"""Who is meant: four hundred mentions of invented reports, 1990 to 2026, and the clearest cases."""

import json
from collections import Counter
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

import pytest

from standoff.records import Party
from standoff.world.gazetteer import fold
from standoff.world.resolver import Resolver

LIST = Path(__file__).with_name("mentions.jsonl")
#: Shares measured when the list was made, rounded down.
FLOOR_COUNTRY, FLOOR_PERSON = 0.94, 0.86
#: Phenomena whose mentions are persons, so that the name has to be right too.
PERSONS = {
    "apposition",
    "bare office",
    "bare role title",
    "counterpart",
    "former office",
    "full name",
    "namesake",
    "office",
    "office on handover day",
    "possessive",
    "pronoun he",
    "pronoun she",
    "spelling",
    "spokesperson",
    "surname",
    "title and surname",
    "unknown person",
}


def resolve(text: str, mention: str, day: str, nth: int = 1) -> Party:
    """The party that the `nth` occurrence of a mention in a text names."""
    at = -1
    for _ in range(nth):
        at = text.index(mention, at + 1)
    return Resolver(text, date.fromisoformat(day)).party(at, at + len(mention))


@dataclass(frozen=True)
class Row:
    """A row of the list beside what the resolver made of it."""

    want: dict
    got: Party

    @property
    def person(self) -> bool:
        return self.want["phenomenon"] in PERSONS

    @property
    def country_right(self) -> bool:
        return self.got.country == self.want["country"]

    @property
    def name_right(self) -> bool:
        return fold(self.got.name) == fold(self.want["name"])

    def __str__(self) -> str:
        w, g = self.want, self.got
        return (
            f"{w['phenomenon']}: {w['mention']!r} on {w['date']} is {w['name']} ({w['country']}), "
            f"not {g.name} ({g.country}; {g.reason})"
        )


@cache
def resolved() -> tuple[Row, ...]:
    lines = LIST.read_text(encoding="utf-8").splitlines()
    return tuple(
        Row(w, resolve(w["text"], w["mention"], w["date"], w["nth"]))
        for w in map(json.loads, lines)
    )


def share(right: list[bool]) -> float:
    return sum(right) / len(right)


def test_the_list_is_long_wide_and_well_formed():
    wanted = [r.want for r in resolved()]
    assert len(wanted) >= 400
    assert {w["date"][:3] for w in wanted} == {"199", "200", "201", "202"}
    assert len({w["country"] for w in wanted}) > 90
    assert len({w["phenomenon"] for w in wanted}) > 30
    assert max(Counter(w["phenomenon"] for w in wanted).values()) < 30
    keys = {"date", "text", "mention", "nth", "name", "country", "sector", "phenomenon"}
    assert all(set(w) == keys for w in wanted)


def test_share_of_right_countries():
    misses = [r for r in resolved() if not r.country_right]
    print(*misses, sep="\n")
    assert share([r.country_right for r in resolved()]) >= FLOOR_COUNTRY


def test_share_of_right_persons():
    people = [r for r in resolved() if r.person]
    print(*(r for r in people if not r.name_right), sep="\n")
    assert share([r.name_right for r in people]) >= FLOOR_PERSON


# -- the clearest cases ---------------------------------------------------------------------------


def test_an_office_is_held_by_whoever_held_it_on_the_day_of_the_report():
    text = "The French president spoke by telephone with the Russian president."
    holders = {
        "1996-05-02": ("Jacques Chirac", "Boris Yeltsin"),
        "2009-05-02": ("Nicolas Sarkozy", "Dmitry Medvedev"),
        "2022-02-12": ("Emmanuel Macron", "Vladimir Putin"),
    }
    for day, names in holders.items():
        mentions = ("French president", "Russian president")
        assert tuple(resolve(text, m, day).name for m in mentions) == names


def test_two_presidents_bush_are_told_apart_by_the_date():
    text = "President Bush praised the mediators."
    assert resolve(text, "President Bush", "1990-07-04").name == "George H. W. Bush"
    assert resolve(text, "President Bush", "2003-07-04").name == "George W. Bush"


def test_three_kims_of_the_north_and_one_of_the_south():
    text = "Kim Dae-jung will write to Kim Jong Il, son of Kim Il Sung and father of Kim Jong Un."
    countries = {
        name: resolve(text, name, "2000-06-13").country
        for name in ("Kim Dae-jung", "Kim Jong Il", "Kim Il Sung", "Kim Jong Un")
    }
    assert set(countries.values()) == {"KOR", "PRK"}
    assert countries.pop("Kim Dae-jung") == "KOR"


def test_a_surname_takes_up_the_full_name_of_the_report():
    text = "Hafez al-Assad received a delegation in Damascus. Assad promised an answer."
    assert resolve(text, "Assad", "1995-03-03", nth=2).name == "Hafez al-Assad"


def test_moscow_spoke_for_the_soviet_union_while_there_was_one():
    text = "Moscow welcomed the accord."
    assert resolve(text, "Moscow", "1990-06-01").country == "SUN"
    assert resolve(text, "Moscow", "1995-06-01").country == "RUS"


def test_belgrade_spoke_for_three_states_in_turn():
    text = "Belgrade recalled its ambassador."
    days = ("1996-01-10", "2004-01-10", "2012-01-10")
    assert [resolve(text, "Belgrade", d).country for d in days] == ["YUG", "SCG", "SRB"]


def test_zaire_and_burma_keep_the_code_of_the_state_of_today():
    text = "Zaire and Burma voted in favour."
    assert resolve(text, "Zaire", "1993-01-10").country == "COD"
    assert resolve(text, "Burma", "1993-01-10").country == "MMR"


@pytest.mark.parametrize("name", ["Gaddafi", "Qaddafi", "Gadhafi", "Qadhafi", "Kadhafi"])
def test_one_colonel_under_five_spellings(name):
    party = resolve(f"{name} sent a letter to the summit.", name, "2004-02-01")
    assert (party.name, party.country) == ("Muammar Gaddafi", "LBY")


def test_a_title_before_a_surname_is_no_part_of_the_name():
    text = "General Musharraf addressed the nation."
    assert resolve(text, "General Musharraf", "2001-09-19").name == "Pervez Musharraf"


def test_a_person_nobody_knows_is_known_by_what_the_report_says():
    text = "Zambian minister Levison Mwanakatwe opened the fair. Mwanakatwe praised the farmers."
    first = resolve(text, "Levison Mwanakatwe", "2011-08-01")
    again = resolve(text, "Mwanakatwe", "2011-08-01", nth=2)
    assert (first.country, first.sector) == ("ZMB", "GOV")
    assert again.id == first.id


def test_the_army_is_that_of_the_country_of_the_dateline():
    text = "ABIDJAN - The army reopened the bridge on Monday, and police cleared the market."
    party = resolve(text, "The army", "2011-05-02")
    assert (party.country, party.sector) == ("CIV", "MIL")
    assert resolve(text, "police", "2011-05-02").sector == "COP"


def test_a_self_proclaimed_republic_lies_where_the_world_says_it_lies():
    text = "The Donetsk People's Republic let the monitors in."
    party = resolve(text, "Donetsk People's Republic", "2015-02-20")
    assert (party.country, party.sector) == ("UKR", "REB")


def test_an_acronym_in_capitals_and_with_points_is_one_body():
    text = "The UN and the U.N. are one; NATO is another."
    found = [resolve(text, m, "2012-05-20") for m in ("UN", "U.N.", "NATO")]
    assert {p.country for p in found} == {"IGO"}
    assert found[0].id == found[1].id != found[2].id


def test_a_pronoun_takes_up_the_nearest_fitting_person():
    text = "Angela Merkel flew to Athens. She met the mayor."
    assert resolve(text, "She", "2012-10-09").name == "Angela Merkel"


def test_every_party_keeps_the_words_and_the_place_of_its_mention():
    text = "Putin met Macron. The Russian president said the talks were useful."
    party = resolve(text, "Russian president", "2022-02-08")
    assert party.text == "Russian president"
    assert text[party.span.start : party.span.end] == party.text
    assert party.reason
