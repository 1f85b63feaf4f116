"""How does one item go? The form of its owner or of somebody on the owner's behalf, and its draft."""

from datetime import datetime

from django.http import HttpRequest, HttpResponse

from accounts.policy import Permission
from plans import domain as plan
from plans import standing
from plans.cards import Card, cards, draft_name, prefix
from plans.forms import OnBehalfForm, UpdateForm
from plans.models import Item, ProgressUpdate
from plans.views.one_item import OfOneItem
from records import drafts, tokens, wording
from records.refusal import NotTheNext

KEPT_IN_DRAFT = ("progress", "done_so_far", "next_step", "forecast", "source")


class UpdateView(OfOneItem):
    """One update of one item. The forms on "My updates" and on the item's page post here too."""

    write_permission = Permission.UPDATE_ITEM

    def get(self, request: HttpRequest, slug: str, number: int) -> HttpResponse:
        return self.form_page(self.card().form)

    def post(self, request: HttpRequest, slug: str, number: int) -> HttpResponse:
        item = self.item
        form = self.form_class(request.POST, kind=item.kind, late=self.past_due, prefix=prefix(item))
        try:
            answer = form.is_valid() and self.write(
                form, lambda at: self.submit(form, at), then=self.after_writing(), said=said(form, item)
            )
        except NotTheNext as met:
            return self.clash(form, met, theirs=said_meanwhile(form, met.latest), label="Submit this update")
        return answer or self.form_page(form, status=422)

    @property
    def form_class(self) -> type[UpdateForm]:
        return OnBehalfForm if self.on_behalf_of and not self.is_deputy else UpdateForm

    def card(self) -> Card:
        return cards([self.item], self.person, self.notice, self.latest, form=self.form_class)[0]

    def submit(self, form: UpdateForm, at: datetime) -> ProgressUpdate:
        given = form.cleaned_data
        row = plan.submit_update(
            item=self.item,
            progress=given["progress"],
            forecast=given.get("forecast", ""),
            done_so_far=given["done_so_far"],
            next_step=given["next_step"],
            on_behalf_of=self.on_behalf_of,
            source=given.get("source", ""),
            counts_on=given.get("counts_on"),
            by=self.person,
            at=at,
            after=given["after"],
            confirmed=given["confirmed"],
        )
        drafts.forget(self.notice.slug, draft_name(self.item), by=self.person)
        return row

    def form_page(self, form: UpdateForm, *, status: int = 200) -> HttpResponse:
        card = self.card()
        context = {
            "form": form,
            "card": card,
            "is_open": self.is_open or self.may_be_put_right,
            "on_behalf_of": self.on_behalf_of,
        }
        return self.page("plans/update.html", context, status=status)


def said(form: UpdateForm, item: Item) -> str:
    if form.cleaned_data["progress"] == ProgressUpdate.Progress.DONE:
        word = standing.word(form.kind, "done").lower()
        return f"Item {item.number} stands as {word}. If that is a mistake, put it right on the page of the item."
    owed = " It is overdue, and nobody has written why: ask for a new date." if item.unwritten else ""
    return f"Item {item.number} is updated.{owed}"


def said_meanwhile(form: UpdateForm, row: object) -> list[tuple[str, str]]:
    """The other person's answers under the labels of this form; none where the form came from no row that there is."""
    if not isinstance(row, ProgressUpdate):
        return []
    said = {
        "counts_on": f"{row.counts_on.day} {row.counts_on.month} {row.counts_on.year}",
        "source": row.source,
        "progress": standing.word(form.kind, row.progress),
        "done_so_far": row.done_so_far,
        "next_step": row.next_step,
        "forecast": row.get_forecast_display(),
    }
    return [(str(field.label), said[name]) for name, field in form.fields.items() if name in said]


class KeepDraftView(OfOneItem):
    """Keeps what is being typed, word for word; answers with the words to show beside the form. A draft is no fact: the
    notice is not opened for writing, and nothing is lost where this never runs."""

    write_permission = Permission.UPDATE_ITEM

    def post(self, request: HttpRequest, slug: str, number: int) -> HttpResponse:
        self.check_may_speak()
        name, begins = draft_name(self.item), prefix(self.item)
        typed = {field: request.POST.get(f"{begins}-{field}", "") for field in KEPT_IN_DRAFT}
        sent = tokens.is_spent(request.POST.get(f"{begins}-token", ""))
        draft = None if sent else drafts.keep(self.notice.slug, name, typed, by=self.person, at=self.now)
        kept = f"Draft kept at {wording.instant(draft.saved_at).split(', ')[1]}" if draft else ""
        return self.page("plans/_draft_kept.html", {"kept": kept})
