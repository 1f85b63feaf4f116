"""How does the council stand to the adoption scorecard, and what happens now that its averages cannot show yet?"""

from datetime import date

from django.db.models import Q
from django.http import HttpRequest, HttpResponse

from accounts.policy import Permission
from boards.models import Meeting
from indicators import adoption, words
from indicators.commenting import commentaries
from indicators.figures import Series
from indicators.models import Commentary
from indicators.series import series_of
from notices.http import NoticeView
from plans.bearing import bearing_on
from records.writing import position
from reports import charts

ADOPTION = "adoption"  # the code of the plan that the notice asks for


class AdoptionView(NoticeView):
    """Live, as of the day asked for. A threshold that was not published by then is not known to the page."""

    permission = Permission.VIEW_WORKING
    section = "indicators"

    def get(self, request: HttpRequest, slug: str) -> HttpResponse:
        found = {
            row.code: row for row in series_of(self.notice, self.asof) if row.code in adoption.CODES and row.in_use
        }
        said = commentaries(self.notice, self.asof)
        rest = [found[code] for code in (adoption.NOW, adoption.PLACED, adoption.SHARE) if code in found]
        context = {
            "averages": [
                averaged(found[code]) | commented(found[code], said) for code in adoption.AVERAGES if code in found
            ],
            "rest": [small(series) | commented(series, said) for series in rest],
            "bearing": bearing_on(
                self.notice, self.asof, codes=adoption.CODES, terms=Q(objective__plan__code=ADOPTION)
            ),
            "now": found.get(adoption.NOW),
            "shown_asof": self.shown_asof(),
            "meetings": Meeting.objects.for_notice(self.notice).days_held(position(self.notice.slug)),
        }
        return self.page("pages/adoption.html", context)


def averaged(series: Series) -> dict[str, object]:
    """A1 or A2 with its windows; `newest` is the one of the newest figure."""
    windows = adoption.windows(series)
    return {
        "series": series,
        "name": adoption.NAMES[series.code],
        "windows": windows,
        "newest": next((window for window in windows if window.council), None),
        "chart": charts.multiple(series.as_data()) if series.valued else "",
        "sources": adoption.sources(series),
    }


def small(series: Series) -> dict[str, object]:
    data = series.as_data()
    return {
        "series": series,
        "name": adoption.NAMES.get(series.code, ""),
        "chart": charts.multiple(data) if series.valued else "",
        "beside": data["benchmarks"],
        "counted": words.counted(series.latest) if series.latest else "",
        "counts": [
            (series.period(point), series.said(point), counted)
            for point in reversed(series.points)
            if (counted := words.counted(point))
        ],
    }


def commented(series: Series, said: dict[str, dict[date, Commentary]]) -> dict[str, object]:
    """The newest commentary on the figures of an indicator, with its period; both empty where nobody has written any."""
    on = max(said.get(series.code, {}), default=None)
    return {
        "commentary": said[series.code][on] if on else None,
        "commented_period": words.period(on, series.every) if on else "",
    }
