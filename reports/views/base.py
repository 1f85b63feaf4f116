"""What have the pages of one report in common?"""

from django.http import Http404
from django.urls import reverse
from django.utils.functional import cached_property

from accounts.policy import Permission
from notices.http import NoticeView
from reports.access import reports_in_sight
from reports.models import Edition, Report
from reports.withdrawing import superseding


class OfReport(NoticeView):
    """Base of the pages of one report, by its number, in the reader's sight."""

    permission = Permission.VIEW_EDITIONS
    section = "reports"

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
            .first()
        )
        if edition is None:
            raise Http404
        edition.superseded_by = superseding(edition)
        return edition

    def at(self, name: str, *further: int) -> str:
        return reverse(name, args=[self.notice.slug, self.report.number, *further])
