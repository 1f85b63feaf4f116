"""How is an indicator defined anew, agreed by the Board, set beside a benchmark, and told apart by agency or team?"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import NotRequired, TypedDict, Unpack

from accounts.models import User
from boards.models import Board, Decision
from boards.querysets import settled_by_decision_in_force
from indicators import checks
from indicators.models import (
    MOST_HEADLINES,
    Benchmark,
    Indicator,
    IndicatorAgreement,
    IndicatorPart,
    IndicatorTerms,
)
from notices.models import Agency, Notice
from records import audit, wording
from records.clock import TICK, AsOf, london_day
from records.ledger import append
from records.refusal import Refused


class Meaning(TypedDict):
    """What IndicatorTerms keep of one indicator; what is left out is empty, and `people` true."""

    name: str
    definition: str
    unit: str
    polarity: str
    every: str
    numerator: NotRequired[str]
    denominator: NotRequired[str]
    source: NotRequired[str]
    valid_from: NotRequired[date | None]
    valid_to: NotRequired[date | None]
    successor: NotRequired[Indicator | None]
    impact: NotRequired[bool]
    people: NotRequired[bool]
    breakdown: NotRequired[str]


def define_indicator(
    *, notice: Notice, code: str, by: User, at: datetime, counts_on: date, **meaning: Unpack[Meaning]
) -> Indicator:
    """Begin an indicator with its first definition, which counts from `counts_on`.

    Refused: a code that is taken, an end before the beginning, a successor that begins before this one has ended.
    """
    if Indicator.objects.for_notice(notice).filter(code=code).exists():
        raise Refused(f"{code} is defined already.", field="code")
    indicator = Indicator.objects.create(notice=notice, code=code)
    _define(indicator, meaning, by=by, at=at, counts_on=counts_on)
    audit.record(
        notice.slug,
        at=at,
        by=by,
        verb="define_indicator",
        thing=f"indicator {code}",
        fields={"name": meaning["name"]},
    )
    return indicator


def redefine_indicator(
    *,
    indicator: Indicator,
    by: User,
    at: datetime,
    counts_on: date,
    after: int | None = None,
    **meaning: Unpack[Meaning],
) -> IndicatorTerms:
    """Say anew, and whole, what an indicator means from `counts_on` on. `after` is the number that the form knew.

    Refused beside what `define_indicator` refuses: another unit, way or rhythm once figures stand, which would be
    read as what they are not; and days of use that shut out a figure.
    """
    figures = indicator.observations.order_by("period_on").values_list("period_on", flat=True)
    if figures:
        stands = terms_in_force(indicator, at)
        if any(meaning[name] != getattr(stands, name) for name in ("unit", "polarity", "every")):
            raise Refused(
                f"{indicator.code} has figures that were counted in another way. Define another indicator and name it "
                "as the successor of this one.",
                field="unit",
            )
        begins, ends = meaning.get("valid_from"), meaning.get("valid_to")
        outside = [day for day in figures if (begins and day < begins) or (ends and day > ends)]
        if outside:
            raise Refused(
                f"There is a figure for the period to {wording.day(outside[-1])}, which would lie outside.",
                field="valid_to" if ends and outside[-1] > ends else "valid_from",
            )
    terms = _define(indicator, meaning, by=by, at=at, counts_on=counts_on, after=after)
    audit.record(
        indicator.notice.slug,
        at=at,
        by=by,
        verb="redefine_indicator",
        thing=f"indicator {indicator.code}",
        fields={"name": meaning["name"]},
    )
    return terms


def _define(
    indicator: Indicator, meaning: Meaning, *, by: User, at: datetime, counts_on: date, after: int | None = None
) -> IndicatorTerms:
    begins, ends, successor = meaning.get("valid_from"), meaning.get("valid_to"), meaning.get("successor")
    checks.days_of_use(begins, ends)
    if successor is not None:
        if successor.notice_id != indicator.notice_id or successor == indicator:
            raise Refused("The successor is another indicator of the same notice.", field="successor")
        checks.follows(ends, terms_in_force(successor, at).valid_from, field="successor")
    predecessors = Indicator.objects.filter(notice=indicator.notice, terms__successor=indicator).distinct()
    for terms in (terms_in_force(predecessor, at) for predecessor in predecessors):
        if terms.successor == indicator:
            checks.follows(terms.valid_to, begins, field="valid_from")
    return append(IndicatorTerms, indicator, by=by, at=at, counts_on=counts_on, after=after, **meaning)


def terms_in_force(indicator: Indicator, at: datetime) -> IndicatorTerms:
    """What the indicator means today; before its first definition counts, that one."""
    rows = indicator.terms.select_related("successor").filter(counts_on__lte=london_day(at))
    return rows.latest_first().first() or indicator.terms.select_related("successor").get(number=1)


def agree_indicators(
    *,
    decision: Decision,
    indicators: Iterable[Indicator],
    by: User,
    at: datetime,
    headlines: Sequence[Indicator] | None = None,
) -> list[IndicatorAgreement]:
    """Record that a decision of the Improvement Board agreed these indicators; it counts from the decision's day.

    `headlines` are all those that the Board puts first, in its order: the earlier choice ends with it. Without them the
    choice that stands is left. Refused: a decision that has been replaced or is another body's, more than six
    headlines, nothing to agree.
    """
    asof = AsOf(london_day(at), at + TICK)
    if decision.board.kind != Board.Kind.IMPROVEMENT:
        raise Refused("Only the Improvement Board agrees the indicators.", field="decision")
    checks.in_force(decision, asof)
    places = agreed_with(indicators, headlines, stands=_headlines(decision.board.notice, asof))
    if any(indicator.notice_id != decision.board.notice_id for indicator in places):
        raise Refused("That decision belongs to another notice.", field="decision")
    if not places:
        raise Refused("Choose at least one indicator.", field="indicators")
    rows = [
        append(
            IndicatorAgreement,
            indicator,
            by=by,
            at=at,
            counts_on=decision.counts_on,
            decision=decision,
            headline=place,
        )
        for indicator, place in places.items()
    ]
    audit.record(
        decision.board.notice.slug,
        at=at,
        by=by,
        verb="agree_indicators",
        thing=f"indicators of decision {decision.number}",
        fields={"indicators": " ".join(indicator.code for indicator in places)},
    )
    return rows


def agreed_with(
    indicators: Iterable[Indicator], headlines: Sequence[Indicator] | None, *, stands: Mapping[Indicator, int]
) -> dict[Indicator, int | None]:
    """What one decision agrees, each with its place among the headline indicators: those named and, where the headlines are
    chosen anew, all that are one or were (`stands`). Refused: more than six headlines, one of them twice."""
    if headlines is None:
        return {indicator: stands.get(indicator) for indicator in indicators}
    if len(set(headlines)) != len(headlines):
        raise Refused("An indicator has one place among the headline indicators.", field="headlines")
    if len(headlines) > MOST_HEADLINES:
        raise Refused(f"There are at most {MOST_HEADLINES} headline indicators.", field="headlines")
    chosen = {indicator: place for place, indicator in enumerate(headlines, 1)}
    return {indicator: chosen.get(indicator) for indicator in [*indicators, *headlines, *stands]}


def _headlines(notice: Notice, asof: AsOf) -> dict[Indicator, int]:
    """The headline indicators that stand, with their places."""
    rows = (
        IndicatorAgreement.objects.for_notice(notice)
        .as_of(asof)
        .filter(settled_by_decision_in_force(asof, Decision.objects.all()))
        .select_related("indicator")
        .order_by("counts_on", "recorded_at", "number")
    )
    newest = {row.indicator: row.headline for row in rows}
    return {indicator: place for indicator, place in newest.items() if place}


def record_benchmark(
    *,
    indicator: Indicator,
    kind: str,
    who: str,
    period: str,
    value: Decimal,
    verified: bool,
    by: User,
    at: datetime,
    counts_on: date,
    source: str = "",
    measured_on: date | None = None,
) -> Benchmark:
    """Set a figure of somebody else, or the indicator's own baseline, beside it; in the unit of the indicator.

    `counts_on` is the first day on which it could be known. The same kind, body and period said again takes the place
    of what was said before; of baselines the newest stands. Refused: one that is verified and names no source.
    """
    checks.size(value, field="value")
    if verified and not source.strip():
        raise Refused("Say where the figure is published, or leave it as not verified.", field="source")
    row = append(
        Benchmark,
        indicator,
        by=by,
        at=at,
        counts_on=counts_on,
        kind=kind,
        who=who.strip(),
        period=period.strip(),
        measured_on=measured_on,
        value=value,
        source=source.strip(),
        verified=verified,
    )
    audit.record(
        indicator.notice.slug,
        at=at,
        by=by,
        verb="record_benchmark",
        thing=f"benchmark {row.number} of {indicator.code}",
        fields={"value": value, "source": source},
    )
    return row


def name_part(
    *,
    indicator: Indicator,
    code: str,
    name: str,
    by: User,
    at: datetime,
    counts_on: date,
    agency: Agency | None = None,
    left_on: date | None = None,
) -> IndicatorPart:
    """Keep figures of an agency or team beside the whole, or with `left_on` say until which day it was one.

    Refused where the indicator is not told apart, or an agency is wanted and none, or another notice's, is given.
    """
    breakdown = terms_in_force(indicator, at).breakdown
    if breakdown == IndicatorTerms.Breakdown.NONE:
        raise Refused(f"{indicator.code} is kept as a whole only.", field="code")
    if breakdown == IndicatorTerms.Breakdown.AGENCY and (agency is None or agency.notice_id != indicator.notice_id):
        raise Refused(f"{indicator.code} is kept by agency. Choose an agency of the notice.", field="agency")
    part = append(
        IndicatorPart,
        indicator,
        by=by,
        at=at,
        counts_on=counts_on,
        code=code,
        name=name.strip(),
        agency=agency,
        left_on=left_on,
    )
    audit.record(
        indicator.notice.slug, at=at, by=by, verb="name_part", thing=f"{indicator.code} {code}", fields={"name": name}
    )
    return part
