"""Do the limits describe what is usual now, or do they mix an old level with a new one; and was what got better lost again?

Both are ours, above the engine (spc.md 9: limits are drawn anew by decision and for a known cause, never by themselves). The engine
judges each figure by limits over all figures of a part. After a backlog is cleared they lie between the backlog and what came after it:
every later figure is then "better than usual", one that rises from 0 to 14 as well.
"""

from collections.abc import Sequence
from datetime import date
from statistics import fmean
from typing import NamedTuple

from indicators import spc, theil_sen
from indicators.spc import Point

FEWEST = 7  # figures on either side of a step: as many as make a shift (spc.RUN)


class Levels(NamedTuple):
    """So many figures from the period that ends on `since` on lie about `mean`, those before them about `before`."""

    since: date
    figures: int
    mean: float
    figures_before: int
    before: float


def two_levels(part: Sequence[Point]) -> Levels | None:
    """The step after which the figures have settled on another level, where the limits of the part mix both; else None.

    The stretch at the end that lies on one side of the mean has at least seven figures, and as many stand before it. The two means lie
    further apart than a limit from the mean, which chance does not do. And the stretch has settled: its rate may as well be 0, and none
    of its last seven figures lies further from the latest than a limit from the mean. A missing period ends no stretch: it brings no
    figure of the old level.
    """
    last = part[-1]
    place = len(part)
    while place and part[place - 1].relative_to_mean == last.relative_to_mean:
        place -= 1
    new, old = part[place:], part[:place]
    if last.upper is None or not last.relative_to_mean or min(len(new), len(old)) < FEWEST:
        return None
    wide = last.upper - last.mean
    mean, before = (fmean(point.value for point in points) for points in (new, old))
    if abs(mean - before) <= wide or any(abs(last.value - point.value) > wide for point in new[-spc.RUN :]):
        return None
    rate = theil_sen.line([(point.on - new[0].on).days for point in new], [point.value for point in new])
    if not rate.slowest <= 0 <= rate.fastest:
        return None
    return Levels(new[0].on, len(new), mean, len(old), before)


def lost_ground(part: Sequence[Point]) -> Point | None:
    """The best of the last seven figures, where the latest is worse than it by more than a limit lies from the mean; else None.

    Asked of a latest figure that is better than usual: it may still be the top of a rise. To withhold the word then costs little, to say
    that it gets better is wrong. Not asked of a trend, which goes by its direction.
    """
    last = part[-1]
    if last.upper is None or spc.Rule.TREND in last.rules:
        return None
    down = last.relative_to_mean < 0  # better is down: the latest lies below the mean, and that is the wanted side
    best = (min if down else max)(part[-spc.RUN :], key=lambda point: point.value)
    return best if abs(last.value - best.value) > last.upper - last.mean else None
