"""How are other words, another owner or agency asked for, or that an item be withdrawn or taken up again, and how does the
Board answer? Terms change by a ruling or by a HandOver, and not otherwise."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from accounts.models import User
from boards.domain import check_day, record_decision
from boards.models import Board, Decision, Meeting
from notices.models import Agency
from plans.changes import AGREED, REFUSED
from plans.checks import (
    as_written,
    check_may_own,
    check_not_withdrawn,
    check_open,
    check_text,
    owner_to_speak_for,
)
from plans.models import Item, ItemTerms, ProgressUpdate, TermsChange, TermsRuling, TermsTakenBack
from records import audit, wording
from records.clock import TICK, AsOf, london_day
from records.ledger import append
from records.refusal import Refused

What = TermsChange.What
COPIED = ("words", "owner", "agency", "objective", "withdrawn", "indicator", "reach")
COPIED_SETS = ("supporting", "serves", "recommendations", "expected")


def terms_on(item: Item, day: date, at: datetime) -> ItemTerms | None:
    """The terms that hold on a day, as known while writing; none where it was not in the plan."""
    held = Item.objects.with_terms(AsOf(day, at + TICK)).filter(pk=item.pk).first()
    return ItemTerms.objects.select_related("owner", "agency").get(pk=held.terms_id) if held else None


def copy_terms(
    terms: ItemTerms, *, decision: Decision | None, counts_on: date, by: User, at: datetime, **changed: object
) -> ItemTerms:
    """Append terms that say what `terms` say, but for what is changed."""
    values: dict[str, Any] = {name: getattr(terms, name) for name in COPIED} | changed
    row = append(ItemTerms, terms.item, by=by, at=at, counts_on=counts_on, decision=decision, **values)
    for name in COPIED_SETS:
        getattr(row, name).set(getattr(terms, name).all())
    return row


def propose_terms(
    *,
    item: Item,
    what: str,
    reason: str,
    by: User,
    at: datetime,
    words: str = "",
    owner: User | None = None,
    agency: Agency | None = None,
    on_behalf_of: User | None = None,
    counts_on: date | None = None,
    after: int | None = None,
    confirmed: bool = False,
) -> TermsChange:
    """Ask the Board for other words, another owner or agency; that the item be withdrawn, or taken up again. Nothing changes
    until it rules.

    What is as it stands is not asked for. It counts from today, or for somebody else's item from the day on which it was
    asked. Refused: no reason, nothing to change, while another change waits, to withdraw or change what is closed, to take
    up what is open, an owner who could not update the item.
    """
    counts_on = counts_on or london_day(at)
    if counts_on > london_day(at):
        raise Refused("A change cannot have been asked for on a day to come.", field="counts_on")
    check_day(item.notice, counts_on, at=at, confirmed=confirmed, field="counts_on", what="A proposal")
    check_text("reason", reason, required="Say why.")
    check_text("words", words)
    owner_to_speak_for(item, by, on_behalf_of, at)
    _check_standing(item, what, at)
    asked = _asked(item, words, owner, agency, at)
    if what == What.CHANGE and not asked:
        raise Refused("Change its words, its owner or its agency: all three are as they stand now.", field="words")
    if what != What.CHANGE and asked:
        raise Refused(
            "Ask for one thing at a time: leave words, owner and agency as they are, or choose “Change it”.",
            field=next(iter(asked)),
        )
    if TermsChange.objects.waiting(as_written(at)).filter(item=item).exists():
        raise Refused(f"A change of item {item.number} waits for the Board already.")
    row = append(
        TermsChange,
        item,
        by=by,
        at=at,
        after=after,
        counts_on=counts_on,
        what=what,
        reason=reason.strip(),
        **asked,
    )
    thing = f"terms change {row.number} of item {item.number}"
    fields = {"what": what, "words": row.words, "reason": reason}
    audit.record(item.notice.slug, at=at, by=by, verb="propose_terms", thing=thing, fields=fields)
    return row


def _check_standing(item: Item, what: str, at: datetime) -> None:
    if what != What.REOPEN:
        check_open(item, at)
    elif Item.objects.with_standing(as_written(at)).get(pk=item.pk).standing not in ("done", "withdrawn"):
        raise Refused(f"Item {item.number} is open: there is nothing to take up again.", field="what")


def _asked(item: Item, words: str, owner: User | None, agency: Agency | None, at: datetime) -> dict[str, Any]:
    """What differs from the terms of now, by field."""
    stands = terms_on(item, london_day(at), at)
    assert stands is not None  # its owner was found in them
    asked: dict[str, Any] = {}
    if words.strip() and words.strip() != stands.words:
        asked["words"] = words.strip()
    if owner is not None and owner != stands.owner:
        check_may_own(item.notice, owner, london_day(at))
        asked["owner"] = owner
    if agency is not None and agency != stands.agency:
        if agency.notice_id != item.notice_id:
            raise Refused("That agency belongs to another notice.", field="agency")
        asked["agency"] = agency
    return asked


def take_back_terms(
    *, change: TermsChange, reason: str = "", by: User, at: datetime, on_behalf_of: User | None = None
) -> TermsTakenBack:
    """Say that a change is asked for no longer: by who asked, the item's owner or who may speak for the owner. Refused once
    the Board has answered, or it was taken back already."""
    check_text("reason", reason)
    if by.pk != change.recorded_by_id:
        owner_to_speak_for(change.item, by, on_behalf_of, at)
    _check_waiting(change, at)
    row = append(TermsTakenBack, change, by=by, at=at, counts_on=london_day(at), reason=reason.strip())
    thing = f"terms change {change.number} of item {change.item.number}"
    audit.record(change.item.notice.slug, at=at, by=by, verb="take_back_terms", thing=thing, fields={"reason": reason})
    return row


def _check_waiting(change: TermsChange, at: datetime) -> None:
    if TermsChange.objects.waiting(as_written(at)).filter(pk=change.pk).exists():
        return
    name = f"The change asked for item {change.item.number}"
    if change.taken_back.exists():
        raise Refused(f"{name} was taken back: there is nothing to answer.")
    raise Refused(f"{name} has been answered already. To answer again, replace that decision.")


@dataclass(frozen=True)
class TermsAnswer:
    """The Board's answer to one change of terms: agreed, or refused with words."""

    change: TermsChange
    answer: str
    words: str = ""


