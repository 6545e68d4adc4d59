"""standoff reads dated news reports and keeps a ledger: who did what to whom, and on whose word.

    import standoff

    standoff.read("reports/", "crisis.db")
    with standoff.Ledger.open("crisis.db") as ledger:
        for event in ledger.events(standoff.EventQuery(type="CONSULT")):
            print(event.when, [p.name for p in event.actors], event.standing)

Names are loaded when they are first used, so importing the package costs nothing.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

__version__ = "0.1.0.dev0"

_HOMES = {
    "standoff.coding": ("load_coder",),
    "standoff.errors": ("StandoffError",),
    "standoff.evaluation": ("evaluate",),
    "standoff.ledger": ("EventQuery", "Ledger"),
    "standoff.pipeline": ("code", "read"),
    "standoff.records": (
        "Act",
        "Assertion",
        "Event",
        "Party",
        "Place",
        "Report",
        "Span",
        "Voice",
    ),
}
_HOME_OF = {name: home for home, names in _HOMES.items() for name in names}

__all__ = [
    "Act",
    "Assertion",
    "Event",
    "EventQuery",
    "Ledger",
    "Party",
    "Place",
    "Report",
    "Span",
    "StandoffError",
    "Voice",
    "code",
    "evaluate",
    "load_coder",
    "read",
]

if TYPE_CHECKING:
    from standoff.coding import load_coder
    from standoff.errors import StandoffError
    from standoff.evaluation import evaluate
    from standoff.ledger import EventQuery, Ledger
    from standoff.pipeline import code, read
    from standoff.records import Act, Assertion, Event, Party, Place, Report, Span, Voice


def __getattr__(name: str) -> Any:
    if name not in _HOME_OF:
        raise AttributeError(f"module 'standoff' has no attribute {name!r}; see standoff.__all__")
    return getattr(import_module(_HOME_OF[name]), name)


def __dir__() -> list[str]:
    return sorted([*__all__, "__version__"])
