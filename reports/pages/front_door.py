"""What do the managers of the front door look at first: what waits, how long, and whether today is as usual?"""

from django.db.models import Q
from django.http import HttpRequest, HttpResponse

from accounts.policy import Permission
from boards.models import Meeting
from indicators import front_door
from indicators.figures import Series
from indicators.series import series_of
from indicators.standards import standards_of
from notices.http import NoticeView
from notices.models import Requirement
from plans.bearing import bearing_on
from records import wording
from records.writing import position
from reports import charts


class FrontDoorView(NoticeView):
    """Live, as of the day asked for: three facts, then each indicator with its chart, then the load of each team."""

    permission = Permission.VIEW_WORKING
    section = "indicators"

    def get(self, request: HttpRequest, slug: str) -> HttpResponse:
        plan = front_door.front_door()
        found = front_door.of(series_of(self.notice, self.asof, with_parts=True, with_benchmarks=False))
        standards = {row.indicator.code: row for row in standards_of(self.notice, self.asof).values()}
        usual = found.get(plan.usual)
        measures = self.measures()
        context = {
            "waiting": [(found[code], standards.get(code)) for code in plan.waiting if code in found],
            "usual": usual and (usual, front_door.usual(usual)),
            "rows": [shown(series) | {"standard": standards.get(code)} for code, series in found.items()],
            "bearing": bearing_on(
                self.notice, self.asof, codes=plan.codes, terms=Q(serves__measure__code__in=measures)
            ),
            "what": f"items that serve {wording.listed(measures)}" if measures else "items that bear on these figures",
            "by_team": teams(found.get(plan.by_team)),
            "team_series": found.get(plan.by_team),
            "shown_asof": self.shown_asof(),
            "meetings": Meeting.objects.for_notice(self.notice).days_held(position(self.notice.slug)),
        }
        return self.page("pages/front_door.html", context)

    def measures(self) -> list[str]:
        """The measures of the notice that ask for what waits at the front door, by their codes."""
        named = Requirement.objects.for_notice(self.notice).values_list("measure__code", "indicator_codes")
        waiting = set(front_door.front_door().waiting)
        return list(dict.fromkeys(code for code, codes in named if waiting & set(codes)))


def shown(series: Series) -> dict[str, object]:
    """One indicator small: its chart, its sentence, and what is usual."""
    data = series.as_data()
    return {
        "series": series,
        "chart": charts.multiple(data) if series.valued else "",
        "usual": front_door.usual(series),
    }


def teams(series: Series | None) -> list[dict[str, object]]:
    """The newest figure of each team that is still there, and the one before."""
    if series is None or series.breakdown != "team":
        return []
    return [
        {
            "name": part.name,
            "newest": series.said(part.latest),
            "period": series.period(part.latest),
            "before": series.said(part.points[-2]) if len(part.points) > 1 else "",
            "against": series.against(part.latest),
        }
        for part in series.parts
        if part.latest and not part.left_on
    ]
