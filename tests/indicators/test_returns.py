"""By when is a return due, how late did it come, and who approves it: which rules hold, as of two times?"""

from collections import Counter
from collections.abc import Callable
from datetime import date

import pytest

from indicators.models import Observation, ReturnRules
from indicators.periods import arrivals, ends, returns_for
from indicators.return_rules import came_words, days_late, due_on, missing_words
from indicators.returns import OUR_DEFAULT, Rules, approve_figure, rules_of, set_return_rules, unapproved, waiting_for
from indicators.series import series_of
from records.refusal import NotTheNext, Refused
from tests.clock import Clock
from tests.factories import World

DECEMBER, JANUARY, FEBRUARY = date(2012, 12, 31), date(2013, 1, 31), date(2013, 2, 28)
MARCH = date(2013, 3, 5)


def refused(act: Callable[[], object]) -> Refused:
    with pytest.raises(Refused) as caught:
        act()
    return caught.value


def say(world: World, **given: object) -> ReturnRules:
    rules = {
        "due_days": 8,
        "weekly_due_days": 2,
        "approved": True,
        "closed": False,
        "reason": "The Board asked for it.",
    }
    with world.writing() as at:
        return set_return_rules(notice=world.notice, by=world.secretary, at=at, **rules | given)


def approve(world: World, row: Observation, by: object) -> object:
    with world.writing() as at:
        return approve_figure(observation=row, by=by, at=at)


# The rules


def test_without_a_row_our_default_holds(world: World) -> None:
    assert rules_of(world.notice, world.asof()) == OUR_DEFAULT == Rules(10, 3, None, False, "our default")


def test_rules_hold_from_the_day_they_are_set(world: World, clock: Clock) -> None:
    clock.move_to(date(2013, 2, 5))
    before = world.asof()
    say(world)
    clock.move_to(MARCH)
    say(world, due_days=12)
    assert rules_of(world.notice, before) == OUR_DEFAULT
    first = rules_of(world.notice, world.asof(date(2013, 2, 5)))
    assert (first.due_days, first.source) == (8, "as A Board secretary set it on 5 February 2013")
    now = rules_of(world.notice, world.asof())
    assert (now.days_for("month"), now.days_for("week"), now.days_for("quarter")) == (12, 2, 12)
    assert now.approved_from == date(2013, 2, 5)  # another rule changed, and approval went on


@pytest.mark.parametrize(
    ("given", "field"),
    [({"due_days": 0}, "due_days"), ({"weekly_due_days": 61}, "weekly_due_days"), ({"reason": " "}, "reason")],
)
def test_rules_that_cannot_be_are_refused(world: World, given: dict, field: str) -> None:
    assert refused(lambda: say(world, **given)).field == field
    assert say(world)


def test_the_same_rules_again_are_refused_and_a_stale_form_meets_the_newer(world: World) -> None:
    say(world)
    assert refused(lambda: say(world)).sentence == "Those are the rules that hold now."
    with pytest.raises(NotTheNext):
        say(world, due_days=9, after=0)
    assert say(world, due_days=9, after=1)


# By when, and how late


@pytest.mark.parametrize(
    ("every", "period_on", "due"),
    [
        ("month", JANUARY, date(2013, 2, 14)),
        ("month", DECEMBER, date(2013, 1, 15)),  # New Year's Day is no working day
        ("week", date(2013, 3, 29), date(2013, 4, 4)),  # Easter Monday neither
        ("quarter", date(2013, 3, 31), date(2013, 4, 15)),
    ],
)
def test_a_return_is_due_so_many_working_days_later(every: str, period_on: date, due: date) -> None:
    assert due_on(every, period_on, OUR_DEFAULT) == due
    assert days_late(every, period_on, due, OUR_DEFAULT) == 0


def test_lateness_is_said_in_working_days_with_its_rule() -> None:
    assert came_words("month", JANUARY, date(2013, 2, 18), OUR_DEFAULT) == (
        "came 12 working days after the month ended, 2 late; due in 10, our default"
    )
    assert came_words("month", JANUARY, date(2013, 2, 1), OUR_DEFAULT) == (
        "came 1 working day after the month ended, in time; due in 10, our default"
    )
    assert missing_words("month", JANUARY, date(2013, 2, 20), OUR_DEFAULT) == (
        "not in yet, 4 working days late; due in 10, our default"
    )
    assert missing_words("month", JANUARY, date(2013, 2, 14), OUR_DEFAULT) == "not in yet, due on 14 February 2013"
    assert days_late("month", JANUARY, date(2013, 2, 16), OUR_DEFAULT) == 1  # a Saturday adds nothing to Friday


