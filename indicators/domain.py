"""How is an indicator given a target, and a figure reported or revised? What defines it is in indicators/definitions.py."""

from datetime import date, datetime
from decimal import Decimal

from django.utils.text import capfirst

from accounts.models import User
from boards.models import Decision
from indicators import checks, closing, unusual, words
from indicators.definitions import (
    Meaning,
    agree_indicators,
    define_indicator,
    name_part,
    record_benchmark,
    redefine_indicator,
    terms_in_force,
)
from indicators.models import Indicator, IndicatorPart, IndicatorTerms, Observation, Target
from indicators.querysets import WHOLE
from records import audit, wording
from records.clock import TICK, AsOf, london_day
from records.ledger import append
from records.refusal import AskFirst, NotTheNext, Refused

__all__ = [
    "Meaning",
    "agree_indicators",
    "define_indicator",
    "name_part",
    "record_benchmark",
    "redefine_indicator",
    "report_figure",
    "set_target",
    "terms_in_force",
]


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
    after: int | None = None,
) -> Target:
    """Set what the indicator should reach for periods from `from_on`: a value or, where it is a band, both its ends.

    A target by decision counts from that decision's day; it may be set for periods before it, which its page says. A
    published threshold says in `source_words` where it is published. Refused: a target of another form than the
    indicator is read by, one for what is shown for context, a decision that has been replaced. `after` is the number
    of the last target that the form knew.
    """
    if decision is not None:
        if decision.board.notice_id != indicator.notice_id:
            raise Refused("That decision belongs to another notice.", field="decision")
        checks.in_force(decision, AsOf(london_day(at), at + TICK))
        source, counts_on = Target.Source.DECISION, decision.counts_on
    if source == Target.Source.PUBLISHED and not source_words.strip():
        raise Refused("Say where the threshold is published.", field="source_words")
    checks.year(indicator.notice, from_on, field="from_on")
    checks.target(terms_in_force(indicator, at), value=value, low=low, high=high, tolerance=tolerance)
    target = append(
        Target,
        indicator,
        by=by,
        at=at,
        after=after,
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
    audit.record(
        indicator.notice.slug,
        at=at,
        by=by,
        verb="set_target",
        thing=f"target of {indicator.code}",
        fields={"value": value, "low": low, "high": high},
    )
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
    confirmed: bool = False,
    part: str = WHOLE,
) -> Observation:
    """Report the figure of the period that ends on `period_on`, or revise it with a reason; it counts from today.

    A percentage comes as numerator and denominator, everything else as a value. A denominator of 0 is stored as "no
    cases". The period may lie as far back as figures go, not in the future, not outside the days for which the definition
    is used and not closed to entry. A new one that ends on an unusual day, and a value far from its history, are asked about once
    (AskFirst). `after` is the revision
    number that the form knew (0: none). `part` is the code of an agency or team whose figure it is, not the whole's.
    """
    if period_on > london_day(at):
        raise Refused(f"The period ends on {wording.day(period_on)}, which has not come yet.", field="period_on")
    terms = terms_in_force(indicator, at)
    checks.period_in_use(terms, period_on)
    asof = AsOf(london_day(at), at + TICK)
    closing.check_open(indicator.notice, terms.every, period_on, asof)
    _check_part(indicator, part, period_on, asof)
    series = Observation.objects.filter(indicator=indicator, part=part)
    rows = series.filter(period_on=period_on)
    latest = rows.order_by("-number").first()
    last = latest.number if latest else 0
    if after is not None and after != last:
        raise NotTheNext("Somebody else has reported this period since you opened the page.", latest=latest)
    if latest and not reason.strip():
        raise Refused(
            f"A figure for {words.period(period_on, terms.every)} stands already. Say why it changes.", field="reason"
        )
    if not latest:
        checks.year(indicator.notice, period_on, field="period_on")
        newest = series.order_by("-period_on").first()
        checks.usual_end(terms, period_on, newest.period_on if newest else None, confirmed=confirmed)
    checks.figure(terms, numerator=numerator, denominator=denominator, value=value, no_data_because=no_data_because)
    state, value = _state_and_value(terms, numerator, denominator, value, no_data_because)
    if value is not None and not confirmed:
        _ask_if_unusual(indicator, part, period_on, value, terms, asof)
    row = Observation.objects.create(
        indicator=indicator,
        part=part,
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
        indicator.notice.slug,
        at=at,
        by=by,
        verb="report_figure",
        thing=f"{indicator.code} {f'{part} ' if part else ''}{period_on} no. {row.number}",
        fields={"value": value},
    )
    return row


def _check_part(indicator: Indicator, part: str, period_on: date, asof: AsOf) -> None:
    if part == WHOLE:
        return
    stands = IndicatorPart.objects.as_of(asof).filter(indicator=indicator, code=part).latest_first().first()
    if stands is None:
        raise Refused(f"{indicator.code} has no figures of “{part}”.", field="part")
    if stands.left_on and period_on > stands.left_on:
        raise Refused(f"{stands.name} was part of it until {wording.day(stands.left_on)}.", field="period_on")


def _ask_if_unusual(
    indicator: Indicator, part: str, period_on: date, value: Decimal, terms: IndicatorTerms, asof: AsOf
) -> None:
    rows = Observation.objects.newest(asof).filter(indicator=indicator, part=part, period_on__lt=period_on)
    latest = rows.exclude(value=None).order_by("-period_on").values_list("period_on", "value")[: unusual.MOST_BEFORE]
    before = [(on, seen) for on, seen in latest if seen is not None]
    asked = unusual.question(value, before[::-1], terms.unit, every=terms.every)
    if asked:
        field = "numerator" if terms.unit == IndicatorTerms.Unit.PERCENT else "value"
        raise AskFirst(f"{capfirst(words.period(period_on, terms.every))}: {asked}", field=field)


def _state_and_value(
    terms: IndicatorTerms,
    numerator: Decimal | None,
    denominator: Decimal | None,
    value: Decimal | None,
    no_data_because: str,
) -> tuple[str, Decimal | None]:
    """What is kept of a figure that has passed the checks."""
    if no_data_because.strip():
        return Observation.State.NO_DATA, None
    if terms.unit != IndicatorTerms.Unit.PERCENT:
        return Observation.State.VALUE, value
    if not denominator or numerator is None:
        return Observation.State.NO_CASES, None
    return Observation.State.VALUE, (100 * numerator / denominator).quantize(Decimal("0.0001"))
