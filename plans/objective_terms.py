"""How is an objective of a plan agreed, changed, withdrawn or taken up again? By a decision of the Board, and not otherwise."""

from collections.abc import Iterable
from datetime import datetime

from accounts.models import User
from boards.models import Decision
from indicators.models import Indicator
from notices.models import Notice
from plans.checks import as_written, check_text
from plans.models import Objective, ObjectiveTerms, Plan
from records import audit, wording
from records.ledger import append, next_number
from records.refusal import Refused


def make_plan(*, notice: Notice, code: str, name: str, by: User | None, at: datetime) -> Plan:
    """Name one of the plans that the notice asks for, under which objectives stand. Refused: a code that is taken."""
    check_text("name", name, required="Give the plan a name.")
    if Plan.objects.for_notice(notice).filter(code=code).exists():
        raise Refused(f"There is a plan {code!r} already.", field="code")
    plan = Plan.objects.create(notice=notice, code=code, name=name.strip())
    audit.record(notice.slug, at=at, by=by, verb="make_plan", thing=f"plan {code}", fields={"name": name})
    return plan


def agree_objective(
    *,
    notice: Notice,
    words: str,
    decision: Decision,
    by: User,
    at: datetime,
    plan: Plan | None = None,
    indicators: Iterable[Indicator] = (),
    evidence_agreed: str = "",
) -> Objective:
    """Enter an objective that a Board decision agreed, and what will show that it is reached: impact `indicators`, or
    evidence in words. It counts from that decision's day, and until that is replaced.

    Refused: no words, things of another notice. Neither indicators nor evidence is allowed, and is said of it.
    """
    check_text("words", words, required="Say what is to be achieved.")
    check_text("evidence_agreed", evidence_agreed)
    impact = list(indicators)
    foreign = [thing for thing in (*impact, *([plan] if plan else ())) if thing.notice_id != notice.pk]
    if foreign or decision.board.notice_id != notice.pk:
        raise Refused("Something chosen here belongs to another notice.")
    number = next_number(Objective.objects.for_notice(notice))
    objective = Objective.objects.create(notice=notice, number=number, plan=plan)
    terms = append(
        ObjectiveTerms,
        objective,
        by=by,
        at=at,
        counts_on=decision.counts_on,
        words=words.strip(),
        evidence_agreed=evidence_agreed.strip(),
        decision=decision,
    )
    terms.indicators.set(impact)
    audit.record(
        notice.slug,
        at=at,
        by=by,
        verb="agree_objective",
        thing=f"objective {objective.number}",
        fields={"words": words, "evidence_agreed": evidence_agreed},
    )
    return objective


def change_objective(
    *,
    objective: Objective,
    words: str,
    decision: Decision,
    by: User,
    at: datetime,
    indicators: Iterable[Indicator] = (),
    evidence_agreed: str = "",
    withdrawn: bool = False,
    after: int | None = None,
) -> ObjectiveTerms:
    """Enter what a Board decision made of an objective: other words, other things that will show it, that it is `withdrawn` or
    holds again. It counts from that decision's day, and until that is replaced; then what held before holds again.

    Refused: no words, things of another notice, a decision of before the objective was agreed or replaced since, a change
    that changes nothing. Its items stay what they are.
    """
    check_text("words", words, required="Say what is to be achieved.")
    check_text("evidence_agreed", evidence_agreed)
    impact = list(indicators)
    notices = {decision.board.notice_id, *(indicator.notice_id for indicator in impact)}
    if notices != {objective.notice_id}:
        raise Refused("Something chosen here belongs to another notice.")
    first = objective.terms.order_by("number")[0]
    if decision.counts_on < first.counts_on:
        raise Refused(
            f"Objective {objective.number} was agreed on {wording.day(first.counts_on)}, after this decision.",
            field="decision",
        )
    now = as_written(at)
    if not Decision.objects.in_force(now).filter(pk=decision.pk).exists():
        raise Refused(f"Decision {decision.number} has been replaced. Choose one that holds.", field="decision")
    stands = ObjectiveTerms.objects.in_force(now).filter(objective=objective).latest_first().first()
    said = (words.strip(), evidence_agreed.strip(), withdrawn, {one.pk for one in impact})
    if stands and said == (
        stands.words,
        stands.evidence_agreed,
        stands.withdrawn,
        set(stands.indicators.values_list("pk", flat=True)),
    ):
        raise Refused("Nothing of this objective would change.", field="words")
    terms = append(
        ObjectiveTerms,
        objective,
        by=by,
        at=at,
        after=after,
        counts_on=decision.counts_on,
        words=words.strip(),
        evidence_agreed=evidence_agreed.strip(),
        withdrawn=withdrawn,
        decision=decision,
    )
    terms.indicators.set(impact)
    audit.record(
        objective.notice.slug,
        at=at,
        by=by,
        verb="change_objective",
        thing=f"objective {objective.number}",
        fields={"words": words, "evidence_agreed": evidence_agreed, "withdrawn": withdrawn},
    )
    return terms
