"""The command line: thin, one module a command, each a call or two of the library."""

from __future__ import annotations

import os
import sys

from standoff.cli.app import app as app

# In the order in which help lists them.
from standoff.cli import read as read  # isort: skip
from standoff.cli import code as code  # isort: skip
from standoff.cli import events as events  # isort: skip
from standoff.cli import show as show  # isort: skip
from standoff.cli import contested as contested  # isort: skip
from standoff.cli import contacts as contacts  # isort: skip
from standoff.cli import explain as explain  # isort: skip
from standoff.cli import evaluate as evaluate  # isort: skip


def main() -> None:
    """Run the command line; what `standoff` in a shell calls."""
    try:
        app()
    except BrokenPipeError:
        # The reader of our output (head, less) has left: nobody is there to be told of it.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(1)
