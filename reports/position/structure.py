"""What of a notice stands still while its position changes? Requirements, the months for Ministers, the Department's reviews."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import CharField, DateField, DateTimeField, F, TextField, Value
from django.db.models.functions import Cast

from notices.models import Notice, ReportingPoint, Requirement, Review
from records.clock import AsOf, end_of_day
from reports.models import Sending

SENT = "sent"


@dataclass(frozen=True)
class Sent:
    """That a report for the month that ends on `month` was sent on a day; its edition may have been withdrawn since."""

    month: date
    on: date
    recorded_at: datetime
    withdrawn_at: datetime | None


@dataclass(frozen=True)
class Structure:
    """Rows of the notice itself, and when Ministers were sent a report. `requirements` carry their measure and theme; `sent` has
    of each sending the last day of its month, the day on which it was sent, and from when to when it was known and counted."""

    requirements: Sequence[Requirement]
    points: list[ReportingPoint]
    sent: list[Sent]
    reviews: list[Review]

    @classmethod
    def read(cls, notice: Notice) -> "Structure":
        """Two queries."""
        # In one query: a page that asks for the whole position asks for two dozen others. PostgreSQL wants to know of what kind is
        # what is nothing.
        none, no_day, never = Value("", TextField()), Cast(Value(None), DateField()), Cast(Value(None), DateTimeField())
        points = ReportingPoint.objects.for_notice(notice).order_by()
        reviews = Review.objects.for_notice(notice).order_by()
        sendings = Sending.objects.filter(edition__report__point__notice=notice).order_by()
        of_point = ("edition__report__point__on", "edition__report__point__requirement", none, none)
        dates = points.values_list(
            "on", "requirement", "words", "given_outside", no_day, never, never, Value("", CharField())
        ).union(
            reviews.values_list("on", "requirement", "words", none, no_day, "added_at", never, "kind"),
            sendings.values_list(
                *of_point, "counts_on", "recorded_at", F("edition__withdrawal__withdrawn_at"), Value(SENT, CharField())
            ),
            all=True,
        )
        found = cls(list(Requirement.objects.for_notice(notice).select_related("measure__theme")), [], [], [])
        for on, requirement_id, words, given_outside, sent_on, at, withdrawn_at, kind in dates.order_by("on"):
            of_notice: dict[str, Any] = {"notice": notice, "requirement_id": requirement_id, "on": on, "words": words}
            if kind == SENT:
                found.sent.append(Sent(on, sent_on, at, withdrawn_at))
            elif kind:
                found.reviews.append(Review(kind=kind, added_at=at, **of_notice))
            else:
                found.points.append(ReportingPoint(given_outside=given_outside, **of_notice))
        return found

    def informed(self, asof: AsOf) -> dict[date, date]:
        """The last day of each month that Ministers were informed of as of `asof`, with the day on which its report was sent
        first. What was withdrawn by then counts no more."""
        until = min(end_of_day(asof.on), asof.known)
        days = [
            (one.month, one.on)
            for one in self.sent
            if one.on <= asof.on
            and one.recorded_at < asof.known
            and not (one.withdrawn_at and one.withdrawn_at < until)
        ]
        return dict(sorted(days, reverse=True))  # the earliest last, which stays
