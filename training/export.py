"""Weights → what the package ships: two ONNX graphs (int8 encoder, heads), tokenizer, settings.

The encoder is quantised dynamically to int8 by onnxruntime.
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
from torch.nn import functional as F  # noqa: N812

from standoff.coding.grammar import GRAMMAR_LENGTH
from standoff.coding.labels import MODES, ROLES, SECTORS, STATUSES, TYPES
from standoff.coding.paths import vocabulary
from training.network import Network, pretrained_dir

MODEL = Path(__file__).parents[1] / "src/standoff/coding/model"


class EncoderGraph(nn.Module):
    """ids, mask (B × T) → vectors, types, continues."""

    def __init__(self, net: Network) -> None:
        super().__init__()
        self.net = net

    def forward(self, ids: Tensor, mask: Tensor) -> tuple[Tensor, Tensor, Tensor]:
        """Read a batch of windows."""
        out = self.net.encode(ids, mask)
        return out.vectors, out.types, out.continues


class HeadsGraph(nn.Module):
    """Acts (N × D), the words of their window (T × D), and what the grammar says (distances and
    path classes N × T, features N × K) → all act scores."""

    def __init__(self, net: Network) -> None:
        super().__init__()
        self.net = net

    def forward(
        self, acts: Tensor, words: Tensor, gaps: Tensor, paths: Tensor, grammar: Tensor
    ) -> tuple[Tensor, ...]:
        """Score the acts of one window."""
        heads = self.net.attributes(acts, grammar)
        pair = self.net.pairs(acts, self.net.words(words).unsqueeze(0), gaps, paths)
        return (
            heads["status"],
            heads["background"],
            heads["mode"],
            heads["own"],
            heads["kind"],
            self.net.role(pair),
            self.net.sector(F.gelu(pair)),
        )


def _graph(
    net: nn.Module, inputs: dict[str, Tensor], outputs: list[str], out: Path, int8: bool
) -> None:
    """Write one ONNX graph whose first and second axes are free, quantised or not."""
    plain = out.with_suffix(".fp32.onnx")
    free = {k: {0: f"{k}0", 1: f"{k}1"} for k in (*inputs, *outputs)}
    torch.onnx.export(
        net,
        tuple(inputs.values()),
        str(plain),
        dynamo=False,
        input_names=list(inputs),
        output_names=outputs,
        dynamic_axes=free,
        opset_version=17,
    )
    if int8:
        quantize_dynamic(
            plain, out, weight_type=QuantType.QInt8, per_channel=True, reduce_range=True
        )
        plain.unlink()
    else:
        plain.replace(out)


def export(weights: Path, out: Path, int8: bool) -> None:
    """Write `encoder.onnx`, `heads.onnx`, `tokenizer.json` and `model.json` to a folder."""
    net = Network()
    net.load_state_dict(torch.load(weights))
    net.eval()
    out.mkdir(parents=True, exist_ok=True)
    ids = torch.ones(2, 16, dtype=torch.long)
    _graph(
        EncoderGraph(net),
        {"ids": ids, "mask": ids},
        ["vectors", "types", "continues"],
        out / "encoder.onnx",
        int8,
    )
    size = net.encoder.config.hidden_size
    some = torch.ones(3, 16, dtype=torch.long)
    _graph(
        HeadsGraph(net),
        {
            "acts": torch.randn(3, size),
            "words": torch.randn(16, size),
            "gaps": some,
            "paths": some,
            "grammar": torch.ones(3, GRAMMAR_LENGTH, dtype=torch.long),
        },
        ["status", "background", "mode", "own", "kind", "role", "sector"],
        out / "heads.onnx",
        int8,
    )
    shutil.copy(pretrained_dir() / "tokenizer.json", out / "tokenizer.json")
    digest = hashlib.sha256((out / "encoder.onnx").read_bytes())
    digest.update((out / "heads.onnx").read_bytes())
    about = {
        "made": datetime.now(UTC).date().isoformat(),
        "sha256": digest.hexdigest(),
        "int8": int8,
        "weights": weights.stem,
        "types": TYPES,
        "modes": MODES,
        "statuses": STATUSES,
        "sectors": SECTORS,
        "roles": ROLES,
        "paths": len(vocabulary()),
    }
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
