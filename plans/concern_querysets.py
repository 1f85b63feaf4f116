"""Which concerns came before a meeting, and which have an outcome, as of two times?"""

from typing import TYPE_CHECKING, Any, Self

from django.db import models
from django.db.models import Case, Exists, F, OuterRef, Q, Subquery, Value, When
from django.db.models.functions import Coalesce

from plans.querysets import OfNoticeQuerySet, ledger_of, settled
from records.clock import AsOf
from records.querysets import LATEST_FIRST, LedgerQuerySet, visible

if TYPE_CHECKING:
    from notices.models import Notice


class ConcernQuerySet(OfNoticeQuerySet):
    def without_outcome(self, asof: AsOf) -> Self:
        """Visible concerns without an outcome whose decision, nothing visible has replaced. One held over is without."""
        return self.as_of(asof).filter(~Exists(self._outcomes(asof).filter(held_over="")))

    def with_state(self, asof: AsOf) -> Self:
        """Of what was visible, annotates the number, the day and the state of its meeting, and of the outcome that holds, if any:
        `decided_on`, `decision_number`, `action_number`, `none_needed`. Where it was held over (`held_over`, `held_over_on`,
        `held_over_by`), its meeting is the next of that Board after that day. Everything in the one query that reads it."""
        meetings: Any = ledger_of(self.model, "meeting")
        meeting = meetings.objects.with_day(asof).filter(pk=OuterRef("meeting"))
        after = meetings.objects.in_order(asof).filter(
            board=OuterRef("meeting__board"), day__gt=OuterRef("held_over_on")
        )
        later = after.exclude(state="cancelled")
        outcome = self._outcomes(asof).filter(held_over="").order_by(*LATEST_FIRST)
        held_over = self._outcomes(asof).exclude(held_over="").order_by(*LATEST_FIRST)
        waits = Case(When(held_over_on__isnull=False, then=Value("planned")))  # for one that is not planned yet
        return self.as_of(asof).annotate(
            held_over=Subquery(held_over.values("held_over")[:1]),
            held_over_on=Subquery(held_over.values("counts_on")[:1]),
            held_over_by=Subquery(held_over.values("decision__number")[:1]),
            meeting_number=Coalesce(Subquery(later.values("number")[:1]), F("meeting__number")),
            meeting_day=Coalesce(Subquery(later.values("day")[:1]), Subquery(meeting.values("day")[:1])),
            meeting_state=Coalesce(Subquery(later.values("state")[:1]), waits, Subquery(meeting.values("state")[:1])),
            decided_on=Subquery(outcome.values("counts_on")[:1]),
            decision_number=Subquery(outcome.values("decision__number")[:1]),
            action_number=Subquery(outcome.values("action__number")[:1]),
            none_needed=Subquery(outcome.values("none_needed")[:1]),
        )

    def left_without(self, asof: AsOf) -> Self:
        """Those that left a meeting without an outcome, and were not held over to one to come."""
        return self.without_outcome(asof).with_state(asof).filter(meeting_state="held")

    def to_answer_at(self, number: int, asof: AsOf) -> Self:
        """Those without an outcome that came before meeting `number` or an earlier one, or one that was cancelled."""
        mine = Q(meeting_number__lte=number) | Q(meeting_state="cancelled")
        return self.without_outcome(asof).with_state(asof).filter(mine)

    def before(self, meeting: Any, asof: AsOf) -> Self:
        """Those that were raised for this meeting of their Board, or are held over to it."""
        return self.with_state(asof).filter(Q(meeting=meeting) | Q(meeting_number=meeting.number))

    def _outcomes(self, asof: AsOf) -> models.QuerySet:
        outcomes = ledger_of(self.model, "outcomes")
        return outcomes._base_manager.filter(visible(asof), concern=OuterRef("pk")).filter(settled(outcomes, asof))


class OfConcernQuerySet(LedgerQuerySet):
    def for_notice(self, notice: "Notice") -> Self:
        return self.filter(concern__notice=notice)

    def in_force(self, asof: AsOf) -> Self:
        """Visible outcomes whose decision nothing visible has replaced."""
        return self.as_of(asof).filter(settled(self.model, asof))
