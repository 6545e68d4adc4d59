"""The accuracy gate: what it lets pass, what it writes, and that its reports were kept apart."""

import json
from pathlib import Path

import pytest

from benchmarks import gate

ROOT = Path(__file__).resolve().parents[1]


def rows(path: Path) -> list[dict]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def test_a_figure_below_its_floor_or_without_one_to_show_has_fallen():
    assert gate.fallen({"type": 0.50, "record": 0.30}, {"type": 0.50, "record": 0.31}) == ["record"]
    assert gate.fallen({}, {"type": 0.1}) == ["type"]


def test_floors_rise_with_a_margin():
    assert gate.new_floors({"type": 0.6}, {"type": 0.5}, allow_lower=False) == {"type": 0.58}


def test_floors_are_lowered_only_when_that_is_said():
    with pytest.raises(SystemExit, match="this would lower type"):
        gate.new_floors({"type": 0.5}, {"type": 0.5}, allow_lower=False)
    assert gate.new_floors({"type": 0.5}, {"type": 0.5}, allow_lower=True) == {"type": 0.48}


def test_a_fallen_figure_is_pointed_out():
    assert gate.lines({"type": 0.4}, {"type": 0.5}) == [
        "type       F1 0.400  floor 0.500  BELOW ITS FLOOR"
    ]


def test_every_gated_figure_has_a_floor():
    floors = json.loads(gate.BASELINE.read_text())["floors"]
    assert set(floors) == set(gate.GATED)
    assert all(0 < floor < 1 for floor in floors.values())


def test_the_gates_reports_are_the_listed_ones_and_in_no_training_file():
    held = rows(gate.GOLD)
    assert [r["id"] for r in held] == json.loads((ROOT / "training" / "gate_ids.json").read_text())
    texts = {r["text"] for r in held}
    for file in (ROOT / "training" / "data").glob("*.jsonl"):
        trained = rows(file)
        assert not {r["id"] for r in held} & {r["id"] for r in trained}, file.name
        assert not texts & {r["text"] for r in trained}, file.name


def test_the_readme_beside_them_warns_that_they_are_invented():
    assert "invented" in (gate.GOLD.parent / "README.md").read_text()
