"""What a review by the Department concluded, and on which pack."""

from django.db import models

from notices.models import Review
from records.models import LedgerRow, ledger_constraints, ledger_index
from reports.models.editions import Edition
from reports.querysets import ConclusionQuerySet


class ReviewConclusion(LedgerRow):
    """What a review concluded, as recorded at one moment; it counts from the day on which the review was held. Said anew, the
    newest holds."""

    class Follows(models.TextChoices):
        CONTINUE = "continue", "The notice continues"
        VARY = "vary", "The notice is varied"
        LIFT = "lift", "The notice is lifted"
        ESCALATE = "escalate", "The Department intervenes further"

    parent_name = "review"
    review = models.ForeignKey(Review, on_delete=models.PROTECT, related_name="+")
    attended = models.TextField()
    pack = models.ForeignKey(Edition, on_delete=models.PROTECT, null=True, related_name="+")
    conclusions = models.TextField()
    follows = models.CharField(max_length=20, choices=Follows)
    effect = models.TextField(blank=True)

    objects = ConclusionQuerySet.as_manager()

    class Meta:
        indexes = [ledger_index("review", "review_conclusion")]
        constraints = ledger_constraints("review", "review_conclusion")
