"""Will it meet its target? Each answer, in its order and its words, and each refusal with a twin that is answered."""

from datetime import date
from decimal import Decimal

import pytest

from indicators.outlook import Expected, Why
from indicators.standing import Aim, Polarity
from tests.indicators.series_made import TODAY, around, series, step

NBSP = "\u00a0"
RISING = [round(60 + 0.9 * place + wobble, 1) for place, wobble in enumerate(around(0, 24))]


def looked(values, **more):
    return series(values, **more).reading.outlook


def test_a_stable_series_is_answered_from_its_limits():
    assert looked(around(92, 24)) == (
        Expected.MEET,
        "Stable over the 24 months of figures from February 2011 to January 2013, and its limits, "
        f"88.3 to 95.7{NBSP}%, lie above the target of 85{NBSP}%: yes, if nothing changes.",
        "limits",
        None,
        Why.INSIDE,
    )
    below = looked(around(60, 24))
    assert below.word is Expected.NOT
    assert below.reason.endswith(f"lie below the target of 85{NBSP}%: not without a change to the process.")
    across = looked(around(85.3, 24))
    assert across.word is Expected.MAY
    assert across.reason.endswith(
        "reach to both sides of the target of 85\u00a0%: some months yes, some no, and 7 of the last 12 did."
    )


def test_lower_is_better_and_a_band_are_read_their_own_way():
    lower = {"polarity": Polarity.LOWER, "unit": "working_days"}
    assert looked(around(20, 24), aim=Aim(value=Decimal(30)), **lower).word is Expected.MEET
    assert looked(around(20, 24), aim=Aim(value=Decimal(20)), **lower).word is Expected.MAY
    never = looked(around(20, 24), aim=Aim(value=Decimal(10)), **lower)
    assert (never.word, "lie above the target of 10" in never.reason) == (Expected.NOT, True)
    band = {"polarity": Polarity.BAND, "unit": "per_worker"}
    words = {
        (10, 30): Expected.MEET,
        (20, 30): Expected.MAY,
        (19, 21): Expected.MAY,
        (30, 40): Expected.NOT,
        (2, 10): Expected.NOT,
    }
    for (low, high), word in words.items():
        assert looked(around(20, 24), aim=Aim(low=Decimal(low), high=Decimal(high)), **band).word is word


def test_a_series_that_moves_is_answered_by_its_line_and_says_what_it_assumes():
    found = looked(RISING)
    assert found.word is Expected.MEET
    assert found.method == "Theil-Sen line"
    assert found.reason == (
        f"Changing by +0.9{NBSP}percentage points a month (likely between +0.84 and +0.94) over the 24 months of figures "
        "from February 2011 to January 2013: on course for the target of 85\u00a0% by January 2014 "
        "(reached between June 2013 and August 2013), which assumes that the present rate continues; it often does not."
    )
    assert [found.line[0].on, found.line[-1].on, len(found.line)] == [date(2013, 1, 31), date(2014, 1, 31), 13]
    for at in found.line:
        assert at.least < at.lower <= at.level <= at.upper < at.most <= 100


def test_a_series_that_moves_away_or_too_slowly_is_not_expected():
    away = looked([160 - value for value in RISING])
    assert away.word is Expected.NOT
    assert "not on course" in away.reason
    assert "no date can be given" in away.reason
    slow = looked([value - 30 for value in RISING])
    assert slow.word is Expected.NOT
    assert "not reached before January 2014" in slow.reason


def test_a_target_to_come_is_asked_for_by_its_day_and_no_further_than_a_line_may_go():
    def coming(day):
        return looked(RISING, targets=(step(day, Aim(value=Decimal(85))),))

    near, far = coming(date(2013, 10, 31)), coming(date(2014, 6, 30))
    assert near.word is Expected.MEET
    assert "by October 2013" in near.reason
    assert near.line[-1].on == date(2013, 10, 31)
    assert (far.word, far.why, far.line) == (Expected.MAY, Why.FAR, None)
    assert "its date, June 2014, is further away than a present rate may be carried on" in far.reason
    short = series(RISING[:14], targets=(step(date(2013, 10, 31), Aim(value=Decimal(85))),)).reading.outlook
    assert "further away" in short.reason  # longer than half of fourteen months
    stable = looked(around(92, 24), targets=(step(date(2015, 6, 30), Aim(value=Decimal(85))),))
    assert stable.word is Expected.MEET  # its limits claim no date


