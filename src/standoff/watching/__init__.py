"""The watching room: what a ledger shows to those who ask it every day.

`contested` lists what is asserted by some and denied by others, `contacts` who met or called whom.
Each takes a ledger and a query and yields records; commands and pages only lay them out.
"""
