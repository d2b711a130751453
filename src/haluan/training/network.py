"""The network: the first layers of multilingual-e5-small, and heads that judge pairs of actors. Needs torch."""

from __future__ import annotations

from dataclasses import dataclass

import torch
from torch import Tensor, nn
from torch.nn import functional as F  # noqa: N812 - torch's own convention

from haluan.claims.learned.numbers import FEATURES, HINTS, RELATIONS, STATUSES
from haluan.claims.learned.window import KINDS, MAX_ACTORS


@dataclass(frozen=True, slots=True)
class Shape:
    """Sizes of the network."""

    vocabulary: int
    layers: int = 6
    width: int = 384
    inner: int = 1536
    heads: int = 12
    positions: int = 512
    pair: int = 192
    dropout: float = 0.1


# Products in bfloat16 while training where the processor has units for them: half the time, the same figures.
HALVES = bool(torch.cpu.get_capabilities().get("amx_bf16"))
ADVISED = 3.0  # what a finding of the rules adds at the start to the belief that there is some tie


def sight(mask: Tensor, inside: Tensor) -> Tensor:
    """What is added to attention, B x T: the context counts a fifth of the sentence, padding nothing."""
    return torch.log(mask * (0.2 + 0.8 * inside) + 1e-9)


class Layer(nn.Module):
    """One post-norm transformer layer, as in BERT."""

    def __init__(self, shape: Shape) -> None:
        super().__init__()
        self.heads = shape.heads
        self.q, self.k, self.v, self.ao = (nn.Linear(shape.width, shape.width) for _ in range(4))
        self.fi, self.fo = nn.Linear(shape.width, shape.inner), nn.Linear(shape.inner, shape.width)
        self.aln, self.oln = nn.LayerNorm(shape.width, eps=1e-12), nn.LayerNorm(shape.width, eps=1e-12)
        self.drop = nn.Dropout(shape.dropout)

    def forward(self, x: Tensor, bias: Tensor) -> Tensor:
        """Map B x T x width to the same; ``bias`` is -inf on padding."""
        size, length, width = x.shape
        q, k, v = (f(x).view(size, length, self.heads, -1).transpose(1, 2) for f in (self.q, self.k, self.v))
        scores = q @ k.transpose(-1, -2) * (q.shape[-1] ** -0.5) + bias
        mixed = (self.drop(scores.softmax(-1)) @ v).transpose(1, 2).reshape(size, length, width)
        x = self.aln(x + self.drop(self.ao(mixed)))
        out: Tensor = self.oln(x + self.drop(self.fo(F.gelu(self.fi(x)))))
        return out


