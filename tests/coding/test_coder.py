"""The coder on small reports: acts, who does what to whom, on whose word, and what is not coded."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from standoff.coding import Coder, CoderSettings, load_coder
from standoff.coding.encoder import Encoder
from standoff.errors import ModelError
from standoff.exchange.codebook import to_codebook
from standoff.records import STATUSES, Report

DAY = date(2022, 2, 4)


def acts(text, day=DAY):
    return load_coder().code(Report(text, day)).acts


def countries(parties):
    return [p.country for p in parties]


def test_who_does_what_to_whom():
    (act,) = acts("Russian forces shelled the Ukrainian town of Shchastia on Thursday.")
    assert act.type == "ASSAULT"
    assert act.status == "happened"
    assert countries(act.actors) == ["RUS"]
    assert (act.when.start, act.when.end) == (date(2022, 2, 3), date(2022, 2, 3))


def test_a_passive_keeps_the_direction():
    (act,) = acts("Two Azerbaijani soldiers were killed by Armenian forces on Monday.")
    assert act.type == "ASSAULT"
    assert countries(act.actors) == ["ARM"]


def test_the_speaker_is_kept():
    (act, *_) = acts("Ukraine said on Friday that Russian troops had attacked a checkpoint.")
    assert [v.texts for v in act.voices if v.source] == [("Ukraine",)]


def test_a_call_names_both_sides_as_of_the_date():
    (act,) = acts("President Joe Biden spoke by phone with Macron on Wednesday.")
    assert act.type == "CONSULT"
    assert sorted(p.name for p in act.actors) == ["Emmanuel Macron", "Joe Biden"]


def test_what_is_demanded_did_not_happen():
    found = acts("The United States demanded that Russia withdraw its troops from the border.")
    assert found[0].type == "REQUEST"
    assert all(a.status != "happened" for a in found[1:])


def test_a_credit_is_nobodys_act():
    text = (
        "A soldier stands guard in Avdiivka, Ukraine. (AP Photo/Vadim Ghirda) Credit: Vadim Ghirda"
    )
    assert all("Ghirda" not in p.text for a in acts(text) for p in (*a.actors, *a.recipients))


def test_sport_is_no_crisis():
    assert acts("Spain beat the Netherlands 1-0 after extra time to win the World Cup.") == ()


def test_what_was_dropped_says_why():
    coded = Coder(load_coder().encoder, CoderSettings(act_floor=0.999)).code(
        Report("The minister may discuss ties with Oslo.", DAY)
    )
    assert all("needed" in d.reason or "confidence" in d.reason for d in coded.dropped)


def test_asking_for_confidence_gives_fewer_acts():
    text = "Russia expelled two diplomats, and analysts fear that ties may sour."
    sure = Coder(load_coder().encoder, CoderSettings(min_confidence=0.999))
    assert len(sure.code(Report(text, DAY)).acts) <= len(acts(text))


def test_a_missing_model_says_what_to_do(tmp_path):
    with pytest.raises(ModelError, match="Reinstall standoff"):
        Encoder(tmp_path)


def test_same_report_same_acts_alone_or_in_company():
    one = Report("Iran seized a tanker in the Gulf on Sunday.", DAY)
    other = Report("Protesters marched in Minsk. Police arrested dozens.", DAY)
    alone = to_codebook(load_coder().code(one))
    together = [to_codebook(c) for c in load_coder().code_all([other, one])]
    keys = ("type", "status", "trigger")
    assert [[e[k] for k in keys] for e in alone["events"]] == [
        [e[k] for k in keys] for e in together[1]["events"]
    ]


@settings(max_examples=25, deadline=None)
@given(
    st.lists(
        st.sampled_from(
            [
                "Russia attacked Ukraine.",
                "NATO “condemned” it 🙂.",
                "\n\n",
                "He denied it…",
                "Ça va? Élysée says so.",
                "50,000 troops massed",
                "(Reporting by X)",
            ]
        ),
        max_size=6,
    )
)
def test_every_span_points_at_its_words(parts):
    report = Report(" ".join(parts) or "-", DAY)
    for act in load_coder().code(report).acts:
        assert act.status in STATUSES
        assert act.voices
        for held in (*act.actors, *act.recipients, *act.where, *act.origins, *act.numbers):
            assert held.span.of(report.text) == held.text
        for voice in act.voices:
            assert all(s.span.of(report.text) == s.text for s in voice.source)
