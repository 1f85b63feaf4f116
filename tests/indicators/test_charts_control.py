"""Does an XmR chart show its mean, limits, signals and projected line where they are, and in words where they are capped?"""

from datetime import date, timedelta
from decimal import Decimal
from itertools import pairwise
from xml.etree import ElementTree

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from indicators.charts import Limits, Projected, Redrawn, TargetStep, control_chart, small_multiple
from records.templatetags.look import SHAPES, UnknownStatus
from tests.indicators.test_charts import JANUARY, NBSP, POINTS, STEPS, VALUES, months, parts, places, texts

NAMED = {"key": "c", "title": "Title", "description": "Words"}
WORSE, BETTER, NEITHER = "Getting worse", "Getting better", "Changed, neither good nor bad"


def drawn(points, limits, **options):
    return ElementTree.fromstring(control_chart(points, limits=limits, **NAMED | options))


def small(points, limits, **options):
    return ElementTree.fromstring(small_multiple(points, limits=limits, **NAMED | options))


def limits(points, mean=50, lower=40, upper=60, **more):
    return [
        Limits(point.on, *(Decimal(str(value)) for value in (mean, lower, upper)), **more)
        for point in points
        if point.value is not None
    ]


def height_of(chart, name):
    return [float(line.get("y1", "")) for line in parts(chart, "line", name)]


BOTH = pytest.mark.parametrize("draw", [drawn, small])


@BOTH
def test_mean_and_limits_are_lines_of_their_height_with_the_usual_between(draw):
    points = months(50, 40, 60, 50)
    chart = draw(points, limits(points))
    dots = {dot[0].text: float(dot.get("cy", "")) for dot in parts(chart, "circle") if len(dot)}
    assert height_of(chart, "chart-mean") == [dots["Month 0: 50"]]
    assert height_of(chart, "chart-limit") == [dots["Month 1: 40"], dots["Month 2: 60"]]
    (usual,) = parts(chart, "rect", "chart-usual")
    assert float(usual.get("y", "")) == dots["Month 2: 60"]
    assert float(usual.get("y", "")) + float(usual.get("height", "")) == pytest.approx(dots["Month 1: 40"], abs=0.02)


def test_mean_and_limits_are_written_beside_their_lines_and_nothing_is_drawn_without_them():
    points = months(50, 40, 60, 51)
    target = [TargetStep(date(2012, 1, 1), Decimal(70))]
    chart = drawn(points, limits(points, 50.25, 41.04, 59.456), unit="%", target=target)
    assert texts(chart)[-6:] == [
        "Target", f"70{NBSP}%", f"Mean 50.2{NBSP}%", f"Limit 59.5{NBSP}%", f"Limit 41{NBSP}%", f"51{NBSP}%",
    ]  # fmt: skip
    without = drawn(points, [Limits(point.on) for point in points], unit="%", target=target)
    assert texts(without)[-3:] == ["Target", f"70{NBSP}%", f"51{NBSP}%"]
    for name in ("chart-mean", "chart-limit", "chart-leader"):
        assert parts(without, "line", name) == []


@BOTH
def test_limits_on_trial_are_dotted(draw):
    points = months(50, 40, 60)
    full, trial = draw(points, limits(points)), draw(points, limits(points, trial=True))
    assert [line.get("stroke-dasharray") for line in parts(full, "line", "chart-limit")] == [None, None]
    assert None not in [line.get("stroke-dasharray") for line in parts(trial, "line", "chart-limit")]


def test_limits_on_trial_are_called_so():
    points = months(50, 40, 60)
    assert texts(drawn(points, limits(points, trial=True)))[-4:-1] == ["Mean 50", "Trial limit 60", "Trial limit 40"]


def test_a_limit_beyond_what_can_be_is_drawn_at_that_edge_and_says_so():
    points = months(97, 99, 95)
    chart = drawn(points, limits(points, 97, 91, 103.2), unit="%")
    assert texts(chart)[-5:-1] == [f"Mean 97{NBSP}%", f"Limit 100{NBSP}%", "(capped)", f"Limit 91{NBSP}%"]
    few = months(1, 3, 0)
    below = drawn(few, limits(few, 1.3, "-4.7", 7.3))
    assert texts(below)[-5:-1] == ["Mean 1.3", "Limit 7.3", "Limit 0", "(capped)"]
    axis = [text for text in texts(below) if text.startswith("\u2212")]
    assert axis == []
    cut = drawn(few, limits(few, 1.3, 0, 107.3))  # cut off before it came here
    assert texts(cut)[-5:-1] == ["Mean 1.3", "Limit 107.3", "Limit 0", "(capped)"]
    assert texts(drawn(few, limits(few, 1.3, "0.1", 100)))[-4:-1] == ["Mean 1.3", "Limit 100", "Limit 0.1"]


