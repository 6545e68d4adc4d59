"""Fine-tune the network: losses, schedule, seeds. An epoch reads every window once."""

from __future__ import annotations

import argparse
import hashlib
import json
import math
import random
import time
from pathlib import Path

import torch
from tokenizers import Tokenizer
from torch import Tensor, nn
from torch.nn import functional as F  # noqa: N812

from training.batches import Batch, batches, path_table, role_targets
from training.examples import IGNORE, Example, examples, load
from training.network import Encoded, Network, pretrained_dir

HERE = Path(__file__).parent
WORK = HERE / "work"


def tokenizer_of(folder: Path) -> Tokenizer:
    """The encoder's own tokenizer, without truncation or padding."""
    tok = Tokenizer.from_file(str(folder / "tokenizer.json"))
    tok.no_truncation()
    tok.no_padding()
    return tok


def fold(report: str, folds: int = 10) -> int:
    """Which tenth of the data a report belongs to, by its id alone."""
    return int(hashlib.sha256(report.encode()).hexdigest(), 16) % folds


def losses(net: Network, batch: Batch) -> dict[str, Tensor]:
    """All losses of one batch of windows with all their acts."""
    out = net.encode(batch.ids, batch.mask)
    loss = {
        "type": F.cross_entropy(
            out.types.flatten(0, 1), batch.types.flatten(), ignore_index=IGNORE, reduction="sum"
        )
        / max(1, len(batch.acts))
    }
    known = batch.continues >= 0
    if known.any():
        loss["continues"] = F.binary_cross_entropy_with_logits(
            out.continues[known], batch.continues[known]
        )
    return loss | _act_losses(net, batch, out) if batch.acts else loss


def _act_losses(net: Network, batch: Batch, out: Encoded) -> dict[str, Tensor]:
    start = torch.tensor([a.start for a in batch.acts])
    acts = out.vectors[batch.row, start]
    heads = net.attributes(acts, torch.tensor([a.grammar for a in batch.acts]))
    label = {
        k: torch.tensor([getattr(a, k) for a in batch.acts])
        for k in ("status", "background", "mode", "own", "type")
    }
    width = out.vectors.shape[1]
    gaps = torch.arange(width).unsqueeze(0) - start.unsqueeze(1)
    words = net.words(out.vectors).index_select(
        0, batch.row
    )  # its gradient is fast, [row]'s is not
    pair = net.pairs(acts, words, gaps, path_table(batch, width))
    target, counts, sectors = role_targets(batch, width)
    bce = F.binary_cross_entropy_with_logits(net.role(pair), target, reduction="none")
    missed = (bce.sum(-1) * counts).sum() / len(batch.acts)
    loss = {
        "status": F.cross_entropy(heads["status"], label["status"]),
        "background": F.binary_cross_entropy_with_logits(
            heads["background"], label["background"].float()
        ),
        "mode": 0.5 * F.cross_entropy(heads["mode"], label["mode"]),
        "own": F.binary_cross_entropy_with_logits(heads["own"], label["own"].float()),
        "kind": 0.5 * F.cross_entropy(heads["kind"], label["type"]),
        "role": 0.35 * missed,
    }
    if (sectors >= 0).any():
        loss["sector"] = 0.3 * F.cross_entropy(
            net.sector(F.gelu(pair[sectors >= 0])), sectors[sectors >= 0]
        )
    return loss


def fit(net: Network, data: list[Example], args: argparse.Namespace) -> None:
    """Train in place; prints one line an epoch."""
    rng = random.Random(args.seed)
    slow = [p for n, p in net.named_parameters() if n.startswith("encoder.")]
    fast = [p for n, p in net.named_parameters() if not n.startswith("encoder.")]
    if args.freeze_words:
        net.encoder.embeddings.word_embeddings.weight.requires_grad_(False)
        slow = [p for p in slow if p.requires_grad]
    opt = torch.optim.AdamW(
        [{"params": slow, "lr": args.lr}, {"params": fast, "lr": args.lr * 8}],
        weight_decay=0.01,
        fused=True,
    )
    steps_an_epoch = sum(1 for _ in batches(data, args.budget, random.Random(0)))
    total = steps_an_epoch * args.epochs
    warm = max(1, total // 12)
    schedule = torch.optim.lr_scheduler.LambdaLR(
        opt, lambda s: min(1.0, (s + 1) / warm) * max(0.02, 1 - s / total)
    )
    for epoch in range(args.epochs):
        net.train()
        began, sums = time.perf_counter(), {}
        for batch in batches(data, args.budget, rng):
            loss = losses(net, batch)
            whole = torch.stack(list(loss.values())).sum()
            opt.zero_grad()
            whole.backward()
            nn.utils.clip_grad_norm_(net.parameters(), 1.0)
            opt.step()
            schedule.step()
            for k, v in loss.items():
                sums[k] = sums.get(k, 0.0) + v.item() / steps_an_epoch
        shown = " ".join(f"{k} {v:.3f}" for k, v in sums.items())
        print(f"epoch {epoch + 1} {time.perf_counter() - began:.0f}s {shown}", flush=True)
        if math.isnan(sum(sums.values())):
            raise FloatingPointError("the loss is not a number: lower --lr")
        torch.save(net.state_dict(), args.out)


def main() -> None:
    """Train one network from annotated reports and write its weights."""
    ap = argparse.ArgumentParser(description=__doc__)
    ap.add_argument("data", nargs="+", type=Path)
    ap.add_argument("--out", type=Path, required=True)
    ap.add_argument("--start", type=Path, help="weights to start from")
    ap.add_argument("--epochs", type=int, default=12)
    ap.add_argument("--lr", type=float, default=1e-4)
    ap.add_argument("--budget", type=int, default=1500)
    ap.add_argument("--seed", type=int, default=1)
    ap.add_argument("--threads", type=int, default=2)
    ap.add_argument("--leave-out-fold", type=int, default=-1)
    ap.add_argument("--freeze-words", action="store_true")
    args = ap.parse_args()
    torch.set_num_threads(args.threads)
    torch.manual_seed(args.seed)
    kept = set(json.loads((HERE / "gate_ids.json").read_text()))
    rows = [
        r for r in load(args.data) if r["id"] not in kept and fold(r["id"]) != args.leave_out_fold
    ]
    data = list(examples(rows, tokenizer_of(pretrained_dir())))
    print(f"{len(rows)} reports, {sum(len(e.acts) for e in data)} acts", flush=True)
    args.out.parent.mkdir(parents=True, exist_ok=True)
    net = Network()
    if args.start:
        net.load_state_dict(torch.load(args.start))
    fit(net, data, args)


if __name__ == "__main__":
    main()