def rule_on_terms(*, decision: Decision, answers: Sequence[TermsAnswer], by: User, at: datetime) -> list[TermsRuling]:
    """Append the answers that a decision gives to changes asked for; what it agreed counts from that decision's day, and until
    it is replaced. An item that was done goes on by an update on its owner's behalf, whose source is the decision.

    Refused: a change answered or taken back, asked after the decision's day, or of another notice; a refusal without words.
    """
    made = []
    for answer in answers:
        change = answer.change
        name = f"item {change.item.number}"
        if change.item.notice_id != decision.board.notice_id:
            raise Refused("One of these changes belongs to another notice.")
        if change.counts_on > decision.counts_on:
            raise Refused(
                f"The change of {name} was asked for on {wording.day(change.counts_on)}, after this decision was taken."
            )
        _check_waiting(change, at)
        required = f"Say why the Board refused the change of {name}." if answer.answer == "refused" else ""
        check_text("words", answer.words, required=required)
        row = append(
            TermsRuling,
            change,
            by=by,
            at=at,
            counts_on=decision.counts_on,
            decision=decision,
            answer=answer.answer,
            words=answer.words.strip(),
        )
        if answer.answer == TermsRuling.Answer.AGREED:
            _carry_out(change, decision, by, at)
        slug, thing = change.item.notice.slug, f"terms of {name}"
        audit.record(slug, at=at, by=by, verb="rule_on_terms", thing=thing, fields={"answer": answer.answer})
        made.append(row)
    return made


