"""Who stands where: from claims to ties over time, scores of what is said and done, and the network of all of them.

Pure functions of claims as columns (`haluan.model.ClaimColumns`); the model is explained in docs/alignment.md.
"""

from haluan.alignment.scores import score
from haluan.alignment.stances import Breakdown, breakdown, stances
from haluan.alignment.standing import Interval, intervals, tie_key
from haluan.alignment.turning import turning_points
from haluan.alignment.types import Part, Reading, Score, Stance
from haluan.alignment.weighing import Weighed, seen_from, toward, weigh
from haluan.alignment.weights import CHANNELS, Change, Weights, WeightsError, default_weights, load_weights

__all__ = [
    "CHANNELS",
    "Breakdown",
    "Change",
    "Interval",
    "Part",
    "Reading",
    "Score",
    "Stance",
    "Weighed",
    "Weights",
    "WeightsError",
    "breakdown",
    "default_weights",
    "intervals",
    "load_weights",
    "score",
    "seen_from",
    "stances",
    "tie_key",
    "toward",
    "turning_points",
    "weigh",
]
