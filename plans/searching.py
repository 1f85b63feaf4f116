"""Which items of the plan, concerns and evidence hold what is looked for? For members who see live rows."""

from collections.abc import Iterator
from typing import Any

from notices.searching import Viewer
from plans.models import Concern, Evidence, Item, ItemTerms
from records.searching import Hit, Sought


def search(sought: Sought, viewer: Viewer) -> Iterator[Hit]:
    """Three queries, however long the plan is."""
    yield from _items(sought, viewer)
    concerns = Concern.objects.for_notice(viewer.notice).as_of(viewer.asof)
    for number, words, on in concerns.values_list("number", "words", "counts_on"):
        yield from sought.look(
            Hit("concern", f"C{number}", words, (number,), on, number), f"concern {number}", f"concern c{number}"
        )
    evidence = Evidence.objects.for_notice(viewer.notice).as_of(viewer.asof)
    for number, title, on in evidence.values_list("number", "title", "counts_on"):
        yield from sought.look(
            Hit("evidence", f"E{number}", title, (number,), on, number), f"evidence {number}", f"evidence e{number}"
        )


def _items(sought: Sought, viewer: Viewer) -> Iterator[Hit]:
    """By the words that hold, withdrawn ones as well: somebody may look for what became of one."""
    items: Any = Item.objects.for_notice(viewer.notice).with_terms(viewer.asof).order_by()
    rows = ItemTerms.objects.for_notice(viewer.notice).filter(pk__in=items.values("terms_id"))
    for number, kind, words, on, withdrawn in rows.values_list(
        "item__number", "item__kind", "words", "counts_on", "withdrawn"
    ):
        label = Item.Kind(kind).label
        yield from sought.look(
            Hit("item", f"{label} {number}", words, (number,), on, number, note="withdrawn" if withdrawn else ""),
            f"item {number}",
        )
