"""How is it said what an item of an agenda is about, and taken back? By the numbers and codes that people use."""

import re
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from accounts.models import User
from boards.agenda import check_open
from boards.models import AgendaItem
from indicators.models import Indicator
from notices.models import Measure, Notice
from plans.checks import as_written
from plans.models import AgendaSubject, Concern, Item
from records import audit, wording
from records.clock import london_day
from records.ledger import append
from records.refusal import Refused

Thing = Item | Indicator | Measure | Concern
KINDS: dict[type, str] = {Item: "item", Indicator: "indicator", Measure: "measure", Concern: "concern"}
MOST_SUBJECTS = 40
BESIDE = {"item", "items", "and"}  # words that people write with the numbers
HOW = "Give numbers and codes, for example 14, FD-05, QP2 or C3."


def read_things(notice: Notice, text: str) -> list[Thing]:
    """What the numbers and codes name: 14 an item of the plan, C3 a concern, FD-05 an indicator, QP2 a paragraph of the notice.

    Refused, with every one that names nothing.
    """
    asked = list(
        dict.fromkeys(word.upper() for word in re.split(r"[\s,;]+", text) if word and word.lower() not in BESIDE)
    )
    if not asked:
        raise Refused(f"Say what the item is about. {HOW}", field="things")
    if len(asked) > MOST_SUBJECTS:
        raise Refused(f"An agenda item is about at most {MOST_SUBJECTS} things.", field="things")
    found: dict[str, Thing] = {}
    numbers = [int(word) for word in asked if re.fullmatch(r"[0-9]{1,9}", word)]
    concerns = [int(word[1:]) for word in asked if re.fullmatch(r"C[0-9]{1,9}", word)]
    found |= {one.code.upper(): one for one in Indicator.objects.for_notice(notice)}
    found |= {one.code.upper(): one for one in Measure.objects.for_notice(notice)}
    found |= {f"C{one.number}": one for one in Concern.objects.for_notice(notice).filter(number__in=concerns)}
    found |= {str(one.number): one for one in Item.objects.for_notice(notice).filter(number__in=numbers)}
    unknown = [word for word in asked if word not in found]
    if unknown:
        raise Refused(f"There is no {wording.listed(unknown[:5])} on this notice. {HOW}", field="things")
    return [found[word] for word in asked]


def name_subjects(*, agenda_item: AgendaItem, things: Sequence[Thing], by: User, at: datetime) -> list[AgendaSubject]:
    """Say that the agenda item is about these, those that it is about already left out.

    Refused: a meeting held or cancelled, nothing new, more than MOST_SUBJECTS, anything of another notice.
    """
    check_open(agenda_item.meeting, at)
    notice = agenda_item.meeting.board.notice
    if any(thing.notice_id != notice.pk for thing in things):
        raise Refused("Something named here belongs to another notice.", field="things")
    there = _standing(agenda_item, at)
    new = [thing for thing in things if thing not in there]
    if not new:
        raise Refused("The item is about that already.", field="things")
    if len(there) + len(new) > MOST_SUBJECTS:
        raise Refused(f"An agenda item is about at most {MOST_SUBJECTS} things.", field="things")
    made = [_say(agenda_item, thing, taken_off=False, by=by, at=at) for thing in new]
    _audit(agenda_item, "name_agenda_subjects", new, by=by, at=at)
    return made


def take_off_subject(*, agenda_item: AgendaItem, thing: Thing, by: User, at: datetime) -> AgendaSubject:
    """Say that the agenda item is not about it any more."""
    check_open(agenda_item.meeting, at)
    if thing not in _standing(agenda_item, at):
        raise Refused("The item is not about that.")
    row = _say(agenda_item, thing, taken_off=True, by=by, at=at)
    _audit(agenda_item, "take_off_agenda_subject", [thing], by=by, at=at)
    return row


def thing_of(row: AgendaSubject) -> Thing:
    """What one row is about."""
    thing: Thing = next(found for kind in KINDS.values() if (found := getattr(row, kind)) is not None)
    return thing


def _standing(agenda_item: AgendaItem, at: datetime) -> list[Thing]:
    rows = AgendaSubject.objects.filter(agenda_item=agenda_item).standing(as_written(at))
    return [thing_of(row) for row in rows.select_related(*KINDS.values())]


def _say(agenda_item: AgendaItem, thing: Thing, *, taken_off: bool, by: User, at: datetime) -> AgendaSubject:
    named: dict[str, Any] = {KINDS[type(thing)]: thing, "taken_off": taken_off}
    return append(AgendaSubject, agenda_item, by=by, at=at, counts_on=london_day(at), **named)


def _audit(agenda_item: AgendaItem, verb: str, things: Sequence[Thing], *, by: User, at: datetime) -> None:
    audit.record(
        agenda_item.meeting.board.notice.slug,
        at=at,
        by=by,
        verb=verb,
        thing=f"item {agenda_item.number} of the agenda of meeting {agenda_item.meeting.number}",
        fields={"things": wording.listed([str(thing) for thing in things])},
    )
