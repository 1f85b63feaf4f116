"""Does a series give, for any two times, the figures, targets and words that held then?"""

import json
from datetime import date
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from indicators import domain
from indicators.figures import Series
from indicators.models import Indicator, Target
from indicators.series import series_of
from indicators.standing import Against, Change
from records.clock import AsOf
from tests.factories import Clock, World

FRIDAYS = [date(2013, 1, 11), date(2013, 1, 18), date(2013, 1, 25), date(2013, 2, 1)]
MARCH = date(2013, 3, 5)
NBSP = "\u00a0"
FEW = "; too few figures to say more."


@pytest.fixture
def backlog(world: World) -> Indicator:
    """Defined on 7 November 2012, the day of the first meeting."""
    return world.define_indicator("FD-05")


def read(world: World, asof: AsOf | None = None, code: str = "FD-05") -> Series:
    return next(series for series in series_of(world.notice, asof or world.asof()) if series.code == code)


def test_nothing_reported_and_no_target(world: World, backlog: Indicator) -> None:
    series = read(world)
    assert series.sentence == "No target yet – nothing reported yet."
    assert (series.latest, series.first, series.figures_to, series.target) == (None, None, None, None)


def test_before_its_definition_an_indicator_is_not_there(world: World, backlog: Indicator) -> None:
    assert series_of(world.notice, world.asof(on=date(2012, 11, 6))) == []


def test_the_latest_figure_is_read_against_the_target_of_its_own_period(
    world: World, clock: Clock, backlog: Indicator
) -> None:
    decision = world.decide("The aim.", taken_on=date(2012, 11, 7))
    world.set_target(backlog, 0, from_on=date(2012, 9, 1), decision=decision)
    world.set_target(backlog, 10, from_on=date(2013, 1, 26), decision=decision)
    clock.move_to(MARCH)
    for day, value in zip(FRIDAYS, (41, 0, 3, 7), strict=True):
        world.report(backlog, day, value)
    series = read(world)
    assert [series.against(point) for point in series.points] == [
        Against.MISSES, Against.MEETS, Against.MISSES, Against.MEETS,
    ]  # fmt: skip
    assert series.sentence == "Meets the target in the week to 1 February 2013 (7, target 10)" + FEW
    assert series.target.source == "Board decision 2"
    assert (series.first_words, series.first_period) == ("41", "the week to 11 January 2013")


def test_a_target_that_begins_after_the_latest_figure_does_not_count_yet(
    world: World, clock: Clock, backlog: Indicator
) -> None:
    clock.move_to(MARCH)
    world.report(backlog, FRIDAYS[0], 4)
    world.set_target(backlog, 0, from_on=date(2013, 4, 1))
    series = read(world)
    assert series.standing is Against.NO_TARGET
    assert series.sentence == (
        "No target yet – 4 in the week to 11 January 2013; the target of 0 begins on 1 April 2013" + FEW
    )


def test_a_target_whose_decision_is_replaced_gives_way_from_the_day_of_the_replacement(
    world: World, clock: Clock, backlog: Indicator
) -> None:
    first = world.decide("The aim is 0.", taken_on=date(2012, 11, 7))
    world.set_target(backlog, 0, from_on=date(2012, 9, 1), decision=first)
    clock.move_to(MARCH)
    world.report(backlog, FRIDAYS[0], 4)
    second = world.decide("The aim is 5.", taken_on=date(2013, 2, 20), replaces=first)
    assert read(world).standing is Against.NO_TARGET
    world.set_target(backlog, 5, from_on=date(2012, 9, 1), decision=second)
    assert (read(world).standing, read(world).target.source) == (Against.MEETS, "Board decision 3")
    before = read(world, world.asof(on=date(2013, 2, 19)))
    assert before.target.source == "Board decision 2"


