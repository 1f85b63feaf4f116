"""How do the pages about what is before one meeting of the Improvement Board find it, as recorded so far?"""

from functools import cached_property

from django.shortcuts import get_object_or_404

from accounts.policy import Permission
from boards.models import AgendaItem, Meeting, MeetingDay
from notices.http import NoticeView
from records.clock import AsOf
from records.writing import position


class OfOneMeeting(NoticeView):
    """Base of those pages."""

    permission = Permission.VIEW_WORKING
    section = "board"

    @cached_property
    def latest(self) -> AsOf:
        return position(self.notice.slug, on=self.today)

    @cached_property
    def meeting(self) -> Meeting:
        """With its Board, whose notice is the one at hand: rules ask for it and read nothing again."""
        found = Meeting.objects.for_notice(self.notice).filter(board__kind="improvement").select_related("board")
        known = found.with_day(self.latest).with_timetable(self.latest)
        meeting = get_object_or_404(known, number=self.kwargs["number"])
        meeting.board.notice = self.notice
        return meeting

    @cached_property
    def agenda(self) -> list[AgendaItem]:
        found = AgendaItem.objects.for_notice(self.notice).filter(meeting=self.meeting)
        return list(found.with_terms(self.latest))

    @property
    def held(self) -> bool:
        return self.meeting.state == MeetingDay.State.HELD
