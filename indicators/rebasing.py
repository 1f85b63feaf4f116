"""From which period are the mean and limits of an indicator drawn anew? Only where the Board decides it, for a known cause.

Nothing here happens by itself: limits that moved with the figures would never show a change.
"""

from datetime import date, datetime

from accounts.models import User
from boards.models import Board, Decision
from indicators import checks, words
from indicators.figures import Series
from indicators.models import Indicator, Observation, Rebase
from indicators.series import series_of
from records import audit, wording
from records.clock import TICK, AsOf, london_day
from records.ledger import append
from records.refusal import Refused


def rebase(
    *,
    indicator: Indicator,
    decision: Decision,
    from_on: date,
    reason: str,
    by: User,
    at: datetime,
    after: int | None = None,
) -> Rebase:
    """Have mean and limits drawn anew from the period that ends on `from_on`; it counts from the day of the decision.

    Refused: a decision of another Board or one that has been replaced, no reason, a day that is no end of a period with a
    figure, the first such period, and one from which they are drawn anew already. Few figures after it are no hindrance:
    until there are enough, none are drawn. `after` is the number of the last one that the form knew.
    """
    now = AsOf(london_day(at), at + TICK)
    if decision.board.notice_id != indicator.notice_id:
        raise Refused("That decision belongs to another notice.", field="decision")
    if decision.board.kind != Board.Kind.IMPROVEMENT:
        raise Refused("Only the Improvement Board has limits drawn anew.", field="decision")
    checks.in_force(decision, now)
    if not reason.strip():
        raise Refused("Say what changed, and when. Limits are drawn anew for a known cause alone.", field="reason")
    _check_period(indicator, from_on, now)
    row = append(
        Rebase,
        indicator,
        by=by,
        at=at,
        after=after,
        counts_on=decision.counts_on,
        decision=decision,
        from_on=from_on,
        reason=reason.strip(),
    )
    audit.record(
        indicator.notice.slug,
        at=at,
        by=by,
        verb="rebase",
        thing=f"limits of {indicator.code}",
        fields={"from_on": from_on, "decision": decision.number, "reason": reason.strip()},
    )
    return row


def question(series: Series) -> str:
    """What the Board is asked where the limits mix two levels; "" where they do not."""
    levels, said = series.reading.levels, series.reading.levels_words
    if levels is None:
        return ""
    since = words.period(levels.since, series.every)
    return f"Should the limits of {series.code} be drawn anew from {since}? {said} Does the Board know what changed then, and will it last?"


def _check_period(indicator: Indicator, from_on: date, now: AsOf) -> None:
    of_indicator = Observation.objects.newest(now).of_the_whole().filter(indicator=indicator)
    ends = list(of_indicator.exclude(value=None).values_list("period_on", flat=True))
    if from_on not in ends:
        near = sorted(sorted(ends, key=lambda end: abs((end - from_on).days))[:2])
        said = f" The nearest end on {' and '.join(map(wording.day, near))}." if near else ""
        raise Refused(f"No period with a figure ends on {wording.day(from_on)}.{said}", field="from_on")
    if from_on == ends[0]:
        raise Refused("That is the first period with a figure: the limits begin there anyway.", field="from_on")
    series = series_of(indicator.notice, now, code=indicator.code, with_benchmarks=False)
    stands = next((row for one in series for row in one.rebases if row.from_on == from_on), None)
    if stands:
        words = f"The limits are drawn anew from then already, by Board decision {stands.decision}."
        raise Refused(words, field="from_on")
