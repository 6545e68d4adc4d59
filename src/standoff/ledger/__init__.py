"""The ledger: many reports, one event; many voices, kept apart; nothing forgotten.

A report goes in with what was coded in it (`Ledger.add`), in one transaction. Its acts are linked
with those of other reports that may be the same act (`clustering`), each event gets its standing
from whose word it rests on (`standing`), and what was filed can be asked for (`EventQuery`), today
or as of a day. The file is plain SQLite, with documented views, for any other tool to open.
"""

from standoff.ledger.asking import EventQuery
from standoff.ledger.filing import Added
from standoff.ledger.frames import event_row
from standoff.ledger.ledger import Ledger

__all__ = ["Added", "EventQuery", "Ledger", "event_row"]
