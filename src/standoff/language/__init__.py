"""A report's text, marked: its grammar, its time expressions, its quantities.

`parse` keeps one dependency parse as plain arrays, `times` finds time expressions and says which
days they mean seen from the report's date, `quantities` finds counted things as low and high.
"""
