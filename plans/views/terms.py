"""How is a change of an item asked for and taken back, and how are the Board's answers entered?"""

from datetime import datetime
from functools import cached_property

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404
from django.urls import reverse

from accounts.policy import Permission
from boards.models import Board, Decision
from notices.http import NoticeView
from plans import domain as plan
from plans.changes import WAITS, What, asked_for
from plans.forms import DecideTermsForm, ProposeTermsForm
from plans.listing import ItemLine, items_of, lines
from plans.models import Item, ItemTerms, TermsChange
from plans.owners import who_may_own
from plans.querysets import TermsChangeQuerySet
from plans.views.one_item import OfOneItem
from records import wording
from records.clock import AsOf
from records.refusal import NotTheNext
from records.writing import position


class ProposeTermsView(OfOneItem):
    """Asks the Board for other terms of one item, that it be withdrawn, or taken up again."""

    permission = write_permission = Permission.PROPOSE_DATE

    def get(self, request: HttpRequest, slug: str, number: int) -> HttpResponse:
        newest = self.changes.order_by("-number").first()
        return self.form_page(self.form(initial={"after": newest.number if newest else 0}))

    def post(self, request: HttpRequest, slug: str, number: int) -> HttpResponse:
        form = self.form(request.POST)
        try:
            answer = form.is_valid() and self.write(
                form,
                lambda at: self.propose(form, at),
                then=reverse("pages:item", args=[slug, number]),
                said=f"The Board is asked about item {number}. Until it answers, the item stands as it is.",
            )
        except NotTheNext as met:
            return self.clash(form, met, theirs=asked_meanwhile(met.latest), label="Ask for this change")
        return answer or self.form_page(form, status=422)

    @property
    def changes(self) -> TermsChangeQuerySet:
        return TermsChange.objects.for_notice(self.notice).filter(item=self.item)

    def form(self, data: QueryDict | None = None, *, initial: dict | None = None) -> ProposeTermsForm:
        return ProposeTermsForm(
            data,
            initial=initial,
            notice=self.notice,
            terms=self.terms,
            owners=who_may_own(self.notice, self.today),
            is_open=self.is_open,
            on_behalf=self.on_behalf_of is not None,
        )

    def propose(self, form: ProposeTermsForm, at: datetime) -> TermsChange:
        given = form.cleaned_data
        return plan.propose_terms(
            item=self.item,
            **form.given(),
            on_behalf_of=self.on_behalf_of,
            counts_on=given.get("counts_on"),
            by=self.person,
            at=at,
            after=given["after"],
            confirmed=given["confirmed"],
        )

    def form_page(self, form: ProposeTermsForm, *, status: int = 200) -> HttpResponse:
        waiting = self.changes.waiting(self.latest).select_related("owner", "agency", "recorded_by").first()
        context = {
            "form": form,
            "line": lines([self.item], self.latest)[0],
            "is_open": self.is_open,
            "waiting": waiting,
            "waits": WAITS[What(waiting.what)] if waiting else "",
            "on_behalf_of": self.on_behalf_of,
        }
        return self.page("plans/propose_terms.html", context, status=status)


def asked_meanwhile(row: object) -> list[tuple[str, str]]:
    """The other person's question under the labels of this form; none where the form came from no row there is."""
    if not isinstance(row, TermsChange):
        return []
    what = {"What is asked for?": row.get_what_display()} | dict(asked_for(row)) | {"Why?": row.reason}
    return list(what.items())


class RuleOnTermsView(NoticeView):
    """Every change that waits for the Board, and its answers: one decision, entered on one page."""

    permission = write_permission = Permission.RECORD_DECISION
    section = "plan"

    def get(self, request: HttpRequest, slug: str) -> HttpResponse:
        return self.form_page(self.form(initial={"meeting": request.GET.get("meeting") or self.meeting_after_all()}))

    def post(self, request: HttpRequest, slug: str) -> HttpResponse:
        form = self.form(request.POST)
        answer = form.is_valid() and self.write(
            form,
            lambda at: self.decide(form, at),
            then=self.next_or(reverse("pages:decisions", args=[slug])),
            said=f"The decision is in the register, with {wording.count(len(form.answers_given()), 'answer')}.",
        )
        return answer or self.form_page(form, status=422)

    @cached_property
    def latest(self) -> AsOf:
        return position(self.notice.slug)

    @cached_property
    def board(self) -> Board:
        return get_object_or_404(Board.objects.for_notice(self.notice).improvement())

    @cached_property
    def waiting(self) -> list[tuple[TermsChange, Item, ItemLine]]:
        """What waits, the question asked first first, each with its item. Three queries."""
        waiting = TermsChange.objects.for_notice(self.notice).waiting(self.latest).order_by("counts_on", "recorded_at")
        changes = list(waiting.select_related("item", "owner", "agency", "recorded_by"))
        of_changes = items_of(self.notice, self.latest).filter(pk__in=[change.item_id for change in changes])
        items = {item.pk: item for item in of_changes}
        shown = dict(zip(items, lines(items.values(), self.latest), strict=True))
        return [(row, items[row.item_id], shown[row.item_id]) for row in changes if row.item_id in items]

    def meeting_after_all(self) -> int | None:
        """The last meeting held, where every change that waits had been asked for by its day."""
        last = self.board.meetings.held(self.latest).first()
        return last.number if last and all(row.counts_on <= last.day for row, *_ in self.waiting) else None

    def form(self, data: QueryDict | None = None, *, initial: dict | None = None) -> DecideTermsForm:
        changes = [change for change, *_ in self.waiting]
        return DecideTermsForm(data, initial=initial, board=self.board, asof=self.latest, changes=changes)

    def decide(self, form: DecideTermsForm, at: datetime) -> Decision:
        form.check_still_waiting()
        given = form.cleaned_data
        return plan.decide_terms(
            board=self.board,
            meeting=given["meeting"],
            taken_on=given["taken_on"],
            words=given["words"],
            answers=form.answers_given(),
            by=self.person,
            at=at,
            confirmed=given["confirmed"],
        )

    def form_page(self, form: DecideTermsForm, *, status: int = 200) -> HttpResponse:
        held = ItemTerms.objects.for_notice(self.notice).select_related("owner", "agency")
        now = held.in_bulk([item.terms_id for _, item, _ in self.waiting])
        rows = [
            {
                "change": change,
                "line": line,
                "asked": side_by_side(change, now[item.terms_id]),
                "answer": form[f"answer_{key}"],
                "words": form[f"words_{key}"],
            }
            for (change, item, line), key in zip(self.waiting, form.changes, strict=True)
        ]
        return self.page("plans/rule_on_terms.html", {"form": form, "rows": rows}, status=status)


def side_by_side(change: TermsChange, terms: ItemTerms) -> list[tuple[str, str, str]]:
    """What is to change: its label, how it stands, how it is to be."""
    stands = {"Words": terms.words, "Owner": terms.owner.name, "Agency": terms.agency.name}
    return [(label, stands[label], text) for label, text in asked_for(change)]
