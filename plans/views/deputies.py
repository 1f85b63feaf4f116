"""Who speaks for whom while somebody is away? The page that names deputies and ends them."""

from datetime import datetime
from functools import cached_property

from django.http import HttpRequest, HttpResponse, QueryDict

from accounts.models import User
from accounts.policy import Permission
from notices.http import NoticeView
from plans import domain as plan
from plans.deputies import deputies, last_number
from plans.forms import DeputyForm, EndDeputyForm
from plans.models import Deputy
from plans.owners import who_may_own
from records import wording
from records.refusal import NotTheNext
from records.writing import position


class DeputiesView(NoticeView):
    """Owners name their own; the secretary and council leads for anybody. A press ends one before its day."""

    permission = write_permission = Permission.UPDATE_ITEM
    section = "mine"

    def get(self, request: HttpRequest, slug: str) -> HttpResponse:
        return self.form_page(self.form(initial=self.begun()))

    def post(self, request: HttpRequest, slug: str) -> HttpResponse:
        if "end" in request.POST:
            return self.end(EndDeputyForm(request.POST))
        form = self.form(request.POST)
        try:
            answer = form.is_valid() and self.write(
                form, lambda at: self.name(form, at), then=request.path, said="The deputy is named."
            )
        except NotTheNext as met:
            return self.clash(form, met, theirs=named_meanwhile(met.latest), label="Name this deputy")
        return answer or self.form_page(form, status=422)

    @cached_property
    def people(self) -> dict[str, User]:
        return who_may_own(self.notice, self.today)

    @cached_property
    def persons(self) -> dict[str, User]:
        """For whom the reader may name a deputy, by key."""
        return {
            key: one for key, one in self.people.items() if self.may["update_on_behalf"] or one.pk == self.person.pk
        }

    def form(self, data: QueryDict | None = None, *, initial: dict | None = None) -> DeputyForm:
        others = {key: one for key, one in self.people.items() if len(self.persons) > 1 or one.pk != self.person.pk}
        return DeputyForm(data, initial=initial, persons=self.persons, people=others)

    def begun(self) -> dict[str, object]:
        alone = len(self.persons) == 1
        return {"from_on": self.today, "after": last_number(self.notice, self.person) if alone else None}

    def name(self, form: DeputyForm, at: datetime) -> Deputy:
        given = form.cleaned_data
        return plan.name_deputy(
            notice=self.notice,
            person=given["person"],
            deputy=given["deputy"],
            from_on=given["from_on"],
            to_on=given["to_on"],
            by=self.person,
            at=at,
            after=given["after"],
            confirmed=given["confirmed"],
        )

    def end(self, form: EndDeputyForm) -> HttpResponse:
        person = self.persons.get(self.request.POST.get("person", ""))
        if person is None:
            return self.form_page(self.form(initial=self.begun()), status=422)
        try:
            answer = form.is_valid() and self.write(
                form,
                lambda at: plan.name_deputy(
                    notice=self.notice,
                    person=person,
                    deputy=None,
                    from_on=self.today,
                    to_on=self.today,
                    by=self.person,
                    at=at,
                    after=form.cleaned_data["after"],
                ),
                then=self.request.path,
                said=f"Nobody stands in for {person.name} any more.",
            )
        except NotTheNext as met:
            form.refuse(met)
            return self.form_page(form, status=409)
        return answer or self.form_page(form, status=422)

    def form_page(self, form: DeputyForm | EndDeputyForm, *, status: int = 200) -> HttpResponse:
        keys = {one: key for key, one in self.persons.items()}
        named = [
            {
                "one": one,
                "now": one.holds(self.today),
                "end": EndDeputyForm(initial={"person": keys[one.person], "after": one.number}, auto_id=False)
                if one.person in keys
                else None,
            }
            for one in deputies(self.notice, position(self.notice.slug))
        ]
        asked = form if isinstance(form, DeputyForm) else self.form(initial=self.begun())
        return self.page("plans/deputies.html", {"form": form, "asked": asked, "named": named}, status=status)


def named_meanwhile(row: object) -> list[tuple[str, str]]:
    """Whom somebody else has named, under the labels of the form; none where the form came from no row there is."""
    if not isinstance(row, Deputy):
        return []
    fields = DeputyForm.base_fields
    said = {
        "deputy": row.deputy.name if row.deputy else "Nobody",
        "from_on": wording.day(row.from_on),
        "to_on": wording.day(row.to_on),
    }
    return [(str(fields[name].label), text) for name, text in said.items()]
