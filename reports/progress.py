"""How far is the report for each month in which Ministers are informed or the Department reviews? Read from rows: two queries,
however many notices."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Case, Count, Exists, F, Min, OuterRef, Q, QuerySet, Subquery, When

from notices.models import ReportingPoint, Review
from records import wording
from records.clock import london_day
from reports import readiness
from reports.contributing import ASKED
from reports.models import (
    Acknowledgement,
    Contribution,
    Edition,
    FactualCheck,
    Photograph,
    Remark,
    Report,
    ReportText,
    ReviewConclusion,
    Sending,
)
from reports.questions import QUESTIONS


@dataclass(frozen=True)
class Progress:
    """The steps of the report for one month in which Ministers are informed, or the Department reviews; it may not be begun. How
    many remarks on it wait for an answer."""

    of: ReportingPoint | Review
    report: Report | None
    steps: list[readiness.Step]
    remarks: int = 0

    @property
    def is_for_review(self) -> bool:
        return isinstance(self.of, Review)

    @property
    def name(self) -> str:
        """report for March 2013, or pack for the review of June 2013"""
        return f"{'pack for the review of' if self.is_for_review else 'report for'} {wording.month(self.of.on)}"

    @property
    def readers(self) -> str:
        return "the Department" if self.is_for_review else "Ministers"

    @property
    def why_nothing(self) -> str:
        """Why nobody owes anything, where nobody does."""
        return self.steps[-1].left_out or "it was sent and acknowledged"

    @property
    def next(self) -> readiness.Step | None:
        return readiness.next_of(self.steps)

    @property
    def sent_by(self) -> readiness.Step:
        return next(step for step in self.steps if step.rule.key == "sent")


def reports_in(notices: Iterable[int]) -> list[Report]:
    """Every report that was begun, with the days of its steps, the first first. One query."""
    reports = Report.objects.filter(notice__in=notices).select_related("point", "review").order_by("number")
    return list(with_days(reports))


def progress_in(notices: Iterable[int], on: date, reports: Sequence[Report]) -> dict[int, list[Progress]]:
    """By notice, the months that are to be informed of, begun or not, the earliest first; then the packs for reviews that were
    begun, since the notice asks for none. `reports` are those that were begun, from reports_in. Left out is what was given
    outside, and a review that is over. One query."""
    found = defaultdict(list)
    begun = {report.point_id: report for report in reports if report.point_id}
    for point in ReportingPoint.objects.filter(notice__in=notices, given_outside="").order_by("on"):
        found[point.notice_id].append(_progress(point, begun.get(point.pk), on))
    for report in reports:
        if report.review and not _over(report, on):
            found[report.notice_id].append(_progress(report.review, report, on))
    return found


def progress_of(report: Report, on: date) -> Progress | None:
    """Of one report; None where it is of no month. One query."""
    row = with_days(Report.objects.filter(pk=report.pk)).select_related("point", "review").get()
    of = row.point or row.review
    return _progress(of, row, on) if of else None


def _progress(of: ReportingPoint | Review, report: Report | None, on: date) -> Progress:
    done, over = (days_of(report), _over(report, on)) if report else ({}, "")
    return Progress(of, report, readiness.steps(of.on, done, on, over), getattr(report, "remarks_open", 0))


def _over(report: Report, on: date) -> str:
    """Why nobody owes anything for it any more: a review that was held, or whose time has passed, wants no pack."""
    if report.review is None:
        return ""
    if vars(report)["review_is_concluded"]:
        return "the review was held"
    return "the month of the review has passed" if on > readiness.last_day(report.review.on) else ""


def with_days(reports: QuerySet[Report]) -> QuerySet[Report]:
    """Each report with what tells when its steps were done; see days_of. An edition that was withdrawn counts for nothing."""
    of = OuterRef("pk")
    said, text = (model.objects.filter(report=of).order_by("-number") for model in (Contribution, ReportText))
    drawn = Photograph.objects.filter(report=of).order_by("-number")
    signed = Edition.objects.filter(report=of).that_stand().order_by("number")
    checks = FactualCheck.objects.order_by("number")
    return reports.annotate(
        council_on=Subquery(said.annotate(full=_day_if_full(ASKED)).values("full")[:1]),
        text_on=Subquery(text.annotate(full=_day_if_full(QUESTIONS)).values("full")[:1]),
        text_is=Subquery(text.values("number")[:1]),
        drawn_pk=Subquery(drawn.values("pk")[:1]),
        drawn_at=Subquery(drawn.values("taken_at")[:1]),
        drawn_of=Subquery(drawn.values("text_number")[:1]),
        signed_at=Subquery(signed.values("published_at")[:1]),
        signed_drawn_at=Subquery(signed.values("photograph__taken_at")[:1]),
    ).annotate(
        review_is_concluded=Exists(ReviewConclusion.objects.filter(review=OuterRef("review"))),
        drawn_was_signed=Exists(Edition.objects.filter(photograph=OuterRef("drawn_pk"))),
        checked_on=Subquery(checks.filter(photograph=OuterRef("drawn_pk")).values("counts_on")[:1]),
        signed_checked_on=Subquery(
            checks.filter(report=OuterRef("pk"), photograph__edition__withdrawal=None)
            .exclude(photograph__edition=None)
            .values("counts_on")[:1]
        ),
        sent_on=Subquery(_first_day(Sending)),
        acknowledged_on=Subquery(_first_day(Acknowledgement)),
        remarks_open=Subquery(
            Remark.objects.filter(report=OuterRef("pk"), answers=None)
            .order_by()
            .values("report")
            .annotate(many=Count("pk"))
            .values("many")
        ),
    )


def _day_if_full(names: Iterable[str]) -> Case:
    """The day from which a text counts that answers every question, None of one that does not."""
    return Case(When(Q(*[(f"{name}__gt", "") for name in names]), then=F("counts_on")))


def _first_day(ledger: type[Sending] | type[Acknowledgement]) -> QuerySet:
    rows = ledger.objects.filter(edition__report=OuterRef("pk"), edition__withdrawal=None).order_by()
    return rows.values("edition__report").annotate(first=Min("counts_on")).values("first")


def is_signed(report: Report) -> bool:
    """Whether an edition of it stands. `report` is annotated by with_days."""
    return vars(report)["signed_at"] is not None


def days_of(report: Report) -> dict[str, date | None]:
    """The day on which each step was done, by key; None where it is not. `report` is annotated by with_days.

    A text saved since the draft was drawn up opens that step again, and so does the withdrawal of what was signed of it; what the
    chair has signed was written and drawn up.
    """
    row: dict = vars(report)
    signed = london_day(row["signed_at"]) if row["signed_at"] else None
    stood = london_day(row["signed_drawn_at"]) if signed else None
    current = row["drawn_at"] and row["drawn_of"] == row["text_is"] and not row["drawn_was_signed"]
    drawn = london_day(row["drawn_at"]) if current else None
    return {
        "begun": london_day(report.begun_at),
        "council": row["council_on"],
        "text": row["text_on"] or stood,
        "drawn_up": stood or drawn,
        "checked": row["signed_checked_on"] or (row["checked_on"] if drawn else None),
        "signed": signed,
        "sent": row["sent_on"],
        "acknowledged": row["acknowledged_on"],
    }
