"""How is what a meeting decides recorded together with what it was decided on? One act each, at the item of the agenda."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime

from django.db.models import F, OuterRef, Subquery

from accounts.models import User
from boards.agenda_rules import MINUTES
from boards.domain import record_decision
from boards.minutes import check_writer, confirm
from boards.models import AgendaItem, AgendaTerms, Decision, Meeting, MinutesVersion
from notices.models import Membership, Requirement
from plans import domain as plan
from plans.models import Concern, Item, Precision
from records import wording
from records.clock import TICK, AsOf, london_day
from records.refusal import Refused
from reports.models import Circulation, DecisionBasis


def pack_of(meeting: Meeting, asof: AsOf) -> Circulation | None:
    """The pack whose figures lie before the Board. One query."""
    sent = Circulation.objects.packs().filter(meeting=meeting).as_of(asof)
    return sent.select_related("photograph", "recorded_by").first()


def base(decision: Decision, *, item: AgendaItem, at: datetime) -> DecisionBasis:
    """Keep on what a decision was taken: the agenda item of its meeting, and the pack, if one was circulated by then."""
    if decision.meeting_id != item.meeting_id:
        raise Refused("That item is on the agenda of another meeting.")
    if hasattr(item, "pack_id"):  # whoever read the item read the pack of its meeting with it
        return DecisionBasis.objects.create(decision=decision, item=item, circulation_id=item.pack_id)
    pack = pack_of(item.meeting, AsOf(london_day(at), at + TICK))
    return DecisionBasis.objects.create(decision=decision, item=item, circulation=pack)


def take_decision(
    *,
    item: AgendaItem,
    kind: str,
    words: str,
    by: User,
    at: datetime,
    replaces: Decision | None = None,
    after: int | None = None,
    confirmed: bool = False,
) -> Decision:
    """Record a decision of the meeting under an item of its agenda, as boards.domain.record_decision, with its basis."""
    decision = record_decision(
        board=item.meeting.board,
        meeting=item.meeting,
        kind=kind,
        words=words,
        replaces=replaces,
        by=by,
        at=at,
        after=after,
        confirmed=confirmed,
    )
    base(decision, item=item, at=at)
    return decision


def take_action(
    *,
    item: AgendaItem,
    words: str,
    owner: User,
    due_on: date,
    serves: Iterable[Requirement],
    by: User,
    at: datetime,
    due_precision: str = Precision.DAY,
    concern: Concern | None = None,
    confirmed: bool = False,
) -> Item:
    """A corrective action that the Board agreed: a decision, the item of the plan that it agrees and, where it answers a
    concern, the outcome of that. The agency that leads is the owner's, else the council. All or nothing."""
    notice = item.meeting.board.notice
    if not words.strip():
        raise Refused("Say what is to be done.", field="words")
    role = (
        Membership.objects.for_notice(notice).on(london_day(at)).filter(person=owner).select_related("agency").first()
    )
    agency = (role and role.agency) or notice.agencies.get(code="council")
    about = f" about C{concern.number}" if concern else ""
    said = (
        f"Corrective action{about}: {words.strip().rstrip('.')}. {owner.name}, by {wording.due(due_on, due_precision)}."
    )
    decision = take_decision(item=item, kind=Decision.Kind.OTHER, words=said, by=by, at=at, confirmed=confirmed)
    action = plan.agree_item(
        notice=notice,
        kind=Item.Kind.ACTION,
        words=words,
        owner=owner,
        agency=agency,
        due_on=due_on,
        due_precision=due_precision,
        serves=serves,
        decision=decision,
        by=by,
        at=at,
        confirmed=confirmed,
    )
    if concern is not None:
        plan.close_concern(concern=concern, decision=decision, action=action, by=by, at=at)
    return action


def take_outcome(
    *,
    item: AgendaItem,
    concern: Concern,
    by: User,
    at: datetime,
    none_needed: str = "",
    held_over: str = "",
    confirmed: bool = False,
) -> Decision:
    """That the Board looked at a concern and found that no corrective action is needed, or held it over, and why."""
    because = (held_over or none_needed).strip()
    if not because:
        raise Refused("Say why the Board decided so.", field="because")
    found = "held over to the next meeting" if held_over else "no corrective action is needed"
    said = f"C{concern.number}: {found}. {because}"
    decision = take_decision(item=item, kind=Decision.Kind.OTHER, words=said, by=by, at=at, confirmed=confirmed)
    plan.close_concern(concern=concern, decision=decision, none_needed=none_needed, held_over=held_over, by=by, at=at)
    return decision


def take_dates(
    *, item: AgendaItem, words: str, rulings: Sequence[plan.Ruling], by: User, at: datetime, confirmed: bool = False
) -> Decision:
    """The Board's answers to new dates, under one decision with its basis."""
    decision = plan.decide_dates(
        board=item.meeting.board,
        meeting=item.meeting,
        words=words,
        rulings=rulings,
        by=by,
        at=at,
        confirmed=confirmed,
    )
    base(decision, item=item, at=at)
    return decision


def take_minutes(
    *,
    of: Meeting,
    at_meeting: Meeting,
    by: User,
    at: datetime,
    words: str = "",
    decision: Decision | None = None,
    confirmed: bool = False,
) -> MinutesVersion:
    """Confirm the minutes of a meeting by a decision of a later one: `decision`, recorded before, or a new one in `words`. It is
    taken under the item of that agenda which is about minutes, where there is one. All or nothing."""
    check_writer(of, by)
    items = at_meeting.agenda.with_terms(AsOf(london_day(at), at + TICK))
    item = items.filter(rule=MINUTES.rule).first()
    if decision is None:
        decision = record_decision(
            board=at_meeting.board,
            meeting=at_meeting,
            kind=Decision.Kind.MINUTES,
            words=words,
            by=by,
            at=at,
            confirmed=confirmed,
        )
    if item is not None and not DecisionBasis.objects.filter(decision=decision).exists():
        base(decision, item=item, at=at)
    return confirm(meeting=of, decision=decision, by=by, at=at, confirmed=confirmed)


def bases_of(decisions: Iterable[Decision], asof: AsOf) -> dict[int, DecisionBasis]:
    """By the key of each decision that was taken under an agenda item: its basis, with the `title` of the item as it stood, and
    the day that the figures of the pack are of (`pack_on`). One query."""
    terms = AgendaTerms.objects.as_of(asof).filter(item=OuterRef("item")).latest_first()
    rows = DecisionBasis.objects.filter(decision__in=decisions).annotate(
        title=Subquery(terms.values("title")[:1]), pack_on=F("circulation__photograph__on")
    )
    return {row.decision_id: row for row in rows}
