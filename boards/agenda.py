"""How is an agenda drawn up, put in order and changed, and what comes off it again?"""

from collections.abc import Sequence
from datetime import datetime

from accounts.models import User
from boards.agenda_rules import Wanted
from boards.domain import LONGEST_WORDS, latest_day
from boards.models import AgendaItem, AgendaTerms, Meeting, MeetingDay
from records import audit
from records.clock import TICK, AsOf, london_day
from records.ledger import append, next_number
from records.refusal import Refused

LONGEST_TITLE = 200
MOST_MINUTES = 480
MOST_ITEMS = 60
STEP = 10  # between two places, so that a number says nothing about how often an item was moved


def draw_up(*, meeting: Meeting, wanted: Sequence[Wanted], by: User, at: datetime) -> list[AgendaItem]:
    """Make an item of everything that the rules want and that this meeting does not have yet; what was taken off stays off.

    Each goes where the rules have it: behind the nearest of the items that they have before it.
    """
    check_open(meeting, at)
    had = dict(meeting.agenda.exclude(rule="").values_list("rule", "pk"))
    new = [item for item in wanted if item.rule not in had]
    if not new:
        raise Refused("Everything that the rules want stands on this agenda, or was taken off it.")
    order: list[AgendaItem | Wanted] = list(_in_order(meeting, at))
    for position, item in enumerate(wanted):
        if item in new:
            earlier = {one.rule for one in wanted[:position]}
            after = [place for place, one in enumerate(order) if one.rule in earlier]
            order.insert(after[-1] + 1 if after else 0, item)
    made: list[AgendaItem] = []
    number = next_number(meeting.agenda.all())
    for place, one in enumerate(order, 1):
        if isinstance(one, Wanted):
            row = AgendaItem.objects.create(meeting=meeting, number=number + len(made), rule=one.rule)
            _say(row, by=by, at=at, title=one.title, purpose=one.purpose, minutes=one.minutes, place=place * STEP)
            made.append(row)
        elif one.place != place * STEP:
            _again(one, by=by, at=at, place=place * STEP)
    _audit(meeting, "draw_up_agenda", by=by, at=at, items=[row.number for row in made])
    return made


def add_item(
    *, meeting: Meeting, title: str, purpose: str, minutes: int | None, owner: User | None, by: User, at: datetime
) -> AgendaItem:
    """An item of its own, before any other business or, without that, at the end."""
    check_open(meeting, at)
    _check_words(title, minutes)
    order = _in_order(meeting, at)
    if len(order) >= MOST_ITEMS:
        raise Refused(f"An agenda has at most {MOST_ITEMS} items.", field="title")
    last = order[-1] if order and order[-1].rule == "other_business" else None
    place = last.place if last else (order[-1].place if order else 0) + STEP
    item = AgendaItem.objects.create(meeting=meeting, number=next_number(meeting.agenda.all()))
    _say(item, by=by, at=at, title=title.strip(), purpose=purpose, minutes=minutes, owner=owner, place=place)
    if last:
        _again(last, by=by, at=at, place=last.place + STEP)
    _audit(meeting, "add_agenda_item", by=by, at=at, item=item.number, title=title)
    return item


def change_item(
    *,
    item: AgendaItem,
    title: str,
    purpose: str,
    minutes: int | None,
    owner: User | None,
    closed: bool,
    reason: str,
    by: User,
    at: datetime,
    after: int | None = None,
) -> AgendaTerms:
    """Say it anew. Refused: a meeting held or cancelled, no words, an item closed without a reason; NotTheNext."""
    check_open(item.meeting, at)
    _check_words(title, minutes)
    if closed and not reason.strip():
        raise Refused("Say why only the members of the Board read this item.", field="reason")
    now = _terms(item, at)
    row = _say(
        item,
        by=by,
        at=at,
        after=after,
        title=title.strip(),
        purpose=purpose,
        minutes=minutes,
        owner=owner,
        place=now.place,
        closed=closed,
        reason=reason.strip() if closed else "",
    )
    _audit(item.meeting, "change_agenda_item", by=by, at=at, item=item.number, title=title, closed=closed)
    return row


