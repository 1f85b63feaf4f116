"""Which figures does the sample report, and when? Invented numbers that fit one another, counted nowhere."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import Decimal

from records.clock import LONDON

FIRST_REPORT = datetime(2012, 10, 17, 14, tzinfo=LONDON)  # what lay behind the notice was entered on the first day

# Month by month from September 2012: contacts, referrals, referrals decided within 1 working day.
MONTHS = (
    (date(2012, 9, 30), 1184, 498, 371),
    (date(2012, 10, 31), 1302, 561, 432),
    (date(2012, 11, 30), 1246, 519, 433),
    (date(2012, 12, 31), 968, 404, 347),
    (date(2013, 1, 31), 1327, 548, 488),
)
# Week by week: cases unallocated beyond the standard, and working days that the oldest had waited (None: no list).
FIRST_FRIDAY = date(2012, 9, 7)
WEEKS = (
    (41, 34), (43, 39), (40, 36), (38, 38), (39, 43), (37, 41), (34, 37), (31, 33), (28, 29), (24, 26), (19, 22),
    (11, 15), (4, 8), (0, 2), (0, 1), (2, 4), (3, None), (7, 9), (9, 12), (8, 10), (6, 9), (5, 7), (7, 8), (4, 6),
    (5, 6), (6, 8),
)  # fmt: skip


@dataclass(frozen=True)
class Reported:
    """One figure as entered: a value, two numbers of a percentage, or why there is none; a revision has its reason."""

    at: datetime
    code: str
    period_on: date
    value: Decimal | None = None
    numerator: Decimal | None = None
    denominator: Decimal | None = None
    no_data_because: str = ""
    reason: str = ""


def reported() -> Iterator[Reported]:
    for period_on, contacts, referrals, decided in MONTHS:
        at = _monthly(period_on)
        yield Reported(at, "FD-01", period_on, value=Decimal(contacts))
        yield Reported(at, "FD-02", period_on, value=Decimal(referrals))
        yield Reported(at, "FD-03", period_on, numerator=Decimal(referrals), denominator=Decimal(contacts))
        yield Reported(at, "FD-04", period_on, numerator=Decimal(decided), denominator=Decimal(referrals))
    for number, (waiting, oldest) in enumerate(WEEKS):
        period_on = FIRST_FRIDAY + timedelta(weeks=number)
        at = _weekly(period_on)
        yield Reported(at, "FD-05", period_on, value=Decimal(waiting))
        if oldest is None:
            yield Reported(
                at, "FD-06", period_on, no_data_because="No list was drawn at the end of the week of Christmas."
            )
        else:
            yield Reported(at, "FD-06", period_on, value=Decimal(oldest))
    yield Reported(
        datetime(2013, 1, 24, 11, 30, tzinfo=LONDON),
        "FD-04",
        date(2012, 12, 31),
        numerator=Decimal(339),
        denominator=Decimal(404),
        reason="Eight referrals were decided on the second working day and had been counted as within one.",
    )


def _monthly(period_on: date) -> datetime:
    """The analyst reports a month on the 10th of the next one, or on the Monday after it."""
    day = period_on + timedelta(days=10)
    if day.weekday() > 4:
        day += timedelta(days=7 - day.weekday())
    return max(FIRST_REPORT, datetime.combine(day, time(11), LONDON))


def _weekly(period_on: date) -> datetime:
    """A week is reported on the Monday after its Friday."""
    return max(FIRST_REPORT, datetime.combine(period_on + timedelta(days=3), time(10, 30), LONDON))
