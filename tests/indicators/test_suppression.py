"""Is every small number hidden, with whatever would give it away, and nothing else?"""

from copy import deepcopy

import pytest

from indicators.suppression import suppress
from tests.indicators.figures_as_data import counts, part, point, series, shares
from tests.indicators.figures_as_data import seen as figures


def seen(*rows: dict, **options) -> list[list[str]]:
    return [figures(row) for row in suppress(rows, **options)]


def test_a_count_from_one_to_five_is_hidden():
    assert seen(series(counts(0, 1, 5, 6, 41, None))) == [["0", "c", "c", "6", "41", "No data"]]


def test_a_hidden_figure_keeps_its_period_and_nothing_else():
    (row,) = suppress([series([point(0, "3", note="Three left.")])])
    assert row["points"] == [
        {
            "on": "2013-01-01", "label": "P0", "period": "period 0", "state": "suppressed", "value": None,
            "words": "Too small to show", "figure": "c", "numerator": None, "denominator": None,
            "note": "Note not shown: it may hold a number that is too small to show.",
        }
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("above", "below", "shown"),
    [
        (0, 0, "No data"),
        (0, 11, "0.0"),
        (0, 10, "c"),  # of ten or fewer, even none
        (5, 200, "c"),
        (6, 200, "3.0"),
        (194, 200, "97.0"),
        (195, 200, "c"),  # so would 2.5 % be, of those who are left
        (199, 200, "c"),
        (200, 200, "100.0"),
        (10, 10, "c"),
        (11, 11, "100.0"),
    ],
)
def test_a_percentage_is_hidden_by_either_side_or_by_its_denominator(above, below, shown):
    assert seen(series(shares((above, below)), unit="percent")) == [[shown]]


def test_a_percentage_without_its_counts_cannot_be_judged_and_is_hidden():
    assert seen(series([point(0, "66.7")], unit="percent")) == [["c"]]
    assert seen(series([point(0, "66.7", "20", "30")], unit="percent")) == [["66.7"]]


def test_days_are_no_count_and_are_shown_unless_of_a_few():
    days = [point(0, "3"), point(1, "4", "60", "15"), point(2, "4", "12", "3")]
    assert seen(series(days, unit="working_days")) == [["3", "4", "c"]]


def test_a_rate_is_shown_unless_its_counts_are_known_and_small():
    rates = [point(0, "3.5"), point(1, "3.5", "34", "97000"), point(2, "0.3", "3", "97000")]
    assert seen(series(rates, unit="rate")) == [["3.5", "3.5", "c"]]


def test_the_limits_can_be_set_and_nought_hidden_too():
    row = series(counts(0, 5, 6, 7))
    assert seen(row, threshold=6) == [["0", "c", "c", "7"]]
    assert seen(row, zeros=True) == [["c", "c", "6", "7"]]
    share = series(shares((6, 12), (0, 40)), unit="percent")
    assert seen(share, denominators=12) == [["c", "0.0"]]
    assert seen(share, zeros=True) == [["50.0", "c"]]


def test_what_points_to_nobody_is_shown_and_what_nobody_has_judged_is_not():
    assert seen(series(counts(3), people=False)) == [["3"]]
    unjudged = series(counts(3))
    del unjudged["people"]
    assert seen(unjudged) == [["c"]]


# Figures that would give another away


def of_parts(total: int, *values: int | None, **more: object) -> dict:
    parts = [part(f"Team {n}", counts(value)) for n, value in enumerate(values)]
    return series(counts(total), parts=parts, **more)


def shown_parts(row: dict) -> tuple[str, ...]:
    (row,) = suppress([row])
    return (*figures(row), *(figures(one)[0] for one in row["parts"]))


@pytest.mark.parametrize(
    ("total", "values", "shown"),
    [
        (60, (10, 20, 30), ("60", "10", "20", "30")),
        (53, (3, 20, 30), ("53", "c", "c", "30")),
        (53, (20, 3, 30), ("53", "c", "c", "30")),
        (33, (3, 0, 30), ("33", "c", "c", "30")),
        (43, (3, 20, 20), ("43", "c", "c", "c")),  # which of two equals goes would say something
        (40, (3, 4, 33), ("40", "c", "c", "33")),
        (32, (1, 1, 30), ("32", "c", "c", "c")),  # two that are 2 together can only be 1 and 1
        (40, (5, 5, 30), ("40", "c", "c", "c")),  # and 10 only 5 and 5
        (70, (3, 20, 30), ("70", "c", "20", "30")),  # these parts are not all: nothing follows from them
        (20, (3, 20, 30), ("20", "c", "20", "30")),
        (23, (3, 20, None), ("23", "c", "c", "No data")),
        (3, (3, 0), ("c", "c", "0")),
        (7, (2,), ("c", "c")),
    ],
)
def test_a_part_that_the_others_would_give_away_takes_the_next_smallest_with_it(total, values, shown):
    assert shown_parts(of_parts(total, *values)) == shown


