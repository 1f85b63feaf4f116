"""Who looks after an indicator, from when are its limits drawn anew, and which crossings were told?"""

from django.conf import settings
from django.db import models
from django.db.models import Q

from boards.models import Decision
from indicators.models.series import Indicator
from indicators.querysets import BelongsToIndicator, SignalQuerySet
from notices.models import Notice
from records.models import LedgerRow, ledger_constraints, ledger_index


class IndicatorOwner(LedgerRow):
    """Who is told when an indicator changes, from a day on: the latest row holds; one without a person says that nobody is."""

    parent_name = "indicator"
    indicator = models.ForeignKey(Indicator, on_delete=models.PROTECT, related_name="owners", db_index=False)
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")

    objects = BelongsToIndicator.as_manager()

    class Meta:
        indexes = [ledger_index("indicator", "indicator_owner")]
        constraints = [*ledger_constraints("indicator", "indicator_owner")]


class Rebase(LedgerRow):
    """That a Board decision has the mean and limits drawn anew from the period that ends on `from_on`, for a known cause. It
    falls with its decision where that is replaced."""

    parent_name = "indicator"
    indicator = models.ForeignKey(Indicator, on_delete=models.PROTECT, related_name="rebases", db_index=False)
    decision = models.ForeignKey(Decision, on_delete=models.PROTECT, related_name="+")
    from_on = models.DateField()
    reason = models.TextField()

    objects = BelongsToIndicator.as_manager()

    class Meta:
        indexes = [ledger_index("indicator", "rebase")]
        constraints = [
            *ledger_constraints("indicator", "rebase"),
            models.CheckConstraint(condition=~Q(reason=""), name="limits_are_drawn_anew_for_a_reason"),
        ]


class Signal(models.Model):
    """That a job saw a series cross into a signal, or out of it, and recorded it once, numbered within the indicator: the
    record of telling, never the truth of how the series stands, which is read from its figures (indicators/reading.py).

    `kind` is what was crossed: the change of the figures, the outlook against the target, or the target itself. `word` is the
    word of the glossary that it crossed into, `words` the sentence of the day; the numbers are those of the period on which it
    turned.
    """

    class Kind(models.TextChoices):
        CHANGE = "change", "Change"
        OUTLOOK = "outlook", "Outlook"
        TARGET = "target", "Target"

    class State(models.TextChoices):
        RAISED = "raised", "New"
        CLEARED = "cleared", "Cleared"

    parent_name = "indicator"
    indicator = models.ForeignKey(Indicator, on_delete=models.PROTECT, related_name="signals", db_index=False)
    number = models.PositiveIntegerField()
    counts_on = models.DateField()
    recorded_at = models.DateTimeField()
    kind = models.CharField(max_length=20, choices=Kind)
    state = models.CharField(max_length=20, choices=State)
    word = models.CharField(max_length=40)
    words = models.TextField()
    period_on = models.DateField()
    concerning = models.BooleanField()
    because_revised = models.TextField(blank=True)
    value = models.DecimalField(max_digits=14, decimal_places=4, null=True)
    mean = models.DecimalField(max_digits=14, decimal_places=4, null=True)
    lower = models.DecimalField(max_digits=14, decimal_places=4, null=True)
    upper = models.DecimalField(max_digits=14, decimal_places=4, null=True)

    objects = SignalQuerySet.as_manager()

    class Meta:
        indexes = [ledger_index("indicator", "signal")]
        constraints = [
            *ledger_constraints("indicator", "signal"),
            models.CheckConstraint(condition=~Q(words=""), name="a_signal_says_what_it_is"),
        ]

    def __str__(self) -> str:
        return f"signal {self.number}"


class SignalLook(models.Model):
    """When the series of a notice were last looked at for signals: what was known then, and how far its audit log went. Nothing
    is true by it: a look that found nothing leaves no row of its own, and without this one every sweep would look again.
    """

    notice = models.OneToOneField(Notice, on_delete=models.PROTECT, related_name="+")
    entry = models.PositiveBigIntegerField()
    known = models.DateTimeField()

    def __str__(self) -> str:
        return f"signals looked for up to entry {self.entry}"
