"""A report is a photograph: purpose and date, the text the chair wrote, the frozen JSON, the signature, the immutable edition."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from notices.models import Notice, ReportingPoint, Review
from notices.querysets import ScopedQuerySet
from records.models import LedgerRow, ledger_constraints, ledger_index
from reports.querysets import EditionQuerySet


class Report(models.Model):
    """A report of one purpose, by its number: the information to Ministers at one reporting point, the pack for one review, or
    one that is drawn up whenever it is wanted. Its editions are what was signed."""

    class Purpose(models.TextChoices):
        MINISTERS = "ministers", "Information to Ministers"
        REVIEW = "review", "Pack for a review by the Department"
        EXCEPTIONS = "exceptions", "Exception report"
        PLAN = "plan", "Plan on a page"

    notice = models.ForeignKey(Notice, on_delete=models.PROTECT, related_name="+")
    number = models.PositiveIntegerField()
    purpose = models.CharField(max_length=20, choices=Purpose, default=Purpose.MINISTERS)
    point = models.OneToOneField(ReportingPoint, on_delete=models.PROTECT, null=True, related_name="+")
    review = models.OneToOneField(Review, on_delete=models.PROTECT, null=True, related_name="+")
    begun_at = models.DateTimeField()

    objects = ScopedQuerySet.as_manager()

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["notice", "number"], name="one_report_per_number"),
            models.CheckConstraint(
                condition=Q(purpose="ministers", point__isnull=False, review=None)
                | Q(purpose="review", point=None, review__isnull=False)
                | Q(purpose__in=["exceptions", "plan"], point=None, review=None),
                name="a_report_is_of_what_its_purpose_says",
            ),
        ]

    def __str__(self) -> str:
        return f"report {self.number}"


class ReportText(LedgerRow):
    """The chair's own words as saved at one moment: the judgement, on four fixed questions. `on_behalf_of` is the chair where
    somebody else typed them, who is `recorded_by`."""

    parent_name = "report"
    on_behalf_of = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    report = models.ForeignKey(Report, on_delete=models.PROTECT, related_name="texts")
    safer = models.TextField(blank=True)
    will_meet = models.TextField(blank=True)
    sustain = models.TextField(blank=True)
    ask = models.TextField(blank=True)

    class Meta:
        indexes = [ledger_index("report", "report_text")]
        constraints = ledger_constraints("report", "report_text")


class Photograph(models.Model):
    """The whole position of a notice as of (on, known) and the words around it, as canonical JSON. Never changes.

    It belongs to a report, where it is numbered among the report's, or to a Circulation, and then to no report."""

    notice = models.ForeignKey(Notice, on_delete=models.PROTECT, related_name="+")
    report = models.ForeignKey(Report, on_delete=models.PROTECT, null=True, related_name="photographs")
    number = models.PositiveIntegerField()
    text_number = models.PositiveIntegerField()
    on = models.DateField()
    known = models.DateTimeField()
    taken_at = models.DateTimeField()
    taken_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    schema = models.PositiveIntegerField()
    body = models.TextField()
    sha256 = models.CharField(max_length=64)

    objects = ScopedQuerySet.as_manager()

    class Meta:
        ordering = ["number"]
        constraints = [models.UniqueConstraint(fields=["report", "number"], name="one_photograph_per_number")]
        indexes = [models.Index(fields=["sha256"], name="photograph_sha256")]

    def __str__(self) -> str:
        return self.sha256[:12]


class Edition(models.Model):
    """An immutable published version of a report: one photograph, signed. A correction is a new edition, which says what it
    corrects."""

    report = models.ForeignKey(Report, on_delete=models.PROTECT, related_name="editions")
    number = models.PositiveIntegerField()
    photograph = models.OneToOneField(Photograph, on_delete=models.PROTECT, related_name="edition")
    published_at = models.DateTimeField()
    corrects = models.TextField(blank=True)
    replaces = models.OneToOneField("self", on_delete=models.PROTECT, null=True, related_name="replaced_by")

    objects = EditionQuerySet.as_manager()
    superseded_by: "Edition | None"  # said by reports/withdrawing.py

    class Meta:
        ordering = ["number"]
        constraints = [models.UniqueConstraint(fields=["report", "number"], name="one_edition_per_number")]

    def __str__(self) -> str:
        return f"edition {self.number}"


class Signature(models.Model):
    """The chair's signature on one fingerprint: that of the photograph which the chair was shown."""

    edition = models.OneToOneField(Edition, on_delete=models.PROTECT, related_name="signature")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=120)
    role = models.CharField(max_length=60)
    signed_at = models.DateTimeField()
    sha256 = models.CharField(max_length=64)

    def __str__(self) -> str:
        return f"{self.name} on {self.sha256[:12]}"