@pytest.mark.parametrize(
    ("every", "newest", "expected"),
    [
        ("month", None, [FEBRUARY, JANUARY]),
        ("month", DECEMBER, [FEBRUARY, JANUARY]),
        ("week", None, [date(2013, 3, 1), date(2013, 2, 22)]),
        ("week", date(2013, 2, 24), [date(2013, 3, 3), date(2013, 2, 24)]),
        ("week", date(2013, 2, 26), [date(2013, 2, 26), date(2013, 2, 19)]),  # the week that ends today is not over
        ("quarter", None, [DECEMBER, date(2012, 9, 30)]),
        ("quarter", date(2012, 11, 30), [FEBRUARY, date(2012, 11, 30)]),
        ("half_year", None, [date(2012, 9, 30), date(2012, 3, 31)]),
        ("year", None, [date(2012, 3, 31), date(2011, 3, 31)]),
    ],
)
def test_periods_that_are_over_keep_step_with_the_figures(every: str, newest: date | None, expected: list) -> None:
    assert ends(every, MARCH, newest, 2) == expected


def test_returns_are_in_late_missing_or_history(world: World, clock: Clock) -> None:
    late = world.define_indicator("FD-04", every="month")
    missing = world.define_indicator("FD-02", every="month")
    clock.move_to(date(2013, 2, 5))
    world.report(late, DECEMBER, 4)
    world.report(missing, DECEMBER, 4)
    world.report(missing, date(2012, 11, 30), 4)
    clock.move_to(date(2013, 2, 18))
    world.report(late, JANUARY, no_data_because="The system was down.")
    clock.move_to(date(2013, 2, 20))
    world.report(late, JANUARY, 5, reason="It came back.")
    asof = world.asof()
    series, came = series_of(world.notice, asof), arrivals(world.notice, asof)

    def read(period_on: date) -> list:
        found = returns_for(series, "month", period_on, came, asof.on, OUR_DEFAULT)
        return [(one.series.code, one.state, one.late) for one in found.returns]

    assert read(JANUARY) == [("FD-02", "missing", 4), ("FD-04", "late", 2)]
    assert read(DECEMBER) == [("FD-02", "history", 0), ("FD-04", "history", 0)]
    assert read(FEBRUARY) == [("FD-02", "awaited", 0), ("FD-04", "awaited", 0)]


# Approval


def test_a_figure_waits_for_a_second_person_where_the_rules_want_one(world: World, clock: Clock) -> None:
    clock.move_to(date(2013, 2, 5))
    indicator = world.define_indicator("FD-02", every="month")
    world.report(indicator, DECEMBER, 4)

    def waiting() -> list[date]:
        return [row.period_on for row in unapproved(world.notice, world.asof())]

    assert waiting() == []
    clock.move_to(MARCH)
    say(world)
    assert waiting() == []  # what was reported before the rule is not asked about
    row = world.report(indicator, JANUARY, 5)
    assert waiting() == [JANUARY]
    before = world.asof()
    approve(world, row, world.officer)
    assert waiting() == []
    assert unapproved(world.notice, before).count() == 1
    world.report(indicator, JANUARY, 6, reason="Counted again.")
    assert waiting() == [JANUARY]


def test_figures_from_before_a_break_in_the_rule_are_not_asked_about(world: World, clock: Clock) -> None:
    clock.move_to(date(2013, 2, 5))
    indicator = world.define_indicator("FD-02", every="month")
    say(world)
    world.report(indicator, DECEMBER, 4)
    clock.move_to(date(2013, 2, 12))
    say(world, approved=False)
    assert not unapproved(world.notice, world.asof()).exists()
    clock.move_to(MARCH)
    say(world)
    world.report(indicator, JANUARY, 4)
    assert [row.period_on for row in unapproved(world.notice, world.asof())] == [JANUARY]
    assert [row.period_on for row in unapproved(world.notice, world.asof(date(2013, 2, 11)))] == [DECEMBER]


def test_nobody_approves_their_own_figure(world: World, clock: Clock) -> None:
    clock.move_to(MARCH)
    row = world.report(world.define_indicator("FD-02", every="month"), JANUARY, 5)
    assert "you reported this figure yourself" in refused(lambda: approve(world, row, world.analyst)).sentence
    assert approve(world, row, world.officer)
    again = refused(lambda: approve(world, row, world.secretary)).sentence
    assert again == "FD-02, 31 January 2013: A Council officer approved it on 5 March 2013."


def test_only_the_newest_revision_is_approved(world: World, clock: Clock) -> None:
    clock.move_to(MARCH)
    indicator = world.define_indicator("FD-02", every="month")
    first = world.report(indicator, JANUARY, 5)
    newest = world.report(indicator, JANUARY, 6, reason="Counted again.")
    assert "has been revised since" in refused(lambda: approve(world, first, world.officer)).sentence
    assert approve(world, newest, world.officer)


def test_what_waits_is_counted_by_person_and_notice(world: World, other_world: World, clock: Clock) -> None:
    clock.move_to(MARCH)
    indicator = world.define_indicator("FD-02", every="month")
    other_world.report(other_world.define_indicator("FD-02", every="month"), JANUARY, 5)
    say(world)
    world.report(indicator, JANUARY, 5)
    world.report(indicator, DECEMBER, 5, by=world.officer)
    notices = [world.notice.pk, other_world.notice.pk]
    asof = world.asof()
    for person, many in ((world.officer, 1), (world.analyst, 1), (world.secretary, 2)):
        assert Counter(row.indicator.notice for row in waiting_for(person, notices, asof)) == {world.notice: many}
