"""When is a requirement due? Computed from the words of the notice, and said as the notice says it."""

import calendar
from dataclasses import dataclass
from datetime import date

from notices.notice_file import DeadlineKind
from records import wording


@dataclass(frozen=True)
class Due:
    """A day to be met. With month precision it is the month's last day, shown as the month and late after it."""

    on: date
    precision: str = "day"


def one_month_after(day: date) -> date:
    return months_after(day, 1)


def months_after(day: date, many: int) -> date:
    """The same day so many months later, or that month's last (a month after 31 January: 28 or 29 February)."""
    years, month = divmod(day.month - 1 + many, 12)
    year, month = day.year + years, month + 1
    return date(year, month, min(day.day, calendar.monthrange(year, month)[1]))


def due(kind: str, deadline_on: date | None, issued_on: date) -> Due | None:
    """The single day by which a requirement is due; None where it has none, repeats, or waits for a condition."""
    if kind == DeadlineKind.IMMEDIATE:
        return Due(issued_on)
    if kind == DeadlineKind.WITHIN_MONTH_OF_ISSUE:
        return Due(one_month_after(issued_on))
    if kind in (DeadlineKind.IN_MONTH, DeadlineKind.BY_MONTH) and deadline_on:
        return Due(deadline_on, "month")
    return None


def words(kind: str, deadline_on: date | None, condition: str, *, issued_on: date, assumed: bool) -> str:
    """The deadline in a phrase, with its rule; a date computed from an assumed date of issue says so."""
    computed = due(kind, deadline_on, issued_on)
    if kind in (DeadlineKind.IN_MONTH, DeadlineKind.BY_MONTH) and deadline_on:
        return f"{kind} {wording.month(deadline_on)}"
    if computed:
        mark = f" (counted from {wording.day(issued_on)}, an assumed date of issue)" if assumed else ""
        return f"{kind}: {wording.day(computed.on)}{mark}"
    if kind == DeadlineKind.ONCE:
        return f"once {condition}"
    if kind == DeadlineKind.AS_BOARD_AGREES:
        return "as the Board agrees (each meeting until it does: our default)"
    return str(kind)
