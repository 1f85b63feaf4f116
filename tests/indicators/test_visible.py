"""Is what is read of a series with hidden figures read from those alone that are shown, and the same whatever is hidden?"""

from hypothesis import given, settings
from hypothesis import strategies as st

from indicators.suppression import READINGS, suppress
from indicators.visible import CHANGE, LIMITS, with_what_is_visible
from tests.indicators.test_suppression_readings import HIDDEN, STABLE, series_with


def published(values: list[int]) -> dict:
    series = series_with(values)
    (row,) = suppress([series.as_data()])
    return with_what_is_visible(series, row)


def test_one_hidden_figure_is_a_gap_and_the_others_keep_their_limits():
    row = published([*STABLE[:6], 3, *STABLE[6:]])
    (limits,) = row["limits"]
    assert limits["mean"] == "22.23"  # of the thirteen that are shown
    assert row["points"][6]["value"] is None
    assert (row["movement"], row["outlook"], row["projection"]) == ("No clear change", HIDDEN, [])
    assert row["movement_why"].endswith("no run stands out, read without what is too small to show")


def test_a_run_does_not_reach_over_a_hidden_figure():
    """Eight above all the others are a shift; with one of them hidden in their middle no seven stand in a row."""
    low, high = [20, 22, 21, 20, 23, 22, 21, 20] * 2, [27, 28, 27, 28, 27, 28, 27, 28]
    assert "7 above the mean" in published(low + high)["signals"][-1]["rules"]
    assert "7 above the mean" not in str(published([*low, *high[:4], 3, *high[4:]])["signals"])


def test_where_the_newest_is_hidden_the_change_is_not_said_and_the_limits_are():
    row = published([*STABLE, 3])
    assert {key: row[key] for key in CHANGE} == {key: READINGS[key] for key in CHANGE}
    assert len(row["limits"]) == 1


def test_where_more_than_one_in_four_is_hidden_the_others_do_not_speak_for_it():
    few, many = ([place % 4 and 20 + place % 3 or 3 for place in range(24)], [3, 3] + [20] * 3)
    assert published([*few[:-1], 22])["limits"] != []
    assert published([*many, *few, 22])["limits"] == published([3, 20])["limits"] == []


def test_a_series_that_hides_nothing_is_left_as_it_was():
    assert published(STABLE) == series_with(STABLE).as_data()


def test_what_is_read_again_is_what_was_taken_away():
    assert {*LIMITS, *CHANGE} <= set(READINGS)


@given(st.data(), st.lists(st.integers(0, 40), min_size=1, max_size=24))
@settings(max_examples=60, deadline=None)
def test_no_other_small_figures_would_have_been_published_otherwise(data, values):
    others = [data.draw(st.integers(1, 5)) if 1 <= value <= 5 else value for value in values]
    assert published(values) == published(others)
