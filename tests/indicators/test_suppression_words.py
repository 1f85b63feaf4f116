"""Does anything that is said of a series still say a figure that is hidden?"""

import json
import re
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from indicators.data_words import rest_of, sentence_of
from indicators.series import series_of
from indicators.suppression import NOTE_LEFT_OUT, UnknownKey, suppress
from records.templatetags.look import STATUSES
from tests.factories import Clock, World
from tests.indicators.figures_as_data import counts, part, point, series, shares

JANUARY, FEBRUARY = date(2013, 1, 31), date(2013, 2, 28)
HIDDEN = "Too small to show"


def one(row: dict) -> dict:
    (row,) = suppress([row])
    return row


def test_the_word_is_one_of_the_vocabulary():
    assert HIDDEN in STATUSES


def test_a_hidden_latest_figure_is_said_nowhere():
    row = one(series(counts(41, 3)))
    assert row["against"] == row["latest"] == row["newest"]["value"] == HIDDEN
    assert row["sentence"] == "Too small to show in period 1; the target is 0."
    assert (row["rest"], row["worse_than_first"]) == (" in period 1; the target is 0.", None)
    assert row["first"] == {"value": "41", "period": "period 0", "label": "P0"}


def test_a_hidden_first_figure_is_said_nowhere():
    row = one(series(counts(3, 41)))
    assert row["first"] == {"value": HIDDEN, "period": "period 0", "label": "P0"}
    assert (row["worse_than_first"], row["latest"]) == (None, "41")
    assert row["sentence"] == "Misses the target in period 1 (41, target 0)."


def test_the_last_figure_before_a_gap_is_said_only_where_it_is_shown():
    gap = {"against": "No data", "latest": "No data"}
    assert one(series(counts(3, None), **gap))["sentence"] == (
        "No data – none reported in period 1; the last figure is too small to show, period 0; the target is 0."
    )
    assert one(series(counts(3, 41, None), **gap))["sentence"] == (
        "No data – none reported in period 2; the last figure is 41, period 1; the target is 0."
    )


@pytest.mark.parametrize(
    ("more", "sentence"),
    [
        ({"against": "Context only", "target": ""}, "Context only – too small to show in period 0."),
        (
            {"against": "No target yet", "target": "", "target_steps": []},
            "No target yet – too small to show in period 0; the Board has not set one.",
        ),
        (
            {"against": "No target yet", "target": ""},
            "No target yet – too small to show in period 0; the target of 0 begins on 1 September 2012.",
        ),
        (
            {"ended": True, "validity": "ended on 14 April 2013"},
            "Too small to show in period 0; the target is 0; ended on 14 April 2013.",
        ),
    ],
)
def test_every_class_of_sentence_is_said_again(more, sentence):
    assert one(series(counts(3), **more))["sentence"] == sentence


BASELINE = {"kind": "baseline", "who": "", "period": "May 2012", "value": "4", "words": "4", "source": "4 of 9 cases"}


def test_a_small_baseline_is_hidden_and_that_of_others_is_not():
    england = BASELINE | {"kind": "england", "source": "Published"}
    first = {"value": "4", "number": "4", "period": "May 2012", "label": "May 2012"}
    row = one(series(counts(41, 60), baseline=BASELINE, benchmarks=[BASELINE, england], first=first))
    hidden = BASELINE | {"value": None, "words": HIDDEN, "source": NOTE_LEFT_OUT}
    assert (row["baseline"], row["benchmarks"]) == (hidden, [hidden, england])
    assert row["first"] == first | {"value": HIDDEN, "number": None}
    assert suppress([row]) == [row]


def test_a_baseline_that_is_a_hidden_figure_is_hidden():
    same = BASELINE | {"value": "6.0", "words": "6 %", "source": "The return."}
    row = series(shares((3, 50), (20, 50)), unit="percent", baseline=same)
    assert one(row)["baseline"] == same | {"value": None, "words": HIDDEN}


def test_a_baseline_percentage_of_nobody_knows_how_many_is_hidden_where_the_series_hides_a_figure():
    large = BASELINE | {"value": "41", "words": "41 %"}
    (hidden,) = suppress([series(shares((20, 50), (48, 50)), unit="percent", baseline=large)])
    assert hidden["baseline"] == large | {"value": None, "words": HIDDEN, "source": NOTE_LEFT_OUT}
    other = series(shares((20, 50), (48, 50)), unit="percent", baseline=large, people=False)
    assert one(other)["baseline"] == large
    assert one(series(shares((20, 50)), unit="percent", baseline=large))["baseline"] == large


def test_notes_that_may_say_a_number_are_left_out_of_a_series_that_hides_one():
    def noted(value: int) -> dict:
        notes = ["Up from three in May.", "A late return.", "Twins were counted.", ""]
        points = [point(n, "41", note=note) for n, note in enumerate(notes)]
        return series([*points, point(4, str(value))], parts=[part("Team", [point(0, "41", note="2 of them new.")])])

    hidden, shown = one(noted(3)), one(noted(30))
    assert [point["note"] for point in hidden["points"]] == [NOTE_LEFT_OUT, "A late return.", NOTE_LEFT_OUT, "", ""]
    assert hidden["parts"][0]["points"][0]["note"] == NOTE_LEFT_OUT
    assert shown == noted(30)


