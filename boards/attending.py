"""Who was at a meeting, and were they enough to decide?"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from accounts.models import User
from accounts.policy import BOARD, Role
from boards.domain import latest_day
from boards.models import Attendance, Board, Decision, Meeting, MeetingDay, Quorum
from boards.querysets import settled_by_decision_in_force
from notices.models import Membership
from records import audit, wording
from records.clock import TICK, AsOf, london_day
from records.ledger import append, next_number
from records.refusal import NotTheNext, Refused

LONGEST_NAME, LONGEST_NOTE = 120, 200
IN_ATTENDANCE = (
    Role.SECRETARY,
    Role.OBSERVER,
    Role.OFFICER,
    Role.ANALYST,
    Role.SCRUTINY,
)  # in this order, after the members
THERE = {Attendance.State.PRESENT, Attendance.State.DEPUTY}
OUR_DEFAULT = (
    "this product’s default, as no rule of the Board is recorded: the chair or a deputy of the chair, and one third of the "
    "members"
)


@dataclass(frozen=True)
class Said:
    """What is said of one person's coming: a member, or somebody else by name. `name` beside a member is the deputy."""

    state: str
    membership: Membership | None = None
    name: str = ""
    note: str = ""


@dataclass(frozen=True)
class Rule:
    """How many of the members make the Board able to decide, whether the chair or a deputy of the chair is needed, and who says so."""

    members: int
    chair_needed: bool
    source: str


@dataclass(frozen=True)
class Standing:
    """Whether a meeting is able to decide, in words with their source; `quorate` is None while nobody's coming is recorded."""

    quorate: bool | None
    words: str
    source: str
    present: int
    members: int


def expected(board: Board, on: date) -> list[Membership]:
    """Whoever may come to a meeting of that day: the members of the Board, the chair first, then those in attendance. One query."""
    rows = Membership.objects.for_notice(board.notice).on(on).select_related("person", "agency")
    order = [Role.CHAIR, *sorted(BOARD - {Role.CHAIR}, key=list(Role).index), *IN_ATTENDANCE]
    found = [row for row in rows if Role(row.role) in order]
    return sorted(found, key=lambda row: (order.index(Role(row.role)), row.person.name, row.pk))


def is_member(membership: Membership) -> bool:
    """Whether they decide, and count towards the quorum."""
    return Role(membership.role) in BOARD


def roll(meeting: Meeting, asof: AsOf) -> list[Attendance]:
    """The newest word of each person's coming, in the order in which people were first named. One query."""
    rows = Attendance.objects.filter(meeting=meeting).as_of(asof)
    newest: dict[object, Attendance] = {}
    for row in rows.select_related("membership__person", "membership__agency").order_by("number"):
        newest[row.membership_id or row.name.casefold()] = row
    return list(newest.values())


def record_attendance(
    *, meeting: Meeting, said: Sequence[Said], by: User, at: datetime, after: int | None = None
) -> list[Attendance]:
    """Record what is said of the people who come, each counting from the day of the meeting; what holds already is left out.

    Before the meeting is held, apologies and deputies only: nobody is present at one to come. `after` is the last number that the form
    knew. Refused: a cancelled meeting, a deputy without a name, somebody of another notice, nobody in particular.
    """
    day = day_of(meeting, at)
    held = day.state == MeetingDay.State.HELD
    stands = {_who(row): (row.state, row.name, row.note) for row in roll(meeting, AsOf(date.max, at + TICK))}
    rows = Attendance.objects.filter(meeting=meeting)
    if after is not None and (latest := rows.order_by("-number").first()) and latest.number != after:
        raise NotTheNext("Somebody else has written here since you opened this page.", latest=latest)
    number = next_number(rows)
    made: list[Attendance] = []
    for one in said:
        _check(meeting, one, held=held)
        if stands.get(_who(one)) == (one.state, one.name.strip(), one.note.strip()):
            continue
        made.append(
            Attendance(
                meeting=meeting,
                number=number + len(made),
                counts_on=day.day if held else london_day(at),
                recorded_at=at,
                recorded_by=by,
                membership=one.membership,
                name=one.name.strip(),
                state=one.state,
                note=one.note.strip(),
            )
        )
    Attendance.objects.bulk_create(made)
    if made:
        audit.record(
            meeting.board.notice.slug,
            at=at,
            by=by,
            verb="record_attendance",
            thing=f"meeting {meeting.number}",
            fields={f"{row.number}": row.state for row in made},
        )
    return made


def _who(one: Attendance | Said) -> object:
    key = one.membership_id if isinstance(one, Attendance) else one.membership and one.membership.pk
    return key or one.name.strip().casefold()


