"""Is "not expected to meet" seldom wrong of a stable series, and a change seldom said of one? A small part of docs/outlook.md."""

import random

import pytest

from indicators.outlook import Expected
from tests.indicators import simulation
from tests.indicators.simulation import DISTANCES, alarms, moving, stable

SIZE, SEED = 100, 20130305


@pytest.mark.parametrize(("months", "alike"), [(13, 0), (24, 0), (24, 0.4)])
def test_not_expected_to_meet_is_wrong_of_at_most_5_in_100_stable_series(months, alike):
    """Wrong: one of the next twelve months met the target after all. Over all distances of the target; where months are
    independent, at each distance too, with room for the chance of a hundred series."""
    found = stable(random.Random(SEED), SIZE, months=months, alike=alike)
    wrong = found.never_but_once
    assert sum(wrong.values()) <= 0.05 * SIZE * len(DISTANCES)
    if not alike:
        assert max(wrong.values()) <= 0.08 * SIZE
    assert found.said[4][Expected.NOT] > 0.8 * SIZE  # and it is said where it is right
    assert found.said[-4][Expected.MEET] > 0.7 * SIZE
    assert found.said[0][Expected.MAY] > 0.8 * SIZE


def test_an_outlook_by_a_line_alone_would_be_wrong_more_often(monkeypatch):
    """That line and limits must agree where it is not known that a series moves is what keeps it right."""
    with_limits = stable(random.Random(SEED), SIZE, months=36, alike=0.4)
    monkeypatch.setattr("indicators.outlook._doubt", lambda *_, **__: "")
    line_alone = stable(random.Random(SEED), SIZE, months=36, alike=0.4)
    assert line_alone.never_but_once[1] > 2 * with_limits.never_but_once[1]


def test_of_a_series_that_moves_the_wrong_word_is_rare():
    found = moving(random.Random(SEED), 200, months=24, alike=0, ahead=6)
    assert min(said.total() for said in found.values()) > 50
    assert found[True][Expected.NOT] <= 0.05 * found[True].total()
    assert found[False][Expected.MEET] <= 0.05 * found[False].total()
    assert found[True][Expected.MEET] > 0.2 * found[True].total()


def test_a_stable_series_is_seldom_said_to_get_worse():
    found = alarms(random.Random(SEED), 400, months=24, alike=0)
    assert found.worse <= 0.02 * 400
    assert 0 < found.last < found.anywhere < 0.3 * 400


def test_the_noise_is_what_it_says():
    drawn = simulation.noise(random.Random(SEED), 4000, 0.4)
    together = sum(before * after for before, after in zip(drawn, drawn[1:], strict=False)) / 4000
    assert together == pytest.approx(0.4, abs=0.06)
    assert sum(far * far for far in drawn) / 4000 == pytest.approx(1, abs=0.08)
