"""What of a notice stands still while its position changes? Requirements, the months for Ministers, the Department's reviews."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import CharField, DateTimeField, F, TextField, Value
from django.db.models.functions import Cast

from notices.models import Notice, ReportingPoint, Requirement, Review
from records.clock import AsOf, end_of_day, london_day
from reports.models import Edition


@dataclass(frozen=True)
class Structure:
    """Rows of the notice itself, and when it was reported on. `requirements` carry their measure and theme; `published` has, by
    the last day of its month, of each edition of a report when it was published, and withdrawn if it was."""

    requirements: Sequence[Requirement]
    points: list[ReportingPoint]
    published: dict[date, list[tuple[datetime, datetime | None]]]
    reviews: list[Review]

    @classmethod
    def read(cls, notice: Notice) -> "Structure":
        """Two queries."""
        # In one query: a page that asks for the whole position asks for two dozen others.
        nothing, never = (
            Value("", TextField()),
            Cast(Value(None), DateTimeField()),
        )  # PostgreSQL wants to know of what kind
        points = ReportingPoint.objects.for_notice(notice).order_by()
        reviews = Review.objects.for_notice(notice).order_by()
        editions = Edition.objects.filter(report__point__notice=notice).order_by()
        of_point = ("report__point__on", "report__point__requirement", nothing, nothing)
        dates = points.values_list(
            "on", "requirement", "words", "given_outside", never, never, Value("", CharField())
        ).union(
            reviews.values_list("on", "requirement", "words", nothing, "added_at", never, "kind"),
            editions.values_list(*of_point, "published_at", F("withdrawal__withdrawn_at"), Value("", CharField())),
            all=True,
        )
        found = cls(list(Requirement.objects.for_notice(notice).select_related("measure__theme")), [], {}, [])
        for on, requirement_id, words, given_outside, at, withdrawn_at, kind in dates.order_by("on"):
            of_notice: dict[str, Any] = {"notice": notice, "requirement_id": requirement_id, "on": on, "words": words}
            if kind:
                found.reviews.append(Review(kind=kind, added_at=at, **of_notice))
            elif at:
                found.published.setdefault(on, []).append((at, withdrawn_at))
            else:
                found.points.append(ReportingPoint(given_outside=given_outside, **of_notice))
        return found

    def informed(self, asof: AsOf) -> dict[date, date]:
        """The last day of each month that Ministers were informed of as of `asof`, with the day on which the first edition that
        stood then was published."""
        until = min(end_of_day(asof.on), asof.known)
        stood = {
            month: [at for at, gone in editions if at < until and not (gone and gone < until)]
            for month, editions in self.published.items()
        }
        return {month: london_day(min(instants)) for month, instants in stood.items() if instants}
