"""How do figures come in: by when, approved by whom, open or closed, with what commentary, from which file?"""

from django.conf import settings
from django.db import models
from django.db.models import Q

from indicators.models.series import Indicator, IndicatorTerms, Observation
from indicators.querysets import BelongsToIndicator, OfNotice, OfObservation
from notices.models import Notice
from records.models import LedgerRow, StoredFile, ledger_constraints, ledger_index


class ReturnRules(LedgerRow):
    """How figures come in on one notice from a day on: how many working days after its period a return is due, whether a
    second person approves each figure, and whether periods are closed. Without a row our defaults hold."""

    parent_name = "notice"
    notice = models.ForeignKey(Notice, on_delete=models.PROTECT, related_name="+", db_index=False)
    due_days = models.PositiveSmallIntegerField()
    weekly_due_days = models.PositiveSmallIntegerField()
    approved = models.BooleanField()
    closed = models.BooleanField()
    reason = models.TextField()

    objects = OfNotice.as_manager()

    class Meta:
        indexes = [ledger_index("notice", "return_rules")]
        constraints = [
            *ledger_constraints("notice", "return_rules"),
            models.CheckConstraint(condition=~Q(reason=""), name="rules_of_returns_change_for_a_reason"),
        ]


class PeriodClosing(LedgerRow):
    """That all figures of one period were closed to entry, or opened again, and why: the latest of a rhythm and period holds."""

    parent_name = "notice"
    notice = models.ForeignKey(Notice, on_delete=models.PROTECT, related_name="+", db_index=False)
    every = models.CharField(max_length=20, choices=IndicatorTerms.Every)
    period_on = models.DateField()
    closed = models.BooleanField()
    reason = models.TextField()

    objects = OfNotice.as_manager()

    class Meta:
        indexes = [ledger_index("notice", "period_closing")]
        constraints = [
            *ledger_constraints("notice", "period_closing"),
            models.CheckConstraint(condition=~Q(reason=""), name="a_period_closes_and_opens_for_a_reason"),
        ]


class FigureApproval(LedgerRow):
    """That a second person looked at one figure as reported and approved it. A revision of it is another figure."""

    parent_name = "observation"
    observation = models.ForeignKey(Observation, on_delete=models.PROTECT, related_name="approvals", db_index=False)

    objects = OfObservation.as_manager()

    class Meta:
        constraints = [
            *ledger_constraints("observation", "figure_approval"),
            models.CheckConstraint(condition=Q(number=1), name="a_figure_is_approved_once"),
        ]


class Commentary(LedgerRow):
    """What somebody wrote of the figures of one indicator for one period; the latest of a period holds. Its author is who
    recorded it."""

    parent_name = "indicator"
    indicator = models.ForeignKey(Indicator, on_delete=models.PROTECT, related_name="commentaries", db_index=False)
    period_on = models.DateField()
    words = models.TextField()

    objects = BelongsToIndicator.as_manager()

    class Meta:
        indexes = [ledger_index("indicator", "commentary")]
        constraints = [
            *ledger_constraints("indicator", "commentary"),
            models.CheckConstraint(condition=~Q(words=""), name="a_commentary_has_words"),
        ]


class FigureFile(models.Model):
    """A file of figures that somebody sent, by its number in the notice. Read by a job: until then it has no `preview` (counts,
    what would change, faults by row and cell) and no `failed`. `checked` holds the rows that passed, as the job wrote them.
    Recorded by a job once it is `confirmed_at`, whole or not at all: `applied_at`. `reason` is why standing figures change."""

    notice = models.ForeignKey(Notice, on_delete=models.PROTECT, related_name="+")
    number = models.PositiveIntegerField()
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="+")
    file_name = models.CharField(max_length=255)
    reason = models.TextField(blank=True)
    sent_at = models.DateTimeField()
    claimed_at = models.DateTimeField(null=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    rows_read = models.PositiveIntegerField(default=0)
    preview = models.JSONField(null=True)
    checked = models.ForeignKey(StoredFile, on_delete=models.PROTECT, null=True, related_name="+")
    failed = models.TextField(blank=True)
    confirmed_at = models.DateTimeField(null=True)
    applied_at = models.DateTimeField(null=True)
    figures = models.PositiveIntegerField(null=True)

    objects = OfNotice.as_manager()

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["notice", "number"], name="one_figure_file_per_number"),
            models.CheckConstraint(
                condition=Q(confirmed_at=None) | Q(preview__isnull=False),
                name="a_figure_file_is_confirmed_after_its_preview",
            ),
            models.CheckConstraint(
                condition=Q(applied_at=None) | Q(confirmed_at__isnull=False, figures__isnull=False),
                name="a_figure_file_is_recorded_after_it_was_confirmed",
            ),
        ]

    def __str__(self) -> str:
        return f"file {self.number}"
