"""Files of every kind become reports, and what is none costs only itself."""

import io
import json
import os
import sys
import threading
import tracemalloc
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from standoff.errors import InputError
from standoff.reading import Limits, Options, Reader, parse_map, read_reports, register, total_bytes
from standoff.reading import readers as registry
from standoff.reading.readers import reader_names
from standoff.records import Report

FOURTH = date(2022, 2, 4)


def write(path, content):
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


def told(found):
    """Reports as (day, text), refusals as (file and line, kind)."""
    return [
        (f.published, f.text)
        if isinstance(f, Report)
        else (f.origin.rpartition("/")[2], f.reason.partition(":")[0])
        for f in found
    ]


def test_a_text_is_dated_by_its_first_words(tmp_path):
    file = write(
        tmp_path / "seed.txt", "date 2022-02-04 Russia massed troops.\n\nKyiv protested.\n"
    )
    [report] = read_reports([file])
    assert report == Report(
        text="Russia massed troops.\n\nKyiv protested.", published=FOURTH, origin=str(file)
    )


def test_a_text_may_say_more_of_itself_in_lines_above_the_story(tmp_path):
    story = "Source: the ministry.\nTroops left."
    head = "Date: 4 February 2022\nOutlet: Meridian Wire\nHeadline: Troops leave\nURL: http://a/b\n"
    plain = write(tmp_path / "a.txt", f"{head}\n{story}")
    fenced = write(
        tmp_path / "b.md",
        f'---\ntitle: "Troops leave"\ndate: 2022-02-04\nlayout: x\n---\n\n{story}',
    )
    [first], [second] = read_reports([plain]), read_reports([fenced])
    assert (first.text, first.outlet, first.title, first.url) == (
        story, "Meridian Wire", "Troops leave", "http://a/b",
    )  # fmt: skip
    assert (second.text, second.published, second.title) == (story, FOURTH, "Troops leave")


def test_a_text_without_a_day_is_refused_unless_one_is_given(tmp_path):
    file = write(tmp_path / "a.txt", "Troops left.")
    [refusal] = read_reports([file])
    assert refusal.reason.startswith("no date: begin the file with one")
    assert "--date 2022-02-04" in refusal.reason
    assert told(read_reports([file], Options(published=FOURTH))) == [(FOURTH, "Troops left.")]


def test_a_day_of_its_own_wins_over_the_one_given(tmp_path):
    file = write(tmp_path / "a.txt", "date 2021-12-31 Troops left.")
    assert told(read_reports([file], Options(published=FOURTH)))[0][0] == date(2021, 12, 31)


def test_json_lines_keep_every_field_and_lose_only_their_bad_lines(tmp_path):
    lines = [
        '{"id": "A-1", "date": "2022-02-04", "text": "Troops left.", "events": [], "n": {"m": 1}}',
        '{"date": "2022-02-04", "text": ',
        "",
        '{"date": "2022-02-04", "text": "  "}',
        '{"date": "yesterday", "text": "Troops left."}',
        '{"text": "Troops left."}',
        '["2022-02-04", "Troops left."]',
        '{"date": "2022-02-04", "text": 7}',
        r'{"date": "2022-02-04", "text": "half \ud800 a letter"}',
        r'{"date": "2022-02-04", "text": "a \u0000 byte"}',
        "[" * 100_000,
        '{"date": 20220204, "body": "A number may date a report."}',
    ]
    file = write(tmp_path / "a.jsonl", "\n".join(lines))
    found = list(read_reports([file]))
    assert found[0] == Report(
        text="Troops left.", published=FOURTH, name="A-1", origin=f"{file}:1",
        extra={"events": [], "n": {"m": 1}},
    )  # fmt: skip
    assert told(found[1:]) == [
        ("a.jsonl:2", "not JSON"),
        ("a.jsonl:4", "no text"),
        ("a.jsonl:5", "no date"),
        ("a.jsonl:6", "no date"),
        ("a.jsonl:7", "not JSON lines"),
        ("a.jsonl:8", "no text"),
        ("a.jsonl:9", "encoding"),
        ("a.jsonl:10", "binary"),
        ("a.jsonl:11", "not JSON"),
        (FOURTH, "A number may date a report."),
    ]


def test_columns_are_known_by_many_names_and_by_what_the_user_says(tmp_path):
    news = {
        "publishedAt": "2022-02-04T10:00:00Z",
        "content": "Troops left.",
        "source": {"id": None, "name": "Meridian Wire"},
        "url": "http://a/b",
        "title": "Troops leave",
    }
    [report] = read_reports([write(tmp_path / "api.jsonl", json.dumps(news))])
    assert (report.outlet, report.url, report.title) == (
        "Meridian Wire", "http://a/b", "Troops leave",
    )  # fmt: skip
    odd = write(tmp_path / "odd.csv", "when;prose;text\n2022-02-04;Troops left.;a note\n")
    options = Options(columns=parse_map("text=prose, date=when"))
    [report] = read_reports([odd], options)
    assert (report.text, report.extra) == ("Troops left.", {"text": "a note"})


