"""What the grammar says of an act: its path to other words, and what governs and marks it."""

from standoff.coding.grammar import GRAMMAR_LENGTH, features, grammar_of
from standoff.coding.paths import OTHER, SELF, path, path_classes, vocabulary
from standoff.language.parse import parse_all


def parsed(text):
    (parse,) = parse_all([text])
    return parse


def test_a_subject_and_a_speaker_have_different_paths():
    parse = parsed("Kyiv said Moscow shelled a school.")
    assert path(parse, 3, 2) == "nsubj"
    assert path(parse, 3, 0) == "^ccomp nsubj"
    assert path(parse, 3, 5) == "dobj"


def test_prepositions_are_kept_by_name():
    parse = parsed("Rebels fought near Goma.")
    assert path(parse, 1, 3) == "prep:near pobj"


def test_negation_and_modals_mark_an_act():
    parse = parsed("The army will not withdraw.")
    assert {"aux:will", "neg:not"} <= set(features(parse, 4))


def test_what_governs_an_act_is_told():
    parse = parsed("Officials denied that troops would invade.")
    assert "^1 ccomp denied" in features(parse, 5)


def test_features_are_hashed_to_a_fixed_length():
    parse = parsed("Officials denied that troops would invade.")
    assert len(grammar_of(parse, 35)) == GRAMMAR_LENGTH


def test_another_sentence_has_no_path():
    text = "Kyiv protested. Moscow laughed."
    classes = path_classes(parsed(text), 5, [0, 5, 16])
    assert classes[0] == vocabulary()["nsubj"]
    assert classes[1] == SELF
    assert classes[2] == OTHER


def test_paragraphs_are_parsed_apart():
    parse = parsed("PARIS\n\nFrance protested.")
    assert parse.sentence[0] != parse.sentence[1]
    assert parse.starts[1] == 7