def _carry_out(change: TermsChange, decision: Decision, by: User, at: datetime) -> None:
    item = change.item
    if change.what != What.REOPEN:
        check_not_withdrawn(item, at)
        if change.owner:
            check_may_own(item.notice, change.owner, london_day(at))
        given = {"words": change.words, "owner": change.owner, "agency": change.agency}
        asked: dict[str, object] = {name: value for name, value in given.items() if value}
        _settle(item, decision, by, at, **asked | ({"withdrawn": True} if change.what == What.WITHDRAW else {}))
        return
    stands = Item.objects.with_standing(as_written(at)).get(pk=item.pk)
    if stands.standing == "withdrawn":
        _settle(item, decision, by, at, withdrawn=False)
    elif stands.standing == "done":
        _go_on(stands, decision, by, at)
    else:
        raise Refused(f"Item {item.number} is open already: there is nothing to take up again.")


def _settle(item: Item, decision: Decision, by: User, at: datetime, **changed: object) -> None:
    """New terms from the decision's day. Terms that count from a later day were written without them: they are said again with
    the change, or it would end on that day. What a later decision settled otherwise stays as that one settled it."""
    before = terms_on(item, decision.counts_on, at)
    if before is None:
        raise Refused(f"Item {item.number} was not in the plan on {wording.day(decision.counts_on)}.")
    later = item.terms.as_of(as_written(at)).filter(counts_on__gt=decision.counts_on)
    days = sorted(set(later.values_list("counts_on", flat=True)))
    copy_terms(before, decision=decision, counts_on=decision.counts_on, by=by, at=at, **changed)
    for day in days:
        terms = terms_on(item, day, at)
        assert terms is not None  # those of the decision's day hold still
        handed_over = terms.decision_id == before.decision_id
        kept = {
            name: value
            for name, value in changed.items()
            if handed_over or getattr(terms, name) == getattr(before, name)
        }
        copy_terms(terms, decision=decision, counts_on=day, by=by, at=at, **kept)


def _go_on(item: Item, decision: Decision, by: User, at: datetime) -> None:
    if item.progress_on and item.progress_on > decision.counts_on:
        raise Refused(
            f"Item {item.number} was said to be done on {wording.day(item.progress_on)}, after this decision was taken."
        )
    steps = ProgressUpdate.Progress
    append(
        ProgressUpdate,
        item,
        by=by,
        at=at,
        counts_on=decision.counts_on,
        owner=ItemTerms.objects.get(pk=item.terms_id).owner,
        progress=steps.NOT_STARTED if item.kind == Item.Kind.MILESTONE else steps.UNDER_WAY,
        done_so_far="The Board took it up again.",
        source=f"Decision {decision.number}",
    )


def _in_words(answers: Sequence[TermsAnswer]) -> str:
    """Changes of items: item 12, withdrawn; item 14, the change refused."""
    said = []
    for row in sorted(answers, key=lambda one: one.change.item.number):
        what = (AGREED if row.answer == TermsRuling.Answer.AGREED else REFUSED)[TermsChange.What(row.change.what)]
        said.append(f"item {row.change.item.number}, {what}")
    return f"Changes of items: {'; '.join(said)}."


def decide_terms(
    *,
    board: Board,
    words: str,
    answers: Sequence[TermsAnswer],
    by: User,
    at: datetime,
    meeting: Meeting | None = None,
    taken_on: date | None = None,
    confirmed: bool = False,
) -> Decision:
    """Record one decision of the Board on items, and under it its answer to each change. All or nothing. Returns the decision.
    Without `words` the register names the items and what became of each."""
    if not answers:
        raise Refused("Give the Board's answer to at least one of the changes.")
    decision = record_decision(
        board=board,
        kind=Decision.Kind.OTHER,
        words=words.strip() or _in_words(answers),
        by=by,
        at=at,
        meeting=meeting,
        taken_on=taken_on,
        confirmed=confirmed,
    )
    rule_on_terms(decision=decision, answers=answers, by=by, at=at)
    return decision
