"""What did the partners agree to do by when, and what has been said of it since? Plans, objectives, items, updates."""

from datetime import date

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from boards.models import Decision
from indicators.models import Indicator
from notices.models import Agency, Notice, Recommendation, Requirement
from notices.querysets import ScopedQuerySet
from plans.querysets import (
    ItemQuerySet,
    ObjectiveTermsQuerySet,
    OfItemModelQuerySet,
    OfItemQuerySet,
)
from records.clock import AsOf
from records.models import LedgerRow, ledger_constraints, ledger_index

# A ledger's key to its parent has no index of its own (db_index=False): ledger_index begins with it, and is the one that
# finds the latest row without sorting.


class Precision(models.TextChoices):
    DAY = "day", "a day"
    MONTH = "month", "a month"


class Plan(models.Model):
    """One of the improvement plans that the notice asks for, such as safeguarding or adoption. Objectives stand under it."""

    notice = models.ForeignKey(Notice, on_delete=models.PROTECT, related_name="+")
    code = models.SlugField(max_length=30)
    name = models.CharField(max_length=120)

    objects = ScopedQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["notice", "code"], name="one_plan_per_code")]

    def __str__(self) -> str:
        return self.name


class Objective(models.Model):
    """An intended result that groups items, by its number, in one of the plans. What it says stands in ObjectiveTerms."""

    notice = models.ForeignKey(Notice, on_delete=models.PROTECT, related_name="+")
    number = models.PositiveIntegerField()
    plan = models.ForeignKey(Plan, on_delete=models.PROTECT, null=True, related_name="objectives")

    objects = ScopedQuerySet.as_manager()

    class Meta:
        ordering = ["number"]
        constraints = [models.UniqueConstraint(fields=["notice", "number"], name="one_objective_per_number")]

    def __str__(self) -> str:
        return f"objective {self.number}"


class ObjectiveTerms(LedgerRow):
    """What an objective says from a day on, and what will show that it is reached: impact indicators, evidence in words.

    None of either means that nobody has agreed what would show it, which is said of it until they do. `withdrawn`: it is an
    objective of the plan no longer.
    """

    parent_name = "objective"
    objective = models.ForeignKey(Objective, on_delete=models.PROTECT, related_name="terms", db_index=False)
    words = models.TextField()
    indicators = models.ManyToManyField(Indicator, related_name="+")
    evidence_agreed = models.TextField(blank=True)
    withdrawn = models.BooleanField(default=False)
    decision = models.ForeignKey(Decision, on_delete=models.PROTECT, null=True, related_name="+")

    objects = ObjectiveTermsQuerySet.as_manager()

    class Meta:
        indexes = [ledger_index("objective", "objective_terms")]
        constraints = ledger_constraints("objective", "objective_terms")


class Item(models.Model):
    """An action or a milestone, by its number. The date first agreed is part of what it is and never changes;
    words, owner and what it serves stand in ItemTerms, every other date in DateRuling."""

    class Kind(models.TextChoices):
        ACTION = "action", "Action"
        MILESTONE = "milestone", "Milestone"

    notice = models.ForeignKey(Notice, on_delete=models.PROTECT, related_name="+")
    number = models.PositiveIntegerField()
    kind = models.CharField(max_length=20, choices=Kind)
    due_on = models.DateField()
    due_precision = models.CharField(max_length=10, choices=Precision, default=Precision.DAY)

    objects = ItemQuerySet.as_manager()

    # What ItemQuerySet annotates (with_terms, with_due, with_progress, with_standing, with_waiting_change, with_evidenced); no columns.
    terms_id: int
    withdrawn: bool
    due_now: date
    due_now_precision: str
    moved_on: date | None
    slips: int
    progress: str
    progress_on: date | None
    forecast: str | None
    overdue_now: bool
    overdue_first: bool
    waiting_id: int | None
    evidenced: bool
    round_state: str  # of plans/rounds.py
    unwritten: bool  # plans/unwritten.py
    # As of which two times with_standing annotated it, where whoever did so says it: rules that write then do not ask again.
    stands_as_of: AsOf | None = None

    class Meta:
        ordering = ["number"]
        constraints = [models.UniqueConstraint(fields=["notice", "number"], name="one_item_per_number")]
        indexes = [models.Index(fields=["notice", "due_on"], name="item_due")]

    def __str__(self) -> str:
        return f"item {self.number}"

    @property
    def standing(self) -> str:
        """withdrawn, done, overdue, under_way or not_started; of an item that `with_standing` annotated."""
        if self.withdrawn:
            return "withdrawn"
        if self.progress == "done":
            return "done"
        return "overdue" if self.overdue_now else self.progress


