"""The shipped network at run time: onnxruntime and numpy, no torch, no network access.

`Encoder.read` takes windows and returns what the heads say of each, as probabilities.
"""

from __future__ import annotations

import json
import os
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from importlib.resources import files
from pathlib import Path
from typing import Any, Final

import numpy as np
import numpy.typing as npt
import onnxruntime as ort
from tokenizers import Tokenizer

from standoff.coding.confidence import Calibration
from standoff.coding.grammar import grammar_of
from standoff.coding.labels import MODES, ROLES, SECTORS, STATUSES, TYPES
from standoff.coding.paths import path_classes, vocabulary
from standoff.coding.windows import Window
from standoff.errors import ModelError
from standoff.language.parse import Parse

Floats = npt.NDArray[np.float32]
#: Windows read in one call of the encoder; more costs memory and gains nothing on a CPU.
BATCH: Final = 1


@dataclass(frozen=True, slots=True)
class Reading:
    """What the network sees in one window: T wordpieces, 16 types after "none"."""

    window: Window
    vectors: Floats
    types: Floats
    continues: Floats


@dataclass(frozen=True, slots=True)
class ActScores:
    """What the heads say of N acts of one window; probabilities.

    `inside`, `begins` and `sector` are N × T wordpieces × roles or sectors.
    """

    status: Floats
    background: Floats
    mode: Floats
    own: Floats
    kind: Floats
    inside: Floats
    begins: Floats
    sector: Floats


def _softmax(x: Floats) -> Floats:
    e = np.exp(x - x.max(axis=-1, keepdims=True))
    return np.asarray(e / e.sum(axis=-1, keepdims=True), dtype=np.float32)


def _sigmoid(x: Floats) -> Floats:
    return np.asarray(1.0 / (1.0 + np.exp(-x)), dtype=np.float32)


class Encoder:
    """Tokenizer and both graphs of one model folder; loaded once, shared by all reports."""

    def __init__(self, folder: Path | None = None, threads: int | None = None) -> None:
        """Load a model folder (default: the one in the package).

        `threads` caps onnxruntime's own threads (default: `STANDOFF_THREADS`, else all cores).
        Raises `ModelError` when files are missing or were made for another ontology.
        """
        self.folder = folder or Path(str(files("standoff.coding").joinpath("model")))
        missing = [
            n
            for n in ("encoder.onnx", "heads.onnx", "tokenizer.json", "model.json")
            if not (self.folder / n).is_file()
        ]
        if missing:
            raise ModelError(
                f"{self.folder}: no {', '.join(missing)}. Reinstall standoff, or build a model "
                "with `python -m training.make`."
            )
        self.about = json.loads((self.folder / "model.json").read_text(encoding="utf-8"))
        self._check()
        self._options = ort.SessionOptions()
        wanted = threads or int(os.environ.get("STANDOFF_THREADS", "0"))
        if wanted:
            self._options.intra_op_num_threads = wanted
        self._options.log_severity_level = 3
        # Threads that spin while they wait burn a core that the parser could have.
        self._options.add_session_config_entry("session.intra_op.allow_spinning", "0")

    def _check(self) -> None:
        ours = {
            "types": TYPES,
            "modes": MODES,
            "statuses": STATUSES,
            "sectors": SECTORS,
            "roles": ROLES,
        }
        for key, value in ours.items():
            if tuple(self.about[key]) != tuple(value):
                raise ModelError(
                    f"{self.folder}: the model's {key} differ from the ontology's. Train a model "
                    "for this ontology, or restore the shipped ontology.toml."
                )
        if self.about["paths"] != len(vocabulary()):
            raise ModelError(f"{self.folder}: made for another list of dependency paths.")

    @property
    def calibration(self) -> Calibration:
        """How the model's scores become probabilities."""
        return Calibration({k: (v[0], v[1]) for k, v in self.about.get("calibration", {}).items()})

    @property
    def name(self) -> str:
        """Short name of the weights, for runs and ids."""
        return f"{self.about['made']}-{self.about['sha256'][:8]}"

    @cached_property
    def tokenizer(self) -> Tokenizer:
        """The encoder's tokenizer, without truncation or padding."""
        tok = Tokenizer.from_file(str(self.folder / "tokenizer.json"))
        tok.no_truncation()
        tok.no_padding()
        return tok

    def _session(self, name: str) -> Any:
        return ort.InferenceSession(
            str(self.folder / name), self._options, providers=["CPUExecutionProvider"]
        )

    @cached_property
    def _encoder(self) -> Any:
        return self._session("encoder.onnx")

    @cached_property
    def _heads(self) -> Any:
        return self._session("heads.onnx")

    def read(self, windows: Sequence[Window]) -> list[Reading]:
        """Read windows, grouped by length; the answers come in the order of the windows."""
        order = sorted(range(len(windows)), key=lambda i: len(windows[i].ids))
        out: list[Reading | None] = [None] * len(windows)
        for at in range(0, len(order), BATCH):
            group = order[at : at + BATCH]
            for i, reading in zip(group, self._read([windows[i] for i in group]), strict=True):
                out[i] = reading
        return [r for r in out if r is not None]

    def _read(self, windows: list[Window]) -> list[Reading]:
        width = max(len(w.ids) for w in windows)
        ids = np.zeros((len(windows), width), dtype=np.int64)
        mask = np.zeros_like(ids)
        for i, w in enumerate(windows):
            ids[i, : len(w.ids)] = w.ids
            mask[i, : len(w.ids)] = 1
        vectors, types, continues = self._encoder.run(None, {"ids": ids, "mask": mask})
        return [
            Reading(
                w,
                vectors[i, : len(w.ids)],
                _softmax(types[i, : len(w.ids)]),
                _sigmoid(continues[i, : len(w.ids)]),
            )
            for i, w in enumerate(windows)
        ]

    def judge(self, reading: Reading, acts: Sequence[int], parse: Parse) -> ActScores:
        """Score acts, given by their first wordpieces, with the grammar of the report."""
        first = np.asarray(acts, dtype=np.int64)
        starts = list(reading.window.starts)
        got = self._heads.run(
            None,
            {
                "acts": reading.vectors[first],
                "words": reading.vectors,
                "gaps": np.arange(len(starts))[None, :] - first[:, None],
                "paths": np.asarray([path_classes(parse, starts[a], starts) for a in acts]),
                "grammar": np.asarray([grammar_of(parse, starts[a]) for a in acts]),
            },
        )
        status, background, mode, own, kind, role, sector = got
        r = len(ROLES)
        return ActScores(
            _softmax(status),
            _sigmoid(background),
            _softmax(mode),
            _sigmoid(own),
            _softmax(kind),
            _sigmoid(role[..., :r]),
            _sigmoid(role[..., r:]),
            _softmax(sector),
        )
