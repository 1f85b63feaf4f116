"""What was before the meetings of the sample? The agendas of the fourth and the fifth, drawn up by the rules, with an item of their own."""

from collections.abc import Iterator
from datetime import datetime
from functools import partial

from boards import agenda
from boards.agenda_wanted import wanted_at
from boards.models import AgendaItem, Meeting
from improvement.sample.stage import Act, Stage, on
from plans.agenda import name_subjects, read_things
from records.clock import TICK, AsOf

# By meeting: when it was drawn up, and what is said of its items by rule.
DRAWN_UP = {4: on(2013, 2, 12, 10), 5: on(2013, 3, 4, 15)}
ABOUT = {
    4: {"position": "QP2 QP4", "indicators": "FD-05 FD-04 CP-02 WF-05", "exceptions": "3 30 37"},
    5: {"position": "QP2", "indicators": "FD-05 WF-05", "adoption_progress": "AD1 AD2"},
}
LEADS = {"position": "dana", "adoption_progress": "ada", "indicators": "anita", "exceptions": "dana"}
OWN = {
    4: ("Referrals from schools after the new threshold document", "decision", 15, "petra", "11 QP5"),
    5: ("Who answers a call from a hospital after five o’clock", "decision", 15, "hugh", "30 QP5"),
}


def acts() -> Iterator[Act]:
    for number, at in DRAWN_UP.items():
        yield Act(at, f"the agenda of meeting {number} is drawn up", partial(_draw_up, number))


def _draw_up(number: int, stage: Stage, at: datetime) -> None:
    meeting, by = stage.meetings[number - 1], stage.secretary
    asof = AsOf(at.date(), at + TICK)
    agenda.draw_up(meeting=meeting, wanted=wanted_at(stage.board, number, asof), by=by, at=at)
    for item in list(meeting.agenda.with_terms(asof)):
        if item.rule in LEADS:
            _lead(item, LEADS[item.rule], stage, at)
        if named := ABOUT[number].get(item.rule):
            name(item, named, stage, at)
    title, purpose, minutes, who, named = OWN[number]
    owner = stage.people[who]
    item = agenda.add_item(meeting=meeting, title=title, purpose=purpose, minutes=minutes, owner=owner, by=by, at=at)
    name(item, named, stage, at)
    _move_up(item, meeting, stage, at)


def _lead(item: AgendaItem, who: str, stage: Stage, at: datetime) -> None:
    agenda.change_item(
        item=item,
        title=item.title,
        purpose=item.purpose,
        minutes=item.minutes,
        owner=stage.people[who],
        closed=False,
        reason="",
        by=stage.secretary,
        at=at,
    )


def name(item: AgendaItem, named: str, stage: Stage, at: datetime) -> None:
    """Say what an item is about, as it is typed: QP2 FD-05 30."""
    name_subjects(agenda_item=item, things=read_things(stage.notice, named), by=stage.secretary, at=at)


def _move_up(item: AgendaItem, meeting: Meeting, stage: Stage, at: datetime) -> None:
    """Before the judgements, which the Board gives when it has heard everything."""
    order = [one.rule or one.number for one in meeting.agenda.with_terms(AsOf(at.date(), at + TICK))]
    for _ in range(order.index(item.number) - order.index("judgements")):
        agenda.move_item(item=item, up=True, by=stage.secretary, at=at)
