"""Which periods are closed to entry, since when and why? Closed and opened again by name, with a reason."""

from datetime import date, datetime

from django.utils.text import capfirst

from accounts.models import User
from accounts.policy import Permission, who_may
from indicators import words
from indicators.models import IndicatorTerms, PeriodClosing, ReturnRules
from notices.models import Notice
from records import audit, wording
from records.clock import TICK, AsOf, london_day
from records.ledger import append
from records.refusal import Refused

Period = tuple[str, date]  # a rhythm (IndicatorTerms.Every) and the last day of the period


def closings(notice: Notice, asof: AsOf) -> dict[Period, PeriodClosing]:
    """The periods that are closed as of `asof`, each with the row that closed it. One query."""
    newest: dict[Period, PeriodClosing] = {}
    rows = PeriodClosing.objects.for_notice(notice).as_of(asof).select_related("recorded_by").latest_first()
    for row in rows:
        newest.setdefault((row.every, row.period_on), row)
    return {period: row for period, row in newest.items() if row.closed}


def closed_words(row: PeriodClosing) -> str:
    """Why nothing can be entered for a period, since when, by whom, and who can open it again: one or two sentences."""
    period = words.period(row.period_on, row.every)
    return (
        f"Entry for {period} has been closed since {wording.day(row.counts_on)}, by {row.recorded_by}: "
        f"“{row.reason.rstrip('.')}”. {who_opens()} can open it again."
    )


def who_opens() -> str:
    """The Board secretary or the council lead: by the permission table."""
    return capfirst(who_may(Permission.CLOSE_PERIOD))


def check_open(notice: Notice, every: str, period_on: date, asof: AsOf) -> None:
    """Refused where the period is closed to entry."""
    rows = PeriodClosing.objects.for_notice(notice).as_of(asof).filter(every=every, period_on=period_on)
    newest = rows.select_related("recorded_by").latest_first().first()
    if newest is not None and newest.closed:
        raise Refused(closed_words(newest), field="period_on")


def close_period(*, notice: Notice, every: str, period_on: date, reason: str, by: User, at: datetime) -> PeriodClosing:
    """Close all figures of one rhythm and period to entry and revision; it counts from today.

    Refused: no reason, a notice whose rules close no periods, a period that is closed, that has not ended, or that is none.
    """
    asof = AsOf(london_day(at), at + TICK)
    rules = ReturnRules.objects.for_notice(notice).as_of(asof).latest_first().first()
    if rules is None or not rules.closed:
        raise Refused("Periods stay open here. Say in the rules above that periods are closed, then close this one.")
    said = _period_words(every, period_on)
    if period_on > asof.on:
        raise Refused(f"The period ends on {wording.day(period_on)}, which has not come yet.", field="period_on")
    if (every, period_on) in closings(notice, asof):
        raise Refused(f"{capfirst(said)} is closed already.", field="period_on")
    if not reason.strip():
        raise Refused(f"Say why {said} is closed.", field="reason")
    return _say(notice, every, period_on, closed=True, reason=reason, by=by, at=at)


def open_period(*, notice: Notice, every: str, period_on: date, reason: str, by: User, at: datetime) -> PeriodClosing:
    """Open a closed period again; it counts from today. Refused: no reason, a period that is open."""
    said = _period_words(every, period_on)
    if (every, period_on) not in closings(notice, AsOf(london_day(at), at + TICK)):
        raise Refused(f"{capfirst(said)} is open.", field="period_on")
    if not reason.strip():
        raise Refused(f"Say why {said} is opened again.", field="reason")
    return _say(notice, every, period_on, closed=False, reason=reason, by=by, at=at)


def _say(
    notice: Notice, every: str, period_on: date, *, closed: bool, reason: str, by: User, at: datetime
) -> PeriodClosing:
    row = append(
        PeriodClosing,
        notice,
        by=by,
        at=at,
        counts_on=london_day(at),
        every=every,
        period_on=period_on,
        closed=closed,
        reason=reason.strip(),
    )
    verb = "close_period" if closed else "open_period"
    audit.record(notice.slug, at=at, by=by, verb=verb, thing=f"{every} to {period_on}", fields={"reason": row.reason})
    return row


def _period_words(every: str, period_on: date) -> str:
    """January 2013, the week to 25 January 2013. Refused: what is no rhythm."""
    if every not in IndicatorTerms.Every.values:
        raise Refused("Choose weeks, months, quarters, half-years or years.", field="every")
    return words.period(period_on, every)
