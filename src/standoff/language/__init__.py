"""The language room: time expressions and quantities, from words to values."""
