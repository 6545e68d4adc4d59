"""Weights → what the package ships: two ONNX graphs (int8 encoder, heads), tokenizer, settings.

The encoder is quantised dynamically to int8 by onnxruntime; the heads are small and stay float32.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import shutil
from datetime import UTC, datetime
from pathlib import Path

import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from torch import Tensor, nn

from standoff.coding.labels import MODES, ROLES, SECTORS, STATUSES, TYPES
from training.network import BEFORE, CROP, Network, pretrained_dir

MODEL = Path(__file__).parents[1] / "src/standoff/coding/model"


class EncoderGraph(nn.Module):
    """ids, mask (B × T) → vectors for the acts' roles, types, continues."""

    def __init__(self, net: Network) -> None:
        super().__init__()
        self.net = net

    def forward(self, ids: Tensor, mask: Tensor) -> tuple[Tensor, Tensor, Tensor]:
        """Read a batch of windows."""
        out = self.net.encode(ids, mask)
        return out.vectors if self.net.late is None else out.lower, out.types, out.continues


class HeadsGraph(nn.Module):
    """Words around acts (N × C × D), which are there, which are the act's, first of the act, and
    their distance to it → all act scores."""

    def __init__(self, net: Network) -> None:
        super().__init__()
        self.net = net

    def forward(
        self, words: Tensor, mask: Tensor, marks: Tensor, first: Tensor, gaps: Tensor
    ) -> tuple[Tensor, ...]:
        """Score acts of any windows together; `first` is N × C × 1, 1.0 at the act's first piece."""
        if self.net.late is not None:
            words = self.net.reread(words, mask, marks)
        acts = (words * first).sum(1)
        heads = self.net.attributes(acts)
        role, sector = self.net.roles(acts, self.net.from_word(words), gaps)
        return (
            heads["status"], heads["background"], heads["mode"], heads["own"], heads["kind"],
            role, sector,
        )  # fmt: skip


def _graph(
    net: nn.Module, inputs: dict[str, Tensor], outputs: list[str], out: Path, int8: bool
) -> None:
    """Write one ONNX graph, with free first and second axes, quantised or not."""
    plain = out.with_suffix(".fp32.onnx")
    axes = {k: {0: "n", 1: "t"} for k in (*inputs, *outputs)}
    torch.onnx.export(
        net, tuple(inputs.values()), str(plain), dynamo=False, input_names=list(inputs),
        output_names=outputs, dynamic_axes=axes, opset_version=17,
    )  # fmt: skip
    if int8:
        quantize_dynamic(
            plain, out, weight_type=QuantType.QInt8, per_channel=True, reduce_range=True
        )
        plain.unlink()
    else:
        plain.replace(out)


def export(weights: Path, out: Path, late: int | None, int8: bool) -> None:
    """Write `encoder.onnx`, `heads.onnx`, `tokenizer.json` and `model.json` to a folder."""
    net = Network(late)
    net.load_state_dict(torch.load(weights))
    net.eval()
    out.mkdir(parents=True, exist_ok=True)
    ids = torch.ones(2, 16, dtype=torch.long)
    _graph(EncoderGraph(net), {"ids": ids, "mask": ids}, ["vectors", "types", "continues"],
           out / "encoder.onnx", int8)  # fmt: skip
    words, ones = torch.randn(3, 16, net.encoder.config.hidden_size), torch.ones(3, 16)
    _graph(HeadsGraph(net), {"words": words, "mask": ones.long(), "marks": ones,
                             "first": ones.unsqueeze(-1), "gaps": ones.long()},
           ["status", "background", "mode", "own", "kind", "role", "sector"],
           out / "heads.onnx", int8 and late is not None)  # fmt: skip
    shutil.copy(pretrained_dir() / "tokenizer.json", out / "tokenizer.json")
    digest = hashlib.sha256((out / "encoder.onnx").read_bytes())
    digest.update((out / "heads.onnx").read_bytes())
    about = {
        "made": datetime.now(UTC).date().isoformat(), "sha256": digest.hexdigest(), "int8": int8,
        "weights": weights.stem, "late": late, "crop": CROP if late is not None else None,
        "before": BEFORE, "types": TYPES, "modes": MODES, "statuses": STATUSES,
        "sectors": SECTORS, "roles": ROLES,
    }  # fmt: skip
    (out / "model.json").write_text(json.dumps(about, indent=1) + "\n", encoding="utf-8")
    for f in sorted(out.iterdir()):
        print(f"{f.name:18} {f.stat().st_size / 1e6:6.2f} MB")


def main() -> None:
    """Export from the command line."""
    ap = argparse.ArgumentParser(description=__doc__)
    ap.add_argument("weights", type=Path)
    ap.add_argument("--out", type=Path, default=MODEL)
    ap.add_argument("--late", type=int)
    ap.add_argument("--fp32", action="store_true")
    args = ap.parse_args()
    export(args.weights, args.out, args.late, not args.fp32)


if __name__ == "__main__":
    main()