class StatusHead(nn.Module):
    """Reads the status of a tie: four glances a pair at the words (not, would, asked), and one scale for all relations.

    A status head for each relation learns "denied" twenty-three times from a handful of sentences each.
    """

    def __init__(self, shape: Shape, glances: int = 4, dropout: float = 0.4) -> None:
        super().__init__()
        p = shape.pair
        self.glances = glances
        self.one, self.two = nn.Linear(shape.width, p), nn.Linear(shape.width, p)
        self.query, self.key, self.value = nn.Linear(2 * p, p), nn.Linear(shape.width, p), nn.Linear(shape.width, p)
        self.mix = nn.Linear(3 * p + FEATURES, p)
        self.kind = nn.Embedding(len(RELATIONS), p)
        self.out = nn.Linear(p, len(STATUSES))
        self.drop = nn.Dropout(dropout)

    def forward(self, x: Tensor, visible: Tensor, actors: Tensor, pairs: Tensor, features: Tensor) -> Tensor:
        """Logits N x 23 x 5 from token vectors, log visibility, actor vectors and the place of N pairs in the grid."""
        x, actors = self.drop(x), self.drop(actors)
        a, b = torch.tanh(self.one(actors)), torch.tanh(self.two(actors))
        size, count, p = a.shape
        every = torch.cat([a[:, :, None].expand(-1, -1, count, -1), b[:, None].expand(-1, count, -1, -1)], -1)
        query, key, value = (
            t.view(size, -1, self.glances, p // self.glances).transpose(1, 2)
            for t in (self.query(every), self.key(x), self.value(x))
        )
        scores = query @ key.transpose(-1, -2) * (query.shape[-1] ** -0.5) + visible[:, None, None]
        seen = torch.tanh((scores.softmax(-1) @ value).transpose(1, 2).reshape(size * count * count, p))
        row = torch.cat([every.reshape(-1, 2 * p), seen], -1)[pairs]
        hidden = self.mix(self.drop(torch.cat([row, features], -1)))
        out: Tensor = self.out(self.drop(F.gelu(hidden[:, None] + self.kind.weight)))
        return out


class Network(nn.Module):
    """Encoder with marks for actors, and heads by ordered pair: relation, status, quiet, and whether there is a tie."""

    def __init__(self, shape: Shape) -> None:
        super().__init__()
        self.shape = shape
        self.word = nn.Embedding(shape.vocabulary, shape.width)
        self.position = nn.Embedding(shape.positions, shape.width)
        self.kind = nn.Parameter(torch.zeros(shape.width))
        self.mark = nn.Embedding(len(KINDS) + 1, shape.width)
        self.slot = nn.Embedding(MAX_ACTORS + 1, shape.width)
        self.place = nn.Embedding(2, shape.width)
        for table in (self.mark, self.slot, self.place):
            nn.init.normal_(table.weight, std=0.02)
        self.ln = nn.LayerNorm(shape.width, eps=1e-12)
        self.body = nn.ModuleList(Layer(shape) for _ in range(shape.layers))
        p = shape.pair
        self.one, self.two = nn.Linear(shape.width, p), nn.Linear(shape.width, p)
        self.query, self.key = nn.Linear(2 * p, p), nn.Linear(shape.width, p)
        self.value = nn.Linear(shape.width, p)
        self.mix = nn.Linear(4 * p + FEATURES, 2 * p)
        self.drop = nn.Dropout(0.2)
        self.relation = nn.Linear(2 * p, len(RELATIONS))
        self.status = nn.Linear(2 * p, len(RELATIONS) * len(STATUSES))
        self.quiet = nn.Linear(2 * p, 1)
        self.some = nn.Linear(2 * p, 1)
        self.states: StatusHead | None = None  # learned last, on what the rest has become
        # start from "no tie" and from what the rules say, so that training spends its steps on what they do not see
        self.known = nn.Linear(FEATURES, len(RELATIONS))
        nn.init.constant_(self.relation.bias, -3.0)
        nn.init.constant_(self.some.bias, -2.0)
        nn.init.zeros_(self.known.weight)
        with torch.no_grad():
            self.known.weight[:, HINTS : HINTS + len(RELATIONS)] = 4.0 * torch.eye(len(RELATIONS))
        nn.init.zeros_(self.known.bias)

    def encode(self, ids: Tensor, mask: Tensor, inside: Tensor, marks: Tensor, slots: Tensor) -> Tensor:
        """Token vectors B x T x width."""
        places = torch.arange(ids.shape[1], device=ids.device)
        x = self.word(ids) + self.position(places)[None] + self.kind
        x = x + self.mark(marks) + self.slot(slots) + self.place(inside.long())
        x = self.ln(x)
        bias = (1.0 - mask)[:, None, None, :] * -1e4
        for layer in self.body:
            x = layer(x, bias)
        out: Tensor = x
        return out

    def forward(
        self,
        ids: Tensor,
        mask: Tensor,
        inside: Tensor,
        marks: Tensor,
        slots: Tensor,
        pool: Tensor,
        row: Tensor,
        one: Tensor,
        two: Tensor,
        features: Tensor,
    ) -> tuple[Tensor, Tensor, Tensor, Tensor]:
        """Logits of relation (N x 23), status (N x 23 x 5), quiet (N) and some tie (N) for N ordered pairs."""
        with torch.autocast("cpu", dtype=torch.bfloat16, enabled=self.training and HALVES):
            x = self.encode(ids, mask, inside, marks, slots)
        x = x.float()
        actors = pool @ x
        ones, twos = torch.tanh(self.one(actors)), torch.tanh(self.two(actors))
        visible = sight(mask, inside)
        cues = self.cues(x, visible, ones, twos)
        a, b, cue = ones[row, one], twos[row, two], cues[row, one * MAX_ACTORS + two]
        pair = torch.cat([a, b, a * b, cue, features], -1)
        h = self.drop(F.gelu(self.mix(self.drop(pair))))
        if self.states is None:
            status = self.status(h).view(-1, len(RELATIONS), len(STATUSES))
        else:
            status = self.states(x, visible, actors, (row * MAX_ACTORS + one) * MAX_ACTORS + two, features)
        advised = features[:, HINTS : HINTS + len(RELATIONS)].amax(1)
        some = self.some(h)[:, 0] + ADVISED * advised
        return self.relation(h) + self.known(features), status, self.quiet(h)[:, 0], some

    def cues(self, x: Tensor, visible: Tensor, ones: Tensor, twos: Tensor) -> Tensor:
        """What every pair of the 8 x 8 actors attends to, B x 64 x pair: one product a window, not one row a pair."""
        width = ones.shape[-1]
        source, target = self.query.weight.split(width, dim=1)
        query = (ones @ source.T)[:, :, None] + (twos @ target.T)[:, None, :] + self.query.bias
        scores = query.flatten(1, 2) @ self.key(x).transpose(1, 2) * (width**-0.5) + visible[:, None]
        return torch.tanh(scores.softmax(-1) @ self.value(x))
