"""How do figures leave as a file: all, of one rhythm or indicator, of a span, or a table to fill in for a month?"""

from collections.abc import Sequence
from datetime import date

from django.http import Http404, HttpRequest, HttpResponse

from accounts.policy import Permission
from indicators.figures import Series
from indicators.imports.exporting import BY_INDICATOR, LONG, Table, due_table, long_table, wide_table
from indicators.models import IndicatorTerms
from indicators.series import series_of
from indicators.words import months_later
from notices.http import NoticeView, OddRequest
from records.clock import end_of_last_month
from records.writing import position

TYPES = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


def attachment(content: bytes, kind: str, name: str) -> HttpResponse:
    headers = {"Content-Disposition": f'attachment; filename="{name}.{kind}"'}
    return HttpResponse(content, content_type=TYPES[kind], headers=headers)


class ExportView(NoticeView):
    """The figures that stand, as a table that can be sent back unchanged."""

    permission = Permission.VIEW_WORKING

    def get(self, request: HttpRequest, slug: str, kind: str) -> HttpResponse:
        shape = request.GET.get("shape") or LONG
        if shape not in (LONG, BY_INDICATOR):
            raise Http404
        since, until = self.asked_day("from") or date.min, self.asked_day("to") or date.max
        table = (long_table if shape == LONG else wide_table)(self.series(), since, until)
        return attachment(table.as_file(kind), kind, f"{slug}-figures-{self.today.isoformat()}")

    def series(self) -> Sequence[Series]:
        every, code = self.request.GET.get("every", ""), self.request.GET.get("indicator", "")
        if every and every not in IndicatorTerms.Every.values:
            raise Http404
        asof = position(self.notice.slug)
        found = series_of(self.notice, asof, code=code or None, with_parts=True, with_benchmarks=False)
        if code and not found:
            raise Http404
        return [one for one in found if every in ("", one.every)]


class TemplateView(NoticeView):
    """The figures that are due for a month, the last that is over, to be filled in and sent back."""

    permission = Permission.ENTER_VALUE

    def get(self, request: HttpRequest, slug: str, kind: str) -> HttpResponse:
        month_end = self.month_end()
        series = series_of(self.notice, position(slug), with_parts=True, with_benchmarks=False)
        table: Table = due_table(series, month_end)
        return attachment(table.as_file(kind), kind, f"{slug}-figures-due-{month_end:%Y-%m}")

    def month_end(self) -> date:
        """?month=2013-01"""
        text = self.request.GET.get("month", "")
        if not text:
            return end_of_last_month(self.today)
        try:
            return months_later(date.fromisoformat(f"{text}-01"), 0)
        except (ValueError, OverflowError):
            raise OddRequest(f"“{text[:40]}” is not a month. Write it like {self.today:%Y-%m}.") from None
