"""Which figures have not come, and by when are they due: of several notices, for whoever reports them?"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from operator import itemgetter
from typing import NamedTuple

from django.db.models import Min

from indicators import words
from indicators.models import IndicatorTerms, Observation, PeriodClosing, ReturnRules
from indicators.periods import ends
from indicators.return_rules import Rules, as_rules, due_on
from records.clock import AsOf

# How far back one is reminded of a period that has not come; what is older stands on the page of the returns.
REMINDED = {words.WEEK: 4, words.MONTH: 3, words.QUARTER: 2, words.HALF_YEAR: 1, words.YEAR: 1}
LONGEST = timedelta(days=800)  # a year that has ended, and the one before it


@dataclass(frozen=True)
class Awaited:
    """So many figures of one rhythm for one period are not in. `due_on` is None for what was due before figures were kept."""

    every: str
    period_on: date
    many: int
    due_on: date | None

    @property
    def period(self) -> str:
        return words.period(self.period_on, self.every)

    def is_late(self, on: date) -> bool:
        return self.due_on is not None and self.due_on < on


def awaited(notices: Sequence[int], asof: AsOf) -> dict[int, list[Awaited]]:
    """By notice, what is not in of the last periods that are over and are not closed, in the order in which it is due: what
    is late comes first, and last what was due before figures were kept there. Five queries, however many notices."""
    if not notices:
        return {}
    figures = Observation.objects.as_of(asof).of_the_whole().filter(indicator__notice__in=notices).order_by()
    came = set(figures.filter(period_on__gte=asof.on - LONGEST).values_list("indicator", "period_on"))
    began = dict(figures.values_list("indicator__notice").annotate(Min("counts_on")))
    last = _last_periods(came, terms := _terms(notices, asof))
    rules, closed = _rules(notices, asof), _closed(notices, asof)
    missing: Counter[tuple[int, str, date]] = Counter()
    for row in terms:
        of_rhythm = row.notice, row.every
        for on in ends(row.every, asof.on, last.get(of_rhythm), REMINDED[row.every]):
            if row.is_used_for(on) and (row.indicator, on) not in came and (*of_rhythm, on) not in closed:
                missing[*of_rhythm, on] += 1
    found: dict[int, list[Awaited]] = defaultdict(list)
    for (notice, every, on), many in missing.items():
        due = due_on(every, on, rules[notice])
        if due >= began.get(notice, asof.on):
            found[notice].append(Awaited(every, on, many, due))
        elif on == ends(every, asof.on, last.get((notice, every)), 1)[0]:
            found[notice].append(Awaited(every, on, many, None))
    return {
        notice: sorted(rows, key=lambda row: (row.due_on or date.max, row.period_on)) for notice, rows in found.items()
    }


class Terms(NamedTuple):
    """For which periods an indicator of a notice is used."""

    notice: int
    indicator: int
    every: str
    valid_from: date | None
    valid_to: date | None

    def is_used_for(self, on: date) -> bool:
        return (self.valid_from or on) <= on <= (self.valid_to or on)


def _terms(notices: Sequence[int], asof: AsOf) -> list[Terms]:
    rows = IndicatorTerms.objects.current(asof).filter(indicator__notice__in=notices).order_by()
    return [Terms(*row) for row in rows.values_list("indicator__notice", *Terms._fields[1:])]


def _last_periods(came: Iterable[tuple[int, date]], terms: Iterable[Terms]) -> dict[tuple[int, str], date]:
    """By notice and rhythm, the newest period that has a figure: the others keep step with it."""
    of = {row.indicator: (row.notice, row.every) for row in terms}
    return {of[indicator]: on for indicator, on in sorted(came, key=itemgetter(1)) if indicator in of}


def _rules(notices: Sequence[int], asof: AsOf) -> dict[int, Rules]:
    said = defaultdict(list)
    for row in ReturnRules.objects.as_of(asof).filter(notice__in=notices).select_related("recorded_by").latest_first():
        said[row.notice_id].append(row)
    return {notice: as_rules(said[notice]) for notice in notices}


def _closed(notices: Sequence[int], asof: AsOf) -> set[tuple[int, str, date]]:
    newest: dict[tuple[int, str, date], bool] = {}
    for row in PeriodClosing.objects.as_of(asof).filter(notice__in=notices).latest_first():
        newest.setdefault((row.notice_id, row.every, row.period_on), row.closed)
    return {period for period, closed in newest.items() if closed}
