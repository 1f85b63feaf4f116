"""What was brought to show that a requirement is met or an item done, and what did a reviewer answer?"""

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from boards.models import Decision
from notices.models import Notice, Requirement
from plans.evidence_querysets import EvidenceQuerySet, OfEvidenceQuerySet
from plans.models.items import ExpectedEvidence, Item
from records.models import LedgerRow, StoredFile, ledger_constraints, ledger_index


class Evidence(LedgerRow):
    """A file, a note or a link that is said to show that requirements are met or an item is done, numbered in its notice (E12).

    Not yet proof of anything: a reviewer answers it in EvidenceRuling. What was returned is answered by another row.
    """

    class Strength(models.TextChoices):
        SELF_REPORTED = "self_reported", "Self-reported"
        SAMPLED_BY_AUDIT = "sampled_by_audit", "Sampled by audit"
        INDEPENDENTLY_VERIFIED = "independently_verified", "Independently verified"

    parent_name = "notice"
    notice = models.ForeignKey(Notice, on_delete=models.PROTECT, related_name="+", db_index=False)
    title = models.CharField(max_length=200)
    note = models.TextField(blank=True)
    link = models.CharField(max_length=500, blank=True)
    file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, null=True, related_name="+")
    file_name = models.CharField(max_length=255, blank=True)
    strength = models.CharField(max_length=30, choices=Strength)
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    source = models.TextField(blank=True)
    item = models.ForeignKey(Item, on_delete=models.PROTECT, null=True, related_name="evidence")
    expected = models.ForeignKey(ExpectedEvidence, on_delete=models.PROTECT, null=True, related_name="brought")
    requirements = models.ManyToManyField(Requirement, related_name="+")
    review_by_on = models.DateField(null=True)
    supersedes = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="superseded_by")

    objects = EvidenceQuerySet.as_manager()

    # What EvidenceQuerySet.with_state annotates; no columns.
    answer: str | None
    state: str

    class Meta:
        indexes = [ledger_index("notice", "evidence")]
        constraints = [
            *ledger_constraints("notice", "evidence"),
            models.CheckConstraint(condition=~Q(title=""), name="evidence_has_a_title"),
            models.CheckConstraint(
                condition=~Q(note="") | ~Q(link="") | Q(file__isnull=False), name="evidence_is_a_file_a_note_or_a_link"
            ),
            models.CheckConstraint(
                condition=Q(file=None, file_name="") | (Q(file__isnull=False) & ~Q(file_name="")),
                name="a_file_has_a_name",
            ),
            models.CheckConstraint(
                condition=Q(link="") | Q(link__startswith="https://"), name="evidence_links_by_https"
            ),
            models.CheckConstraint(
                condition=Q(owner=F("recorded_by")) | ~Q(source=""), name="evidence_on_behalf_names_its_source"
            ),
        ]

    def __str__(self) -> str:
        return self.reference

    @property
    def reference(self) -> str:
        return f"E{self.number}"


class EvidenceRuling(LedgerRow):
    """A reviewer's answer to one piece of evidence: that it shows what it is said to show, or that it does not, and why. Or
    that the Board has reopened it by a decision: then it waits for a reviewer again."""

    class Answer(models.TextChoices):
        ACCEPTED = "accepted", "Accepted"
        RETURNED = "returned", "Returned"
        REOPENED = "reopened", "Reopened by the Board"

    parent_name = "evidence"
    evidence = models.ForeignKey(Evidence, on_delete=models.PROTECT, related_name="rulings", db_index=False)
    answer = models.CharField(max_length=20, choices=Answer)
    words = models.TextField(blank=True)
    decision = models.ForeignKey(Decision, on_delete=models.PROTECT, null=True, related_name="+")

    objects = OfEvidenceQuerySet.as_manager()

    class Meta:
        indexes = [ledger_index("evidence", "evidence_ruling")]
        constraints = [
            *ledger_constraints("evidence", "evidence_ruling"),
            models.CheckConstraint(
                condition=~Q(answer__in=["returned", "reopened"]) | ~Q(words=""), name="evidence_is_returned_with_words"
            ),
            models.CheckConstraint(
                condition=Q(answer="reopened", decision__isnull=False) | (~Q(answer="reopened") & Q(decision=None)),
                name="evidence_is_reopened_by_decision",
            ),
        ]
