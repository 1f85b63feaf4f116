"""The page on which it is said what an item of an agenda is about."""

from datetime import datetime

from django.http import HttpRequest, HttpResponse

from boards.views.agenda import OfAgenda
from plans import agenda
from plans.agenda_list import subjects_of
from plans.forms.agenda import SubjectsForm, TakeOffSubjectForm
from plans.models import AgendaSubject


class SubjectsView(OfAgenda):
    """What the item is about so far; a box for more of it, and a press that takes one away."""

    template = "plans/agenda_subjects.html"

    def get(self, request: HttpRequest, slug: str, number: int, item: int) -> HttpResponse:
        return self.drawn(SubjectsForm())

    def post(self, request: HttpRequest, slug: str, number: int, item: int) -> HttpResponse:
        _ = self.item
        away = "thing" in request.POST
        form = (TakeOffSubjectForm if away else SubjectsForm)(request.POST)
        answer = form.is_valid() and self.write(
            form,
            lambda at: self.take_off(form, at) if away else self.name(form, at),
            then=request.path,
            said="The item is not about that any more." if away else "It is said what the item is about.",
        )
        return answer or self.drawn(form, status=422)

    def name(self, form: SubjectsForm | TakeOffSubjectForm, at: datetime) -> list[AgendaSubject]:
        things = agenda.read_things(self.notice, form.cleaned_data["things"])
        return agenda.name_subjects(agenda_item=self.item, things=things, by=self.person, at=at)

    def take_off(self, form: SubjectsForm | TakeOffSubjectForm, at: datetime) -> AgendaSubject:
        (thing,) = agenda.read_things(self.notice, form.cleaned_data["thing"])[:1]
        return agenda.take_off_subject(agenda_item=self.item, thing=thing, by=self.person, at=at)

    def drawn(self, form: SubjectsForm | TakeOffSubjectForm, *, status: int = 200) -> HttpResponse:
        subjects = subjects_of(self.notice, [self.item], self.latest).get(self.item.pk, [])
        context = {
            "form": form,
            "asked": form if isinstance(form, SubjectsForm) else SubjectsForm(),
            "meeting": self.meeting,
            "item": self.item,
            "subjects": [(one, TakeOffSubjectForm(initial={"thing": one.code}, auto_id=False)) for one in subjects],
            "back": self.to_agenda(f"#item-{self.item.number}"),
        }
        return self.page(self.template, context, status=status)