def test_a_map_that_says_nothing_is_an_error_with_an_example():
    with pytest.raises(InputError, match=r"'body' is not ROLE=COLUMN.*--map text=body,date=when"):
        parse_map("body")
    with pytest.raises(InputError, match="the roles are date, text, id"):
        parse_map("prose=body")


def test_tables_may_hold_line_breaks_and_lose_only_their_bad_rows(tmp_path):
    table = (
        "Published At,Body,Outlet\r\n"
        '2022-02-04,"Troops, they said,\nleft ""today"".",Meridian Wire\r\n'
        "2022-02-04,,Meridian Wire\r\n"
        "\r\n"
        "2022-02-04,Troops, they said, left.,Meridian Wire\r\n"
        ",Troops left.,Meridian Wire\r\n"
        "2022-02-04,Troops stayed.,\r\n"
    )
    found = list(read_reports([write(tmp_path / "a.csv", table)]))
    assert told(found) == [
        (FOURTH, 'Troops, they said,\nleft "today".'),
        ("a.csv:4", "no text"),
        ("a.csv:6", "not CSV"),
        ("a.csv:7", "no date"),
        (FOURTH, "Troops stayed."),
    ]
    assert found[0].outlet == "Meridian Wire"


def test_a_table_is_known_by_its_header_whatever_its_name(tmp_path):
    file = write(tmp_path / "export.data", "date\ttext\n2022-02-04\tTroops left.\n")
    assert told(read_reports([file])) == [(FOURTH, "Troops left.")]


def test_a_table_without_a_text_column_says_which_columns_it_has(tmp_path):
    file = write(tmp_path / "a.csv", "date,wording\n2022-02-04,Troops left.\n")
    [refusal] = read_reports([file])
    assert "columns: date, wording" in refusal.reason
    assert "--map text=COLUMN" in refusal.reason


def test_folders_are_read_through_in_sorted_order(tmp_path):
    for name in ("b.txt", "a/2.txt", "a/10.txt", ".hidden.txt", "c/.git/x.txt"):
        write(tmp_path / name, f"date 2022-02-04 {name}")
    assert [r.text for r in read_reports([tmp_path])] == ["a/10.txt", "a/2.txt", "b.txt"]


def test_a_link_that_leads_out_of_the_folder_is_refused(tmp_path):
    secret = write(tmp_path / "secret.txt", "date 2022-02-04 Not to be read.")
    folder = tmp_path / "in"
    write(folder / "a.txt", "date 2022-02-04 To be read.")
    (folder / "link.txt").symlink_to(secret)
    (folder / "loop").symlink_to(folder)
    assert told(read_reports([folder])) == [(FOURTH, "To be read."), ("link.txt", "link")]


def test_a_path_that_is_not_there_is_an_error_before_anything_is_read(tmp_path):
    there = write(tmp_path / "a.txt", "date 2022-02-04 Troops left.")
    with pytest.raises(InputError, match="no such file"):
        list(read_reports([there, tmp_path / "b.txt"]))


@pytest.mark.parametrize(
    ("content", "text"),
    [
        (b"date 2022-02-04 Troops left.", "Troops left."),
        (b'{"date": "2022-02-04", "text": "Troops left."}\n', "Troops left."),
        (b"date,text\n2022-02-04,Troops left.\n", "Troops left."),
    ],
)
def test_standard_input_is_told_from_content(monkeypatch, content, text):
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(content)))
    [report] = read_reports(["-"])
    assert (report.published, report.text) == (FOURTH, text)


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (b"", "no text"),
        (b" \n\n", "no text"),
        (b"date 2022-02-04\n\n", "no text"),
        (b"date,text\n", "no text"),
        (b"SQLite format 3\0\x10\0\1", "binary"),
        (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "binary"),
        (b"date 2022-02-04 caf\x81\xff\xfe\xc3\x28 \x90", "encoding"),
        (b'[\n {"date": "2022-02-04",\n "text": "Troops left."}]', "not JSON lines"),
    ],
)
def test_what_is_no_report_is_refused_with_the_reason(tmp_path, content, kind):
    name = "a.json" if kind == "not JSON lines" else "a.txt"
    file = write(tmp_path / name, content)
    assert told(read_reports([file])) == [(name, kind)]


def test_a_pipe_given_as_a_path_is_read_like_a_file(tmp_path):
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    story = b"date 2022-02-04 Troops left."
    writer = threading.Thread(target=pipe.write_bytes, args=(story,))
    writer.start()
    found = told(read_reports([pipe]))
    writer.join()
    assert found == [(FOURTH, "Troops left.")]
    assert total_bytes([pipe]) is None


def test_a_file_that_may_not_be_read_costs_only_itself(tmp_path):
    write(tmp_path / "a.txt", "date 2022-02-04 Troops left.").chmod(0)
    write(tmp_path / "b.txt", "date 2022-02-04 Troops stayed.")
    if os.access(tmp_path / "a.txt", os.R_OK):
        pytest.skip("this user may read everything")
    assert told(read_reports([tmp_path])) == [("a.txt", "unreadable"), (FOURTH, "Troops stayed.")]


