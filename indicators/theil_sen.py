"""At what rate does a series change? Theil-Sen's line through its medians, with Sen's interval for the slope.

The median of all slopes between two points is hardly moved by a few wild ones. The interval comes from the order of those
slopes (Sen 1968, equation 2.6, with ties), as in scipy.stats.theilslopes; where neighbouring residuals are alike it is
stretched by sqrt((1 + r) / (1 - r)), r their correlation, since such series hold less than they seem to.
"""

import math
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise
from statistics import fmean, median
from typing import NamedTuple

SURE = 1.6448536269514722  # standard deviations on either side that hold 90 in 100
SINGLE = 1.28 / 1.128  # times the mean moving range of the residuals: 80 in 100 single figures


class Line(NamedTuple):
    """In units of the figures for each unit of time. `single` is how far one figure may lie beyond the band of the level."""

    time: float
    level: float
    slope: float
    slowest: float
    fastest: float
    single: float

    def at(self, time: float) -> tuple[float, float, float]:
        """The level at a time and the two edges of its band, lower first."""
        ahead = time - self.time
        edges = sorted((self.level + self.slowest * ahead, self.level + self.fastest * ahead))
        return self.level + self.slope * ahead, edges[0], edges[1]


def line(times: Sequence[float], values: Sequence[float]) -> Line:
    """The line through points in order of their times, no two at one time; at least three of them."""
    count = len(times)
    points = list(zip(times, values, strict=True))
    slopes = [
        (later - earlier) / (then - time)
        for place, (time, earlier) in enumerate(points)
        for then, later in points[place + 1 :]
    ]
    slopes.sort()
    slope = median(slopes)
    ties = sum(same * (same - 1) * (2 * same + 5) for same in Counter(values).values())
    spread = SURE * math.sqrt((count * (count - 1) * (2 * count + 5) - ties) / 18)
    least = max(round((len(slopes) - spread) / 2) - 1, 0)
    most = min(round((len(slopes) + spread) / 2), len(slopes) - 1)
    middle, level = median(times), median(values)
    residuals = [value - level - slope * (time - middle) for time, value in points]
    wider = _stretch(residuals)
    return Line(
        time=middle,
        level=level,
        slope=slope,
        slowest=slope - wider * (slope - slopes[least]),
        fastest=slope + wider * (slopes[most] - slope),
        single=SINGLE * fmean(abs(after - before) for before, after in pairwise(residuals)),
    )


def _stretch(residuals: list[float]) -> float:
    centre = fmean(residuals)
    away = [residual - centre for residual in residuals]
    whole = math.fsum(far * far for far in away)
    alike = math.fsum(before * after for before, after in pairwise(away)) / whole if whole > 0 else 0.0
    return math.sqrt((1 + alike) / (1 - alike)) if alike > 0 else 1.0
