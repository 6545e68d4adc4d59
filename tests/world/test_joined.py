"""Mentions that join several parties are told apart."""

from datetime import date

from standoff.world.resolver import Resolver


def names(text, start, end):
    return [p.name for p in Resolver(text, date(2022, 2, 4)).parties(start, end)]


def test_two_known_names_are_two_parties():
    text = "The Donetsk People's Republic and Luhansk People's Republic mobilised."
    assert names(text, 0, 59) == ["Donetsk People's Republic", "Luhansk People's Republic"]


def test_a_capital_and_an_alliance_are_two_parties():
    assert names("Talks with Washington and NATO went on.", 11, 30) == ["United States", "NATO"]


def test_two_adjectives_share_their_noun():
    text = "The Russian and Ukrainian leaders spoke."
    assert names(text, 0, 33) == ["Vladimir Putin", "Volodymyr Zelensky"]


def test_a_name_with_and_in_it_stays_one():
    text = "Bosnia and Herzegovina protested."
    assert names(text, 0, 22) == ["Bosnia and Herzegovina"]


def test_both_leaders_are_the_two_named_last():
    text = "Vladimir Putin met Emmanuel Macron. Both leaders smiled."
    assert names(text, 36, 48) == ["Vladimir Putin", "Emmanuel Macron"]
