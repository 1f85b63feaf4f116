"""How many milestones of the story's own plan were met by their date? Counted as each month is reported (GV-01, GV-02)."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from decimal import Decimal
from functools import partial

from improvement.sample.stage import Act, Stage, on
from indicators.domain import report_figure
from notices.models import Notice
from plans.models import Item
from records.clock import TICK, AsOf

MONTH_ENDS = tuple(date(2012 + month // 12, month % 12 + 1, 1) - timedelta(days=1) for month in range(10, 15))


def acts() -> Iterator[Act]:
    """On the Monday after each month since the plan was agreed."""
    for period_on in MONTH_ENDS:
        yield Act(reported_at(period_on), f"milestones by {period_on}", partial(report, period_on))


def reported_at(period_on: date) -> datetime:
    day = period_on + timedelta(days=7 - period_on.weekday())
    return on(day.year, day.month, day.day, 9, 50)


def met_by_their_dates(notice: Notice, period_on: date, known: datetime) -> dict[str, tuple[int, int]]:
    """By code, how many of the milestones due by that day were met by their date, and how many were due."""
    items = Item.objects.for_notice(notice).filter(kind=Item.Kind.MILESTONE)
    stands = [item for item in items.with_standing(AsOf(period_on, known)) if item.standing != "withdrawn"]
    met_on = {item: item.progress_on for item in stands if item.standing == "done" and item.progress_on}
    due = {"GV-01": {item: item.due_now for item in stands}, "GV-02": {item: item.due_on for item in stands}}
    found = {}
    for code, dates in due.items():
        counted = {item: day for item, day in dates.items() if day <= period_on}
        met = sum(item in met_on and met_on[item] <= day for item, day in counted.items())
        found[code] = (met, len(counted))
    return found


def report(period_on: date, stage: Stage, at: datetime) -> None:
    """Both shares of the month that ends on that day."""
    for code, (met, due) in met_by_their_dates(stage.notice, period_on, at + TICK).items():
        report_figure(
            indicator=stage.indicators[code],
            period_on=period_on,
            numerator=Decimal(met),
            denominator=Decimal(due),
            confirmed=True,  # few fall due at first
            by=stage.people["anita"],
            at=at,
        )
