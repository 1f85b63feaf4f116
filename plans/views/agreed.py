"""What did the Board agree to have done, and to what end? The forms that enter an item or an objective with its decision."""

from datetime import datetime
from functools import cached_property

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404
from django.urls import reverse

from accounts.policy import Permission
from boards.models import Board
from notices.http import NoticeView
from plans import domain as plan
from plans.forms import PLANS, AgreeItemForm, AgreeObjectiveForm, ChangeObjectiveForm
from plans.models import Item, ItemDraft, Objective, ObjectiveTerms, Plan
from plans.objectives import terms_in_force
from plans.owners import who_may_own
from records.refusal import NotTheNext
from records.writing import position


class OfAgreement(NoticeView):
    """Base of the forms that enter what a decision of the Improvement Board agreed."""

    permission = write_permission = Permission.AGREE_ITEM
    section = "plan"

    @cached_property
    def board(self) -> Board:
        return get_object_or_404(Board.objects.for_notice(self.notice).improvement())


class AgreeItemView(OfAgreement):
    """Enters an action or a milestone that a decision agreed."""

    def get(self, request: HttpRequest, slug: str) -> HttpResponse:
        drafted = self.draft.answers if self.draft else {}
        return self.form_page(self.form(initial=drafted | {"decision": request.GET.get("decision", "")}))

    def post(self, request: HttpRequest, slug: str) -> HttpResponse:
        form = self.form(request.POST)
        answer = form.is_valid() and self.write(
            form, lambda at: self.agree(form, at), then=self.after_writing(form), said="The item is in the plan."
        )
        return answer or self.form_page(form, status=422)

    @cached_property
    def draft(self) -> ItemDraft | None:
        """The draft that is agreed, where the address names one."""
        asked = self.request.GET.get("draft", "")
        if not asked:
            return None
        drafts = ItemDraft.objects.for_notice(self.notice).select_related("written_by")
        return get_object_or_404(drafts, number=asked if asked.isdecimal() and len(asked) < 10 else 0)

    def after_writing(self, form: AgreeItemForm) -> str:
        """The list or, where more is to be entered, this form again: one decision often agrees several items. Where the item
        corrects a concern, the page that records its outcome, which finds the item under the decision."""
        concern = self.request.GET.get("concern", "")
        if concern.isdecimal() and "another" not in self.request.POST:
            page = reverse("plans:close_concerns", args=[self.notice.slug])
            return f"{page}?decision={form.cleaned_data['decision'].number}&concern={concern}"
        if "another" in self.request.POST:
            return f"{self.request.path}?decision={form.cleaned_data['decision'].number}"
        return reverse("plans:item_list", args=[self.notice.slug])

    def form(self, data: QueryDict | None = None, *, initial: dict | None = None) -> AgreeItemForm:
        owners = who_may_own(self.notice, self.today)
        asof = position(self.notice.slug)
        return AgreeItemForm(data, initial=initial, notice=self.notice, board=self.board, asof=asof, owners=owners)

    def agree(self, form: AgreeItemForm, at: datetime) -> Item:
        given = form.cleaned_data
        return plan.agree_item(
            notice=self.notice,
            kind=given["kind"],
            words=given["words"],
            owner=given["owner"],
            agency=given["agency"],
            due_on=given["due_on"].on,
            due_precision=given["due_on"].precision,
            serves=given["serves"],
            objective=given["objective"],
            indicator=given["indicator"],
            reach=given["reach"],
            supporting=given["supporting"],
            recommendations=given.get("recommendations", ()),
            draft=self.draft,
            expected=given["expected"].split("\n"),
            decision=given["decision"],
            by=self.person,
            at=at,
            confirmed=given["confirmed"],
        )

    def form_page(self, form: AgreeItemForm, *, status: int = 200) -> HttpResponse:
        return self.page("plans/agree_item.html", {"form": form, "draft": self.draft}, status=status)


