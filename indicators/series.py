"""Which series does a notice have as of two times? Their definitions, targets and figures, in three queries."""

from collections import defaultdict
from datetime import date

from boards.models import Board, Decision
from boards.querysets import settled_by_decision_in_force
from indicators.figures import Figure, Series, Step
from indicators.models import IndicatorTerms, Observation, Target
from indicators.standing import Aim, Polarity
from notices.models import Notice
from records.clock import AsOf


def series_of(notice: Notice, asof: AsOf, *, code: str | None = None) -> list[Series]:
    """The series of a notice in order of their codes, or the one with `code`. One not defined as of `asof` is left out.

    Three queries, however many there are.
    """
    terms = (
        IndicatorTerms.objects.current(asof)
        .filter(indicator__notice=notice)
        .select_related("indicator")
        .order_by("indicator__code")
    )
    if code is not None:
        terms = terms.filter(indicator__code=code)
    rows = list(terms)
    polarities = {term.indicator_id: Polarity(term.polarity) for term in rows}
    steps = _steps(polarities, asof)
    figures = _figures(list(polarities), asof)
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
            points=tuple(figures[term.indicator_id]),
            on=asof.on,
        )
        for term in rows
    ]


def _steps(polarities: dict[int, Polarity], asof: AsOf) -> dict[int, list[Step]]:
    """For each indicator its targets in order of the day they begin. Left out: one whose decision has been replaced,
    one whose place another has taken from the same day, one of a form that the indicator cannot be read against."""
    rows = (
        Target.objects.as_of(asof)
        .filter(settled_by_decision_in_force(asof, Decision.objects.all()), indicator__in=list(polarities))
        .select_related("decision__board")
        .order_by("indicator", "from_on", "counts_on", "recorded_at", "number")
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


def _figures(indicators: list[int], asof: AsOf) -> dict[int, list[Figure]]:
    found: dict[int, list[Figure]] = defaultdict(list)
    for row in Observation.objects.newest(asof).filter(indicator__in=indicators):
        found[row.indicator_id].append(
            Figure(
                period_on=row.period_on,
                state=row.state,
                numerator=row.numerator,
                denominator=row.denominator,
                value=row.value,
                note=row.note,
                revised=row.number > 1,
                reason=row.reason,
                reported_on=row.counts_on,
            )
        )
    return found


def source_said(target: Target) -> str:
    """Who says so: Board decision 2, the notice, our default."""
    if target.decision is None:
        return Target.Source(target.source).label
    who = "LSCB" if target.decision.board.kind == Board.Kind.LSCB else "Board"
    return f"{who} decision {target.decision.number}"
