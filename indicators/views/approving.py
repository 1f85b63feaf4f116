"""Which figures wait for a second person, and how are they approved?"""

from collections.abc import Iterable
from datetime import datetime
from functools import cached_property

from django.http import HttpRequest, HttpResponse, QueryDict
from django.urls import reverse

from accounts.policy import Permission
from indicators import words
from indicators.entry_forms import ApproveForm
from indicators.models import FigureApproval, Observation
from indicators.return_rules import Rules, rules_of
from indicators.returns import approve_figure, unapproved
from indicators.series import series_of
from notices.http import NoticeView
from records import wording
from records.clock import AsOf
from records.refusal import Refused
from records.writing import position

MOST = 100


class ApproveFiguresView(NoticeView):
    """What nobody else has approved, the oldest first: ticked and approved together, one's own shown and never offered."""

    permission = write_permission = Permission.APPROVE_VALUE
    section = "indicators"

    def get(self, request: HttpRequest, slug: str) -> HttpResponse:
        return self.drawn(self.form())

    def post(self, request: HttpRequest, slug: str) -> HttpResponse:
        form = self.form(request.POST)
        answer = form.is_valid() and self.write(
            form,
            lambda at: self.approve(form, at),
            then=request.path,
            said="Approved, with your name and today’s date.",
        )
        return answer or self.drawn(form, status=422)

    def approve(self, form: ApproveForm, at: datetime) -> list[FigureApproval]:
        all_shown = self.request.POST.getlist("shown") if "all" in self.request.POST else []
        chosen = set(all_shown or form.cleaned_data["figures"])
        there = Observation.objects.for_notice(self.notice).select_related("indicator__notice")
        rows = [row for row in there.filter(indicator__code__in=codes_of(chosen)) if key_of(row) in chosen]
        if len(rows) < len(chosen):
            raise Refused("One of these figures is not there. Open the page again.", field="figures")
        return [approve_figure(observation=row, by=self.person, at=at) for row in rows]

    @cached_property
    def latest(self) -> AsOf:
        return position(self.notice.slug, on=self.today)

    @cached_property
    def rules(self) -> Rules:
        return rules_of(self.notice, self.latest)

    @cached_property
    def waiting(self) -> list[Observation]:
        rows = unapproved(self.notice, self.latest).select_related("indicator__notice", "recorded_by")
        return list(rows.order_by("recorded_at", "pk"))

    @cached_property
    def theirs(self) -> list[Observation]:
        """What waits and was reported by somebody else, as far as one page shows it."""
        return [row for row in self.waiting if row.recorded_by_id != self.person.pk][:MOST]

    @cached_property
    def said(self) -> dict[str, str]:
        """How each figure is said, by key; the figures of agencies and teams by their names."""
        if not self.waiting:
            return {}
        series = {row.code: row for row in series_of(self.notice, self.latest, with_parts=True, with_benchmarks=False)}
        found = {}
        for row in self.waiting:
            of = series[row.indicator.code]
            part = next((f", {part.name}" for part in of.parts if part.code == row.part), "")
            counted = words.counted(row)
            found[key_of(row)] = (
                f"{of.code} {of.name}{part}, {of.period(row)}: {of.said(row)}{f' ({counted})' if counted else ''}"
                f"{f', {row.note}' if row.note else ''}. {'Revised' if row.number > 1 else 'Reported'} by "
                f"{row.recorded_by} on {wording.day(row.counts_on)}{f': {row.reason}' if row.reason else ''}"
            )
        return found

    def form(self, data: QueryDict | None = None) -> ApproveForm:
        return ApproveForm(data, figures=[(key_of(row), self.said[key_of(row)]) for row in self.theirs])

    def drawn(self, form: ApproveForm, *, status: int = 200) -> HttpResponse:
        own = [self.said[key_of(row)] for row in self.waiting if row.recorded_by_id == self.person.pk]
        context = {
            "form": form,
            "rules": self.rules,
            "there": len(self.theirs),
            "shown": [key_of(row) for row in self.theirs],
            "more": len(self.waiting) - len(own) - len(self.theirs),
            "own": own,
            "breadcrumbs": [
                ("Indicators", reverse("indicators:indicator_list", args=[self.notice.slug])),
                ("Figures to approve", None),
            ],
        }
        return self.page("indicators/approve.html", context, status=status)


def key_of(row: Observation) -> str:
    """FD-04 2013-01-31 1, or with the code of the agency or team between: a figure as it was reported."""
    return " ".join(filter(None, [row.indicator.code, row.part, row.period_on.isoformat(), str(row.number)]))


def codes_of(keys: Iterable[str]) -> set[str]:
    return {key.partition(" ")[0] for key in keys}
