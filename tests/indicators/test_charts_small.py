"""Do the small charts of a series show its figures, first and last, whatever they are?"""

from datetime import date
from decimal import Decimal
from itertools import pairwise
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indicators.chart_layout import LETTER
from indicators.charts import Point, TargetStep, small_multiple, sparkline
from tests.indicators.test_charts import NBSP, POINTS, STEPS, months, parts, places, texts

NAMED = {"key": "c", "title": "Title", "description": "Words"}
TARGET = [TargetStep(date(2012, 1, 1), Decimal(90))]
BOTH = pytest.mark.parametrize("chart", [small_multiple, sparkline])


def small(points, **options):
    return ElementTree.fromstring(small_multiple(points, **NAMED | options))


def spark(points, **options):
    return ElementTree.fromstring(sparkline(points, **NAMED | options))


def last_dot(chart):
    (dot,) = parts(chart, "circle", "chart-dot chart-last")
    return float(dot.get("cx", "")), float(dot.get("cy", ""))


@BOTH
def test_it_is_named_for_those_who_do_not_see_it(chart):
    drawn = ElementTree.fromstring(chart(months(1, 2), key="QP2", title="Visits in time", description="From 1 to 2"))
    assert (drawn.get("role"), drawn.get("aria-labelledby")) == ("img", "QP2-title QP2-description")
    assert [(part.get("id"), part.text) for part in list(drawn)[:2]] == [
        ("QP2-title", "Visits in time"),
        ("QP2-description", "From 1 to 2"),
    ]


@BOTH
def test_a_key_that_cannot_begin_an_id_is_refused(chart):
    with pytest.raises(ValueError, match="key"):
        chart([], **NAMED | {"key": "1"})


@BOTH
def test_hostile_words_stay_words(chart):
    hostile = "</title><script>alert(1)</script>\"'&\x00"
    markup = chart([Point(date(2013, 1, 31), Decimal(1), hostile)], key="c", title=hostile, description=hostile)
    assert "<script" not in markup
    assert ElementTree.fromstring(markup)[0].text == "</title><script>alert(1)</script>\"'&\ufffd"


@BOTH
@pytest.mark.parametrize("points", [[], months(None), months(None, None)], ids=["none", "one gap", "two gaps"])
def test_without_figures_it_says_so(chart, points):
    drawn = ElementTree.fromstring(chart(points, **NAMED))
    assert texts(drawn) == ["No figures yet"]
    assert {part.tag.split("}")[1] for part in drawn} == {"title", "desc", "text"}


@BOTH
def test_a_gap_is_never_joined(chart):
    drawn = ElementTree.fromstring(chart(months(1, 2, None, 4, None, 5, 6, 7), **NAMED))
    assert [len(places(line)) for line in parts(drawn, "polyline")] == [2, 3]


def test_a_small_chart_writes_only_the_ends_of_its_axes_the_target_and_the_last_figure():
    assert texts(small(months(41, 60, 86), unit="%", target=TARGET)) == [
        f"0{NBSP}%", f"100{NBSP}%", "Month 0", "Month 2", "Target", f"90{NBSP}%", f"86{NBSP}%",
    ]  # fmt: skip


def test_a_small_chart_stands_on_a_line_of_ink_only_at_nought():
    assert len(parts(small(months(41, 86)), "line", "chart-axis")) == 1
    high = small(months(81, 94), from_zero=False)
    assert parts(high, "line", "chart-axis") == []
    assert texts(high)[:2] == ["80", "95"]


def test_a_small_chart_says_figures_below_nought_with_its_line_at_nought():
    chart = small(months(-4, 3))
    assert texts(chart)[:3] == ["\u22124", "0", "4"]
    assert len(parts(chart, "line", "chart-axis")) == 1


def test_a_small_chart_of_one_figure_has_one_dot_and_one_period():
    chart = small(months(5))
    assert texts(chart)[-2:] == ["Month 0", "5"]
    assert len(parts(chart, "circle", "chart-dot")) == 1
    assert parts(chart, "polyline") == []


def test_a_small_chart_of_equal_figures_is_level():
    (line,) = parts(small(months(5, 5, 5)), "polyline")
    assert len({y for _, y in places(line)}) == 1


def test_a_small_chart_labels_its_last_period_though_its_last_figure_is_older():
    chart = small(months(5, 7, None, None), target=TARGET)
    assert texts(chart)[-5:] == ["Month 0", "Month 3", "Target", "90", "7"]
    assert 0 < float(parts(chart, "text")[-1].get("x", "")) - last_dot(chart)[0] < 12


@pytest.mark.parametrize("words", ["Jan 2013", "25 Jan 2013", "The quarter that ends in March 2013"])
@pytest.mark.parametrize("width", [160, 300])
def test_first_and_last_period_never_touch(words, width):
    points = [Point(date(2013, 1, day), Decimal(day * 10**6), words) for day in (1, 2, 3)]
    shown = [part for part in parts(small(points, width=width), "text") if part.get("text-anchor") == "middle"]
    reach = [(float(part.get("x", "")), LETTER * len(part.text or "") / 2) for part in shown]
    assert len(reach) == 2
    assert all(before + half < after - other for (before, half), (after, other) in pairwise(reach))
    assert all(half <= x <= width - half for x, half in reach)


def test_a_spark_goes_from_its_least_to_its_greatest_figure_and_ends_in_a_dot():
    chart = spark(months(6, 2, 10))
    (line,) = parts(chart, "polyline")
    assert [y for _, y in places(line)] == [14, 24, 4]
    assert last_dot(chart) == places(line)[-1] == (116, 4)
    assert texts(chart) == []


@pytest.mark.parametrize("values", [(5, 5, 5), (7,)])
def test_a_spark_without_change_runs_in_the_middle(values):
    assert last_dot(spark(months(*values))) == (116, 14)


def test_the_dot_of_a_spark_stands_at_the_last_figure_there_is():
    x, y = last_dot(spark(months(1, 2, None, None)))
    assert (x < 60, y) == (True, 4)


@given(points=POINTS, steps=STEPS, unit=st.sampled_from(["", "%", "£", "cases"]), from_zero=st.booleans())
def test_any_figures_make_small_charts_that_stay_inside_their_frame(points, steps, unit, from_zero):
    options = NAMED | {"target": steps, "unit": unit, "from_zero": from_zero}
    drawings = [(small_multiple, options, 300, 110), (sparkline, NAMED, 120, 28)]
    for chart, given_options, width, height in drawings:
        markup = chart(points, **given_options)
        assert markup == chart(points[::-1], **given_options) or len({point.on for point in points}) < len(points)
        drawn = ElementTree.fromstring(markup)
        numbers = [value for part in drawn.iter() for value in part.attrib.values()]
        assert not [value for value in numbers if "nan" in value or "inf" in value or "url(" in value]
        for line in parts(drawn, "polyline"):
            assert all(0 <= x <= width and 0 <= y <= height for x, y in places(line))
        for dot in parts(drawn, "circle"):
            assert 0 <= float(dot.get("cx", "")) <= width
            assert 0 <= float(dot.get("cy", "")) <= height
        assert all("style" not in part.attrib for part in drawn.iter())
