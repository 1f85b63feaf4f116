"""What of a notice stands still while its position changes? Requirements, the months for Ministers, the Department's reviews."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import CharField, DateTimeField, Min, OuterRef, Subquery, TextField, Value

from notices.models import Notice, ReportingPoint, Requirement, Review
from records.clock import AsOf, end_of_day, london_day
from reports.models import Edition


@dataclass(frozen=True)
class Structure:
    """Rows of the notice itself, and when it was first reported on. `requirements` carry their measure and theme;
    `published` has, by the last day of its month, the instant at which the first edition of a report was published."""

    requirements: Sequence[Requirement]
    points: list[ReportingPoint]
    published: dict[date, datetime]
    reviews: list[Review]

    @classmethod
    def read(cls, notice: Notice) -> "Structure":
        """Two queries."""
        first = (
            Edition.objects.filter(report__point=OuterRef("pk"))
            .order_by()
            .values("report__point")
            .annotate(first=Min("published_at"))
            .values("first")
        )
        # In one query: a page that asks for the whole position asks for two dozen others.
        points = ReportingPoint.objects.for_notice(notice).order_by()
        dates = points.values_list(
            "on", "requirement_id", "words", "given_outside", Subquery(first), Value("", CharField())
        ).union(
            Review.objects.for_notice(notice)
            .order_by()
            .values_list("on", "requirement_id", "words", Value("", TextField()), Value(None, DateTimeField()), "kind"),
            all=True,
        )
        found = cls(list(Requirement.objects.for_notice(notice).select_related("measure__theme")), [], {}, [])
        for on, requirement_id, words, given_outside, published_at, kind in dates.order_by("on"):
            of_notice: dict[str, Any] = {"notice": notice, "requirement_id": requirement_id, "on": on, "words": words}
            if kind:
                found.reviews.append(Review(kind=kind, **of_notice))
                continue
            found.points.append(ReportingPoint(given_outside=given_outside, **of_notice))
            if published_at:
                found.published[on] = published_at
        return found

    def informed(self, asof: AsOf) -> dict[date, date]:
        """The last day of each month that Ministers were informed of as of `asof`, with the day its first edition was
        published."""
        until = min(end_of_day(asof.on), asof.known)
        return {month: london_day(at) for month, at in self.published.items() if at < until}
