"""Wire furniture told from the story, on small dispatches of our own."""

import json
import time
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from standoff.reading import dateline_day, dateline_place, mark_parts
from standoff.reading.dateline import day_of
from standoff.reading.furniture import find_dateline
from standoff.reading.sentences import sentences

SHARED = Path(__file__).parents[2] / ".." / "shared" / "gold"


def parts(text):
    return [(p.kind, p.span.of(text)) for p in mark_parts(text)]


@pytest.mark.parametrize(
    ("opening", "place", "day", "agency"),
    [
        ("KYIV, Jan. 25 (Meridian Wire) — ", "KYIV", "Jan. 25", "Meridian Wire"),
        ("KYIV, Ukraine, 25 January (MW) – ", "KYIV, Ukraine", "25 January", "MW"),
        ("PARIS (AFP) - ", "PARIS", None, "AFP"),
        ("DHAKA - ", "DHAKA", None, None),
        ("BRUSSELS—", "BRUSSELS", None, None),
        ("KIEV/MOSCOW: ", "KIEV/MOSCOW", None, None),
        ("PORT-AU-PRINCE, Haiti — ", "PORT-AU-PRINCE, Haiti", None, None),
        ("N'DJAMENA, Chad -- ", "N'DJAMENA, Chad", None, None),
        ("SUVA, Tuesday. ", "SUVA", "Tuesday", None),
        ("BANGKOK (Mon) – ", "BANGKOK", "Mon", None),
        ("CÚCUTA – ", "CÚCUTA", None, None),
        ("Johannesburg: ", "Johannesburg", None, None),
        ("Doha, 8 June (Meridian Wire) - ", "Doha", "8 June", "Meridian Wire"),
    ],
)  # fmt: skip
def test_a_dateline_names_place_day_and_agency(opening, place, day, agency):
    text = f"{opening}Troops left the border on Monday."
    assert parts(text) == [("dateline", opening)]
    found = find_dateline(text)
    assert (found.place, found.day, found.agency) == (place, day, agency)
    assert dateline_place(text) == place


@pytest.mark.parametrize(
    "text",
    [
        "NATO said on Monday that troops had left.",
        "U.S. officials - three of them - said troops had left.",
        "BREAKING: Troops left.",
        "Analysis: Troops left.",
        "REPORTER: Troops left.",
        "MR KIRBY: Troops left.",
        "Troops left - all of them - on Monday.",
        "He said: troops left.",
        "KYIV",
    ],
)
def test_a_label_or_a_name_in_capitals_is_no_dateline(text):
    assert dateline_place(text) is None


@pytest.mark.parametrize(
    ("words", "published", "day"),
    [
        ("Jan. 25", date(2022, 1, 26), date(2022, 1, 25)),
        ("31 December", date(2022, 1, 1), date(2021, 12, 31)),
        ("Feb 5", date(2022, 2, 4), date(2022, 2, 5)),
        ("May 1, 2020", date(2022, 2, 4), date(2020, 5, 1)),
        ("Tuesday", date(2022, 2, 4), date(2022, 2, 1)),
        ("Fri", date(2022, 2, 4), date(2022, 2, 4)),
        ("Feb 30", date(2022, 3, 4), None),
        ("today", date(2022, 3, 4), None),
    ],
)
def test_the_day_of_a_dateline_is_the_last_such_day(words, published, day):
    assert day_of(words, published) == day


def test_a_report_without_a_day_in_its_dateline_has_none():
    assert dateline_day("KYIV, Jan. 25 - Troops left.", date(2022, 1, 26)) == date(2022, 1, 25)
    assert dateline_day("KYIV - Troops left.", date(2022, 1, 26)) is None
    assert dateline_day("Troops left.", date(2022, 1, 26)) is None


def test_a_caption_is_no_story_but_the_sentences_after_it_are():
    text = (
        "Caption A woman walks past a shop in Lvov, western Ukraine, Thursday, Feb. 3, 2022. "
        "The president is sending 3,000 soldiers to Poland, the ministry said. "
        "(MW Photo/Ann Lee) Credit: Ann Lee"
    )
    assert parts(text) == [
        (
            "caption",
            "Caption A woman walks past a shop in Lvov, western Ukraine, Thursday, Feb. 3, 2022.",
        ),
        ("credit", "(MW Photo/Ann Lee)"),
        ("credit", "Credit: Ann Lee"),
    ]


def test_a_paragraph_that_ends_in_a_photo_credit_is_a_caption():
    text = "Troops left.\n\nA soldier waves at Mr. Lee's farm. (MW Photo/R. Daly)"
    assert parts(text)[0] == ("caption", "A soldier waves at Mr. Lee's farm.")
    assert parts(text)[1] == ("credit", "(MW Photo/R. Daly)")


def test_a_labelled_caption_may_carry_a_bare_name_as_its_credit():
    text = "Troops left.\nPHOTO: A gunner salutes. (L. Arsic)"
    assert parts(text) == [("caption", "PHOTO: A gunner salutes."), ("credit", "(L. Arsic)")]


