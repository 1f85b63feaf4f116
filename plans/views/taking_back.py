"""How is a question to the Board taken back before it has answered: another date, or a change of an item?"""

from datetime import datetime
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from accounts.models import User
from accounts.policy import Permission
from plans import domain as plan
from plans.changes import WAITS, What
from plans.forms import TakeBackForm
from plans.models import DateChange, TermsChange
from plans.views.one_item import OfOneItem
from records import wording
from records.refusal import Refused


class TakeBackDateView(OfOneItem):
    """Takes back the date that was asked for. A form carries in `after` the number of the question it was drawn for."""

    permission = write_permission = Permission.PROPOSE_DATE
    model: Any = DateChange

    def get(self, request: HttpRequest, slug: str, number: int) -> HttpResponse:
        change = self.model.objects.for_notice(self.notice).waiting(self.latest).filter(item=self.item).first()
        self.speaks_for(change)
        return self.form_page(change, TakeBackForm(initial={"after": change.number if change else 0}))

    def post(self, request: HttpRequest, slug: str, number: int) -> HttpResponse:
        form = TakeBackForm(request.POST)
        asked = form.cleaned_data["after"] if form.is_valid() else form.data.get("after")
        change = self.model.objects.for_notice(self.notice).filter(item=self.item, number=asked or 0).first()
        speaks_for = self.speaks_for(change)
        answer = form.is_valid() and self.write(
            form,
            lambda at: self.take_back(change, form.cleaned_data["reason"], speaks_for, at),
            then=self.next_or(reverse("pages:item", args=[slug, number])),
            said="It is taken back. The Board is not asked any more, and the item’s history says so.",
        )
        return answer or self.form_page(change, form, status=422)

    def speaks_for(self, change: Any) -> User | None:
        """Nobody where the reader asked; else as for everything that is said of the item (403 for those who may not)."""
        if change is not None and self.person.pk in (change.recorded_by_id, change.owner_id):
            return None
        return self.on_behalf_of

    def take_back(self, change: DateChange | None, reason: str, speaks_for: User | None, at: datetime) -> object:
        if change is None:
            raise Refused("No date that could be taken back was asked for.")
        return plan.take_back_date(change=change, reason=reason, on_behalf_of=speaks_for, by=self.person, at=at)

    def asked_words(self, change: Any) -> str:
        return f"Another date waits for the Board: {wording.due(change.to_on, change.to_precision)}"

    def form_page(self, change: Any, form: TakeBackForm, *, status: int = 200) -> HttpResponse:
        context = {
            "form": form,
            "change": change,
            "asked": self.asked_words(change) if change else "",
            "item": self.item,
            "terms": self.terms,
        }
        return self.page("plans/take_back.html", context, status=status)


class TakeBackTermsView(TakeBackDateView):
    """Takes back the change that was asked for."""

    model = TermsChange

    def speaks_for(self, change: Any) -> User | None:
        return None if change is not None and self.person.pk == change.recorded_by_id else self.on_behalf_of

    def take_back(self, change: Any, reason: str, speaks_for: User | None, at: datetime) -> object:
        if change is None:
            raise Refused("No change that could be taken back was asked for.")
        return plan.take_back_terms(change=change, reason=reason, on_behalf_of=speaks_for, by=self.person, at=at)

    def asked_words(self, change: Any) -> str:
        return WAITS[What(change.what)]
