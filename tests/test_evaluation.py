"""The figures of an evaluation, on small hand-made rows and against the scorer of the gold set."""

import json
import random
import subprocess
import sys
from pathlib import Path

import pytest

from standoff.errors import InputError
from standoff.evaluation import Figure, evaluate, trigger_span

SHARED = Path(__file__).parents[1] / ".." / "shared" / "gold"
TEXT = "Russia massed troops. Kyiv said Moscow shelled Avdiivka, which Moscow denied."

RUSSIA = {"text": "Russia", "name": "Russia", "country": "RUS", "sector": "GOV"}
NATO = {"text": "NATO", "name": "NATO", "country": "IGO", "sector": "IGO"}
REPORTED = [{"source": [], "stance": "asserts"}]


def event(trigger, type_, actors, *, status="happened", assertions=REPORTED, **slots):
    return {
        "trigger": trigger,
        "type": type_,
        "actors": actors,
        "recipients": [],
        "status": status,
        "assertions": assertions,
        **slots,
    }


def row(*events, id_="1"):
    return {"id": id_, "text": TEXT, "events": list(events)}


MASSED = event([7, 13], "MOBILIZE", [RUSSIA])
SHELLED = event(
    [39, 46],
    "ASSAULT",
    [RUSSIA],
    assertions=[
        {"source": ["Kyiv"], "stance": "asserts"},
        {"source": ["Moscow"], "stance": "denies"},
    ],
)


def test_what_is_found_exactly_scores_one_in_every_figure_that_has_something_to_find():
    result = evaluate([row(MASSED, SHELLED)], [row(MASSED, SHELLED)])
    whole = {"event", "type", "status", "attributed", "record"}
    assert all(result.figures[name] == Figure(1.0, 1.0, 1.0, 2, 2) for name in whole)
    assert result.figures["source"] == Figure(1.0, 1.0, 1.0, 2, 2)
    assert result.figures["where"] == Figure(0.0, 0.0, 0.0, 0, 0)
    assert result.types["ASSAULT"].f1 == 1.0


def test_a_report_that_was_not_coded_lowers_recall_and_leaves_precision():
    result = evaluate([row(MASSED), row(SHELLED, id_="2")], [row(MASSED)])
    assert result.figures["event"] == Figure(1.0, 0.5, 0.6667, 2, 1)


def test_a_trigger_elsewhere_in_the_sentence_pairs_only_with_its_own_type():
    beside = event([14, 20], "MOBILIZE", [RUSSIA])
    other = event([14, 20], "ASSAULT", [RUSSIA])
    assert evaluate([row(MASSED)], [row(beside)]).figures["event"].f1 == 1.0
    assert evaluate([row(MASSED)], [row(other)]).figures["event"].f1 == 0.0


def test_an_overlapping_trigger_pairs_whatever_its_type_and_costs_type_and_record():
    result = evaluate([row(MASSED)], [row(event([7, 20], "ASSAULT", [RUSSIA]))])
    got = [result.figures[n].f1 for n in ("event", "type", "status", "record")]
    assert got == [1.0, 0.0, 1.0, 0.0]


def test_a_lost_denial_costs_the_record_and_half_of_the_sources():
    heard = event([39, 46], "ASSAULT", [RUSSIA], assertions=SHELLED["assertions"][:1])
    result = evaluate([row(SHELLED)], [row(heard)])
    assert result.figures["attributed"].f1 == 1.0
    assert result.figures["source"] == Figure(1.0, 0.5, 0.6667, 2, 1)
    assert result.figures["record"].f1 == 0.0


def test_an_organisation_is_known_by_its_name_and_a_state_by_its_country():
    alliance = event([7, 13], "MOBILIZE", [NATO])
    union = event([7, 13], "MOBILIZE", [{**NATO, "text": "EU", "name": "EU"}])
    moscow = event([7, 13], "MOBILIZE", [{**RUSSIA, "text": "Moscow", "name": "Moscow"}])
    assert evaluate([row(alliance)], [row(union)]).figures["actor"].f1 == 0.0
    assert evaluate([row(MASSED)], [row(moscow)]).figures["actor"].f1 == 1.0


def test_a_trigger_may_be_given_as_the_nth_occurrence_of_a_word():
    assert trigger_span({"trigger": "Moscow", "nth": 2}, TEXT) == (63, 69)


def test_a_row_that_lacks_a_key_is_named_with_what_it_needs():
    lacking = {k: v for k, v in MASSED.items() if k != "status"}
    with pytest.raises(InputError, match=r"report 1: .*KeyError: 'status'.*give every event its"):
        evaluate([row(MASSED)], [row(lacking)])


def test_the_lines_and_the_dict_tell_the_same():
    result = evaluate([row(MASSED)], [row(MASSED)])
    assert result.lines()[0] == "event       P 1.000  R 1.000  F1 1.000   (1 coded, 1 gold)"
    assert result.lines()[-1] == "by type     MOBILIZE 1.00"
    assert result.as_dict()["types"] == {
        "MOBILIZE": {"precision": 1.0, "recall": 1.0, "f1": 1.0, "gold": 1, "system": 1}
    }


def spoiled(row, chance: random.Random):
    """A copy of a gold row with events lost, moved, mistyped, misattributed and doubled."""
    copy = json.loads(json.dumps(row))
    events = []
    for one in copy["events"]:
        luck = chance.random()
        if luck < 0.15:
            continue
        if luck < 0.3:
            one["trigger"] = [max(0, i - chance.randint(0, 40)) for i in one["trigger"]]
        if chance.random() < 0.2:
            one["type"] = chance.choice(["ASSAULT", "CONSULT", "ACCUSE"])
        if chance.random() < 0.2:
            one["status"] = "possible"
        if chance.random() < 0.2:
            one["actors"], one["recipients"] = one["recipients"], one["actors"]
        if chance.random() < 0.2:
            one["assertions"][:1] = [{"source": ["officials"], "stance": "denies"}]
        if chance.random() < 0.2:
            one["where"], one["when"] = [], None
        events += [one, json.loads(json.dumps(one))] if chance.random() < 0.1 else [one]
    return {"id": copy["id"], "events": events}


@pytest.mark.shared
@pytest.mark.skipif(not SHARED.exists(), reason="needs ../shared beside the checkout")
@pytest.mark.parametrize("seed", [1, 2, 3])
def test_the_figures_equal_those_of_the_gold_sets_own_scorer(seed, tmp_path):
    gold = SHARED / "dev.jsonl"
    rows = [json.loads(line) for line in gold.read_text(encoding="utf-8").splitlines()]
    chance = random.Random(seed)
    system = [spoiled(r, chance) for r in rows if chance.random() < 0.9]
    file = tmp_path / "system.jsonl"
    file.write_text("\n".join(map(json.dumps, system)), encoding="utf-8")
    run = [sys.executable, str(SHARED / "score.py"), str(gold), str(file)]
    printed = subprocess.run(run, capture_output=True, text=True, check=True).stdout
    told = subprocess.run([*run, "--json"], capture_output=True, text=True, check=True).stdout
    result = evaluate(rows, system)
    assert "\n".join(result.lines()) == printed.rstrip("\n")
    assert result.as_dict() == json.loads(told)
    assert 0.2 < result.figures["record"].f1 < 0.9
