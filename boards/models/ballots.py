"""What is a Board asked between two meetings, what do its members answer, and what comes of it?"""

from django.db import models
from django.db.models import Q

from boards.models.meetings import Board, Decision
from boards.querysets import OfBallotQuerySet, OfBoardQuerySet
from notices.models import Membership
from records.models import LedgerRow, ledger_constraints, ledger_index


class Ballot(LedgerRow):
    """A decision proposed to the members of a Board between two meetings, to be answered by a day. Numbered within the Board."""

    parent_name = "board"
    board = models.ForeignKey(Board, on_delete=models.PROTECT, related_name="ballots", db_index=False)
    kind = models.CharField(max_length=20, choices=Decision.Kind)
    words = models.TextField()
    why = models.TextField()
    closes_on = models.DateField()

    objects = OfBoardQuerySet.as_manager()

    class Meta:
        indexes = [ledger_index("board", "ballot")]
        constraints = [
            *ledger_constraints("board", "ballot"),
            models.CheckConstraint(condition=~Q(words="") & ~Q(why=""), name="a_ballot_says_what_and_why"),
        ]


class BallotAnswer(LedgerRow):
    """What one member answers. The newest of the same member holds, up to the day on which it closes."""

    class Answer(models.TextChoices):
        AGREES = "agrees", "Agrees"
        OBJECTS = "objects", "Objects: bring it to a meeting"
        ABSTAINS = "abstains", "Abstains"

    parent_name = "ballot"
    ballot = models.ForeignKey(Ballot, on_delete=models.PROTECT, related_name="answers", db_index=False)
    membership = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+")
    answer = models.CharField(max_length=20, choices=Answer)
    words = models.TextField(blank=True)

    objects = OfBallotQuerySet.as_manager()

    class Meta:
        indexes = [ledger_index("ballot", "ballot_answer")]
        constraints = [
            *ledger_constraints("ballot", "ballot_answer"),
            models.CheckConstraint(condition=~Q(answer="objects") | ~Q(words=""), name="who_objects_says_why"),
        ]


class BallotOutcome(LedgerRow):
    """What came of it: a decision taken between meetings, or none, and why not."""

    parent_name = "ballot"
    ballot = models.ForeignKey(Ballot, on_delete=models.PROTECT, related_name="outcomes", db_index=False)
    decision = models.OneToOneField(Decision, on_delete=models.PROTECT, null=True, related_name="+")
    reason = models.TextField(blank=True)

    objects = OfBallotQuerySet.as_manager()

    class Meta:
        indexes = [ledger_index("ballot", "ballot_outcome")]
        constraints = [
            *ledger_constraints("ballot", "ballot_outcome"),
            models.UniqueConstraint(fields=["ballot"], name="a_ballot_ends_once"),
            models.CheckConstraint(
                condition=Q(decision__isnull=False) | ~Q(reason=""), name="a_ballot_ends_with_a_decision_or_a_reason"
            ),
        ]
