"""What in the plan is mine? The page on which owners report."""

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse

from accounts.policy import Permission
from boards.models import Meeting
from notices.http import NoticeView
from plans.cards import cards, rulings_for
from plans.deputies import stands_in_for
from plans.desk import desk_of
from records import wording
from records.writing import position

CARDS_A_PAGE = 20


def days_left(days: int) -> str:
    return f"in {wording.count(days, 'day')}" if days else "today"


class MineView(NoticeView):
    """The open items of the reader, and of whom they stand in for, each with the form to say how it goes. What is still to
    be answered for the next Board comes first."""

    permission = Permission.UPDATE_ITEM
    section = "mine"

    def get(self, request: HttpRequest, slug: str) -> HttpResponse:
        now = position(self.notice.slug)
        board = Meeting.objects.for_notice(self.notice).filter(board__kind="improvement")
        last = board.held(now).first()
        desk = desk_of(self.notice, self.person, now)
        page = Paginator(desk.open, CARDS_A_PAGE).get_page(request.GET.get("page"))
        shown = cards(page.object_list, self.person, self.notice, now)
        round_ = desk.round
        context = {
            "page": page,
            "cards": shown,
            "remaining": [card for card in shown if not round_ or card.item.pk in desk.owing],
            "settled": [card for card in shown if round_ and card.item.pk not in desk.owing],
            "desk": desk,
            "round": round_,
            "closed": round_.is_closed(self.today) if round_ else False,
            "closes_in": days_left((round_.updates_close_on - self.today).days) if round_ else "",
            "meets_in": days_left((round_.meeting_on - self.today).days) if round_ else "",
            "last_board": last,
            "rulings": rulings_for(self.notice, self.person, now, since=last.day) if last else [],
            "for_others": [
                (one, cards(desk_of(self.notice, one.person, now).open, self.person, self.notice, now))
                for one in stands_in_for([self.notice.pk], self.person, now)
            ],
        }
        return self.page("plans/mine.html", context)
