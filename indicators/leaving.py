"""Has an indicator that used to meet its target begun to miss it?

It needs no limits, and so it can be said of five figures, where the reading of its change and its outlook wait for six and thirteen.
"""

from typing import TYPE_CHECKING, NamedTuple

from indicators.standing import Against
from records import wording

if TYPE_CHECKING:
    from indicators.figures import Figure, Series

WORD = "No longer meets"
FEWEST, MOST = 3, 12  # figures before the misses that are asked how it stood
NEARLY_ALL = (5, 6)  # of these it met the target: all of three to five, at least ten of twelve


class Left(NamedTuple):
    """The figure with which it left its target; of how many before it met it; whether the latest figure misses it too."""

    first: "Figure"
    met: int
    before: int
    misses_still: bool


def left(series: "Series") -> Left | None:
    """It has left its target with two figures in a row that miss it, where at least five in six of the up to twelve before them
    met it; and until two in a row no longer miss it, since one figure ends nothing. A figure that is near counts as neither
    met nor missed. Only figures that are read against the target of the latest one are asked: a new target begins anew.

    Two and five in six, since a stable indicator that meets its target four times in five misses it twice in a row about every
    two years: docs/outlook.md says how often chance alone does this.
    """
    aim = series.target
    if aim is None or not series.takes_target:
        return None
    read = [(point, series.against(point)) for point in series.valued if series.target_for(point.period_on) is aim]
    found: Left | None = None
    for place in range(1, len(read)):
        pair = {word for _, word in read[place - 1 : place + 1]}
        if found is None and pair == {Against.MISSES}:
            before = [word for _, word in read[max(place - 1 - MOST, 0) : place - 1]]
            met = before.count(Against.MEETS)
            if len(before) >= FEWEST and met * NEARLY_ALL[1] >= len(before) * NEARLY_ALL[0]:
                found = Left(read[place - 1][0], met, len(before), misses_still=True)
        elif found is not None:
            found = found._replace(misses_still=read[place][1] is Against.MISSES) if Against.MISSES in pair else None
    return found


def said(series: "Series", found: Left) -> str:
    """missed since November 2012 (latest 80 % in December 2012, target 85 %), after 10 of the 12 figures before met it"""
    last = series.valued[-1]
    latest = f"latest {series.said(last)} in {series.period(last)}, target {series.target_words}"
    many = "each" if found.met == found.before else str(found.met)
    return (
        f"missed since {series.period(found.first)} ({latest}), after {many} of the "
        f"{wording.count(found.before, 'figure')} before met it"
    )
