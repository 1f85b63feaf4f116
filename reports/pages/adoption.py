"""How does the council stand to the adoption scorecard, and what happens now that its averages cannot show yet?"""

from django.http import HttpRequest, HttpResponse

from accounts.policy import Permission
from boards.models import Meeting
from indicators import adoption
from indicators.figures import Series
from indicators.series import series_of
from notices.http import NoticeView
from records.writing import position
from reports import charts


class AdoptionView(NoticeView):
    """Live, as of the day asked for. A threshold that was not published by then is not known to the page."""

    permission = Permission.VIEW_WORKING
    section = "indicators"

    def get(self, request: HttpRequest, slug: str) -> HttpResponse:
        found = {
            row.code: row for row in series_of(self.notice, self.asof) if row.code in adoption.CODES and row.in_use
        }
        context = {
            "averages": [averaged(found[code]) for code in adoption.AVERAGES if code in found],
            "rest": [small(found[code]) for code in (adoption.NOW, adoption.PLACED, adoption.SHARE) if code in found],
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
    }
