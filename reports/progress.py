"""How far is the report for each month in which Ministers are informed? Read from rows: two queries, however many notices."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Case, Count, Exists, F, Min, OuterRef, Q, QuerySet, Subquery, When

from notices.models import ReportingPoint
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
    Sending,
)
from reports.questions import QUESTIONS


@dataclass(frozen=True)
class Progress:
    """The steps of one month's report, which may not be begun; how many remarks on it wait for an answer."""

    month_on: date
    report: Report | None
    steps: list[readiness.Step]
    remarks: int = 0

    @property
    def month(self) -> str:
        return wording.month(self.month_on)

    @property
    def next(self) -> readiness.Step | None:
        return readiness.next_of(self.steps)

    @property
    def sent_by(self) -> readiness.Step:
        return next(step for step in self.steps if step.rule.key == "sent")


def progress_in(notices: Iterable[int], on: date) -> dict[int, list[Progress]]:
    """By notice, the months that are to be informed of, the earliest first; what was given outside is left out."""
    reports = with_days(Report.objects.filter(notice__in=notices, purpose=Report.Purpose.MINISTERS))
    begun = {report.point_id: report for report in reports.select_related("point")}
    found = defaultdict(list)
    for point in ReportingPoint.objects.filter(notice__in=notices, given_outside="").order_by("on"):
        report = begun.get(point.pk)
        found[point.notice_id].append(_progress(point.on, report, on))
    return found


def progress_of(report: Report, on: date) -> Progress | None:
    """Of one report; None where it is not for Ministers. One query."""
    row = with_days(Report.objects.filter(pk=report.pk)).select_related("point").get()
    return _progress(row.point.on, row, on) if row.point else None


def _progress(month_on: date, report: Report | None, on: date) -> Progress:
    return Progress(
        month_on,
        report,
        readiness.steps(month_on, days_of(report) if report else {}, on),
        getattr(report, "remarks_open", 0),
    )


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
