"""What stands of the items in a workbook: as it leaves, and when it comes back?"""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from django.db.models import Max

from accounts.models import User
from notices.models import Notice
from plans import standing
from plans.listing import items_of
from plans.models import DateChange, Item, ItemTerms, ProgressUpdate
from plans.querysets import OPEN, OfItemQuerySet
from records import wording
from records.clock import AsOf


@dataclass(frozen=True)
class Facts:
    """Annotated items and what was said last of each, all in six queries, each made when it is first asked."""

    items: list[Item]
    asof: AsOf

    @cached_property
    def by_number(self) -> dict[int, Item]:
        return {item.number: item for item in self.items}

    @cached_property
    def terms(self) -> dict[int, ItemTerms]:
        """By their own key."""
        return ItemTerms.objects.select_related("owner", "agency").in_bulk([item.terms_id for item in self.items])

    @cached_property
    def said(self) -> dict[int, ProgressUpdate]:
        """By item, the update that counts."""
        found = ProgressUpdate.objects.current(self.asof).filter(item__in=self.items)
        return {update.item_id: update for update in found.select_related("owner", "recorded_by")}

    @cached_property
    def updates(self) -> dict[int, int]:
        """By item, the number of its last update."""
        return _last_numbers(ProgressUpdate.objects.filter(item__in=self.items))

    @cached_property
    def changes(self) -> dict[int, int]:
        """By item, the number of the last date that was asked for."""
        return _last_numbers(DateChange.objects.filter(item__in=self.items))

    def owner(self, item: Item) -> User:
        return self.terms[item.terms_id].owner

    def version(self, item: Item) -> str:
        """What the workbook carries, so that a row is known in which somebody wrote since."""
        return f"u{self.updates.get(item.pk, 0)} d{self.changes.get(item.pk, 0)}"


def _last_numbers(ledger: OfItemQuerySet) -> dict[int, int]:
    return dict(ledger.order_by().values("item").annotate(last=Max("number")).values_list("item", "last"))


def open_items(notice: Notice, asof: AsOf, *owners: User) -> Facts:
    """What a workbook holds as it leaves: open items, of these owners or of all, soonest due first."""
    return Facts(list(items_of(notice, asof, *owners).filter(OPEN).order_by("due_now", "number")), asof)


def numbered(notice: Notice, asof: AsOf, numbers: Iterable[int]) -> Facts:
    """What a workbook names when it comes back, done and withdrawn items among it."""
    found = items_of(notice, asof).filter(number__in=set(numbers))
    items = list(found)
    for item in items:
        item.notice = notice  # one row for all, so that what it rests on is asked for once
    return Facts(items, asof)


def progress_choices(kind: str) -> dict[str, str]:
    """Where an item can be said to be, by the words of its kind: a milestone is reached or it is not."""
    steps = [step for step in ProgressUpdate.Progress if kind == Item.Kind.ACTION or step != "under_way"]
    return {step.value: standing.word(kind, step.value) for step in steps}


def in_words(item: Item, update: ProgressUpdate | None) -> str:
    """What was said last, in a sentence or two."""
    if update is None:
        return "Nothing has been said yet."
    by = "" if update.recorded_by_id == update.owner_id else f", entered by {update.recorded_by}"
    said = [f"{standing.word(item.kind, update.progress)}.", update.done_so_far]
    said += [f"Next: {update.next_step}"] if update.next_step else []
    return f"{wording.day(update.counts_on)}{by}: {' '.join(text for text in said if text)}"