CAFE = "date 2022-02-04 The café in Orléans was shut, the général’s “office” said on Monday."


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16", "utf-32"])
def test_text_in_a_common_encoding_is_read_to_the_letter(tmp_path, encoding):
    file = write(tmp_path / "a.txt", CAFE.encode(encoding))
    assert told(read_reports([file])) == [(FOURTH, CAFE[16:])]


@pytest.mark.parametrize("encoding", ["utf-8-sig", "cp1252", "utf-16"])
def test_tables_and_json_lines_in_a_common_encoding_too(tmp_path, encoding):
    lines = json.dumps({"date": "2022-02-04", "text": CAFE[16:]}, ensure_ascii=False) + "\n"
    table = f'date;text\n2022-02-04;"{CAFE[16:]}"\n'
    write(tmp_path / "a.jsonl", lines.encode(encoding))
    write(tmp_path / "b.csv", table.encode(encoding))
    assert told(read_reports([tmp_path])) == [(FOURTH, CAFE[16:])] * 2


def test_one_line_in_another_encoding_costs_at_most_itself(tmp_path):
    good = b'{"date": "2022-02-04", "text": "Troops left."}\n'
    bad = b'{"date": "2022-02-04", "text": "\xff\xc3\x28\x81"}\n'
    found = told(read_reports([write(tmp_path / "a.jsonl", good + bad + good)]))
    left = (FOURTH, "Troops left.")
    assert found == [left, ("a.jsonl:2", "encoding"), left]


def test_a_line_that_is_too_long_is_passed_over_in_flat_memory(tmp_path):
    good = b'{"date": "2022-02-04", "text": "Troops left."}\n'
    file = tmp_path / "a.jsonl"
    with file.open("wb") as stream:
        stream.write(good)
        stream.write(b'{"date": "2022-02-04", "text": "')
        for _ in range(110):
            stream.write(b"a" * 1024 * 1024)
        stream.write(b'"}\n' + good)
    tracemalloc.start()
    found = told(read_reports([file]))
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert found == [(FOURTH, "Troops left."), ("a.jsonl:2", "too long"), (FOURTH, "Troops left.")]
    assert peak < 60 * 1024 * 1024


def test_the_limits_are_the_users_to_set(tmp_path):
    limits = Limits(line_bytes=60, report_chars=10)
    write(tmp_path / "a.txt", "date 2022-02-04 " + "Troops left. " * 9)
    write(tmp_path / "b.txt", "date 2022-02-04 Troops left.")
    write(
        tmp_path / "c.csv", "date,text\n2022-02-04," + "Troops left. " * 9 + "\n2022-02-04,Talks.\n"
    )
    assert told(read_reports([tmp_path], Options(limits=limits))) == [
        ("a.txt", "too long"),
        ("b.txt", "too long"),
        ("c.csv:2", "too long"),
        (FOURTH, "Talks."),
    ]


@given(st.binary(max_size=300))
def test_no_bytes_whatever_stop_the_reading(tmp_path_factory, content):
    file = tmp_path_factory.mktemp("any") / "any"
    for suffix in (".txt", ".jsonl", ".csv"):
        found = list(read_reports([write(file.with_suffix(suffix), content)]))
        assert not any(kind == "reader failed" for _, kind in told(found))
        assert found


@given(st.lists(st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0\r"))))
def test_any_text_comes_back_from_json_lines_unchanged(tmp_path_factory, texts):
    lines = "".join(json.dumps({"date": "2022-02-04", "text": t}) + "\n" for t in texts)
    file = write(tmp_path_factory.mktemp("any") / "a.jsonl", lines)
    reports = [f for f in read_reports([file]) if isinstance(f, Report)]
    assert [r.text for r in reports] == [t for t in texts if t.strip()]


def test_a_reader_that_fails_costs_only_its_input(tmp_path, monkeypatch):
    monkeypatch.setattr(registry, "_READERS", list(registry._READERS))

    def read(source, options):
        raise KeyError("lost")
        yield

    register(Reader("broken", lambda source, options: source.suffix == ".odd", read))
    write(tmp_path / "a.odd", "x")
    write(tmp_path / "b.txt", "date 2022-02-04 Troops left.")
    found = told(read_reports([tmp_path]))
    assert found == [("a.odd", "reader failed"), (FOURTH, "Troops left.")]


def test_a_reader_of_ones_own_registers_like_the_built_in_ones(tmp_path, monkeypatch):
    monkeypatch.setattr(registry, "_READERS", list(registry._READERS))
    assert set(reader_names()) >= {"jsonl", "table", "text"}
    assert reader_names()[-1] == "text"

    def read(source, options):
        for number, line in source.lines():
            day, _, text = line.decode().partition("~")
            yield Report(text, date.fromisoformat(day), origin=f"{source.name}:{number}")

    register(Reader("tilde", lambda source, options: "~" in source.opening[:20], read))
    file = write(tmp_path / "a.txt", "2022-02-04~Troops left.\n2022-02-04~Troops stayed.\n")
    assert told(read_reports([file])) == [(FOURTH, "Troops left."), (FOURTH, "Troops stayed.")]
