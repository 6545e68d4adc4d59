"""Every command explains itself, and the reference says what the commands say."""

import subprocess
import sys
from pathlib import Path

import pytest
import typer

import standoff as package
from standoff.cli import app
from standoff.cli.reference import render

COMMANDS = typer.main.get_command(app).commands
REFERENCE = Path(__file__).parents[2] / "docs" / "reference" / "cli.md"


def test_the_reference_in_the_docs_is_what_the_commands_say():
    remedy = "run: python -m standoff.cli.reference > docs/reference/cli.md"
    assert REFERENCE.read_text(encoding="utf-8") == render(), remedy


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_has_help_with_an_example_of_itself(standoff, name):
    result = standoff(name, "--help")
    assert result.exit_code == 0
    assert "Example:" in result.stdout
    assert f"standoff {name}" in result.stdout.partition("Example:")[2]
    assert max(map(len, result.stdout.splitlines())) <= 80


@pytest.mark.parametrize("name", COMMANDS)
def test_every_option_has_help(name):
    assert all(p.help or p.name == "help" for p in COMMANDS[name].params)


def test_the_list_of_commands_cuts_no_sentence_short(standoff):
    assert "..." not in standoff("--help").stdout.partition("Commands:")[2]


def test_the_version_is_the_packages(standoff):
    assert standoff("--version").stdout == f"standoff {package.__version__}\n"


def test_importing_the_package_loads_no_room_and_names_at_most_fifteen():
    heavy = "import standoff, sys; print([m for m in sys.modules if m.startswith('standoff.')])"
    loaded = subprocess.run(
        [sys.executable, "-c", heavy], capture_output=True, text=True, check=True
    )
    assert loaded.stdout.strip() == "[]"
    assert len(package.__all__) <= 15
    assert all(hasattr(package, name) for name in package.__all__)
    assert "__version__" in dir(package)
    with pytest.raises(AttributeError, match=r"see standoff\.__all__"):
        package.nothing  # noqa: B018
