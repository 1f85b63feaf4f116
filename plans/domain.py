"""How is an item agreed and updated? The write functions of the plan; those about dates are in plans/dates.py."""

from collections.abc import Iterable
from datetime import date, datetime
from decimal import Decimal

from accounts.models import User
from boards.domain import check_day
from boards.models import Decision
from indicators.models import Indicator
from notices.models import Agency, Notice, Recommendation, Requirement
from plans.agreements import agree_plan
from plans.chasing import chase
from plans.checks import (
    LONGEST_TEXT,
    as_written,
    check_may_own,
    check_not_withdrawn,
    check_said,
    check_text,
    owner_to_speak_for,
)
from plans.concerns import close_concern, hold_meeting, raise_concern
from plans.dates import Ruling, decide_dates, propose_date, rule_on_dates, take_back_date
from plans.deputies import name_deputy, source_of
from plans.evidence import record_evidence, rule_on_evidence
from plans.expecting import check_expected, expect
from plans.handing_over import hand_over
from plans.item_drafts import mark_agreed, write_draft
from plans.judging import Judged, judge_measures
from plans.many_dates import NotAll, Proposal, propose_dates
from plans.models import Item, ItemDraft, ItemTerms, Objective, Precision, ProgressUpdate
from plans.objective_terms import agree_objective, change_objective, make_plan
from plans.reaching import check_reached, check_value_to_reach
from plans.reopening import reopen_evidence
from plans.signals import put_before_board, set_aside
from plans.terms import TermsAnswer, decide_terms, propose_terms, rule_on_terms, take_back_terms
from records import audit
from records.clock import london_day
from records.ledger import append, next_number
from records.refusal import Refused

__all__ = [
    "LONGEST_TEXT",
    "Judged",
    "NotAll",
    "Proposal",
    "Ruling",
    "TermsAnswer",
    "agree_item",
    "agree_objective",
    "agree_plan",
    "as_written",
    "change_objective",
    "chase",
    "close_concern",
    "decide_dates",
    "decide_terms",
    "hand_over",
    "hold_meeting",
    "judge_measures",
    "make_plan",
    "name_deputy",
    "propose_date",
    "propose_dates",
    "propose_terms",
    "put_before_board",
    "raise_concern",
    "record_evidence",
    "reopen_evidence",
    "rule_on_dates",
    "rule_on_evidence",
    "rule_on_terms",
    "set_aside",
    "submit_update",
    "take_back_date",
    "take_back_terms",
    "write_draft",
]


