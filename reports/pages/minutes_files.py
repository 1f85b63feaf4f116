"""Where are the minutes taken away: as a PDF, and as a working copy for a word processor?"""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404

from accounts.policy import Permission
from boards import minutes_reading
from boards.minutes_reading import Minutes
from boards.models import Meeting
from boards.views.base import OfBoard
from records.file_kinds import KINDS
from records.http import given
from reports import minutes_paper
from reports.pdf import PdfFailed, render

WORD = KINDS["docx"].content_type


class OfMinutesFile(OfBoard):
    """Base of both: what this reader reads of the minutes as they stand today, and nothing more."""

    permission = Permission.VIEW_PACK

    def found(self) -> Minutes:
        known = Meeting.objects.for_notice(self.notice).filter(board=self.board).with_day(self.latest)
        meeting = get_object_or_404(known, number=self.kwargs["number"])
        found = minutes_reading.read(meeting, self.latest, may=self.may)
        if found is None:
            raise Http404
        return found

    def sent(self, content: bytes, kind: str, ending: str) -> HttpResponse:
        return given(content, f"{self.notice.slug}-minutes-{self.kwargs['number']}.{ending}", kind)


class MinutesPdfView(OfMinutesFile):
    """Drawn when it is asked for, in the process that draws reports, within limits that a reader can wait for."""

    def get(self, request: HttpRequest, slug: str, number: int) -> HttpResponse:
        found = self.found()
        html = minutes_paper.pdf_html(self.notice, found, sample=self.reading.demonstration)
        try:
            content = render(html, limits=minutes_paper.LIMITS)
        except PdfFailed as fault:
            context = {"meeting": found.meeting, "fault": str(fault)}
            return self.page("pages/minutes_not_drawn.html", context, status=503)
        return self.sent(content, "application/pdf", "pdf")


class MinutesDocxView(OfMinutesFile):
    """The working copy."""

    def get(self, request: HttpRequest, slug: str, number: int) -> HttpResponse:
        from reports.minutes_docx import working_copy  # with lxml, which no other page needs

        found = self.found()
        return self.sent(working_copy(self.notice, found, sample=self.reading.demonstration), WORD, "docx")
