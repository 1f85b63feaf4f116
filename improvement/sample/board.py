"""What do the Boards do? They plan their meetings, hold four and decide, as the secretary records it."""

from collections.abc import Iterator, Mapping
from datetime import date, datetime, time
from functools import partial
from typing import Any

from boards import domain as boards
from boards import scheduling
from boards.hours import Hours
from boards.models import Decision
from boards.series import series
from boards.timetables import change_timetable
from improvement.sample import attending, settle
from improvement.sample.stage import Act, Stage, london, on, read
from indicators.catalogue import define_catalogue
from indicators.domain import name_part
from plans import domain as plan

HELD = (date(2012, 10, 23), date(2012, 12, 4), date(2013, 1, 15), date(2013, 2, 26))
HOURS = Hours(time(15), time(17, 30), "Council offices, committee room 2")
PLANS = {"safeguarding": "Safeguarding improvement plan", "adoption": "Adoption plan"}
TEAMS = {"front": "Referral and Assessment", "safeguarding": "Safeguarding teams", "care": "Children in care"}


def acts() -> Iterator[Act]:
    yield Act(on(2012, 10, 17, 11), "the meetings are planned", _plan_meetings)
    yield Act(on(2012, 10, 17, 12), "the plans are named", _name_the_plans)
    yield Act(on(2012, 10, 17, 13), "the indicators are defined", _define_indicators)
    for number, day in enumerate(HELD):
        at = on(day.year, day.month, day.day, 16, 25)
        yield Act(at, f"meeting {number + 1} is held", partial(_hold, number, day))
    yield Act(on(2013, 2, 26, 17, 20), "papers come earlier", _bring_papers_forward)
    for said in read("decisions.yaml"):
        yield Act(london(said["at"]), f"decision {said['key']!r}", partial(_decide, said))


def _plan_meetings(stage: Stage, at: datetime) -> None:
    stage.meetings = list(
        scheduling.plan_meetings(
            board=stage.board,
            days=[one.day for one in series(HELD[0], date(2013, 12, 31))],
            hours=HOURS,
            by=stage.secretary,
            at=at,
        )
    )


def _name_the_plans(stage: Stage, at: datetime) -> None:
    for code, name in PLANS.items():
        stage.plans[code] = plan.make_plan(notice=stage.notice, code=code, name=name, by=stage.secretary, at=at)


def _define_indicators(stage: Stage, at: datetime) -> None:
    stage.indicators = dict(
        define_catalogue(notice=stage.notice, by=stage.secretary, at=at, counts_on=stage.notice.issued_on)
    )
    for code, name in TEAMS.items():
        name_part(
            indicator=stage.indicators["WF-01"],
            code=code,
            name=name,
            by=stage.secretary,
            at=at,
            counts_on=stage.notice.issued_on,
        )


def _hold(number: int, day: date, stage: Stage, at: datetime) -> None:
    plan.hold_meeting(meeting=stage.meetings[number], on=day, by=stage.secretary, at=at)


def _bring_papers_forward(stage: Stage, at: datetime) -> None:
    """As the Board decided ten minutes before, of every meeting after the next."""
    for meeting in stage.meetings[5:]:
        change_timetable(
            meeting=meeting,
            data_days=14,
            updates_days=12,
            papers_days=7,
            reason="Members asked for two more days to read.",
            by=stage.secretary,
            at=at,
        )


def _decide(said: Mapping[str, Any], stage: Stage, at: datetime) -> None:
    """Record one decision, and under it everything that it settles."""
    key, decision = said["key"], record(said, stage, at)
    settle.the_plan_agreed(key, decision, stage, at)
    settle.indicators_agreed(said, decision, stage, at)
    settle.limits_drawn_anew(key, decision, stage, at)
    settle.dates_ruled(said.get("rules", ()), decision, stage, at)
    settle.measures_judged(read("judgements.yaml").get(key, {}), decision, stage, at)


def record(said: Mapping[str, Any], stage: Stage, at: datetime) -> Decision:
    """The decision itself, and the item of the agenda under which it was taken."""
    decision = stage.decisions[said["key"]] = boards.record_decision(
        board=stage.lscb if said.get("board") == "lscb" else stage.board,
        kind=Decision.Kind(said["kind"]),
        words=said["words"],
        meeting=stage.meetings[said["meeting"] - 1] if "meeting" in said else None,
        taken_on=said.get("taken_on"),
        source=said.get("source", ""),
        replaces=stage.decisions[said["replaces"]] if "replaces" in said else None,
        confirmed="replaces" in said,
        by=stage.secretary,
        at=at,
    )
    attending.taken_under(decision, at)
    return decision
