"""What was put before a Board as a concern, and what came of it?"""

from datetime import date

from django.db import models
from django.db.models import F, Q

from boards.models import Decision, Meeting
from indicators.models import Indicator, Signal
from notices.models import Notice
from plans.concern_querysets import ConcernQuerySet, OfConcernQuerySet
from plans.models.items import Item, Objective
from plans.querysets import OfSignalQuerySet
from records.models import LedgerRow, ledger_constraints, ledger_index


class Concern(LedgerRow):
    """Something that worries somebody, put before one meeting of a Board, numbered in its notice (C3): about an item, an
    objective or an indicator, and then the signal that it answers, if one did. It leaves that meeting with a ConcernOutcome,
    and comes before a later one where that holds it over."""

    parent_name = "notice"
    notice = models.ForeignKey(Notice, on_delete=models.PROTECT, related_name="+", db_index=False)
    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="+")
    item = models.ForeignKey(Item, on_delete=models.PROTECT, null=True, related_name="concerns")
    objective = models.ForeignKey(Objective, on_delete=models.PROTECT, null=True, related_name="concerns")
    indicator = models.ForeignKey(Indicator, on_delete=models.PROTECT, null=True, related_name="+")
    signal = models.ForeignKey(Signal, on_delete=models.PROTECT, null=True, related_name="+")
    words = models.TextField()

    objects = ConcernQuerySet.as_manager()

    # What ConcernQuerySet.with_state annotates; no columns.
    meeting_day: date
    meeting_state: str
    decided_on: date | None
    decision_number: int | None
    action_number: int | None
    none_needed: str | None
    held_over: str | None
    held_over_on: date | None
    held_over_by: int | None
    meeting_number: int

    class Meta:
        indexes = [ledger_index("notice", "concern")]
        constraints = [
            *ledger_constraints("notice", "concern"),
            models.CheckConstraint(condition=~Q(words=""), name="a_concern_has_words"),
            models.CheckConstraint(
                condition=Q(item__isnull=False, objective=None, indicator=None)
                | Q(item=None, objective__isnull=False, indicator=None)
                | Q(item=None, objective=None, indicator__isnull=False),
                name="a_concern_is_about_one_thing",
            ),
            models.CheckConstraint(
                condition=Q(signal=None) | Q(indicator__isnull=False), name="a_signal_concerns_an_indicator"
            ),
        ]

    def __str__(self) -> str:
        return f"C{self.number}"


class ConcernOutcome(LedgerRow):
    """What the Board decided about a concern: a corrective action, or that none is needed, and why; or only that it is held over
    to the next meeting after that day, and why, so that it waits for that. It falls with its decision where that is replaced,
    and the concern waits again."""

    parent_name = "concern"
    concern = models.ForeignKey(Concern, on_delete=models.PROTECT, related_name="outcomes", db_index=False)
    decision = models.ForeignKey(Decision, on_delete=models.PROTECT, related_name="+")
    action = models.ForeignKey(Item, on_delete=models.PROTECT, null=True, related_name="corrects")
    none_needed = models.TextField(blank=True)
    held_over = models.TextField(blank=True)

    objects = OfConcernQuerySet.as_manager()

    class Meta:
        indexes = [ledger_index("concern", "concern_outcome")]
        constraints = [
            *ledger_constraints("concern", "concern_outcome"),
            models.CheckConstraint(
                condition=Q(action__isnull=False, none_needed="", held_over="")
                | (Q(action=None, held_over="") & ~Q(none_needed=""))
                | (Q(action=None, none_needed="") & ~Q(held_over="")),
                name="a_concern_has_an_action_or_a_reason",
            ),
        ]


class SignalSetAside(LedgerRow):
    """That somebody looked at a signal and did not put it before the Board, why, and on which day it is looked at again: from then
    on, if it still stands, it waits for an answer as if there were none."""

    parent_name = "signal"
    signal = models.ForeignKey(Signal, on_delete=models.PROTECT, related_name="+", db_index=False)
    reason = models.TextField()
    look_again_on = models.DateField()

    objects = OfSignalQuerySet.as_manager()

    class Meta:
        indexes = [ledger_index("signal", "signal_set_aside")]
        constraints = [
            *ledger_constraints("signal", "signal_set_aside"),
            models.CheckConstraint(condition=~Q(reason=""), name="a_signal_is_set_aside_for_a_reason"),
            models.CheckConstraint(
                condition=Q(look_again_on__gt=F("counts_on")), name="a_signal_is_looked_at_again_on_a_later_day"
            ),
        ]
