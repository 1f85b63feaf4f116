"""Of which months has a report for Ministers been published? What coverage, which stands below reports, is told."""

from datetime import date

from django.db.models import Min

from notices.models import Notice
from records.clock import AsOf, end_of_day, london_day
from reports.models import Edition


def informed(notice: Notice, asof: AsOf) -> dict[date, date]:
    """The last day of each month that Ministers were informed of as of `asof`, with the day its first edition was
    published. One query."""
    published = Edition.objects.filter(
        report__notice=notice, published_at__lt=min(end_of_day(asof.on), asof.known)
    ).values_list("report__point__on")
    first = published.annotate(first=Min("published_at")).order_by("report__point__on")
    return {month: london_day(at) for month, at in first}
