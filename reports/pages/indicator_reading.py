"""What does the page of an indicator say of how its figures change: signals, outlook, limits, and what a revision changed?"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from itertools import combinations, groupby

from indicators import gate, spc, words
from indicators.false_signals import RATE
from indicators.figures import Figure, Series
from indicators.outlook import Expected
from indicators.reading import ReadPoint
from indicators.reading_chart import has_limits
from indicators.series import series_of
from notices.models import Notice
from records.clock import AsOf

# What figures of the past were. Only the latest ones say that a series gets better or worse: early figures above the mean of a
# series that falls are better than usual, and nothing gets better in them.
THEN = {
    spc.IMPROVEMENT: "Better than usual",
    spc.CONCERN: "Worse than usual",
    spc.NEUTRAL_HIGH: "More than usual",
    spc.NEUTRAL_LOW: "Less than usual",
}

ONE_WAY = 0.7  # of all pairs of figures, so many are in the same order where a series moves one way
MOST = (3, 4)  # where so many of all figures break a rule, it is no longer said of each


@dataclass(frozen=True)
class SignalRow:
    """Figures that follow each other and signal the same."""

    word: str
    periods: str
    figures: str
    rules: tuple[str, ...]
    mean: str
    limits: str


@dataclass(frozen=True)
class BeforeRevision:
    """How the series was read on the last day before its newest revision, where that was another reading. `outlook` is empty
    where none was given."""

    figure: Figure
    period: str
    was: str
    now: str
    last_day: date
    movement: str
    movement_words: str
    outlook: str


def reading_of(series: Series, notice: Notice, asof: AsOf) -> dict[str, object]:
    """For templates/pages/_indicator_reading.html."""
    reading, told_once = series.reading, throughout(series)
    return {
        "reading": reading,
        "false_signals": RATE,
        "drawn": has_limits(series),
        "throughout": told_once,
        "signals": [] if told_once else signal_rows(series),
        "since": since(series),
        "limit_rows": [limit_row(series, point) for point in reversed(reading.points)],
        "rebases": [(row, words.period(row.from_on, series.every)) for row in series.rebases],
        "before": before_revision(series, notice, asof),
        "looks_ahead": bool(reading.outlook.word),
    }


def since(series: Series) -> str:
    """From when the latest figures have been a signal of one kind, and of a run how many there are."""
    reading = series.reading
    if not reading.since:
        return ""
    run = sum(point.on >= reading.since for point in reading.points)
    said = words.period(reading.since, series.every)
    return f"{said}, a run of {gate.counted(run, series.every)}" if run > 1 else said


def throughout(series: Series) -> str:
    """That nearly every figure breaks a rule because the series moves one way: said once, and not of each. "" where the limits
    were drawn anew or mix two levels, which says more."""
    points = series.reading.points
    signals = sum(bool(point.rules) for point in points)
    if series.rebases or series.reading.levels or signals * MOST[1] < len(points) * MOST[0] or not signals:
        return ""
    if not moves_one_way([point.value for point in points]):
        return ""
    first, last = points[0], points[-1]
    many = "Every one" if signals == len(points) else f"{signals}"
    verb = "breaks" if signals == len(points) else "break"
    return (
        f"{many} of the {gate.counted(len(points), series.every)} of figures {verb} a rule, because the level itself moves: from "
        f"{said(series, first)} in {words.period(first.on, series.every)} to {said(series, last)} in "
        f"{words.period(last.on, series.every)}. Figures lie far from a mean that is taken over all of them; read it as one "
        "movement, and not each figure as out of the ordinary."
    )


def moves_one_way(values: Sequence[Decimal]) -> bool:
    """Whether at least 70 in 100 of all pairs of figures are in the same order, as Kendall counts them, and the latest figure
    lies where they move to, beyond the first and beyond the mean. One that climbed and fell back has not moved."""
    pairs = list(combinations(values, 2))
    first, last, mean = values[0], values[-1], sum(values) / len(values)
    up = sum(after > before for before, after in pairs) >= ONE_WAY * len(pairs) and last > max(first, mean)
    down = sum(after < before for before, after in pairs) >= ONE_WAY * len(pairs) and last < min(first, mean)
    return up or down


def signal_rows(series: Series) -> list[SignalRow]:
    """Newest first, each with the rules that it breaks; of a run, its first and last figure."""

    def alike(point: ReadPoint) -> tuple[int, str]:
        return point.part, point.point_type

    found = []
    for (_, kind), points in groupby(series.reading.points, key=alike):
        if kind != spc.COMMON:
            found += [signal_row(series, run) for run in without_gaps(list(points))]
    return found[::-1]


def without_gaps(points: Sequence[ReadPoint]) -> list[list[ReadPoint]]:
    runs: list[list[ReadPoint]] = []
    for point in points:
        if not runs or point.after_gap:
            runs.append([])
        runs[-1].append(point)
    return runs


def signal_row(series: Series, run: Sequence[ReadPoint]) -> SignalRow:
    first, last = run[0], run[-1]
    periods, figures = [words.period(point.on, series.every) for point in run], [said(series, point) for point in run]
    return SignalRow(
        word=THEN[last.point_type],
        periods=periods[0] if first is last else f"{periods[0]} until {periods[-1]}",
        figures=figures[0] if first is last else f"{figures[0]} … {figures[-1]}",
        rules=tuple(dict.fromkeys(rule for point in run for rule in point.rules)),
        mean=words.figure(last.mean, series.unit) if last.mean is not None else "",
        limits=between(series, last),
    )


def said(series: Series, point: ReadPoint) -> str:
    return words.figure(point.value, series.unit, beside=series.bounds_for(point.on))


def between(series: Series, point: ReadPoint) -> str:
    """38 to 57 %; nothing where there are no limits."""
    if point.lower is None or point.upper is None:
        return ""
    return f"{words.rounded(point.lower):,f} to {words.figure(point.upper, series.unit)}"


def limit_row(series: Series, point: ReadPoint) -> dict[str, object]:
    """One figure with its mean and limits."""
    drawn = {name: getattr(point, name) for name in ("mean", "lower", "upper")}
    return {
        "period": words.period(point.on, series.every),
        "value": said(series, point),
        **{name: words.figure(value, series.unit) if value is not None else "" for name, value in drawn.items()},
        "rules": ", ".join(point.rules),
    }


def before_revision(series: Series, notice: Notice, asof: AsOf) -> BeforeRevision | None:
    """Read anew as of the day before, so that it says what the page of that day says."""
    revised = max(
        (point for point in series.points if point.revised), key=lambda point: point.reported_on, default=None
    )
    if revised is None:
        return None
    day = revised.reported_on - timedelta(days=1)
    found = series_of(notice, AsOf(day, asof.known), code=series.code, with_benchmarks=False)
    then = next((point for one in found for point in one.points if point.period_on == revised.period_on), None)
    if then is None:  # first reported on the day of its revision
        return None
    old, new = found[0].reading, series.reading
    if (old.change, old.change_words, old.outlook.word) == (new.change, new.change_words, new.outlook.word):
        return None
    return BeforeRevision(
        figure=revised,
        period=words.period(revised.period_on, series.every),
        was=found[0].said(then),
        now=series.said(revised),
        last_day=day,
        movement=old.change.value,
        movement_words=old.change_words,
        outlook="" if old.outlook.word is Expected.TOO_FEW else old.outlook.word.value,
    )
