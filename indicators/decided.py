"""What did decisions of the Board settle about indicators: which it agreed, and from when their limits are drawn anew?

Both are asked in one query, since every page that shows indicators asks for both.
"""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from django.db.models import CharField, DateField, PositiveIntegerField, TextField, Value

from boards.models import Decision
from boards.querysets import settled_by_decision_in_force
from indicators.models import IndicatorAgreement, Rebase
from indicators.reading import Rebased
from records.clock import AsOf

AGREED, REBASED = "agreed", "rebased"
IN_ORDER = ("counts_on", "recorded_at", "number")


class Agreed(NamedTuple):
    """The number of the Board decision that agreed an indicator, and its place among those that the Board put first."""

    decision: int
    headline: int | None


def decided(indicators: Iterable[int], asof: AsOf) -> tuple[dict[int, Agreed], dict[int, tuple[Rebased, ...]]]:
    """For each indicator the newest agreement, and in order of their periods the newest redrawing of limits from each
    period, of those whose decision has not been replaced."""
    wanted = list(indicators)
    in_force = settled_by_decision_in_force(asof, Decision.objects.all())
    agreements = IndicatorAgreement.objects.as_of(asof).filter(in_force, indicator__in=wanted)
    rebases = Rebase.objects.as_of(asof).filter(in_force, indicator__in=wanted)
    rows = agreements.values_list(
        Value(AGREED, CharField()), "indicator_id", "decision__number", "headline",
        Value(None, DateField()), Value("", TextField()), Value("", CharField()), *IN_ORDER,
    ).union(
        rebases.values_list(
            Value(REBASED, CharField()), "indicator_id", "decision__number", Value(None, PositiveIntegerField()),
            "from_on", "reason", "recorded_by__name", *IN_ORDER,
        ),
        all=True,
    )  # fmt: skip
    agreed: dict[int, Agreed] = {}
    begun: dict[int, dict[date, Rebased]] = defaultdict(dict)
    for kind, indicator, decision, headline, from_on, reason, by, *_ in sorted(rows, key=lambda row: row[-3:]):
        if kind == AGREED:
            agreed[indicator] = Agreed(decision, headline)
        else:
            begun[indicator][from_on] = Rebased(from_on, decision, reason, by)
    return agreed, {indicator: tuple(days[on] for on in sorted(days)) for indicator, days in begun.items()}