def agree_item(
    *,
    notice: Notice,
    kind: str,
    words: str,
    owner: User,
    agency: Agency,
    due_on: date,
    serves: Iterable[Requirement],
    decision: Decision,
    by: User,
    at: datetime,
    due_precision: str = Precision.DAY,
    objective: Objective | None = None,
    indicator: Indicator | None = None,
    reach: Decimal | None = None,
    supporting: Iterable[Agency] = (),
    recommendations: Iterable[Recommendation] = (),
    draft: ItemDraft | None = None,
    expected: Iterable[str] = (),
    confirmed: bool = False,
) -> Item:
    """Enter an action or a milestone that a Board decision agreed, with the date that never changes.

    It counts from the day of that decision. A milestone may be that an `indicator` reaches the value `reach`, in its unit.
    `supporting` agencies work beside the one that leads; `draft` is what it was written as before, and is done with;
    `expected` are the things, a text each, that will show that it is done.
    Refused: no words, a due date before the earliest document of the notice, things of another notice, an item that serves
    nothing, an owner whose role does not update items, a value to reach that is no milestone's or of an indicator that has no one good way.
    """
    check_text("words", words, required="Say what is to be done.")
    check_day(notice, due_on, at=at, confirmed=confirmed, field="due_on", what="A due date")
    served = list(serves)
    if not served:
        raise Refused("Choose at least one requirement of the notice that it serves.", field="serves")
    helping, answers = list(supporting), list(recommendations)
    bases = [recommendation.basis for recommendation in answers]
    chosen = (agency, objective, indicator, draft, *helping, *bases, *served)
    foreign = [thing for thing in chosen if thing is not None and thing.notice_id != notice.pk]
    if foreign or decision.board.notice_id != notice.pk:
        raise Refused("Something chosen here belongs to another notice.")
    if agency in helping:
        raise Refused(f"{agency.name} leads it. Tick only the others that support it.", field="supporting")
    check_may_own(notice, owner, london_day(at))
    check_value_to_reach(kind, indicator, reach, at)
    to_show = check_expected(expected)
    item = Item.objects.create(
        notice=notice,
        number=next_number(Item.objects.for_notice(notice)),
        kind=kind,
        due_on=due_on,
        due_precision=due_precision,
    )
    terms = append(
        ItemTerms,
        item,
        by=by,
        at=at,
        counts_on=decision.counts_on,
        words=words.strip(),
        owner=owner,
        agency=agency,
        objective=objective,
        decision=decision,
        indicator=indicator,
        reach=reach,
    )
    terms.serves.set(served)
    terms.supporting.set(helping)
    terms.recommendations.set(answers)
    if draft is not None:
        mark_agreed(draft, item)
    terms.expected.set(expect(item, to_show))
    audit.record(
        notice.slug,
        at=at,
        by=by,
        verb="agree_item",
        thing=f"item {item.number}",
        fields={"words": words, "due_on": due_on},
    )
    return item


def submit_update(
    *,
    item: Item,
    progress: str,
    forecast: str = "",
    by: User,
    at: datetime,
    done_so_far: str = "",
    next_step: str = "",
    on_behalf_of: User | None = None,
    source: str = "",
    counts_on: date | None = None,
    after: int | None = None,
    confirmed: bool = False,
) -> ProgressUpdate:
    """Append what the owner says of the item. It counts from the day submitted or, on behalf, said (`counts_on`).

    Only the owner updates, or somebody on the owner's behalf with the source named (a deputy is one). Refused: a day to come or before
    the earliest document of the notice, an item withdrawn, one done that is said to be done again, nothing said of one
    that is under way or done, no forecast while there is one to make: neither done nor past the date; a milestone that is a
    value of an indicator, said to be met while no figure of a period that had ended reaches it. An item that was
    said to be done by mistake is put right by another update, as everything here: what was said before stays.
    """
    today = london_day(at)
    counts_on = counts_on or today
    if counts_on > today:
        raise Refused("An update cannot count from a day to come.", field="counts_on")
    check_day(item.notice, counts_on, at=at, confirmed=confirmed, field="counts_on", what="An update")
    owner = owner_to_speak_for(item, by, on_behalf_of, at)
    source = source_of(item.notice, by, owner, source, at)
    if on_behalf_of is not None and not source.strip():
        raise Refused("Say where the owner's words come from, for example a call on 3 March.", field="source")
    check_text("source", source)
    stands = check_not_withdrawn(item, at)
    check_said(stands, progress=progress, forecast=forecast, done_so_far=done_so_far, next_step=next_step, today=today)
    if progress == ProgressUpdate.Progress.DONE:
        check_reached(item, ItemTerms.objects.get(pk=stands.terms_id), counts_on, at)
    row = append(
        ProgressUpdate,
        item,
        by=by,
        at=at,
        after=after,
        counts_on=counts_on,
        owner=owner,
        progress=progress,
        forecast=forecast,
        done_so_far=done_so_far.strip(),
        next_step=next_step.strip(),
        source=source.strip(),
    )
    audit.record(
        item.notice.slug,
        at=at,
        by=by,
        verb="submit_update",
        thing=f"update {row.number} of item {item.number}",
        fields={"progress": progress, "done_so_far": done_so_far, "next_step": next_step, "forecast": forecast},
    )
    return row
