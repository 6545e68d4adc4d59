"""The pages say what is so: commands run, links lead somewhere, nothing public goes untold."""

import re
import shlex
from pathlib import Path

import pytest
import typer

import standoff
from standoff.cli import app
from tools import api_reference, refresh_docs

ROOT = Path(__file__).resolve().parents[1]
DOCS = refresh_docs.pages()
NEAR = [ROOT / "CHANGELOG.md", ROOT / "examples/README.md", ROOT / "benchmarks/data/README.md"]
LINK = re.compile(r"(?<!!)\[[^\]]*\]\(([^)\s]+)\)")
COMMANDS = typer.main.get_command(app).commands


def name_of(page: Path) -> str:
    return str(page.relative_to(ROOT))


def slug(heading: str) -> str:
    """The anchor that GitHub gives a heading."""
    kept = re.sub(r"[^\w\- ]", "", heading.strip().lower())
    return kept.replace(" ", "-")


@pytest.mark.parametrize("page", [p for p in DOCS if "<!-- run" in p.read_text()], ids=name_of)
def test_the_commands_of_a_page_run_and_show_what_it_says(page):
    before = page.read_text(encoding="utf-8")
    after = refresh_docs.refreshed(page)
    blank = [refresh_docs.BLOCK.sub("", text) for text in (before, after)]
    assert blank[0] == blank[1]


@pytest.mark.parametrize("page", DOCS, ids=name_of)
def test_the_kept_output_shows_what_it_is_there_to_show(page):
    for block in refresh_docs.BLOCK.finditer(page.read_text(encoding="utf-8")):
        for words in refresh_docs.Manner.of(block["how"] or "").shows:
            assert words in block["body"], f"run: python tools/refresh_docs.py {name_of(page)}"


@pytest.mark.parametrize("page", [*DOCS, *NEAR], ids=name_of)
def test_links_lead_somewhere(page):
    for target in LINK.findall(page.read_text(encoding="utf-8")):
        path, _, anchor = target.partition("#")
        if re.match(r"[a-z]+:", path):
            continue
        found = (page.parent / path).resolve() if path else page
        assert found.exists(), f"{name_of(page)} links to {target}, which is not there"
        if anchor:
            headings = re.findall(r"^#+ (.*)$", found.read_text(encoding="utf-8"), re.M)
            assert anchor in map(slug, headings), f"{name_of(page)}: no heading for {target}"


def test_every_page_can_be_reached_from_the_index():
    index = ROOT / "docs" / "index.md"
    linked = {(index.parent / t).resolve() for t in LINK.findall(index.read_text())}
    assert {p for p in DOCS if p.parent != ROOT} - {index} <= linked


@pytest.mark.parametrize("page", DOCS, ids=name_of)
def test_commands_and_options_that_a_page_names_exist(page):
    blocks = re.findall(r"```(?:console|bash)?\n(.*?)```", page.read_text(), re.S)
    inline = re.findall(r"`(standoff [^`]+)`", page.read_text())
    lines = [m for b in blocks for m in re.findall(r"^(?:\$ )?(?:.*\| )?(standoff .*)$", b, re.M)]
    for line in [*lines, *inline]:
        words = shlex.split(line.split("|")[0].split(" > ")[0], comments=True)[1:]
        if words[0].startswith("-"):
            continue
        assert words[0] in COMMANDS, f"{name_of(page)}: {line}"
        known = {"--help"} | {o for p in COMMANDS[words[0]].params for o in p.opts}
        assert {w.split("=")[0] for w in words if w.startswith("--")} <= known, line


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_is_in_the_readme_and_in_use_on_a_page(command):
    assert f"| `standoff {command}" in (ROOT / "README.md").read_text()
    guides = [p for p in DOCS if "reference" not in p.parts]
    assert any(f"$ standoff {command} " in p.read_text() + " " for p in guides)


def test_the_readmes_two_commands_are_there_to_be_run():
    shown = re.findall(r"^\$ (\./\S+.*)$", (ROOT / "README.md").read_text(), re.M)
    assert shown == ["./setup.sh", "./setup.sh check"]
    assert (ROOT / "setup.sh").stat().st_mode & 0o111
    assert 'setup.sh" check' in (ROOT / ".ci" / "run").read_text()


def test_the_python_reference_is_what_the_docstrings_say():
    assert api_reference.PAGE.read_text(encoding="utf-8") == api_reference.render(), (
        api_reference.REMEDY
    )


def test_every_public_name_has_an_entry_in_the_python_reference():
    entries = re.findall(r"^## (\w+)$", api_reference.PAGE.read_text(), re.M)
    assert sorted(entries) == sorted(standoff.__all__)


@pytest.mark.parametrize("page", [*DOCS, *NEAR], ids=name_of)
def test_pages_speak_of_the_product_alone(page):
    assert not re.search(r"\.\./shared|/work/|\bissue \d|\bTODO\b", page.read_text())


def page_of(tmp_path: Path, text: str) -> Path:
    """A page of one test, inside the tree that error messages are written for."""
    page = tmp_path / "page.md"
    page.write_text(text, encoding="utf-8")
    return page


def test_refreshing_runs_blocks_in_order_and_cuts_what_is_long(tmp_path):
    page = page_of(
        tmp_path,
        "<!-- run: first 2 lines -->\n```console\n$ seq 5 > n\n$ cat n\nold\n```\n"
        "<!-- run -->\n```console\n$ cat <<END\n> one\n>\n> two\n> END\n$ wc -l < n\n```\n"
        "```console\n$ left alone\n```\n",
    )
    assert refresh_docs.refreshed(page) == (
        "<!-- run: first 2 lines -->\n```console\n$ seq 5 > n\n$ cat n\n1\n2\n…\n```\n"
        "<!-- run -->\n```console\n$ cat <<END\n> one\n>\n> two\n> END\none\n\ntwo\n"
        "$ wc -l < n\n5\n```\n"
        "```console\n$ left alone\n```\n"
    )


def test_an_id_from_above_is_put_into_the_command(tmp_path):
    page = page_of(
        tmp_path,
        "<!-- run -->\n```console\n$ echo e-12ab34\n```\n"
        "<!-- run: id from above -->\n```console\n$ echo show e-0000\nshow e-0000\n```\n",
    )
    assert "$ echo show e-12ab34\nshow e-12ab34\n" in refresh_docs.refreshed(page)


@pytest.mark.parametrize(
    ("block", "told"),
    [
        ("<!-- run -->\n```console\n$ false | cat\n```\n", "exit status 1"),
        ('<!-- run: shows "b" -->\n```console\n$ echo a\n```\n', "'b' is not in"),
        ("<!-- run: id from above -->\n```console\n$ echo e-0000\n```\n", "no command above"),
        ("<!-- run -->\n```python\nraise ValueError('gone')\n```\n", "gone"),
    ],
)
def test_a_page_that_no_longer_holds_is_told(tmp_path, block, told):
    with pytest.raises(refresh_docs.PageError, match=told):
        refresh_docs.refreshed(page_of(tmp_path, block))
