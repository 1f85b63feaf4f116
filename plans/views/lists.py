"""How does the plan stand, and what in it is mine? The list of all items, and the page on which owners report."""

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse

from accounts.policy import Permission
from boards.models import Meeting
from notices.http import NoticeView
from plans.cards import cards, open_items, rulings_for
from plans.listing import CHOICES, Choice, counts, items_to_choose_from, page_of_lines
from plans.owners import who_has_owned
from plans.standing import RULES
from plans.unwritten import with_unwritten
from records import wording
from records.writing import position

CARDS_A_PAGE = 20


def days_left(days: int) -> str:
    return f"in {wording.count(days, 'day')}" if days else "today"


class ItemListView(NoticeView):
    """Every item, soonest due first, with both truths of overdue said above it."""

    permission = Permission.VIEW_WORKING
    section = "plan"

    def get(self, request: HttpRequest, slug: str) -> HttpResponse:
        owners = who_has_owned(self.notice)
        key = request.GET.get("owner", "")
        if key and key not in owners:
            raise Http404
        choice = self.choice()
        items = items_to_choose_from(self.notice, self.asof, owners.get(key))
        counted = counts(items, self.asof)
        context = {
            "page": page_of_lines(
                items, choice, count=counted[choice.key], page=request.GET.get("page", ""), asof=self.asof
            ),
            "total": counted["all"],
            "overdue": counted["overdue"],
            "overdue_first": counted["overdue-first"],
            "waiting": counted["waiting"],
            "choices": [(one, counted[one.key]) for one in CHOICES],
            "choice": choice,
            "owners": [(key_of, person.name) for key_of, person in owners.items()],
            "owner_key": key,
            "owner": owners.get(key),
            "kept": [(name, request.GET[name]) for name in ("show", "on", "known") if name in request.GET],
            "items_url": reverse("plans:item_list", args=[slug]) + "items/",
            "rules": RULES,
            "shown_asof": self.shown_asof(),
            "meetings": Meeting.objects.for_notice(self.notice).days_held(self.asof),
        }
        return self.page("plans/item_list.html", context)

    def choice(self) -> Choice:
        asked = self.request.GET.get("show", CHOICES[0].key)
        found = next((choice for choice in CHOICES if choice.key == asked), None)
        if found is None:
            raise Http404
        return found


class MineView(NoticeView):
    """The open items of the reader, each with the form to say how it goes."""

    permission = Permission.UPDATE_ITEM
    section = "mine"

    def get(self, request: HttpRequest, slug: str) -> HttpResponse:
        now = position(self.notice.slug)
        mine = list(with_unwritten(open_items(self.notice, self.person, now), now))
        board = Meeting.objects.for_notice(self.notice).filter(board__kind="improvement")
        last = board.held(now).first()
        coming = next((meeting for meeting in board.planned(now) if meeting.day >= self.today), None)
        page = Paginator(mine, CARDS_A_PAGE).get_page(request.GET.get("page"))
        context = {
            "page": page,
            "cards": cards(page.object_list, self.person, self.notice, now),
            "open": len(mine),
            "overdue": sum(item.overdue_now for item in mine),
            "unwritten": {item.number for item in mine if item.unwritten},
            "updated": sum(1 for item in mine if last and item.progress_on and item.progress_on > last.day),
            "last_board": last,
            "next_board": coming,
            "days_left": days_left((coming.day - self.today).days) if coming else "",
            "rulings": rulings_for(self.notice, self.person, now, since=last.day) if last else [],
        }
        return self.page("plans/mine.html", context)