def test_shares_of_parts_are_protected_by_both_their_counts():
    parts = [part(name, shares(pair)) for name, pair in (("A", (3, 50)), ("B", (20, 60)), ("C", (30, 70)))]
    assert shown_parts(series(shares((53, 180)), unit="percent", parts=parts)) == ("29.4", "c", "c", "42.9")
    few = [part(name, shares(pair)) for name, pair in (("A", (8, 9)), ("B", (20, 60)), ("C", (30, 70)))]
    assert shown_parts(series(shares((58, 139)), unit="percent", parts=few)) == ("41.7", "c", "c", "42.9")


def test_averages_of_parts_do_not_add_up_and_hide_nothing_more():
    parts = [part("A", [point(0, "3", "9", "3")]), part("B", [point(0, "4", "80", "20")])]
    row = series([point(0, "3.9", "89", "23")], unit="working_days", parts=parts)
    assert shown_parts(row) == ("3.9", "c", "4")


def test_each_period_is_protected_by_itself():
    parts = [part("A", counts(3, 10)), part("B", counts(20, 20)), part("C", counts(30, 30))]
    (row,) = suppress([series(counts(53, 60), parts=parts)])
    assert [figures(one) for one in row["parts"]] == [["c", "10"], ["c", "20"], ["30", "30"]]


def test_a_count_that_another_series_hides_is_hidden_there_too():
    share = series(
        shares((8, 9)), code="FD-03", unit="percent",
        numerator="referrals received in the month", denominator="contacts received in the month",
    )  # fmt: skip
    referrals = series(counts(8), code="FD-02", name="Referrals received")
    contacts = series(counts(9), code="FD-01", name="Contacts received", people=False)
    others = series(counts(8), code="FD-09", name="Something else")
    assert seen(share, referrals, contacts, others) == [["c"], ["c"], ["c"], ["8"]]
    assert seen(referrals, contacts) == [["8"], ["9"]]


def test_a_large_denominator_stays_though_its_numerator_is_hidden():
    share = series(shares((3, 200)), unit="percent", numerator="referrals received", denominator="contacts received")
    contacts = series(counts(200), name="Contacts received")
    other = series(shares((50, 200)), unit="percent", numerator="something", denominator="contacts received")
    assert seen(share, contacts, other) == [["c"], ["200"], ["25.0"]]


def test_only_the_same_period_gives_a_count_away():
    share = series(shares((20, 40), (8, 9)), unit="percent", numerator="referrals received")
    assert seen(share, series(counts(8, 8), name="Referrals received")) == [["50.0", "c"], ["8", "c"]]


def test_a_few_more_in_a_count_that_is_added_up_are_hidden():
    values = counts(3, 12, 12, 15, 17, 18, 30, 2, 9)
    assert seen(series(values, cumulative=True)) == [["c", "12", "12", "c", "c", "18", "30", "c", "9"]]
    assert seen(series(values)) == [["c", "12", "12", "15", "17", "18", "30", "c", "9"]]


# As a whole


def everything() -> list[dict]:
    teams = [part("A", counts(3, 10, 7)), part("B", counts(20, 20, 1)), part("C", counts(30, 30, 1))]
    return [
        series(counts(53, 60, 9), parts=teams, code="A-1", name="Referrals received"),
        series(shares((9, 9), (3, 60), (8, 9)), code="A-2", unit="percent", numerator="referrals received"),
        series(counts(12, 15, 40), code="A-3", cumulative=True),
        series([], code="A-4"),
    ]


def test_hiding_twice_hides_no_more():
    once = suppress(everything())
    assert suppress(once) == once
    assert once != everything()


def test_what_is_given_stays_as_it_was():
    given = everything()
    before = deepcopy(given)
    result = suppress(given)
    assert given == before
    for row, done in zip(given, result, strict=True):
        assert done is not row
        assert done["points"] is not row["points"]


def test_large_numbers_pass_unchanged():
    rows = [series(counts(41, 60)), series(shares((60, 90)), unit="percent"), series([], code="A-3")]
    assert suppress(rows) == rows