def _check(meeting: Meeting, one: Said, *, held: bool) -> None:
    member = one.membership
    if member is None and not one.name.strip():
        raise Refused("Give the name of whoever else was there.")
    if member is not None and member.notice_id != meeting.board.notice_id:
        raise Refused("Somebody chosen here belongs to another notice.")
    who = member.person.name if member else one.name.strip()
    if one.state == Attendance.State.DEPUTY and not one.name.strip():
        raise Refused(f"Give the name of the deputy whom {who} sent.")
    if member is not None and one.state != Attendance.State.DEPUTY and one.name.strip():
        raise Refused(f"A deputy is named beside {who}. Choose “Sent a deputy”, or take the name away.")
    if len(one.name) > LONGEST_NAME or len(one.note) > LONGEST_NOTE:
        raise Refused(f"A name has at most {LONGEST_NAME} characters, and a note {LONGEST_NOTE}.")
    if not held and one.state in (Attendance.State.PRESENT, Attendance.State.ABSENT):
        raise Refused(
            f"Meeting {meeting.number} is not recorded as held. Who was there can be said then; apologies and deputies before."
        )


def day_of(meeting: Meeting, at: datetime) -> MeetingDay:
    day = latest_day(meeting, at)
    if day.state == MeetingDay.State.CANCELLED:
        raise Refused(f"Meeting {meeting.number} is cancelled. Nobody comes to it.")
    return day


def set_quorum(
    *,
    board: Board,
    members: int,
    chair_needed: bool,
    decision: Decision,
    by: User,
    at: datetime,
    after: int | None = None,
) -> Quorum:
    """How many members are enough, as a decision of the Board of kind "Quorum agreed" says; from the day of that decision."""
    if decision.board_id != board.pk or decision.kind != Decision.Kind.QUORUM:
        raise Refused("Choose a decision of this Board by which the quorum was agreed.", field="decision")
    if members < 1:
        raise Refused("At least one member has to be there.", field="members")
    row = append(
        Quorum,
        board,
        by=by,
        at=at,
        after=after,
        counts_on=decision.counts_on,
        members=members,
        chair_needed=chair_needed,
        decision=decision,
    )
    audit.record(
        board.notice.slug,
        at=at,
        by=by,
        verb="set_quorum",
        thing=f"quorum of board {board.kind}",
        fields={"members": members, "chair_needed": chair_needed},
    )
    return row


def rule_of(board: Board, asof: AsOf, *, members: int) -> Rule:
    """The rule that a decision in force set or, without one, ours: one third of the members, rounded up. One query."""
    rows = (
        Quorum.objects.filter(board=board)
        .as_of(asof)
        .filter(settled_by_decision_in_force(asof, Decision.objects.all()))
    )
    return rule_from(rows.select_related("decision").latest_first().first(), members=members)


def rule_from(agreed: Quorum | None, *, members: int) -> Rule:
    if agreed is None:
        return Rule(-(-members // 3), True, OUR_DEFAULT)
    chair = "the chair or a deputy of the chair, and " if agreed.chair_needed else ""
    source = f"decision {agreed.decision.number}: {chair}{wording.count(agreed.members, 'member')}"
    return Rule(agreed.members, agreed.chair_needed, source)


def judge(rule: Rule, memberships: Iterable[Membership], rows: Iterable[Attendance]) -> Standing:
    """Whether they are enough, in words: "Quorate: 7 of 14 members, the chair is there". A deputy counts for the member who sent them."""
    members = {row.pk: row for row in memberships if is_member(row)}
    said = {row.membership_id: row for row in rows if row.membership_id in members}
    there = {key for key, row in said.items() if row.state in THERE}
    deputies = sum(said[key].state == Attendance.State.DEPUTY for key in there)
    chairs = [key for key, row in members.items() if row.role == Role.CHAIR]
    chair = next((said[key] for key in chairs if key in there), None)
    counted = f"{len(there)} of {wording.count(len(members), 'member')}"
    counted += f", {deputies} by a deputy" if deputies else ""
    chair_words = (
        "the chair is not there" if chair is None
        else "the chair is there" if chair.state == Attendance.State.PRESENT
        else f"{chair.name} is there for the chair"
    )  # fmt: skip
    if not said or all(row.state not in THERE | {Attendance.State.ABSENT} for row in said.values()):
        return Standing(None, "Nobody’s attendance is recorded yet", rule.source, 0, len(members))
    enough = len(there) >= rule.members and (chair is not None or not rule.chair_needed)
    short = f", and {rule.members} are needed" if len(there) < rule.members else ""
    word = "Quorate" if enough else "Not quorate"
    return Standing(enough, f"{word}: {counted}{short}; {chair_words}", rule.source, len(there), len(members))


def quorum(meeting: Meeting, day: date, asof: AsOf) -> Standing:
    """How a meeting of that day stands. Three queries."""
    return standing_of(meeting.board, day, asof, expected(meeting.board, day), roll(meeting, asof))


def standing_of(
    board: Board, day: date, asof: AsOf, people: Sequence[Membership], rows: Sequence[Attendance]
) -> Standing:
    """The same for who has read who is expected on that day, and the roll; by the rule of that day. One query."""
    rule = rule_of(board, AsOf(day, asof.known), members=sum(is_member(row) for row in people))
    return judge(rule, people, rows)
