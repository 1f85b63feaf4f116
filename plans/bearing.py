"""What is being done about some of the indicators: which items of the plan bear on them, and which concerns are open?"""

from dataclasses import dataclass
from typing import Any

from django.db.models import Q

from notices.models import Notice
from plans.concern_list import NONE_NEEDED, concerns_of
from plans.listing import ItemLine, items_of, lines
from plans.models import Concern, ItemTerms
from records.clock import AsOf


@dataclass(frozen=True)
class Bearing:
    """Items that are not withdrawn, those still open before those done, each by its due date; and the concerns about these
    items or indicators of which the Board has not said that nothing is needed."""

    open: list[ItemLine]
    done: list[ItemLine]
    overdue: int
    concerns: list[dict[str, Any]]


def bearing_on(notice: Notice, asof: AsOf, *, codes: tuple[str, ...], terms: Q) -> Bearing:
    """`codes` are the indicators, `terms` says of ItemTerms which items bear on them; a milestone that is a value of one always
    does. Five queries, however many rows."""
    held = ItemTerms.objects.filter(terms | Q(indicator__code__in=codes), item__notice=notice, withdrawn=False)
    found = list(items_of(notice, asof).filter(terms_id__in=held.values("pk")).order_by("due_now", "number"))
    done = {item.number for item in found if item.standing == "done"}
    all_lines = lines(found, asof)
    about = Q(indicator__code__in=codes) | Q(item__in=[item.pk for item in found])
    concerns = concerns_of(notice, asof, Concern.objects.for_notice(notice).filter(about))
    return Bearing(
        open=[line for line in all_lines if line.number not in done],
        done=[line for line in all_lines if line.number in done],
        overdue=sum(item.standing == "overdue" for item in found),
        concerns=[row for row in concerns if row["state"] != NONE_NEEDED],
    )
