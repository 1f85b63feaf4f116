"""Which series does a notice have as of two times? Definitions, targets, figures, agreements, benchmarks, parts."""

from collections import defaultdict
from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import CharField, OuterRef, Q, Subquery
from django.db.models.functions import Cast, JSONObject

from boards.models import Board, Decision
from boards.querysets import settled_by_decision_in_force
from indicators.decided import decided
from indicators.figures import Beside, Figure, Part, Series, Step
from indicators.models import Benchmark, IndicatorOwner, IndicatorPart, IndicatorTerms, Observation, Target
from indicators.querysets import WHOLE
from indicators.standing import Aim, Polarity
from notices.models import Notice, Requirement
from records.clock import AsOf

# A Figure's fields, by the columns of an Observation.
FIGURE_COLUMNS = {
    "period_on": "period_on",
    "state": "state",
    "numerator": "numerator",
    "denominator": "denominator",
    "value": "value",
    "note": "note",
    "reason": "reason",
    "reported_on": "counts_on",
}
IN_ORDER = ("counts_on", "recorded_at", "number")

# The day by which the notice wants every indicator to meet its target.
WANTED_BY = Subquery(
    Requirement.objects.filter(notice=OuterRef("indicator__notice"), whole_plan=True, deadline_on__isnull=False)
    .order_by("position")
    .values("deadline_on")[:1]
)


def series_of(
    notice: Notice,
    asof: AsOf,
    *,
    code: str | None = None,
    with_parts: bool = False,
    with_benchmarks: bool = True,
) -> list[Series]:
    """The series of a notice in order of their codes, or the one with `code`. One not defined as of `asof` is left out.

    Five queries, however many there are; one more with the figures of agencies and teams, one less without benchmarks.
    """
    terms = (
        IndicatorTerms.objects.current(asof)
        .filter(indicator__notice=notice)
        .select_related("indicator", "successor")
        .annotate(owned_by=_owner(asof), asked_by=WANTED_BY, starts_at=_baseline(asof))
        .order_by("indicator__code")
    )
    if code is not None:
        terms = terms.filter(Q(indicator__code=code) | Q(successor__code=code))
    found = list(terms)
    rows = [term for term in found if code in (None, term.indicator.code)]
    polarities = {term.indicator_id: Polarity(term.polarity) for term in rows}
    before = defaultdict(list)
    for term in found:
        if term.successor:
            before[term.successor.code].append(term.indicator.code)
    steps = _steps(polarities, asof)
    figures = _figures(polarities, asof, with_parts=with_parts)
    agreements, rebases = decided(polarities, asof)
    benchmarks = _benchmarks(polarities if with_benchmarks else {}, asof)
    parts = _parts(polarities, asof) if with_parts else {}
    return [
        Series(
            code=term.indicator.code,
            name=term.name,
            definition=term.definition,
            numerator=term.numerator,
            denominator=term.denominator,
            unit=term.unit,
            polarity=polarities[term.indicator_id],
            every=term.every,
            source=term.source,
            targets=tuple(steps[term.indicator_id]),
            points=tuple(figures[term.indicator_id, WHOLE]),
            on=asof.on,
            impact=term.impact,
            people=term.people,
            breakdown=term.breakdown,
            valid_from=term.valid_from,
            valid_to=term.valid_to,
            successor=term.successor.code if term.successor else "",
            predecessors=tuple(before[term.indicator.code]),
            headline=agreements[term.indicator_id].headline if term.indicator_id in agreements else None,
            owner=term.owned_by or "",
            by=term.asked_by,
            agreed=agreements[term.indicator_id].decision if term.indicator_id in agreements else None,
            baseline=_as_baseline(term.starts_at),
            benchmarks=tuple(benchmarks[term.indicator_id]),
            rebases=rebases.get(term.indicator_id, ()),
            parts=tuple(
                Part(row.code, row.name, row.left_on, tuple(figures[term.indicator_id, row.code]))
                for row in parts.get(term.indicator_id, ())
            ),
        )
        for term in rows
    ]


def _owner(asof: AsOf) -> Subquery:
    """The name of whoever is told when the indicator of a row of terms changes."""
    newest = IndicatorOwner.objects.as_of(asof).filter(indicator=OuterRef("indicator"))
    return Subquery(newest.order_by(*(f"-{name}" for name in IN_ORDER)).values("person__name")[:1])


