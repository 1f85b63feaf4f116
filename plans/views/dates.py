"""How is another date asked for, and how are the Board's answers entered?"""

from datetime import datetime
from functools import cached_property

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404
from django.urls import reverse

from accounts.policy import Permission
from boards.models import Board, Decision
from notices.http import NoticeView
from plans import domain as plan
from plans.forms import DecideDatesForm, ProposeDateForm, ProposeOnBehalfForm
from plans.listing import ItemLine, items_of, lines
from plans.models import DateChange
from plans.querysets import DateChangeQuerySet
from plans.views.one_item import OfOneItem
from records import wording
from records.clock import AsOf
from records.refusal import NotTheNext
from records.writing import position


class ProposeDateView(OfOneItem):
    """Asks the Board for another date of one item."""

    permission = write_permission = Permission.PROPOSE_DATE

    def get(self, request: HttpRequest, slug: str, number: int) -> HttpResponse:
        newest = self.changes.order_by("-number").first()
        return self.form_page(self.form_class(initial={"after": newest.number if newest else 0}))

    def post(self, request: HttpRequest, slug: str, number: int) -> HttpResponse:
        form = self.form_class(request.POST)
        try:
            answer = form.is_valid() and self.write(
                form,
                lambda at: self.propose(form, at),
                then=self.after_writing(),
                said=f"The Board is asked for another date for item {number}. Until it answers, the date stands.",
            )
        except NotTheNext as met:
            return self.clash(form, met, theirs=asked_meanwhile(met.latest), label="Ask for this date")
        return answer or self.form_page(form, status=422)

    @property
    def changes(self) -> DateChangeQuerySet:
        return DateChange.objects.for_notice(self.notice).filter(item=self.item)

    @property
    def form_class(self) -> type[ProposeDateForm]:
        return ProposeOnBehalfForm if self.on_behalf_of and not self.is_deputy else ProposeDateForm

    def propose(self, form: ProposeDateForm, at: datetime) -> DateChange:
        given = form.cleaned_data
        return plan.propose_date(
            item=self.item,
            to=given["to"].on,
            precision=given["to"].precision,
            analysis=given["analysis"],
            remedy=given["remedy"],
            on_behalf_of=self.on_behalf_of,
            counts_on=given.get("counts_on"),
            by=self.person,
            at=at,
            after=given["after"],
            confirmed=given["confirmed"],
        )

    def form_page(self, form: ProposeDateForm, *, status: int = 200) -> HttpResponse:
        context = {
            "form": form,
            "line": lines([self.item], self.latest)[0],
            "is_open": self.is_open,
            "may_be_put_right": self.may_be_put_right,
            "waiting": self.changes.waiting(self.latest).first(),
            "on_behalf_of": self.on_behalf_of,
        }
        return self.page("plans/propose_date.html", context, status=status)


def asked_meanwhile(row: object) -> list[tuple[str, str]]:
    """The other person's question under the labels of this form; none where the form came from no row there is."""
    if not isinstance(row, DateChange):
        return []
    fields = ProposeDateForm.base_fields
    said = {"to": wording.due(row.to_on, row.to_precision), "analysis": row.analysis, "remedy": row.remedy}
    return [(str(fields[name].label), text) for name, text in said.items()]


class RuleOnDatesView(NoticeView):
    """Every date that waits for the Board, and its answers: one decision, entered on one page."""

    permission = write_permission = Permission.RECORD_DECISION
    section = "plan"

    def get(self, request: HttpRequest, slug: str) -> HttpResponse:
        return self.form_page(self.form(initial={"meeting": request.GET.get("meeting") or self.meeting_after_all()}))

    def post(self, request: HttpRequest, slug: str) -> HttpResponse:
        form = self.form(request.POST)
        answer = form.is_valid() and self.write(
            form,
            lambda at: self.decide(form, at),
            then=reverse("pages:decisions", args=[slug]),
            said=f"The decision is in the register: {form.summary}.",
        )
        return answer or self.form_page(form, status=422)

    @cached_property
    def latest(self) -> AsOf:
        return position(self.notice.slug)

    @cached_property
    def board(self) -> Board:
        return get_object_or_404(Board.objects.for_notice(self.notice).improvement())

    @cached_property
    def waiting(self) -> list[tuple[DateChange, ItemLine]]:
        """What waits, soonest due first as the items stand now, each with its item's line. Three queries."""
        waiting = DateChange.objects.for_notice(self.notice).waiting(self.latest).select_related("owner", "recorded_by")
        by_item = {change.item_id: change for change in waiting}
        items = list(items_of(self.notice, self.latest).filter(pk__in=by_item).order_by("due_now", "number"))
        for item in items:
            by_item[item.pk].item = item
        return [(by_item[item.pk], line) for item, line in zip(items, lines(items, self.latest), strict=True)]

    def meeting_after_all(self) -> int | None:
        """The last meeting held, where every date that waits had been asked for by its day."""
        last = self.board.meetings.held(self.latest).first()
        return last.number if last and all(change.counts_on <= last.day for change, _ in self.waiting) else None

    def form(self, data: QueryDict | None = None, *, initial: dict | None = None) -> DecideDatesForm:
        changes = [change for change, _ in self.waiting]
        return DecideDatesForm(data, initial=initial, board=self.board, asof=self.latest, changes=changes)

    def decide(self, form: DecideDatesForm, at: datetime) -> Decision:
        form.check_still_waiting()
        given = form.cleaned_data
        return plan.decide_dates(
            board=self.board,
            meeting=given["meeting"],
            taken_on=given["taken_on"],
            words=given["words"],
            rulings=form.rulings(),
            by=self.person,
            at=at,
            confirmed=given["confirmed"],
        )

    def form_page(self, form: DecideDatesForm, *, status: int = 200) -> HttpResponse:
        rows = [
            {"change": change, "line": line, **{name: form[f"{name}_{key}"] for name in ("answer", "to", "words")}}
            for (change, line), key in zip(self.waiting, form.changes, strict=True)
        ]
        return self.page("plans/rule_on_dates.html", {"form": form, "rows": rows}, status=status)
