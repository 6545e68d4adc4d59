"""Windows own every character once, keep offsets, and repeat a little of what stood before."""

from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from standoff.coding import load_coder
from standoff.coding.windows import SIZE, sentence_spans, windows

TOKENIZER = load_coder().encoder.tokenizer
LONG = " ".join(
    f"On day {n} the army of Ruritania shelled the town of Strelsau." for n in range(90)
)


def test_abbreviations_do_not_end_a_sentence():
    text = "Gen. Le Bon met U.S. envoys in St. Petersburg. He left."
    assert [text[s:e] for s, e in sentence_spans(text)] == [
        "Gen. Le Bon met U.S. envoys in St. Petersburg.",
        "He left.",
    ]


def test_a_short_report_is_one_window():
    (window,) = windows("Kyiv said talks failed. Moscow denied it.", TOKENIZER)
    assert window.owns(0) and window.owns(30)
    assert len(window.sentences) == 2


def test_a_long_report_is_cut_and_each_sentence_owned_once():
    cut = list(windows(LONG, TOKENIZER))
    assert len(cut) > 3
    assert all(len(w.ids) <= SIZE + 2 for w in cut)
    for start, _ in sentence_spans(LONG):
        assert sum(w.owns(start) for w in cut) == 1
    assert cut[1].starts[1] < cut[1].own_from, "a later window begins with context"


@settings(max_examples=60, deadline=None)
@given(st.text(alphabet=st.characters(codec="utf-8", exclude_categories=("Cs",)), max_size=400))
def test_wordpieces_point_into_the_text(text):
    for window in windows(text, TOKENIZER):
        for start, end in zip(window.starts, window.ends, strict=True):
            assert -1 <= start <= end <= len(text)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.sampled_from(["Kyiv met Moscow.", "He said no!", "U.S. troops left", "\n"])))
def test_sentences_are_in_order_and_apart(parts):
    spans = sentence_spans(" ".join(parts))
    assert all(a[1] <= b[0] for a, b in pairwise(spans))
