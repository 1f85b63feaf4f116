"""How does the sentence of an indicator end? With its outlook and its change, in one order, and shortly where there is none."""

from datetime import date
from decimal import Decimal

import pytest

from indicators.standing import Aim, Polarity
from tests.indicators.series_made import around, series, step

NBSP = "\u00a0"
RISING = [round(60 + 0.9 * place + wobble, 1) for place, wobble in enumerate(around(0, 24))]


def test_the_sentence_of_the_vocabulary():
    said = series([*around(88, 23), 93], aim=Aim(value=Decimal(90))).sentence
    assert (
        said
        == f"Meets the target in January 2013 (93{NBSP}%, target 90{NBSP}%), may or may not go on meeting it; getting better."
    )


@pytest.mark.parametrize(
    ("values", "ending"),
    [
        (around(92, 24), "), expected to meet it reliably; no clear change."),
        (around(60, 24), "), not expected to meet it reliably; no clear change."),
        (around(85, 24), "), may or may not meet it; no clear change."),
        (RISING, "), expected to meet it at the present rate; getting better."),
        ([160 - value for value in RISING], "), not expected to meet it at the present rate; getting worse."),
        ([90] * 14, "), expected to meet it if nothing changes; no clear change."),
        (around(80, 8), "); no clear change, provisionally: too few figures to look ahead."),
        ([80, 81, 79], "); too few figures to say more."),
        ([0] * 12 + [1, 0, 0], "); figures change too rarely to say more."),
    ],
)
def test_each_outlook_and_change_has_its_ending(values, ending):
    assert series(values).sentence.endswith(ending)


def test_nothing_is_said_of_what_is_not_in_use_or_has_no_figure():
    assert series([]).sentence == f"No data – nothing reported yet; the target is 85{NBSP}%."
    ended = series(around(92, 24), valid_to=date(2013, 1, 31)).sentence
    assert ended.endswith(f"target 85{NBSP}%); ended on 31 January 2013.")


def test_the_other_bodies_take_the_same_ending():
    context = series(around(92, 24), polarity=Polarity.CONTEXT, aim=None).sentence
    assert context == f"Context only – 91.4{NBSP}% in January 2013; no clear change."
    coming = series(RISING, targets=(step(date(2013, 10, 31), Aim(value=Decimal(85))),)).sentence
    assert coming.endswith(
        f"the target of 85{NBSP}% begins on 31 October 2013, expected to meet it at the present rate; getting better."
    )
    late = series([*around(92, 24), None], last=date(2013, 2, 28)).sentence
    assert late.endswith(f"; the target is 85{NBSP}%, expected to meet it reliably; no clear change.")
