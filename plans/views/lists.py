"""What in the plan is mine? The page on which owners report."""

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse

from accounts.policy import Permission
from boards.models import Meeting
from notices.http import NoticeView
from plans.cards import cards, open_items, rulings_for
from records import wording
from records.writing import position

CARDS_A_PAGE = 20


def days_left(days: int) -> str:
    return f"in {wording.count(days, 'day')}" if days else "today"


class MineView(NoticeView):
    """The open items of the reader, each with the form to say how it goes."""

    permission = Permission.UPDATE_ITEM
    section = "mine"

    def get(self, request: HttpRequest, slug: str) -> HttpResponse:
        now = position(self.notice.slug)
        mine = list(open_items(self.notice, self.person, now))
        board = Meeting.objects.for_notice(self.notice).filter(board__kind="improvement")
        last = board.held(now).first()
        coming = next((meeting for meeting in board.planned(now) if meeting.day >= self.today), None)
        page = Paginator(mine, CARDS_A_PAGE).get_page(request.GET.get("page"))
        context = {
            "page": page,
            "cards": cards(page.object_list, self.person, self.notice, now),
            "open": len(mine),
            "overdue": sum(item.overdue_now for item in mine),
            "updated": sum(1 for item in mine if last and item.progress_on and item.progress_on > last.day),
            "last_board": last,
            "next_board": coming,
            "days_left": days_left((coming.day - self.today).days) if coming else "",
            "rulings": rulings_for(self.notice, self.person, now, since=last.day) if last else [],
        }
        return self.page("plans/mine.html", context)
