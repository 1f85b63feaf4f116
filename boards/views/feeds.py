"""How does a member's own calendar program come to the Board's calendar, and how does the member open and close that way?"""

from django.conf import settings
from django.core.cache import cache
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views import View

from accounts.policy import Permission
from boards.feeds import feed_of, opened_by, own_feed, renew_feed
from boards.models import FeedKey
from notices.forms import NoticeForm
from notices.http import NoticeView
from records import clock
from records.writing import position

AN_HOUR = 60  # times that one address is answered in an hour


class CalendarFeedView(View):
    """The calendar of one member, for whoever has its address; no account is asked for. A key that opens nothing any more is
    answered as one that never was."""

    http_method_names = ["get", "head", "options"]

    def get(self, request: HttpRequest, key: str) -> HttpResponse:
        feed = opened_by(key, clock.london_day(clock.now()))
        if feed is None:
            raise Http404
        if asked_too_often(feed):
            answer = render(request, "429.html", {"retry_after": "an hour"}, status=429)
            answer.headers["Retry-After"] = "3600"
            return answer
        slug = feed.membership.notice.slug
        content = feed_of(
            feed.membership,
            position(slug),
            where=lambda number: settings.BASE_URL + reverse("pages:meeting", args=[slug, number]),
        )
        answer = HttpResponse(content, content_type="text/calendar; charset=utf-8")
        answer.headers["Content-Disposition"] = 'inline; filename="board.ics"'
        answer.headers["Referrer-Policy"] = "no-referrer"
        return answer


def asked_too_often(feed: FeedKey) -> bool:
    """Counts by the hour; a guess at a key needs no count, since there are more keys than anybody can try."""
    name = f"feed:{feed.pk}:{timezone.now():%Y%m%d%H}"
    times = cache.get(name, 0) + 1
    cache.set(name, times, 3600)
    return times > AN_HOUR


class FeedView(NoticeView):
    """The member's own address of the calendar, to be made, and to be made anew."""

    permission = write_permission = Permission.VIEW_NOTICE
    section = "board"

    def get(self, request: HttpRequest, slug: str) -> HttpResponse:
        return self.form_page(NoticeForm())

    def post(self, request: HttpRequest, slug: str) -> HttpResponse:
        form = NoticeForm(request.POST)
        answer = form.is_valid() and self.write(
            form,
            lambda at: renew_feed(membership=self.membership, by=self.person, at=at),
            then=request.path,
            said="This is your address. One that you had before opens nothing any more.",
        )
        return answer or self.form_page(form, status=form.status)

    def form_page(self, form: NoticeForm, *, status: int = 200) -> HttpResponse:
        feed = own_feed(self.membership)
        address = settings.BASE_URL + reverse("calendar_feed", args=[feed.key]) if feed else ""
        return self.page("boards/feed.html", {"form": form, "feed": feed, "address": address}, status=status)
