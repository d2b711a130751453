"""From weighted observations to a score with an interval: the Wilson score interval, with its centre as the score."""

from __future__ import annotations

import math
from statistics import NormalDist

from haluan.alignment.lines import Floats
from haluan.alignment.types import Score


def prior(level: float) -> float:
    """Observations by which thin evidence is drawn to 0: the square of the normal quantile for ``level``."""
    return NormalDist().inv_cdf((1 + level) / 2) ** 2


def score(friendly: float, hostile: float, level: float) -> Score:
    """Balance of observations, with the interval of Wilson (1927) for a share, drawn out to [-1, 1].

    The centre is (friendly - hostile) / (friendly + hostile + z^2), so that what each observation adds is known.
    """
    strength, total = prior(level), friendly + hostile
    centre = (friendly - hostile) / (total + strength)
    spread = 4 * friendly * hostile / total if total > 0 else 0.0
    half = math.sqrt(strength * (spread + strength)) / (total + strength)
    return Score(centre, max(-1.0, centre - half), min(1.0, centre + half), friendly, hostile)


def balance(friendly: Floats, hostile: Floats, level: float) -> Floats:
    """The values of many scores at once."""
    return (friendly - hostile) / (friendly + hostile + prior(level))
