"""Can somebody who knows the rule work out a hidden number from what is shown? Every case up to a size is tried."""

from collections import defaultdict
from decimal import Decimal
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from indicators.suppression_rules import Cell, Kind, Limits, Row, hide

LIMITS = Limits()


def count(number: int) -> Cell:
    return Cell(
        on="2013-01-31", kind=Kind.COUNT, value=Decimal(number), numerator=None, denominator=None, people=True,
        percent=False, hidden=False,
    )  # fmt: skip


def share(above: int, below: int) -> Cell:
    value = Decimal(100 * above) / below if below else None
    return Cell(
        on="2013-01-31", kind=Kind.SHARE, value=value, numerator=Decimal(above), denominator=Decimal(below),
        people=True, percent=True, hidden=False,
    )  # fmt: skip


def candidates(worlds, shown):
    """For all that look alike, the values that each hidden number could have."""
    alike = defaultdict(list)
    for world in worlds:
        alike[shown(world)].append(world)
    for look, members in alike.items():
        for place, figure in enumerate(look):
            if figure is None:
                yield {world[place] for world in members}


def of_parts(values):
    whole, parts = count(sum(values)), [count(value) for value in values]
    hide([Row(whole=[whole], parts=[[part] for part in parts])], LIMITS)
    return tuple(None if cell.hidden else int(cell.value) for cell in (*parts, whole))


@pytest.mark.parametrize(("teams", "most"), [(1, 30), (2, 30), (3, 14), (4, 7)])
def test_parts_that_add_up_to_their_whole_never_give_one_away(teams, most):
    found = list(
        candidates((w + (sum(w),) for w in product(range(most + 1), repeat=teams)), lambda w: of_parts(w[:-1]))
    )
    assert found
    assert min(map(len, found)) >= 2


def without_the_rule(values):
    whole = sum(values)
    return tuple(None if 1 <= value <= 5 else value for value in (*values, whole))


def test_without_the_rule_for_parts_they_do():
    found = candidates((w + (sum(w),) for w in product(range(15), repeat=3)), lambda w: without_the_rule(w[:-1]))
    assert min(map(len, found)) == 1


def of_shares(world):
    whole = share(sum(above for above, _ in world), sum(below for _, below in world))
    parts = [share(*pair) for pair in world]
    hide([Row(whole=[whole], parts=[[part] for part in parts])], Limits(count=2, denominator=4))
    return tuple(None if cell.hidden else (int(cell.numerator), int(cell.denominator)) for cell in (*parts, whole))


@pytest.mark.parametrize(("teams", "most"), [(1, 12), (2, 9), (3, 6)])
def test_shares_of_parts_never_give_one_away(teams, most):
    """With lower limits, so that every share up to a size can be tried: neither both its counts nor one side alone."""
    pairs = [(above, below) for below in range(most + 1) for above in range(below + 1)]
    worlds = [
        (*world, (sum(above for above, _ in world), sum(below for _, below in world)))
        for world in product(pairs, repeat=teams)
    ]
    found = list(candidates(worlds, lambda world: of_shares(world[:-1])))
    assert found
    assert min(len({above for above, _ in could_be}) for could_be in found) >= 2
    assert min(len({below - above for above, below in could_be}) for could_be in found) >= 2


def test_a_hidden_percentage_could_be_any_of_several():
    def shown(world):
        cell = share(*world[0])
        hide([Row(whole=[cell])], LIMITS)
        return (None if cell.hidden else cell.value or "none",)

    worlds = [((above, below),) for below in range(41) for above in range(below + 1)]
    (hidden,) = candidates(worlds, shown)
    assert hidden == {
        (above, below)
        for ((above, below),) in worlds
        if below and (below <= 10 or 1 <= above <= 5 or 1 <= below - above <= 5)
    }


@given(st.lists(st.integers(0, 60), min_size=1, max_size=6), st.integers(0, 30))
def test_hiding_again_what_is_left_hides_no_more(values, missing):
    whole, parts = count(sum(values) + missing), [count(value) for value in values]
    hide([Row(whole=[whole], parts=[[part] for part in parts])], LIMITS)
    before = [cell.hidden for cell in (whole, *parts)]
    for cell in (whole, *parts):
        if cell.hidden:
            cell.value = cell.numerator = cell.denominator = None
    hide([Row(whole=[whole], parts=[[part] for part in parts])], LIMITS)
    assert [cell.hidden for cell in (whole, *parts)] == before


@given(st.lists(st.integers(0, 60), min_size=2, max_size=6), st.randoms())
@settings(max_examples=200)
def test_the_order_of_the_parts_decides_nothing(values, random):
    shuffled = values[:]
    random.shuffle(shuffled)

    def hidden(order):
        return sorted((value, shown is None) for value, shown in zip(order, of_parts(order), strict=False))

    assert hidden(values) == hidden(shuffled)
