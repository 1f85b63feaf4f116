"""Which figures, periods and targets are kept, which are refused, and in what words?"""

from collections.abc import Callable
from datetime import date
from decimal import Decimal

import pytest

from indicators import domain
from indicators.models import Indicator, Observation, Target
from records.refusal import AskFirst, NotTheNext, Refused
from tests.factories import Clock, World

JANUARY, FRIDAY = date(2013, 1, 31), date(2013, 2, 1)


@pytest.fixture
def share(world: World, clock: Clock) -> Indicator:
    clock.move_to(date(2013, 3, 5))
    return world.define_indicator("FD-04", unit="percent", polarity="higher", every="month")


@pytest.fixture
def backlog(world: World, clock: Clock) -> Indicator:
    clock.move_to(date(2013, 3, 5))
    return world.define_indicator("FD-05")


def refused(act: Callable[[], object]) -> Refused:
    with pytest.raises(Refused) as caught:
        act()
    return caught.value


def test_a_share_is_kept_with_both_numbers(world: World, share: Indicator) -> None:
    row = world.report(share, JANUARY, numerator=Decimal(2), denominator=Decimal(3))
    row.refresh_from_db()
    assert (row.state, row.value, row.numerator, row.denominator) == ("value", Decimal("66.6667"), 2, 3)


def test_out_of_nought_is_no_cases_and_never_nought_per_cent(world: World, share: Indicator) -> None:
    row = world.report(share, JANUARY, numerator=Decimal(0), denominator=Decimal(0))
    assert (row.state, row.value) == (Observation.State.NO_CASES, None)


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({}, "numerator"),
        ({"numerator": Decimal(3)}, "denominator"),
        ({"numerator": Decimal(4), "denominator": Decimal(3)}, "numerator"),
        ({"numerator": Decimal(1), "denominator": Decimal(0)}, "denominator"),
        ({"numerator": Decimal(1), "denominator": Decimal(-3)}, "denominator"),
        ({"numerator": Decimal(1), "denominator": Decimal(10**11)}, "denominator"),
        ({"numerator": Decimal(1), "denominator": Decimal(2), "no_data_because": "Lost."}, "no_data_because"),
    ],
)
def test_a_share_that_cannot_be_is_refused_where_it_is_wrong(
    world: World, share: Indicator, given: dict, field: str
) -> None:
    assert refused(lambda: world.report(share, JANUARY, **given)).field == field
    assert not share.observations.exists()


@pytest.mark.parametrize("value", [None, "-1", "12.5", "99999999999"])
def test_a_count_is_a_whole_number_from_nought_on(world: World, backlog: Indicator, value: str | None) -> None:
    assert refused(lambda: world.report(backlog, FRIDAY, value)).field == "value"


def test_no_data_says_why(world: World, backlog: Indicator) -> None:
    row = world.report(backlog, FRIDAY, no_data_because=" The list was lost. ")
    assert (row.state, row.value, row.note) == (Observation.State.NO_DATA, None, "The list was lost.")


def test_a_revision_gives_its_reason_and_leaves_what_stood(world: World, backlog: Indicator) -> None:
    world.report(backlog, FRIDAY, 6)
    assert refused(lambda: world.report(backlog, FRIDAY, 7)).field == "reason"
    world.report(backlog, FRIDAY, 7, reason="One was counted twice.")
    kept = backlog.observations.order_by("number").values_list("number", "value", "reason")
    assert list(kept) == [(1, Decimal(6), ""), (2, Decimal(7), "One was counted twice.")]


def test_a_figure_drawn_before_another_came_is_not_the_next(world: World, backlog: Indicator) -> None:
    world.report(backlog, FRIDAY, 6)
    with pytest.raises(NotTheNext) as met:
        world.report(backlog, FRIDAY, 7, after=0, reason="So it was.")
    assert met.value.latest.value == 6


def test_a_period_to_come_is_refused(world: World, backlog: Indicator) -> None:
    assert refused(lambda: world.report(backlog, date(2013, 3, 6), 6)).field == "period_on"
    assert world.report(backlog, date(2013, 3, 5), 6)


def test_a_slip_in_the_year_is_refused(world: World, backlog: Indicator) -> None:
    assert "Check the year" in refused(lambda: world.report(backlog, date(213, 2, 1), 6)).sentence


def test_an_unusual_last_day_is_asked_about_once(world: World, share: Indicator) -> None:
    backlog = world.define_indicator("FD-05")
    both = {"numerator": Decimal(1), "denominator": Decimal(2)}
    with pytest.raises(AskFirst):
        world.report(share, date(2013, 1, 30), confirmed=False, **both)
    assert world.report(share, date(2013, 1, 30), confirmed=True, **both)
    world.report(backlog, FRIDAY, 6)
    with pytest.raises(AskFirst, match="Thursday"):
        world.report(backlog, date(2013, 2, 7), 6, confirmed=False)
    assert world.report(backlog, date(2013, 2, 8), 6, confirmed=False)


