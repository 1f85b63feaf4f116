"""Which figures, periods and targets cannot be right? They are refused; what is only unusual is asked about once."""

from datetime import date
from decimal import Decimal
from typing import Protocol

from boards.models import Decision
from indicators import words
from indicators.models import IndicatorTerms
from indicators.standing import Polarity
from notices.models import Notice
from records import wording
from records.clock import AsOf
from records.refusal import AskFirst, Refused

LARGEST = Decimal("9999999999")
HUNDRED = Decimal(100)
FAR = 10  # years from the issue of the notice beyond which a year is a slip of the hand


def is_near(notice: Notice, day: date) -> bool:
    return abs(day.year - notice.issued_on.year) <= FAR


def year(notice: Notice, day: date, *, field: str) -> None:
    if not is_near(notice, day):
        raise Refused(
            f"{wording.day(day)} lies more than {FAR} years from the issue of the notice, "
            f"{wording.day(notice.issued_on)}. Check the year.",
            field=field,
        )


def in_force(decision: Decision, asof: AsOf) -> None:
    """Nothing is agreed, set or drawn anew under a decision that another has taken the place of."""
    if not Decision.objects.in_force(asof).filter(pk=decision.pk).exists():
        raise Refused(f"Decision {decision.number} has been replaced. Choose one in force.", field="decision")


def usual_end(terms: IndicatorTerms, period_on: date, newest: date | None, *, confirmed: bool) -> None:
    """Months, quarters and years end with a month and in step, weeks on one day of the week; another end is possible,
    and asked about once."""
    if confirmed:
        return
    if terms.every == words.WEEK:
        if newest and newest.weekday() != period_on.weekday():
            raise AskFirst(
                f"{wording.day(period_on)} is a {period_on:%A}, and the newest figure is for a week that ends on a "
                f"{newest:%A}. Is that right?",
                field="period_on",
            )
        return
    every = IndicatorTerms.Every(terms.every).label
    if not words.is_month_end(period_on):
        raise AskFirst(
            f"{wording.day(period_on)} is not the last day of a month, and this figure is {every}. Is that right?",
            field="period_on",
        )
    apart = (period_on.year - newest.year) * 12 + period_on.month - newest.month if newest else 0
    if newest and apart % words.MONTHS[terms.every]:
        raise AskFirst(
            f"This figure is {every} and the newest one ends with {wording.month(newest)}, so none ends with "
            f"{wording.month(period_on)}. Is that right?",
            field="period_on",
        )


def days_of_use(begins: date | None, ends: date | None) -> None:
    if begins and ends and ends < begins:
        raise Refused("The definition would end before it begins.", field="valid_to")


def follows(ends: date | None, begins: date | None, *, field: str) -> None:
    """A series is taken up by its successor the day after it ends, or later: no period belongs to both."""
    if ends is None:
        raise Refused("What has a successor needs a last day.", field="valid_to")
    if begins is None or begins <= ends:
        raise Refused(
            f"The successor must begin after this one has ended on {wording.day(ends)}, so that no period belongs to "
            "both.",
            field=field,
        )


def size(value: Decimal, *, field: str) -> None:
    if value < 0:
        raise Refused("A figure cannot be below 0.", field=field)
    if value > LARGEST:
        raise Refused("That figure is too large to be right.", field=field)


def period_in_use(terms: IndicatorTerms, period_on: date) -> None:
    """A period that ends outside the days for which the definition is used has no figure under it."""
    if terms.valid_from and period_on < terms.valid_from:
        raise Refused(
            f"This indicator is used for periods that end on {wording.day(terms.valid_from)} or later.",
            field="period_on",
        )
    if terms.valid_to and period_on > terms.valid_to:
        instead = f" Report it as {terms.successor.code}, which takes its place." if terms.successor else ""
        raise Refused(
            f"This indicator is used for periods that end on {wording.day(terms.valid_to)} or earlier.{instead}",
            field="period_on",
        )


class OfUnit(Protocol):
    """An indicator as far as the form of its figures goes: its terms, or its series."""

    @property
    def unit(self) -> str: ...


def figure(
    terms: OfUnit,
    *,
    numerator: Decimal | None,
    denominator: Decimal | None,
    value: Decimal | None,
    no_data_because: str,
) -> None:
    """A figure of the right form within its bounds, or a reason for none: not both, not neither."""
    asked = {"numerator": numerator, "denominator": denominator, "value": value}
    given = {name: number for name, number in asked.items() if number is not None}
    if no_data_because.strip():
        if given:
            raise Refused("Give a figure, or say why there is none, not both.", field="no_data_because")
        return
    for name, number in given.items():
        size(number, field=name)
    if terms.unit == IndicatorTerms.Unit.PERCENT:
        _share(numerator, denominator)
    elif value is None:
        raise Refused("Give the figure, or say why there is none.", field="value")
    elif terms.unit == IndicatorTerms.Unit.COUNT and value != value.to_integral_value():
        raise Refused("A count is a whole number.", field="value")


def _share(numerator: Decimal | None, denominator: Decimal | None) -> None:
    if numerator is None or denominator is None:
        missing = "numerator" if numerator is None else "denominator"
        raise Refused("Give both numbers: how many, and out of how many.", field=missing)
    if denominator == 0 and numerator:
        raise Refused("Out of 0 there can be only 0. Check both numbers.", field="denominator")
    if numerator > denominator:
        raise Refused("The first number is part of the second and cannot be larger.", field="numerator")


def target(
    terms: IndicatorTerms, *, value: Decimal | None, low: Decimal | None, high: Decimal | None, tolerance: Decimal
) -> None:
    """A target of the form that the polarity is read by: none for context, two ends for a band, otherwise one value."""
    polarity = Polarity(terms.polarity)
    if polarity is Polarity.CONTEXT:
        raise Refused("This indicator is shown for context and takes no target.")
    if polarity is Polarity.BAND:
        if low is None or high is None or value is not None:
            raise Refused("Give both ends of the band.", field="high" if high is None and low is not None else "low")
        if low > high:
            raise Refused("The lower end lies above the upper end.", field="low")
    elif value is None or low is not None or high is not None:
        raise Refused("Give the target as one figure.", field="value")
    bounds = {"value": value, "low": low, "high": high, "tolerance": tolerance}
    for name, number in bounds.items():
        if number is not None and number < 0:
            raise Refused("This cannot be below 0.", field=name)
        if number is not None and number > (HUNDRED if terms.unit == IndicatorTerms.Unit.PERCENT else LARGEST):
            raise Refused("That figure is too large to be right.", field=name)
