"""What happened in the notice of a test? A Board, meetings, decisions, items, figures, by the write functions.

Every act is one `writing` of its own at the notice's now, unless it is given `at=`. Nothing is random.
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager, nullcontext
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from accounts.models import User
from accounts.policy import Role
from boards import domain as boards
from boards import scheduling
from boards.models import Board, Decision, Meeting
from boards.series import series
from indicators import domain as indicators
from indicators.models import Indicator, Observation, Target
from notices.models import Notice
from plans import domain as plan
from plans.models import DateChange, DateRuling, Item, ProgressUpdate
from records import clock
from records.clock import LONDON, AsOf
from records.writing import position, writing
from tests.acts import Acts
from tests.cast import Cast
from tests.clock import Clock
from tests.reported import Reported

FIRST_MEETING = date(2012, 11, 7)  # 15:00 in London; one every six weeks from there
SERIES = [one.day for one in series(FIRST_MEETING, date(2013, 12, 30))]


class World(Acts, Reported):
    """One notice with its Board, and short names for what is done in it. Read `position` as of now with `asof()`."""

    def __init__(self, cast: Cast, clock: Clock, notice: Notice) -> None:
        self.cast, self.clock, self.notice = cast, clock, notice
        people = cast.members_of(notice)
        self.chair, self.secretary, self.officer = people[Role.CHAIR], people[Role.SECRETARY], people[Role.OFFICER]
        self.reviewer = cast.reviewer if notice == cast.a else None
        self.partner, self.analyst = people[Role.PARTNER], people[Role.ANALYST]
        with writing(notice.slug) as at:
            self.board: Board = boards.make_board(
                notice=notice, kind=Board.Kind.IMPROVEMENT, name=notice.board_name, by=self.secretary, at=at
            )
            self.meetings: Sequence[Meeting] = scheduling.plan_meetings(
                board=self.board, days=SERIES, by=self.secretary, at=at
            )

    @contextmanager
    def writing(self, at: datetime | None = None) -> Iterator[datetime]:
        """The notice open for writing; or the instant of a writing that the caller holds open already."""
        with writing(self.notice.slug) if at is None else nullcontext(at) as instant:
            yield instant

    def asof(self, on: date | None = None, known: datetime | None = None) -> AsOf:
        return position(self.notice.slug, on=on, known=known)

    def item(self, number: int, asof: AsOf | None = None) -> Item:
        """The item with everything annotated that is known of its standing."""
        asof = asof or self.asof()
        items = Item.objects.for_notice(self.notice).with_standing(asof).with_waiting_change(asof)
        return items.with_evidenced(asof).get(number=number)

    # The Board

    def hold_meeting(self, number: int, on: date | None = None, *, at: datetime | None = None) -> Meeting:
        """Meeting `number` was held, on its planned day or on `on`; the clock must have come to that day."""
        meeting = self.meetings[number - 1]
        with self.writing(at) as instant:
            day = on or boards.latest_day(meeting, instant).day
            plan.hold_meeting(meeting=meeting, on=day, by=self.secretary, at=instant, confirmed=True)
        return meeting

    def decide(
        self,
        words: str = "Agreed.",
        *,
        meeting: Meeting | None = None,
        taken_on: date | None = None,
        replaces: Decision | None = None,
        kind: str = Decision.Kind.OTHER,
        at: datetime | None = None,
    ) -> Decision:
        """A decision of a meeting held or, without one, taken between meetings on `taken_on` (today)."""
        with self.writing(at) as instant:
            if meeting is None and taken_on is None:
                taken_on = clock.london_day(instant)
            return boards.record_decision(
                board=self.board,
                kind=kind,
                words=words,
                meeting=meeting,
                taken_on=taken_on,
                replaces=replaces,
                by=self.secretary,
                at=instant,
                confirmed=True,
            )

    # The plan

    def agree_item(
        self,
        due_on: date,
        *,
        owner: User | None = None,
        words: str = "Do what was agreed.",
        kind: str = Item.Kind.ACTION,
        decision: Decision | None = None,
        serves: str = "QP1.a",
        precision: str = "day",
        at: datetime | None = None,
        **more: object,
    ) -> Item:
        """An item of `owner` (the officer), agreed by `decision` (a new one, taken today)."""
        with self.writing(at) as instant:
            decision = decision or self.decide("The plan is agreed.", kind=Decision.Kind.PLAN, at=instant)
            return plan.agree_item(
                notice=self.notice,
                kind=kind,
                words=words,
                owner=owner or self.officer,
                due_on=due_on,
                due_precision=precision,
                agency=self.notice.agencies.get(code="council"),
                serves=[self.notice.requirements.get(reference=reference) for reference in serves.split()],
                decision=decision,
                by=self.secretary,
                at=instant,
                confirmed=True,
                **more,
            )

    def update(
        self,
        item: Item,
        progress: str = "under_way",
        *,
        forecast: str = "will_meet",
        counts_on: date | None = None,
        on_behalf: bool = False,
        done_so_far: str = "It goes on.",
        at: datetime | None = None,
        **more: object,
    ) -> ProgressUpdate:
        """The owner says how it goes; with `on_behalf` the secretary says it for the owner, who told on `counts_on`."""
        with self.writing(at) as instant:
            owner = self.owner_of(item)
            spoken: dict = {"on_behalf_of": owner, "source": "A call."} if on_behalf else {}
            return plan.submit_update(
                item=item,
                progress=progress,
                forecast=forecast,
                done_so_far=done_so_far,
                counts_on=counts_on,
                by=self.secretary if on_behalf else owner,
                at=instant,
                confirmed=True,
                **spoken,
                **more,
            )

    def propose(
        self,
        item: Item,
        to: date,
        *,
        counts_on: date | None = None,
        on_behalf: bool = False,
        at: datetime | None = None,
        **more: object,
    ) -> DateChange:
        with self.writing(at) as instant:
            owner = self.owner_of(item)
            return plan.propose_date(
                item=item,
                to=to,
                analysis="The supplier is late.",
                remedy="Another supplier.",
                counts_on=counts_on,
                by=self.secretary if on_behalf else owner,
                on_behalf_of=owner if on_behalf else None,
                at=instant,
                confirmed=True,
                **more,
            )

    def rule(
        self,
        change: DateChange,
        answer: str = DateRuling.Answer.AGREED,
        *,
        to_on: date | None = None,
        decision: Decision | None = None,
        at: datetime | None = None,
    ) -> DateRuling:
        """The Board's answer, by `decision` (a new one, taken today)."""
        with self.writing(at) as instant:
            decision = decision or self.decide("Dates.", kind=Decision.Kind.DATES, at=instant)
            words = "Not yet." if answer == DateRuling.Answer.REFUSED else ""
            rulings = [plan.Ruling(change, answer, to_on=to_on, words=words)]
            return plan.rule_on_dates(decision=decision, rulings=rulings, by=self.secretary, at=instant)[0]

    def owner_of(self, item: Item) -> User:
        return item.terms.latest_first()[0].owner

    # Indicators

    def define_indicator(
        self,
        code: str = "FD-05",
        *,
        unit: str = "count",
        polarity: str = "lower",
        every: str = "week",
        **more: Any,
    ) -> Indicator:
        with self.writing() as at:
            return indicators.define_indicator(
                notice=self.notice,
                code=code,
                name=f"Series {code}",
                definition="What is counted.",
                unit=unit,
                polarity=polarity,
                every=every,
                by=self.secretary,
                at=at,
                counts_on=clock.london_day(at),
                **more,
            )

    def set_target(
        self, indicator: Indicator, value: int | str, *, from_on: date | None = None, **more: object
    ) -> Target:
        with self.writing() as at:
            today = clock.london_day(at)
            return indicators.set_target(
                indicator=indicator,
                from_on=from_on or today,
                value=Decimal(value),
                by=self.secretary,
                at=at,
                counts_on=today,
                **more,
            )

    def report(self, indicator: Indicator, period_on: date, value: int | str | None = None, **more: Any) -> Observation:
        """By the analyst, who says yes to what is asked of an unusual figure, unless `more` says otherwise."""
        figure = None if value is None else Decimal(value)
        given = {"value": figure, "by": self.analyst, "confirmed": True} | more
        with self.writing() as at:
            return indicators.report_figure(indicator=indicator, period_on=period_on, at=at, **given)


def make_world(cast: Cast, clock: Clock, notice: Notice) -> World:
    """A notice after its first meeting, on 7 November 2012 at 16:00: the plan is agreed with three items.

    1: an action of the officer, due 1 December 2012. 2: a milestone of the partner, due in March 2013 (a month).
    3: an action of the officer, due 31 January 2013. The clock stands at that hour, or later if it did before.
    """
    world = World(cast, clock, notice)
    if clock.now < datetime(2012, 11, 7, 16, tzinfo=LONDON):
        clock.move_to(FIRST_MEETING, 16)
    meeting = world.hold_meeting(1)
    decision = world.decide("The plan is agreed.", meeting=meeting, kind=Decision.Kind.PLAN)
    world.agree_item(date(2012, 12, 1), words="Rewrite the threshold document.", decision=decision)
    world.agree_item(
        date(2013, 3, 31),
        words="Every case has a named social worker.",
        decision=decision,
        owner=world.partner,
        kind=Item.Kind.MILESTONE,
        precision="month",
        serves="QP2.a",
    )
    world.agree_item(date(2013, 1, 31), words="Train the duty team.", decision=decision)
    return world
