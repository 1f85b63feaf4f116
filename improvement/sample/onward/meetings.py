"""How are the Board's meetings from April to December 2013 prepared, held and minuted? From data/onward/meetings.yaml."""

from collections.abc import Iterator
from datetime import date, datetime, time
from functools import partial

from boards import agenda
from boards.agenda_wanted import wanted_at
from improvement.sample import minutes
from improvement.sample.agenda import name
from improvement.sample.attending import attend
from improvement.sample.board import HELD
from improvement.sample.papers import add_sections
from improvement.sample.stage import Act, Stage, london, read
from plans import domain as plan
from records.clock import LONDON, TICK, AsOf
from reports.circulating import circulate

ABOUT = {
    "position": "QP2 QP4",
    "indicators": "FD-05 FD-07 CP-06 WF-01 WF-05",
    "adoption_progress": "AD1 AD2",
}


def acts() -> Iterator[Act]:
    before = HELD[-1]
    for said in read("onward", "meetings.yaml"):
        number, day = said["meeting"], said["held"]
        if "agenda" in said:
            yield Act(london(said["agenda"]), f"the agenda of meeting {number}", partial(_draw_up, number))
        if "pack" in said:
            yield Act(london(said["pack"]), f"the pack of meeting {number}", partial(_circulate, number))
        yield Act(_at(day, 16, 25), f"meeting {number} is held", partial(_hold, number, day))
        yield Act(_at(day, 16, 26), f"who is at meeting {number}", partial(attend, number, said["apart"]))
        confirm = partial(minutes.confirm, number - 1, before)
        yield Act(_at(day, 16, 28), f"minutes {number - 1} are confirmed", confirm)
        yield Act(london(said["saved"]), f"minutes {number} are written", partial(minutes.write, said))
        yield Act(london(said["circulated"]), f"minutes {number} are circulated", partial(minutes.circulate, said))
        before = day


def _at(day: date, hour: int, minute: int) -> datetime:
    return datetime.combine(day, time(hour, minute), LONDON)


def _draw_up(number: int, stage: Stage, at: datetime) -> None:
    meeting = stage.meetings[number - 1]
    asof = AsOf(at.date(), at + TICK)
    agenda.draw_up(meeting=meeting, wanted=wanted_at(stage.board, number, asof), by=stage.secretary, at=at)
    for item in list(meeting.agenda.with_terms(asof)):
        if named := ABOUT.get(item.rule):
            name(item, named, stage, at)
    add_sections(number, stage, at)


def _circulate(number: int, stage: Stage, at: datetime) -> None:
    circulate(meeting=stage.meetings[number - 1], by=stage.secretary, at=at)


def _hold(number: int, day: date, stage: Stage, at: datetime) -> None:
    plan.hold_meeting(meeting=stage.meetings[number - 1], on=day, by=stage.secretary, at=at)
