"""Which indicators crossed a line, when was that told and to whom, and what came of it?"""

from django.core.paginator import Paginator
from django.db.models import Count
from django.http import HttpRequest, HttpResponse

from accounts.policy import Permission, who_may
from boards.models import Meeting
from indicators import false_signals
from indicators.listing import tally
from indicators.models import Signal
from indicators.series import series_of
from notices.http import NoticeView
from plans import signal_list
from plans.signal_list import signals_of
from records.writing import position

A_PAGE = 25


class SignalsView(NoticeView):
    """Every signal told, newest first, in the words of its day; or those of one indicator."""

    permission = Permission.VIEW_WORKING
    section = "indicators"

    def get(self, request: HttpRequest, slug: str) -> HttpResponse:
        live = self.asof.on == self.today and not request.GET.get("known")
        may_answer = live and self.may["answer_signal"]
        told = Signal.objects.for_notice(self.notice).as_of(self.asof)
        series = series_of(self.notice, self.asof, with_benchmarks=False)
        others = told.standing(self.asof).filter(concerning=False)
        asked = request.GET.get("code", "")
        chosen = told.filter(indicator__code=asked) if asked else told
        keys = chosen.order_by("-recorded_at", "indicator__code", "-number").values_list("pk", flat=True)
        page = Paginator(keys, A_PAGE).get_page(request.GET.get("page"))
        context = {
            "rows": signals_of(self.notice, self.asof, told.filter(pk__in=list(page)), series=series),
            "page": page,
            "codes": sorted(set(told.order_by().values_list("indicator__code", flat=True))),
            "asked": asked,
            "warnings": signal_list.tally(self.notice, self.asof),
            "others": others.aggregate(signals=Count("pk"), indicators=Count("indicator", distinct=True)),
            "by_chance": false_signals.expected(tally(series).could_worsen),
            "passed_on": [(name, request.GET[name]) for name in ("on", "known") if name in request.GET],
            "may_answer": may_answer,
            "who_answers": "" if may_answer else who_may(Permission.ANSWER_SIGNAL),
            "shown_asof": self.shown_asof(),
            "meetings": Meeting.objects.for_notice(self.notice).days_held(position(self.notice.slug)),
        }
        return self.page("pages/signals.html", context)
