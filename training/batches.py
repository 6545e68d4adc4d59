"""Examples → tensors: windows of similar length together, all their acts in one list."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass

import torch
from torch import Tensor

from standoff.coding.labels import ROLES
from training.examples import IGNORE, ActTarget, Example


@dataclass(slots=True)
class Batch:
    """Tensors of one step; `row` says which window an act is in."""

    ids: Tensor
    mask: Tensor
    types: Tensor
    continues: Tensor
    row: Tensor
    acts: list[ActTarget]


def collate(rows: list[Example]) -> Batch:
    """Pad a list of examples to one batch."""
    width = max(len(r.window.ids) for r in rows)
    ids = torch.zeros(len(rows), width, dtype=torch.long)
    mask = torch.zeros(len(rows), width, dtype=torch.long)
    types = torch.full((len(rows), width), IGNORE, dtype=torch.long)
    continues = torch.full((len(rows), width), -1.0)
    acts, at = [], []
    for i, r in enumerate(rows):
        w = r.window
        n = len(w.ids)
        ids[i, :n] = torch.tensor(w.ids)
        mask[i, :n] = 1
        own = [f and s >= w.own_from for f, s in zip(w.first_words, w.starts, strict=True)]
        types[i, :n] = torch.where(torch.tensor(own), 0, IGNORE)
        for a in r.acts:
            types[i, a.start] = a.type + 1
            types[i, a.start + 1 : a.end] = IGNORE
            continues[i, a.start + 1 : min(a.end + 1, n)] = 0.0
            continues[i, a.start + 1 : a.end] = 1.0
            acts.append(a)
            at.append(i)
    return Batch(ids, mask, types, continues, torch.tensor(at, dtype=torch.long), acts)


def batches(rows: list[Example], budget: int, rng: random.Random) -> Iterator[Batch]:
    """Batches of about `budget` wordpieces, windows of similar length together, shuffled."""
    rows = sorted(rows, key=lambda r: len(r.window.ids) + rng.random() * 8)
    groups: list[list[Example]] = [[]]
    for r in rows:
        if groups[-1] and (len(groups[-1]) + 1) * len(r.window.ids) > budget:
            groups.append([])
        groups[-1].append(r)
    rng.shuffle(groups)
    for group in groups:
        yield collate(group)


def path_table(batch: Batch, width: int) -> Tensor:
    """N × T classes of the dependency paths from each act to the words of its window."""
    table = torch.zeros(len(batch.acts), width, dtype=torch.long)
    for i, act in enumerate(batch.acts):
        table[i, : len(act.paths)] = torch.tensor(act.paths)
    return table


def role_targets(batch: Batch, width: int) -> tuple[Tensor, Tensor, Tensor]:
    """N × T × 2R targets (inside, begin), N × T words that count, N × T sectors (-1: unknown)."""
    n, r = len(batch.acts), len(ROLES)
    target = torch.zeros(n, width, 2 * r)
    counts = batch.mask[batch.row].float()
    sectors = torch.full((n, width), -1, dtype=torch.long)
    for i, act in enumerate(batch.acts):
        for role, pieces in act.inside.items():
            target[i, sorted(pieces), role] = 1.0
        for role, pieces in act.begins.items():
            target[i, sorted(pieces), r + role] = 1.0
        if act.ignored:
            counts[i, sorted(act.ignored)] = 0.0
        for piece, sector in act.sectors.items():
            sectors[i, piece] = sector
    return target, counts, sectors
