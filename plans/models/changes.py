"""What is asked about an item's terms and its plan, and answered? Drafts, changes, agreements of agencies, who stands in."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from boards.models import Decision
from notices.models import Agency, Notice
from notices.querysets import ScopedQuerySet
from plans.models.items import Item, Plan
from plans.querysets import OfNoticeQuerySet, OfTermsChangeQuerySet, PlanAgreementQuerySet, TermsChangeQuerySet
from records.models import LedgerRow, ledger_constraints, ledger_index


class ItemDraft(models.Model):
    """An item that somebody is writing and nobody has agreed, by its number among the notice's drafts. No fact: it is
    overwritten while it is written, stands in no answer as of any day, and is done with once `item` was agreed from it.

    `answers` holds the fields of the form as they were typed, by name.
    """

    notice = models.ForeignKey(Notice, on_delete=models.PROTECT, related_name="+")
    number = models.PositiveIntegerField()
    answers = models.JSONField(default=dict)
    version = models.PositiveIntegerField(default=1)
    written_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    changed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    changed_at = models.DateTimeField()
    item = models.OneToOneField(Item, on_delete=models.PROTECT, null=True, related_name="draft")

    objects = ScopedQuerySet.as_manager()

    class Meta:
        ordering = ["number"]
        constraints = [models.UniqueConstraint(fields=["notice", "number"], name="one_item_draft_per_number")]

    def __str__(self) -> str:
        return f"draft {self.number}"


class TermsChange(LedgerRow):
    """Other words, another owner or agency asked for an item; or that it be withdrawn, or taken up again, and why. It changes
    nothing: see TermsRuling. What is not asked to change is empty."""

    class What(models.TextChoices):
        CHANGE = "change", "Change it"
        WITHDRAW = "withdraw", "Withdraw it"
        REOPEN = "reopen", "Take it up again"

    parent_name = "item"
    item = models.ForeignKey(Item, on_delete=models.PROTECT, related_name="terms_changes", db_index=False)
    what = models.CharField(max_length=20, choices=What)
    words = models.TextField(blank=True)
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, null=True, related_name="+")
    reason = models.TextField()

    objects = TermsChangeQuerySet.as_manager()

    class Meta:
        indexes = [ledger_index("item", "terms_change")]
        constraints = [
            *ledger_constraints("item", "terms_change"),
            models.CheckConstraint(condition=~Q(reason=""), name="terms_are_changed_with_a_reason"),
            models.CheckConstraint(
                condition=(Q(what="change") & (~Q(words="") | Q(owner__isnull=False) | Q(agency__isnull=False)))
                | (~Q(what="change") & Q(words="", owner=None, agency=None)),
                name="a_change_of_terms_changes_something",
            ),
        ]


class TermsTakenBack(LedgerRow):
    """That a change of terms is asked for no longer, and why, said before the Board answered."""

    parent_name = "change"
    change = models.ForeignKey(TermsChange, on_delete=models.PROTECT, related_name="taken_back", db_index=False)
    reason = models.TextField(blank=True)

    objects = OfTermsChangeQuerySet.as_manager()

    class Meta:
        indexes = [ledger_index("change", "terms_taken_back")]
        constraints = ledger_constraints("change", "terms_taken_back")


class TermsRuling(LedgerRow):
    """The Board's answer to a TermsChange, by a decision and counting from its day. Where it agreed, the same act wrote the new
    ItemTerms under the same decision."""

    class Answer(models.TextChoices):
        AGREED = "agreed", "Agreed"
        REFUSED = "refused", "Refused"

    parent_name = "change"
    change = models.ForeignKey(TermsChange, on_delete=models.PROTECT, related_name="rulings", db_index=False)
    decision = models.ForeignKey(Decision, on_delete=models.PROTECT, related_name="+")
    answer = models.CharField(max_length=20, choices=Answer)
    words = models.TextField(blank=True)

    objects = OfTermsChangeQuerySet.as_manager()

    class Meta:
        indexes = [ledger_index("change", "terms_ruling")]
        constraints = [
            *ledger_constraints("change", "terms_ruling"),
            models.CheckConstraint(condition=~Q(answer="refused") | ~Q(words=""), name="terms_are_refused_with_words"),
        ]


class HandOver(LedgerRow):
    """That one person's open items passed to another, and why, in one act, numbered in the notice. The items' new terms were
    written with it."""

    parent_name = "notice"
    notice = models.ForeignKey(Notice, on_delete=models.PROTECT, related_name="+", db_index=False)
    from_person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    to_person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    reason = models.TextField()

    objects = OfNoticeQuerySet.as_manager()

    class Meta:
        indexes = [ledger_index("notice", "hand_over")]
        constraints = [
            *ledger_constraints("notice", "hand_over"),
            models.CheckConstraint(condition=~Q(reason=""), name="items_are_handed_over_with_a_reason"),
            models.CheckConstraint(condition=~Q(from_person=F("to_person")), name="items_are_handed_to_somebody_else"),
        ]


class Deputy(LedgerRow):
    """Who may speak for a person's items from a day to a day (both count), said of the person's items in one notice and
    numbered in it. The latest row of a person holds; one without a deputy says that nobody stands in."""

    parent_name = "notice"
    notice = models.ForeignKey(Notice, on_delete=models.PROTECT, related_name="+", db_index=False)
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    deputy = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    from_on = models.DateField()
    to_on = models.DateField()

    objects = OfNoticeQuerySet.as_manager()

    class Meta:
        indexes = [ledger_index("notice", "deputy")]
        constraints = [
            *ledger_constraints("notice", "deputy"),
            models.CheckConstraint(condition=Q(to_on__gte=F("from_on")), name="a_deputy_stands_in_for_a_time"),
            models.CheckConstraint(condition=~Q(person=F("deputy")), name="a_deputy_is_somebody_else"),
        ]


class PlanAgreement(LedgerRow):
    """What one agency said of a plan: that it agrees, or does not and why. Said here by its member, or entered with the source;
    the latest of an agency holds. What the Board agreed is a Decision."""

    class Answer(models.TextChoices):
        AGREED = "agreed", "Agreed"
        NOT_AGREED = "not_agreed", "Not agreed"

    parent_name = "plan"
    plan = models.ForeignKey(Plan, on_delete=models.PROTECT, related_name="agreements", db_index=False)
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    answer = models.CharField(max_length=20, choices=Answer)
    words = models.TextField(blank=True)
    source = models.TextField(blank=True)

    objects = PlanAgreementQuerySet.as_manager()

    class Meta:
        indexes = [ledger_index("plan", "plan_agreement")]
        constraints = [
            *ledger_constraints("plan", "plan_agreement"),
            models.CheckConstraint(
                condition=~Q(answer="not_agreed") | ~Q(words=""), name="a_plan_is_not_agreed_with_words"
            ),
        ]
