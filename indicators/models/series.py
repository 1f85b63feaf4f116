"""A series, what it means, what it should reach, what it is measured beside, and what was reported."""

from django.db import models
from django.db.models import F, Q

from boards.models import Decision
from indicators.querysets import BelongsToIndicator, IndicatorQuerySet, ObservationQuerySet, TermsQuerySet
from indicators.standing import Polarity
from notices.models import Agency, Notice
from records.models import LedgerRow, ledger_constraints, ledger_index

MOST_HEADLINES = 6  # the first sheet of the report has room for six


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
    """What an indicator means from a day on: name, definition, unit, which way is good, for which periods it is used.

    A period belongs to the definition if it ends on a day from `valid_from` to `valid_to`, both included. `impact`:
    it shows change for children rather than activity. `people`: a small number of it could point to a person.
    """

    class Unit(models.TextChoices):
        COUNT = "count", "cases"
        PERCENT = "percent", "%"
        WORKING_DAYS = "working_days", "working days"
        DAYS = "days", "days"
        RATE = "rate", "per 10,000 children"
        PER_WORKER = "per_worker", "cases per worker"

    class Every(models.TextChoices):
        WEEK = "week", "weekly"
        MONTH = "month", "monthly"
        QUARTER = "quarter", "quarterly"
        HALF_YEAR = "half_year", "half-yearly"
        YEAR = "year", "yearly"

    class Breakdown(models.TextChoices):
        NONE = "", "as a whole only"
        AGENCY = "agency", "by agency"
        TEAM = "team", "by team"

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
    valid_from = models.DateField(null=True)
    valid_to = models.DateField(null=True)
    successor = models.ForeignKey(Indicator, on_delete=models.PROTECT, null=True, related_name="+")
    impact = models.BooleanField(default=False)
    people = models.BooleanField(default=True)
    breakdown = models.CharField(max_length=20, choices=Breakdown, blank=True, default=Breakdown.NONE)

    objects = TermsQuerySet.as_manager()

    class Meta:
        indexes = [ledger_index("indicator", "indicator_terms")]
        constraints = [
            *ledger_constraints("indicator", "indicator_terms"),
            models.CheckConstraint(
                condition=Q(valid_from=None) | Q(valid_to=None) | Q(valid_from__lte=F("valid_to")),
                name="a_definition_ends_after_it_begins",
            ),
            models.CheckConstraint(
                condition=Q(successor=None) | Q(valid_to__isnull=False), name="what_has_a_successor_ends"
            ),
        ]


class IndicatorPart(LedgerRow):
    """An agency or team whose own figures are kept beside the whole, or that it has left since: the newest row of a
    code stands. It is no summand: the whole is reported by itself and is never a sum of parts."""

    parent_name = "indicator"
    indicator = models.ForeignKey(Indicator, on_delete=models.PROTECT, related_name="parts")
    code = models.SlugField(max_length=30)
    name = models.CharField(max_length=120)
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, null=True, related_name="+")
    left_on = models.DateField(null=True)

    objects = BelongsToIndicator.as_manager()

    class Meta:
        indexes = [ledger_index("indicator", "indicator_part")]
        constraints = [
            *ledger_constraints("indicator", "indicator_part"),
            models.CheckConstraint(condition=~Q(code="") & ~Q(name=""), name="a_part_has_a_code_and_a_name"),
        ]

    def __str__(self) -> str:
        return self.name


class IndicatorAgreement(LedgerRow):
    """That a Board decision agreed an indicator, and its place among the headline indicators; none: not one of them."""

    parent_name = "indicator"
    indicator = models.ForeignKey(Indicator, on_delete=models.PROTECT, related_name="agreements")
    decision = models.ForeignKey(Decision, on_delete=models.PROTECT, related_name="+")
    headline = models.PositiveSmallIntegerField(null=True)

    objects = BelongsToIndicator.as_manager()

    class Meta:
        indexes = [ledger_index("indicator", "indicator_agreement")]
        constraints = [
            *ledger_constraints("indicator", "indicator_agreement"),
            models.CheckConstraint(
                condition=Q(headline=None) | Q(headline__gte=1, headline__lte=MOST_HEADLINES),
                name="there_are_at_most_six_headlines",
            ),
        ]


