"""What is written of a meeting, who asked for what to be put right in it, and when was it confirmed?"""

from django.db import models
from django.db.models import Q

from boards.models.meetings import Decision, Meeting
from boards.querysets import MinutesQuerySet, OfCorrectionQuerySet, OfMeetingQuerySet
from records.models import LedgerRow, ledger_constraints, ledger_index


class MinutesVersion(LedgerRow):
    """The minutes of one meeting as saved at one moment, whole: a draft, as circulated to those present with a day by which
    corrections are asked for, or as a later meeting confirmed them by a decision. After that there is no further version.

    `paragraphs` is a list of {"number", "item", "heading", "words"}: the number is what is cited, `item` the number of the agenda
    item, or null, and `heading` said where a new part begins.
    """

    class State(models.TextChoices):
        DRAFT = "draft", "Draft"
        CIRCULATED = "circulated", "Circulated for corrections"
        CONFIRMED = "confirmed", "Confirmed"

    parent_name = "meeting"
    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="minutes_versions", db_index=False)
    state = models.CharField(max_length=20, choices=State)
    paragraphs = models.JSONField()
    corrections_by = models.DateField(null=True)
    decision = models.ForeignKey(Decision, on_delete=models.PROTECT, null=True, related_name="+")

    objects = MinutesQuerySet.as_manager()

    class Meta:
        indexes = [ledger_index("meeting", "minutes_version")]
        constraints = [
            *ledger_constraints("meeting", "minutes_version"),
            models.UniqueConstraint(
                fields=["meeting"], condition=Q(state="confirmed"), name="minutes_are_confirmed_once"
            ),
            models.CheckConstraint(
                condition=Q(state="confirmed", decision__isnull=False) | (~Q(state="confirmed") & Q(decision=None)),
                name="minutes_are_confirmed_by_decision",
            ),
            models.CheckConstraint(
                condition=~Q(state="circulated") | Q(corrections_by__isnull=False),
                name="corrections_are_asked_for_by_a_day",
            ),
        ]


class Correction(LedgerRow):
    """What somebody who was present asks to have put right in one paragraph of the minutes as circulated, in the words that it
    should have. Numbered within the meeting."""

    parent_name = "meeting"
    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="corrections", db_index=False)
    version = models.ForeignKey(MinutesVersion, on_delete=models.PROTECT, related_name="corrections")
    paragraph = models.PositiveSmallIntegerField()
    words = models.TextField()

    objects = OfMeetingQuerySet.as_manager()

    class Meta:
        indexes = [ledger_index("meeting", "correction")]
        constraints = [
            *ledger_constraints("meeting", "correction"),
            models.CheckConstraint(condition=~Q(words=""), name="a_correction_has_words"),
        ]


class CorrectionAnswer(LedgerRow):
    """What became of a correction: accepted, and then a new version of the minutes has its words; or declined, and why."""

    parent_name = "correction"
    correction = models.ForeignKey(Correction, on_delete=models.PROTECT, related_name="answers", db_index=False)
    accepted = models.BooleanField()
    reason = models.TextField(blank=True)

    objects = OfCorrectionQuerySet.as_manager()

    class Meta:
        indexes = [ledger_index("correction", "correction_answer")]
        constraints = [
            *ledger_constraints("correction", "correction_answer"),
            models.UniqueConstraint(fields=["correction"], name="a_correction_is_answered_once"),
            models.CheckConstraint(
                condition=Q(accepted=True) | ~Q(reason=""), name="a_correction_is_declined_with_a_reason"
            ),
        ]
