"""Where limits mix two levels it is said, and what has just been lost again is not called better."""

from datetime import date
from decimal import Decimal

import pytest

from indicators.crossings import unsettled
from indicators.front_door import Usual, usual
from indicators.reading import Movement, Rebased
from indicators.rebasing import question
from indicators.standing import Aim, Polarity
from tests.indicators.series_made import around, ends_of, series

BACKLOG = [41, 43, 40, 38, 39, 37, 34, 31, 28, 24, 19, 11, 4, 0, 0, 2]
BACK = [None, 9, 14]
WAITING = {"every": "week", "unit": "count", "polarity": Polarity.LOWER, "aim": Aim(value=Decimal(0))}


def test_what_rises_from_nought_is_not_called_better_since_it_was_worse_long_ago():
    cleared = series(BACKLOG, **WAITING).reading
    assert cleared.change is Movement.BETTER
    rising = series([*BACKLOG, *BACK], **WAITING).reading
    assert rising.change is Movement.NONE
    assert rising.change_words == (
        "14 in the week to 31 January 2013 is much worse than 0 in the week to 27 December 2012, though still better than "
        "usual (limits 14 to 32)"
    )


def test_what_has_settled_on_a_better_level_no_longer_gets_better():
    settled = series([*BACKLOG, *BACK, 12, 9, 8, 9, 7, 5, 6], **WAITING).reading
    assert (settled.change, settled.since) == (Movement.NONE, None)
    assert settled.change_words == "settled at about 6.9 since the week to 25 October 2012, after about 34 before"


def test_what_has_settled_on_a_worse_level_is_worse_until_the_board_has_the_limits_drawn_anew():
    found = series([*around(80, 20), *around(65, 14)])
    assert (found.reading.levels.figures, found.reading.change) == (14, Movement.WORSE)
    assert usual(found).word == "Less than usual"


def test_it_is_better_only_since_the_last_figure_that_had_lost_ground():
    found = series([*around(80, 20), 90, 92, 85, 91, 91.5], aim=None).reading
    assert found.change is Movement.BETTER
    assert found.since == date(2012, 12, 31)


def test_a_worse_figure_is_called_worse_though_it_was_worse_still():
    higher = [-value if value is not None else None for value in [*BACKLOG, *BACK]]
    assert series(higher, **WAITING).reading.change is Movement.WORSE


def test_limits_over_a_backlog_and_what_came_after_it_mix_two_levels():
    found = series([*BACKLOG, *BACK, 12, 9, 8, 9, 7, 5, 6], **WAITING)
    levels = found.reading.levels
    assert (levels.since, levels.figures, levels.figures_before) == (date(2012, 10, 25), 14, 11)
    assert found.reading.levels_words == (
        "The figures have settled on another level: the 14 weeks of figures since the week to 25 October 2012 lie about 6.9, "
        "the 11 before about 34. The limits of 11.2 to 26.4 mix the two and describe neither."
    )
    assert usual(found) == Usual(
        "As usual",
        "about 6.9 is usual since the week to 25 October 2012; the limits of 11 to 26 mix that with the level before",
    )
    assert question(found).startswith(
        "Should the limits of X-01 be drawn anew from the week to 25 October 2012? The fig"
    )


@pytest.mark.parametrize(
    "values",
    [
        around(80, 24),  # one level
        [*around(80, 14), *around(80.8, 9)],  # a shift smaller than a limit is wide
        [*around(80, 20), *around(95, 6)],  # too few since
        [*around(80, 6), *around(95, 20)],  # too few before
        [80 + step for step in range(24)],  # still moving
    ],
)
def test_no_second_level_is_made_of_chance_few_figures_or_what_still_moves(values):
    found = series(values)
    assert (found.reading.levels, question(found)) == (None, "")


def test_a_second_level_is_seen_at_seven_figures_and_over_a_missing_month():
    assert series([*around(80, 20), *around(95, 7)]).reading.levels.figures == 7
    with_gap = [*around(80, 20), *around(95, 4), None, *around(95, 4)]
    assert series(with_gap).reading.levels.figures == 8


def test_limits_that_begin_anew_mix_nothing_any_more():
    values = [*around(80, 20), *around(95, 14)]
    anew = Rebased(ends_of(14)[0], 3, "A new team.", "Sam Secretary")
    assert series(values).reading.levels.figures == 14
    assert series(values, rebases=(anew,)).reading.levels is None


def test_one_figure_that_lost_ground_is_not_said_to_be_usual():
    lost = series([*BACKLOG, 14], **WAITING)
    assert (lost.reading.change, bool(lost.reading.points[-1].rules)) == (Movement.NONE, True)
    assert unsettled(lost, "change", Movement.BETTER) == (
        "One figure says otherwise; a second is needed before this is called over."
    )
