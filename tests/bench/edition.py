"""Does drawing a signed edition in its limited child cost little more than WeasyPrint itself? The sample's report."""

from collections.abc import Iterator

from weasyprint import HTML

from improvement.sample.story import load_sample
from notices.models import Notice
from records.writing import writing
from reports import domain
from reports.drawing import pdf_html
from reports.models import Edition, Report
from reports.pdf import render
from reports.pdf_child import STYLESHEET
from tests.bench.timing import line, shortest

MOST_TIMES = 1.3


def measure() -> Iterator[str]:
    load_sample()
    notice = Notice.objects.get()
    report = Report.objects.for_notice(notice).get()
    chair = notice.memberships.get(role="chair").person
    with writing(notice.slug) as at:
        picture = domain.take_photograph(report=report, by=chair, at=at)
    with writing(notice.slug) as at:
        signed = domain.sign(report=report, shown=domain.Shown(picture.number, picture.sha256), by=chair, at=at)
    edition = Edition.objects.select_related("photograph", "signature", "report").get(pk=signed.pk)
    html = pdf_html(edition)
    its_own = shortest(lambda: HTML(string=html).write_pdf(stylesheets=[STYLESHEET], pdf_variant="pdf/ua-1"))
    ours = shortest(lambda: render(pdf_html(edition)))
    times = ours / its_own
    yield line(f"from the photograph to the PDF, {times:.2f} times as long as WeasyPrint alone", times, MOST_TIMES)
