"""The closed lists that the network and the codebook share, read from the ontology's data file."""

from __future__ import annotations

import tomllib
from importlib.resources import files
from typing import Any, Final

_ONTOLOGY: Final[dict[str, Any]] = tomllib.loads(
    files("standoff.coding").joinpath("data/ontology.toml").read_text(encoding="utf-8")
)

#: The 16 event types, in the order of the network's outputs (0 there is "no act").
TYPES: Final[tuple[str, ...]] = tuple(t["name"] for t in _ONTOLOGY["type"])
#: All modes; "" stands for none.
MODES: Final[tuple[str, ...]] = ("", *sorted({m for t in _ONTOLOGY["type"] for m in t["modes"]}))
#: Which modes a type may take.
MODES_OF: Final[dict[str, frozenset[str]]] = {
    t["name"]: frozenset(t["modes"]) for t in _ONTOLOGY["type"]
}
#: Types whose participants are all actors.
RECIPROCAL: Final[frozenset[str]] = frozenset(
    t["name"] for t in _ONTOLOGY["type"] if t.get("reciprocal", False)
)
STATUSES: Final[tuple[str, ...]] = tuple(_ONTOLOGY["statuses"])
SECTORS: Final[tuple[str, ...]] = tuple(_ONTOLOGY["sectors"])
#: How a span can stand to an act. The three stances are roles of the innermost speaker.
ROLES: Final[tuple[str, ...]] = tuple(_ONTOLOGY["roles"])