def test_a_revision_changes_no_answer_for_a_time_before_it(world: World, clock: Clock, backlog: Indicator) -> None:
    clock.move_to(date(2013, 2, 4))
    world.report(backlog, FRIDAYS[3], 6)
    then = world.asof()
    clock.move_to(MARCH)
    world.report(backlog, FRIDAYS[3], 9, reason="Three were missed.")
    assert (read(world, then).latest.value, read(world, then).as_data()["revised"]) == (6, 0)
    assert (read(world, world.asof(on=date(2013, 2, 4))).latest.value) == 6
    now = read(world)
    assert (now.latest.value, now.latest.reason, now.as_data()["revised"]) == (9, "Three were missed.", 1)


def test_no_data_keeps_the_day_that_figures_go_to(world: World, clock: Clock, backlog: Indicator) -> None:
    clock.move_to(MARCH)
    world.set_target(backlog, 0, from_on=date(2012, 9, 1))
    world.report(backlog, FRIDAYS[0], 4)
    world.report(backlog, FRIDAYS[1], no_data_because="The list was lost.")
    series = read(world)
    assert (series.standing, series.latest_words, series.figures_to) == (Against.NO_DATA, "No data", FRIDAYS[0])
    assert series.sentence == (
        "No data – none reported in the week to 18 January 2013; the last figure is 4, the week to 11 January 2013; "
        "the target is 0" + FEW
    )
    assert series.target.source == "our default"


def test_no_cases_is_no_nought(world: World, clock: Clock) -> None:
    share = world.define_indicator("FD-04", unit="percent", polarity="higher", every="month")
    clock.move_to(MARCH)
    world.set_target(share, 90, from_on=date(2013, 1, 1), tolerance=Decimal(5))
    world.report(share, date(2013, 1, 31), numerator=Decimal(0), denominator=Decimal(0))
    series = read(world, code="FD-04")
    assert series.sentence == f"No data – no cases in January 2013; the target is 90{NBSP}%."
    world.report(share, date(2013, 2, 28), numerator=Decimal(8997), denominator=Decimal(10000))
    assert (
        read(world, code="FD-04").sentence == f"Near the target in February 2013 (89.97{NBSP}%, target 90{NBSP}%){FEW}"
    )


def test_context_is_never_good_or_bad(world: World, clock: Clock) -> None:
    contacts = world.define_indicator("FD-01", polarity="context", every="month")
    clock.move_to(MARCH)
    world.report(contacts, date(2013, 1, 31), 1327)
    assert read(world, code="FD-01").sentence == "Context only – 1,327 in January 2013" + FEW


def test_a_target_of_the_wrong_form_stops_no_page(world: World, clock: Clock, backlog: Indicator) -> None:
    """The definition may change after a target was set: a band cannot be read where one value is wanted."""
    clock.move_to(MARCH)
    with world.writing() as at:
        Target.objects.create(
            indicator=backlog, number=1, counts_on=MARCH, recorded_at=at, recorded_by=world.secretary,
            from_on=date(2012, 9, 1), low=1, high=2, source="default",
        )  # fmt: skip
    world.report(backlog, FRIDAYS[0], 4)
    assert read(world).standing is Against.NO_TARGET


def test_all_equal_all_missing_and_one_figure(world: World, clock: Clock, backlog: Indicator) -> None:
    clock.move_to(MARCH)
    world.set_target(backlog, 0, from_on=date(2012, 9, 1))
    world.report(backlog, FRIDAYS[0], no_data_because="Lost.")
    world.report(backlog, FRIDAYS[1], no_data_because="Lost again.")
    series = read(world)
    assert (series.standing, series.first, series.start, series.since_first) == (Against.NO_DATA, None, None, None)
    assert series.sentence == "No data – none reported in the week to 18 January 2013; the target is 0."
    world.report(backlog, FRIDAYS[2], 5)
    one = read(world)
    assert (one.first, one.since_first, one.as_data()["first"], one.as_data()["worse_than_first"]) == (None,) * 4
    world.report(backlog, FRIDAYS[3], 5)
    equal = read(world)
    assert (equal.first_words, equal.since_first) == ("5", Change.SAME)
    assert equal.as_data()["worse_than_first"] is False


