"""The forms and presses by which an agenda is drawn up, put in order and changed."""

from collections.abc import Callable
from datetime import datetime
from functools import cached_property
from typing import Any

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404
from django.urls import reverse

from accounts.models import User
from accounts.policy import Permission
from boards import agenda
from boards.agenda_wanted import wanted_at
from boards.forms.agenda import AgendaItemForm, ChangeAgendaItemForm, TakeOffForm
from boards.models import AgendaItem, AgendaTerms
from boards.views.base import OfMeeting
from notices.forms import NoticeForm
from notices.models import Membership
from notices.people import people_by_key
from records.refusal import NotTheNext


class OfAgenda(OfMeeting):
    """Base of what changes the agenda of one meeting."""

    permission = write_permission = Permission.EDIT_AGENDA

    @cached_property
    def order(self) -> list[AgendaItem]:
        return list(AgendaItem.objects.for_notice(self.notice).filter(meeting=self.meeting).with_terms(self.latest))

    @cached_property
    def item(self) -> AgendaItem:
        """One that stands on the agenda."""
        found = AgendaItem.objects.for_notice(self.notice).filter(meeting=self.meeting).with_terms(self.latest)
        return get_object_or_404(found, number=self.kwargs["item"])

    @cached_property
    def people(self) -> dict[str, User]:
        """Who may lead an item: every member of today, by key."""
        return people_by_key(Membership.objects.for_notice(self.notice).on(self.today))

    def to_agenda(self, part: str = "") -> str:
        return reverse("pages:agenda", args=[self.notice.slug, self.meeting.number]) + part

    def form_page(self, form: NoticeForm, *, status: int = 200) -> HttpResponse:
        item = self.item if "item" in self.kwargs else None
        context = {"form": form, "meeting": self.meeting, "item": item, "back": self.to_agenda()}
        return self.page(self.template, context, status=status)


class OfPress(OfAgenda):
    """Base of what one press of a button does; a refusal is a page of its own."""

    http_method_names = ["post"]

    def press(self, act: Callable[[datetime], object], *, then: str = "", said: str = "") -> HttpResponse:
        form = NoticeForm(self.request.POST)
        answer = form.is_valid() and self.write(form, act, then=then or self.to_agenda(), said=said)
        context = {"form": form, "meeting": self.meeting, "back": self.to_agenda()}
        return answer or self.page("boards/agenda_refused.html", context, status=422)


class DrawUpView(OfPress):
    """Makes an item of everything that the rules want and that is not there yet."""

    def post(self, request: HttpRequest, slug: str, number: int) -> HttpResponse:
        wanted = wanted_at(self.board, self.meeting.number, self.latest)
        return self.press(
            lambda at: agenda.draw_up(meeting=self.meeting, wanted=wanted, by=self.person, at=at),
            said="The agenda is drawn up by the rules.",
        )


class MoveItemView(OfPress):
    """Up or down by one; the page comes back with the same button in focus, or the other one at an end."""

    def post(self, request: HttpRequest, slug: str, number: int, item: int) -> HttpResponse:
        moved, up = self.item, request.POST.get("way") != "down"
        here = [one.pk for one in self.order].index(moved.pk)
        at_end = here <= 1 if up else here >= len(self.order) - 2
        return self.press(
            lambda at: agenda.move_item(item=moved, up=up, by=self.person, at=at),
            then=self.to_agenda(f"#{'up' if up != at_end else 'down'}-{moved.number}"),
        )


class PutBackView(OfPress):
    """Puts back what was taken off."""

    def post(self, request: HttpRequest, slug: str, number: int, item: int) -> HttpResponse:
        off = get_object_or_404(AgendaItem.objects.for_notice(self.notice).filter(meeting=self.meeting), number=item)
        return self.press(
            lambda at: agenda.put_back(item=off, by=self.person, at=at),
            said="The item stands on the agenda again, at the end.",
        )