def test_brackets_in_a_story_are_no_credits():
    text = "The ministry (which has 200 staff) and the army (MAF) sent photos (and maps) home."
    assert parts(text) == []


def test_those_who_worked_on_a_story_are_nobody_in_it():
    text = "Troops left. (Reporting by Ann Lee in Kyiv; Editing by Bo Day)\nReporting by Cy Fox."
    assert parts(text) == [
        ("credit", "(Reporting by Ann Lee in Kyiv; Editing by Bo Day)"),
        ("credit", "Reporting by Cy Fox."),
    ]


def test_a_dispatch_is_told_from_all_that_frames_it():
    text = (
        "Troops leave the border\n"
        "By Ann Lee and Bo Day\n"
        "MINSK, Feb. 15 (Meridian Wire) — Russian troops left on Tuesday.\n\n"
        "By phone late Monday, the two leaders agreed.\n\n"
        "Read more: What the leaders want\n"
        "CORRECTION: An earlier version of this report put the dead at 12.\n"
        "© 2022 Meridian Wire. All rights reserved."
    )
    assert parts(text) == [
        ("headline", "Troops leave the border"),
        ("byline", "By Ann Lee and Bo Day"),
        ("dateline", "MINSK, Feb. 15 (Meridian Wire) — "),
        ("boilerplate", "Read more: What the leaders want"),
        ("correction", "CORRECTION: An earlier version of this report put the dead at 12."),
        ("boilerplate", "© 2022 Meridian Wire. All rights reserved."),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "KILL: Troops-Border. The story is wrong.",
        "EDITORS: Please kill the story slugged Troops-Border.",
        "Kill notice: Troops-Border",
    ],
)
def test_a_notice_that_withdraws_a_story_is_a_kill(text):
    assert parts(text) == [("kill", text)]


@pytest.mark.parametrize(
    "text",
    [
        "(This story corrects the number of dead to 13, not 12.)",
        "Corrects paragraph 3: the mayor's name is Lee.",
        "EDITORS: Adds details from paragraph 4.",
        "Clarification: The ministry spoke of soldiers, not officers.",
    ],
)
def test_a_notice_about_the_text_is_a_correction(text):
    assert parts(text) == [("correction", text)]


@pytest.mark.parametrize(
    "text",
    [
        "Rebels kill three soldiers.",
        "Police watch the border.",
        "Image rights were not at issue, the ministry said.",
        "Related protests broke out in Minsk.",
        "The law was withdrawn, the deputy said, and the government resigned.",
        "Update on the talks is expected on Monday.",
        "Corrected figures were given by the ministry.",
    ],
)
def test_cue_words_inside_a_sentence_are_story(text):
    assert parts(text) == []


def test_sentences_do_not_end_at_abbreviations():
    text = "Gen. Lee met U.S. envoys on Feb. 3. “We agreed,” he said. J. Doe left!\nTalks go on"
    assert [s.of(text) for s in sentences(text)] == [
        "Gen. Lee met U.S. envoys on Feb. 3.",
        "“We agreed,” he said.",
        "J. Doe left!",
        "Talks go on",
    ]


WIRE = st.sampled_from(
    [
        "KYIV",
        "(",
        ")",
        " — ",
        "\n",
        ". ",
        "Photo:",
        "Credit:",
        "By Ann Lee",
        "KILL:",
        "Feb. 3",
        "x é",
    ]
)


@given(st.one_of(st.text(max_size=200), st.lists(WIRE, max_size=30).map("".join)))
def test_parts_lie_in_the_text_in_order_and_apart(text):
    at = 0
    for part in mark_parts(text):
        assert at <= part.span.start < part.span.end <= len(text)
        at = part.span.end


@given(st.lists(WIRE, max_size=30).map("".join))
def test_sentences_hold_every_letter_of_the_text_once(text):
    held = "".join(s.of(text) for s in sentences(text))
    assert "".join(held.split()) == "".join(text.split())


@pytest.mark.shared
@pytest.mark.skipif(not SHARED.exists(), reason="needs ../shared beside the checkout")
def test_the_caption_of_the_first_report_ends_before_the_troops_are_moved():
    with (SHARED / "dev.jsonl").open(encoding="utf-8") as lines:
        row = next(r for r in map(json.loads, lines) if r["id"] == "SEED-2022-02-04")
    text = row["text"]
    caption, *credits = mark_parts(text)
    assert caption.kind == "caption"
    assert caption.span.of(text).endswith("Thursday, Feb. 3, 2022.")
    assert text[caption.span.end :].startswith(" President Joe Biden is ordering 2,000")
    assert [c.kind for c in credits] == ["credit", "credit"]
    assert not any(
        part.span.start <= event["trigger"][0] < part.span.end
        for event in row["events"]
        for part in mark_parts(text)
    )


@pytest.mark.parametrize(
    "word", ["Aa ", "AA ", "A. ", "(", "By ", "AA-", "Photo ", "Aa, ", "Aa in ", "."]
)
def test_a_paragraph_of_any_make_is_marked_in_a_moment(word):
    began = time.process_time()
    mark_parts(word * 20_000)
    assert time.process_time() - began < 2
