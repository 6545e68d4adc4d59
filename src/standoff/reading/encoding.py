"""Bytes to text: UTF-8 where it is, a confident guess where it is not, else a reason.

A wrong guess is worse than a refusal: it changes names without a sound. So a guess of
charset-normalizer counts only where the bytes read without disorder, and, for Latin alphabets, only
where the western European reading (cp1252) gives the very same characters.
"""

from __future__ import annotations

import codecs

from charset_normalizer import from_bytes

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_NON_LATIN = (
    "Cyrillic",
    "Greek",
    "Hebrew",
    "Arabic",
    "CJK",
    "Hiragana",
    "Katakana",
    "Hangul",
    "Thai",
)
_SAMPLE = 64 * 1024

NO_ENCODING = "encoding: it is not UTF-8 and no other fits for sure; convert it with iconv"


def marked_encoding(head: bytes) -> str | None:
    """Name the encoding that a byte-order mark announces."""
    return next((name for mark, name in _MARKS if head.startswith(mark)), None)


def is_binary(head: bytes) -> bool:
    """Tell whether bytes are no text: a NUL byte, and no mark of a two- or four-byte encoding."""
    return b"\0" in head and marked_encoding(head) in (None, "utf-8-sig")


def guess_encoding(data: bytes) -> str | None:
    """Name the encoding of bytes, or None where there is no confident guess.

    >>> guess_encoding("The café in Orléans was shut after the général spoke.".encode("cp1252"))
    'cp1252'
    """
    if marked := marked_encoding(data):
        return marked
    try:
        codecs.getincrementaldecoder("utf-8")().decode(data)
    except UnicodeDecodeError:
        return _guess(data[:_SAMPLE])
    return "utf-8"


def _guess(data: bytes) -> str | None:
    best = from_bytes(data).best()
    if best is None or best.chaos > 0.02:
        return None
    if "cp1252" in best.could_be_from_charset:
        return "cp1252"
    other_script = any(s.startswith(_NON_LATIN) for s in best.alphabets)
    return best.encoding if other_script and best.coherence >= 0.5 else None


def decode(data: bytes, encoding: str | None) -> str | None:
    """Decode bytes in the file's encoding, or in the one these bytes alone speak for; else None."""
    for name in (encoding, guess_encoding(data)):
        if name is None:
            continue
        try:
            return data.decode(name)
        except (UnicodeDecodeError, LookupError):
            continue
    return None
