"""How are other dates asked for of several of one's own items, or on behalf of one owner? Choose them, then say it once."""

from datetime import datetime
from functools import cached_property

from django.core.exceptions import PermissionDenied
from django.db.models import Max
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse

from accounts.models import User
from accounts.policy import Permission
from notices.http import NoticeView
from plans import domain as plan
from plans.forms.many_dates import AT_ONCE, ProposeDatesForm, ProposeDatesOnBehalfForm
from plans.listing import items_of, lines
from plans.models import DateChange, Item
from plans.owners import who_has_owned
from records import wording
from records.clock import AsOf
from records.writing import position


class ProposeDatesView(NoticeView):
    """The items that are chosen stand in the address: ?item=3&item=14, and ?owner= for whom somebody speaks."""

    permission = write_permission = Permission.PROPOSE_DATE
    section = "plan"

    def get(self, request: HttpRequest, slug: str) -> HttpResponse:
        return self.form_page(self.form_class(items=self.chosen(self.may_be_asked), after=self.after))

    def post(self, request: HttpRequest, slug: str) -> HttpResponse:
        # Whatever is no longer open, or waits already, is refused in words beside what was typed for it.
        form = self.form_class(request.POST, items=self.chosen(self.owned), after=self.after)
        answer = form.is_valid() and self.write(
            form,
            lambda at: self.propose(form, at),
            then=self.next_or(reverse("plans:item_list" if self.on_behalf_of else "plans:mine", args=[slug])),
            said=f"The Board is asked for {wording.count(len(form.items), 'new date')}. Until it answers, the dates stand.",
        )
        return answer or self.form_page(form, status=409 if form.clashed else 422)

    @cached_property
    def latest(self) -> AsOf:
        return position(self.notice.slug)

    @cached_property
    def owners(self) -> dict[str, User]:
        return who_has_owned(self.notice)

    @cached_property
    def on_behalf_of(self) -> User | None:
        """The owner whom the address names, where that is somebody else; 403 for who may not speak for others."""
        key = self.request.GET.get("owner", "")
        if not key or self.owners.get(key) == self.person:
            return None
        if not self.may["update_on_behalf"]:
            raise PermissionDenied("Each owner asks for dates of their own items.")
        if key not in self.owners:
            raise Http404
        return self.owners[key]

    @cached_property
    def owned(self) -> list[Item]:
        """All items of that owner, soonest due first."""
        found = items_of(self.notice, self.latest, self.on_behalf_of or self.person)
        return list(found.order_by("due_now", "number"))

    @cached_property
    def may_be_asked(self) -> list[Item]:
        closed = ("done", "withdrawn")
        return [item for item in self.owned if item.standing not in closed and item.waiting_id is None]

    def chosen(self, among: list[Item]) -> list[Item]:
        """The items that the address names, of those; 404 where it names another's item or none there is."""
        asked = set(self.request.GET.getlist("item")[:AT_ONCE])
        if asked - {str(item.number) for item in self.owned}:
            raise Http404
        return [item for item in among if str(item.number) in asked]

    @cached_property
    def after(self) -> dict[int, int]:
        """By item, the number of the last date that was asked for."""
        asked = DateChange.objects.for_notice(self.notice).filter(item__in=self.owned).order_by()
        return dict(asked.values_list("item").annotate(last=Max("number")))

    @property
    def form_class(self) -> type[ProposeDatesForm]:
        return ProposeDatesOnBehalfForm if self.on_behalf_of else ProposeDatesForm

    def propose(self, form: ProposeDatesForm, at: datetime) -> list[DateChange]:
        return plan.propose_dates(
            proposals=form.proposals(),
            on_behalf_of=self.on_behalf_of,
            counts_on=form.cleaned_data.get("counts_on"),
            confirmed=form.cleaned_data["confirmed"],
            by=self.person,
            at=at,
        )

    def form_page(self, form: ProposeDatesForm, *, status: int = 200) -> HttpResponse:
        shown = form.items or self.may_be_asked
        said = lines(shown, self.latest)
        names = ("to", "analysis", "remedy")
        context = {
            "form": form,
            "rows": [
                {"line": line} | {name: form[f"{name}_{line.number}"] for name in names} for line in said if form.items
            ],
            "choices": [] if form.items else said,
            "on_behalf_of": self.on_behalf_of,
            "owner_key": self.request.GET.get("owner", ""),
            "owners": [(key, person.name) for key, person in self.owners.items()]
            if self.may["update_on_behalf"]
            else [],
            "action": self.request.get_full_path(),
            "most": AT_ONCE,
        }
        return self.page("plans/propose_dates.html", context, status=status)
