"""Against which standard of practice does an indicator count, and has the Board agreed it?"""

from datetime import datetime

from accounts.models import User
from boards.models import Board, Decision
from boards.querysets import settled_by_decision_in_force
from indicators import checks
from indicators.models import Indicator, Standard
from notices.models import Notice
from records import audit
from records.clock import TICK, AsOf, london_day
from records.ledger import append
from records.refusal import Refused

LONGEST_WORDS = 1_000


def standards_of(notice: Notice, asof: AsOf) -> dict[int, Standard]:
    """By the key of the indicator, the standard that holds as of `asof`, with its decision. One whose decision has been
    replaced holds no longer, and what stood before it does. One query."""
    rows = (
        Standard.objects.for_notice(notice)
        .as_of(asof)
        .filter(settled_by_decision_in_force(asof, Decision.objects.all()))
        .select_related("indicator", "decision", "recorded_by")
        .order_by("counts_on", "recorded_at", "number")
    )
    return {row.indicator_id: row for row in rows}


def set_standard(
    *,
    indicator: Indicator,
    words: str,
    by: User,
    at: datetime,
    decision: Decision | None = None,
    after: int | None = None,
) -> Standard:
    """Say in words which standard the indicator counts against. It counts from the day of the decision that agreed it;
    without one from today, and it says that it is used without the Board's agreement. `after` is the number of the last
    row that the form knew.

    Refused: no words, a decision of another body than the Improvement Board, one that has been replaced.
    """
    if not words.strip():
        raise Refused("Write the standard.", field="words")
    if len(words) > LONGEST_WORDS:
        raise Refused(f"Use at most {LONGEST_WORDS:,} characters for the standard.", field="words")
    today = london_day(at)
    if decision is not None:
        if decision.board.notice_id != indicator.notice_id or decision.board.kind != Board.Kind.IMPROVEMENT:
            raise Refused("Only a decision of this notice’s Improvement Board agrees a standard.", field="decision")
        checks.in_force(decision, AsOf(today, at + TICK))
    row = append(
        Standard,
        indicator,
        by=by,
        at=at,
        after=after,
        counts_on=decision.counts_on if decision else today,
        words=words.strip(),
        decision=decision,
    )
    audit.record(
        indicator.notice.slug,
        at=at,
        by=by,
        verb="set_standard",
        thing=f"standard {row.number} of {indicator.code}",
        fields={"words": row.words},
    )
    return row
