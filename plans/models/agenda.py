"""What is an item of an agenda about?"""

from django.db import models
from django.db.models import Q

from boards.models import AgendaItem
from indicators.models import Indicator
from notices.models import Measure
from plans.models.concerns import Concern
from plans.models.items import Item
from plans.querysets import AgendaSubjectQuerySet
from records.models import LedgerRow, ledger_constraints, ledger_index


class AgendaSubject(LedgerRow):
    """That an agenda item is about one thing: an item of the plan, an indicator, a measure of the notice or a concern; or, in a
    later row on the same thing, that it is not any more (`taken_off`)."""

    parent_name = "agenda_item"
    agenda_item = models.ForeignKey(AgendaItem, on_delete=models.PROTECT, related_name="+", db_index=False)
    item = models.ForeignKey(Item, on_delete=models.PROTECT, null=True, related_name="+")
    indicator = models.ForeignKey(Indicator, on_delete=models.PROTECT, null=True, related_name="+")
    measure = models.ForeignKey(Measure, on_delete=models.PROTECT, null=True, related_name="+")
    concern = models.ForeignKey(Concern, on_delete=models.PROTECT, null=True, related_name="+")
    taken_off = models.BooleanField(default=False)

    objects = AgendaSubjectQuerySet.as_manager()

    class Meta:
        indexes = [ledger_index("agenda_item", "agenda_subject")]
        constraints = [
            *ledger_constraints("agenda_item", "agenda_subject"),
            models.CheckConstraint(
                condition=Q(item__isnull=False, indicator=None, measure=None, concern=None)
                | Q(item=None, indicator__isnull=False, measure=None, concern=None)
                | Q(item=None, indicator=None, measure__isnull=False, concern=None)
                | Q(item=None, indicator=None, measure=None, concern__isnull=False),
                name="an_agenda_item_is_about_one_thing_a_row",
            ),
        ]
