"""Who differs with whom, and who was in contact with whom, on a ledger of small reports."""

from datetime import date

import pytest

from standoff.exchange.codebook import from_codebook
from standoff.ledger import EventQuery, Ledger
from standoff.watching.contacts import find_contacts
from standoff.watching.contested import find_disputes


def party(name, country, sector="GOV"):
    return {"text": name, "name": name, "country": country, "sector": sector}


def row(*words, voices=(), when=None):
    number, text, trigger, type_, actors, recipients = words
    assertions = [{"source": source, "stance": stance} for source, stance in voices]
    event = {
        "trigger": trigger,
        "type": type_,
        "mode": None,
        "actors": actors,
        "recipients": recipients,
        "status": "happened",
        "background": False,
        "assertions": assertions or [{"source": [], "stance": "asserts"}],
        "when": when and {"text": "Tuesday", "start": when, "end": when},
        "where": [],
        "from": [],
        "numbers": [],
    }
    return {"id": str(number), "date": "2022-02-04", "text": text, "events": [event]}


@pytest.fixture
def ledger(tmp_path):
    with Ledger.open(tmp_path / "a.db") as opened:
        yield opened


def file(ledger, *rows):
    run = ledger.begin_run("by hand", {})
    for one in rows:
        ledger.add(run, from_codebook(one))


def test_a_dispute_names_those_who_stand_by_an_act_and_those_who_do_not(ledger):
    text = (
        "Ukraine said Russia shelled Avdiivka on Tuesday; Russia denied it, observers doubted it."
    )
    voices = ([["Ukraine"], "asserts"], [["Russia"], "denies"], [["observers"], "doubts"])
    russia = party("Russia", "RUS")
    file(
        ledger,
        row(1, text, "shelled", "ASSAULT", [russia], [], voices=voices, when="2022-02-01"),
        row(2, "Russia praised Serbia.", "praised", "SUPPORT", [russia], [party("Serbia", "SRB")]),
    )
    [dispute] = find_disputes(ledger)
    assert dispute.event.type == "ASSAULT"
    assert dispute.asserted_by == ("Ukraine",)
    assert dispute.denied_by == ("Russia",)
    assert dispute.doubted_by == ("observers",)
    assert list(find_disputes(ledger, EventQuery(since=date(2022, 2, 2)))) == []


def test_those_who_meet_are_in_contact_each_with_each(ledger):
    text = "France, Germany and NATO met on Tuesday."
    three = [party("France", "FRA"), party("Germany", "DEU"), party("NATO", "IGO", "IGO")]
    file(ledger, row(1, text, "met", "CONSULT", three, [], when="2022-02-01"))
    contacts = list(find_contacts(ledger))
    assert [c.pair for c in contacts] == [("DEU", "FRA"), ("DEU", "NATO"), ("FRA", "NATO")]
    assert {c.day for c in contacts} == {date(2022, 2, 1)}


def test_those_who_are_offered_something_are_not_in_contact_among_themselves(ledger):
    text = "Turkey invited Russia and Ukraine."
    two = [party("Russia", "RUS"), party("Ukraine", "UKR")]
    file(ledger, row(1, text, "invited", "AGREE", [party("Turkey", "TUR")], two))
    assert [c.pair for c in find_contacts(ledger)] == [("RUS", "TUR"), ("TUR", "UKR")]
    assert [c.day for c in find_contacts(ledger)] == [None, None]


def test_contacts_within_a_country_and_other_acts_are_left_out(ledger):
    two = [party("Macron", "FRA"), party("Le Pen", "FRA", "OPP")]
    file(
        ledger,
        row(1, "Macron met Le Pen.", "met", "CONSULT", two, []),
        row(2, "Russia praised Serbia.", "praised", "SUPPORT", [party("Russia", "RUS")], []),
    )
    assert list(find_contacts(ledger)) == []


def test_the_limit_counts_contacts_not_events(ledger):
    three = [party("France", "FRA"), party("Germany", "DEU"), party("Poland", "POL")]
    file(ledger, row(1, "France, Germany, Poland met.", "met", "CONSULT", three, []))
    assert len(list(find_contacts(ledger, EventQuery(limit=2)))) == 2
