"""A series, what it means, what it should reach, and what was reported."""

from django.db import models
from django.db.models import Q

from boards.models import Decision
from indicators.querysets import IndicatorQuerySet, ObservationQuerySet
from indicators.standing import Polarity
from notices.models import Notice
from records.models import LedgerRow, ledger_constraints, ledger_index


class Indicator(models.Model):
    """A defined number over time, by its code. What it means stands in IndicatorTerms."""

    notice = models.ForeignKey(Notice, on_delete=models.PROTECT, related_name="+")
    code = models.CharField(max_length=10)
    objects = IndicatorQuerySet.as_manager()

    class Meta:
        ordering = ["code"]
        constraints = [models.UniqueConstraint(fields=["notice", "code"], name="one_indicator_per_code")]

    def __str__(self) -> str:
        return self.code


class IndicatorTerms(LedgerRow):
    """What an indicator means from a day on: name, definition, unit, which way is good."""

    class Unit(models.TextChoices):
        COUNT = "count", "cases"
        PERCENT = "percent", "%"
        WORKING_DAYS = "working_days", "working days"

    class Every(models.TextChoices):
        WEEK = "week", "weekly"
        MONTH = "month", "monthly"

    parent_name = "indicator"
    indicator = models.ForeignKey(Indicator, on_delete=models.PROTECT, related_name="terms")
    name = models.CharField(max_length=200)
    definition = models.TextField()
    numerator = models.TextField(blank=True)
    denominator = models.TextField(blank=True)
    unit = models.CharField(max_length=20, choices=Unit)
    polarity = models.CharField(max_length=20, choices=[(p.value, p.value) for p in Polarity])
    every = models.CharField(max_length=20, choices=Every)
    source = models.TextField(blank=True)

    class Meta:
        indexes = [ledger_index("indicator", "indicator_terms")]
        constraints = ledger_constraints("indicator", "indicator_terms")


class Target(LedgerRow):
    """What an indicator should reach for periods from a day on, and who says so: Board, notice, or us."""

    class Source(models.TextChoices):
        NOTICE = "notice", "the notice"
        DECISION = "decision", "a Board decision"
        DEFAULT = "default", "our default"

    parent_name = "indicator"
    indicator = models.ForeignKey(Indicator, on_delete=models.PROTECT, related_name="targets")
    from_on = models.DateField()
    value = models.DecimalField(max_digits=12, decimal_places=2, null=True)
    low = models.DecimalField(max_digits=12, decimal_places=2, null=True)
    high = models.DecimalField(max_digits=12, decimal_places=2, null=True)
    tolerance = models.DecimalField(max_digits=12, decimal_places=2, default=0)
    source = models.CharField(max_length=20, choices=Source)
    source_words = models.TextField(blank=True)
    decision = models.ForeignKey(Decision, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        indexes = [ledger_index("indicator", "target")]
        constraints = [
            *ledger_constraints("indicator", "target"),
            models.CheckConstraint(
                condition=Q(value__isnull=False, low=None, high=None)
                | Q(value=None, low__isnull=False, high__isnull=False),
                name="a_target_is_a_value_or_a_band",
            ),
            models.CheckConstraint(
                condition=Q(source="decision", decision__isnull=False) | (~Q(source="decision") & Q(decision=None)),
                name="a_target_by_decision_names_it",
            ),
            models.CheckConstraint(condition=Q(tolerance__gte=0), name="a_tolerance_is_not_negative"),
        ]


class Observation(LedgerRow):
    """A figure reported for a period: a revision is the next number for the same period, with its reason.

    `counts_on` is the day it was reported. A denominator of 0 is "no cases": stored as such, never as 0 %.
    """

    class State(models.TextChoices):
        VALUE = "value", "Value"
        NO_CASES = "no_cases", "No cases"
        NO_DATA = "no_data", "No data"

    parent_name = "indicator"
    indicator = models.ForeignKey(Indicator, on_delete=models.PROTECT, related_name="observations")
    period_on = models.DateField()
    state = models.CharField(max_length=20, choices=State)
    numerator = models.DecimalField(max_digits=14, decimal_places=2, null=True)
    denominator = models.DecimalField(max_digits=14, decimal_places=2, null=True)
    value = models.DecimalField(max_digits=14, decimal_places=4, null=True)
    note = models.TextField(blank=True)
    reason = models.TextField(blank=True)

    objects = ObservationQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(
                fields=["indicator", "period_on", "-counts_on", "-recorded_at", "-number"], name="observation_latest"
            )
        ]
        constraints = [
            models.UniqueConstraint(fields=["indicator", "period_on", "number"], name="observation_is_numbered_once"),
            models.CheckConstraint(condition=Q(number=1) | ~Q(reason=""), name="a_revision_says_why"),
            models.CheckConstraint(
                condition=Q(state="value", value__isnull=False) | (~Q(state="value") & Q(value=None)),
                name="only_a_value_has_a_value",
            ),
            models.CheckConstraint(condition=~Q(state="no_data") | ~Q(note=""), name="no_data_says_why"),
        ]