@BOTH
@pytest.mark.parametrize(
    ("word", "shape", "full"), [(WORSE, "falling", True), (BETTER, "rising", False), (NEITHER, "both", False)]
)
def test_a_signal_has_a_sign_of_its_own_shape(draw, word, shape, full):
    points = months(50, 40, 61)
    read = limits(points)
    chart = draw(points, [*read[:2], Limits(**vars(read[2]) | {"signal": word, "why": "outside the limits"})])
    (sign,) = parts(chart, "path", "chart-sign")
    assert (sign.get("fill") != "#ffffff") == full
    assert [title.text for title in chart.iter("{http://www.w3.org/2000/svg}title")][-2:].count(
        "Month 2: 61, outside the limits"
    ) == 1
    arrows = [arrow.get("d") for arrow in parts(chart, "path", "chart-arrow")]
    assert arrows == ([SHAPES[shape].path] if draw is drawn else [])


@BOTH
def test_the_three_signs_differ_without_their_colour(draw):
    def form(word):
        points = months(50, 40, 61)
        chart = draw(points, [Limits(points[2].on, Decimal(50), Decimal(40), Decimal(60), signal=word)])
        (sign,) = parts(chart, "path", "chart-sign")
        return sign.get("fill") == "#ffffff", "h" in sign.get("d", "")

    assert len({form(word) for word in (WORSE, BETTER, NEITHER)}) == 3


def test_a_word_outside_the_vocabulary_stops_the_chart():
    points = months(50)
    with pytest.raises(UnknownStatus):
        drawn(points, limits(points, signal="Rather better"))


def test_a_figure_without_a_signal_has_no_sign_and_one_without_a_figure_neither():
    points = months(50, None, 60)
    assert parts(drawn(points, limits(points)), "path", "chart-sign") == []
    hidden = [Limits(points[1].on, Decimal(50), Decimal(40), Decimal(60), signal=WORSE)]
    assert parts(drawn(points, hidden), "path", "chart-sign") == []


@BOTH
def test_gaps_stay_open_and_the_limits_go_on(draw):
    points = months(50, 40, None, 60, 50, 55)
    chart = draw(points, limits(points))
    assert [len(places(line)) for line in parts(chart, "polyline", "chart-line")] == [2, 3]
    assert len(parts(chart, "line", "chart-mean")) == 1


def test_limits_that_are_drawn_anew_step_between_two_periods_where_a_line_says_why():
    points = months(50, 40, 60, 20, 10, 30)
    read = [*limits(points[:3]), *limits(points[3:], 20, 10, 30, part=2, trial=True)]
    words = "New limits, Board decision 12"
    chart = drawn(points, read, redrawn=[Redrawn(points[3].on, words)])
    before, after = parts(chart, "line", "chart-mean")
    (mark,) = parts(chart, "line", "chart-redrawn")
    assert before.get("x2") == after.get("x1") == mark.get("x1") == mark.get("x2")
    x = [float(dot.get("cx", "")) for dot in parts(chart, "circle")]
    assert x[2] < float(mark.get("x1", "")) < x[3]
    assert words in texts(chart)
    assert texts(chart)[-4:-1] == ["Mean 20", "Trial limit 30", "Trial limit 10"]


def test_a_redrawing_whose_figures_are_still_too_few_ends_the_limits_before_it():
    points = months(50, 40, 60, 20)
    read = [*limits(points[:3]), Limits(points[3].on, part=2)]
    chart = drawn(points, read, redrawn=[Redrawn(points[3].on, "New limits")])
    (mean,) = parts(chart, "line", "chart-mean")
    assert float(mean.get("x2", "")) < float(parts(chart, "circle")[3].get("cx", ""))
    assert not [words for words in texts(chart) if words.startswith(("Mean", "Limit"))]


def test_a_redrawing_at_the_first_period_or_outside_the_chart_is_not_marked():
    points = months(50, 40, 60)
    outside = [Redrawn(points[0].on, "First"), Redrawn(points[-1].on + timedelta(days=1), "After")]
    assert parts(drawn(points, limits(points), redrawn=outside), "line", "chart-redrawn") == []


def test_a_projected_line_runs_dashed_in_its_band_to_its_period():
    points = months(50, 52, 54, 56)
    last = points[-1].on
    ahead = [
        Projected(last, Decimal(56), Decimal(56), Decimal(56)),
        Projected(last + timedelta(days=90), Decimal(62), Decimal(60), Decimal(64)),
    ]
    target = [TargetStep(date(2012, 1, 1), Decimal(58)), TargetStep(last + timedelta(days=60), Decimal(70))]
    chart = drawn(points, limits(points), projection=ahead, until="Month 6", unit="%", target=target)
    (line,) = parts(chart, "polyline", "chart-projected")
    assert line.get("stroke-dasharray")
    assert places(line)[0] == (places(parts(chart, "polyline", "chart-line")[0])[-1])
    (band,) = parts(chart, "polygon", "chart-projected-band")
    assert len(places(band)) == 4
    assert {"Month 6", "At this rate", f"60 to 64{NBSP}%", f"70{NBSP}%"} <= set(texts(chart))
    assert len(parts(chart, "line", "chart-target")) == 2
    assert len(parts(chart, "line", "chart-leader")) == 3  # to the words at the edge, past the projection
    without = drawn(points, limits(points), unit="%", target=target)
    assert parts(without, "polyline", "chart-projected") == parts(without, "line", "chart-leader") == []
    assert len(parts(without, "line", "chart-target")) == 1


