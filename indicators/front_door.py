"""Which figures does the Board read of the front door (Referral and Assessment: notice, QP2), and what do they count?

Definitions only: what they should reach is for the Board to set. The first four follow one referral from contact to
decision; the last two are the backlog that QP2 requires to be cleared.
"""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import date, datetime

from accounts.models import User
from indicators.domain import define_indicator
from indicators.models import Indicator, IndicatorTerms
from indicators.standing import Polarity
from notices.models import Notice

Every, Unit = IndicatorTerms.Every, IndicatorTerms.Unit


@dataclass(frozen=True)
class Definition:
    """What define_indicator needs to know of one indicator."""

    code: str
    name: str
    definition: str
    unit: str
    polarity: str
    every: str
    numerator: str = ""
    denominator: str = ""
    source: str = "The council's case management system"


FRONT_DOOR = (
    Definition(
        code="FD-01",
        name="Contacts received",
        definition=(
            "Contacts about a child received by the Referral and Assessment service in the month. A contact is "
            "information received; it becomes a referral when the service accepts it as a request for its help."
        ),
        unit=Unit.COUNT,
        polarity=Polarity.CONTEXT,
        every=Every.MONTH,
    ),
    Definition(
        code="FD-02",
        name="Referrals received",
        definition=(
            "Contacts that the service accepted as referrals in the month. Read beside FD-01: QP2 asks what drives the "
            "rise of both."
        ),
        unit=Unit.COUNT,
        polarity=Polarity.CONTEXT,
        every=Every.MONTH,
    ),
    Definition(
        code="FD-03",
        name="Contacts becoming referrals",
        definition=(
            "The share of the month's contacts that became referrals. Very few may mean that children are turned away, "
            "very many that the threshold is not kept: the Board sets a band."
        ),
        numerator="referrals received in the month",
        denominator="contacts received in the month",
        unit=Unit.PERCENT,
        polarity=Polarity.BAND,
        every=Every.MONTH,
    ),
    Definition(
        code="FD-04",
        name="Referrals decided within 1 working day",
        definition=(
            "The share of the month's referrals on which a decision about the next step was taken within 1 working "
            "day of receiving them, the time that statutory guidance gives."
        ),
        numerator="referrals decided within 1 working day",
        denominator="referrals received in the month",
        unit=Unit.PERCENT,
        polarity=Polarity.HIGHER,
        every=Every.MONTH,
    ),
    Definition(
        code="FD-05",
        name="Cases unallocated beyond the allocation standard",
        definition=(
            "Open cases of the service that have had no named qualified social worker for longer than the allocation "
            "standard allows, counted at the end of the week. The Board sets the standard; the aim is 0."
        ),
        unit=Unit.COUNT,
        polarity=Polarity.LOWER,
        every=Every.WEEK,
    ),
    Definition(
        code="FD-06",
        name="Oldest unallocated case",
        definition=(
            "How many working days the case that has waited longest has been without a named qualified social worker, "
            "at the end of the week. A small backlog may still hide one child who waits very long."
        ),
        unit=Unit.WORKING_DAYS,
        polarity=Polarity.LOWER,
        every=Every.WEEK,
    ),
)


def define_front_door(*, notice: Notice, by: User, at: datetime, counts_on: date) -> Mapping[str, Indicator]:
    """Begin all of them for a notice; returns them by code."""
    return {
        row.code: define_indicator(notice=notice, by=by, at=at, counts_on=counts_on, **asdict(row))
        for row in FRONT_DOOR
    }
