"""Which indicators crossed a line, when was that told and to whom, and what came of it?"""

from django.http import HttpRequest, HttpResponse

from accounts.policy import Permission
from boards.models import Meeting
from indicators import false_alarms
from indicators.models import Signal
from notices.http import NoticeView
from plans.signal_list import signals_of
from records.writing import position


class SignalsView(NoticeView):
    """Every signal told, newest first, in the words of its day; or those of one indicator."""

    permission = Permission.VIEW_WORKING
    section = "indicators"

    def get(self, request: HttpRequest, slug: str) -> HttpResponse:
        told = Signal.objects.for_notice(self.notice).as_of(self.asof)
        codes = sorted(set(told.order_by().values_list("indicator__code", flat=True)))
        asked = request.GET.get("code", "")
        rows = signals_of(self.notice, self.asof, told.filter(indicator__code=asked) if asked else told)
        context = {
            "rows": rows,
            "codes": codes,
            "asked": asked,
            "standing": sum(row["new"] and not row["over_on"] for row in rows),
            "waiting": sum(row["waits"] for row in rows),
            "by_chance": false_alarms.expected(false_alarms.how_many_read(self.notice, self.asof)),
            "passed_on": [(name, request.GET[name]) for name in ("on", "known") if name in request.GET],
            "live": self.asof.on == self.today and not request.GET.get("known"),
            "shown_asof": self.shown_asof(),
            "meetings": Meeting.objects.for_notice(self.notice).days_held(position(self.notice.slug)),
        }
        return self.page("pages/signals.html", context)