@pytest.mark.parametrize(
    ("every", "first", "odd", "even"),
    [
        ("month", date(2012, 12, 31), date(2013, 1, 30), date(2013, 1, 31)),
        ("quarter", date(2012, 9, 30), date(2012, 11, 30), date(2012, 12, 31)),
        ("half_year", date(2012, 3, 31), date(2012, 6, 30), date(2012, 9, 30)),
        ("year", date(2012, 3, 31), date(2011, 4, 30), date(2011, 3, 31)),
    ],
)
def test_periods_keep_step(world: World, clock: Clock, every: str, first: date, odd: date, even: date) -> None:
    indicator = world.define_indicator("XX-01", every=every)
    clock.move_to(date(2013, 3, 5))
    world.report(indicator, first, 1)
    with pytest.raises(AskFirst):
        world.report(indicator, odd, 1, confirmed=False)
    assert world.report(indicator, even, 1, confirmed=False)
    assert world.report(indicator, odd, 1, confirmed=True)


@pytest.mark.parametrize("unit", ["days", "rate", "per_worker", "working_days"])
def test_what_is_measured_need_not_be_whole(world: World, clock: Clock, unit: str) -> None:
    indicator = world.define_indicator("XX-01", unit=unit, every="month")
    clock.move_to(date(2013, 3, 5))
    assert world.report(indicator, JANUARY, "14.35").value == Decimal("14.35")
    assert refused(lambda: world.report(indicator, date(2012, 12, 31))).field == "value"


def test_a_period_outside_the_definition_has_no_figure_under_it(world: World, clock: Clock) -> None:
    single = world.define_indicator("AS-03", every="month", valid_from=date(2013, 4, 15))
    initial = world.define_indicator("AS-01", every="month", valid_to=date(2013, 4, 14), successor=single)
    clock.move_to(date(2013, 6, 1))
    late = refused(lambda: world.report(initial, date(2013, 4, 30), 4))
    assert late.sentence == (
        "This indicator is used for periods that end on 14 April 2013 or earlier. Report it as AS-03, which takes its "
        "place."
    )
    early = refused(lambda: world.report(single, date(2013, 3, 31), 4))
    assert early.sentence == "This indicator is used for periods that end on 15 April 2013 or later."
    assert (late.field, early.field) == ("period_on", "period_on")
    assert world.report(initial, date(2013, 3, 31), 4)
    assert world.report(single, date(2013, 4, 30), 4)


def set_target(world: World, indicator: Indicator, **given: object) -> Target:
    with world.writing() as at:
        return domain.set_target(
            indicator=indicator,
            from_on=date(2013, 1, 1),
            by=world.secretary,
            at=at,
            counts_on=date(2013, 1, 1),
            **given,
        )


@pytest.mark.parametrize(
    ("polarity", "given", "field"),
    [
        ("higher", {"low": Decimal(1), "high": Decimal(2)}, "value"),
        ("higher", {}, "value"),
        ("higher", {"value": Decimal(101)}, "value"),
        ("higher", {"value": Decimal(-1)}, "value"),
        ("higher", {"value": Decimal(90), "tolerance": Decimal(-1)}, "tolerance"),
        ("band", {"value": Decimal(90)}, "low"),
        ("band", {"low": Decimal(10)}, "high"),
        ("band", {"low": Decimal(15), "high": Decimal(10)}, "low"),
        ("context", {"value": Decimal(90)}, None),
    ],
)
def test_a_target_that_could_not_be_read_is_refused(
    world: World, polarity: str, given: dict, field: str | None
) -> None:
    indicator = world.define_indicator("FD-09", unit="percent", polarity=polarity, every="month")
    assert refused(lambda: set_target(world, indicator, **given)).field == field
    assert not indicator.targets.exists()


def test_a_target_by_decision_counts_from_its_day_and_needs_one_in_force(world: World, backlog: Indicator) -> None:
    decision = world.decide("The aim is 0.", taken_on=date(2012, 12, 19))
    assert set_target(world, backlog, value=Decimal(0), decision=decision).counts_on == date(2012, 12, 19)
    world.decide("The aim is 3.", taken_on=date(2013, 1, 30), replaces=decision)
    assert refused(lambda: set_target(world, backlog, value=Decimal(0), decision=decision)).field == "decision"


def test_a_published_threshold_says_where_it_is_published(world: World, backlog: Indicator) -> None:
    assert refused(lambda: set_target(world, backlog, value=Decimal(5), source="published")).field == "source_words"
    row = set_target(world, backlog, value=Decimal(5), source="published", source_words="A scorecard.")
    assert (row.source, row.decision) == ("published", None)


def test_a_decision_of_another_notice_sets_no_target(world: World, other_world: World) -> None:
    indicator = world.define_indicator()
    assert (
        refused(lambda: set_target(world, indicator, value=Decimal(0), decision=other_world.decide())).field
        == "decision"
    )
