"""How is it recorded which indicators the Board agreed, and which of them it puts first?"""

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.functional import cached_property

from accounts.policy import Permission
from boards.models import Board, Decision
from indicators import domain, groups
from indicators.figures import Series
from indicators.forms import AgreeIndicatorsForm
from indicators.models import Indicator
from indicators.series import series_of
from notices.http import NoticeView
from records.clock import AsOf
from records.writing import position


class AgreeIndicatorsView(NoticeView):
    """One decision agrees many indicators; the places of the headlines are chosen anew with it."""

    permission = write_permission = Permission.RECORD_DECISION
    section = "indicators"

    def get(self, request: HttpRequest, slug: str) -> HttpResponse:
        return self.drawn(self.form())

    def post(self, request: HttpRequest, slug: str) -> HttpResponse:
        form = self.form(request.POST)
        if not form.is_valid():
            return self.drawn(form, status=422)
        rows = {row.code: row for row in Indicator.objects.for_notice(self.notice)}
        headlines = [rows[code] for code in form.headlines]
        answer = self.write(
            form,
            lambda at: domain.agree_indicators(
                decision=form.cleaned_data["decision"],
                indicators=[rows[code] for code in form.cleaned_data["indicators"]],
                headlines=headlines if headlines != self.put_first(rows) else None,
                by=self.person,
                at=at,
            ),
            then=self.next_or(reverse("indicators:indicator_list", args=[slug])),
            said="What the Board agreed is recorded.",
        )
        return answer or self.drawn(form, status=422)

    def put_first(self, rows: dict[str, Indicator]) -> list[Indicator]:
        """The headline indicators that stand, in their order: sent again unchanged, they are left as they are."""
        stands = sorted((row for row in self.series if row.headline), key=lambda row: row.headline or 0)
        return [rows[row.code] for row in stands]

    @cached_property
    def latest(self) -> AsOf:
        return position(self.notice.slug)

    @cached_property
    def series(self) -> list[Series]:
        """What the Board may agree: everything that has not ended, in the order of the list."""
        there = [row for row in series_of(self.notice, self.latest) if not row.ended]
        return sorted(there, key=lambda row: (groups.place(row.code), row.code))

    def form(self, *args: object) -> AgreeIndicatorsForm:
        board = Board.objects.for_notice(self.notice).improvement()
        decisions = (
            Decision.objects.for_notice(self.notice).filter(board__in=board).in_force(self.latest).latest_first()
        )
        return AgreeIndicatorsForm(*args, series=self.series, decisions=decisions)

    def drawn(self, form: AgreeIndicatorsForm, *, status: int = 200) -> HttpResponse:
        trail = [
            ("Indicators", reverse("indicators:indicator_list", args=[self.notice.slug])),
            ("What the Board agreed", None),
        ]
        context = {
            "form": form,
            "nothing": not self.series,
            "undecided": bool(self.series) and not form.decisions.exists(),
            "breadcrumbs": trail,
        }
        return self.page("indicators/agree.html", context, status=status)
