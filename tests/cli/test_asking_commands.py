"""The commands that ask a ledger, on a ledger of three reports."""

import csv
import io
import json

import pytest


def ids(output):
    return [line.split()[0] for line in output.splitlines()[1:]]


def test_events_are_listed_on_a_page_of_80_columns(standoff, crisis):
    result = standoff("events", "--ledger", crisis)
    assert result.exit_code == 0
    head, *rows = result.stdout.splitlines()
    assert head.split() == [
        "id",
        "day",
        "type",
        "actor",
        "→",
        "recipient",
        "status",
        "standing",
        "says",
    ]
    assert max(map(len, result.stdout.splitlines())) <= 80
    assert any("2022-02-02" in r and "CONSULT" in r and "Emmanuel Macron" in r for r in rows)
    assert any("~2022-02-04" in r and "MOBILIZE" in r and "ongoing" in r for r in rows)
    assert any("ASSAULT" in r and "contested" in r and "1+ 1-" in r for r in rows)


@pytest.mark.parametrize("command", ["events", "contested", "contacts"])
def test_no_line_is_wider_than_the_page(standoff, crisis, command):
    lines = standoff(command, "--ledger", crisis).stdout.splitlines()
    assert lines
    assert max(map(len, lines)) <= 80


@pytest.mark.parametrize(
    ("asked", "types"),
    [
        (["--type", "consult"], {"CONSULT"}),
        (["--actor", "RUS"], {"MOBILIZE", "ASSAULT"}),
        (["--actor", "Macron"], {"CONSULT"}),
        (["--status", "ongoing"], {"MOBILIZE"}),
        (["--since", "2022-02-10"], {"ASSAULT"}),
        (["--until", "3 February 2022"], {"CONSULT"}),
        (["--place", "Stanytsia"], {"ASSAULT"}),
        (["--contested"], {"ASSAULT"}),
    ],
)
def test_a_question_narrows_the_answer(standoff, crisis, asked, types):
    result = standoff("events", "--ledger", crisis, "--json", *asked)
    assert {json.loads(line)["type"] for line in result.stdout.splitlines()} == types


def test_json_tells_every_assertion_under_the_reports_own_id(standoff, crisis):
    result = standoff("events", "--ledger", crisis, "--json", "--type", "ASSAULT")
    [told] = map(json.loads, result.stdout.splitlines())
    id_, actors, assertions = told.pop("id"), told.pop("actors"), told.pop("assertions")
    assert told["where"][0].pop("id").endswith(":stanytsia-luhanska")
    assert told == {
        "type": "ASSAULT",
        "mode": "heavy-weapons",
        "recipients": [],
        "status": "happened",
        "standing": "contested",
        "origins": 1,
        "background": False,
        "when": {"text": "Thursday", "start": "2022-02-17", "end": "2022-02-17"},
        "where": [
            {
                "text": "Stanytsia",
                "name": "Stanytsia Luhanska",
                "country": "UKR",
            }
        ],
        "from": [],
        "numbers": [],
    }
    assert id_.startswith("e-")
    assert "RUS" in actors[0].pop("id")
    assert actors == [{"text": "Russia", "name": "Russia", "country": "RUS", "sector": "GOV"}]
    told = {(a["report"], tuple(a["source"]), a["stance"], a["status"]) for a in assertions}
    assert told == {
        ("ns-7", ("Ukraine",), "asserts", "happened"),
        ("ck-3", ("The ministry in Moscow",), "denies", "happened"),
    }
    assert {tuple(a["trigger"]) for a in assertions} == {(24, 31), (46, 53)}


def test_csv_is_one_row_an_event(standoff, crisis):
    result = standoff("events", "--ledger", crisis, "--csv")
    rows = list(csv.DictReader(io.StringIO(result.stdout)))
    [call] = [r for r in rows if r["type"] == "CONSULT"]
    assert (call["start"], call["actors"], call["actor_countries"]) == (
        "2022-02-02", "Emmanuel Macron; Joe Biden", "FRA; USA",
    )  # fmt: skip
    [massed] = [r for r in rows if r["type"] == "MOBILIZE"]
    assert massed["numbers"] == "100,000 (troops)"


def test_an_answer_without_events_says_so(standoff, crisis):
    result = standoff("events", "--ledger", crisis, "--type", "PROTEST")
    assert result.exit_code == 0
    assert "No event of" in result.stdout


def test_show_gives_the_words_behind_an_event_marked_without_colour(standoff, crisis):
    listed = standoff("events", "--ledger", crisis, "--json", "--type", "ASSAULT").stdout
    id_ = json.loads(listed)["id"]
    result = standoff("show", id_[:10], "--ledger", crisis)
    assert result.exit_code == 0
    page = " ".join(result.stdout.split())
    assert "ASSAULT/heavy-weapons Russia" in page
    assert "standing contested, 1 origin" in page
    assert "when 2022-02-17" in page
    assert "ns-7 2022-02-17 Northern Star asserts Ukraine (happened, 1.00)" in page
    assert (
        "[says: Ukraine] said [actor: Russia] had [act: shelled] a school in [where: Stanytsia] "
        "on [when: Thursday]." in page
    )
    assert "denies The ministry in Moscow (happened, 1.00)" in page
    assert max(map(len, result.stdout.splitlines())) <= 80


def test_contested_names_both_sides(standoff, crisis):
    page = " ".join(standoff("contested", "--ledger", crisis).stdout.split())
    assert "2022-02-17 ASSAULT/heavy-weapons Russia contested, happened" in page
    assert "asserted by Ukraine denied by The ministry in Moscow" in page


def test_contacts_are_listed_by_day_and_pair(standoff, crisis):
    page = standoff("contacts", "--ledger", crisis).stdout
    head, row = page.splitlines()
    assert head.split() == ["day", "pair", "contacts", "events"]
    assert row.split()[:6] == ["2022-02-02", "FRA", "-", "USA", "CONSULT/phone", "happened"]
    empty = standoff("contacts", "--ledger", crisis, "--since", "2022-02-10")
    assert empty.stdout == "No contacts in the ledger in that time.\n"


def test_the_ledger_may_be_named_by_the_environment(standoff, crisis, monkeypatch):
    monkeypatch.setenv("STANDOFF_LEDGER", str(crisis))
    assert standoff("events").exit_code == 0


@pytest.mark.parametrize("command", ["events", "contested", "contacts", "show e-1"])
def test_a_ledger_that_is_not_there_is_one_clear_line(standoff, tmp_path, command):
    missing = tmp_path / "none.db"
    result = standoff(*command.split(), "--ledger", missing)
    assert result.exit_code == 1
    assert result.stdout == ""
    assert result.stderr.startswith("standoff: ")
    assert len(result.stderr.splitlines()) == 1
    assert str(missing) in result.stderr
    assert not missing.exists()


def test_an_event_that_is_not_there_is_one_clear_line(standoff, crisis):
    result = standoff("show", "e-nothing", "--ledger", crisis)
    assert result.exit_code == 1
    assert len(result.stderr.splitlines()) == 1
    assert "e-nothing" in result.stderr


@pytest.mark.parametrize(
    "wrong",
    [
        ["events", "--type", "DANCE"],
        ["events", "--status", "maybe"],
        ["events", "--since", "last week"],
        ["events", "--limit", "0"],
        ["nothing"],
        ["show"],
    ],
)
def test_a_command_wrongly_given_exits_with_two(standoff, crisis, wrong):
    assert standoff(*wrong).exit_code == 2
