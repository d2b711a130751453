"""Writes a trained network as one small ONNX file, with its vocabulary and a card that says what it is."""

from __future__ import annotations

import hashlib
import json
import math
import tempfile
from pathlib import Path
from typing import Any

import numpy as np
import onnx
import torch
from onnx import helper, numpy_helper
from onnxruntime.quantization import QuantType, quantize_dynamic

from haluan.claims.learned.numbers import FEATURES
from haluan.claims.learned.window import MAX_ACTORS
from haluan.training.encoder import PARTS
from haluan.training.network import Network

INPUTS = ("ids", "mask", "inside", "marks", "slots", "pool", "row", "one", "two", "features")
OUTPUTS = ("relation", "status", "quiet", "some")
OPSET = 17
FINE = "fo"  # the matrix after the activation
LARGE = 4096  # values of a tensor from which on half precision saves something


def _sample() -> tuple[torch.Tensor, ...]:
    """Inputs of the right shapes: two windows of seven pieces, three pairs."""
    size, width, pairs = 2, 7, 3
    ids = torch.ones(size, width, dtype=torch.int64)
    flat = torch.ones(size, width)
    index = torch.zeros(pairs, dtype=torch.int64)
    pool = torch.full((size, MAX_ACTORS, width), 1.0 / width)
    return ids, flat, flat, ids * 0, ids * 0, pool, index, index, index, torch.zeros(pairs, FEATURES)


def to_onnx(network: Network, path: Path) -> None:
    """Write ``network`` with free batch, length and number of pairs."""
    b, t, n = "windows", "pieces", "pairs"
    axes = {name: {0: b, 1: t} for name in ("ids", "mask", "inside", "marks", "slots")}
    axes |= {"pool": {0: b, 2: t}} | {name: {0: n} for name in ("row", "one", "two", "features", *OUTPUTS)}
    torch.onnx.export(
        network.eval(),
        _sample(),
        str(path),
        input_names=list(INPUTS),
        output_names=list(OUTPUTS),
        dynamic_axes=axes,
        opset_version=OPSET,
        dynamo=False,
    )


def shrink(source: Path, target: Path) -> None:
    """Put the embeddings and most of the encoder in 8 bit, the rest in half precision, which the runtime widens once.

    On held-out articles 8 bit for all of the encoder cost .007 of claim F1 and .010 of pair F1; with the second matrix
    of each layer left out (what enters it has a few great values) .001 and .002, for three fifths of the time of none.
    """
    with tempfile.TemporaryDirectory() as folder:
        clean, small = Path(folder) / "clean.onnx", Path(folder) / "small.onnx"
        onnx.save(onnx.shape_inference.infer_shapes(onnx.load(str(source))), str(clean))
        graph = onnx.load(str(clean)).graph
        quantize_dynamic(
            str(clean), str(small), weight_type=QuantType.QInt8, per_channel=True, nodes_to_quantize=_coarse(graph)
        )
        model = onnx.load(str(small))
    halve(model.graph)
    onnx.save(model, str(target))


def _coarse(graph: onnx.GraphProto) -> list[str]:
    """Names of the nodes that bear 8 bit: the embeddings, and the encoder's matrices but for `FINE`."""
    products = [n.name for n in graph.node if n.op_type == "MatMul" and n.name.startswith("/body.")]
    named = [name for name in products if any(f"/{part}/" in name for part in PARTS if part != FINE)]
    return named + [n.name for n in graph.node if n.op_type == "Gather"]


def halve(graph: onnx.GraphProto) -> None:
    """Store the large float32 tensors of a graph as float16, each with a cast back to what its users expect."""
    casts = []
    for tensor in graph.initializer:
        if tensor.data_type != onnx.TensorProto.FLOAT or math.prod(tensor.dims) < LARGE:
            continue
        name = tensor.name
        values = numpy_helper.to_array(tensor).astype(np.float16)
        tensor.CopyFrom(numpy_helper.from_array(values, f"{name}_half"))
        casts.append(helper.make_node("Cast", [tensor.name], [name], to=onnx.TensorProto.FLOAT))
    for cast in reversed(casts):
        graph.node.insert(0, cast)


def write(network: Network, pieces: list[tuple[str, float]], card: dict[str, Any], folder: Path) -> None:
    """Write model.onnx, pieces.json and card.json into ``folder``; the card holds the hashes of the others."""
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as scratch:
        whole = Path(scratch) / "whole.onnx"
        to_onnx(network, whole)
        shrink(whole, folder / "model.onnx")
    rows = [[piece, round(score, 4)] for piece, score in pieces]
    (folder / "pieces.json").write_text(json.dumps(rows, ensure_ascii=False), encoding="utf-8")
    hashes = {name: hashlib.sha256((folder / name).read_bytes()).hexdigest() for name in ("model.onnx", "pieces.json")}
    (folder / "card.json").write_text(json.dumps({**card, "sha256": hashes}, indent=1) + "\n", encoding="utf-8")
