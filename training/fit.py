"""Fine-tune the network: losses, schedule, seeds. One epoch of the one-pass design reads every
window once; the marked design adds one row an act."""

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

from training.batches import Batch, marked, one_pass, role_targets
from training.examples import IGNORE, Example, examples, load
from training.network import Network, pretrained_dir

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


def losses(net: Network, batch: Batch, detect: bool) -> dict[str, Tensor]:
    """All losses of one batch; in the marked design the act heads alone are trained."""
    out = net.encode(batch.ids, batch.mask, batch.marks)
    loss: dict[str, Tensor] = {}
    if detect:
        loss["type"] = F.cross_entropy(
            out.types.flatten(0, 1), batch.types.flatten(), ignore_index=IGNORE, reduction="sum"
        ) / max(1, len(batch.acts))
        known = batch.continues >= 0
        if known.any():
            loss["continues"] = F.binary_cross_entropy_with_logits(
                out.continues[known], batch.continues[known]
            )
    if batch.acts:
        loss |= _act_losses(net, batch, out.vectors)
    return loss


def _act_losses(net: Network, batch: Batch, vectors: Tensor) -> dict[str, Tensor]:
    start = torch.tensor([a.start for a in batch.acts])
    acts = vectors[batch.row, start]
    heads = net.attributes(acts)
    label = {k: torch.tensor([getattr(a, k) for a in batch.acts])
             for k in ("status", "background", "mode", "own", "type")}  # fmt: skip
    width = vectors.shape[1]
    gaps = torch.arange(width).unsqueeze(0) - start.unsqueeze(1)
    role, sector = net.roles(acts, net.from_word(vectors)[batch.row], gaps)
    target, counts = role_targets(batch, width)
    bce = F.binary_cross_entropy_with_logits(role, target, reduction="none")
    pair = (bce.sum(-1) * counts).sum() / len(batch.acts)
    spots = [(i, p, s) for i, a in enumerate(batch.acts) for p, s in a.sectors.items()]
    out = {
        "status": F.cross_entropy(heads["status"], label["status"]),
        "background": F.binary_cross_entropy_with_logits(
            heads["background"], label["background"].float()
        ),
        "mode": 0.5 * F.cross_entropy(heads["mode"], label["mode"]),
        "own": F.binary_cross_entropy_with_logits(heads["own"], label["own"].float()),
        "kind": 0.5 * F.cross_entropy(heads["kind"], label["type"]),
        "role": 0.35 * pair,
    }
    if spots:
        i, p, s = (torch.tensor(v) for v in zip(*spots, strict=True))
        out["sector"] = 0.3 * F.cross_entropy(sector[i, p], s)
    return out


def fit(net: Network, data: list[Example], args: argparse.Namespace) -> None:
    """Train in place; prints one line an epoch."""
    rng = random.Random(args.seed)
    slow = [p for n, p in net.named_parameters() if n.startswith("encoder.")]
    fast = [p for n, p in net.named_parameters() if not n.startswith("encoder.")]
    if args.freeze_words:
        net.encoder.embeddings.word_embeddings.weight.requires_grad_(False)
        slow = [p for p in slow if p.requires_grad]
    opt = torch.optim.AdamW(
        [{"params": slow, "lr": args.lr}, {"params": fast, "lr": args.lr * 8}], weight_decay=0.01
    )
    steps_an_epoch = sum(1 for _ in _epoch(data, args, random.Random(0)))
    total = steps_an_epoch * args.epochs
    warm = max(1, total // 12)
    schedule = torch.optim.lr_scheduler.LambdaLR(
        opt, lambda s: min(1.0, (s + 1) / warm) * max(0.02, 1 - s / total)
    )
    for epoch in range(args.epochs):
        net.train()
        began, sums = time.perf_counter(), {}
        for batch, detect in _epoch(data, args, rng):
            loss = losses(net, batch, detect)
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


def _epoch(data, args, rng):  # type: ignore[no-untyped-def]
    batches = [(b, True) for b in one_pass(data, args.budget, rng)]
    if args.design == "marked":
        batches += [(b, False) for b in marked(data, args.budget, args.size, rng)]
    rng.shuffle(batches)
    return batches


def main() -> None:
    """Train one network from annotated reports and write its weights."""
    ap = argparse.ArgumentParser(description=__doc__)
    ap.add_argument("data", nargs="+", type=Path)
    ap.add_argument("--design", choices=["one-pass", "marked"], default="one-pass")
    ap.add_argument("--out", type=Path, required=True)
    ap.add_argument("--start", type=Path, help="weights to start from")
    ap.add_argument("--epochs", type=int, default=12)
    ap.add_argument("--lr", type=float, default=1e-4)
    ap.add_argument("--budget", type=int, default=1500)
    ap.add_argument("--size", type=int, default=160)
    ap.add_argument("--seed", type=int, default=1)
    ap.add_argument("--threads", type=int, default=2)
    ap.add_argument("--leave-out-fold", type=int, default=-1)
    ap.add_argument("--freeze-words", action="store_true")
    args = ap.parse_args()
    torch.set_num_threads(args.threads)
    torch.manual_seed(args.seed)
    kept = set(json.loads((HERE / "gate_ids.json").read_text()))
    rows = [r for r in load(args.data)
            if r["id"] not in kept and fold(r["id"]) != args.leave_out_fold]  # fmt: skip
    data = list(examples(rows, tokenizer_of(pretrained_dir())))
    print(f"{len(rows)} reports, {sum(len(e.acts) for e in data)} acts, design {args.design}")
    args.out.parent.mkdir(parents=True, exist_ok=True)
    net = Network()
    if args.start:
        net.load_state_dict(torch.load(args.start))
    fit(net, data, args)


if __name__ == "__main__":
    main()
