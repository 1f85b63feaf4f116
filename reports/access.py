"""What may a reader reach of the reports, by their sight? Circulated sight knows published editions only, not that others exist."""

from django.db.models import Exists, OuterRef, Prefetch, QuerySet

from accounts.policy import Sight
from notices.models import Notice
from reports.models import Edition, Report


def reports_in_sight(notice: Notice, sight: Sight) -> QuerySet[Report]:
    reports = Report.objects.for_notice(notice).select_related("point")
    if sight is Sight.WORKING:
        return reports
    return reports.filter(Exists(Edition.objects.filter(report=OuterRef("pk"))))


def with_editions(reports: QuerySet[Report]) -> QuerySet[Report]:
    """Each report with its editions, newest first, and what stands beside them. One more query."""
    editions = Edition.objects.select_related("signature", "photograph", "production", "replaced_by").order_by(
        "-number"
    )
    return reports.prefetch_related(Prefetch("editions", queryset=editions))


def newest_edition(notice: Notice) -> Edition | None:
    """The edition published last, which is what circulated sight reads as the position."""
    editions = Edition.objects.filter(report__notice=notice).select_related("report__point", "photograph", "signature")
    return editions.order_by("-published_at", "-pk").first()
