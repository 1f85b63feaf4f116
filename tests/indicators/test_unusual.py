"""What is asked of a figure that is far from its history, and is nobody asked about what small counts do?"""

from collections.abc import Callable
from datetime import date
from decimal import Decimal

import pytest

from indicators.models import Observation
from indicators.unusual import question
from indicators.words import months_later
from records.refusal import AskFirst
from tests.clock import Clock
from tests.factories import World

MONTHS = [date(2012, month, 28 if month == 2 else 30) for month in range(1, 13)]
JANUARY = date(2013, 1, 31)


def before(*values: int) -> list[tuple[date, Decimal]]:
    return [(day, Decimal(value)) for day, value in zip(MONTHS, values, strict=False)]


@pytest.mark.parametrize(
    ("value", "seen", "unit"),
    [
        (40, (10,), "count"),  # four times
        (30, (10,), "count"),  # three times
        (10, (30,), "count"),  # a third
        (0, (30,), "count"),
        (30, (0,), "count"),
        (31, (62,), "percent"),  # 31 points
        (75, (90, 91, 92, 91, 90, 92), "percent"),  # 15 points, and nothing like it was ever seen
        (57, (59, 62, 56, 61, 65, 68, 73, 76, 83, 84), "percent"),  # a fall back to where it climbed from
        (77, (59, 62, 56, 61, 65, 62), "percent"),  # 15 points up, which is not far outside the range
        (150, (100, 101, 99, 100, 102, 100), "count"),
        (90, (20,), "days"),
    ],
)
def test_what_is_far_from_its_history_is_asked_about(value: int, seen: tuple, unit: str) -> None:
    assert question(Decimal(value), before(*seen), unit).endswith("is that right?")


@pytest.mark.parametrize(
    ("value", "seen", "unit"),
    [
        (3, (1,), "count"),  # few and small
        (0, (9,), "count"),
        (9, (0,), "count"),
        (29, (10,), "count"),
        (11, (30,), "count"),
        (92, (62,), "percent"),  # 30 points
        (85, (90, 91, 92, 91, 90, 92), "percent"),
        (70, (59, 62, 56, 61, 65, 68, 73, 76, 83, 84), "percent"),  # 14 points
        (57, (59, 83, 56, 81, 65, 84), "percent"),  # it moved as far before
        (57, (65, 68, 76, 83, 84), "percent"),  # too few to say how it moves
        (110, (100, 101, 99, 100, 102, 100), "count"),
        (150, (100, 101, 99), "count"),  # too few for a range
        (150, (50, 101, 160, 100, 70, 100), "count"),
        (40, (), "count"),  # no history
    ],
)
def test_what_is_near_or_small_is_not(value: int, seen: tuple, unit: str) -> None:
    assert question(Decimal(value), before(*seen), unit) == ""


def test_the_question_names_both_figures_and_the_period() -> None:
    asked = question(Decimal(40), [(date(2012, 12, 31), Decimal(10))], "count")
    assert asked == "40 after 10 in December 2012. That is 4 times the last one: is that right?"
    slow = [Decimal(seen) for seen in (62, 56, 61, 65, 68, 73, 76, "84.5")]
    ends = [months_later(JANUARY, -back) for back in range(len(slow), 0, -1)]
    fell = question(Decimal("57.5"), list(zip(ends, slow, strict=True)), "percent").replace("\u00a0", " ")
    assert fell == (
        "57.5 % after 84.5 % in December 2012. The last 8 never moved as far from one to the next: is that right?"
    )
    other = question(Decimal(10), [(date(2012, 12, 28), Decimal(35))], "count", every="week")
    assert other == ("10 after 35 in the week to 28 December 2012. The last one was 3.5 times that: is that right?")


def test_only_the_last_twelve_are_looked_at() -> None:
    steady = [(date(2011, 1, 31), Decimal(1000)), *before(*[100] * 12)]
    assert question(Decimal(200), steady, "count")
    assert question(Decimal(200), [*before(*[100] * 11), (date(2012, 12, 31), Decimal(210))], "count") == ""


@pytest.fixture
def report(world: World, clock: Clock) -> Callable[..., Observation]:
    clock.move_to(date(2013, 3, 5))
    indicator = world.define_indicator("FD-01", every="month")
    return lambda period_on, value, **more: world.report(indicator, period_on, value, **{"confirmed": False} | more)


def test_a_figure_far_from_the_last_is_kept_when_it_is_confirmed(report: Callable) -> None:
    report(date(2012, 11, 30), 100)
    report(date(2012, 12, 31), 110)
    report(date(2012, 12, 31), 10, reason="A column was wrong.", confirmed=True)
    with pytest.raises(AskFirst) as asked:
        report(JANUARY, 100)
    assert asked.value.sentence == (
        "January 2013: 100 after 10 in December 2012. That is 10 times the last one: is that right?"
    )
    assert report(JANUARY, 100, confirmed=True)
    assert report(date(2013, 2, 28), 90)


def test_a_figure_for_the_past_is_read_against_what_came_before_it(report: Callable) -> None:
    report(date(2012, 12, 31), 500)
    assert report(date(2012, 11, 30), 10)
    with pytest.raises(AskFirst):
        report(date(2012, 12, 31), 510, reason="Counted again.")
