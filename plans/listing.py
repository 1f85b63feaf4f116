"""How are items shown in lists? Lines in words, a page of them in a fixed number of queries; which ones, plans.finding says."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.core.paginator import Page, Paginator

from accounts.models import User
from boards.models import Meeting
from notices.models import Notice
from plans import standing
from plans.models import Item, ItemTerms
from plans.querysets import ItemQuerySet
from plans.reaching import reach_words
from records import wording
from records.clock import AsOf

A_PAGE = 100


@dataclass(frozen=True, slots=True)
class ItemLine:
    """One item as lists show it: everything in words, so that a template only sets it."""

    number: int
    kind: str
    words: str
    owner: str
    agency: str
    first_date: str
    date_now: str
    moved: bool
    slips: int
    days_slipped: int  # from the first date to the date now; below nought where it was brought forward
    word: str
    lateness: str
    forecast: str
    updated: str
    waiting: bool
    reach: str = ""  # of a milestone that is a value of an indicator: reaches 85 % of CP-02

    @property
    def moved_words(self) -> str:
        return standing.moved_words(self.slips, self.days_slipped)

    @property
    def days_words(self) -> str:
        return standing.days_words(self.days_slipped)

    @property
    def dates(self) -> str:
        """Every date of the item in a phrase."""
        moved = f" (first {self.first_date}, {self.moved_words})" if self.moved else ""
        return f"Due {self.date_now}{moved}" + ("; a new date waits for the Board" if self.waiting else "")


def items_of(notice: Notice, asof: AsOf, *owners: User) -> ItemQuerySet:
    """The items that exist as of `asof`, annotated; of these owners, where any is given."""
    found = Item.objects.for_notice(notice)
    mine = found.owned_by(owners, asof) if owners else found
    return mine.with_standing(asof).with_waiting_change(asof).with_evidenced(asof)


def page_of_lines(notice: Notice, keys: Sequence[int], *, page: str, asof: AsOf, holds_from: date) -> Page:
    """A Page whose object_list is ItemLines, in the order of these keys. Two queries, whatever the length of the list."""
    found: Page = Paginator(keys, A_PAGE).get_page(page)
    found.object_list = lines(items_in_order(notice, asof, list(found)), asof, holds_from=holds_from)
    return found


def items_in_order(notice: Notice, asof: AsOf, keys: Sequence[int]) -> list[Item]:
    """The items with these keys, annotated, in their order. One query."""
    items = items_of(notice, asof).in_bulk(keys)
    return [items[key] for key in keys]


def lines(items: Iterable[Item], asof: AsOf, *, holds_from: date | None = None) -> list[ItemLine]:
    """Annotated items of one notice in words, in their order. One query for the terms of all, one for since when forecasts
    hold (unless the caller knows), one where a milestone is a value of an indicator, and the one that `items` may be."""
    items = list(items)
    if not items:
        return []
    if holds_from is None:
        holds_from = Meeting.objects.filter(board__notice=items[0].notice_id).forecasts_hold_from(asof)
    terms = ItemTerms.objects.select_related("owner", "agency").in_bulk([item.terms_id for item in items])
    reach = reach_words(terms.values(), asof)
    return [_line(item, terms[item.terms_id], asof, holds_from, reach.get(item.terms_id, "")) for item in items]


def _line(item: Item, terms: ItemTerms, asof: AsOf, holds_from: date, reach: str) -> ItemLine:
    return ItemLine(
        number=item.number,
        kind=item.get_kind_display(),
        words=terms.words,
        owner=terms.owner.name,
        agency=terms.agency.name,
        first_date=wording.due(item.due_on, item.due_precision),
        date_now=wording.due(item.due_now, item.due_now_precision),
        moved=item.due_now != item.due_on,
        slips=item.slips,
        days_slipped=(item.due_now - item.due_on).days,
        word=standing.word(item.kind, item.standing, evidenced=item.evidenced),
        lateness=standing.lateness(
            standing=item.standing,
            due_on=item.due_on,
            due_now=item.due_now,
            progress_on=item.progress_on,
            on=asof.on,
        ),
        forecast=standing.forecast_word(item, holds_from=holds_from),
        updated=wording.day(item.progress_on) if item.progress_on else "",
        waiting=item.waiting_id is not None,
        reach=reach,
    )
