"""By when is a return due, does a second person approve it, are periods closed: which rules hold, and who set them?"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from accounts.models import User
from boards.rounds import working_days_after, working_days_between
from indicators import closing
from indicators.models import ReturnRules
from indicators.words import SPANS, WEEK
from notices.models import Notice
from records import audit, wording
from records.clock import TICK, AsOf, london_day
from records.ledger import append
from records.refusal import Refused

MOST_DAYS = 60
LONGEST_REASON = 4_000
OURS = "our default"


@dataclass(frozen=True)
class Rules:
    """How figures come in. As it stands here it is ours, and holds until a ReturnRules says otherwise.

    `due_days` are working days after a month, quarter, half-year or year, `weekly_due_days` after a week. Figures reported
    from `approved_from` on want a second person; None: none does. `number` is that of the row, 0 for our default.
    """

    due_days: int = 10
    weekly_due_days: int = 3
    approved_from: date | None = None
    closed: bool = False
    source: str = OURS
    number: int = 0
    reason: str = ""

    @property
    def approved(self) -> bool:
        return self.approved_from is not None

    def days_for(self, every: str) -> int:
        return self.weekly_due_days if every == WEEK else self.due_days


OUR_DEFAULT = Rules()


def rules_of(notice: Notice, asof: AsOf) -> Rules:
    """The rules that hold as of `asof`. One query."""
    rows = list(ReturnRules.objects.for_notice(notice).as_of(asof).select_related("recorded_by").latest_first())
    return as_rules(rows)


def as_rules(rows: Sequence[ReturnRules]) -> Rules:
    """The rules that hold after these rows of one notice, the latest first; without any, our default."""
    if not rows:
        return OUR_DEFAULT
    holds = rows[0]
    return Rules(
        due_days=holds.due_days,
        weekly_due_days=holds.weekly_due_days,
        approved_from=_approved_from(rows),
        closed=holds.closed,
        source=f"as {holds.recorded_by} set it on {wording.day(holds.counts_on)}",
        number=holds.number,
        reason=holds.reason,
    )


def _approved_from(latest_first: Iterable[ReturnRules]) -> date | None:
    """The day from which approval has been wanted without a break: a change of another rule does not begin it anew."""
    found = None
    for row in latest_first:
        if not row.approved:
            break
        found = row.counts_on
    return found


def set_return_rules(
    *,
    notice: Notice,
    due_days: int,
    weekly_due_days: int,
    approved: bool,
    closed: bool,
    reason: str,
    by: User,
    at: datetime,
    after: int | None = None,
) -> ReturnRules:
    """Say how figures come in from today on. `after` is the number of the rules that the form knew (0: our default).

    Refused: no reason, more than 60 working days or none at all, the rules that hold already, and an end of closing while a
    period is closed.
    """
    asof = AsOf(london_day(at), at + TICK)
    for name, days in (("due_days", due_days), ("weekly_due_days", weekly_due_days)):
        if not 1 <= days <= MOST_DAYS:
            raise Refused(f"Give between 1 and {MOST_DAYS} working days.", field=name)
    if not reason.strip():
        raise Refused("Say why the rules change.", field="reason")
    holds = rules_of(notice, asof)
    asked = (due_days, weekly_due_days, approved, closed)
    if asked == (holds.due_days, holds.weekly_due_days, holds.approved, holds.closed) and after in (None, holds.number):
        raise Refused("Those are the rules that hold now.")
    still = closing.closings(notice, asof)
    if not closed and still:
        many = "A period is" if len(still) == 1 else f"{len(still)} periods are"
        raise Refused(f"{many} closed. Open what is closed first, then say that periods stay open.", field="closed")
    row = append(
        ReturnRules,
        notice,
        by=by,
        at=at,
        after=after,
        counts_on=asof.on,
        due_days=due_days,
        weekly_due_days=weekly_due_days,
        approved=approved,
        closed=closed,
        reason=reason.strip(),
    )
    fields = {"due_days": due_days, "weekly_due_days": weekly_due_days, "approved": approved, "closed": closed}
    audit.record(
        notice.slug, at=at, by=by, verb="set_return_rules", thing=f"rules of returns {row.number}", fields=fields
    )
    return row


# When a return is due, and how late it came. Pure.


def due_on(every: str, period_on: date, rules: Rules) -> date:
    """The last day on which the figures of a period are not late."""
    return working_days_after(period_on, rules.days_for(every))


def days_late(every: str, period_on: date, on: date, rules: Rules) -> int:
    """How many working days late a return is that comes on `on`; 0 up to the due day, which is not late."""
    return max(0, working_days_between(period_on, on) - rules.days_for(every))


def came_words(every: str, period_on: date, came_on: date, rules: Rules) -> str:
    """came 12 working days after the month ended, 2 late; due in 10, our default"""
    took = working_days_between(period_on, came_on)
    late = days_late(every, period_on, came_on, rules)
    said = f"{late} late" if late else "in time"
    return f"came {_days(took)} after the {SPANS[every]} ended, {said}; {due_words(every, rules)}"


def missing_words(every: str, period_on: date, on: date, rules: Rules) -> str:
    """not in yet, 4 working days late; or when it is due"""
    late = days_late(every, period_on, on, rules)
    if late:
        return f"not in yet, {_days(late)} late; {due_words(every, rules)}"
    return f"not in yet, due on {wording.day(due_on(every, period_on, rules))}"


def due_words(every: str, rules: Rules) -> str:
    """due in 10, our default"""
    return f"due in {rules.days_for(every)}, {rules.source}"


def _days(number: int) -> str:
    return wording.count(number, "working day")
