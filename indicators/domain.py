"""How is an indicator defined, given a target, and a figure reported or revised?"""

from datetime import date, datetime
from decimal import Decimal

from accounts.models import User
from boards.models import Decision
from indicators.models import Indicator, IndicatorTerms, Observation, Target
from notices.models import Notice
from records import audit, wording
from records.clock import london_day
from records.ledger import append
from records.refusal import NotTheNext, Refused

LARGEST = Decimal("9999999999")


def define_indicator(
    *,
    notice: Notice,
    code: str,
    name: str,
    definition: str,
    unit: str,
    polarity: str,
    every: str,
    by: User,
    at: datetime,
    counts_on: date,
    numerator: str = "",
    denominator: str = "",
    source: str = "",
) -> Indicator:
    """Begin an indicator with its first definition, which counts from `counts_on`."""
    indicator = Indicator.objects.create(notice=notice, code=code)
    append(
        IndicatorTerms,
        indicator,
        by=by,
        at=at,
        counts_on=counts_on,
        name=name,
        definition=definition,
        unit=unit,
        polarity=polarity,
        every=every,
        numerator=numerator,
        denominator=denominator,
        source=source,
    )
    audit.record(notice.slug, at=at, by=by, verb="define_indicator", thing=f"indicator {code}", fields={"name": name})
    return indicator


def set_target(
    *,
    indicator: Indicator,
    from_on: date,
    by: User,
    at: datetime,
    counts_on: date,
    value: Decimal | None = None,
    low: Decimal | None = None,
    high: Decimal | None = None,
    tolerance: Decimal = Decimal(0),
    decision: Decision | None = None,
    source: str = Target.Source.DEFAULT,
    source_words: str = "",
) -> Target:
    """Set what the indicator should reach for periods from `from_on`. A target by decision counts from that decision's day."""
    if decision is not None:
        if decision.board.notice_id != indicator.notice_id:
            raise Refused("That decision belongs to another notice.", field="decision")
        source, counts_on = Target.Source.DECISION, decision.counts_on
    target = append(
        Target,
        indicator,
        by=by,
        at=at,
        counts_on=counts_on,
        from_on=from_on,
        value=value,
        low=low,
        high=high,
        tolerance=tolerance,
        source=source,
        source_words=source_words,
        decision=decision,
    )
    audit.record(indicator.notice.slug, at=at, by=by, verb="set_target", thing=f"target of {indicator.code}", fields={"value": value})
    return target


def report_figure(
    *,
    indicator: Indicator,
    period_on: date,
    by: User,
    at: datetime,
    numerator: Decimal | None = None,
    denominator: Decimal | None = None,
    value: Decimal | None = None,
    no_data_because: str = "",
    note: str = "",
    reason: str = "",
    after: int | None = None,
) -> Observation:
    """Report the figure of the period that ends on `period_on`, or revise it with a reason; it counts from today.

    A percentage comes as numerator and denominator, everything else as a value. A denominator of 0 is stored as "no cases".
    The period may lie as far back as figures go, not in the future. `after` is the revision number that the form knew (0: none).
    """
    if period_on > london_day(at):
        raise Refused(f"The period ends on {wording.day(period_on)}, which has not come yet.", field="period_on")
    rows = Observation.objects.filter(indicator=indicator, period_on=period_on)
    latest = rows.order_by("-number").first()
    last = latest.number if latest else 0
    if after is not None and after != last:
        raise NotTheNext("Somebody else has reported this period since you opened the page.", latest=latest)
    if latest and not reason.strip():
        raise Refused(f"A figure for {wording.day(period_on)} stands already. Say why it changes.", field="reason")
    state, value = _state_and_value(indicator, numerator, denominator, value, no_data_because, at)
    row = Observation.objects.create(
        indicator=indicator,
        period_on=period_on,
        number=last + 1,
        counts_on=london_day(at),
        recorded_at=at,
        recorded_by=by,
        state=state,
        numerator=numerator,
        denominator=denominator,
        value=value,
        note=no_data_because.strip() or note.strip(),
        reason=reason.strip() if latest else "",
    )
    audit.record(
        indicator.notice.slug, at=at, by=by, verb="report_figure", thing=f"{indicator.code} {period_on} no. {row.number}", fields={"value": value}
    )
    return row


def _state_and_value(
    indicator: Indicator,
    numerator: Decimal | None,
    denominator: Decimal | None,
    value: Decimal | None,
    no_data_because: str,
    at: datetime,
) -> tuple[str, Decimal | None]:
    given = [number for number in (numerator, denominator, value) if number is not None]
    if no_data_because.strip():
        if given:
            raise Refused("Give a figure, or say why there is none, not both.", field="no_data_because")
        return Observation.State.NO_DATA, None
    if any(number < 0 for number in given):
        raise Refused("A figure cannot be below 0.", field="numerator" if numerator is not None else "value")
    if any(number > LARGEST for number in given):
        raise Refused("That figure is too large to be right.", field="numerator" if numerator is not None else "value")
    terms = indicator.terms.filter(counts_on__lte=london_day(at)).latest_first().first() or indicator.terms.get(number=1)
    if terms.unit == IndicatorTerms.Unit.PERCENT:
        if numerator is None or denominator is None:
            raise Refused("Give both numbers: how many, and out of how many.", field="numerator" if numerator is None else "denominator")
        if denominator == 0:
            if numerator:
                raise Refused("Out of 0 there can be only 0. Check both numbers.", field="denominator")
            return Observation.State.NO_CASES, None
        if numerator > denominator:
            raise Refused("The first number is part of the second and cannot be larger.", field="numerator")
        return Observation.State.VALUE, (100 * numerator / denominator).quantize(Decimal("0.0001"))
    if value is None:
        raise Refused("Give the figure, or say why there is none.", field="value")
    return Observation.State.VALUE, value
