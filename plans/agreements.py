"""Who has agreed each of the plans: the Board by its decisions, and every agency that has to, in what words?"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import OuterRef, Subquery

from accounts.models import User
from accounts.policy import Role
from boards.domain import check_day
from boards.models import Decision
from notices.models import Agency, Notice, Requirement
from notices.notice_rows import AgencyKind, Body
from plans.checks import check_text
from plans.models import Plan, PlanAgreement
from records import audit
from records.clock import AsOf, london_day
from records.ledger import append
from records.refusal import NotTheNext, Refused

# By the code of a plan, the kind of decision by which the Board agrees it.
DECIDED_BY = {"safeguarding": Decision.Kind.PLAN, "adoption": Decision.Kind.ADOPTION_PLAN}
NAMED = {
    Body.EACH_PARTNER: AgencyKind.PARTNER,
    Body.COUNCIL: AgencyKind.COUNCIL,
    Body.LSCB: AgencyKind.LSCB,
}


@dataclass(frozen=True)
class Said:
    """An agency, whether it has to agree, and what it said last, if anything."""

    agency: Agency
    has_to: bool
    row: PlanAgreement | None

    @property
    def agreed(self) -> bool:
        return self.row is not None and self.row.answer == PlanAgreement.Answer.AGREED


@dataclass(frozen=True)
class PlanStands:
    """A plan with what the Board decided and every agency said. `asked` are the requirements that ask for it; `named` that
    they name agencies."""

    plan: Plan
    decisions: Sequence[Decision]
    asked: Sequence[Requirement]
    named: bool
    said: Sequence[Said]

    @property
    def has_to(self) -> list[Said]:
        return [one for one in self.said if one.has_to]

    @property
    def agreed(self) -> int:
        return sum(one.agreed for one in self.has_to)


def latest_answer(code: str, asof: AsOf) -> Subquery:
    """Of agencies: what each said last of the plan of this code, or nothing."""
    said = PlanAgreement.objects.as_of(asof).filter(plan__code=code, agency=OuterRef("pk"))
    return Subquery(said.latest_first().values("answer")[:1])


def plans_of(notice: Notice, asof: AsOf) -> list[PlanStands]:
    """Every plan of the notice. Five queries, however many."""
    plans = list(Plan.objects.for_notice(notice))
    agencies = list(Agency.objects.for_notice(notice))
    latest: dict[int, dict[int, PlanAgreement]] = defaultdict(dict)
    rows = PlanAgreement.objects.for_notice(notice).as_of(asof).select_related("recorded_by")
    for row in rows.order_by("counts_on", "recorded_at", "number"):
        latest[row.plan_id][row.agency_id] = row
    decided = Decision.objects.for_notice(notice).in_force(asof).filter(kind__in=DECIDED_BY.values())
    decisions = list(decided.filter(board__kind="improvement").order_by("counts_on", "number"))
    requirements = list(Requirement.objects.for_notice(notice).filter(decided_by__in=DECIDED_BY.values()))
    return [_stands(plan, agencies, latest[plan.pk], decisions, requirements) for plan in plans]


def _stands(
    plan: Plan,
    agencies: Sequence[Agency],
    latest: dict[int, PlanAgreement],
    decisions: Sequence[Decision],
    requirements: Sequence[Requirement],
) -> PlanStands:
    kind = DECIDED_BY.get(plan.code)
    asked = [row for row in requirements if row.decided_by == kind]
    named = {NAMED[Body(body)] for row in asked for body in row.agreed_by if body in NAMED}
    has_to = named or {
        AgencyKind.PARTNER
    }  # where the notice names the Board alone, the partners are asked all the same
    said = [Said(agency, agency.kind in has_to, latest.get(agency.pk)) for agency in agencies]
    return PlanStands(
        plan=plan,
        decisions=[row for row in decisions if row.kind == kind],
        asked=asked,
        named=bool(named),
        said=[one for one in said if one.has_to or one.row],
    )


def agree_plan(
    *,
    plan: Plan,
    agency: Agency,
    answer: str,
    by: User,
    at: datetime,
    words: str = "",
    source: str = "",
    counts_on: date | None = None,
    after: int | None = None,
    confirmed: bool = False,
) -> PlanAgreement:
    """Record what an agency says of a plan: its member for it, from today, or somebody else with the source, from the day on
    which it was said. `after` is the number of what this agency said last, 0 for nothing.

    Refused: not agreed without words, somebody else's word without its source, a day to come, another notice's agency.
    """
    today = london_day(at)
    counts_on = counts_on or today
    if agency.notice_id != plan.notice_id:
        raise Refused("That agency belongs to another notice.", field="agency")
    if counts_on > today:
        raise Refused("Nothing can have been said on a day to come.", field="counts_on")
    check_day(plan.notice, counts_on, at=at, confirmed=confirmed, field="counts_on", what="An answer")
    not_agreed = answer == PlanAgreement.Answer.NOT_AGREED
    check_text("words", words, required=f"Say why {agency.name} does not agree." if not_agreed else "")
    members = plan.notice.memberships.on(today).filter(person=by, agency=agency)
    own = members.exclude(role=Role.SECRETARY).exists()  # the secretary records what others say
    check_text("source", source, required="" if own else f"Say where the word of {agency.name} comes from.")
    rows = PlanAgreement.objects.filter(plan=plan, agency=agency)
    last = rows.order_by("-number").first()
    if after is not None and after != (last.number if last else 0):
        raise NotTheNext("Somebody else has answered since you opened this page.", latest=last)
    row = append(
        PlanAgreement,
        plan,
        by=by,
        at=at,
        counts_on=counts_on,
        agency=agency,
        answer=answer,
        words=words.strip(),
        source=source.strip(),
    )
    audit.record(
        plan.notice.slug,
        at=at,
        by=by,
        verb="agree_plan",
        thing=f"plan {plan.code} by {agency.code}",
        fields={"answer": answer, "words": words, "source": source},
    )
    return row
