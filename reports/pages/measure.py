"""What does one paragraph of the notice ask for, and what in the plan and the figures answers it?"""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404

from accounts.policy import Permission
from assurance.coverage import add_up, coverage_of
from boards.models import Meeting
from indicators.series import series_of
from notices import deadlines
from notices.http import NoticeView
from notices.models import Measure, Notice, Requirement
from notices.notice_file import ThemeKind
from plans import standing
from plans.models import Item, ItemTerms
from records import wording
from records.clock import AsOf
from records.writing import position
from reports.informed import informed
from reports.pages.coverage import Counted, Row, row_of

KIND_WORDS = {ThemeKind.MEASURES: "measure", ThemeKind.DUTIES: "duty", ThemeKind.AIMS: "aim"}


class MeasureView(NoticeView):
    """The paragraph beside its requirements. What serves them is live, and so for working sight only."""

    permission = Permission.VIEW_NOTICE
    section = "notice"

    def get(self, request: HttpRequest, slug: str, code: str) -> HttpResponse:
        measure = get_object_or_404(Measure.objects.for_notice(self.notice).select_related("theme"), code=code)
        requirements = list(measure.requirements.all())
        context: dict[str, object] = {
            "measure": measure,
            "kind": KIND_WORDS[ThemeKind(measure.theme.kind)],
            "rows": [
                {"requirement": requirement, "deadline": self.deadline(requirement)} for requirement in requirements
            ],
        } | self.neighbours(measure)
        if self.may["view_working"]:
            context |= self.live(requirements)
        return self.page("pages/measure.html", context)

    def live(self, requirements: list[Requirement]) -> dict[str, object]:
        """What is done for each requirement as of the day asked for."""
        items = items_serving(self.notice, requirements, self.asof)
        everything = series_of(self.notice, self.asof)
        series = {found.code: found for found in everything}
        told = informed(self.notice, self.asof)
        covered = {
            row.requirement.pk: row
            for row in coverage_of(self.notice, self.asof, series=everything, informed=told)
            if row.requirement in requirements
        }
        kept = {name: self.request.GET[name] for name in ("on", "known") if self.request.GET.get(name)}
        rows: list[dict[str, Any]] = [
            {
                "requirement": requirement,
                "deadline": self.deadline(requirement),
                "items": [item for item in items if requirement.pk in item["serves"]],
                "indicators": [series[code] for code in requirement.indicator_codes if code in series],
                "undefined": [code for code in requirement.indicator_codes if code not in series],
                "coverage": covered[requirement.pk],
                "counted": counted_beside(row_of(covered[requirement.pk], self.notice.slug, kept)),
            }
            for requirement in requirements
        ]
        ours = [row for row in rows if not row["requirement"].acts_of]
        return {
            "working": True,
            "rows": rows,
            "items": items,
            "evidenced": add_up(covered.values())["fully_evidenced"],
            "overdue": sum(item["standing"] == "overdue" for item in items),
            "done": sum(item["standing"] == "done" for item in items),
            "ours": len(ours),
            "unserved": sum(not any(item["standing"] != "withdrawn" for item in row["items"]) for row in ours),
            "shown_asof": self.shown_asof(),
            "meetings": Meeting.objects.for_notice(self.notice).days_held(position(self.notice.slug)),
        }

    def deadline(self, requirement: Requirement) -> str:
        return deadlines.words(
            requirement.deadline_kind,
            requirement.deadline_on,
            requirement.deadline_condition,
            issued_on=self.notice.issued_on,
            assumed=self.notice.issued_on_assumed,
        )

    def neighbours(self, measure: Measure) -> dict[str, str | None]:
        codes = list(Measure.objects.for_notice(self.notice).values_list("code", flat=True))
        place = codes.index(measure.code)
        return {
            "before": codes[place - 1] if place else None,
            "after": codes[place + 1] if place + 1 < len(codes) else None,
        }


def items_serving(notice: Notice, requirements: list[Requirement], asof: AsOf) -> list[dict]:
    """The items whose terms in force serve one of the requirements, soonest first; three queries."""
    serving = Item.objects.for_notice(notice).with_standing(asof).serving(requirements)
    found = sorted(serving, key=lambda item: (item.withdrawn, item.due_now, item.number))
    terms = (
        ItemTerms.objects.for_notice(notice)
        .select_related("owner", "agency")
        .prefetch_related("serves")
        .in_bulk([item.terms_id for item in found])
    )
    return [item_row(item, terms[item.terms_id], asof) for item in found]


def item_row(item: Item, terms: ItemTerms, asof: AsOf) -> dict:
    late = standing.lateness(
        standing=item.standing, due_on=item.due_on, due_now=item.due_now, progress_on=item.progress_on, on=asof.on
    )
    return {
        "number": item.number,
        "kind": item.get_kind_display(),
        "words": terms.words,
        "owner": terms.owner.name,
        "agency": terms.agency.name,
        "due": wording.due(item.due_now, item.due_now_precision),
        "standing": item.standing,
        "word": standing.word(item.kind, item.standing),
        "late": late,
        "serves": {requirement.pk for requirement in terms.serves.all()},
    }


def counted_beside(row: Row) -> list[Counted]:
    """What was counted and has no place of its own on the page: all but items and indicators."""
    return [one for one in row.counted if one.line.kind not in ("item", "indicator")]
