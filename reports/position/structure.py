"""What of a notice stands still while its position changes? Requirements, the months for Ministers, the Department's reviews."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Min, OuterRef, Subquery

from notices.models import Notice, ReportingPoint, Requirement, Review
from records.clock import AsOf, end_of_day, london_day
from reports.models import Edition


@dataclass(frozen=True)
class Structure:
    """Rows of the notice itself, and when it was first reported on. `requirements` carry their measure and theme;
    `published` has, by the last day of its month, the instant at which the first edition of a report was published."""

    requirements: Sequence[Requirement]
    points: Sequence[ReportingPoint]
    published: Mapping[date, datetime]
    reviews: Sequence[Review]

    @classmethod
    def read(cls, notice: Notice) -> "Structure":
        """Three queries."""
        first = (
            Edition.objects.filter(report__point=OuterRef("pk"))
            .order_by()
            .values("report__point")
            .annotate(first=Min("published_at"))
            .values("first")
        )
        points: list[Any] = list(ReportingPoint.objects.for_notice(notice).annotate(published_at=Subquery(first)))
        return cls(
            requirements=list(Requirement.objects.for_notice(notice).select_related("measure__theme")),
            points=points,
            published={point.on: point.published_at for point in points if point.published_at},
            reviews=list(notice.reviews.all()),
        )

    def informed(self, asof: AsOf) -> dict[date, date]:
        """The last day of each month that Ministers were informed of as of `asof`, with the day its first edition was
        published."""
        until = min(end_of_day(asof.on), asof.known)
        return {month: london_day(at) for month, at in self.published.items() if at < until}