class ChangeObjectiveView(OfAgreement):
    """Enters what a decision made of an objective: other words, other proof, or that it is withdrawn."""

    def get(self, request: HttpRequest, slug: str, number: int) -> HttpResponse:
        held = terms_in_force(self.notice, position(slug)).get(self.objective.pk)
        begun: dict = {"after": self.newest.number}
        if held:
            codes = [indicator.code for indicator in held.indicators.all()]
            begun |= {"words": held.words, "evidence_agreed": held.evidence_agreed, "indicators": codes}
            begun |= {"withdrawn": held.withdrawn}
        return self.form_page(self.form(initial=begun))

    def post(self, request: HttpRequest, slug: str, number: int) -> HttpResponse:
        form = self.form(request.POST)
        then = reverse("plans:objective_list", args=[slug])
        try:
            answer = form.is_valid() and self.write(
                form, lambda at: self.change(form, at), then=then, said=f"Objective {number} is changed."
            )
        except NotTheNext as met:
            row = met.latest
            said = (
                {"words": row.words, "evidence_agreed": row.evidence_agreed} if isinstance(row, ObjectiveTerms) else {}
            )
            theirs = [(str(form.fields[name].label), text) for name, text in said.items()]
            return self.clash(form, met, theirs=theirs, label="Enter this change")
        return answer or self.form_page(form, status=422)

    @cached_property
    def objective(self) -> Objective:
        return get_object_or_404(Objective.objects.for_notice(self.notice), number=self.kwargs["number"])

    @property
    def newest(self) -> ObjectiveTerms:
        return self.objective.terms.order_by("-number")[0]

    def form(self, data: QueryDict | None = None, *, initial: dict | None = None) -> ChangeObjectiveForm:
        asof = position(self.notice.slug)
        return ChangeObjectiveForm(data, initial=initial, notice=self.notice, board=self.board, asof=asof)

    def change(self, form: ChangeObjectiveForm, at: datetime) -> ObjectiveTerms:
        given = form.cleaned_data
        return plan.change_objective(
            objective=self.objective,
            words=given["words"],
            indicators=given.get("indicators", ()),
            evidence_agreed=given["evidence_agreed"],
            withdrawn=given["withdrawn"],
            decision=given["decision"],
            by=self.person,
            at=at,
            after=given["after"],
        )

    def form_page(self, form: ChangeObjectiveForm, *, status: int = 200) -> HttpResponse:
        return self.page("plans/change_objective.html", {"form": form, "objective": self.objective}, status=status)


class AgreeObjectiveView(OfAgreement):
    """Enters an objective that a decision agreed, in one of the plans that the notice asks for."""

    def get(self, request: HttpRequest, slug: str) -> HttpResponse:
        return self.form_page(self.form(initial={"decision": request.GET.get("decision", "")}))

    def post(self, request: HttpRequest, slug: str) -> HttpResponse:
        form = self.form(request.POST)
        then = reverse("plans:objective_list", args=[slug])
        answer = form.is_valid() and self.write(
            form, lambda at: self.agree(form, at), then=then, said="The objective is in the plan."
        )
        return answer or self.form_page(form, status=422)

    def form(self, data: QueryDict | None = None, *, initial: dict | None = None) -> AgreeObjectiveForm:
        asof = position(self.notice.slug)
        return AgreeObjectiveForm(data, initial=initial, notice=self.notice, board=self.board, asof=asof)

    def agree(self, form: AgreeObjectiveForm, at: datetime) -> Objective:
        given = form.cleaned_data
        code = given["plan"]
        there = Plan.objects.for_notice(self.notice).filter(code=code).first()
        under = there or plan.make_plan(notice=self.notice, code=code, name=PLANS[code], by=self.person, at=at)
        return plan.agree_objective(
            notice=self.notice,
            plan=under,
            words=given["words"],
            indicators=given.get("indicators", ()),
            evidence_agreed=given["evidence_agreed"],
            decision=given["decision"],
            by=self.person,
            at=at,
        )

    def form_page(self, form: AgreeObjectiveForm, *, status: int = 200) -> HttpResponse:
        return self.page("plans/agree_objective.html", {"form": form}, status=status)
