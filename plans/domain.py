"""How is an item agreed, updated, and its date asked about and ruled on? The write functions of the plan."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from accounts.models import User
from boards.domain import check_day
from boards.models import Decision
from notices.models import Agency, Notice, Requirement
from plans.models import DateChange, DateRuling, Item, ItemTerms, Objective, ObjectiveTerms, Precision, ProgressUpdate
from records import audit, wording
from records.clock import TICK, AsOf, london_day
from records.ledger import append, next_number
from records.refusal import Refused

LONGEST_TEXT = 4_000


def agree_objective(*, notice: Notice, words: str, decision: Decision, by: User, at: datetime) -> Objective:
    """Enter an objective that a Board decision agreed; it counts from that decision's day."""
    objective = Objective.objects.create(notice=notice, number=next_number(Objective.objects.filter(notice=notice)))
    append(ObjectiveTerms, objective, by=by, at=at, counts_on=decision.counts_on, words=words.strip())
    audit.record(notice.slug, at=at, by=by, verb="agree_objective", thing=f"objective {objective.number}", fields={"words": words})
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
    """Enter an action or a milestone that a Board decision agreed, with the date that never changes; counts from that decision.

    Refused: no words, a due date before the earliest document of the notice, things of another notice, an item that serves nothing.
    """
    _check_text("words", words, required="Say what is to be done.")
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
        notice=notice, number=next_number(Item.objects.for_notice(notice)), kind=kind, due_on=due_on, due_precision=due_precision
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
        notice.slug, at=at, by=by, verb="agree_item", thing=f"item {item.number}", fields={"words": words, "due_on": due_on}
    )
    return item