def test_worse_than_the_first_figure(world: World, clock: Clock, backlog: Indicator) -> None:
    clock.move_to(MARCH)
    world.report(backlog, FRIDAYS[0], 5)
    world.report(backlog, FRIDAYS[1], 6)
    assert read(world).as_data()["worse_than_first"] is True
    assert read(world).as_data()["first"] == {
        "kind": "First figure", "value": "5", "number": "5", "period": "the week to 11 January 2013", "label": "11 Jan 2013",
    }  # fmt: skip
    world.report(backlog, FRIDAYS[2], 4)
    assert read(world).as_data()["worse_than_first"] is False
    world.report(backlog, FRIDAYS[3], no_data_because="Lost.")
    assert read(world).as_data()["worse_than_first"] is None


def test_plain_data_is_canonical(world: World, clock: Clock, backlog: Indicator) -> None:
    clock.move_to(MARCH)
    world.set_target(backlog, "10.50", from_on=date(2012, 9, 1))
    world.report(backlog, FRIDAYS[0], 90)
    world.report(backlog, FRIDAYS[1], no_data_because="Lost.")
    data = read(world).as_data()
    assert json.loads(json.dumps(data)) == data
    assert data["points"] == [
        {
            "on": "2013-01-11", "state": "value", "value": "90", "numerator": None, "denominator": None,
            "label": "11 Jan 2013", "period": "the week to 11 January 2013", "words": "90", "figure": "90", "note": "",
        },
        {
            "on": "2013-01-18", "state": "no_data", "value": None, "numerator": None, "denominator": None,
            "label": "18 Jan 2013", "period": "the week to 18 January 2013", "words": "No data", "figure": "No data",
            "note": "Lost.",
        },
    ]  # fmt: skip
    assert data["target_steps"] == [{"from_on": "2012-09-01", "value": "10.5", "low": None, "high": None}]
    assert data["figures_to_words"] == "11 January 2013"
    assert data["sentence"] == f"{data['against']}{data['rest']}"


def test_one_series_and_three_cost_the_same_queries(world: World, clock: Clock) -> None:
    def cost() -> tuple[int, int]:
        with CaptureQueriesContext(connection) as queries:
            series_of(world.notice, asof)
        with CaptureQueriesContext(connection) as with_parts:
            series_of(world.notice, asof, with_parts=True)
        return len(queries), len(with_parts)

    clock.move_to(MARCH)
    world.report(world.define_indicator("A-1", breakdown="team"), FRIDAYS[0], 4)
    asof = world.asof()
    one = cost()
    for code in ("A-2", "A-3"):
        indicator = world.define_indicator(code, breakdown="team")
        decision = world.decide()
        world.set_target(indicator, 0, from_on=date(2012, 9, 1), decision=decision)
        with world.writing() as at:
            stamp = {"indicator": indicator, "by": world.secretary, "at": at, "counts_on": MARCH}
            domain.name_part(code="north", name="North", **stamp)
            domain.record_benchmark(kind="england", who="England", period="2012", value=1, verified=False, **stamp)
            domain.agree_indicators(decision=decision, indicators=[indicator], by=world.secretary, at=at)
        for day in FRIDAYS:
            world.report(indicator, day, 4)
            world.report(indicator, day, 3, part="north")
    asof = world.asof()
    assert cost() == one == (5, 6)


def test_another_notice_has_series_of_its_own(world: World, other_world: World, backlog: Indicator) -> None:
    assert series_of(other_world.notice, other_world.asof()) == []


def test_by_code_is_the_same_series(world: World, backlog: Indicator) -> None:
    with world.writing() as at:
        domain.define_indicator(
            notice=world.notice, code="FD-06", name="Oldest", definition="Days.", unit="working_days", polarity="lower",
            every="week", by=world.secretary, at=at, counts_on=date(2012, 11, 7),
        )  # fmt: skip
    assert series_of(world.notice, world.asof(), code="FD-05") == [read(world)]
