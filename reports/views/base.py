"""What have the pages of one report in common?"""

from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils.functional import cached_property

from accounts.policy import Permission
from notices.http import NoticeView
from reports.access import SENT, reports_in_sight
from reports.models import Edition, Report
from reports.withdrawing import superseding, withdrawal_of


class Withdrawn(Exception):
    """The edition that is asked for was withdrawn."""

    def __init__(self, edition: Edition) -> None:
        super().__init__(str(edition))
        self.edition = edition


class OfReport(NoticeView):
    """Base of the pages of one report, by its number, in the reader's sight. Whatever would give or change an edition that was
    withdrawn gives the reason in its place (410)."""

    permission = Permission.VIEW_EDITIONS
    section = "reports"

    def dispatch(self, request: HttpRequest, *args: object, slug: str, **kwargs: object) -> HttpResponseBase:
        try:
            return super().dispatch(request, *args, slug=slug, **kwargs)
        except Withdrawn as gone:
            context = {"report": self.report, "found": gone.edition}
            return self.page("reports/withdrawn.html", context, status=410)

    @cached_property
    def report(self) -> Report:
        report = reports_in_sight(self.notice, self.sight).filter(number=self.kwargs["number"]).first()
        if report is None:
            raise Http404
        return report

    def edition(self, number: int) -> Edition:
        edition = (
            self.report.editions.filter(number=number)
            .select_related(
                "photograph",
                "signature",
                "production__file",
                "replaces",
                "withdrawal",
                "report__point",
                "report__review",
            )
            .prefetch_related(*SENT)
            .first()
        )
        if edition is None:
            raise Http404
        edition.superseded_by = superseding(edition)
        if withdrawal_of(edition):
            raise Withdrawn(edition)
        return edition

    def at(self, name: str, *further: int) -> str:
        return reverse(name, args=[self.notice.slug, self.report.number, *further])
