"""What does one paragraph of the notice ask for, how does the Board judge it, and what answers it?"""

from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404

from accounts.policy import Permission
from indicators.front_door import front_door
from notices import deadlines
from notices.http import NoticeView
from notices.models import Measure, Requirement
from notices.notice_file import ThemeKind
from reports.access import newest_edition
from reports.pages.coverage import Counted, Row, row_of
from reports.position import Position
from reports.position.calendar import days_held

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
            context |= self.live(measure, requirements)
        else:
            context["edition"] = newest_edition(self.notice)
        return self.page("pages/measure.html", context)

    def live(self, measure: Measure, requirements: list[Requirement]) -> dict[str, object]:
        """How it stands as of the day asked for: the Board's word, and for each requirement what answers it."""
        now = Position(self.notice, self.asof, sample=self.reading.demonstration)
        themes = now.measures["themes"]
        stands = next(row for theme in themes for row in theme["rows"] if row["code"] == measure.code)
        figures = {row["code"]: row for row in now.indicators["rows"]}
        covered = {row.requirement.pk: row for row in now.covered}
        kept = {name: self.request.GET[name] for name in ("on", "known") if self.request.GET.get(name)}
        return {
            "working": True,
            "front_door": any(code in front_door().waiting for row in requirements for code in row.indicator_codes),
            "stands": stands,
            "kept": urlencode(kept),
            "rows": [
                {
                    "requirement": requirement,
                    "deadline": self.deadline(requirement),
                    "items": [row for row in now.items["rows"] if requirement.reference in row["serves"]],
                    "indicators": [figures[code] for code in requirement.indicator_codes if code in figures],
                    "undefined": [code for code in requirement.indicator_codes if code not in figures],
                    "coverage": covered[requirement.pk],
                    "counted": counted_beside(row_of(covered[requirement.pk], self.notice.slug, kept)),
                }
                for requirement in requirements
            ],
            "shown_asof": self.shown_asof(),
            "meetings": days_held(now.calendar),
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


def counted_beside(row: Row) -> list[Counted]:
    """What was counted and has no place of its own on the page: all but items and indicators."""
    return [one for one in row.counted if one.line.kind not in ("item", "indicator")]