def submit_update(
    *,
    item: Item,
    progress: str,
    forecast: str,
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
    """Append what the owner says of the item. It counts from the day it was submitted (or, on behalf, said: `counts_on`).

    Only the owner updates, or somebody on the owner's behalf with the source named. Refused: a day to come or before the earliest
    document of the notice, an item done or withdrawn, nothing said of one that is under way or done.
    """
    today = london_day(at)
    counts_on = counts_on or today
    if counts_on > today:
        raise Refused("An update cannot count from a day to come.", field="counts_on")
    check_day(item.notice, counts_on, at=at, confirmed=confirmed, field="counts_on", what="An update")
    owner = _owner_to_speak_for(item, by, on_behalf_of, at)
    if on_behalf_of is not None and not source.strip():
        raise Refused("Say where the owner's words come from, for example a call on 3 March.", field="source")
    _check_text("done_so_far", done_so_far, required="" if progress == "not_started" else "Say in a line what has been done.")
    _check_text("next_step", next_step)
    _check_text("source", source)
    _check_open(item, at)
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


def propose_date(
    *,
    item: Item,
    to: date,
    analysis: str,
    remedy: str,
    by: User,
    at: datetime,
    precision: str = Precision.DAY,
    on_behalf_of: User | None = None,
    counts_on: date | None = None,
    after: int | None = None,
    confirmed: bool = False,
) -> DateChange:
    """Ask the Board for another date, with why the old one fails and what is being done. Nothing moves until it rules.

    It counts from today, or on behalf of the owner from the day on which the owner asked.
    """
    counts_on = counts_on or london_day(at)
    if counts_on > london_day(at):
        raise Refused("A new date cannot have been asked for on a day to come.", field="counts_on")
    check_day(item.notice, counts_on, at=at, confirmed=confirmed, field="counts_on", what="A proposal")
    _check_text("analysis", analysis, required="Say why the date will not be met.")
    _check_text("remedy", remedy, required="Say what is being done about it.")
    check_day(item.notice, to, at=at, confirmed=confirmed, field="to", what="A due date")
    owner = _owner_to_speak_for(item, by, on_behalf_of, at)
    _check_open(item, at)
    now = as_written(at)
    if DateChange.objects.waiting(now).filter(item=item).exists():
        raise Refused("A new date for this item waits for the Board already.")
    stands = Item.objects.with_due(now).get(pk=item.pk).due_now
    if to == stands:
        raise Refused(f"{wording.day(to)} is the date it has now. Propose another one.", field="to")
    row = append(
        DateChange,
        item,
        by=by,
        at=at,
        after=after,
        counts_on=counts_on,
        owner=owner,
        to_on=to,
        to_precision=precision,
        analysis=analysis.strip(),
        remedy=remedy.strip(),
    )
    audit.record(
        item.notice.slug,
        at=at,
        by=by,
        verb="propose_date",
        thing=f"date change {row.number} of item {item.number}",
        fields={"to": to, "analysis": analysis, "remedy": remedy},
    )
    return row


@dataclass(frozen=True)
class Ruling:
    """The Board's answer to one date change: agreed, refused with words, or agreed with another date."""

    change: DateChange
    answer: str
    to_on: date | None = None
    to_precision: str = Precision.DAY
    words: str = ""


def rule_on_dates(*, decision: Decision, rulings: Sequence[Ruling], by: User, at: datetime) -> list[DateRuling]:
    """Append the answers that a decision gives to date changes; each counts from that decision's day.

    Refused: a change answered already by a decision in force, asked only after the decision's day, or of another notice.
    """
    made = []
    for ruling in rulings:
        change = ruling.change
        name = f"item {change.item.number}"
        if change.item.notice_id != decision.board.notice_id:
            raise Refused("One of these dates belongs to another notice.")
        if change.counts_on > decision.counts_on:
            raise Refused(f"The new date for {name} was proposed on {wording.day(change.counts_on)}, after this decision was taken.")
        if not DateChange.objects.waiting(as_written(at)).filter(pk=change.pk).exists():
            raise Refused(f"The new date for {name} has been answered already. To answer again, replace that decision.")
        to_on, precision = (change.to_on, change.to_precision) if ruling.answer == DateRuling.Answer.AGREED else (ruling.to_on, ruling.to_precision)
        if ruling.answer == DateRuling.Answer.REFUSED:
            to_on = None
            _check_text("words", ruling.words, required=f"Say why the Board refused the new date for {name}.")
        elif to_on is None:
            raise Refused(f"Give the date that the Board agreed for {name}.", field="to_on")
        else:
            check_day(change.item.notice, to_on, at=at, confirmed=True, field="to_on", what="A due date")
        row = append(
            DateRuling,
            change,
            by=by,
            at=at,
            counts_on=decision.counts_on,
            item=change.item,
            decision=decision,
            answer=ruling.answer,
            to_on=to_on,
            to_precision=precision,
            words=ruling.words.strip(),
        )
        audit.record(
            decision.board.notice.slug, at=at, by=by, verb="rule_on_date", thing=f"date of {name}", fields={"answer": ruling.answer, "to_on": to_on}
        )
        made.append(row)
    return made


def as_written(at: datetime) -> AsOf:
    """Everything up to and with the writing instant, as a rule sees it while it writes."""
    return AsOf(london_day(at), at + TICK)


def _owner_to_speak_for(item: Item, by: User, on_behalf_of: User | None, at: datetime) -> User:
    terms = ItemTerms.objects.get(pk=Item.objects.with_terms(as_written(at)).get(pk=item.pk).terms_id)
    if on_behalf_of is None:
        if terms.owner_id != by.pk:
            raise Refused(f"Item {item.number} belongs to {terms.owner.name}. Only its owner can say how it goes.")
        return by
    if terms.owner_id != on_behalf_of.pk:
        raise Refused(f"Item {item.number} belongs to {terms.owner.name}, not to {on_behalf_of.name}.")
    return on_behalf_of


def _check_open(item: Item, at: datetime) -> None:
    standing = Item.objects.with_standing(as_written(at)).get(pk=item.pk).standing
    if standing == "done":
        raise Refused(f"Item {item.number} is done. What comes after is for the Board.")
    if standing == "withdrawn":
        raise Refused(f"Item {item.number} was withdrawn.")


def _check_text(field: str, text: str, *, required: str = "") -> None:
    if required and not text.strip():
        raise Refused(required, field=field)
    if len(text) > LONGEST_TEXT:
        raise Refused(f"At most {LONGEST_TEXT:,} characters; this text has {len(text):,}.", field=field)
    if "\x00" in text:
        raise Refused("This text holds a character that cannot be stored. Remove it and send it again.", field=field)
