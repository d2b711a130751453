"""Windows as arrays: piece ids, marks, pooling weights and pair features, padded into one batch."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from haluan.claims.learned.pieces import Pieces
from haluan.claims.learned.window import MAX_ACTORS, Window

RELATIONS = (
    "recognizes", "normalizes", "downgrades", "meets", "mediates", "joins", "leaves", "partners", "agrees", "arms",
    "reinforces", "trains", "attacks", "threatens", "disputes", "trades", "aids", "sanctions", "eases", "supports",
    "opposes", "urges", "cooperates",
)  # fmt: skip
STATUSES = ("actual", "planned", "requested", "possible", "denied")
SYMMETRIC = frozenset({"normalizes", "meets", "partners", "agrees", "trains", "disputes", "trades", "cooperates"})
MAX_PIECES = 256
DISTANCES = (1, 2, 4, 8, 16, 32)
HINTS = 4 + len(DISTANCES)  # where the rules' findings begin among the features of a pair
FEATURES = HINTS + len(RELATIONS) + len(STATUSES)

Hints = Mapping[tuple[str, str], Sequence[tuple[str, str]]]  # (source, target) -> (relation, status) by the rules
Pair = tuple[int, int, int]  # window, source, target


@dataclass(frozen=True, slots=True)
class Batch:
    """Model inputs. B windows, T pieces, N pairs."""

    ids: NDArray[np.int64]  # B x T
    mask: NDArray[np.float32]  # B x T
    inside: NDArray[np.float32]  # B x T, 1 on the pieces of the sentence itself
    marks: NDArray[np.int64]
    slots: NDArray[np.int64]
    pool: NDArray[np.float32]  # B x MAX_ACTORS x T, rows sum to 1
    row: NDArray[np.int64]  # N: which window
    one: NDArray[np.int64]  # N: slot of the source
    two: NDArray[np.int64]
    features: NDArray[np.float32]  # N x FEATURES


def pieces_of(window: Window, pieces: Pieces) -> tuple[list[int], list[int]]:
    """Piece ids with <s> and </s>, and the word of each (-1 for the two marks); the context is cut where too long."""
    ids: list[int] = []
    owner: list[int] = []
    for k, word in enumerate(window.words):
        split = pieces.split(word)
        ids.extend(split)
        owner.extend([k] * len(split))
    over = len(ids) - (MAX_PIECES - 2)
    if over > 0:
        context = sum(1 for k in owner if k < window.start)
        cut = min(over, context)
        ids, owner = ids[cut : cut + MAX_PIECES - 2], owner[cut : cut + MAX_PIECES - 2]
    return [0, *ids, 2], [-1, *owner, -1]


def pair_features(window: Window, a: int, b: int, hints: Hints) -> list[float]:
    """What is known of an ordered pair besides the words: places, order, distance, and what the rules say."""
    one, two = window.entities[a], window.entities[b]
    gap = min(
        (max(y[0] - x[1], x[0] - y[1], 0) for x in one.spans for y in two.spans),
        default=0,
    )
    row = [
        float(one.inside),
        float(two.inside),
        float(one.spans[0][0] < two.spans[0][0]),
        float(one.spans[0] == two.spans[0]),
    ]
    row += [float(gap >= d) for d in DISTANCES]
    found = hints.get((one.code, two.code), ())
    row += [float(any(r == relation for r, _ in found)) for relation in RELATIONS]
    row += [float(any(s == status for _, s in found)) for status in STATUSES]
    return row


def batch(windows: Sequence[Window], hints: Sequence[Hints], pieces: Pieces) -> tuple[Batch, list[Pair]]:
    """Pad windows into one batch; also give the (window, source, target) of each pair row."""
    cut = [pieces_of(w, pieces) for w in windows]
    size, width = len(windows), max(len(ids) for ids, _ in cut)
    ids = np.ones((size, width), np.int64)
    mask = np.zeros((size, width), np.float32)
    inside, marks, slots = np.zeros_like(mask), np.zeros_like(ids), np.zeros_like(ids)
    pool = np.zeros((size, MAX_ACTORS, width), np.float32)
    pairs: list[tuple[int, int, int]] = []
    rows: list[list[float]] = []
    for w, (window, (row, owner)) in enumerate(zip(windows, cut, strict=True)):
        n = len(row)
        ids[w, :n], mask[w, :n] = row, 1.0
        for t, k in enumerate(owner):
            if k >= 0:
                marks[w, t], slots[w, t] = window.marks[k], window.slots[k]
                inside[w, t] = float(k >= window.start)
        _pool(window, owner, pool[w])
        for a, b in window.pairs():
            pairs.append((w, a, b))
            rows.append(pair_features(window, a, b, hints[w]))
    index = np.array(pairs, np.int64).reshape(-1, 3)
    features = np.array(rows, np.float32).reshape(-1, FEATURES)
    made = Batch(ids, mask, inside, marks, slots, pool, index[:, 0], index[:, 1], index[:, 2], features)
    return made, pairs


def _pool(window: Window, owner: list[int], pool: NDArray[np.float32]) -> None:
    """Average over the pieces of each actor's mentions; an actor that was cut away is averaged over nothing."""
    for e, entity in enumerate(window.entities):
        for t, k in enumerate(owner):
            if any(first <= k < last for first, last in entity.spans):
                pool[e, t] = 1.0
        total = pool[e].sum()
        if total:
            pool[e] /= total
