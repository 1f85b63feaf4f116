"""Does an answer given once stand, whatever is written afterwards, in whatever order, however far back it counts from?

Any sequence of updates, proposals, rulings, replacements and withdrawals is written by the write functions into a real
database; what the queries answer is compared with a slow restatement, and with their answers before later writes.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, timedelta

import pytest
from django.db import transaction
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from plans import querysets
from plans.models import DateChange, Item, ItemTerms
from records import audit
from records.clock import AsOf, end_of_day
from records.ledger import append
from records.refusal import Refused
from tests.factories import World
from tests.plans.restated import History

EARLIEST = date(2012, 10, 17)
# Few examples, each a whole story of acts: the query that is compiled for every question is the price of it.
real = settings(
    max_examples=15,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)

days = st.integers(0, 40)
ACTS = st.one_of(
    st.tuples(
        st.just("update"),
        days,
        days,
        st.integers(1, 3),
        st.sampled_from(["not_started", "under_way", "under_way", "done"]),
    ),
    st.tuples(st.just("propose"), days, days, st.integers(1, 3), st.integers(-60, 120)),
    st.tuples(
        st.just("rule"), days, days, st.integers(0, 3), st.sampled_from(["agreed", "agreed", "refused", "other"])
    ),
    st.tuples(st.just("replace"), days, days, st.integers(0, 3), st.booleans()),
    st.tuples(st.just("withdraw"), days, days, st.integers(1, 3), st.none()),
)


def answer(world: World, asof: AsOf) -> dict[int, tuple]:
    """What the product says of every item as of two times."""
    return {
        item.number: (item.standing, item.due_now, item.slips, item.overdue_now, item.overdue_first, item.waiting_id)
        for item in Item.objects.for_notice(world.notice).with_standing(asof).with_waiting_change(asof)
    }


class Story:
    """A world in which acts are written, each kept in a History too and each answer before it remembered."""

    def __init__(self, world: World) -> None:
        self.world, self.history, self.given = world, History(), {}
        self.decisions, self.changes = [], []
        for item in Item.objects.for_notice(world.notice):
            self.history.first_dates[item.number] = item.due_on
            for row in item.terms.all():
                self.history.add("terms", row, item.number, withdrawn=row.withdrawn, decision=row.decision_id)

    def live(self, acts: list[tuple]) -> None:
        for kind, forward, back, which, how in acts:
            if forward:
                self.world.clock.move_to(self.world.clock.today + timedelta(days=forward))
            today = self.world.clock.today
            self.remember(today, today - timedelta(days=back))
            counts_on = max(today - timedelta(days=back), EARLIEST)
            try:
                with transaction.atomic():
                    getattr(self, kind)(counts_on, which, how)
            except Refused:
                pass  # the rules say no: nothing is written, nothing is kept
        today = self.world.clock.today
        self.remember(today, today + timedelta(days=200))

    def remember(self, *on: date) -> None:
        for day in on:
            asof = self.world.asof(on=day)
            self.given[asof] = answer(self.world, asof)

    def update(self, counts_on: date, item: int, progress: str) -> None:
        row = self.world.update(self.world.item(item), progress, counts_on=counts_on, on_behalf=True)
        self.history.add("update", row, item, progress=progress)

    def propose(self, counts_on: date, item: int, offset: int) -> None:
        to = self.world.clock.today + timedelta(days=offset)
        row = self.world.propose(self.world.item(item), to, counts_on=counts_on, on_behalf=True)
        self.history.add("change", row, item)
        self.changes.append(row)

    def rule(self, counts_on: date, which: int, result: str, *, replaces=None) -> None:
        waiting = DateChange.objects.for_notice(self.world.notice).waiting(self.world.asof()).order_by("recorded_at")
        change = list(waiting)[which % len(waiting)] if waiting else None
        if change is None and replaces is None:
            return
        decision = self.world.decide(taken_on=counts_on, replaces=replaces)
        if change is not None:
            other = counts_on + timedelta(days=50) if result == "other" else None
            row = self.world.rule(change, result, to_on=other, decision=decision)
            self.history.add("ruling", row, change.item.number, change=change.pk, to_on=row.to_on, decision=decision.pk)
        self.keep(decision, replaces)

    def replace(self, counts_on: date, which: int, answers_again: bool) -> None:
        if not self.decisions:
            return
        replaced = self.decisions[which % len(self.decisions)]
        if answers_again:
            self.rule(counts_on, which, "agreed", replaces=replaced)
        else:
            self.keep(self.world.decide(taken_on=counts_on, replaces=replaced), replaced)

    def withdraw(self, counts_on: date, number: int, _: None) -> None:
        item, world = self.world.item(number), self.world
        decision = world.decide(taken_on=counts_on)
        held = item.terms.latest_first()[0]
        with world.writing() as at:
            row = append(
                ItemTerms,
                item,
                by=world.secretary,
                at=at,
                counts_on=counts_on,
                words=held.words,
                owner=held.owner,
                agency=held.agency,
                withdrawn=True,
                decision=decision,
            )
        self.keep(decision, None)
        self.history.add("terms", row, number, withdrawn=True, decision=decision.pk)

    def keep(self, decision, replaces) -> None:
        self.history.add("decision", decision, replaces=replaces.pk if replaces else None)
        self.decisions.append(decision)

    def asofs(self) -> Iterator[AsOf]:
        """As of each day on which something counts, and the day after; known just before each write, and at the end."""
        known = sorted({fact.recorded_at for fact in self.history.facts}) + [self.world.asof().known]
        on = {fact.counts_on + timedelta(days=more) for fact in self.history.facts for more in (0, 1)}
        on |= {due + timedelta(days=more) for due in self.history.first_dates.values() for more in (0, 1)}
        on = sorted(on)
        for number, instant in enumerate(known):
            yield AsOf(on[number * 7 % len(on)], instant)  # one day at each; over many stories, every kind of day
            yield AsOf(on[number * 11 % len(on)], known[-1])


@contextmanager
def undone() -> Iterator[None]:
    """What is written inside is not kept: every example begins in the same world."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


