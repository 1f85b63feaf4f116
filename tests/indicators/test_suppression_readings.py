"""Does anything that is read of a series (mean, limits, signals, movement, outlook) give a hidden figure away?"""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from indicators.figures import Figure, Series, Step
from indicators.standing import Aim, Polarity
from indicators.suppression import NOTE_LEFT_OUT, READINGS, suppress
from indicators.words import MONTH, months_later
from tests.indicators.figures_as_data import counts, part, series

HIDDEN = "Too small to show"
FIRST = date(2012, 1, 31)
STABLE = [21, 24, 20, 23, 22, 25, 21, 23, 20, 24, 22, 23, 21]


def series_with(values: list[int]) -> Series:
    """A monthly count of people, with a target, as if read."""
    points = tuple(
        Figure(months_later(FIRST, place), "reported", None, None, Decimal(value), "", False, "", date(2013, 3, 5))
        for place, value in enumerate(values)
    )
    target = Step(FIRST, Aim(Decimal(10)), "our default", "", None, FIRST, None)  # type: ignore[arg-type]
    return Series(
        code="X-1", name="Cases", definition="What is counted.", numerator="", denominator="", unit="count",
        polarity=Polarity.LOWER, every=MONTH, source="", targets=(target,), points=points,
        on=months_later(FIRST, len(values)),
    )  # fmt: skip


def published(values: list[int]) -> dict:
    (row,) = suppress([series_with(values).as_data()])
    return row


def numbers_that_fit(row: dict, place: int) -> set[int]:
    """Which small numbers a hidden figure may be, to somebody who has the mean: as he would work it out."""
    mean = Decimal(row["limits"][0]["mean"])
    shown = [Decimal(point["value"]) for number, point in enumerate(row["points"]) if number != place]
    return {small for small in range(1, 6) if abs((sum(shown) + small) / (len(shown) + 1) - mean) <= Decimal("0.005")}


@pytest.mark.parametrize("place", [0, 6, 13])
def test_the_mean_would_give_a_hidden_figure_away(place):
    values = [*STABLE[:place], 3, *STABLE[place:]]
    assert numbers_that_fit(series_with(values).as_data(), place) == {3}
    assert published(values)["limits"] == []


@pytest.mark.parametrize("place", [0, 6, 13])
def test_whatever_the_hidden_figure_is_the_same_is_published(place):
    def row(small: int) -> dict:
        return published([*STABLE[:place], small, *STABLE[place:]])

    assert all(row(small) == row(1) for small in range(2, 6))
    assert (row(3)["movement"], row(3)["outlook"]) == (HIDDEN, HIDDEN)
    assert {name: row(3)[name] for name in READINGS if row(3)[name]} == {"movement": HIDDEN, "outlook": HIDDEN}


def test_its_twin_without_a_small_figure_says_all_of_it():
    row = published(STABLE)
    assert row == series_with(STABLE).as_data()
    assert (row["movement"], row["outlook"], len(row["limits"])) == ("No clear change", "Not expected to meet", 1)


@given(st.data(), st.lists(st.integers(0, 40), min_size=1, max_size=20))
@settings(max_examples=60, deadline=None)
def test_no_other_small_figures_would_have_been_published_otherwise(data, values):
    others = [data.draw(st.integers(1, 5)) if 1 <= value <= 5 else value for value in values]
    assert published(values) == published(others)


def test_nothing_is_read_of_a_series_whose_whole_hides_one_and_all_of_one_that_hides_only_a_part():
    (hidden,) = suppress([series(counts(41, 3))])
    assert [hidden[name] for name in READINGS] == list(READINGS.values())
    (whole,) = suppress([series(counts(41), parts=[part("A", counts(3)), part("B", counts(4)), part("C", counts(34))])])
    assert whole["parts"][0]["points"][0]["value"] is None
    assert whole["movement"] == "Getting worse"


def test_the_reason_of_new_limits_may_say_no_number():
    done = {"from_on": "2013-01-01", "from_words": "period 0", "decision": 4, "reason": "Three of them moved away."}
    (hidden,) = suppress([series(counts(41, 3), rebases=[done])])
    (shown,) = suppress([series(counts(41, 33), rebases=[done])])
    assert (hidden["rebases"], shown["rebases"]) == ([done | {"reason": NOTE_LEFT_OUT}], [done])