@pytest.mark.parametrize(
    "row",
    [
        series(counts(41), commentary="Three of them."),
        series([point(0, "41", commentary="Three of them.")]),
        series(counts(41), parts=[part("A", counts(41)) | {"commentary": ""}]),
        series(counts(41), parts=[part("A", [point(0, "41", commentary="")])]),
    ],
)
def test_a_key_that_nobody_has_judged_is_refused(row):
    with pytest.raises(UnknownKey, match="commentary"):
        suppress([row])


# Against real series


@pytest.fixture
def real(world: World, clock: Clock) -> list[dict]:
    """One of each standing, as a photograph would take them."""
    reported = [
        ("A-1", "count", "lower", [41, 3]),
        ("A-2", "count", "context", [41, 3]),
        ("A-3", "count", "lower", [3, None]),
        ("A-4", "count", "lower", [41]),
        ("A-5", "count", "lower", []),
        ("A-6", "working_days", "lower", [12]),
    ]
    clock.move_to(date(2013, 3, 5))
    for code, unit, polarity, values in reported:
        indicator = world.define_indicator(code, unit=unit, polarity=polarity, every="month")
        for day, value in zip((JANUARY, FEBRUARY), values, strict=False):
            if value is None:
                world.report(indicator, day, no_data_because="The list was lost.")
            else:
                world.report(indicator, day, value)
        if polarity != "context" and code != "A-4":
            world.set_target(indicator, 0, from_on=date(2012, 9, 1))
    later = world.define_indicator("B-1", every="month")
    world.report(later, JANUARY, 41)
    world.set_target(later, 10, from_on=date(2013, 4, 1))
    share = world.define_indicator("B-2", unit="percent", polarity="higher", every="month")
    world.report(share, JANUARY, numerator=Decimal(3), denominator=Decimal(41))
    world.report(share, FEBRUARY, numerator=Decimal(0), denominator=Decimal(0))
    world.set_target(share, 90, from_on=date(2012, 9, 1))
    return [row.as_data() for row in series_of(world.notice, world.asof())]


def test_the_sentence_from_plain_data_is_that_of_the_series_up_to_what_is_said_over_time(real):
    assert len({row["against"] for row in real}) >= 4
    ending = "; too few figures to say more."
    for row in real:
        assert row["sentence"] == row["against"] + row["rest"]
        assert (sentence_of(row), rest_of(row)) == tuple(row[k].replace(ending, ".") for k in ("sentence", "rest"))
    assert sum(ending in row["rest"] for row in real) >= 4


def test_real_series_have_no_key_that_hiding_does_not_know(real):
    rows = {row["code"]: row for row in suppress(real)}
    assert rows["A-1"]["sentence"] == "Too small to show in February 2013; the target is 0."
    assert rows["A-2"]["sentence"] == "Context only – too small to show in February 2013."
    assert rows["A-4"] == real[3]
    assert [point["figure"] for point in rows["B-2"]["points"]] == ["c", "No cases"]
    assert json.loads(json.dumps(rows)) == rows


# Whatever the figures: numbers that stand nowhere else are looked for in all that is given back.

ODD = st.tuples(st.integers(0, 12), st.integers(100, 999)).map(lambda pair: f"{pair[0]}.{pair[1]}7")


@st.composite
def odd_series(draw) -> dict:
    """Whose every number is found again wherever it is said."""
    unit = draw(st.sampled_from(["count", "percent", "rate", "working_days"]))

    def odd_points(most: int) -> list[dict]:
        values = draw(st.lists(st.none() | ODD, max_size=most))
        return [
            point(
                n,
                value,
                draw(st.none() | ODD),
                draw(st.none() | ODD),
                note=draw(st.sampled_from(["", f"Was {value}."])),
            )
            for n, value in enumerate(values)
        ]

    return series(
        odd_points(5), unit=unit, code="X-1", parts=[part("A", odd_points(5)), part("B", odd_points(5))],
        cumulative=draw(st.booleans()), people=draw(st.booleans()),
    )  # fmt: skip


@given(st.lists(odd_series(), max_size=3))
@settings(suppress_health_check=[HealthCheck.too_slow], deadline=None)  # a busy machine says nothing of the rule
def test_no_hidden_number_is_found_in_what_is_given_back(rows):
    done = suppress(rows)
    assert suppress(done) == done
    for row, after in zip(rows, done, strict=True):
        before, now = [row, *row["parts"]], [after, *after["parts"]]
        hidden = {
            given[name]
            for one, other in zip(before, now, strict=True)
            for given, left in zip(one["points"], other["points"], strict=True)
            if left.get("state") == "suppressed"
            for name in ("value", "numerator", "denominator")
        } - {None}
        shown = {
            given[name]
            for one, other in zip(before, now, strict=True)
            for given, left in zip(one["points"], other["points"], strict=True)
            if left.get("state") != "suppressed"
            for name in ("value", "numerator", "denominator")
        }
        found = set(re.findall(r"\d+\.\d+", json.dumps(after)))
        assert not found & (hidden - shown)
