"""Examples → tensors, for both designs: all acts of a window at once, or one marked act a row."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass, replace

import torch
from torch import Tensor

from standoff.coding.labels import ROLES
from training.examples import IGNORE, ActTarget, Example


@dataclass(slots=True)
class Batch:
    """Tensors of one step; `row` says which window an act is in."""

    ids: Tensor
    mask: Tensor
    marks: Tensor
    types: Tensor
    continues: Tensor
    row: Tensor
    acts: list[ActTarget]


def _crop(example: Example, act: ActTarget, size: int) -> Example:
    """The stretch of a window around one act, at most `size` wordpieces, with that act alone."""
    n = len(example.window.ids)
    if n <= size:
        return Example(example.report, example.window, [act])
    start = min(max(1, act.start - int(size * 0.6)), n - 1 - (size - 2))
    keep = [0, *range(start, start + size - 2), n - 1]
    shift = {old: new for new, old in enumerate(keep)}
    w = example.window
    window = replace(
        w, ids=tuple(w.ids[i] for i in keep), starts=tuple(w.starts[i] for i in keep),
        ends=tuple(w.ends[i] for i in keep), first_words=tuple(w.first_words[i] for i in keep),
    )  # fmt: skip

    def moved(spans: dict[int, set[int]]) -> dict[int, set[int]]:
        return {r: kept for r, s in spans.items() if (kept := {shift[i] for i in s if i in shift})}

    target = replace(
        act, start=shift[act.start], end=shift[act.end - 1] + 1, inside=moved(act.inside),
        begins=moved(act.begins), ignored={shift[i] for i in act.ignored if i in shift},
        sectors={shift[i]: s for i, s in act.sectors.items() if i in shift},
    )  # fmt: skip
    return Example(example.report, window, [target])


def collate(rows: list[Example], marked: bool) -> Batch:
    """Pad a list of examples to one batch."""
    width = max(len(r.window.ids) for r in rows)
    ids = torch.zeros(len(rows), width, dtype=torch.long)
    mask = torch.zeros(len(rows), width, dtype=torch.long)
    marks = torch.zeros(len(rows), width)
    types = torch.full((len(rows), width), IGNORE, dtype=torch.long)
    continues = torch.full((len(rows), width), -1.0)
    acts, at = [], []
    for i, r in enumerate(rows):
        w = r.window
        n = len(w.ids)
        ids[i, :n] = torch.tensor(w.ids)
        mask[i, :n] = 1
        if not marked:
            own = [f and s >= w.own_from for f, s in zip(w.first_words, w.starts, strict=True)]
            types[i, :n] = torch.where(torch.tensor(own), 0, IGNORE)
        for a in r.acts:
            if marked:
                marks[i, a.start : a.end] = 1.0
            else:
                types[i, a.start] = a.type + 1
                if a.end - a.start > 1:
                    types[i, a.start + 1 : a.end] = IGNORE
                continues[i, a.start + 1 : min(a.end + 1, n)] = 0.0
                continues[i, a.start + 1 : a.end] = 1.0
            acts.append(a)
            at.append(i)
    return Batch(ids, mask, marks, types, continues, torch.tensor(at, dtype=torch.long), acts)


def _by_length(rows: list[Example], budget: int, rng: random.Random) -> Iterator[list[Example]]:
    """Groups of similar length, each of about `budget` wordpieces, in random order."""
    rows = sorted(rows, key=lambda r: len(r.window.ids) + rng.random() * 8)
    groups: list[list[Example]] = [[]]
    for r in rows:
        if groups[-1] and (len(groups[-1]) + 1) * len(r.window.ids) > budget:
            groups.append([])
        groups[-1].append(r)
    rng.shuffle(groups)
    yield from groups


def one_pass(examples: list[Example], budget: int, rng: random.Random) -> Iterator[Batch]:
    """Batches of whole windows with all their acts."""
    for group in _by_length(examples, budget, rng):
        yield collate(group, marked=False)


def marked(examples: list[Example], budget: int, size: int, rng: random.Random) -> Iterator[Batch]:
    """Batches of rows with one marked act each."""
    rows = [_crop(e, a, size) for e in examples for a in e.acts]
    for group in _by_length(rows, budget, rng):
        yield collate(group, marked=True)


def role_targets(batch: Batch, width: int) -> tuple[Tensor, Tensor]:
    """N × T × 2R targets (inside, begin), and the N × T mask of words that count."""
    n, r = len(batch.acts), len(ROLES)
    target = torch.zeros(n, width, 2 * r)
    counts = batch.mask[batch.row].float()
    for i, act in enumerate(batch.acts):
        for role, pieces in act.inside.items():
            target[i, sorted(pieces), role] = 1.0
        for role, pieces in act.begins.items():
            target[i, sorted(pieces), r + role] = 1.0
        if act.ignored:
            counts[i, sorted(act.ignored)] = 0.0
    return target, counts