class ExpectedEvidence(models.Model):
    """One thing that will show that an item is done, said beforehand, by its number in the item. Which of them hold is
    part of the item's terms; what was brought for it is Evidence."""

    item = models.ForeignKey(Item, on_delete=models.PROTECT, related_name="expected_evidence")
    number = models.PositiveIntegerField()
    words = models.CharField(max_length=300)

    objects = OfItemModelQuerySet.as_manager()

    class Meta:
        ordering = ["item", "number"]
        constraints = [
            models.UniqueConstraint(fields=["item", "number"], name="one_expected_evidence_per_number"),
            models.CheckConstraint(condition=~Q(words=""), name="expected_evidence_has_words"),
        ]

    def __str__(self) -> str:
        return self.words


class ItemTerms(LedgerRow):
    """What an item says from a day on: its words, who owns it, for which agency (others support it), under which objective,
    what it serves, what evidence will show it.

    A milestone may be a value of an indicator: `reach`, in the indicator's own unit. Terms that a HandOver wrote keep the
    decision of those before them.
    """

    parent_name = "item"
    item = models.ForeignKey(Item, on_delete=models.PROTECT, related_name="terms", db_index=False)
    words = models.TextField()
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    supporting = models.ManyToManyField(Agency, related_name="+")
    objective = models.ForeignKey(Objective, on_delete=models.PROTECT, null=True, related_name="+")
    serves = models.ManyToManyField(Requirement, related_name="+")
    recommendations = models.ManyToManyField(Recommendation, related_name="+")
    expected = models.ManyToManyField(ExpectedEvidence, related_name="+")
    withdrawn = models.BooleanField(default=False)
    decision = models.ForeignKey(Decision, on_delete=models.PROTECT, null=True, related_name="+")
    indicator = models.ForeignKey(Indicator, on_delete=models.PROTECT, null=True, related_name="+")
    reach = models.DecimalField(max_digits=12, decimal_places=2, null=True)

    objects = OfItemQuerySet.as_manager()

    class Meta:
        indexes = [ledger_index("item", "item_terms")]
        constraints = [
            *ledger_constraints("item", "item_terms"),
            models.CheckConstraint(
                condition=Q(withdrawn=False) | Q(decision__isnull=False), name="an_item_is_withdrawn_by_decision"
            ),
            models.CheckConstraint(
                condition=Q(indicator=None, reach=None) | Q(indicator__isnull=False, reach__isnull=False),
                name="a_value_to_reach_is_of_an_indicator",
            ),
        ]


class ProgressUpdate(LedgerRow):
    """What an owner said of an item: where it is, what was done, what comes next, and the forecast for its date.

    `owner` is whose update it is; `recorded_by` who typed it. It counts from the day it was submitted, and nobody approves it.
    """

    class Progress(models.TextChoices):
        NOT_STARTED = "not_started", "Not started"
        UNDER_WAY = "under_way", "Under way"
        DONE = "done", "Done"

    class Forecast(models.TextChoices):
        WILL_MEET = "will_meet", "Will meet"
        MAY_MISS = "may_miss", "May miss"
        WILL_MISS = "will_miss", "Will miss"
        CANNOT_TELL = "cannot_tell", "Cannot tell yet"

    parent_name = "item"
    item = models.ForeignKey(Item, on_delete=models.PROTECT, related_name="updates", db_index=False)
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    progress = models.CharField(max_length=20, choices=Progress)
    done_so_far = models.TextField(blank=True)
    next_step = models.TextField(blank=True)
    forecast = models.CharField(max_length=20, choices=Forecast, blank=True)
    source = models.TextField(blank=True)

    objects = OfItemQuerySet.as_manager()

    class Meta:
        indexes = [ledger_index("item", "progress_update")]
        constraints = [
            *ledger_constraints("item", "progress_update"),
            models.CheckConstraint(
                condition=Q(owner=F("recorded_by")) | ~Q(source=""), name="an_update_on_behalf_names_its_source"
            ),
        ]


class OverdueFlag(models.Model):
    """That an item was seen to pass a due date, once per date. A record for telling, never the truth of being late."""

    item = models.ForeignKey(Item, on_delete=models.PROTECT, related_name="flags")
    due_on = models.DateField()
    flagged_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["item", "due_on"], name="one_flag_per_item_and_date")]

    def __str__(self) -> str:
        return f"{self.item_id} {self.due_on}"
