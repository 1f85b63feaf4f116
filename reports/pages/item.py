"""What is one item, what happened to it, and what can the reader do about it?"""

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse

from accounts.models import User
from accounts.policy import Permission
from boards.models import Meeting
from notices.http import NoticeView
from plans import timeline
from plans.cards import Card, cards
from plans.changes import WAITS, What, asked_for
from plans.concern_list import concerns_of
from plans.deputies import is_deputy
from plans.evidence_list import evidence_of
from plans.evidence_list import lines as evidence_lines
from plans.expecting import expected_of
from plans.forms import OnBehalfForm
from plans.listing import items_of
from plans.models import Concern, ConcernOutcome, Item, ItemTerms, ObjectiveTerms, TermsChange
from plans.standing import RULES
from plans.unwritten import with_unwritten
from records import wording
from records.writing import position


class ItemView(NoticeView):
    """One item as of two times. What can be done is offered on the page of now, to those who may."""

    permission = Permission.VIEW_WORKING
    section = "plan"

    def get(self, request: HttpRequest, slug: str, number: int) -> HttpResponse:
        item = with_unwritten(items_of(self.notice, self.asof), self.asof).filter(number=number).first()
        if item is None:
            raise Http404
        terms = (
            ItemTerms.objects.for_notice(self.notice)
            .select_related("owner", "agency", "decision", "objective")
            .prefetch_related("recommendations__basis", "supporting")
            .get(pk=item.terms_id)
        )
        known = "known" in request.GET
        asked = self.change_asked_for(item)
        context = {
            "item": item,
            "terms": terms,
            "card": self.card(item),
            "evidence": evidence_lines(evidence_of(self.notice, self.asof, item=item)),
            "expected": expected_of(terms, self.asof),
            "objective": self.objective(terms),
            "supporting": wording.listed([agency.name for agency in terms.supporting.all()]),
            "origin": item.terms.as_of(self.asof).select_related("decision").order_by("number").first(),
            "corrects": self.corrected(item),
            "asked": asked,
            "asked_words": WAITS[What(asked.what)] if asked else "",
            "asked_for": asked_for(asked) if asked else [],
            "concerns": concerns_of(self.notice, self.asof, Concern.objects.for_notice(self.notice).filter(item=item)),
            "serves": terms.serves.select_related("measure"),
            "rule": RULES.get(which_rule(item), ""),
            "events": timeline.of_item(item, self.asof),
            "left_out": timeline.recorded_since(item, self.asof) if known else 0,
            "shown_asof": self.shown_asof(),
            "meetings": Meeting.objects.for_notice(self.notice).days_held(position(self.notice.slug)),
        } | self.offered(item, terms.owner, asked, now=self.asof.on == self.today and not known)
        return self.page("pages/item.html", context)

    def objective(self, terms: ItemTerms) -> ObjectiveTerms | None:
        """What the objective of the item says, where it has one that holds."""
        if terms.objective is None:
            return None
        held = terms.objective.terms.in_force(self.asof).select_related("objective").latest_first()
        return held.first()

    def change_asked_for(self, item: Item) -> TermsChange | None:
        """The change of its terms that waits for the Board."""
        waiting = TermsChange.objects.for_notice(self.notice).waiting(self.asof).filter(item=item)
        return waiting.select_related("owner", "agency", "recorded_by").first()

    def corrected(self, item: Item) -> list[ConcernOutcome]:
        """The concerns that it is the corrective action for."""
        found = ConcernOutcome.objects.for_notice(self.notice).in_force(self.asof).filter(action=item)
        return list(found.select_related("concern"))

    def card(self, item: Item) -> Card:
        return cards([item], self.person, self.notice, self.asof, form=OnBehalfForm)[0]

    def offered(self, item: Item, owner: User, asked: TermsChange | None, *, now: bool) -> dict[str, bool | str]:
        """What this reader can do here: nothing on a page of another day, nor to an item that is closed. A deputy owns."""
        is_open = now and item.standing not in ("done", "withdrawn")
        is_done = now and item.standing == "done"
        owns = owner.pk == self.person.pk or is_deputy(self.notice, self.person, owner, self.asof)
        raising = reverse("plans:raise_concern", args=[self.notice.slug])
        speaks = owns or self.may["update_on_behalf"]
        return {
            "can_update": is_open and owns and self.may["update_item"],
            "can_put_right": is_done and speaks and self.may["update_item"],
            "can_update_on_behalf": is_open and not owns and self.may["update_on_behalf"],
            "can_propose": is_open and speaks and self.may["propose_date"] and item.waiting_id is None,
            "can_record_evidence": now and item.standing != "withdrawn" and speaks and self.may["record_evidence"],
            "can_take_back": now and speaks and self.may["propose_date"],
            "can_ask_change": now and speaks and self.may["propose_date"] and asked is None,
            "can_rule_terms": now and asked is not None and self.may["record_decision"],
            "raise_url": f"{raising}?item={item.number}" if now and item.standing != "withdrawn" else "",
            "can_rule": now and item.waiting_id is not None and self.may["record_decision"],
        }


def which_rule(item: Item) -> str:
    """The rule that stands beside the item's word: of being late, or of being evidenced."""
    if item.overdue_now or item.overdue_first:
        return "overdue" if item.overdue_now else "overdue_first"
    return "evidenced" if item.evidenced and item.standing == "done" else ""
