"""How a report is prepared before it is signed, and what became of it: the council's part, remarks, sending, withdrawal."""

from django.conf import settings
from django.db import models

from records.models import LedgerRow, ledger_constraints, ledger_index
from reports.models.editions import Edition, Photograph, Report
from reports.querysets import SendingQuerySet


class Contribution(LedgerRow):
    """What the council says for a report, as saved at one moment: three fixed questions. The chair's words are in ReportText."""

    parent_name = "report"
    report = models.ForeignKey(Report, on_delete=models.PROTECT, related_name="contributions")
    better = models.TextField(blank=True)
    off_plan = models.TextField(blank=True)
    risks = models.TextField(blank=True)

    class Meta:
        indexes = [ledger_index("report", "contribution")]
        constraints = ledger_constraints("report", "contribution")


class Remark(LedgerRow):
    """What somebody remarks on a draft that was drawn up: on one of its numbered paragraphs, or on the whole (0). The council's
    factual check is made of these; nobody's remark changes a word."""

    parent_name = "report"
    report = models.ForeignKey(Report, on_delete=models.PROTECT, related_name="remarks")
    photograph = models.ForeignKey(Photograph, on_delete=models.PROTECT, related_name="+")
    paragraph = models.PositiveIntegerField(default=0)
    words = models.TextField()

    class Meta:
        indexes = [ledger_index("report", "remark")]
        constraints = ledger_constraints("report", "remark")


class RemarkAnswer(LedgerRow):
    """How the chair or the secretary dealt with a remark. A report with an open one is not signed."""

    parent_name = "remark"
    remark = models.ForeignKey(Remark, on_delete=models.PROTECT, related_name="answers")
    words = models.TextField()

    class Meta:
        indexes = [ledger_index("remark", "remark_answer")]
        constraints = ledger_constraints("remark", "remark_answer")


class FactualCheck(LedgerRow):
    """That the council has read a draft for facts, and has no more to remark on it."""

    parent_name = "report"
    report = models.ForeignKey(Report, on_delete=models.PROTECT, related_name="checks")
    photograph = models.ForeignKey(Photograph, on_delete=models.PROTECT, related_name="+")

    class Meta:
        indexes = [ledger_index("report", "factual_check")]
        constraints = ledger_constraints("report", "factual_check")


class Sending(LedgerRow):
    """That an edition was sent, to whom and how. It counts from the day on which it was sent."""

    parent_name = "edition"
    edition = models.ForeignKey(Edition, on_delete=models.PROTECT, related_name="sendings")
    to = models.CharField(max_length=200)
    how = models.CharField(max_length=200)

    objects = SendingQuerySet.as_manager()

    class Meta:
        indexes = [ledger_index("edition", "sending")]
        constraints = ledger_constraints("edition", "sending")


class Acknowledgement(LedgerRow):
    """That somebody said that an edition arrived, on the day from which it counts, and where that is known from."""

    parent_name = "edition"
    edition = models.ForeignKey(Edition, on_delete=models.PROTECT, related_name="acknowledgements")
    by_whom = models.CharField(max_length=200)
    source = models.CharField(max_length=200)

    class Meta:
        indexes = [ledger_index("edition", "acknowledgement")]
        constraints = ledger_constraints("edition", "acknowledgement")


class Withdrawal(models.Model):
    """That an edition is withdrawn, and why. Its stored bytes stay; nobody is given them any more."""

    edition = models.OneToOneField(Edition, on_delete=models.PROTECT, related_name="withdrawal")
    reason = models.TextField()
    withdrawn_at = models.DateTimeField()
    withdrawn_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    def __str__(self) -> str:
        return f"withdrawal of {self.edition_id}"
