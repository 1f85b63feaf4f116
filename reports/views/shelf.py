"""Which reports are there, and which are still to be begun?"""

from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse

from accounts.policy import Permission
from notices.forms import NoticeForm
from notices.http import NoticeView
from notices.models import ReportingPoint
from reports import domain
from reports.access import reports_in_sight, with_editions
from reports.models import Edition, Photograph, Report
from reports.withdrawing import say_what_supersedes


class ReportListView(NoticeView):
    """The shelf: each report with its editions; for those who write, the reporting points still to be begun."""

    permission = Permission.VIEW_EDITIONS
    write_permission = Permission.WRITE_REPORT
    section = "reports"

    def get(self, request: HttpRequest, slug: str) -> HttpResponse:
        return self.shelf(NoticeForm())

    def post(self, request: HttpRequest, slug: str) -> HttpResponse:
        form = NoticeForm(request.POST)
        asked = request.POST.get("point", "")
        point = next(
            (point for point in ReportingPoint.objects.for_notice(self.notice) if point.on.isoformat() == asked), None
        )
        if point is None:
            raise Http404
        answer = form.is_valid() and self.write(
            form,
            lambda at: domain.begin_report(notice=self.notice, point=point, by=self.person, at=at),
            then=reverse("reports:report_list", args=[slug]),
            said="The report has been begun. Write the chair’s text next.",
        )
        return answer or self.shelf(form, status=422)

    def shelf(self, form: NoticeForm, *, status: int = 200) -> HttpResponse:
        reports = with_editions(reports_in_sight(self.notice, self.sight)).order_by("-number")
        begun = {report.point_id for report in reports}
        drawn_up = Photograph.objects.for_notice(self.notice).exclude(report=None).order_by("number")
        newest = dict(drawn_up.annotate(is_draft=Q(edition=None)).values_list("report", "is_draft"))
        points = ReportingPoint.objects.for_notice(self.notice)
        context = {
            "reports": [beside_what_it_replaces(report) for report in reports],
            "drafts": [report for report, is_draft in newest.items() if is_draft],
            "to_come": [point for point in points if point.pk not in begun and not point.given_outside],
            "outside": [point for point in points if point.given_outside],
            "form": form,
        }
        return self.page("reports/report_list.html", context, status=status)


def beside_what_it_replaces(report: Report) -> Report:
    """The report with each of its editions knowing the one that it replaces and the one that supersedes it, without another
    query."""
    editions: dict[int | None, Edition] = {
        edition.pk: edition for edition in say_what_supersedes(report.editions.all())
    }
    for edition in editions.values():
        edition.replaces = editions.get(edition.replaces_id)
    return report