@pytest.mark.parametrize("unit", ["%", "working days"])
def test_the_words_at_the_edge_stand_clear_of_each_other_and_of_the_last_period_however_low_the_chart(unit):
    """Two limits that are capped, mean, target, projection and last figure: more lines than a chart of 140 pixels holds."""
    points, last = months(50, 52, 54, 56), date(2013, 12, 31)
    ahead = [Projected(on, *map(Decimal, (60, 55, 64))) for on in (points[-1].on, last)]
    target = [TargetStep(date(2012, 1, 1), Decimal(58))]
    chart = drawn(
        points,
        limits(points, lower=-3, upper=104),
        projection=ahead,
        until="Dec 2013",
        unit=unit,
        target=target,
        height=140,
    )
    at_edge = max(float(part.get("x1", "0")) for part in parts(chart, "line", "chart-leader"))
    beside = [part for part in parts(chart, "text") if float(part.get("x", "0")) > at_edge or part.text == "Dec 2013"]
    heights = sorted(float(part.get("y", "0")) for part in beside)
    assert "Dec 2013" in [part.text for part in beside]
    assert all(after - before >= 14 for before, after in pairwise(heights))
    assert heights[-1] < float(chart.get("height", "0")) == float(chart.get("viewBox", "").split()[-1])


def test_a_projection_whose_ends_are_one_figure_says_it_once():
    points = months(9, 6, 3)
    ahead = [Projected(on, *map(Decimal, (0, 0, 0))) for on in (points[-1].on, date(2013, 12, 31))]
    assert {"At this rate", "0"} <= set(
        texts(drawn(points, limits(points, 6, 0, 9), projection=ahead, until="Dec 2013"))
    )
    assert not [words for words in texts(drawn(points, limits(points), projection=ahead)) if " to " in words]


def test_the_axis_begins_at_nought_where_that_costs_no_more_than_half_of_it():
    def scale(*values):
        chart = drawn(months(*values), limits(months(*values), values[0], values[0], values[0]))
        return [part.text for part in parts(chart, "text") if part.get("text-anchor") == "end"]

    assert scale(50, 100)[0] == "0"
    assert scale(81, 94)[0] == "80"


@BOTH
@pytest.mark.parametrize("points", [[], months(None, None)])
def test_without_figures_it_says_so(draw, points):
    chart = draw(points, [Limits(JANUARY)])
    assert texts(chart) == ["No figures yet"]


LIMITS = st.lists(
    st.builds(
        Limits,
        on=st.dates(date(1990, 1, 1), date(2090, 1, 1)),
        mean=st.none() | VALUES,
        lower=st.none() | VALUES,
        upper=st.none() | VALUES,
        part=st.integers(1, 3),
        trial=st.booleans(),
        signal=st.sampled_from(["", WORSE, BETTER, NEITHER]),
        why=st.text(),
    ),
    min_size=1,
    max_size=20,
)
AHEAD = st.lists(
    st.builds(
        Projected, on=st.dates(date(1990, 1, 1), date(2090, 1, 1)), middle=VALUES, low=VALUES, high=VALUES
    ),
    max_size=3,
).map(lambda rows: sorted(rows, key=lambda row: row.on))  # fmt: skip
MARKS = st.lists(st.builds(Redrawn, from_on=st.dates(date(1990, 1, 1), date(2090, 1, 1)), words=st.text()), max_size=3)


@settings(max_examples=50, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(points=POINTS, steps=STEPS, read=LIMITS, ahead=AHEAD, marks=MARKS, unit=st.sampled_from(["", "%", "£", "cases"]))
def test_anything_makes_a_chart_that_stays_inside_its_frame(points, steps, read, ahead, marks, unit):
    options = {"target": steps, "unit": unit}
    large = drawn(points, read, redrawn=marks, projection=ahead, until="then", **options)
    for chart, width, height in ((large, 640, 300), (small(points, read, **options), 300, 110)):
        written = [value for part in chart.iter() for value in part.attrib.values()]
        assert not [value for value in written if "nan" in value or "inf" in value or "url(" in value]
        for line in (*parts(chart, "polyline"), *parts(chart, "polygon")):
            assert all(0 <= x <= width and 0 <= y <= height for x, y in places(line))
        for line in parts(chart, "line"):
            assert all(0 <= float(line.get(name, "")) <= width for name in ("x1", "x2"))
            assert all(0 <= float(line.get(name, "")) <= height for name in ("y1", "y2"))
        assert all("style" not in part.attrib for part in chart.iter())
