"""The shipped weights: found in the package, verified by hash, loaded once a process when a text is first read."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources
from pathlib import Path
from typing import Any

import numpy as np
import onnxruntime
from numpy.typing import NDArray

from haluan.claims.learned.numbers import Batch
from haluan.claims.learned.pieces import Pieces
from haluan.model import HaluanError

FOLDER = "weights"
INPUTS = ("ids", "mask", "inside", "marks", "slots", "pool", "row", "one", "two", "features")


class WeightsError(HaluanError):
    """The weights are missing or not the ones that their card describes."""


@dataclass(frozen=True, slots=True)
class Scores:
    """For N ordered pairs: probability of each relation (N x 23), each status (N x 23 x 5), quiet (N), and whether
    the pair has any tie (N)."""

    relation: NDArray[np.float32]
    status: NDArray[np.float32]
    quiet: NDArray[np.float32]
    some: NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Weights:
    """A loaded model. ``card`` says where it comes from, its cuts and its calibration."""

    session: Any  # onnxruntime ships no types
    pieces: Pieces
    card: Mapping[str, Any]

    @property
    def version(self) -> str:
        """First digits of the model's hash."""
        return str(self.card["sha256"]["model.onnx"])[:10]

    def score(self, made: Batch) -> Scores:
        """Run the model on one batch."""
        relation, status, quiet, some = self.session.run(None, {name: getattr(made, name) for name in INPUTS})
        return Scores(_sigmoid(relation), _softmax(status), _sigmoid(quiet), _sigmoid(some))

    def calibrated(self, probability: float) -> float:
        """How often claims of this probability were right on held-out folds."""
        points: Sequence[Sequence[float]] = self.card["calibration"]
        return float(np.interp(probability, [p for p, _ in points], [q for _, q in points]))


def _sigmoid(x: NDArray[np.float32]) -> NDArray[np.float32]:
    return np.asarray(1.0 / (1.0 + np.exp(-x)), np.float32)


def _softmax(x: NDArray[np.float32]) -> NDArray[np.float32]:
    shifted = np.exp(x - x.max(-1, keepdims=True))
    return np.asarray(shifted / shifted.sum(-1, keepdims=True), np.float32)


def _verified(folder: Path) -> Mapping[str, Any]:
    card: Mapping[str, Any] = json.loads((folder / "card.json").read_text(encoding="utf-8"))
    for name, wanted in card["sha256"].items():
        with (folder / name).open("rb") as handle:
            found = hashlib.file_digest(handle, "sha256").hexdigest()
        if found != wanted:
            raise WeightsError(f"{name} of the learned reader is not the file that its card describes: reinstall")
    return card


def open_weights(folder: Path) -> Weights:
    """Load the weights in ``folder``; raises `WeightsError` where they are missing or altered."""
    if not (folder / "card.json").exists():
        raise WeightsError(f"there are no weights of the learned reader in {folder}")
    card = _verified(folder)
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1  # processes share the work; threads beside them only contend
    options.inter_op_num_threads = 1
    options.add_session_config_entry("session.intra_op.allow_spinning", "0")
    session = onnxruntime.InferenceSession(str(folder / "model.onnx"), options, providers=["CPUExecutionProvider"])
    return Weights(session, Pieces.load(folder / "pieces.json"), card)


@cache
def shipped() -> Weights:
    """The weights in the package."""
    return open_weights(Path(str(resources.files("haluan.claims.learned") / FOLDER)))
