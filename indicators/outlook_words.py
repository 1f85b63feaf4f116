"""In what words does an outlook say its day, its figures and its rate?"""

from collections.abc import Sequence
from datetime import date

from indicators import words
from indicators.gate import counted, ending
from indicators.spc import Point
from indicators.theil_sen import Line
from records import wording


def day(on: date) -> str:
    """December 2013, of the last day of a month; notices ask by the month."""
    return wording.month(on) if words.is_month_end(on) else wording.day(on)


def window(points: Sequence[Point], every: str) -> str:
    """the 24 months from February 2011 to January 2013; how many figures there are, and of which time."""
    first, last = (ending(point.on, every) for point in (points[0], points[-1]))
    return f"the {counted(len(points), every)} of figures from {first} to {last}"


def ends_first(validity: str, successor: str, latest: date | None, valid_to: date, by: date, every: str) -> str:
    """Why nothing is expected of a definition that ends before its target is to be met."""
    said = f"Its definition {validity}{f'; {successor} takes its place' if successor else ''}"
    while latest and (following := words.next_end(latest, every)) <= valid_to:
        latest = following
    last = f"its last period, {words.period(latest, every)}, comes" if latest else "that is"
    return f"{said}: {last} before its target is to be met, {day(by)}, so nothing is expected of it."


def rate(line: Line, unit: str, every: str) -> str:
    """Changing by +0.8 percentage points a month, with the interval that holds the rate nine times in ten."""
    named = {words.PERCENT: "percentage points"}.get(unit, words.unit_words(unit))
    slowest, fastest = _signed(line.slowest), _signed(line.fastest)
    return (
        f"Changing by {_signed(line.slope)}{words.NBSP + named if named else ''} a {words.SPANS[every]} "
        f"(likely between {slowest} and {fastest})"
    )


def _signed(rate: float) -> str:
    """+0.8, −0.25, 0: to two places, or where it is small to two figures."""
    said = f"{rate:+,.2f}" if abs(rate) >= 0.095 else f"{rate:+.2g}" if abs(rate) >= 0.0005 else "0"
    return (said.rstrip("0").rstrip(".") if "." in said else said).replace("-", "\u2212")
