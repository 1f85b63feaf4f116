"""How is something put before a Board as a concern, and what the Board decided about it recorded? The write functions."""

from datetime import date, datetime
from typing import Any

from accounts.models import User
from boards import domain as boards
from boards.domain import latest_day
from boards.models import Board, Decision, Meeting, MeetingDay
from indicators.models import Indicator, Signal
from notices.models import Notice
from plans.checks import as_written, check_not_withdrawn, check_text
from plans.models import Concern, ConcernOutcome, Item, Objective, ObjectiveTerms
from records import audit, wording
from records.clock import AsOf, london_day
from records.ledger import append
from records.refusal import Refused

Thing = Item | Objective | Indicator


def raise_concern(
    *,
    notice: Notice,
    words: str,
    by: User,
    at: datetime,
    meeting: Meeting | None = None,
    item: Item | None = None,
    objective: Objective | None = None,
    indicator: Indicator | None = None,
    signal: Signal | None = None,
) -> Concern:
    """Put one thing before a meeting to come: `meeting` of either Board or, without one, the next of the Improvement Board.
    `signal` is the early warning about the indicator that it answers (plans/signals.py).

    Refused: no words, none or several things, one that is not in the plan now, a meeting that was held or cancelled or whose
    day has passed, the same thing twice before the same meeting, anything of another notice.
    """
    check_text("words", words, required="Say what the concern is.")
    things: list[Thing] = [thing for thing in (item, objective, indicator) if thing is not None]
    if len(things) != 1:
        raise Refused("A concern is about one thing: an item, an objective or an indicator.")
    (thing,) = things
    meeting = meeting or next_meeting(notice, at)
    if thing.notice_id != notice.pk or meeting.board.notice_id != notice.pk:
        raise Refused("Something chosen here belongs to another notice.")
    if signal is not None and (indicator is None or signal.indicator_id != indicator.pk):
        raise Refused("The signal is of another indicator.")
    if item is not None:
        check_not_withdrawn(item, at)
    if objective is not None:
        held = ObjectiveTerms.objects.in_force(as_written(at)).filter(objective=objective).latest_first().first()
        if held is None or held.withdrawn:
            raise Refused(f"Objective {objective.number} is not in the plan now.")
    _check_to_come(meeting, at)
    before = Concern.objects.for_notice(notice).filter(
        meeting=meeting, item=item, objective=objective, indicator=indicator
    )
    if (there := before.first()) is not None:
        raise Refused(f"{named(there)} is before that meeting already, as concern {there}.", field="meeting")
    concern = append(
        Concern,
        notice,
        by=by,
        at=at,
        counts_on=london_day(at),
        meeting=meeting,
        item=item,
        objective=objective,
        indicator=indicator,
        signal=signal,
        words=words.strip(),
    )
    audit.record(
        notice.slug,
        at=at,
        by=by,
        verb="raise_concern",
        thing=f"concern {concern}",
        fields={"about": named(concern), "words": words},
    )
    return concern


