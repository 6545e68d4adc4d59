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

from training.batches import Batch, batches, role_targets
from training.examples import IGNORE, Example, examples, load
from training.network import Encoded, Network, crops, pretrained_dir

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
        ) / max(1, len(batch.acts))
    }  # fmt: skip
    known = batch.continues >= 0
    if known.any():
        loss["continues"] = F.binary_cross_entropy_with_logits(
            out.continues[known], batch.continues[known]
        )
    return loss | _act_losses(net, batch, out) if batch.acts else loss


def _seen(net: Network, batch: Batch, out: Encoded, start: Tensor) -> tuple[Tensor, Tensor, Tensor]:
    """Vectors of the acts, of the words that may fill their roles, and these words' places."""
    width = out.vectors.shape[1]
    if net.late is None:
        places = torch.arange(width).expand(len(start), width)
        words = net.from_word(out.vectors)[batch.row]
        return out.vectors[batch.row, start], words, places
    places = crops(start, batch.mask.sum(1)[batch.row], width)
    rows = batch.row.unsqueeze(1)
    end = torch.tensor([a.end for a in batch.acts]).unsqueeze(1)
    marks = ((places >= start.unsqueeze(1)) & (places < end)).float()
    again = net.reread(out.lower[rows, places], batch.mask[rows, places], marks)
    own = (places == start.unsqueeze(1)).float().argmax(1)
    return again[torch.arange(len(start)), own], net.from_word(again), places


def _act_losses(net: Network, batch: Batch, out: Encoded) -> dict[str, Tensor]:
    start = torch.tensor([a.start for a in batch.acts])
    acts, words, places = _seen(net, batch, out, start)
    heads = net.attributes(acts)
    label = {k: torch.tensor([getattr(a, k) for a in batch.acts])
             for k in ("status", "background", "mode", "own", "type")}  # fmt: skip
    role, sector = net.roles(acts, words, places - start.unsqueeze(1))
    target, counts, sectors = role_targets(batch, out.vectors.shape[1])
    index = places.unsqueeze(-1)
    target = target.gather(1, index.expand(-1, -1, target.shape[-1]))
    bce = F.binary_cross_entropy_with_logits(role, target, reduction="none")
    pair = (bce.sum(-1) * counts.gather(1, places)).sum() / len(batch.acts)
    loss = {
        "status": F.cross_entropy(heads["status"], label["status"]),
        "background": F.binary_cross_entropy_with_logits(
            heads["background"], label["background"].float()
        ),
        "mode": 0.5 * F.cross_entropy(heads["mode"], label["mode"]),
        "own": F.binary_cross_entropy_with_logits(heads["own"], label["own"].float()),
        "kind": 0.5 * F.cross_entropy(heads["kind"], label["type"]),
        "role": 0.35 * pair,
    }
    known = sectors.gather(1, places)
    if (known >= 0).any():
        loss["sector"] = 0.3 * F.cross_entropy(sector[known >= 0], known[known >= 0])
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
        [{"params": slow, "lr": args.lr}, {"params": fast, "lr": args.lr * 8}], weight_decay=0.01
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
    ap.add_argument("--late", type=int, help="upper layers that read each act again; default none")
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
    rows = [r for r in load(args.data)
            if r["id"] not in kept and fold(r["id"]) != args.leave_out_fold]  # fmt: skip
    data = list(examples(rows, tokenizer_of(pretrained_dir())))
    print(f"{len(rows)} reports, {sum(len(e.acts) for e in data)} acts, late {args.late}", flush=True)
    args.out.parent.mkdir(parents=True, exist_ok=True)
    net = Network(args.late)
    if args.start:
        net.load_state_dict(torch.load(args.start))
    fit(net, data, args)


if __name__ == "__main__":
    main()
