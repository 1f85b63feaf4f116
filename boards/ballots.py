"""How does a Board decide between two meetings? Somebody proposes, its members answer by a day, and a rule says what comes of it."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Exists, OuterRef

from accounts.models import User
from accounts.policy import Role
from boards.attending import Rule, expected, is_member, rule_of
from boards.domain import LONGEST_WORDS, record_decision
from boards.models import Ballot, BallotAnswer, BallotOutcome, Board, Decision, Meeting
from boards.standing import Calendar
from notices.models import Membership
from records import audit, wording
from records.clock import TICK, AsOf, london_day
from records.ledger import append
from records.refusal import Refused

Answer = BallotAnswer.Answer
OUR_RULE = (
    "this product’s default, as no rule of the Board is recorded: nobody objects, and as many members agree as a meeting needs "
    "to decide, the chair among them where a meeting needs the chair"
)
# Recorded with what they settle, or at a meeting only.
ONLY_AT_MEETINGS = {Decision.Kind.DATES, Decision.Kind.JUDGEMENTS, Decision.Kind.MINUTES}


@dataclass(frozen=True)
class Stands:
    """How a ballot stands: what each member answered last (None: nothing yet), and whether it would carry. `ready` says that its
    outcome can be recorded: it has closed, somebody objects, or everybody has answered."""

    answers: Sequence[tuple[Membership, BallotAnswer | None]]
    carries: bool
    ready: bool
    words: str
    source: str

    def of(self, answer: str) -> list[Membership]:
        return [member for member, row in self.answers if row is not None and row.answer == answer]

    @property
    def silent(self) -> list[Membership]:
        return [member for member, row in self.answers if row is None]


def propose_ballot(
    *,
    board: Board,
    kind: str,
    words: str,
    why: str,
    closes_on: date,
    by: User,
    at: datetime,
    after: int | None = None,
) -> Ballot:
    """Ask the members of a Board to decide before it next meets. Refused: no words, a kind that is decided at meetings only, a last
    day that is not to come or on which the Board has met."""
    for field, text, ask in (("words", words, "what the Board is asked to decide"), ("why", why, "why it cannot wait")):
        if not text.strip():
            raise Refused(f"Write {ask}.", field=field)
        if len(text) > LONGEST_WORDS:
            raise Refused(f"Use at most {LONGEST_WORDS:,} characters.", field=field)
    if kind in ONLY_AT_MEETINGS:
        raise Refused("That is decided at a meeting.", field="kind")
    today = london_day(at)
    if closes_on <= today:
        raise Refused("Give members at least until tomorrow.", field="closes_on")
    planned = Meeting.objects.filter(board=board).planned(AsOf(today, at + TICK))
    meeting = next((row for row in planned if row.day >= today), None)
    if meeting is not None and meeting.day <= closes_on:
        raise Refused(
            f"The Board meets on {wording.day(meeting.day)}. Choose an earlier day, or put it before that meeting.",
            field="closes_on",
        )
    row = append(
        Ballot,
        board,
        by=by,
        at=at,
        after=after,
        counts_on=today,
        kind=kind,
        words=words.strip(),
        why=why.strip(),
        closes_on=closes_on,
    )
    _record(row, by, at, "propose_ballot", {"words": words, "closes_on": closes_on})
    return row


def answer_ballot(
    *, ballot: Ballot, membership: Membership, answer: str, by: User, at: datetime, words: str = ""
) -> BallotAnswer:
    """What a member answers; the newest holds. Refused: somebody who does not decide, one that has closed or ended, an objection
    without words."""
    if membership.notice_id != ballot.board.notice_id or membership.person_id != by.pk or not is_member(membership):
        raise Refused("Members of the Board answer, each for themselves.")
    _check_open(ballot, at)
    if at_day := _closed(ballot, london_day(at)):
        raise Refused(f"It closed on {wording.day(at_day)}. What was answered until then counts.")
    if answer == Answer.OBJECTS and not words.strip():
        raise Refused("Write what you object to; the next meeting begins from it.", field="words")
    if len(words) > LONGEST_WORDS:
        raise Refused(f"Use at most {LONGEST_WORDS:,} characters.", field="words")
    row = append(
        BallotAnswer,
        ballot,
        by=by,
        at=at,
        counts_on=london_day(at),
        membership=membership,
        answer=answer,
        words=words.strip(),
    )
    _record(ballot, by, at, "answer_ballot", {"answer": answer})
    return row


def end_ballot(*, ballot: Ballot, by: User, at: datetime) -> BallotOutcome:
    """Record what came of it, by the rule: a decision, which counts from the day on which it closed or the last member answered, or
    none, and why not. Refused while it is open and nobody objects."""
    _check_open(ballot, at)
    today = london_day(at)
    found = stands(ballot, AsOf(today, at + TICK))
    if not found.ready:
        raise Refused(f"It is open until {wording.day(ballot.closes_on)}, and {_missing(found)} not answered yet.")
    decision = None
    if found.carries:
        decision = record_decision(
            board=ballot.board,
            kind=ballot.kind,
            words=ballot.words,
            taken_on=_taken_on(ballot, found, today),
            by=by,
            at=at,
            confirmed=True,
        )
    return _end(ballot, by, at, decision=decision, reason="" if decision else found.words)


def withdraw_ballot(*, ballot: Ballot, reason: str, by: User, at: datetime) -> BallotOutcome:
    """End it without a decision, whatever was answered."""
    _check_open(ballot, at)
    if not reason.strip():
        raise Refused("Say why it is withdrawn.", field="reason")
    if len(reason) > LONGEST_WORDS:
        raise Refused(f"Use at most {LONGEST_WORDS:,} characters for the reason.", field="reason")
    return _end(ballot, by, at, reason=f"Withdrawn: {reason.strip()}")


def _end(ballot: Ballot, by: User, at: datetime, *, decision: Decision | None = None, reason: str) -> BallotOutcome:
    row = append(
        BallotOutcome, ballot, by=by, at=at, counts_on=london_day(at), decision=decision, reason=reason, after=0
    )
    _record(ballot, by, at, "end_ballot", {"decision": decision.number if decision else "", "reason": reason})
    return row


def stands(ballot: Ballot, asof: AsOf) -> Stands:
    """Whose answer is there, and whether it carries, by the members of the day on which it closes. Three queries."""
    closed = _closed(ballot, asof.on)
    day = closed or asof.on
    members = [row for row in expected(ballot.board, day) if is_member(row)]
    newest: dict[int, BallotAnswer] = {}
    for row in BallotAnswer.objects.filter(ballot=ballot).as_of(asof).order_by("number"):
        newest[row.membership_id] = row
    rule = rule_of(ballot.board, AsOf(day, asof.known), members=len(members))
    return judge(rule, [(member, newest.get(member.pk)) for member in members], closed=closed is not None)


def judge(rule: Rule, answers: Sequence[tuple[Membership, BallotAnswer | None]], *, closed: bool) -> Stands:
    """The rule, in words: nobody objects, and as many agree as a meeting needs."""
    said = {kind: [member for member, row in answers if row and row.answer == kind] for kind in Answer}
    agree, against = said[Answer.AGREES], said[Answer.OBJECTS]
    silent = sum(row is None for _, row in answers)
    counted = f"{len(agree)} of {wording.count(len(answers), 'member')} {'agrees' if len(agree) == 1 else 'agree'}"
    counted += f", {len(said[Answer.ABSTAINS])} abstain" if said[Answer.ABSTAINS] else ""
    counted += f", {silent} without an answer" if silent else ""
    chair_short = rule.chair_needed and not any(Role(member.role) is Role.CHAIR for member in agree)
    if against:
        names = wording.listed([member.person.name for member in against])
        words = f"{counted}. {names} {'objects' if len(against) == 1 else 'object'}, so it comes to a meeting."
    elif len(agree) < rule.members:
        words = f"{counted}; {rule.members} have to agree."
    elif chair_short:
        words = f"{counted}; the chair has to be among them."
    else:
        words = f"{counted}, and nobody objects."
    carries = not against and len(agree) >= rule.members and not chair_short
    return Stands(answers, carries, bool(closed or against or not silent), words, OUR_RULE)


def _closed(ballot: Ballot, on: date) -> date | None:
    """The day on which it closed; that day itself still counts."""
    return ballot.closes_on if on > ballot.closes_on else None


def _taken_on(ballot: Ballot, found: Stands, today: date) -> date:
    if found.silent:
        return ballot.closes_on
    return min(max(row.counts_on for _, row in found.answers if row is not None), today)


def _missing(found: Stands) -> str:
    return f"{wording.count(len(found.silent), 'member')} {'has' if len(found.silent) == 1 else 'have'}"


def _check_open(ballot: Ballot, at: datetime) -> None:
    outcome = BallotOutcome.objects.filter(ballot=ballot).first()
    if outcome is not None:
        raise Refused(f"What came of it was recorded on {wording.day(outcome.counts_on)}.")


def _record(ballot: Ballot, by: User, at: datetime, verb: str, fields: dict) -> None:
    thing = f"proposal {ballot.number} of board {ballot.board.kind}"
    audit.record(ballot.board.notice.slug, at=at, by=by, verb=verb, thing=thing, fields=fields)


@dataclass(frozen=True)
class Noted:
    """Something between two meetings of which the next one takes note: a decision, or a proposal that came to nothing and why."""

    decision: Decision | None
    ballot: Ballot | None
    reason: str = ""


def to_note(board: Board, calendar: Calendar, number: int, asof: AsOf) -> list[Noted]:
    """What was decided at no meeting since the one before meeting `number`, and what was proposed and not decided, in the order of
    time. What was decided on the day of a meeting and not at it is noted at the next. Two queries."""
    day = next((meeting.day for meeting in calendar.meetings if meeting.number == number), date.min)
    before = [meeting.day for meeting in calendar.sat if meeting.day < day and meeting.number != number]
    between = {"counts_on__gte": before[-1] if before else date.min, "counts_on__lt": day}
    taken = Decision.objects.filter(board=board, meeting=None, **between).as_of(asof)
    ended = BallotOutcome.objects.filter(ballot__board=board, decision=None, **between).as_of(asof)
    found = [(row.counts_on, Noted(row, None)) for row in taken.order_by("number")]
    found += [(row.counts_on, Noted(None, row.ballot, row.reason)) for row in ended.select_related("ballot")]
    return [noted for _, noted in sorted(found, key=lambda one: one[0])]


@dataclass(frozen=True)
class Proposed:
    """A proposal of which nobody has said what came of it: whether one person has answered it, and whether its day is over."""

    ballot: Ballot
    answered: bool
    over: bool


def without_outcome(notices: Iterable[int], person: User, asof: AsOf) -> dict[int, list[Proposed]]:
    """By notice, the soonest to close first. One query."""
    answered = BallotAnswer.objects.as_of(asof).filter(membership__person=person, ballot=OuterRef("pk"))
    ended = BallotOutcome.objects.as_of(asof).values("ballot")
    rows = Ballot.objects.as_of(asof).filter(board__notice__in=notices).exclude(pk__in=ended)
    found = defaultdict(list)
    for ballot in rows.annotate(answered=Exists(answered)).select_related("board").order_by("closes_on"):
        found[ballot.board.notice_id].append(Proposed(ballot, ballot.answered, ballot.closes_on < asof.on))
    return found