LATE_AND_REPLACED = [
    ("propose", 5, 0, 3, 60),
    ("rule", 20, 10, 0, "agreed"),
    ("update", 3, 12, 3, "under_way"),
    ("replace", 30, 5, 0, False),
    ("rule", 1, 0, 0, "other"),
    ("withdraw", 2, 1, 1, None),
    ("replace", 9, 3, 2, False),
    ("update", 40, 39, 2, "done"),
]


@real
@given(acts=st.lists(ACTS, min_size=1, max_size=8))
@example(acts=LATE_AND_REPLACED)
def test_answers_are_what_the_rules_say_and_stand(world, acts):
    with undone():
        story = Story(world)
        story.live(acts)
        for asof in story.asofs():
            assert answer(world, asof) == story.history.position(asof), asof
        for asof, given_then in story.given.items():
            assert answer(world, asof) == given_then == story.history.position(asof), asof
        assert list(audit.faults(world.notice.slug)) == []


@pytest.mark.parametrize("forgets", ["known", "on", "replacement"])
def test_forgetful_query_is_found(world, forgets, monkeypatch):
    """The comparison bites: a query that forgets one of its conditions gives another answer somewhere in one story."""
    visible, settled = querysets.visible, querysets.settled_by_decision_in_force
    far = world.asof(known=None).known + timedelta(days=3650)
    story = Story(world)
    story.live(LATE_AND_REPLACED)
    asked = [*story.given, *story.asofs()]
    assert all(answer(world, asof) == story.history.position(asof) for asof in asked)
    if forgets == "known":
        monkeypatch.setattr(querysets, "visible", lambda asof: visible(AsOf(asof.on, far)))
    elif forgets == "on":
        monkeypatch.setattr(querysets, "visible", lambda asof: visible(AsOf(date(2030, 1, 1), asof.known)))
    else:
        long_ago = AsOf(date(2000, 1, 1), far)
        monkeypatch.setattr(querysets, "settled_by_decision_in_force", lambda asof, rows: settled(long_ago, rows))
    assert any(answer(world, asof) != story.history.position(asof) for asof in asked)


@real
@given(held_after=st.integers(0, 20), recorded_after=st.integers(1, 60), asked_before=st.integers(0, 30))
def test_late_decision_stands_in_the_position_of_its_meeting(world, held_after, recorded_after, asked_before):
    """Recorded days after the meeting: it moves the date from the meeting's day on, for whoever knows of it."""
    with undone():
        planned = date(2012, 12, 19)
        held_on = planned + timedelta(days=held_after)
        change = world.propose(
            world.item(3),
            date(2013, 6, 30),
            on_behalf=True,
            counts_on=max(world.clock.today - timedelta(days=asked_before), EARLIEST),
        )
        world.clock.move_to(held_on + timedelta(days=recorded_after))
        before = world.asof()
        world.rule(change, decision=world.decide(meeting=world.hold_meeting(2, held_on)))
        day_before = held_on - timedelta(days=1)
        assert world.item(3, world.asof(on=held_on)).due_now == date(2013, 6, 30)
        assert world.item(3, world.asof(on=day_before)).due_now == date(2013, 1, 31)
        assert world.item(3, AsOf(held_on, before.known)).due_now == date(2013, 1, 31)
        evening = end_of_day(held_on)
        assert world.item(3, world.asof(on=held_on, known=evening)).waiting_id == change.pk


@real
@given(counts_after=st.integers(0, 40), recorded_after=st.integers(0, 40))
def test_replaced_decision_counts_until_the_replacement_does(world, counts_after, recorded_after):
    with undone():
        world.clock.move_to(date(2012, 12, 1))
        first = world.decide()
        world.rule(world.propose(world.item(3), date(2013, 6, 30)), decision=first)
        counts_on = date(2012, 12, 1) + timedelta(days=counts_after)
        world.clock.move_to(counts_on + timedelta(days=recorded_after), 12)
        before = world.asof()
        world.decide("Not so.", taken_on=counts_on, replaces=first)
        due = {day: world.item(3, world.asof(on=counts_on + timedelta(days=day))).due_now for day in (-1, 0, 1)}
        assert due == {
            -1: date(2013, 6, 30) if counts_after else date(2013, 1, 31),
            0: date(2013, 1, 31),
            1: date(2013, 1, 31),
        }
        assert world.item(3, AsOf(counts_on, before.known)).due_now == date(2013, 6, 30)
