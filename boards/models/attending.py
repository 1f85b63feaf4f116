"""Who was at a meeting, what had they to declare, and were they enough?"""

from django.db import models
from django.db.models import Q

from boards.models.agenda import AgendaItem
from boards.models.meetings import Board, Decision, Meeting
from boards.querysets import OfMeetingQuerySet
from notices.models import Membership
from records.models import LedgerRow, ledger_constraints, ledger_index


class Attendance(LedgerRow):
    """What is known of one person's coming to one meeting; the newest row of the same person holds.

    A member by their membership; somebody else who was in the room by `name`. `name` beside a membership is the deputy whom
    the member sent.
    """

    class State(models.TextChoices):
        PRESENT = "present", "Present"
        DEPUTY = "deputy", "Sent a deputy"
        APOLOGIES = "apologies", "Apologies"
        ABSENT = "absent", "Absent"

    parent_name = "meeting"
    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="attendance", db_index=False)
    membership = models.ForeignKey(Membership, on_delete=models.PROTECT, null=True, related_name="+")
    name = models.CharField(max_length=120, blank=True)
    state = models.CharField(max_length=20, choices=State)
    note = models.CharField(max_length=200, blank=True)

    objects = OfMeetingQuerySet.as_manager()

    class Meta:
        indexes = [ledger_index("meeting", "attendance")]
        constraints = [
            *ledger_constraints("meeting", "attendance"),
            models.CheckConstraint(
                condition=Q(membership__isnull=False) | ~Q(name=""), name="somebody_attends_under_a_name"
            ),
            models.CheckConstraint(
                condition=~Q(state="deputy") | (Q(membership__isnull=False) & ~Q(name="")),
                name="a_deputy_has_a_name_and_a_member",
            ),
        ]


class Interest(LedgerRow):
    """An interest that a member declared at a meeting, in one item of its agenda or in general, and whether they left for it."""

    parent_name = "meeting"
    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="interests", db_index=False)
    membership = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+")
    item = models.ForeignKey(AgendaItem, on_delete=models.PROTECT, null=True, related_name="interests")
    words = models.TextField()
    left = models.BooleanField()

    objects = OfMeetingQuerySet.as_manager()

    class Meta:
        indexes = [ledger_index("meeting", "interest")]
        constraints = [
            *ledger_constraints("meeting", "interest"),
            models.CheckConstraint(condition=~Q(words=""), name="an_interest_is_said_in_words"),
        ]


class Quorum(LedgerRow):
    """How many members, and whether the chair or a deputy of the chair, make a Board able to decide: where that is agreed, by
    which decision. A Board without a row has the usual rule, which is ours (boards/attending.py)."""

    parent_name = "board"
    board = models.ForeignKey(Board, on_delete=models.PROTECT, related_name="quorums", db_index=False)
    members = models.PositiveSmallIntegerField()
    chair_needed = models.BooleanField()
    decision = models.ForeignKey(Decision, on_delete=models.PROTECT, related_name="+")

    class Meta:
        indexes = [ledger_index("board", "quorum")]
        constraints = ledger_constraints("board", "quorum")
