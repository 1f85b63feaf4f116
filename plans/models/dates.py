"""Which other dates were asked for, and what was answered? Nothing moves but by a ruling."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from boards.models import Decision
from plans.models.items import Item, Precision
from plans.querysets import DateChangeQuerySet, OfDateChangeQuerySet, OfItemQuerySet
from records.models import LedgerRow, ledger_constraints, ledger_index


class DateChange(LedgerRow):
    """A new date asked for, with the analysis of why the old one fails and the remedy. It moves nothing: see DateRuling."""

    parent_name = "item"
    item = models.ForeignKey(Item, on_delete=models.PROTECT, related_name="date_changes", db_index=False)
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    to_on = models.DateField()
    to_precision = models.CharField(max_length=10, choices=Precision, default=Precision.DAY)
    analysis = models.TextField()
    remedy = models.TextField()

    objects = DateChangeQuerySet.as_manager()

    class Meta:
        indexes = [ledger_index("item", "date_change")]
        constraints = [
            *ledger_constraints("item", "date_change"),
            models.CheckConstraint(
                condition=~Q(analysis="") & ~Q(remedy=""), name="date_change_says_why_and_what_next"
            ),
        ]


class DateTakenBack(LedgerRow):
    """That a date asked for is asked for no longer, and why, said before the Board answered."""

    parent_name = "change"
    change = models.ForeignKey(DateChange, on_delete=models.PROTECT, related_name="taken_back", db_index=False)
    reason = models.TextField(blank=True)

    objects = OfDateChangeQuerySet.as_manager()

    class Meta:
        indexes = [ledger_index("change", "date_taken_back")]
        constraints = ledger_constraints("change", "date_taken_back")


class DateRuling(LedgerRow):
    """The Board's answer to a DateChange, by a decision and counting from its day. A later ruling on the same question, under the
    decision that replaces the first, answers it again."""

    class Answer(models.TextChoices):
        AGREED = "agreed", "Agreed"
        REFUSED = "refused", "Refused"
        OTHER = "other", "Agreed with another date"

    parent_name = "change"
    change = models.ForeignKey(DateChange, on_delete=models.PROTECT, related_name="rulings", db_index=False)
    item = models.ForeignKey(Item, on_delete=models.PROTECT, related_name="rulings", db_index=False)
    decision = models.ForeignKey(Decision, on_delete=models.PROTECT, related_name="+")
    answer = models.CharField(max_length=20, choices=Answer)
    to_on = models.DateField(null=True)
    to_precision = models.CharField(max_length=10, choices=Precision, default=Precision.DAY)
    words = models.TextField(blank=True)

    objects = OfItemQuerySet.as_manager()

    class Meta:
        indexes = [
            ledger_index("change", "date_ruling"),
            models.Index(
                F("item"), F("counts_on").desc(), F("recorded_at").desc(), F("number").desc(), name="date_ruling_item"
            ),
        ]
        constraints = [
            *ledger_constraints("change", "date_ruling"),
            models.CheckConstraint(
                condition=(Q(answer="refused", to_on=None) & ~Q(words=""))
                | (~Q(answer="refused") & Q(to_on__isnull=False)),
                name="a_ruling_gives_a_date_or_refuses_with_words",
            ),
        ]
