"""Which dates does the notice set? The months in which Ministers are informed, and those of the reviews."""

from dataclasses import dataclass
from datetime import date

from notices.models import Notice, ReportingPoint, Review
from records import wording


@dataclass(frozen=True)
class NoticeDate:
    """A month that the notice names, or in which a further review is held; `on` is its last day. `outside`, if not empty, says why
    nothing of it is here; `measure` is the paragraph that names it, if one does."""

    on: date
    what: str
    words: str
    measure: str
    outside: str = ""
    is_review: bool = False

    @property
    def month(self) -> str:
        return wording.month(self.on)


def dates_of(notice: Notice) -> list[NoticeDate]:
    """All of them in the order of time; two queries."""
    informed = [
        NoticeDate(
            point.on,
            "Ministers receive information on progress",
            point.words,
            point.requirement.measure.code,
            point.given_outside,
        )
        for point in ReportingPoint.objects.for_notice(notice).select_related("requirement__measure")
    ]
    reviewed = [
        NoticeDate(
            review.on,
            f"The Department holds {'its' if review.requirement else 'a'} {review.kind} review",
            review.words,
            review.requirement.measure.code if review.requirement else "",
            is_review=True,
        )
        for review in Review.objects.for_notice(notice).select_related("requirement__measure")
    ]
    return sorted(informed + reviewed, key=lambda found: (found.on, found.what))
