"""An indicator with months of steady figures, and one month that stands out: what signals are tried on."""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from typing import Any

from indicators import domain as indicators
from indicators.models import Indicator, Signal
from indicators.signals import look
from indicators.words import months_later
from tests.factories import World

AUGUST, SEPTEMBER, OCTOBER, NOVEMBER, DECEMBER = (
    date(2012, 8, 31),
    date(2012, 9, 30),
    date(2012, 10, 31),
    date(2012, 11, 30),
    date(2012, 12, 31),
)
STEADY = (50, 53, 49, 52, 48, 51)  # again and again: the mean is about 50.5, the limits about 41 to 60


def watch(world: World, code: str = "FD-04", *, months: int = 18, to: date = OCTOBER, **more: Any) -> Indicator:
    """A monthly count that is better high, reported for so many months up to `to` at one go."""
    indicator = world.define_indicator(code, every="month", polarity=more.pop("polarity", "higher"), **more)
    ends = [months_later(to, -back) for back in range(months - 1, -1, -1)]
    report_all(world, indicator, zip(ends, [STEADY[place % len(STEADY)] for place in range(months)], strict=True))
    return indicator


def fall(world: World, code: str = "FD-04", **more: Any) -> Signal:
    """An indicator whose last month, September, lies far below its limits; the job has recorded the signal."""
    watch(world, code, months=17, to=AUGUST, **more)
    report_all(world, Indicator.objects.for_notice(world.notice).get(code=code), [(SEPTEMBER, 20)])
    look(world.notice)
    return Signal.objects.for_notice(world.notice).get(indicator__code=code)


def recover(world: World, signal: Signal) -> None:
    """October and November were as ever; the job has recorded that the signal is over. The clock must have come to December."""
    report_all(world, signal.indicator, [(OCTOBER, 50), (NOVEMBER, 51)])
    look(world.notice)


def report_all(world: World, indicator: Indicator, figures: Iterable[tuple[date, int]]) -> None:
    with world.writing() as at:
        for on, value in figures:
            given = {"period_on": on, "value": Decimal(value), "confirmed": True}
            indicators.report_figure(indicator=indicator, by=world.analyst, at=at, **given)


def told(world: World) -> list[tuple[str, int, str, str, str]]:
    """Every signal: of which indicator, its number, what was crossed, new or cleared, the word."""
    rows = Signal.objects.for_notice(world.notice).order_by("indicator__code", "number")
    return list(rows.values_list("indicator__code", "number", "kind", "state", "word"))
