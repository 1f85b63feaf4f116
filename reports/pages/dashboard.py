"""Are we all right? The position of the notice on one page: live for the Board, as published for those who observe."""

from datetime import date
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.utils.functional import cached_property

from accounts.policy import Permission, Sight
from boards.models import Meeting
from notices.http import NoticeView
from records.clock import AsOf
from records.writing import position
from reports.access import newest_edition
from reports.drawing import chart, read
from reports.models import Edition
from reports.position import Position
from reports.position.changes import between


class DashboardView(NoticeView):
    """Drawn from position data and nothing else, so that the live page and a published one cannot differ in kind."""

    permission = Permission.VIEW_POSITION
    section = "dashboard"

    def get(self, request: HttpRequest, slug: str) -> HttpResponse:
        if self.sight is Sight.CIRCULATED:
            return self.as_published()
        data = Position(self.notice, self.asof).as_data()
        for row in data["indicators"]["rows"]:
            row["chart"] = chart(row)
        held = Meeting.objects.for_notice(self.notice).days_held(position(self.notice.slug))
        changes = self.since_last_board(data)
        return self.drawn(data, shown_asof=self.shown_asof(), meetings=held, changes=changes, kept=self.kept())

    def as_published(self) -> HttpResponse:
        edition = self.edition
        if edition is None:
            return self.page("pages/dashboard_unpublished.html")
        return self.drawn(read(edition.photograph)["position"], edition=edition)

    @cached_property
    def edition(self) -> Edition | None:
        return newest_edition(self.notice)

    def since_last_board(self, data: dict) -> dict | None:
        """What changed since the end of the day of the last meeting before this one, as known now: the difference of
        two positions."""
        today = data["head"]["on"]
        held = [row["on"] for row in data["calendar"]["meetings"] if row["state"] == "held" and row["on"] < today]
        if not held:
            return None
        earlier = Position(self.notice, AsOf(date.fromisoformat(max(held)), self.asof.known))
        return between({"head": earlier.head, "items": earlier.items, "decisions": earlier.decisions}, data)

    def kept(self) -> str:
        """What links to other pages end in, so that they show the same day; nothing on the page of today."""
        asked = {name: self.request.GET[name] for name in ("on", "known") if self.request.GET.get(name)}
        return f"?{urlencode(asked)}" if asked else ""

    def drawn(self, data: dict, **context: object) -> HttpResponse:
        return self.page("pages/dashboard.html", {"p": data, **context})
