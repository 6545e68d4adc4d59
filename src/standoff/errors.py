"""Everything standoff raises on purpose. A message names the thing, the cause and the way out."""

from __future__ import annotations


class StandoffError(Exception):
    """Root of all errors that a user can do something about."""


class InputError(StandoffError):
    """An input cannot be read as dated reports."""


class LedgerError(StandoffError):
    """The ledger cannot be opened, read or written."""


class NotFoundError(StandoffError):
    """Nothing in the ledger has this id, or several things have."""


class ModelError(StandoffError):
    """A model file or a language pipeline is missing or not the one expected."""
