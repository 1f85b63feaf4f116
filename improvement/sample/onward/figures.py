"""Which figures come in from March to December 2013? Those of data/onward/*.csv, and the milestones as they are met."""

from collections.abc import Iterator, Mapping
from datetime import date, datetime
from decimal import Decimal
from functools import partial
from typing import Any

from improvement.sample import figures, milestones, watch
from improvement.sample.stage import Act, Stage, london, read
from indicators.domain import report_figure

MONTH_ENDS = tuple(date(2013, month, 1) - date.resolution for month in range(4, 13))


def acts() -> Iterator[Act]:
    yield from figures.entered(figures.reported("onward"))
    for period_on in MONTH_ENDS:
        at = milestones.reported_at(period_on)
        yield Act(at, f"milestones by {period_on}", partial(milestones.report, period_on))
    otherwise = read("onward", "reported.yaml")
    for row in otherwise["late"]:
        yield Act(london(row["at"]), f"the late figure of {row['code']}", partial(_report_late, row))
    for row in otherwise["commentary"]:
        yield Act(london(row["at"]), f"commentary on {row['code']}", partial(watch.say_of_figure, row))


def _report_late(said: Mapping[str, Any], stage: Stage, at: datetime) -> None:
    """A figure of which it was said before that there is none."""
    report_figure(
        indicator=stage.indicators[said["code"]],
        period_on=said["period"],
        numerator=Decimal(said["numerator"]),
        denominator=Decimal(said["denominator"]),
        reason=said["because"],
        confirmed=True,
        by=stage.people["anita"],
        at=at,
    )
