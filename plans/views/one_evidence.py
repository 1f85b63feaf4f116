"""How does one piece of evidence stand? With its file, what came before it and the answers; a reviewer answers, the Board reopens."""

from datetime import datetime
from functools import cached_property

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404
from django.urls import reverse

from accounts.policy import Permission
from boards.models import Board
from notices.forms import NoticeForm
from notices.http import NoticeView
from plans import domain as plan
from plans.evidence_list import earlier_versions, evidence_of, file_state, lines
from plans.forms import ReopenForm, RulingForm
from plans.listing import items_of
from plans.listing import lines as item_lines
from plans.models import Evidence, EvidenceRuling, Item, ItemTerms
from records.clock import AsOf
from records.refusal import NotTheNext
from records.writing import position


class OfOneEvidence(NoticeView):
    """Base of the pages of one piece of evidence, as it stands now."""

    permission = Permission.VIEW_WORKING
    section = "plan"

    @cached_property
    def latest(self) -> AsOf:
        return position(self.notice.slug)

    @cached_property
    def evidence(self) -> Evidence:
        found = evidence_of(self.notice, self.latest).select_related(
            "owner", "recorded_by", "item", "supersedes", "file", "expected"
        )
        return get_object_or_404(found, number=self.kwargs["number"])

    @cached_property
    def rulings(self) -> list[EvidenceRuling]:
        """Every answer to it, the last one first."""
        rows = self.evidence.rulings.as_of(self.latest).select_related("recorded_by", "decision")
        return list(rows.order_by("-number"))

    @property
    def last_number(self) -> int:
        return self.rulings[0].number if self.rulings else 0

    @property
    def page_url(self) -> str:
        return reverse("plans:evidence", args=[self.notice.slug, self.evidence.number])

    def breadcrumbs(self, *last: tuple[str, None]) -> list[tuple[str, str | None]]:
        of_list = ("Evidence", reverse("plans:evidence_list", args=[self.notice.slug]))
        return [of_list, (self.evidence.reference, self.page_url if last else None), *last]


class EvidenceView(OfOneEvidence):
    """One piece of evidence with what was answered and, for a reviewer who may, the form to answer."""

    permission = Permission.VIEW_WORKING
    write_permission = Permission.RULE_EVIDENCE

    def get(self, request: HttpRequest, slug: str, number: int) -> HttpResponse:
        return self.shown(RulingForm(initial={"after": self.last_number}))

    def post(self, request: HttpRequest, slug: str, number: int) -> HttpResponse:
        form = RulingForm(request.POST)
        try:
            answer = form.is_valid() and self.write(
                form,
                lambda at: self.rule(form, at),
                then=request.path,
                said=f"{self.evidence.reference} is answered.",
            )
        except NotTheNext as met:
            return self.clash(form, met, theirs=answered_meanwhile(met.latest), label="Send this answer")
        return answer or self.shown(form, status=422)

    def rule(self, form: RulingForm, at: datetime) -> EvidenceRuling:
        given = form.cleaned_data
        return plan.rule_on_evidence(
            evidence=self.evidence,
            answer=given["answer"],
            words=given["words"],
            by=self.person,
            at=at,
            after=given["after"],
            confirmed=given["confirmed"],
        )

    def shown(self, form: RulingForm, *, status: int = 200) -> HttpResponse:
        evidence = self.evidence
        (line,) = lines([evidence])
        item = items_of(self.notice, self.latest).filter(pk=evidence.item_id).first() if evidence.item_id else None
        context = {
            "evidence": evidence,
            "line": line,
            "item": item_lines([item], self.latest)[0] if item else None,
            "requirements": evidence.requirements.select_related("measure"),
            "rulings": self.rulings,
            "earlier": earlier_versions(evidence, self.latest),
            "file": file_state(evidence),
            "later": evidence.superseded_by.order_by("number").first(),
            "form": form,
            "may_answer": self.may["rule_evidence"] and line.state == "waiting" and not self.own(item),
            "is_own": self.may["rule_evidence"] and line.state == "waiting" and self.own(item),
            "may_replace": (line.state in ("returned", "out_of_date") or line.has_virus) and self.speaks(item),
            "may_reopen": self.may["record_decision"] and line.state == "accepted",
            "breadcrumbs": self.breadcrumbs(),
        }
        return self.page("plans/evidence.html", context, status=status)

    def own(self, item: Item | None) -> bool:
        """Whether the reader entered it, owns it, or owns its item: then another reviewer answers. The rule says it again."""
        evidence = self.evidence
        return self.person.pk in {evidence.recorded_by_id, evidence.owner_id, self.owner_of(item)}

    def owner_of(self, item: Item | None) -> int | None:
        return ItemTerms.objects.for_notice(self.notice).get(pk=item.terms_id).owner_id if item else None

    def speaks(self, item: Item | None) -> bool:
        """Whether the reader may bring other evidence in its place, where nobody has done so yet."""
        if item is not None and item.standing == "withdrawn":
            return False
        owns = (self.owner_of(item) if item else self.evidence.owner_id) == self.person.pk
        may = self.may["record_evidence"] and (owns or self.may["update_on_behalf"])
        return may and not self.evidence.superseded_by.exists()


class ReopenEvidenceView(OfOneEvidence):
    """Records that a decision of the Board reopened accepted evidence."""

    permission = write_permission = Permission.RECORD_DECISION

    def get(self, request: HttpRequest, slug: str, number: int) -> HttpResponse:
        initial = {"after": self.last_number, "decision": request.GET.get("decision", "")}
        return self.form_page(self.form(initial=initial))

    def post(self, request: HttpRequest, slug: str, number: int) -> HttpResponse:
        form = self.form(request.POST)
        said = f"{self.evidence.reference} is reopened. It waits for a reviewer."
        try:
            answer = form.is_valid() and self.write(
                form, lambda at: self.reopen(form, at), then=self.page_url, said=said
            )
        except NotTheNext as met:
            return self.clash(form, met, theirs=answered_meanwhile(met.latest, of=form), label="Reopen it")
        return answer or self.form_page(form, status=422)

    def form(self, data: QueryDict | None = None, *, initial: dict | None = None) -> ReopenForm:
        board = get_object_or_404(Board.objects.for_notice(self.notice).improvement())
        return ReopenForm(data, initial=initial, notice=self.notice, board=board, asof=self.latest)

    def reopen(self, form: ReopenForm, at: datetime) -> EvidenceRuling:
        given = form.cleaned_data
        return plan.reopen_evidence(
            evidence=self.evidence,
            decision=given["decision"],
            words=given["words"],
            by=self.person,
            at=at,
            after=given["after"],
        )

    def form_page(self, form: ReopenForm, *, status: int = 200) -> HttpResponse:
        (line,) = lines([self.evidence])
        context = {
            "form": form,
            "line": line,
            "stands_accepted": line.state == "accepted",
            "breadcrumbs": self.breadcrumbs(("Reopen", None)),
        }
        return self.page("plans/reopen_evidence.html", context, status=status)


def answered_meanwhile(row: object, *, of: NoticeForm | None = None) -> list[tuple[str, str]]:
    """What somebody else answered, under the labels of the form that met it."""
    if not isinstance(row, EvidenceRuling):
        return []
    fields = (of or RulingForm()).fields
    said = {"answer": row.get_answer_display(), "words": row.words}
    if row.decision:
        said["decision"] = f"Decision {row.decision.number}"
    return [(str(fields[name].label if name in fields else "Answer"), text) for name, text in said.items()]
