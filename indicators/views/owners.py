"""Who looks after which indicators, and which standard does one count against? Named for several at once."""

from typing import Any

from django.http import HttpRequest, HttpResponse, QueryDict
from django.urls import reverse
from django.utils.functional import cached_property

from accounts.models import User
from accounts.policy import Permission
from boards.models import Board, Decision
from indicators import groups
from indicators.entry_forms import NameOwnersForm, StandardForm
from indicators.figures import Series
from indicators.models import Indicator
from indicators.owners import name_owners, owners_of, who_may_own
from indicators.series import series_of
from indicators.standards import set_standard
from indicators.views.one_indicator import OfIndicator
from notices.http import NoticeView
from records import wording
from records.clock import AsOf
from records.refusal import NotTheNext
from records.writing import position


class NameOwnersView(NoticeView):
    """One person for every indicator that is ticked; the owner of each as it stands is beside its name."""

    permission = write_permission = Permission.NAME_OWNER
    section = "indicators"

    def get(self, request: HttpRequest, slug: str) -> HttpResponse:
        return self.drawn(self.form())

    def post(self, request: HttpRequest, slug: str) -> HttpResponse:
        form = self.form(request.POST)
        answer = form.is_valid() and self.write(
            form,
            lambda at: name_owners(
                indicators=[self.indicators[code] for code in form.cleaned_data["indicators"]],
                person=self.people.get(form.cleaned_data["person"]),
                by=self.person,
                at=at,
            ),
            then=self.next_or(request.path),
            said=f"The owner of {wording.count(len(form.cleaned_data['indicators']), 'indicator')} is named.",
        )
        return answer or self.drawn(form, status=422)

    @cached_property
    def latest(self) -> AsOf:
        return position(self.notice.slug, on=self.today)

    @cached_property
    def people(self) -> dict[str, User]:
        return who_may_own(self.notice, self.today)

    @cached_property
    def indicators(self) -> dict[str, Indicator]:
        return {row.code: row for row in Indicator.objects.for_notice(self.notice)}

    @cached_property
    def series(self) -> list[Series]:
        rows = [row for row in series_of(self.notice, self.latest, with_benchmarks=False) if not row.ended]
        return sorted(rows, key=lambda row: (groups.place(row.code), row.code))

    def form(self, data: QueryDict | None = None) -> NameOwnersForm:
        owners = owners_of(self.notice, self.latest)
        with_owner = [(row, owners.get(self.indicators[row.code].pk)) for row in self.series]
        return NameOwnersForm(data, people=self.people, series=with_owner)

    def drawn(self, form: NameOwnersForm, *, status: int = 200) -> HttpResponse:
        trail = [("Indicators", reverse("indicators:indicator_list", args=[self.notice.slug])), ("Owners", None)]
        return self.page(
            "indicators/owners.html", {"form": form, "nothing": not self.series, "breadcrumbs": trail}, status=status
        )


class SetStandardView(OfIndicator):
    """The standard of one indicator in words, with the decision that agreed it or without one."""

    permission = write_permission = Permission.NAME_OWNER
    template = "indicators/standard.html"

    def get(self, request: HttpRequest, slug: str, code: str) -> HttpResponse:
        last = self.last
        initial = {"after": last.number, "words": last.words} if last else {"after": 0}
        return self.form_page(self.form(initial=initial))

    def post(self, request: HttpRequest, slug: str, code: str) -> HttpResponse:
        form = self.form(request.POST)
        if not form.is_valid():
            return self.form_page(form, status=422)
        given = form.cleaned_data
        try:
            answer = self.write(
                form,
                lambda at: set_standard(
                    indicator=self.indicator,
                    words=given["words"],
                    decision=given["decision"],
                    by=self.person,
                    at=at,
                    after=given["after"],
                ),
                then=self.next_or(self.to_indicator()),
                said=f"The standard of {self.indicator.code} is set.",
            )
        except NotTheNext as met:
            row: Any = met.latest
            theirs = self.form(initial={"words": row.words, "decision": row.decision and row.decision.number})
            return self.clash(form, met, theirs=theirs.answers(), label="Set the standard")
        return answer or self.form_page(form, status=422)

    @property
    def last(self) -> Any:
        return self.indicator.standards.select_related("decision").order_by("-number").first()

    def form(self, *args: object, **kwargs: object) -> StandardForm:
        board = Board.objects.for_notice(self.notice).improvement()
        decisions = (
            Decision.objects.for_notice(self.notice).filter(board__in=board).in_force(self.latest).latest_first()
        )
        return StandardForm(*args, decisions=decisions, **kwargs)