def close_concern(
    *,
    concern: Concern,
    decision: Decision,
    by: User,
    at: datetime,
    action: Item | None = None,
    none_needed: str = "",
    held_over: str = "",
    after: int | None = None,
) -> ConcernOutcome:
    """Record the outcome of a concern: `action`, an item of the plan, or why none is needed, or why it is `held_over` to the next
    meeting after the day of `decision`. It counts from that day, and falls where the decision is replaced. `after` is the
    number of the last outcome that the form knew.

    Refused: several or none of the three, a decision of another Board, from before the concern was raised or replaced since, an outcome
    that stands already, an action that is what the concern is about or is not in the plan.
    """
    check_text("none_needed", none_needed)
    check_text("held_over", held_over)
    if sum((action is not None, bool(none_needed.strip()), bool(held_over.strip()))) != 1:
        raise Refused(
            f"Name the corrective action for {concern}, or say why none is needed or why it is held over: one of the three."
        )
    if decision.board_id != concern.meeting.board_id:
        raise Refused(
            f"{concern} is before {concern.meeting.board.name}. Choose one of its decisions.", field="decision"
        )
    if decision.counts_on < concern.counts_on:
        raise Refused(
            f"{concern} was raised on {wording.day(concern.counts_on)}, after decision {decision.number}.",
            field="decision",
        )
    now = as_written(at)
    if not Decision.objects.in_force(now).filter(pk=decision.pk).exists():
        raise Refused(f"Decision {decision.number} has been replaced. Choose one that holds.", field="decision")
    if action is not None:
        if action.notice_id != concern.notice_id:
            raise Refused("Something chosen here belongs to another notice.")
        if action.pk == concern.item_id:
            raise Refused(f"Item {action.number} is what {concern} is about. Name what corrects it.", field="action")
        check_not_withdrawn(action, at)
    stands = not Concern.objects.without_outcome(now).filter(pk=concern.pk).exists()
    if stands and after in (None, concern.outcomes.count()):  # else it was written meanwhile, which `append` says
        raise Refused(f"{concern} has an outcome already. To decide again, replace the decision that gave it.")
    outcome = append(
        ConcernOutcome,
        concern,
        by=by,
        at=at,
        after=after,
        counts_on=decision.counts_on,
        decision=decision,
        action=action,
        none_needed=none_needed.strip(),
        held_over=held_over.strip(),
    )
    audit.record(
        concern.notice.slug,
        at=at,
        by=by,
        verb="close_concern",
        thing=f"concern {concern}",
        fields={"action": action.number if action else "", "none_needed": none_needed, "held_over": held_over},
    )
    return outcome


def hold_meeting(*, meeting: Meeting, on: date, by: User, at: datetime, **more: Any) -> MeetingDay:
    """As boards.domain.hold_meeting, and refused where an earlier meeting of that Board left a concern without an outcome."""
    if names := [f"{concern} ({named(concern)})" for concern in left_without(meeting.board, as_written(at))]:
        raise Refused(
            f"{wording.listed(names)} came before an earlier meeting of the {meeting.board.name} and left it without an "
            "outcome. Record first what the Board decided about it: a corrective action, that none is needed, or that it is "
            "held over to this meeting, and why."
        )
    return boards.hold_meeting(meeting=meeting, on=on, by=by, at=at, **more)


def left_without(board: Board, asof: AsOf) -> list[Concern]:
    """The concerns that left a meeting of the Board without an outcome, and were not held over to one to come. One query."""
    left = Concern.objects.filter(meeting__board=board).left_without(asof)
    return list(left.select_related("item", "objective", "indicator").order_by("number"))


def next_meeting(notice: Notice, at: datetime) -> Meeting:
    """The next meeting of the Improvement Board; Refused where none is planned."""
    board = Meeting.objects.for_notice(notice).filter(board__kind=Board.Kind.IMPROVEMENT)
    today = london_day(at)
    found = next((meeting for meeting in board.planned(as_written(at)) if meeting.day >= today), None)
    if found is None:
        raise Refused("No meeting of the Board is planned. Plan it first, then put this before it.", field="meeting")
    return found


def _check_to_come(meeting: Meeting, at: datetime) -> None:
    day = latest_day(meeting, at)
    if day.state != MeetingDay.State.PLANNED:
        was = "was held" if day.state == MeetingDay.State.HELD else "is cancelled"
        raise Refused(f"Meeting {meeting.number} {was}. Choose a meeting to come.", field="meeting")
    if day.day < london_day(at):
        raise Refused(
            f"Meeting {meeting.number} was planned for {wording.day(day.day)}, which has passed. Choose a meeting to come.",
            field="meeting",
        )


def named(concern: Concern) -> str:
    """What the concern is about: Item 12, Objective 3, FD-05"""
    if concern.item is not None:
        return f"Item {concern.item.number}"
    if concern.objective is not None:
        return f"Objective {concern.objective.number}"
    assert concern.indicator is not None  # the database holds that it is about one thing
    return concern.indicator.code
