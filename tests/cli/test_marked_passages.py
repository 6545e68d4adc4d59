"""Words of a sentence, marked so that they read without colour."""

from standoff.cli.marking import Mark, marked, passage
from standoff.exchange.codebook import from_codebook
from standoff.records import Span

TEXT = "Talks failed.\nGen. Lee said NATO met Kyiv.\x1b[31m It rained. NATO left."


def test_marks_are_brackets_with_the_colour_of_their_kind():
    page = marked(TEXT, Span(14, 42), [Mark(Span(28, 32), "actor"), Mark(Span(33, 36), "act")])
    assert page.plain == "Gen. Lee said [actor: NATO] [act: met] Kyiv."[: len(page.plain)]
    assert [str(s.style) for s in page.spans] == ["green", "bold underline"]


def test_of_overlapping_marks_the_acts_wins():
    page = marked("NATO met.", Span(0, 9), [Mark(Span(0, 8), "actor"), Mark(Span(5, 8), "act")])
    assert page.plain == "NATO [act: met]."


def test_a_report_cannot_steer_the_terminal():
    assert "\x1b" not in marked(TEXT, Span(0, len(TEXT)), []).plain


def test_a_passage_leaves_out_sentences_without_marks():
    nato = {"text": "NATO", "name": "NATO", "country": "IGO", "sector": "IGO"}
    row = {
        "id": "1",
        "date": "2022-02-04",
        "text": "Lee spoke. NATO met. It rained. So Kyiv said.",
        "events": [
            {
                "trigger": "met",
                "type": "CONSULT",
                "mode": None,
                "actors": [nato],
                "recipients": [],
                "status": "happened",
                "background": False,
                "assertions": [{"source": ["Kyiv"], "stance": "asserts"}],
                "when": None,
                "where": [],
                "from": [],
                "numbers": [],
            }
        ],
    }
    coded = from_codebook(row)
    page = passage(coded.report.text, coded.acts[0], coded.acts[0].voices)
    assert page.plain == "[actor: NATO] [act: met]. … So [says: Kyiv] said."
