"""How is another date asked for, and how does the Board answer? Nothing moves but by a ruling."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from accounts.models import User
from boards.domain import check_day, record_decision
from boards.models import Board, Decision, Meeting
from plans.checks import (
    as_written,
    check_asked,
    check_cause_and_remedy,
    check_open,
    check_text,
    owner_to_speak_for,
)
from plans.models import DateChange, DateRuling, DateTakenBack, Item, Precision
from records import audit, wording
from records.clock import london_day
from records.ledger import append
from records.refusal import Refused


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

    It counts from today, or on behalf of the owner from the day on which the owner asked. Refused: a day that has
    passed, while another waits; a day before the one that holds is asked about once (AskFirst).
    """
    counts_on = counts_on or london_day(at)
    if counts_on > london_day(at):
        raise Refused("A new date cannot have been asked for on a day to come.", field="counts_on")
    check_day(item.notice, counts_on, at=at, confirmed=confirmed, field="counts_on", what="A proposal")
    check_cause_and_remedy(analysis, remedy)
    check_day(item.notice, to, at=at, confirmed=confirmed, field="to", what="A due date")
    owner = owner_to_speak_for(item, by, on_behalf_of, at)
    stands = check_open(item, at)
    waits = DateChange.objects.waiting(as_written(at)).filter(item=item).exists()
    check_asked(stands, to=to, waits=waits, today=london_day(at), confirmed=confirmed)
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


def take_back_date(
    *, change: DateChange, reason: str = "", by: User, at: datetime, on_behalf_of: User | None = None
) -> DateTakenBack:
    """Say that a new date is asked for no longer: by who asked, the item's owner or who may speak for the owner. Refused once
    the Board has answered, or it was taken back already."""
    check_text("reason", reason)
    if by.pk not in (change.owner_id, change.recorded_by_id):
        owner_to_speak_for(change.item, by, on_behalf_of, at)
    _check_waiting(change, at)
    row = append(DateTakenBack, change, by=by, at=at, counts_on=london_day(at), reason=reason.strip())
    thing = f"date change {change.number} of item {change.item.number}"
    audit.record(change.item.notice.slug, at=at, by=by, verb="take_back_date", thing=thing, fields={"reason": reason})
    return row


def _check_waiting(change: DateChange, at: datetime) -> None:
    if DateChange.objects.waiting(as_written(at)).filter(pk=change.pk).exists():
        return
    name = f"The new date for item {change.item.number}"
    if change.taken_back.exists():
        raise Refused(f"{name} was taken back: there is nothing to answer.")
    raise Refused(f"{name} has been answered already. To answer again, replace that decision.")


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

    Refused: a change answered already by a decision in force, asked after the decision's day, or of another notice; two
    dates for one item, of which neither would come after the other.
    """
    made: list[DateRuling] = []
    for ruling in rulings:
        change = ruling.change
        name = f"item {change.item.number}"
        if change.item.notice_id != decision.board.notice_id:
            raise Refused("One of these dates belongs to another notice.")
        if change.counts_on > decision.counts_on:
            raise Refused(
                f"The new date for {name} was proposed on {wording.day(change.counts_on)}, "
                "after this decision was taken."
            )
        _check_waiting(change, at)
        to_on, precision = (
            (change.to_on, change.to_precision)
            if ruling.answer == DateRuling.Answer.AGREED
            else (ruling.to_on, ruling.to_precision)
        )
        if ruling.answer == DateRuling.Answer.REFUSED:
            to_on = None
            check_text("words", ruling.words, required=f"Say why the Board refused the new date for {name}.")
        elif to_on is None:
            raise Refused(f"Give the date that the Board agreed for {name}.", field="to_on")
        else:
            if ruling.answer == DateRuling.Answer.OTHER and to_on < decision.counts_on:
                raise Refused(
                    f"The date agreed for {name} comes before the decision, of {wording.day(decision.counts_on)}."
                )
            check_day(change.item.notice, to_on, at=at, confirmed=True, field="to_on", what="A due date")
        if to_on and any(row.to_on and row.item_id == change.item_id for row in made):
            raise Refused(
                f"One decision gives {name} one date. Refuse the other question, or answer it by another decision."
            )
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
            decision.board.notice.slug,
            at=at,
            by=by,
            verb="rule_on_date",
            thing=f"date of {name}",
            fields={"answer": ruling.answer, "to_on": to_on},
        )
        made.append(row)
    return made


def _in_words(rulings: Sequence[Ruling]) -> str:
    """New dates: item 12, 1 February 2013 agreed; item 14, 5 March 2013 refused."""
    said = []
    for row in sorted(rulings, key=lambda one: one.change.item.number):
        asked = wording.due(row.change.to_on, row.change.to_precision)
        if row.answer == DateRuling.Answer.OTHER and row.to_on:
            answer = f"{wording.due(row.to_on, row.to_precision)} agreed in place of {asked}"
        else:
            answer = f"{asked} {'refused' if row.answer == DateRuling.Answer.REFUSED else 'agreed'}"
        said.append(f"item {row.change.item.number}, {answer}")
    return f"New dates: {'; '.join(said)}."


def decide_dates(
    *,
    board: Board,
    words: str,
    rulings: Sequence[Ruling],
    by: User,
    at: datetime,
    meeting: Meeting | None = None,
    taken_on: date | None = None,
    confirmed: bool = False,
) -> Decision:
    """Record one decision of the Board on dates, and under it its answer to each question. Returns the decision.

    All or nothing: what record_decision or rule_on_dates refuses leaves nothing behind. Refused too: no answer at all. Without
    `words` the register names the items and their dates.
    """
    if not rulings:
        raise Refused("Give the Board's answer to at least one of the dates.")
    decision = record_decision(
        board=board,
        kind=Decision.Kind.DATES,
        words=words.strip() or _in_words(rulings),
        by=by,
        at=at,
        meeting=meeting,
        taken_on=taken_on,
        confirmed=confirmed,
    )
    rule_on_dates(decision=decision, rulings=rulings, by=by, at=at)
    return decision
