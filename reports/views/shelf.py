"""Which reports are there, of which purpose, and which are still to be begun?"""

from typing import Any

from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse

from accounts.policy import Permission
from notices.forms import NoticeForm
from notices.http import NoticeView
from notices.models import ReportingPoint, Review
from reports import domain
from reports.access import reports_in_sight, with_editions
from reports.models import Edition, Photograph, Report
from reports.purposes import KINDS
from reports.withdrawing import say_what_supersedes

# Those that are of no month: begun whenever they are wanted.
WANTED = {
    Report.Purpose.EXCEPTIONS: "Begin an exception report",
    Report.Purpose.PLAN: "Begin the plan on a page",
}


class ReportListView(NoticeView):
    """The shelf: each report with its editions, by purpose; for those who write, what is still to be begun."""

    permission = Permission.VIEW_EDITIONS
    write_permission = Permission.WRITE_REPORT
    section = "reports"

    def get(self, request: HttpRequest, slug: str) -> HttpResponse:
        return self.shelf(NoticeForm())

    def post(self, request: HttpRequest, slug: str) -> HttpResponse:
        form = NoticeForm(request.POST)
        of = self.asked()
        answer = form.is_valid() and self.write(
            form,
            lambda at: domain.begin_report(notice=self.notice, by=self.person, at=at, **of),
            then=reverse("reports:report_list", args=[slug]),
            said=f"The report has been begun. {'Draw it up' if 'purpose' in of else 'Write the chair’s text'} next.",
        )
        return answer or self.shelf(form, status=422)

    def asked(self) -> dict[str, Any]:
        """What was pressed: one month for Ministers, one review, or a purpose."""
        asked = self.request.POST
        if asked.get("purpose") in WANTED:
            return {"purpose": asked["purpose"]}
        dated: list[tuple[str, ReportingPoint | Review]] = [
            *(("point", point) for point in ReportingPoint.objects.for_notice(self.notice)),
            *(("review", review) for review in Review.objects.for_notice(self.notice)),
        ]
        for name, one in dated:
            if one.on.isoformat() == asked.get(name, ""):
                return {name: one}
        raise Http404

    def shelf(self, form: NoticeForm, *, status: int = 200) -> HttpResponse:
        reports = with_editions(reports_in_sight(self.notice, self.sight)).order_by("-number")
        rows = [beside_what_it_replaces(report) for report in reports]
        drawn_up = Photograph.objects.for_notice(self.notice).exclude(report=None).order_by("number")
        newest = dict(drawn_up.annotate(is_draft=Q(edition=None)).values_list("report", "is_draft"))
        context = {
            "groups": [
                {"name": purpose.label, "purpose": purpose.value, "kind": kind, "reports": found}
                for purpose, kind in KINDS.items()
                if (found := [report for report in rows if report.purpose == purpose])
            ],
            "drafts": [report for report, is_draft in newest.items() if is_draft],
            "form": form,
        }
        return self.page("reports/report_list.html", context | self.to_begin(rows), status=status)

    def to_begin(self, reports: list[Report]) -> dict[str, object]:
        """What may still be begun, and what was given outside this system. Two queries."""
        points, reviews = {row.point_id for row in reports}, {row.review_id for row in reports}
        waiting = {row.purpose for row in reports if row.purpose == Report.Purpose.PLAN or not row.editions.all()}
        every = list(ReportingPoint.objects.for_notice(self.notice))
        return {
            "to_come": [point for point in every if point.pk not in points and not point.given_outside],
            "reviews": [
                row for row in Review.objects.for_notice(self.notice) if row.pk not in reviews and row.on >= self.today
            ],
            "wanted": [(purpose.value, words) for purpose, words in WANTED.items() if purpose not in waiting],
            "outside": [point for point in every if point.given_outside],
        }


def beside_what_it_replaces(report: Report) -> Report:
    """The report with each of its editions knowing the one that it replaces and the one that supersedes it, without another
    query."""
    editions: dict[int | None, Edition] = {
        edition.pk: edition for edition in say_what_supersedes(report.editions.all())
    }
    for edition in editions.values():
        edition.replaces = editions.get(edition.replaces_id)
    return report
