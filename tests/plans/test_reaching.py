"""Is a milestone that is a value of an indicator met only when a figure reaches it?"""

from datetime import date
from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction

from plans.listing import items_of, lines
from plans.models import Item, ItemTerms
from records.refusal import Refused

DUE = date(2013, 3, 31)


@pytest.fixture
def indicator(world):
    return world.define_indicator("CP-02", unit="percent", polarity="higher", every="month")


@pytest.fixture
def milestone(world, indicator):
    return world.agree_item(DUE, kind="milestone", indicator=indicator, reach=Decimal(85))


def report(world, indicator, month_end, share):
    world.report(indicator, month_end, numerator=Decimal(share), denominator=Decimal(200))


def test_list_says_what_is_to_be_reached(world, milestone):
    assert [line.reach for line in lines(items_of(world.notice, world.asof()).order_by("number"), world.asof())] == [
        *("", "", ""),
        "reaches 85\u00a0% of CP-02",
    ]


def test_it_is_not_met_before_a_figure_reaches_it(world, indicator, milestone):
    with pytest.raises(Refused, match="Nothing has been reported of CP-02 yet") as met:
        world.update(milestone, "done")
    assert met.value.field == "progress"
    world.clock.move_to(date(2012, 12, 5))
    report(world, indicator, date(2012, 11, 30), 162)
    sentence = (
        "CP-02 has not reached 85\u00a0%: its latest figure is 81\u00a0%, in November 2012. Item 4 is met when a figure"
    )
    with pytest.raises(Refused, match=sentence):
        world.update(milestone, "done")
    assert world.update(milestone, "not_started").number == 1
    world.clock.move_to(date(2013, 1, 5))
    report(world, indicator, date(2012, 12, 31), 170)
    with pytest.raises(Refused, match="CP-02 has not reached"):  # December had not ended on the day that is spoken of
        world.update(milestone, "done", counts_on=date(2012, 12, 30), on_behalf=True)
    world.update(milestone, "done")
    assert world.item(4).standing == "done"


def test_lower_is_reached_from_above(world):
    unallocated = world.define_indicator("FD-05")
    item = world.agree_item(DUE, kind="milestone", indicator=unallocated, reach=Decimal(0))
    world.report(unallocated, date(2012, 11, 2), 1)
    with pytest.raises(
        Refused, match="FD-05 has not reached 0: its latest figure is 1, in the week to 2 November 2012"
    ):
        world.update(item, "done")
    world.clock.move_to(date(2012, 11, 12))
    world.report(unallocated, date(2012, 11, 9), 0)
    assert world.update(item, "done").progress == "done"


@pytest.mark.parametrize(
    ("changed", "sentence", "field"),
    [
        ({"kind": "action"}, "Only a milestone", "indicator"),
        ({"indicator": None}, "Choose the indicator", "indicator"),
        ({"reach": None}, "Give the value", "reach"),
    ],
)
def test_value_that_cannot_be_reached_is_refused(world, indicator, changed, sentence, field):
    with pytest.raises(Refused, match=sentence) as met:
        world.agree_item(DUE, **{"kind": "milestone", "indicator": indicator, "reach": Decimal(85)} | changed)
    assert met.value.field == field
    assert Item.objects.for_notice(world.notice).count() == 3


def test_indicator_without_one_good_way_is_refused(world, other_world, indicator):
    context = world.define_indicator("FD-01", polarity="context")
    with pytest.raises(Refused, match="no one value to reach"):
        world.agree_item(DUE, kind="milestone", indicator=context, reach=Decimal(1))
    theirs = other_world.define_indicator("FD-02")
    with pytest.raises(Refused, match="belongs to another notice"):
        world.agree_item(DUE, kind="milestone", indicator=theirs, reach=Decimal(1))


def test_database_holds_both_or_none(world, milestone):
    with pytest.raises(IntegrityError), transaction.atomic():
        ItemTerms.objects.filter(item=milestone).update(reach=None)
