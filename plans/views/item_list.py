"""How does the plan stand? The list of all items: narrowed, sorted, page by page, or taken away whole as a table."""

from collections.abc import Iterator
from datetime import date
from functools import cached_property
from typing import NamedTuple

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.http import content_disposition_header
from django.utils.text import slugify

from accounts.policy import Permission
from boards.models import Meeting
from boards.querysets import held_of
from boards.rounds import Round, forecasts_hold_from, rounds_of
from notices.http import NoticeView
from plans.choices import CHOICES, SORTS, TICKS, Asked, NoSuchChoice, questions, read
from plans.export import HEADS, WIDTHS, table
from plans.finding import Found, find
from plans.listing import page_of_lines
from plans.models import SavedView
from plans.standing import RULES
from records.spreadsheets import to_csv, to_xlsx

NUMERIC = {"slips"}
# The columns in their order: how each is sorted by, or its words where it is not.
COLUMNS = ("number", "owner", "due", "slips", "Standing", "Forecast", "updated")


class Head(NamedTuple):
    """The head of a column: its words, the address of the list sorted by it, how it is sorted now."""

    words: str
    query: str | None = None
    sorted: str = ""
    numeric: bool = False


class OfItemList(NoticeView):
    """Base of what shows the items that an address asks for."""

    permission = Permission.VIEW_WORKING
    section = "plan"

    @cached_property
    def asked(self) -> Asked:
        try:
            return read(self.request.GET, questions(self.notice))
        except NoSuchChoice:
            raise Http404 from None

    @cached_property
    def board_meetings(self) -> list[Meeting]:
        return Meeting.objects.for_notice(self.notice).of_improvement(self.asof)

    @property
    def rounds(self) -> list[Round]:
        return rounds_of(self.board_meetings)

    @property
    def holds_from(self) -> date:
        """Since when forecasts hold."""
        return forecasts_hold_from(self.rounds, self.asof.on)

    @cached_property
    def found(self) -> Found:
        return find(self.notice, self.asof, self.asked, self.rounds)

    @property
    def day(self) -> dict[str, str]:
        """Which day the address asks for: kept in every link of the list."""
        return {name: self.request.GET[name] for name in ("on", "known") if self.request.GET.get(name)}


class ItemListView(OfItemList):
    """Every item, soonest due first, with both truths of overdue said above it."""

    def get(self, request: HttpRequest, slug: str) -> HttpResponse:
        asked, found = self.asked, self.found
        context = {
            "page": page_of_lines(
                self.notice,
                found.keys,
                page=request.GET.get("page", ""),
                asof=self.asof,
                holds_from=self.holds_from,
            ),
            "asked": asked,
            "whole": found.total,
            "total": found.counts["all"],
            "overdue": found.counts["overdue"],
            "overdue_first": found.counts["overdue-first"],
            "waiting": found.counts["waiting"],
            "choices": [(one, found.counts[one.key]) for one in CHOICES],
            "selects": [(one, asked.answers.get(one.name, "")) for one in asked.questions if one not in TICKS],
            "ticks": [
                {"name": one.name, "key": key, "words": words, "ticked": one.name in asked.answers}
                for one in TICKS
                for key, words in one.answers.items()
            ],
            "tags": [(asked.query(**{name: ""}, **self.day), *said) for name, *said in asked.chosen],
            "heads": list(self.heads()),
            "query": asked.query(**self.day),
            "cleared": Asked(choice=asked.choice).query(**self.day),
            "kept": [*self.day.items(), *([("sort", asked.sort_key)] if asked.sort_key != "due" else [])],
            "views": SavedView.objects.for_notice(self.notice).filter(person=self.person),
            "items_url": reverse("plans:item_list", args=[slug]) + "items/",
            "rules": RULES,
            "shown_asof": self.shown_asof(),
            "meetings": held_of(self.board_meetings),
        }
        return self.page("plans/item_list.html", context)

    def heads(self) -> Iterator[Head]:
        asked = self.asked
        for column in COLUMNS:
            if column not in SORTS:
                yield Head(column)
                continue
            now = ("descending" if asked.descending else "ascending") if asked.sort == column else ""
            to = f"-{column}" if now == "ascending" else column
            yield Head(SORTS[column], asked.query(sort=to, **self.day), now, column in NUMERIC)


class ItemsAsTableView(OfItemList):
    """Exactly the items that the list of the same address shows, on all its pages, as a file."""

    def named(self, ending: str) -> dict[str, str]:
        """The file's name says the notice, the day and what it was narrowed to."""
        parts = [self.notice.slug, "items", self.asof.on.isoformat(), *self.asked.said_shortly]
        name = "-".join(slugify(part) for part in parts)[:100].rstrip("-")
        return {"Content-Disposition": content_disposition_header(True, f"{name}.{ending}") or ""}


class ItemsAsCsvView(ItemsAsTableView):
    def get(self, request: HttpRequest, slug: str) -> HttpResponse:
        body = to_csv(HEADS, table(self.notice, self.found.keys, self.asof, self.holds_from))
        return HttpResponse(body, content_type="text/csv; charset=utf-8", headers=self.named("csv"))


class ItemsAsXlsxView(ItemsAsTableView):
    def get(self, request: HttpRequest, slug: str) -> HttpResponse:
        body = to_xlsx("Items", HEADS, table(self.notice, self.found.keys, self.asof, self.holds_from), widths=WIDTHS)
        kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
        return HttpResponse(body, content_type=kind, headers=self.named("xlsx"))
