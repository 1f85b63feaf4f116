"""Who has agreed the plans, and how does an agency say whether it does?"""

from datetime import datetime
from functools import cached_property

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404
from django.urls import reverse

from accounts.policy import Permission, Role
from boards.models import Meeting
from notices.http import NoticeView
from notices.models import Agency
from plans import domain as plan
from plans.agreements import plans_of
from plans.forms import AgreePlanForm
from plans.models import Plan, PlanAgreement
from records.refusal import NotTheNext
from records.writing import position


class PlanListView(NoticeView):
    """Every plan, with what the Board decided and every agency said of it."""

    permission = Permission.VIEW_WORKING
    section = "plan"

    def get(self, request: HttpRequest, slug: str) -> HttpResponse:
        context = {
            "plans": plans_of(self.notice, self.asof),
            "own": self.membership.agency,
            "records_all": self.role is Role.SECRETARY,
            "may_say": self.may["agree_plan"] and self.asof.on == self.today and "known" not in request.GET,
            "shown_asof": self.shown_asof(),
            "meetings": Meeting.objects.for_notice(self.notice).days_held(position(self.notice.slug)),
        }
        return self.page("plans/plan_list.html", context)


class AgreePlanView(NoticeView):
    """What one agency says of one plan: said by its member, or recorded for it by the secretary."""

    permission = write_permission = Permission.AGREE_PLAN
    section = "plan"

    def get(self, request: HttpRequest, slug: str, code: str, agency: str) -> HttpResponse:
        return self.form_page(self.form(initial={"after": self.last.number if self.last else 0}))

    def post(self, request: HttpRequest, slug: str, code: str, agency: str) -> HttpResponse:
        form = self.form(request.POST)
        try:
            answer = form.is_valid() and self.write(
                form,
                lambda at: self.agree(form, at),
                then=reverse("plans:plan_list", args=[slug]),
                said=f"What {self.agency} says of the {self.plan} is recorded.",
            )
        except NotTheNext as met:
            return self.clash(form, met, theirs=said_meanwhile(met.latest), label="Record this")
        return answer or self.form_page(form, status=422)

    @cached_property
    def plan(self) -> Plan:
        return get_object_or_404(Plan.objects.for_notice(self.notice), code=self.kwargs["code"])

    @cached_property
    def agency(self) -> Agency:
        agency = get_object_or_404(Agency.objects.for_notice(self.notice), code=self.kwargs["agency"])
        if agency.pk != self.membership.agency_id and self.role is not Role.SECRETARY:
            raise PermissionDenied(f"Only a member of {agency.name} or the secretary can say whether it agrees.")
        return agency

    @property
    def is_own(self) -> bool:
        """Its member says it; the secretary records it with its source, that of the own agency too."""
        return self.role is not Role.SECRETARY

    @cached_property
    def last(self) -> PlanAgreement | None:
        rows = PlanAgreement.objects.for_notice(self.notice).filter(plan=self.plan, agency=self.agency)
        return rows.select_related("recorded_by").order_by("-number").first()

    def form(self, data: QueryDict | None = None, *, initial: dict | None = None) -> AgreePlanForm:
        _ = self.plan
        return AgreePlanForm(data, initial=initial, agency=self.agency, own=self.is_own)

    def agree(self, form: AgreePlanForm, at: datetime) -> PlanAgreement:
        given = form.cleaned_data
        return plan.agree_plan(
            plan=self.plan,
            agency=self.agency,
            answer=given["answer"],
            words=given["words"],
            source=given.get("source", ""),
            counts_on=given.get("counts_on"),
            by=self.person,
            at=at,
            after=given["after"],
            confirmed=given["confirmed"],
        )

    def form_page(self, form: AgreePlanForm, *, status: int = 200) -> HttpResponse:
        context = {"form": form, "plan": self.plan, "agency": self.agency, "own": self.is_own, "last": self.last}
        return self.page("plans/agree_plan.html", context, status=status)


def said_meanwhile(row: object) -> list[tuple[str, str]]:
    """The other person's answer under the labels of this form."""
    if not isinstance(row, PlanAgreement):
        return []
    said = {f"What {row.agency.name} says": row.get_answer_display(), "In its words": row.words}
    return list(said.items()) + ([("Where its word comes from", row.source)] if row.source else [])
