"""Fill README.md and docs/ with what their commands print, or check that they still run.

    python tools/refresh_docs.py            write the output of every command anew
    python tools/refresh_docs.py --check    run every command; fail where one fails
    python tools/refresh_docs.py README.md  only these pages

A console block is run when the line before it is a comment such as

    <!-- run -->
    <!-- run: first 12 lines; shows "asserted by", "denied by" -->
    <!-- run: id from above -->

In the block a line `$ …` begins a command, `> …` goes on with it, and the rest is output. The
blocks of a page are run in order, in one folder that holds a copy of `examples/` and `benchmarks/`.
`first N lines` cuts the output. `shows` gives words that the output must have; the rest of it may
change with the model, so `--check` does not compare it. `id from above` puts the first event id
that was printed before into the command. A Python block after `<!-- run -->` is run as a script.
"""

from __future__ import annotations

import argparse
import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
BLOCK = re.compile(
    r"^<!-- run(?P<how>:[^\n]*?)? -->\n```(?P<kind>console|python)\n(?P<body>.*?)^```$", re.M | re.S
)
EVENT_ID = re.compile(r"\be-[0-9a-f]{4,16}\b")
#: `standoff` and `python` are those of this interpreter, wherever it was installed.
SHELL = f"""\
set -euo pipefail
standoff() {{ "{sys.executable}" -m standoff "$@"; }}
python() {{ "{sys.executable}" "$@"; }}
"""


class PageError(Exception):
    """A command of a page fails, or does not show what the page says it shows."""


@dataclass(frozen=True)
class Manner:
    """How a block is run: its comment, taken apart."""

    first: int | None
    shows: tuple[str, ...]
    takes_id: bool

    @classmethod
    def of(cls, words: str) -> Manner:
        """Read a comment's words, `first 12 lines; shows "asserted by"`."""
        first = re.search(r"first (\d+) lines", words)
        shows = tuple(re.findall(r'"([^"]*)"', words))
        return cls(int(first[1]) if first else None, shows, "id from above" in words)


def pages() -> list[Path]:
    """Every page that may hold commands."""
    return [ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md"))]


def commands(body: str) -> Iterator[str]:
    """The commands of a console block, each with its further lines, as written."""
    command: list[str] = []
    for line in body.splitlines():
        if line.startswith("$ "):
            if command:
                yield "\n".join(command)
            command = [line]
        elif (line.startswith("> ") or line == ">") and command:
            command.append(line)
    if command:
        yield "\n".join(command)


class Folder:
    """The folder in which the commands of one page are run."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.last_id: str | None = None
        for name in ("examples", "benchmarks"):
            shutil.copytree(ROOT / name, path / name, ignore=shutil.ignore_patterns("__pycache__"))

    def run(self, script: list[str]) -> str:
        """Run a script and return what it printed. Raises `PageError` where it fails."""
        env = {k: v for k, v in os.environ.items() if k != "STANDOFF_LEDGER"} | {"COLUMNS": "80"}
        done = subprocess.run(
            script, cwd=self.path, env=env, capture_output=True, text=True, check=False
        )
        if done.returncode:
            raise PageError(f"exit status {done.returncode}\n{script[-1]}\n{done.stderr}")
        return done.stdout

    def console(self, body: str, manner: Manner) -> str:
        """Run a console block and return it with the output of today."""
        out: list[str] = []
        for written in commands(body):
            command = EVENT_ID.sub(self._id(), written) if manner.takes_id else written
            script = "\n".join(line[2:] for line in command.splitlines())
            printed = self.run(["bash", "-c", SHELL + script])
            self._keep_id(printed)
            lines = [line.rstrip() for line in printed.rstrip("\n").split("\n")]
            cut = manner.first is not None and len(lines) > manner.first
            shown = [*lines[: manner.first], "…"] if cut else lines
            out += [command, *(shown if printed.strip() else [])]
        return "\n".join(out) + "\n"

    def _keep_id(self, printed: str) -> None:
        found = EVENT_ID.search(printed)
        self.last_id = found[0] if found else self.last_id

    def _id(self) -> str:
        if self.last_id is None:
            raise PageError("'id from above', but no command above printed an event's id")
        return self.last_id


def refreshed(page: Path) -> str:
    """Run a page's blocks and return the page with the output of today."""
    with tempfile.TemporaryDirectory() as made:
        folder = Folder(Path(made))

        def fill(block: re.Match[str]) -> str:
            body, manner = block["body"], Manner.of(block["how"] or "")
            if block["kind"] == "python":
                folder.run([sys.executable, "-c", body])
                return block[0]
            new = folder.console(body, manner)
            for words in manner.shows:
                if words not in new:
                    raise PageError(f"{words!r} is not in\n{new}")
            return block[0].replace("console\n" + body, "console\n" + new)

        try:
            return BLOCK.sub(fill, page.read_text(encoding="utf-8"))
        except PageError as error:
            raise PageError(f"{page}: {error}") from error


def main() -> int:
    """Refresh or check the pages."""
    ap = argparse.ArgumentParser(description="Refresh or check the commands of the pages.")
    ap.add_argument("pages", nargs="*", type=Path, help="pages; all of them if none is named")
    ap.add_argument("--check", action="store_true", help="write nothing")
    args = ap.parse_args()
    for page in [p.resolve() for p in args.pages] or pages():
        try:
            new = refreshed(page)
        except PageError as error:
            print(error, file=sys.stderr)
            return 1
        if not args.check:
            page.write_text(new, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
