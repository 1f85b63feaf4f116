"""Which overdue items has nobody explained? Neither an analysis that still explains them, nor a word since they were due."""

from django.db.models import Case, Exists, OuterRef, Q, Subquery, When

from plans.models import DateChange, DateRuling, ProgressUpdate
from plans.querysets import ItemQuerySet, rulings_in_force
from plans.standing import NO_CHANGE
from records.clock import AsOf


def with_unwritten(items: ItemQuerySet, asof: AsOf) -> ItemQuerySet:
    """Annotates items with their standing with `unwritten`: overdue now, and unexplained.

    An analysis explains the date that it asked for: where the Board gave one and that has passed as well, it explains
    nothing. "No change" is no word.
    """
    said = ProgressUpdate.objects.as_of(asof).filter(item=OuterRef("pk"), counts_on__gt=OuterRef("due_now"))
    asked = DateChange.objects.asked_still(asof).filter(item=OuterRef("pk")).latest_first()
    given = rulings_in_force(DateRuling, asof).filter(change=OuterRef("asked_id"), to_on__isnull=False)
    unexplained = (Q(asked_id=None) | Exists(given)) & ~Exists(said.exclude(done_so_far__in=["", NO_CHANGE]))
    return items.annotate(asked_id=Subquery(asked.values("pk")[:1])).annotate(
        unwritten=Case(When(Q(overdue_now=True) & unexplained, then=True), default=False)
    )
