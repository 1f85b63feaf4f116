"""How is an edition taken away besides its PDF: a working copy for a word processor, its figures for a spreadsheet?"""

from django.http import Http404, HttpResponse
from django.template.loader import render_to_string

from records import spreadsheets
from records.file_kinds import KINDS
from records.http import given as download
from reports import edition_figures
from reports.drawing import content_of, surroundings
from reports.models import Edition
from reports.purposes import title_of
from reports.views.editions import OfEdition

WORD = KINDS["docx"].content_type
EXCEL = KINDS["xlsx"].content_type


class OfEditionFile(OfEdition):
    """Base of what is made of an edition when it is asked for, from its photograph and signature alone."""

    def sent(self, edition: Edition, content: bytes, kind: str, ending: str) -> HttpResponse:
        return download(content, f"{self.file_name(edition)}{ending}", kind)


class EditionDocxView(OfEditionFile):
    """The working copy: the words of the page with the numbers of its paragraphs; never read back."""

    def given(self, found: Edition) -> HttpResponse:
        from reports.working_copy import working_copy  # with lxml, which few pages need

        around = surroundings(found.photograph, found)
        title = title_of(self.report)
        reference = content_of(found.photograph)["report"]["reference"]
        said = f"Working copy – what was signed is {reference}, edition {found.number}, fingerprint {around['short']}"
        if self.reading.demonstration:
            said += " – Sample: invented figures"
        body = render_to_string("reports/_whole.html", around | {"printed": True})
        made = working_copy(body, title=title, council=self.notice.council, said=said)
        return self.sent(found, made, WORD, "-working-copy.docx")


class EditionFiguresView(OfEditionFile):
    """The figures of its indicators, as XLSX or CSV."""

    as_csv = False

    def given(self, found: Edition) -> HttpResponse:
        content = content_of(found.photograph)
        if "indicators" not in content["position"]:
            raise Http404
        rows = edition_figures.rows_of(content)
        if self.as_csv:
            made = spreadsheets.to_csv(edition_figures.HEADS, rows)
            return self.sent(found, made, "text/csv; charset=utf-8", "-figures.csv")
        title = f"Report {self.report.number}, edition {found.number}"
        made = spreadsheets.to_xlsx(title, edition_figures.HEADS, rows, widths=edition_figures.WIDTHS)
        return self.sent(found, made, EXCEL, "-figures.xlsx")
