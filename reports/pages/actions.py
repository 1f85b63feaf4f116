"""What has the Board agreed that somebody does, meeting by meeting, and how far is it? The action log, as a page and as a file."""

from functools import cached_property

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse

from accounts.models import User
from accounts.policy import Permission
from boards.models import Meeting
from boards.querysets import DayHeld
from notices.http import NoticeView
from plans.owners import who_has_owned
from records.spreadsheets import to_csv, to_xlsx
from records.writing import position
from reports.action_log import ALL, EVERY_STATE, HEADS, STATES, WHICH, WIDTHS, Asked, cells, found, pressing, rows_of
from reports.pages.exceptions import XLSX

A_PAGE = 50
LONGEST_SEARCH = 200


class OfActions(NoticeView):
    """Base of what shows the action log, narrowed as the address says."""

    permission = Permission.VIEW_WORKING
    section = "board"

    @cached_property
    def owners(self) -> dict[str, User]:
        return who_has_owned(self.notice)

    @cached_property
    def board_meetings(self) -> list[Meeting]:
        """Those held, the newest first."""
        return list(
            Meeting.objects.for_notice(self.notice)
            .filter(board__kind="improvement")
            .held(position(self.notice.slug, on=self.today))
        )

    @cached_property
    def asked(self) -> Asked:
        """What the address asks for; 404 for an answer that there is not."""
        get = self.request.GET
        asked = Asked(
            which=get.get("show") or Asked.which,
            state=get.get("state") or Asked.state,
            owner=get.get("owner", ""),
            meeting=get.get("meeting", ""),
            search=" ".join(get.get("q", "").replace("\x00", " ").split())[:LONGEST_SEARCH],
        )
        numbers = {str(meeting.number) for meeting in self.board_meetings}
        known = asked.which in WHICH and asked.state in STATES
        if (
            not known
            or (asked.owner and asked.owner not in self.owners)
            or (asked.meeting and asked.meeting not in numbers)
        ):
            raise Http404
        return asked

    @cached_property
    def keys(self) -> list[int]:
        return found(self.notice, self.asof, self.asked, self.owners)


class ActionsView(OfActions):
    def get(self, request: HttpRequest, slug: str) -> HttpResponse:
        page = Paginator(self.keys, A_PAGE).get_page(request.GET.get("page"))
        rows = rows_of(self.notice, self.asof, list(page.object_list))
        context = {
            "page": page,
            "rows": rows,
            "asked": self.asked,
            **pressing(self.notice, self.asof, self.keys),
            "which": WHICH.items(),
            "states": STATES.items(),
            "owners": [(key, person.name) for key, person in self.owners.items()],
            "of_meetings": [(str(meeting.number), meeting) for meeting in self.board_meetings],
            "everything": self.asked == Asked(which=ALL, state=EVERY_STATE),
            "shown_asof": self.shown_asof(),
            "meetings": [DayHeld(row.day, f"Meeting {row.number}") for row in self.board_meetings],
        }
        return self.page("pages/actions.html", context)


class ActionsSheetView(OfActions):
    """Exactly what the page of the same address shows, on all its pages, as a file: `kind` is xlsx or csv."""

    def get(self, request: HttpRequest, slug: str, kind: str) -> HttpResponse:
        rows = [cells(row) for row in rows_of(self.notice, self.asof, self.keys)]
        body, sort = (
            (to_xlsx("Actions", HEADS, rows, widths=WIDTHS), XLSX)
            if kind == "xlsx"
            else (to_csv(HEADS, rows), "text/csv; charset=utf-8")
        )
        name = f"actions-{slug}-{self.asof.on.isoformat()}.{kind}"
        return HttpResponse(body, content_type=sort, headers={"Content-Disposition": f'attachment; filename="{name}"'})