def move_item(*, item: AgendaItem, up: bool, by: User, at: datetime) -> None:
    """Change places with its neighbour. Refused where there is none."""
    check_open(item.meeting, at)
    order = _in_order(item.meeting, at)
    here = next((place for place, one in enumerate(order) if one.pk == item.pk), None)
    if here is None:
        raise Refused("This item was taken off the agenda.")
    there = here - 1 if up else here + 1
    if not 0 <= there < len(order):
        raise Refused(f"This item is the {'first' if up else 'last'} one already.")
    mine, other = order[here], order[there]
    _again(mine, by=by, at=at, place=other.place)
    _again(other, by=by, at=at, place=mine.place)
    _audit(item.meeting, "move_agenda_item", by=by, at=at, item=item.number, up=up)


def take_off(*, item: AgendaItem, reason: str, by: User, at: datetime, after: int | None = None) -> AgendaTerms:
    """Take the item off, with its reason; its number is not used again."""
    check_open(item.meeting, at)
    if not reason.strip():
        raise Refused("Say why it comes off the agenda.", field="reason")
    if len(reason) > LONGEST_WORDS:
        raise Refused(f"Use at most {LONGEST_WORDS:,} characters for the reason.", field="reason")
    row = _again(item, by=by, at=at, after=after, taken_off=True, reason=reason.strip())
    _audit(item.meeting, "take_off_agenda_item", by=by, at=at, item=item.number, reason=reason)
    return row


def put_back(*, item: AgendaItem, by: User, at: datetime) -> AgendaTerms:
    """Put back what was taken off, at the end."""
    check_open(item.meeting, at)
    if not _terms(item, at).taken_off:
        raise Refused("This item stands on the agenda.")
    order = _in_order(item.meeting, at)
    place = (order[-1].place if order else 0) + STEP
    row = _again(item, by=by, at=at, taken_off=False, closed=False, reason="", place=place)
    _audit(item.meeting, "put_back_agenda_item", by=by, at=at, item=item.number)
    return row


def _in_order(meeting: Meeting, at: datetime) -> list[AgendaItem]:
    return list(meeting.agenda.with_terms(AsOf(london_day(at), at + TICK)))


def _terms(item: AgendaItem, at: datetime) -> AgendaTerms:
    return item.terms.as_of(AsOf(london_day(at), at + TICK)).latest_first()[0]


def _again(item: AgendaItem, *, by: User, at: datetime, after: int | None = None, **changed: object) -> AgendaTerms:
    """All that is said of it, but for what is changed."""
    now = _terms(item, at)
    names = ("title", "purpose", "minutes", "owner", "place", "closed", "taken_off", "reason")
    return _say(item, by=by, at=at, after=after, **({name: getattr(now, name) for name in names} | changed))


def _say(item: AgendaItem, *, by: User, at: datetime, after: int | None = None, **said: object) -> AgendaTerms:
    return append(AgendaTerms, item, by=by, at=at, after=after, counts_on=london_day(at), **said)


def check_open(meeting: Meeting, at: datetime) -> None:
    """Refuses once the meeting is held or cancelled."""
    state = latest_day(meeting, at).state
    if state != MeetingDay.State.PLANNED:
        raise Refused(f"Meeting {meeting.number} is recorded as {state}. Its agenda does not change any more.")


def _check_words(title: str, minutes: int | None) -> None:
    if not title.strip():
        raise Refused("Write what the item is about.", field="title")
    if len(title) > LONGEST_TITLE:
        raise Refused(f"Use at most {LONGEST_TITLE} characters.", field="title")
    if minutes is not None and not 0 < minutes <= MOST_MINUTES:
        raise Refused(f"Give the minutes as a number from 1 to {MOST_MINUTES}.", field="minutes")


def _audit(meeting: Meeting, verb: str, *, by: User, at: datetime, **fields: object) -> None:
    thing = f"agenda of meeting {meeting.number}"
    audit.record(meeting.board.notice.slug, at=at, by=by, verb=verb, thing=thing, fields=fields)
