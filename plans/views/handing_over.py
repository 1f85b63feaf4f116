"""How do one person's open items pass to another? First what would pass is shown, then it is confirmed."""

from collections.abc import Mapping
from datetime import datetime
from functools import cached_property

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from accounts.models import User
from accounts.policy import Permission
from notices.http import NoticeView
from plans import domain as plan
from plans.forms import HandOverForm
from plans.listing import ItemLine, items_of, lines
from plans.models import HandOver
from plans.owners import who_has_owned, who_may_own
from plans.querysets import OPEN
from records import wording
from records.writing import position


class HandOverView(NoticeView):
    """Passes the open items of one person to another, whose items stand on the page before it is confirmed."""

    permission = write_permission = Permission.HAND_OVER
    section = "plan"

    def get(self, request: HttpRequest, slug: str) -> HttpResponse:
        key = request.GET.get("from", "")
        shown = self.lines_of(self.owners.get(key))
        numbers = " ".join(str(line.number) for line in shown)
        return self.form_page(self.form(initial={"from_person": key, "shown": numbers}), shown)

    def post(self, request: HttpRequest, slug: str) -> HttpResponse:
        form = self.form(request.POST)
        answer = form.is_valid() and self.write(
            form,
            lambda at: self.hand_over(form, at),
            then=reverse("plans:item_list", args=[slug]),
            said=f"{wording.count(len(form.cleaned_data['shown']), 'item')} passed from "
            f"{form.cleaned_data['from_person']} to {form.cleaned_data['to_person']}.",
        )
        if answer:
            return answer
        shown = self.lines_of(self.owners.get(request.POST.get("from_person", "")))
        return self.form_page(form, shown, status=422)

    @cached_property
    def owners(self) -> Mapping[str, User]:
        return who_has_owned(self.notice)

    def lines_of(self, person: User | None) -> list[ItemLine]:
        if person is None:
            return []
        asof = position(self.notice.slug)
        return lines(items_of(self.notice, asof, person).filter(OPEN).order_by("number"), asof)

    def form(self, data: object = None, *, initial: dict | None = None) -> HandOverForm:
        return HandOverForm(data, initial=initial, owners=self.owners, heirs=who_may_own(self.notice, self.today))

    def hand_over(self, form: HandOverForm, at: datetime) -> HandOver:
        given = form.cleaned_data
        return plan.hand_over(
            notice=self.notice,
            from_person=given["from_person"],
            to_person=given["to_person"],
            reason=given["reason"],
            shown=given["shown"],
            by=self.person,
            at=at,
        )

    def form_page(self, form: HandOverForm, shown: list[ItemLine], *, status: int = 200) -> HttpResponse:
        chosen = form["from_person"].value()
        context = {
            "form": form,
            "lines": shown,
            "owners": [(key, person.name) for key, person in self.owners.items()],
            "chosen": chosen,
            "person": self.owners.get(chosen or ""),
        }
        return self.page("plans/hand_over.html", context, status=status)
