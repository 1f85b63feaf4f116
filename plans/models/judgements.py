"""What is the Board's word for each measure of the notice, meeting by meeting?"""

from django.db import models
from django.db.models import Q

from boards.models import Decision
from notices.models import Measure
from plans.querysets import JudgementQuerySet
from records.models import LedgerRow, ledger_constraints, ledger_index


class Judgement(LedgerRow):
    """The Board's word for one measure, by a decision and counting from its day. Nothing computes it, and it falls with
    its decision where that is replaced.

    `printed_reason` is what stands beside "Met" wherever it is printed, where not all of the measure was evidenced.
    """

    class Word(models.TextChoices):
        MET = "met", "Met"
        ON_COURSE = "on_course", "On course"
        AT_RISK = "at_risk", "At risk"
        OFF_COURSE = "off_course", "Off course"

    parent_name = "measure"
    measure = models.ForeignKey(Measure, on_delete=models.PROTECT, related_name="+", db_index=False)
    decision = models.ForeignKey(Decision, on_delete=models.PROTECT, related_name="+")
    word = models.CharField(max_length=20, choices=Word)
    reason = models.TextField(blank=True)
    printed_reason = models.TextField(blank=True)

    objects = JudgementQuerySet.as_manager()

    class Meta:
        indexes = [ledger_index("measure", "judgement")]
        constraints = [
            *ledger_constraints("measure", "judgement"),
            models.UniqueConstraint(fields=["measure", "decision"], name="a_decision_judges_a_measure_once"),
            models.CheckConstraint(
                condition=Q(printed_reason="") | Q(word="met"), name="a_printed_reason_stands_beside_met"
            ),
        ]
