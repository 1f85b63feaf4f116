"""What was published? An edition as a page, and its PDF."""

from django.http import HttpRequest, HttpResponse

from records import files
from reports.access import relied_on
from reports.drawing import surroundings
from reports.views.base import OfReport


class EditionView(OfReport):
    """A published edition as a page: the accessible twin of its PDF, from the same photograph."""

    def get(self, request: HttpRequest, slug: str, number: int, edition: int) -> HttpResponse:
        found = self.edition(edition)
        context = {"report": self.report, "found": found, "files": relied_on(found.photograph)}
        return self.page("reports/edition.html", context | surroundings(found.photograph, found))


class EditionPdfView(OfReport):
    """The stored bytes of an edition's PDF. Until they are drawn: the page says so."""

    def get(self, request: HttpRequest, slug: str, number: int, edition: int) -> HttpResponse:
        found = self.edition(edition)
        if found.production.file is None:
            return self.page("reports/not_drawn.html", {"report": self.report, "found": found}, status=503)
        response = HttpResponse(files.read(found.production.file), content_type="application/pdf")
        name = f"{slug}-report-{number}-edition-{edition}.pdf"
        response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
        response.headers["Content-Security-Policy"] = "default-src 'none'; sandbox; frame-ancestors 'none'"
        return response
