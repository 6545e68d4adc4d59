"""The ledger and its reports in the formats of the field, in both directions.

Each format is one module that takes or returns records: `codebook` is the format of hand-coded
reports, which `standoff code` writes and every evaluation reads.
"""
