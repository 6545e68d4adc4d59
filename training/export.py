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
from training.network import Network, pretrained_dir

MODEL = Path(__file__).parents[1] / "src/standoff/coding/model"


class EncoderGraph(nn.Module):
    """ids, mask, marks (B × T) → vectors, types, continues."""

    def __init__(self, net: Network) -> None:
        super().__init__()
        self.net = net

    def forward(self, ids: Tensor, mask: Tensor, marks: Tensor) -> tuple[Tensor, Tensor, Tensor]:
        """Read a batch of windows."""
        out = self.net.encode(ids, mask, marks)
        return out.vectors, out.types, out.continues


class HeadsGraph(nn.Module):
    """Acts (N × D) and the words of their window (T × D), acts' places (N) → all act scores."""

    def __init__(self, net: Network) -> None:
        super().__init__()
        self.net = net

    def forward(self, acts: Tensor, words: Tensor, at: Tensor) -> tuple[Tensor, ...]:
        """Score the acts of one window."""
        heads = self.net.attributes(acts)
        gaps = torch.arange(words.shape[0]).unsqueeze(0) - at.unsqueeze(1)
        role, sector = self.net.roles(acts, self.net.from_word(words).unsqueeze(0), gaps)
        return (
            heads["status"], heads["background"], heads["mode"], heads["own"], heads["kind"],
            role, sector,
        )  # fmt: skip


def export(weights: Path, out: Path, int8: bool) -> None:
    """Write `encoder.onnx`, `heads.onnx`, `tokenizer.json` and `model.json` to a folder."""
    net = Network()
    net.load_state_dict(torch.load(weights))
    net.eval()
    out.mkdir(parents=True, exist_ok=True)
    ids = torch.ones(2, 16, dtype=torch.long)
    plain = out / "encoder.fp32.onnx"
    torch.onnx.export(
        EncoderGraph(net), (ids, ids, torch.zeros(2, 16)), str(plain), dynamo=False,
        input_names=["ids", "mask", "marks"], output_names=["vectors", "types", "continues"],
        dynamic_axes={k: {0: "b", 1: "t"} for k in
                      ("ids", "mask", "marks", "vectors", "types", "continues")}, opset_version=17,
    )  # fmt: skip
    size = net.encoder.config.hidden_size
    names = ["status", "background", "mode", "own", "kind", "role", "sector"]
    torch.onnx.export(
        HeadsGraph(net), (torch.zeros(3, size), torch.zeros(16, size), torch.tensor([1, 2, 3])),
        str(out / "heads.onnx"), dynamo=False, input_names=["acts", "words", "at"],
        output_names=names, opset_version=17,
        dynamic_axes={"acts": {0: "n"}, "words": {0: "t"}, "at": {0: "n"},
                      **{k: {0: "n"} for k in names}, "role": {0: "n", 1: "t"},
                      "sector": {0: "n", 1: "t"}},
    )  # fmt: skip
    if int8:
        quantize_dynamic(plain, out / "encoder.onnx", weight_type=QuantType.QInt8,
                         per_channel=True, reduce_range=True)  # fmt: skip
        plain.unlink()
    else:
        plain.replace(out / "encoder.onnx")
    shutil.copy(pretrained_dir() / "tokenizer.json", out / "tokenizer.json")
    digest = hashlib.sha256((out / "encoder.onnx").read_bytes())
    digest.update((out / "heads.onnx").read_bytes())
    about = {
        "made": datetime.now(UTC).date().isoformat(), "sha256": digest.hexdigest(), "int8": int8,
        "types": TYPES, "modes": MODES, "statuses": STATUSES, "sectors": SECTORS, "roles": ROLES,
        "weights": weights.stem,
    }  # fmt: skip
    (out / "model.json").write_text(json.dumps(about, indent=1) + "\n", encoding="utf-8")
    for f in sorted(out.iterdir()):
        print(f"{f.name:18} {f.stat().st_size / 1e6:6.2f} MB")


def main() -> None:
    """Export from the command line."""
    ap = argparse.ArgumentParser(description=__doc__)
    ap.add_argument("weights", type=Path)
    ap.add_argument("--out", type=Path, default=MODEL)
    ap.add_argument("--fp32", action="store_true")
    args = ap.parse_args()
    export(args.weights, args.out, not args.fp32)


if __name__ == "__main__":
    main()
