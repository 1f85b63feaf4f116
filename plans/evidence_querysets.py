"""How does each piece of evidence stand as of two times? Waiting, accepted, returned or out of date."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any, Self

from django.db import models
from django.db.models import Case, Exists, F, OuterRef, Q, Subquery, Value, When

from plans.querysets import ledger_of, settled
from records.clock import AsOf
from records.querysets import LATEST_FIRST, LedgerQuerySet, visible

if TYPE_CHECKING:
    from notices.models import Notice


class EvidenceQuerySet(LedgerQuerySet):
    def for_notice(self, notice: "Notice") -> Self:
        return self.filter(notice=notice)

    def with_state(self, asof: AsOf) -> Self:
        """Of what was visible, annotates `answer` (the last one in force, or none) and `state`: waiting, accepted, returned or
        out_of_date. Accepted evidence is out of date from the day after its review date; what the Board has reopened waits."""
        rulings = ledger_of(self.model, "rulings")
        held = rulings._base_manager.filter(visible(asof), evidence=OuterRef("pk"))
        held = held.filter(Q(decision=None) | settled(rulings, asof))
        answer = Subquery(held.order_by(*LATEST_FIRST).values("answer")[:1])
        return (
            self.as_of(asof)
            .annotate(answer=answer)
            .annotate(
                state=Case(
                    When(answer="accepted", review_by_on__lt=asof.on, then=Value("out_of_date")),
                    When(Q(answer=None) | Q(answer="reopened"), then=Value("waiting")),
                    default=F("answer"),
                )
            )
        )

    def accepted(self, asof: AsOf) -> Self:
        """What was accepted and is not out of date: the only evidence that shows anything."""
        return self.with_state(asof).filter(state="accepted")

    def showing(self, requirements: Iterable[models.Model]) -> Self:
        """What is brought for any of these requirements, each once."""
        shows: Any = self.model
        through = shows.requirements.through
        return self.filter(Exists(through._base_manager.filter(evidence=OuterRef("pk"), requirement__in=requirements)))


class OfEvidenceQuerySet(LedgerQuerySet):
    def for_notice(self, notice: "Notice") -> Self:
        return self.filter(evidence__notice=notice)
