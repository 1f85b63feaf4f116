"""What was circulated for a meeting, and what the Board had before it when it decided."""

from django.db import models

from boards.models import AgendaItem, Decision, Meeting
from records.models import LedgerRow, ledger_constraints, ledger_index
from reports.models.editions import Photograph
from reports.querysets import CirculationQuerySet


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
