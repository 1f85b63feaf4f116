"""Which indicator is a form about, and how does it stand now? The base of the forms about one indicator."""

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.functional import cached_property

from accounts.policy import Permission
from indicators.figures import Series
from indicators.models import Indicator
from indicators.series import series_of
from notices.forms import NoticeForm
from notices.http import NoticeView
from records.clock import AsOf
from records.writing import position


class OfIndicator(NoticeView):
    """Base of the forms about one indicator, drawn from everything recorded so far."""

    section = "indicators"
    permission = Permission.VIEW_WORKING
    template = ""

    @cached_property
    def latest(self) -> AsOf:
        return position(self.notice.slug)

    @cached_property
    def indicator(self) -> Indicator:
        return get_object_or_404(Indicator.objects.for_notice(self.notice), code=self.kwargs["code"])

    @cached_property
    def series(self) -> Series:
        found = series_of(self.notice, self.latest, code=self.indicator.code, with_parts=True)
        if not found:
            raise Http404
        return found[0]

    def to_indicator(self) -> str:
        return reverse("pages:indicator", args=[self.notice.slug, self.indicator.code])

    def form_page(self, form: NoticeForm, *, status: int = 200, **more: object) -> HttpResponse:
        trail = [
            ("Indicators", reverse("indicators:indicator_list", args=[self.notice.slug])),
            (f"{self.series.code} {self.series.name}", self.to_indicator()),
        ]
        return self.page(
            self.template, {"form": form, "series": self.series, "breadcrumbs": trail, **more}, status=status
        )
