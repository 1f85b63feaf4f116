"""What of a series decides whether it will meet its target: which target, by when, and whether the question arises at all?"""

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

from indicators import outlook_words
from indicators.gate import Passed
from indicators.outlook import Expected, Outlook, outlook
from indicators.spc import Point

if TYPE_CHECKING:
    from indicators.figures import Series, Step


def expected_of(series: "Series", part: Sequence[Point], passed: Passed) -> Outlook:
    """Of the figures of its latest part, as far as the gate lets them be read."""
    step = series.target or series.coming
    if not series.takes_target:
        return Outlook(Expected.NONE, "It is shown for context and has no target to meet.")
    if not series.in_use:
        return Outlook(Expected.NONE, f"Its definition {series.validity}, so nothing is expected of it.")
    if step is None:
        return Outlook(Expected.NONE, "There is no target yet to be expected to meet.")
    by = _by(series, step)
    if series.valid_to and by and series.valid_to < by:
        latest = series.latest.period_on if series.latest else None
        why = outlook_words.ends_first(series.validity, series.successor, latest, series.valid_to, by, series.every)
        return Outlook(Expected.NONE, why)
    return outlook(
        part,
        gate=passed.gate,
        gate_words=passed.words,
        every=series.every,
        unit=series.unit,
        polarity=series.polarity,
        aim=step.aim,
        on=series.on,
        changed_on=_changed_on(series, step),
        by=by or series.valid_to,
    )


def _by(series: "Series", step: "Step") -> date | None:
    """The day by which it is to be met: the notice's, and none before the target counts."""
    days = [series.by, None if series.target else step.from_on]
    return max((day for day in days if day), default=None)


def _changed_on(series: "Series", step: "Step") -> date | None:
    """From when the target counts, where another one counted before it."""
    place = series.targets.index(step)
    return step.from_on if place and series.targets[place - 1].aim != step.aim else None
