"""What may be read of a series some of whose figures are hidden? What anybody could read from those that are shown.

Its mean, limits, signals and change are those of the figures that are shown; one that is hidden breaks the line as one that
is missing does. Nothing here is computed from a hidden figure, so nothing can be worked out from it. Three things stay unsaid. What
is hidden is the smallest, so an outlook would leave out those that are nearest to a target or furthest from it, always on
the same side. Where the newest figure is hidden, those before it do not say what changes now. And where more than one
figure in four is hidden, the others do not speak for the series: seven that are 0 % are no sign of rest among sixteen hidden.
"""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from indicators import plain_reading
from indicators.data_words import SUPPRESSED
from indicators.figures import Series

LIMITS = ("gate", "gate_words", "limits_words", "rough", "limits", "signals")
CHANGE = ("movement", "movement_why", "since", "since_words")
MOST = 4  # one in so many may be hidden
LEFT_OUT = "read without what is too small to show"


def with_what_is_visible(series: Series, row: Mapping[str, Any]) -> dict[str, Any]:
    """`row`: the data of the series from which small figures have been hidden; the same where none of the whole is, or too
    many are."""
    hidden = {point["on"] for point in row["points"] if point["state"] == SUPPRESSED}
    if not hidden or len(hidden) * MOST > len(row["points"]):
        return dict(row)
    shown = replace(
        series,
        points=tuple(
            replace(point, value=None, numerator=None, denominator=None)
            if point.period_on.isoformat() in hidden
            else point
            for point in series.points
        ),
    )
    read = plain_reading.data(shown)
    newest = row["points"][-1]["on"] not in hidden
    kept = {key: read[key] for key in (*LIMITS, *(CHANGE if newest else ()))}
    if newest:
        kept["movement_why"] = f"{read['movement_why']}, {LEFT_OUT}"
    return {**row, **kept}
