"""Of which overdue items has nobody written why? No analysis of them still explains anything."""

from django.db.models import Case, Exists, OuterRef, Q, Subquery, When

from plans.models import DateChange, DateRuling
from plans.querysets import ItemQuerySet, rulings_in_force
from records.clock import AsOf


def with_unwritten(items: ItemQuerySet, asof: AsOf) -> ItemQuerySet:
    """Annotates items with their standing with `unwritten`: overdue now, and without an analysis (the notice, RP1.b).

    An analysis explains the date that it asked for: where the Board gave one and that has passed as well, it explains
    nothing. What an update says is no analysis.
    """
    asked = DateChange.objects.asked_still(asof).filter(item=OuterRef("pk")).latest_first()
    given = rulings_in_force(DateRuling, asof).filter(change=OuterRef("asked_id"), to_on__isnull=False)
    return items.annotate(asked_id=Subquery(asked.values("pk")[:1])).annotate(
        unwritten=Case(When(Q(overdue_now=True) & (Q(asked_id=None) | Exists(given)), then=True), default=False)
    )