class Benchmark(LedgerRow):
    """What the indicator is set beside: its own baseline, England, similar councils, others. It sets no target.

    `counts_on` is the first day on which it could be known. One that is not verified says so wherever it is shown.
    """

    class Kind(models.TextChoices):
        BASELINE = "baseline", "Baseline"
        ENGLAND = "england", "England"
        NEIGHBOURS = "neighbours", "Statistical neighbours"
        OTHER = "other", "Other"

    parent_name = "indicator"
    indicator = models.ForeignKey(Indicator, on_delete=models.PROTECT, related_name="benchmarks")
    kind = models.CharField(max_length=20, choices=Kind)
    who = models.CharField(max_length=120)
    period = models.CharField(max_length=60)
    measured_on = models.DateField(null=True)
    value = models.DecimalField(max_digits=14, decimal_places=4)
    source = models.TextField(blank=True)
    verified = models.BooleanField()

    objects = BelongsToIndicator.as_manager()

    class Meta:
        indexes = [ledger_index("indicator", "benchmark")]
        constraints = [
            *ledger_constraints("indicator", "benchmark"),
            models.CheckConstraint(
                condition=Q(verified=False) | ~Q(source=""), name="a_verified_benchmark_has_a_source"
            ),
        ]


class Standard(LedgerRow):
    """The standard of practice that an indicator counts against, in words ("a visit at least every 10 working days"), and the
    Board decision that agreed it; without one it is used without the Board's agreement. The latest holds."""

    parent_name = "indicator"
    indicator = models.ForeignKey(Indicator, on_delete=models.PROTECT, related_name="standards", db_index=False)
    words = models.TextField()
    decision = models.ForeignKey(Decision, on_delete=models.PROTECT, null=True, related_name="+")

    objects = BelongsToIndicator.as_manager()

    class Meta:
        indexes = [ledger_index("indicator", "standard")]
        constraints = [
            *ledger_constraints("indicator", "standard"),
            models.CheckConstraint(condition=~Q(words=""), name="a_standard_has_words"),
        ]


class Target(LedgerRow):
    """What an indicator should reach for periods from a day on, and who says so: Board, notice, publication, or us."""

    class Source(models.TextChoices):
        NOTICE = "notice", "the notice"
        DECISION = "decision", "a Board decision"
        PUBLISHED = "published", "a published threshold"
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
            models.CheckConstraint(
                condition=~Q(source="published") | ~Q(source_words=""), name="a_published_threshold_says_where"
            ),
            models.CheckConstraint(condition=Q(tolerance__gte=0), name="a_tolerance_is_not_negative"),
        ]


class Observation(LedgerRow):
    """A figure reported for a period: a revision is the next number for the same period, with its reason.

    `part` is the code of an IndicatorPart, nothing for the whole. `counts_on` is the day it was reported. A
    denominator of 0 is "no cases": stored as such, never as 0 %.
    """

    class State(models.TextChoices):
        VALUE = "value", "Value"
        NO_CASES = "no_cases", "No cases"
        NO_DATA = "no_data", "No data"

    parent_name = "indicator"
    indicator = models.ForeignKey(Indicator, on_delete=models.PROTECT, related_name="observations")
    part = models.CharField(max_length=30, blank=True, default="")
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
                fields=["indicator", "part", "period_on", "-counts_on", "-recorded_at", "-number"],
                name="observation_latest",
            )
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["indicator", "part", "period_on", "number"], name="observation_is_numbered_once"
            ),
            models.CheckConstraint(condition=Q(number=1) | ~Q(reason=""), name="a_revision_says_why"),
            models.CheckConstraint(
                condition=Q(state="value", value__isnull=False) | (~Q(state="value") & Q(value=None)),
                name="only_a_value_has_a_value",
            ),
            models.CheckConstraint(condition=~Q(state="no_data") | ~Q(note=""), name="no_data_says_why"),
        ]