def test_too_few_figures_are_answered_by_their_number():
    assert looked(around(92, 12)).word is Expected.TOO_FEW
    assert looked(around(92, 12)).reason.startswith("12 months of figures: limits are a trial")
    assert looked(around(92, 13)).word is Expected.MEET


def test_old_figures_are_too_old_to_look_ahead_from():
    assert looked(around(92, 24), on=date(2013, 4, 2)).word is Expected.MEET
    old = looked(around(92, 24), on=date(2013, 4, 6))
    assert (old.word, old.reason) == (
        Expected.TOO_FEW,
        "The last figure is that of January 2013, more than 2 months ago, and is too old to look ahead from.",
    )


def test_a_target_that_changed_a_short_while_ago_is_not_looked_ahead_to():
    def changed(day, before=80):
        steps = (step(date(2000, 1, 1), Aim(value=Decimal(before))), step(day, Aim(value=Decimal(85))))
        return looked(around(92, 24), targets=steps)

    late = changed(date(2012, 6, 1))
    assert (late.word, late.reason) == (
        Expected.TOO_FEW,
        "The target changed on 1 June 2012, and there are 8 months of figures since; 13 are needed.",
    )
    assert changed(date(2012, 1, 1)).word is Expected.MEET
    assert changed(date(2012, 6, 1), before=85).word is Expected.MEET  # agreed again, and the same


def test_no_variation_is_compared_plainly():
    assert looked([90] * 14)[:2] == (
        Expected.MEET,
        f"No variation in 14 months: each is 90{NBSP}%, which meets the target of 85{NBSP}%: yes, if nothing changes.",
    )
    assert looked([85] * 14).word is Expected.MEET
    assert looked([84] * 14).word is Expected.NOT
    assert looked([90] * 12).word is Expected.TOO_FEW


def test_where_the_question_does_not_arise_there_is_no_word():
    context = looked(around(92, 24), polarity=Polarity.CONTEXT, aim=None)
    assert context[:2] == (Expected.NONE, "It is shown for context and has no target to meet.")
    ended = looked(around(92, 24), valid_to=date(2013, 1, 31))
    assert ended[:2] == (Expected.NONE, "Its definition ended on 31 January 2013, so nothing is expected of it.")
    assert looked(around(92, 24), valid_to=TODAY).word is Expected.MEET
    assert looked(RISING, valid_to=date(2013, 4, 14)).line[-1].on == date(
        2013, 3, 31
    )  # no line past the end of a definition
    assert looked(around(92, 24), aim=None).reason == "There is no target yet to be expected to meet."


def test_nothing_is_expected_of_a_definition_that_ends_before_its_target_is_to_be_met():
    ends = {"valid_to": date(2013, 4, 14), "successor": "AS-03"}
    for values in (RISING, around(92, 24)):
        assert looked(values, by=date(2013, 12, 31), **ends)[:2] == (
            Expected.NONE,
            "Its definition ends on 14 April 2013; AS-03 takes its place: its last period, March 2013, comes before its target "
            "is to be met, December 2013, so nothing is expected of it.",
        )
    none_yet = looked([], by=date(2013, 12, 31), valid_to=date(2013, 4, 14))
    assert none_yet.reason.startswith("Its definition ends on 14 April 2013: that is before its target is to be met")
    assert looked(RISING, by=date(2013, 12, 31), valid_to=date(2013, 12, 31)).word is Expected.MEET


def test_a_line_is_given_only_where_the_word_is_read_from_it():
    assert looked(RISING).line
    assert looked([value - 30 for value in RISING]).why is Why.LATE
    rough = [value + 4 * wobble for value, wobble in zip(RISING, around(0, 24), strict=True)]
    wide = looked(rough, aim=Aim(value=Decimal("91.5")))
    assert (wide.word, wide.why, wide.line) == (Expected.MAY, Why.WIDE, None)


