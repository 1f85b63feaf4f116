"""How are items listed? Counts by one aggregate, and a page of lines, soonest first, in a fixed number of queries."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date

from django.core.paginator import Page, Paginator
from django.db.models import Count, Q, QuerySet

from accounts.models import User
from boards.models import Meeting
from notices.models import Notice
from plans import standing
from plans.models import DateChange, Item, ItemTerms
from plans.querysets import AGREED, DONE, OPEN, ItemQuerySet, overdue_first, overdue_now
from plans.reaching import reach_words
from records import wording
from records.clock import AsOf

A_PAGE = 100


@dataclass(frozen=True)
class Choice:
    """One way to narrow the list: its key in the address, its words, and which items it keeps as of two times."""

    key: str
    label: str
    keeps: Callable[[AsOf], Q]


def waiting(asof: AsOf) -> Q:
    """A date change of the item waits for the Board's answer."""
    return AGREED & Q(pk__in=DateChange.objects.waiting(asof).values("item"))


CHOICES = (
    Choice("open", "Open items", lambda asof: OPEN),
    Choice("overdue", "Overdue now", overdue_now),
    Choice("overdue-first", "Overdue against the first date", overdue_first),
    Choice("waiting", "Waiting for the Board", waiting),
    Choice("done", "Done", lambda asof: DONE),
    Choice("all", "All items", lambda asof: AGREED),
)


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
    word: str
    lateness: str
    forecast: str
    updated: str
    waiting: bool
    supporting: str = ""  # with Police and Schools
    reach: str = ""  # of a milestone that is a value of an indicator: reaches 85 % of CP-02

    @property
    def dates(self) -> str:
        """Every date of the item in a phrase."""
        moved = f" (first {self.first_date}, moved {wording.count(self.slips, 'time')})" if self.moved else ""
        return f"Due {self.date_now}{moved}" + ("; a new date waits for the Board" if self.waiting else "")


class CountedPages(Paginator):
    """Pages of a list whose length the aggregate has told already: nothing is counted twice."""

    def __init__(self, numbers: QuerySet, *, count: int) -> None:
        super().__init__(numbers, A_PAGE)
        self.count = count


def items_of(notice: Notice, asof: AsOf, owner: User | None = None) -> ItemQuerySet:
    """The items that exist as of `asof`, annotated; of one owner, where one is given."""
    return _of(notice, asof, owner).with_standing(asof).with_waiting_change(asof).with_evidenced(asof)


def items_to_choose_from(notice: Notice, asof: AsOf, owner: User | None = None) -> ItemQuerySet:
    """As `items_of`, for `counts` and `page_of_lines` over many items: whatever the choice, it leaves out what was not agreed yet."""
    return _of(notice, asof, owner).with_standing_if_any(asof).with_waiting_change(asof).with_evidenced(asof)


def _of(notice: Notice, asof: AsOf, owner: User | None) -> ItemQuerySet:
    found = Item.objects.for_notice(notice)
    return found.owned_by(owner, asof) if owner else found


def counts(items: ItemQuerySet, asof: AsOf) -> dict[str, int]:
    """How many items each choice keeps, by key. One query."""
    # A name of its own for each count: one that an annotation bears already would count nothing.
    asked = {f"kept_{number}": Count("pk", filter=choice.keeps(asof)) for number, choice in enumerate(CHOICES)}
    found = items.once("withdrawn", "progress", "due_now").aggregate(**asked)
    return {choice.key: found[f"kept_{number}"] for number, choice in enumerate(CHOICES)}


def page_of_lines(items: ItemQuerySet, choice: Choice, *, count: int, page: str, asof: AsOf) -> Page:
    """A Page whose object_list is ItemLines, soonest due first. Three queries, whatever the length of the list.

    The first finds which items stand on the page, and annotates no more than it sorts and filters by.
    """
    numbers = items.filter(choice.keeps(asof)).order_by("due_now", "number").values_list("pk", flat=True)
    found = CountedPages(numbers, count=count).get_page(page)
    shown = items.filter(pk__in=found.object_list).order_by("due_now", "number")
    found.object_list = lines(shown, asof)
    return found


def lines(items: Iterable[Item], asof: AsOf, *, holds_from: date | None = None) -> list[ItemLine]:
    """Annotated items of one notice in words, in their order. One query for the terms of all, one for the agencies that support
    them, one for since when forecasts hold (unless the caller knows), one where a milestone is a value of an indicator, and the
    one that `items` may be."""
    items = list(items)
    if not items:
        return []
    if holds_from is None:
        holds_from = Meeting.objects.filter(board__notice=items[0].notice_id).forecasts_hold_from(asof)
    held = ItemTerms.objects.select_related("owner", "agency").prefetch_related("supporting")
    terms = held.in_bulk([item.terms_id for item in items])
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
        supporting=supported_by(terms),
        reach=reach,
    )


def supported_by(terms: ItemTerms) -> str:
    """with Police and Schools; nothing where its agency works alone."""
    names = [agency.name for agency in terms.supporting.all()]
    return f"with {wording.listed(names)}" if names else ""