class AddItemView(OfAgenda):
    """An item of its own."""

    template = "boards/agenda_item.html"

    def get(self, request: HttpRequest, slug: str, number: int) -> HttpResponse:
        return self.form_page(AgendaItemForm(people=self.people))

    def post(self, request: HttpRequest, slug: str, number: int) -> HttpResponse:
        form = AgendaItemForm(request.POST, people=self.people)
        answer = form.is_valid() and self.write(
            form, lambda at: self.add(form, at), then=self.to_agenda(), said="The item stands on the agenda."
        )
        return answer or self.form_page(form, status=422)

    def add(self, form: AgendaItemForm, at: datetime) -> AgendaItem:
        given = {name: form.cleaned_data[name] for name in ("title", "purpose", "minutes", "owner")}
        return agenda.add_item(meeting=self.meeting, **given, by=self.person, at=at)


class ChangeItemView(OfAgenda):
    """What is said of one item."""

    template = "boards/agenda_item.html"

    def get(self, request: HttpRequest, slug: str, number: int, item: int) -> HttpResponse:
        return self.form_page(self.form(initial=self.begun()))

    def post(self, request: HttpRequest, slug: str, number: int, item: int) -> HttpResponse:
        _ = self.item
        form = self.form(request.POST)
        try:
            answer = form.is_valid() and self.write(
                form,
                lambda at: self.change(form, at),
                then=self.to_agenda(f"#item-{item}"),
                said="The item is changed.",
            )
        except NotTheNext as met:
            return self.clash(form, met, theirs=shown(met.latest), label="Save this item")
        return answer or self.form_page(form, status=422)

    def form(self, data: QueryDict | None = None, *, initial: dict | None = None) -> ChangeAgendaItemForm:
        return ChangeAgendaItemForm(data, initial=initial, people=self.people)

    def begun(self) -> dict[str, object]:
        item = self.item
        owner = next((key for key, person in self.people.items() if person.pk == item.owner_id), "")
        said = {name: getattr(item, name) for name in ("title", "purpose", "minutes", "closed", "reason")}
        return said | {"owner": owner, "after": item.terms_number}

    def change(self, form: ChangeAgendaItemForm, at: datetime) -> AgendaTerms:
        names = ("title", "purpose", "minutes", "owner", "closed", "reason", "after")
        given = {name: form.cleaned_data[name] for name in names}
        return agenda.change_item(item=self.item, **given, by=self.person, at=at)


class TakeOffItemView(OfAgenda):
    """Takes one item off, with its reason."""

    template = "boards/agenda_take_off.html"

    def get(self, request: HttpRequest, slug: str, number: int, item: int) -> HttpResponse:
        return self.form_page(TakeOffForm(initial={"after": self.item.terms_number}))

    def post(self, request: HttpRequest, slug: str, number: int, item: int) -> HttpResponse:
        _ = self.item
        form = TakeOffForm(request.POST)
        try:
            answer = form.is_valid() and self.write(
                form,
                lambda at: agenda.take_off(
                    item=self.item,
                    reason=form.cleaned_data["reason"],
                    after=form.cleaned_data["after"],
                    by=self.person,
                    at=at,
                ),
                then=self.to_agenda(),
                said="The item is off the agenda.",
            )
        except NotTheNext as met:
            return self.clash(form, met, theirs=shown(met.latest), label="Take it off")
        return answer or self.form_page(form, status=422)


def shown(terms: object) -> list[tuple[str, str]]:
    """What somebody else said of the item meanwhile, under the labels of the form."""
    row: Any = terms
    fields: Any = ChangeAgendaItemForm.base_fields
    owner = row.owner.name if row.owner else "Nobody is named"
    said = {
        "title": row.title,
        "purpose": row.get_purpose_display(),
        "minutes": str(row.minutes or ""),
        "owner": owner,
        "closed": "True" if row.closed else "",
        "reason": row.reason,
    }
    return [(str(fields[name].label), text) for name, text in said.items()]
