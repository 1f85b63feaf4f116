"""What does the Board of the sample do? It plans its meetings, holds three and decides, as its secretary records it."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal

from accounts.models import User
from boards import domain as boards
from boards.models import Board, Decision, Meeting
from improvement.sample.plan import ITEMS
from indicators.catalogue import define_catalogue
from indicators.domain import set_target
from indicators.models import Indicator
from notices.models import Notice
from plans import domain as plan
from plans.models import DateChange, DateRuling, Item
from records.clock import LONDON


@dataclass
class Stage:
    """What the story has made so far, by the names that it uses."""

    notice: Notice
    people: dict[str, User]
    board: Board
    lscb: Board
    meetings: list[Meeting] = field(default_factory=list)
    items: dict[int, Item] = field(default_factory=dict)
    changes: dict[int, DateChange] = field(default_factory=dict)
    indicators: dict[str, Indicator] = field(default_factory=dict)

    @property
    def secretary(self) -> User:
        return self.people["sam"]


@dataclass(frozen=True)
class Act:
    """Something done at an instant; `do` gets the instant of the writing that records it."""

    at: datetime
    do: Callable[[Stage, datetime], object]


def plan_meetings(stage: Stage, at: datetime) -> None:
    stage.meetings = list(
        boards.plan_meetings(
            board=stage.board, first=date(2012, 11, 7), until=date(2013, 12, 31), by=stage.secretary, at=at
        )
    )


def define_indicators(stage: Stage, at: datetime) -> None:
    stage.indicators = dict(
        define_catalogue(notice=stage.notice, by=stage.secretary, at=at, counts_on=stage.notice.issued_on)
    )


def hold(number: int, day: date) -> Callable[[Stage, datetime], object]:
    return lambda stage, at: boards.hold_meeting(meeting=stage.meetings[number - 1], on=day, by=stage.secretary, at=at)


def agree_the_plan(stage: Stage, at: datetime) -> None:
    decision = _decide(
        stage, at, 1, Decision.Kind.PLAN,
        "The Board and the partners agree the improvement plan: its first 14 items with their owners and dates.",
    )  # fmt: skip
    _agree_items(stage, at, decision, meeting=1)


def set_the_targets(stage: Stage, at: datetime) -> None:
    decision = _decide(
        stage, at, 1, Decision.Kind.TARGET,
        "The allocation standard is 2 working days: no case is to wait longer. 90 % of referrals are to be decided "
        "within 1 working day.",
    )  # fmt: skip
    for code, value, tolerance in (("FD-04", 90, 5), ("FD-05", 0, 2), ("FD-06", 2, 3)):
        set_target(
            indicator=stage.indicators[code],
            from_on=decision.counts_on,
            value=Decimal(value),
            tolerance=Decimal(tolerance),
            decision=decision,
            by=stage.secretary,
            at=at,
            counts_on=decision.counts_on,
        )


def move_item_5(stage: Stage, at: datetime) -> None:
    decision = _decide(
        stage, at, 2, Decision.Kind.DATES,
        "Item 5 moves to 31 January 2013, so that the guidance can use the findings of the audit of conferences.",
    )  # fmt: skip
    ruling = plan.Ruling(stage.changes[5], DateRuling.Answer.AGREED)
    plan.rule_on_dates(decision=decision, rulings=[ruling], by=stage.secretary, at=at)


def add_two_items(stage: Stage, at: datetime) -> None:
    decision = _decide(
        stage, at, 2, Decision.Kind.PLAN,
        "Two items are added: a survey of social workers, and a summary of the plan for staff and partners.",
    )  # fmt: skip
    _agree_items(stage, at, decision, meeting=2)


def move_item_6(stage: Stage, at: datetime) -> None:
    decision = _decide(
        stage, at, 3, Decision.Kind.DATES,
        "Item 6 moves to 22 February 2013 and not to 8 March: the audits begin in March and need the standards.",
    )  # fmt: skip
    ruling = plan.Ruling(
        stage.changes[6],
        DateRuling.Answer.OTHER,
        to_on=date(2013, 2, 22),
        words="The audits begin in March and need the standards.",
    )
    plan.rule_on_dates(decision=decision, rulings=[ruling], by=stage.secretary, at=at)


def agree_the_audits(stage: Stage, at: datetime) -> None:
    _decide(
        stage, at, 3, Decision.Kind.OTHER,
        "The Board agrees the programme of case audits: 24 files a quarter from all teams, each read by two people, "
        "one of them from another agency.",
    )  # fmt: skip


def the_lscb_agrees_the_audits(stage: Stage, at: datetime) -> None:
    boards.record_decision(
        board=stage.lscb,
        kind=Decision.Kind.OTHER,
        words="The WSCB agrees the programme of case audits: 24 files a quarter from all teams.",
        taken_on=date(2013, 1, 23),
        by=stage.secretary,
        at=at,
    )


def _decide(stage: Stage, at: datetime, meeting: int, kind: str, words: str) -> Decision:
    return boards.record_decision(
        board=stage.board, kind=kind, words=words, meeting=stage.meetings[meeting - 1], by=stage.secretary, at=at
    )


def _agree_items(stage: Stage, at: datetime, decision: Decision, *, meeting: int) -> None:
    requirements = {row.reference: row for row in stage.notice.requirements.all()}
    agencies = {row.code: row for row in stage.notice.agencies.all()}
    for row in ITEMS:
        if row.meeting == meeting:
            stage.items[row.number] = plan.agree_item(
                notice=stage.notice,
                kind=row.kind,
                words=row.words,
                owner=stage.people[row.owner],
                agency=agencies[row.agency],
                due_on=row.due_on,
                due_precision="month" if row.month else "day",
                serves=[requirements[reference] for reference in row.serves],
                decision=decision,
                by=stage.secretary,
                at=at,
            )


def _at(year: int, month: int, day: int, hour: int, minute: int = 0) -> datetime:
    return datetime(year, month, day, hour, minute, tzinfo=LONDON)


ACTS = (
    Act(_at(2012, 10, 17, 11), plan_meetings),
    Act(_at(2012, 10, 17, 13), define_indicators),
    Act(_at(2012, 11, 7, 16, 30), hold(1, date(2012, 11, 7))),
    Act(_at(2012, 11, 7, 16, 40), agree_the_plan),
    Act(_at(2012, 11, 7, 16, 50), set_the_targets),
    Act(_at(2012, 12, 19, 16, 30), hold(2, date(2012, 12, 19))),
    Act(_at(2012, 12, 19, 16, 40), move_item_5),
    Act(_at(2012, 12, 19, 16, 50), add_two_items),
    Act(_at(2013, 1, 25, 10), the_lscb_agrees_the_audits),
    Act(_at(2013, 1, 30, 16, 30), hold(3, date(2013, 1, 30))),
    Act(_at(2013, 1, 30, 16, 40), move_item_6),
    # Recorded two days after the meeting that it counts from: "as recorded by 31 January" does not know it.
    Act(_at(2013, 2, 1, 10), agree_the_audits),
)
