"""A report is a photograph: purpose and date, the text the chair wrote, the frozen JSON, the signature, the immutable edition."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from boards.models import AgendaItem, Decision, Meeting
from notices.models import Notice, ReportingPoint
from notices.querysets import ScopedQuerySet
from records.models import LedgerRow, StoredFile, ledger_constraints, ledger_index
from reports.querysets import CirculationQuerySet


class Report(models.Model):
    """A report for Ministers at one reporting point of the notice, by its number. Its editions are what was signed."""

    notice = models.ForeignKey(Notice, on_delete=models.PROTECT, related_name="+")
    number = models.PositiveIntegerField()
    point = models.OneToOneField(ReportingPoint, on_delete=models.PROTECT, related_name="+")
    begun_at = models.DateTimeField()

    objects = ScopedQuerySet.as_manager()

    class Meta:
        ordering = ["number"]
        constraints = [models.UniqueConstraint(fields=["notice", "number"], name="one_report_per_number")]

    def __str__(self) -> str:
        return f"report {self.number}"


class ReportText(LedgerRow):
    """The chair's own words as saved at one moment: the judgement, on four fixed questions."""

    parent_name = "report"
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
    """An immutable published version of a report: one photograph, signed. A correction is a new edition."""

    report = models.ForeignKey(Report, on_delete=models.PROTECT, related_name="editions")
    number = models.PositiveIntegerField()
    photograph = models.OneToOneField(Photograph, on_delete=models.PROTECT, related_name="edition")
    published_at = models.DateTimeField()
    replaces = models.OneToOneField("self", on_delete=models.PROTECT, null=True, related_name="replaced_by")

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


class Circulation(LedgerRow):
    """The pack of a meeting as it was sent to the members (number 1), or a later supplement to it: a photograph that holds the
    agenda, which papers in which version, and, in the pack itself, the position. Never changes."""

    parent_name = "meeting"
    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="+", db_index=False)
    photograph = models.OneToOneField(Photograph, on_delete=models.PROTECT, related_name="circulation")

    objects = CirculationQuerySet.as_manager()

    class Meta:
        indexes = [ledger_index("meeting", "circulation")]
        constraints = ledger_constraints("meeting", "circulation")

    def __str__(self) -> str:
        return "pack" if self.number == 1 else f"supplement {self.number - 1}"


class DecisionBasis(models.Model):
    """On what a decision was taken: the agenda item under which, and the pack whose figures lay before the Board, if one did."""

    decision = models.OneToOneField(Decision, on_delete=models.PROTECT, related_name="+")
    item = models.ForeignKey(AgendaItem, on_delete=models.PROTECT, related_name="+")
    circulation = models.ForeignKey(Circulation, on_delete=models.PROTECT, null=True, related_name="+")

    def __str__(self) -> str:
        return f"decision {self.decision_id} under {self.item_id}"


class Production(models.Model):
    """The drawing of a PDF, of an edition or of a pack: waiting, working, ready or failed. The row is the queue; `file` is the
    result. A pack is drawn twice, whole and, where it has closed items, without them (`open_only`); `pages` says on which page
    each of its parts begins and ends, and `done` of `parts` how far it is."""

    class State(models.TextChoices):
        WAITING = "waiting", "Waiting"
        WORKING = "working", "Being produced"
        READY = "ready", "Ready"
        FAILED = "failed", "Failed"

    edition = models.OneToOneField(Edition, on_delete=models.PROTECT, null=True, related_name="production")
    circulation = models.ForeignKey(Circulation, on_delete=models.PROTECT, null=True, related_name="productions")
    open_only = models.BooleanField(default=False)
    state = models.CharField(max_length=20, choices=State, default=State.WAITING)
    claimed_at = models.DateTimeField(null=True)
    attempts = models.PositiveIntegerField(default=0)
    error = models.TextField(blank=True)
    file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, null=True, related_name="+")
    pages = models.JSONField(default=dict)
    done = models.PositiveSmallIntegerField(default=0)
    parts = models.PositiveSmallIntegerField(default=0)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(edition__isnull=False, circulation=None) | Q(edition=None, circulation__isnull=False),
                name="an_edition_or_a_pack_is_drawn",
            ),
            models.UniqueConstraint(fields=["circulation", "open_only"], name="a_pack_is_drawn_once_for_each_reader"),
            models.CheckConstraint(
                condition=Q(state="ready", file__isnull=False) | (~Q(state="ready") & Q(file=None)),
                name="only_a_ready_one_has_its_file",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.edition_id} {self.state}"
