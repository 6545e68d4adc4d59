"""Marked text → acts: which words name an act, of what type, who stands to it how, on whose word.

    from standoff.coding import load_coder

    coded = load_coder().code(report)

The open part is learned (`encoder`, trained in `training/`), the closed part is exact: calendars
and quantities (`standoff.language`), names and places as of the date (`standoff.world`).
"""

from standoff.coding.coder import Coder, load_coder
from standoff.coding.settings import CoderSettings

__all__ = ["Coder", "CoderSettings", "load_coder"]