@pytest.mark.parametrize("every", ["week", "month", "quarter", "half_year", "year"])
def test_every_rhythm_has_its_words_and_its_line(every):
    found = looked(RISING, every=every, on=date(2013, 2, 10))
    assert found.word is not Expected.TOO_FEW
    assert not found.line or found.line[0].on < found.line[-1].on
    assert f" a {every.replace('_', '-')} " in found.reason


def test_a_run_without_a_rate_is_not_taken_for_a_movement():
    """Eight low months in a stable series whose limits reach to 83: the line alone would rule 82 out."""
    low = [79.2, 78.8, 79.1, 78.7, 79.3, 78.9, 79.0, 78.6]
    found = looked([*around(80, 12), *low, *around(80, 12)], aim=Aim(value=Decimal(82)))
    assert (found.word, found.method, found.why) == (Expected.MAY, "Theil-Sen line", Why.FLAT)
    assert "it cannot be told yet whether it is on course" in found.reason
    assert found.line is None
    assert "since the rate may as well be 0" in found.reason


def test_a_new_signal_towards_the_target_keeps_limits_from_ruling_it_out():
    below = {"aim": Aim(value=Decimal(90))}
    assert looked(around(80, 24), **below).word is Expected.NOT
    better = looked([*around(80, 23), 87], **below)
    assert (better.word, better.method) == (Expected.MAY, "limits")
    assert better.reason.startswith("Over the 24 months")
    assert better.reason.endswith(
        "lie below the target of 90\u00a0%, but its latest figures are a signal of change, too new to tell from."
    )
    assert looked([*around(80, 23), 73], **below).word is Expected.NOT  # a signal the other way does not
    above = {"aim": Aim(value=Decimal(70))}
    assert looked([*around(80, 23), 74], **above).word is Expected.MAY
    assert looked([*around(80, 23), 87], **above).word is Expected.MEET
    lower = {"polarity": Polarity.LOWER, "unit": "days", "aim": Aim(value=Decimal(70))}
    assert looked([*around(80, 23), 74], **lower).word is Expected.MAY
    assert looked([*around(80, 23), 87], **lower).word is Expected.NOT
    band = {"polarity": Polarity.BAND, "unit": "days", "aim": Aim(low=Decimal(60), high=Decimal(70))}
    assert looked([*around(80, 23), 74], **band).word is Expected.MAY
    assert looked([*around(80, 23), 87], **band).word is Expected.NOT


def test_a_line_that_the_latest_figures_have_left_proves_nothing_against_them():
    """A backlog that fell fast and then stays above its target: the line would be below it by now."""
    fell = [60 - 3 * place for place in range(16)]
    lower = {"polarity": Polarity.LOWER, "unit": "days", "aim": Aim(value=Decimal(10))}
    assert looked(fell, **lower).word is Expected.MEET
    stayed = looked([*fell, 15, 16, 14, 15, 16, 15], **lower)
    assert stayed.word is Expected.MAY
    assert "since the latest figures have left the line" in stayed.reason
    worse = [round(80 - 0.5 * place - (4 if place > 20 else 0), 1) for place in range(24)]
    assert looked(worse).word is Expected.NOT  # they left it the wrong way


def test_a_line_that_leaves_the_scale_does_not_promise_its_end():
    falling = [round(24 - place + wobble, 1) for place, wobble in enumerate(around(0, 20))]
    lower = {"polarity": Polarity.LOWER, "unit": "days"}
    assert looked(falling, aim=Aim(value=Decimal(1)), **lower).word is Expected.MEET
    end = looked(falling, aim=Aim(value=Decimal(0)), **lower)
    assert end.word is Expected.MAY


def test_limits_on_both_sides_say_how_often_the_target_was_met():
    lower = {"polarity": Polarity.LOWER, "unit": "days"}
    assert looked(around(80, 24), aim=Aim(value=Decimal("77.5")), **lower).reason.endswith(
        "seldom, and none of the last 12 months did."
    )
    assert looked(around(80, 24), aim=Aim(value=Decimal("82.5")), **lower).reason.endswith(
        "mostly, and each of the last 12 months did."
    )
