"""Which milestones are a value of an indicator by a date, how is that said, and has it been reached?"""

from collections.abc import Iterable
from datetime import date, datetime
from decimal import Decimal

from indicators import words as figures
from indicators.figures import Series
from indicators.models import Indicator, IndicatorTerms
from indicators.series import series_of
from indicators.standing import Aim, Polarity, shortfall
from plans.checks import as_written
from plans.models import Item, ItemTerms
from records.clock import AsOf
from records.refusal import Refused

ONE_WAY = (Polarity.HIGHER, Polarity.LOWER)


def check_value_to_reach(kind: str, indicator: Indicator | None, reach: Decimal | None, at: datetime) -> None:
    """Refused: one of the two without the other, for an action, of an indicator that is not defined or has no one good way."""
    if indicator is None and reach is None:
        return
    if kind != Item.Kind.MILESTONE:
        raise Refused("Only a milestone can be a value of an indicator.", field="indicator")
    if indicator is None:
        raise Refused("Choose the indicator that is to reach this value.", field="indicator")
    if reach is None:
        raise Refused("Give the value that the indicator is to reach.", field="reach")
    series = _series(indicator, at)
    if series is None:
        raise Refused(f"{indicator.code} has no definition yet.", field="indicator")
    if series.polarity not in ONE_WAY:
        raise Refused(
            f"More of {indicator.code} is not simply better or worse, so there is no one value to reach.",
            field="indicator",
        )


def check_reached(item: Item, terms: ItemTerms, day: date, at: datetime) -> None:
    """Refused where the item is a value of an indicator, and no figure of a period that had ended by `day` reaches it."""
    if terms.indicator is None or terms.reach is None:
        return
    series = _series(terms.indicator, at)
    points = [point for point in series.points if point.period_on <= day] if series else []
    counted = [point for point in points if point.value is not None]
    aim = Aim(value=terms.reach)
    if series and any(
        shortfall(point.value, aim, series.polarity) == 0 for point in counted if point.value is not None
    ):
        return
    code = terms.indicator.code
    if series is None or not counted:
        raise Refused(
            f"Nothing has been reported of {code} yet. It is met when a figure reaches the value.", field="progress"
        )
    latest = counted[-1]
    assert latest.value is not None  # of those that have one
    said = figures.figure(latest.value, series.unit, beside=[terms.reach])
    raise Refused(
        f"{code} has not reached {figures.with_unit(terms.reach, series.unit)}: its latest figure is {said}, in "
        f"{series.period(latest)}. Item {item.number} is met when a figure reaches it.",
        field="progress",
    )


def _series(indicator: Indicator, at: datetime) -> Series | None:
    return next(iter(series_of(indicator.notice, as_written(at), code=indicator.code)), None)


def reach_words(terms: Iterable[ItemTerms], asof: AsOf) -> dict[int, str]:
    """By the key of the terms, "reaches 85 % of CP-02", for those that are a value to reach. One query, or none where none is."""
    reaching = [row for row in terms if row.indicator_id is not None]
    if not reaching:
        return {}
    found = IndicatorTerms.objects.current(asof).filter(indicator__in={row.indicator_id for row in reaching})
    meant = {row.indicator_id: row for row in found.select_related("indicator")}
    said = {}
    for row in reaching:
        means = meant.get(row.indicator_id or 0)
        if means is not None and row.reach is not None:
            said[row.pk] = f"reaches {figures.with_unit(row.reach, means.unit)} of {means.indicator.code}"
    return said
