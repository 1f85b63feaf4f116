"""Can somebody who reads everything of the data work out how few stand on either side of a percentage?"""

import json
from collections import defaultdict
from collections.abc import Callable, Iterable
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indicators.suppression import suppress
from tests.indicators.figures_as_data import counts, part, series, shares

Pair = tuple[int, int]
PAIRS = st.integers(0, 40).flatmap(lambda below: st.tuples(st.integers(0, below), st.just(below)))


def hidden_as_said(above: int, below: int) -> bool:
    """The rule said once more, by naming all that is shown: nobody, everybody, or more than five on both sides of more
    than ten; and where there is nobody at all, there is no percentage to hide."""
    return not (below == 0 or (below > 10 and above in {0, below, *range(6, below - 5)}))


@given(st.lists(PAIRS, min_size=1, max_size=8))
def test_a_percentage_is_hidden_as_the_rule_says_and_no_other(pairs):
    (row,) = suppress([series(shares(*pairs), unit="percent")])
    assert [point["figure"] == "c" for point in row["points"]] == [hidden_as_said(*pair) for pair in pairs]


def unsure(worlds: Iterable[Pair], data: Callable[[Pair], list[dict]]) -> dict[Pair, set[Pair]]:
    """Of each world whose percentage is hidden, those that look just the same in all the data."""
    alike = defaultdict(set)
    looks = {world: suppress(data(world)) for world in worlds}
    for world, look in looks.items():
        alike[json.dumps(look)].add(world)
    return {world: alike[json.dumps(look)] for world, look in looks.items() if look[0]["points"][0]["figure"] == "c"}


def with_both_counts(world: Pair, *, numerator: str = "referrals received") -> list[dict]:
    above, below = world
    share = series(shares(world), unit="percent", numerator=numerator, denominator="contacts received in the month")
    counted = [(above, "FD-02", "Referrals received"), (below, "FD-01", "Contacts received")]
    return [silent(share), *(silent(series(counts(number), code=code, name=name)) for number, code, name in counted)]


def silent(row: dict) -> dict:
    """Without its words, which only a series that is read makes right."""
    return row | {"sentence": "", "rest": "", "latest": "", "newest": None, "first": None}


WORLDS = [(above, below) for below in range(31) for above in range(below + 1)]


def test_the_counts_of_a_percentage_that_stand_beside_it_give_neither_side_away():
    found = unsure(WORLDS, with_both_counts)
    assert {pair for pair in WORLDS if hidden_as_said(*pair)} == set(found)
    assert all(len({above for above, _ in others}) > 1 for pair, others in found.items() if pair[0])  # 0 is shown
    assert all(len({below - above for above, below in others}) > 1 for others in found.values())


def test_its_twin_in_which_nobody_knows_that_they_are_the_same_counts_gives_them_away():
    found = unsure(WORLDS, lambda world: with_both_counts(world, numerator="something else"))
    assert {1, 2, 3, 4, 5} <= {below - above for (above, below), others in found.items() if len(others) == 1}


def of_agencies(*pairs: Pair) -> dict:
    whole = (sum(above for above, _ in pairs), sum(below for _, below in pairs))
    parts = [part(f"Agency {n}", shares(pair)) for n, pair in enumerate(pairs)]
    return silent(series(shares(whole), unit="percent", parts=parts))


def test_agencies_and_their_total_give_neither_side_of_one_away():
    """With lower limits, so that all that two agencies could report up to a size can be tried."""
    pairs = [(above, below) for below in range(8) for above in range(below + 1)]
    alike = defaultdict(list)
    for world in product(pairs, repeat=2):
        (row,) = suppress([of_agencies(*world)], threshold=2, denominators=4)
        alike[json.dumps(row)].append((world, row))
    seen = 0
    for members in alike.values():
        for place, agency in enumerate(members[0][1]["parts"]):
            if agency["points"][0]["figure"] == "c":
                seen += 1
                assert len({world[place][0] for world, _ in members}) > 1
                assert len({below - above for world, _ in members for above, below in (world[place],)}) > 1
    assert seen > 50


@pytest.mark.parametrize(
    ("pairs", "shown"),
    [
        (((40, 50), (30, 60), (20, 70)), ["50.0", "80.0", "50.0", "28.6"]),
        (((47, 50), (30, 60), (20, 70)), ["53.9", "c", "50.0", "c"]),  # 3 of 50, were they not two that are hidden
        (((47, 50), (60, 60)), ["c", "c", "100.0"]),  # of all the 3 are a small number too
        (((49, 50), (49, 50), (20, 70)), ["69.4", "c", "c", "c"]),  # two of whom 2 are left are one each
    ],
)
def test_few_who_are_left_in_one_agency_are_not_left_in_the_total(pairs, shown):
    (row,) = suppress([of_agencies(*pairs)])
    assert [one["points"][0]["figure"] for one in (row, *row["parts"])] == shown


def test_a_total_that_is_hidden_elsewhere_is_not_left_in_what_it_is_made_of():
    """Nothing of the second points to a person, but its total is the count of the first."""
    first = series(shares((96, 100)), unit="percent", numerator="visits on time", denominator="visits due")
    parts = [part("A", shares((48, 50))), part("B", shares((48, 50))), part("C", shares((20, 20)))]
    second = series(
        shares((116, 120)), code="X-2", unit="percent", numerator="visits on time", people=False, parts=parts
    )
    rows = suppress([first, second])
    assert [one["points"][0]["figure"] for one in (rows[1], *rows[1]["parts"])] == ["c", "c", "c", "100.0"]


def test_a_rate_has_no_other_side():
    (row,) = suppress([series(shares((97, 100)), unit="rate")])
    assert row["points"][0]["figure"] == "97.0"


def test_few_more_on_either_side_of_what_is_added_up_through_the_year_are_hidden():
    row = series(shares((20, 40), (40, 61), (60, 84), (90, 94)), unit="percent", cumulative=True)
    assert [point["figure"] for point in suppress([row])[0]["points"]] == ["50.0", "c", "c", "c"]
