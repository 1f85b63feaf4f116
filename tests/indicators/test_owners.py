"""Who looks after an indicator, and which standard does it count against, as of two times?"""

from collections.abc import Callable
from datetime import date

import pytest

from accounts.models import User
from indicators.models import Indicator
from indicators.owners import last_number, name_owner, owners_of, who_may_own
from indicators.standards import set_standard, standards_of
from notices.domain import end_member
from notices.models import Membership
from records.refusal import NotTheNext, Refused
from tests.clock import Clock
from tests.factories import World

FEBRUARY, MARCH = date(2013, 2, 5), date(2013, 3, 5)


def refused(act: Callable[[], object]) -> Refused:
    with pytest.raises(Refused) as caught:
        act()
    return caught.value


def name(world: World, indicator: Indicator, person: User | None, after: int | None = None) -> object:
    with world.writing() as at:
        return name_owner(indicator=indicator, person=person, by=world.secretary, at=at, after=after)


def standard(
    world: World, indicator: Indicator, words: str = "A visit every 10 working days.", **given: object
) -> object:
    with world.writing() as at:
        return set_standard(indicator=indicator, words=words, by=world.secretary, at=at, **given)


@pytest.fixture
def indicator(world: World, clock: Clock) -> Indicator:
    clock.move_to(FEBRUARY)
    return world.define_indicator("FD-04", every="month")


def test_an_owner_holds_from_a_day_until_another_is_named(world: World, indicator: Indicator, clock: Clock) -> None:
    before = world.asof()
    name(world, indicator, world.officer)
    clock.move_to(MARCH)
    name(world, indicator, world.analyst)
    assert owners_of(world.notice, before) == {}
    assert owners_of(world.notice, world.asof(FEBRUARY)) == {indicator.pk: world.officer}
    assert owners_of(world.notice, world.asof()) == {indicator.pk: world.analyst}
    name(world, indicator, None)
    assert owners_of(world.notice, world.asof()) == {}


def test_only_a_member_who_sees_live_figures_is_an_owner(world: World, indicator: Indicator) -> None:
    cast = world.cast
    for person in (cast.observer, cast.scrutiny, cast.stranger, cast.expired, cast.deactivated):
        assert refused(lambda person=person: name(world, indicator, person)).field == "person"
    assert owners_of(world.notice, world.asof()) == {}
    assert name(world, indicator, world.partner)
    offered = who_may_own(world.notice, FEBRUARY)
    assert world.partner in offered
    assert {cast.observer, cast.scrutiny, cast.stranger, cast.expired, cast.deactivated}.isdisjoint(offered)


def test_naming_the_same_owner_again_is_refused(world: World, indicator: Indicator) -> None:
    assert refused(lambda: name(world, indicator, None)).sentence == "FD-04 has no owner."
    name(world, indicator, world.officer)
    assert refused(lambda: name(world, indicator, world.officer)).sentence == "FD-04 is A Council officer’s already."
    assert name(world, indicator, world.analyst, after=last_number(indicator))
    with pytest.raises(NotTheNext):
        name(world, indicator, world.officer, after=1)


def test_who_has_left_the_notice_owns_nothing(world: World, indicator: Indicator, clock: Clock) -> None:
    name(world, indicator, world.officer)
    with world.writing() as at:
        member = Membership.objects.for_notice(world.notice).get(person=world.officer)
        end_member(member=member, to_on=date(2013, 2, 28), by=None, at=at)
    clock.move_to(MARCH)
    assert owners_of(world.notice, world.asof()) == {}
    assert owners_of(world.notice, world.asof(date(2013, 2, 28))) == {indicator.pk: world.officer}


def test_owners_of_many_are_read_in_one_query(world: World, indicator: Indicator, django_assert_num_queries) -> None:
    for code in ("FD-05", "FD-06"):
        name(world, world.define_indicator(code), world.analyst)
    asof = world.asof()
    with django_assert_num_queries(1):
        assert len(owners_of(world.notice, asof)) == 2


# The standard


def test_a_standard_counts_from_its_decision_or_from_today(world: World, indicator: Indicator) -> None:
    first = standard(world, indicator)
    assert (first.counts_on, first.decision) == (FEBRUARY, None)
    decision = world.decide("Every 10 working days.", taken_on=FEBRUARY)
    agreed = standard(world, indicator, "At least every 10 working days.", decision=decision)
    assert standards_of(world.notice, world.asof()) == {indicator.pk: agreed}
    assert standards_of(world.notice, world.asof(known=first.recorded_at)) == {}


def test_a_standard_falls_with_its_decision(world: World, indicator: Indicator, clock: Clock) -> None:
    ours = standard(world, indicator)
    decision = world.decide("Every 10 working days.", taken_on=FEBRUARY)
    agreed = standard(world, indicator, "At least every 10 working days.", decision=decision)
    clock.move_to(MARCH)
    world.decide("Not any more.", replaces=decision, taken_on=MARCH)
    assert standards_of(world.notice, world.asof()) == {indicator.pk: ours}
    assert standards_of(world.notice, world.asof(FEBRUARY)) == {indicator.pk: agreed}
    assert refused(lambda: standard(world, indicator, decision=decision)).field == "decision"


def test_a_standard_that_could_not_stand_is_refused(world: World, other_world: World, indicator: Indicator) -> None:
    elsewhere = other_world.decide()
    assert refused(lambda: standard(world, indicator, decision=elsewhere)).field == "decision"
    assert refused(lambda: standard(world, indicator, "  ")).field == "words"
    assert refused(lambda: standard(world, indicator, "x" * 1_001)).field == "words"
    assert standard(world, indicator, "x" * 1_000)
