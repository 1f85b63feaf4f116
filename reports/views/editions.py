"""What was published? An edition as a page, and its PDF."""

from abc import ABC, abstractmethod

from django.http import HttpRequest, HttpResponse
from django.utils.text import slugify

from accounts.policy import Permission
from boards.papers import PDF
from notices.forms import NoticeForm
from records import files
from records.http import given as download
from reports.access import relied_on
from reports.drawing import surroundings
from reports.models import Edition
from reports.production import is_given_up
from reports.purposes import kind_of
from reports.views.base import OfReport


class OfEdition(OfReport, ABC):
    """Base of what gives an edition."""

    def file_name(self, edition: Edition) -> str:
        """What a file of it is called, without its ending: it says for what the report is."""
        kind = slugify(kind_of(self.report).short)
        return f"{self.notice.slug}-{kind}-{self.report.number}-edition-{edition.number}"

    def get(self, request: HttpRequest, slug: str, number: int, edition: int) -> HttpResponse:
        return self.given(self.edition(edition))

    @abstractmethod
    def given(self, found: Edition) -> HttpResponse: ...


class EditionView(OfEdition):
    """A published edition as a page: the accessible twin of its PDF, from the same photograph."""

    def given(self, found: Edition) -> HttpResponse:
        context = {
            "report": self.report,
            "found": found,
            "files": relied_on(found.photograph),
            "may_draw_again": self.may[Permission.WRITE_REPORT] and is_given_up(found.production),
            "form": NoticeForm(),
        }
        return self.page("reports/edition.html", context | surroundings(found.photograph, found))


class EditionPdfView(OfEdition):
    """The stored bytes of an edition's PDF. Until they are drawn: the page says so."""

    def given(self, found: Edition) -> HttpResponse:
        if found.production.file is None:
            return self.page("reports/not_drawn.html", {"report": self.report, "found": found}, status=503)
        return download(files.read(found.production.file), f"{self.file_name(found)}.pdf", PDF)
