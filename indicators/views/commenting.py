"""How is it written what a reader should know of one period of an indicator?"""

from datetime import date
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.functional import cached_property

from accounts.policy import Permission
from indicators.commenting import comment
from indicators.entry_forms import CommentForm
from indicators.figures import Figure
from indicators.models import Commentary
from indicators.periods import figure_for
from indicators.views.one_indicator import OfIndicator
from records.refusal import NotTheNext


class CommentView(OfIndicator):
    """The commentary of one period: of the newest, or of ?period=. Written anew it takes the place of what stood, which is kept."""

    permission = write_permission = Permission.ENTER_VALUE
    template = "indicators/comment.html"

    def get(self, request: HttpRequest, slug: str, code: str) -> HttpResponse:
        stands = self.standing
        initial = {"after": stands.number if stands else 0, "text": stands.words if stands else ""}
        return self.drawn(CommentForm(initial=initial))

    def post(self, request: HttpRequest, slug: str, code: str) -> HttpResponse:
        form = CommentForm(request.POST)
        if not (form.is_valid() and self.figure):
            return self.drawn(form, status=422)
        given, figure = form.cleaned_data, self.figure
        try:
            answer = self.write(
                form,
                lambda at: comment(
                    indicator=self.indicator,
                    period_on=figure.period_on,
                    every=self.series.every,
                    text=given["text"],
                    by=self.person,
                    at=at,
                    after=given["after"],
                    confirmed=given["confirmed"],
                ),
                then=self.next_or(self.to_indicator()),
                said=f"The commentary on {self.series.period(figure)} is recorded.",
            )
        except NotTheNext as met:
            row: Any = met.latest
            theirs = [(str(form.fields["text"].label), row.words if row else "")]
            return self.clash(form, met, theirs=theirs, label="Save the commentary")
        return answer or self.drawn(form, status=422)

    @cached_property
    def figure(self) -> Figure | None:
        """The figure that is commented on; 404 where the address names a period without one."""
        asked: date | None = self.asked_day("period")
        found = figure_for(self.series, asked) if asked else self.series.latest
        if asked and found is None:
            raise Http404
        return found

    @property
    def standing(self) -> Commentary | None:
        if self.figure is None:
            return None
        rows = self.indicator.commentaries.filter(period_on=self.figure.period_on).select_related("recorded_by")
        return rows.order_by("-number").first()

    def drawn(self, form: CommentForm, *, status: int = 200) -> HttpResponse:
        return self.form_page(
            form,
            status=status,
            figure=self.figure,
            said=self.series.said(self.figure) if self.figure else "",
            period=self.series.period(self.figure),
            stands=self.standing,
        )