def _steps(polarities: dict[int, Polarity], asof: AsOf) -> dict[int, list[Step]]:
    """For each indicator its targets in order of the day they begin. Left out: one whose decision has been replaced,
    one whose place another has taken from the same day, one of a form that the indicator cannot be read against."""
    rows = (
        Target.objects.as_of(asof)
        .filter(settled_by_decision_in_force(asof, Decision.objects.all()), indicator__in=list(polarities))
        .select_related("decision__board")
        .order_by("indicator", "from_on", *IN_ORDER)
    )
    by_day: dict[int, dict[date, Step]] = defaultdict(dict)
    for row in rows:
        if (row.value is None) == (polarities[row.indicator_id] is Polarity.BAND):
            by_day[row.indicator_id][row.from_on] = Step(
                from_on=row.from_on,
                aim=Aim(value=row.value, low=row.low, high=row.high, tolerance=row.tolerance),
                source=source_said(row),
                source_words=row.source_words,
                decision=row.decision.number if row.decision else None,
                counts_on=row.counts_on,
                recorded_at=row.recorded_at,
            )
    return defaultdict(list, {indicator: list(days.values()) for indicator, days in by_day.items()})


def _figures(indicators: dict[int, Polarity], asof: AsOf, *, with_parts: bool) -> dict[tuple[int, str], list[Figure]]:
    """By indicator and part, the figures that stand."""
    rows = Observation.objects.newest(asof).filter(indicator__in=list(indicators))
    found: dict[tuple[int, str], list[Figure]] = defaultdict(list)
    # As plain values: there are thousands, and a row of the model costs ten times as much to make.
    columns = ("indicator_id", "part", "number", *FIGURE_COLUMNS.values())
    for indicator, part, number, *values in (rows if with_parts else rows.of_the_whole()).values_list(*columns):
        figure = dict(zip(FIGURE_COLUMNS, values, strict=True))
        found[indicator, part].append(Figure(**figure, revised=number > 1))
    return found


def _baseline(asof: AsOf) -> Subquery:
    """The newest baseline of the indicator of a row of terms, whole: every page compares with it, and so it costs no query of
    its own. Its figure as text, which loses nothing."""
    newest = Benchmark.objects.as_of(asof).filter(indicator=OuterRef("indicator"), kind=Benchmark.Kind.BASELINE)
    row = JSONObject(
        who="who",
        period="period",
        measured_on=Cast("measured_on", CharField()),
        value=Cast("value", CharField()),
        source="source",
        verified="verified",
    )
    return Subquery(newest.order_by(*(f"-{name}" for name in IN_ORDER)).values(row=row)[:1])


def _as_baseline(row: dict[str, Any] | None) -> Beside | None:
    if row is None:
        return None
    return Beside(
        kind=Benchmark.Kind.BASELINE,
        who=row["who"],
        period=row["period"],
        measured_on=date.fromisoformat(row["measured_on"]) if row["measured_on"] else None,
        value=Decimal(row["value"]),
        source=row["source"],
        verified=bool(row["verified"]),
    )


def _benchmarks(indicators: dict[int, Polarity], asof: AsOf) -> dict[int, list[Beside]]:
    """What each indicator is set beside, in the order in which that became known; what was said anew stands once."""
    if not indicators:
        return defaultdict(list)
    found: dict[int, dict[tuple[str, str, str], Beside]] = defaultdict(dict)
    rows = Benchmark.objects.as_of(asof).filter(indicator__in=list(indicators)).exclude(kind=Benchmark.Kind.BASELINE)
    for row in rows.order_by(*IN_ORDER):
        beside = Beside(
            kind=row.kind,
            who=row.who,
            period=row.period,
            measured_on=row.measured_on,
            value=row.value,
            source=row.source,
            verified=row.verified,
        )
        place = (row.kind, row.who, row.period)
        found[row.indicator_id].pop(place, None)
        found[row.indicator_id][place] = beside
    return defaultdict(list, {indicator: list(places.values()) for indicator, places in found.items()})


def _parts(indicators: dict[int, Polarity], asof: AsOf) -> dict[int, list[IndicatorPart]]:
    """The agencies or teams of each indicator by name, those that have left it among them."""
    newest: dict[tuple[int, str], IndicatorPart] = {}
    for row in IndicatorPart.objects.as_of(asof).filter(indicator__in=list(indicators)).order_by(*IN_ORDER):
        newest[row.indicator_id, row.code] = row
    found: dict[int, list[IndicatorPart]] = defaultdict(list)
    for row in sorted(newest.values(), key=lambda row: row.name):
        found[row.indicator_id].append(row)
    return found


def source_said(target: Target) -> str:
    """Who says so: Board decision 2, the notice, a published threshold, our default."""
    if target.decision is None:
        return Target.Source(target.source).label
    who = "LSCB" if target.decision.board.kind == Board.Kind.LSCB else "Board"
    return f"{who} decision {target.decision.number}"
