"""How many warnings would chance alone give, if nothing changed at all? It stands beside every count of them."""

from django.db.models import Count

from indicators.gate import FEWEST
from indicators.models import IndicatorTerms, Observation
from notices.models import Notice
from records import wording
from records.clock import AsOf

# Of 100 stable series, how many have their last month flagged as a concern (spc.md section 9): where one month says nothing of
# the next, and where each resembles the one before (a correlation of 0.4). Real figures are rougher than such series.
APART, ALIKE = 0.8, 4.0


def how_many_read(notice: Notice, asof: AsOf) -> int:
    """How many indicators in use have figures of enough periods for limits. One query."""
    used = IndicatorTerms.objects.current(asof).in_use(asof.on).filter(indicator__notice=notice).values("indicator")
    counted = (
        Observation.objects.as_of(asof)
        .of_the_whole()
        .filter(indicator__in=used, state=Observation.State.VALUE)
        .order_by()
        .values("indicator")
        .annotate(periods=Count("period_on", distinct=True))
    )
    return counted.filter(periods__gte=FEWEST).count()


def expected(many: int) -> str:
    """What to expect of `many` indicators with limits, in a sentence; nothing where there are none."""
    if not many:
        return ""
    return (
        f"Chance alone gives warnings too: of {wording.count(many, 'indicator')} with limits, if nothing changed at all, expect "
        f"{_often(many * APART / 100)} of getting worse, or {_often(many * ALIKE / 100)} where each month resembles the one before."
    )


def _often(a_month: float) -> str:
    """about 2 a month; one about every 4 months"""
    if a_month >= 1:
        return f"about {round(a_month)} a month"
    months = round(1 / a_month)
    return f"one about every {wording.count(months, 'month')}" if months > 1 else "about 1 a month"
