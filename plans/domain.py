"""How is an item agreed and updated? The write functions of the plan; those about dates are in plans/dates.py."""

from collections.abc import Iterable
from datetime import date, datetime

from accounts.models import User
from boards.domain import check_day
from boards.models import Decision
from notices.models import Agency, Notice, Requirement
from plans.checks import LONGEST_TEXT, as_written, check_not_withdrawn, check_text, owner_to_speak_for
from plans.dates import Ruling, decide_dates, propose_date, rule_on_dates
from plans.models import Item, ItemTerms, Objective, ObjectiveTerms, Precision, ProgressUpdate
from records import audit
from records.clock import london_day
from records.ledger import append, next_number
from records.refusal import Refused

__all__ = [
    "LONGEST_TEXT",
    "Ruling",
    "agree_item",
    "agree_objective",
    "as_written",
    "decide_dates",
    "propose_date",
    "rule_on_dates",
    "submit_update",
]


def agree_objective(*, notice: Notice, words: str, decision: Decision, by: User, at: datetime) -> Objective:
    """Enter an objective that a Board decision agreed; it counts from that decision's day."""
    objective = Objective.objects.create(notice=notice, number=next_number(Objective.objects.filter(notice=notice)))
    append(ObjectiveTerms, objective, by=by, at=at, counts_on=decision.counts_on, words=words.strip())
    audit.record(
        notice.slug,
        at=at,
        by=by,
        verb="agree_objective",
        thing=f"objective {objective.number}",
        fields={"words": words},
    )
    return objective


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
    confirmed: bool = False,
) -> Item:
    """Enter an action or a milestone that a Board decision agreed, with the date that never changes.

    It counts from the day of that decision. Refused: no words, a due date before the earliest document of the notice,
    things of another notice, an item that serves nothing.
    """
    check_text("words", words, required="Say what is to be done.")
    check_day(notice, due_on, at=at, confirmed=confirmed, field="due_on", what="A due date")
    served = list(serves)
    if not served:
        raise Refused("Choose at least one requirement of the notice that it serves.", field="serves")
    foreign = [thing for thing in (agency, objective, *served) if thing is not None and thing.notice_id != notice.pk]
    if foreign or decision.board.notice_id != notice.pk:
        raise Refused("Something chosen here belongs to another notice.")
    if not notice.memberships.filter(person=owner).exists():
        raise Refused("The owner is not a member of this notice.", field="owner")
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
    )
    terms.serves.set(served)
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

    Only the owner updates, or somebody on the owner's behalf with the source named. Refused: a day to come or before
    the earliest document of the notice, an item withdrawn, one done that is said to be done again, nothing said of one
    that is under way or done, no forecast while there is one to make: neither done nor past the date. An item that was
    said to be done by mistake is put right by another update, as everything here: what was said before stays.
    """
    today = london_day(at)
    counts_on = counts_on or today
    if counts_on > today:
        raise Refused("An update cannot count from a day to come.", field="counts_on")
    check_day(item.notice, counts_on, at=at, confirmed=confirmed, field="counts_on", what="An update")
    owner = owner_to_speak_for(item, by, on_behalf_of, at)
    if on_behalf_of is not None and not source.strip():
        raise Refused("Say where the owner's words come from, for example a call on 3 March.", field="source")
    said = "" if progress == ProgressUpdate.Progress.NOT_STARTED else "Say in a line what has been done."
    check_text("done_so_far", done_so_far, required=said)
    check_text("next_step", next_step)
    check_text("source", source)
    stands = check_not_withdrawn(item, at)
    if stands.standing == progress == ProgressUpdate.Progress.DONE:
        raise Refused(f"Item {item.number} stands as done already.", field="progress")
    if not forecast and progress != ProgressUpdate.Progress.DONE and stands.due_now >= today:
        raise Refused("Say whether the item will meet its date.", field="forecast")
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
