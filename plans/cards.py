"""What lies before somebody who speaks for items? Each with its last words, a draft, and the form for more."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from accounts.models import User
from notices.models import Notice
from plans import standing
from plans.forms import UpdateForm
from plans.listing import ItemLine, lines
from plans.models import DateChange, DateRuling, Item, ProgressUpdate
from plans.querysets import rulings_in_force
from plans.rounds import NOT_UPDATED, WORDS
from plans.standing import NO_CHANGE
from records import drafts, wording
from records.clock import AsOf
from records.models import Draft


@dataclass(frozen=True)
class Card:
    """One open item before its owner. `unchanged` says the last words again in one press, where there are any."""

    line: ItemLine
    item: Item
    last: ProgressUpdate | None
    before: ProgressUpdate | None  # the last that said more than "No change"
    asked: DateChange | None  # the new date that waits for the Board
    told: ProgressUpdate | None  # the last that said what has been done
    draft: Draft | None
    form: UpdateForm
    unchanged: UpdateForm | None

    @property
    def round_word(self) -> str:
        """What was said of it in the round that it was annotated for (plans/rounds.py), in a word; nothing where nothing was."""
        state = getattr(self.item, "round_state", NOT_UPDATED)
        return "" if state == NOT_UPDATED else WORDS[state]

    @property
    def last_words(self) -> str:
        """What was said of it last; where that was "No change", what has not changed and since when; and where it did not
        say what has been done, what was said of that last."""
        if self.last is None:
            return ""
        if self.last.done_so_far == NO_CHANGE and self.before:
            return f"{wording.day(self.last.counts_on)}: No change since {self._words(self.before)}"
        if not self.last.done_so_far and self.told:
            return f"{self._words(self.last)} Before that, {self._words(self.told)}"
        return self._words(self.last)

    def _words(self, update: ProgressUpdate) -> str:
        by = "" if update.recorded_by_id == update.owner_id else f", entered by {update.recorded_by}"
        said = [f"{standing.word(self.item.kind, update.progress)}.", update.done_so_far]
        then = [f"Next: {update.next_step}"] if update.next_step else []
        return f"{wording.day(update.counts_on)}{by}: {' '.join(text for text in [*said, *then] if text)}"


def rulings_for(notice: Notice, person: User, asof: AsOf, *, since: date) -> list[DateRuling]:
    """How the Board has answered about the person's items from the day `since` on, newest first. One query."""
    mine = Item.objects.for_notice(notice).owned_by([person], asof)
    found = rulings_in_force(DateRuling, asof).filter(item__in=mine.values("pk"), counts_on__gte=since)
    return list(found.select_related("item", "change", "decision__meeting").order_by("-counts_on", "item__number"))


def cards(
    items: Iterable[Item], person: User, notice: Notice, asof: AsOf, *, form: type[UpdateForm] = UpdateForm
) -> list[Card]:
    """A card for each annotated item. Five queries: terms with their agencies, updates, drafts, the dates that wait."""
    items = list(items)
    kept = drafts.of(person, notice.slug)
    said: dict[int, list[ProgressUpdate]] = defaultdict(list)
    updates = ProgressUpdate.objects.as_of(asof).filter(item__in=items).select_related("owner", "recorded_by")
    for update in updates.latest_first():
        said[update.item_id].append(update)
    asked = DateChange.objects.in_bulk([item.waiting_id for item in items if item.waiting_id])
    return [
        _card(
            item,
            line,
            said[item.pk],
            asked.get(item.waiting_id),
            kept.get(draft_name(item)),
            form,
            late=item.due_now < asof.on,
        )
        for item, line in zip(items, lines(items, asof), strict=True)
    ]


def _card(
    item: Item,
    line: ItemLine,
    said: list[ProgressUpdate],
    asked: DateChange | None,
    draft: Draft | None,
    form: type[UpdateForm],
    *,
    late: bool,
) -> Card:
    last = said[0] if said else None
    begun: dict[str, object] = {"after": max((update.number for update in said), default=0)}
    if last:
        # A milestone is reached or not: its form has no step between. What was said to be done is put right.
        step = ProgressUpdate.Progress.UNDER_WAY if last.progress == ProgressUpdate.Progress.DONE else last.progress
        begun["progress"] = ProgressUpdate.Progress.NOT_STARTED if item.kind == Item.Kind.MILESTONE else step
        if not (item.moved_on and item.moved_on > last.counts_on):  # else it was made for another date
            begun["forecast"] = last.forecast
    again = begun | {"done_so_far": NO_CHANGE}
    can_repeat = last is not None and (begun.get("forecast") or late)
    return Card(
        line=line,
        item=item,
        last=last,
        before=next((update for update in said if update.done_so_far != NO_CHANGE), None),
        asked=asked,
        told=next((update for update in said if update.done_so_far not in ("", NO_CHANGE)), None),
        draft=draft,
        form=form(kind=item.kind, late=late, prefix=prefix(item), initial=begun | (draft.text if draft else {})),
        # Its boxes are hidden and stand beside those of `form`: no ids, or each would be there twice.
        unchanged=form(kind=item.kind, late=late, prefix=prefix(item), initial=again, auto_id=False)
        if can_repeat
        else None,
    )


def prefix(item: Item) -> str:
    return f"item-{item.number}"


def draft_name(item: Item) -> str:
    return f"update of item {item.number}"
