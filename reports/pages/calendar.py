"""Which dates does the notice set, and when does the Board meet? The whole calendar, drawn and in a list, open to every member."""

from django.http import HttpRequest, HttpResponse

from accounts.policy import Permission
from boards.models import Board, Meeting
from boards.standing import Calendar, Dated
from notices import deadlines
from notices.dates import NoticeDate, dates_of
from notices.http import NoticeView
from notices.models import Requirement
from records import wording
from reports import charts
from reports.position import Position


class CalendarView(NoticeView):
    """Meetings, the months in which Ministers are informed and the Department reviews, and what the notice dates itself."""

    permission = Permission.VIEW_NOTICE
    section = "board"

    def get(self, request: HttpRequest, slug: str) -> HttpResponse:
        position = Position(self.notice, self.asof, sample=self.reading.demonstration)
        calendar = position.calendar
        on = self.asof.on.isoformat()
        rows = sorted([*calendar["strip"]["marks"], *self.deadlines()], key=lambda row: row["on"])
        passed = [row for row in rows if row["on"] < on or row["kind"] == "held"]
        context = {
            "calendar": calendar,
            "lifted": position.reviews["lifted"],
            "strip": charts.strip(calendar, on),
            "passed": passed,
            "coming": [row for row in rows if row not in passed],
            "last_boards": self.last_boards(),
            "shown_asof": self.shown_asof(),
            "day": wording.day(self.asof.on),
        }
        return self.page("pages/calendar.html", context)

    def last_boards(self) -> list[tuple[NoticeDate, Dated | None]]:
        """Each date of the notice that is still to come, with the last meeting before it."""
        meetings = Meeting.objects.for_notice(self.notice).filter(board__kind=Board.Kind.IMPROVEMENT)
        calendar = Calendar(list(meetings.in_order(self.asof)), self.asof.on)
        coming = (one for one in dates_of(self.notice) if one.on >= self.asof.on and not one.outside)
        return [(one, calendar.last_before(one.on)) for one in coming]

    def deadlines(self) -> list[dict[str, object]]:
        """What the notice dates and no meeting, report or review stands for."""
        undrawn = Requirement.objects.for_notice(self.notice).filter(reporting_points=None, reviews=None, acts_of="")
        return [
            {
                "on": due.on.isoformat(),
                "kind": "deadline",
                "words": f"{row.reference} {row.statement}",
                "when": wording.due(due.on, due.precision),
                "measure": row.measure.code,
                "reference": row.reference,
            }
            for row in undrawn.select_related("measure")
            if (due := deadlines.due(row.deadline_kind, row.deadline_on, self.notice.issued_on))
        ]
