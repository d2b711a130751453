"""Who stands where: from claims to ties over time, scores of what is said and done, and the network of all of them.

Pure functions of claims as columns (`haluan.columns.ClaimColumns`); the model is explained in docs/alignment.md.
"""

from haluan.alignment.lines import Lines, by_pair, seen_from, toward
from haluan.alignment.scores import balance, score
from haluan.alignment.stances import Breakdown, Tally, breakdown, stances, tally
from haluan.alignment.standing import Endings, Interval, endings, intervals, tie_key
from haluan.alignment.turning import turning_points
from haluan.alignment.types import Part, Reading, Score, Stance
from haluan.alignment.weighing import Weighed, turned, weigh
from haluan.alignment.weights import CHANNELS, Change, Weights, WeightsError, default_weights, load_weights

__all__ = [
    "CHANNELS",
    "Breakdown",
    "Change",
    "Endings",
    "Interval",
    "Lines",
    "Part",
    "Reading",
    "Score",
    "Stance",
    "Tally",
    "Weighed",
    "Weights",
    "WeightsError",
    "balance",
    "breakdown",
    "by_pair",
    "default_weights",
    "endings",
    "intervals",
    "load_weights",
    "score",
    "seen_from",
    "stances",
    "tally",
    "tie_key",
    "toward",
    "turned",
    "turning_points",
    "weigh",
]
