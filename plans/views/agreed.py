"""What did the Board agree to have done? The form that enters an item with the decision that agreed it."""

from datetime import datetime
from functools import cached_property

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404
from django.urls import reverse

from accounts.policy import Permission
from boards.models import Board
from notices.http import NoticeView
from plans import domain as plan
from plans.forms import AgreeItemForm
from plans.models import Item
from plans.owners import who_may_own
from records.writing import position


class AgreeItemView(NoticeView):
    """Enters an action or a milestone that a decision agreed."""

    permission = write_permission = Permission.AGREE_ITEM
    section = "plan"

    def get(self, request: HttpRequest, slug: str) -> HttpResponse:
        return self.form_page(self.form(initial={"decision": request.GET.get("decision", "")}))

    def post(self, request: HttpRequest, slug: str) -> HttpResponse:
        form = self.form(request.POST)
        answer = form.is_valid() and self.write(
            form, lambda at: self.agree(form, at), then=self.after_writing(form), said="The item is in the plan."
        )
        return answer or self.form_page(form, status=422)

    @cached_property
    def board(self) -> Board:
        return get_object_or_404(Board.objects.for_notice(self.notice).improvement())

    def after_writing(self, form: AgreeItemForm) -> str:
        """The list or, where more is to be entered, this form again: one decision often agrees several items."""
        if "another" in self.request.POST:
            return f"{self.request.path}?decision={form.cleaned_data['decision'].number}"
        return reverse("plans:item_list", args=[self.notice.slug])

    def form(self, data: QueryDict | None = None, *, initial: dict | None = None) -> AgreeItemForm:
        owners = who_may_own(self.notice, self.today)
        asof = position(self.notice.slug)
        return AgreeItemForm(data, initial=initial, notice=self.notice, board=self.board, asof=asof, owners=owners)

    def agree(self, form: AgreeItemForm, at: datetime) -> Item:
        given = form.cleaned_data
        return plan.agree_item(
            notice=self.notice,
            kind=given["kind"],
            words=given["words"],
            owner=given["owner"],
            agency=given["agency"],
            due_on=given["due_on"].on,
            due_precision=given["due_on"].precision,
            serves=given["serves"],
            decision=given["decision"],
            by=self.person,
            at=at,
            confirmed=given["confirmed"],
        )

    def form_page(self, form: AgreeItemForm, *, status: int = 200) -> HttpResponse:
        return self.page("plans/agree_item.html", {"form": form}, status=status)
