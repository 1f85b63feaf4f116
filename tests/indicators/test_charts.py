"""Does a chart show the figures, all of them and nothing else, whatever they are?"""

from datetime import date, timedelta
from decimal import Decimal
from itertools import pairwise
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indicators.chart_layout import LETTER, apart, figure
from indicators.charts import Point, TargetStep, run_chart

SVG = "{http://www.w3.org/2000/svg}"
JANUARY = date(2013, 1, 31)
NBSP = "\u00a0"


def months(*values: float | str | None) -> list[Point]:
    return [
        Point(JANUARY + timedelta(days=30 * n), None if value is None else Decimal(str(value)), f"Month {n}")
        for n, value in enumerate(values)
    ]


def drawn(points: list[Point], **options) -> ElementTree.Element:
    return ElementTree.fromstring(run_chart(points, **{"key": "c", "title": "Title", "description": "Words"} | options))


def parts(chart: ElementTree.Element, tag: str, name: str | None = None) -> list[ElementTree.Element]:
    return [part for part in chart.iter(SVG + tag) if name is None or part.get("class") == name]


def texts(chart: ElementTree.Element) -> list[str]:
    return [part.text or "" for part in parts(chart, "text")]


def places(line: ElementTree.Element) -> list[tuple[float, float]]:
    return [tuple(map(float, pair.split(","))) for pair in line.get("points", "").split()]


def test_it_is_named_for_those_who_do_not_see_it():
    chart = drawn(months(1, 2), key="QP2", title="Visits in time", description="From 1 to 2")
    assert (chart.get("role"), chart.get("aria-labelledby")) == ("img", "QP2-title QP2-description")
    assert [(part.tag, part.get("id"), part.text) for part in list(chart)[:2]] == [
        (f"{SVG}title", "QP2-title", "Visits in time"),
        (f"{SVG}desc", "QP2-description", "From 1 to 2"),
    ]


def test_hostile_words_stay_words():
    hostile = "</title><script>alert(1)</script>\"'&\x00"
    points = [Point(JANUARY, Decimal(1), hostile)]
    markup = run_chart(points, key="c", title=hostile, description=hostile, unit=hostile)
    chart = ElementTree.fromstring(markup)
    assert "<script" not in markup
    assert {part.tag.removeprefix(SVG) for part in chart.iter()} <= {
        "svg", "title", "desc", "text", "line", "path", "circle", "rect",
    }  # fmt: skip
    assert chart[0].text == "</title><script>alert(1)</script>\"'&\ufffd"


@pytest.mark.parametrize("key", ["", "1", "a b", 'a"', "é", "a\n"])
def test_a_key_that_cannot_begin_an_id_is_refused(key):
    with pytest.raises(ValueError, match="key"):
        drawn([], key=key)


def test_a_gap_is_never_joined():
    lines = parts(drawn(months(1, 2, None, 4, 5, 6)), "polyline")
    assert [len(places(line)) for line in lines] == [2, 3]


def test_a_figure_alone_between_gaps_is_a_dot():
    chart = drawn(months(1, None, 3, None, 5))
    assert parts(chart, "polyline") == []
    assert len(parts(chart, "circle")) == 3


@pytest.mark.parametrize("points", [[], months(None), months(None, None)], ids=["none", "one gap", "two gaps"])
def test_without_figures_it_says_so(points):
    chart = drawn(points, target=[TargetStep(date(2012, 1, 1), Decimal(9))])
    assert texts(chart) == ["No figures yet"]
    assert parts(chart, "line") == parts(chart, "polyline") == parts(chart, "circle") == []


def test_last_value_and_target_are_written_beside_the_line():
    chart = drawn(months(41, *[60] * 10, 86), unit="%", target=[TargetStep(date(2012, 1, 1), Decimal("90.00"))])
    assert texts(chart)[-3:] == ["Target", f"90{NBSP}%", f"86{NBSP}%"]
    y = [float(part.get("y", "")) for part in parts(chart, "text")[-3:]]
    assert y[1] + LETTER < y[2]


def test_a_last_figure_too_long_to_stand_inside_the_chart_stands_clear_of_the_target():
    points = [Point(JANUARY + timedelta(days=n), Decimal(86), "Day", "86 of many cases") for n in range(3)]
    chart = drawn(points, target=[TargetStep(date(2012, 1, 1), Decimal(86))])
    target, value = parts(chart, "text")[-2:]
    assert target.get("x") == value.get("x")
    assert float(target.get("y", "")) + LETTER < float(value.get("y", ""))


def test_the_page_s_own_words_for_a_figure_come_first():
    chart = drawn([Point(JANUARY, Decimal("66.6667"), "January", f"66.7{NBSP}%")], unit="%")
    assert texts(chart)[-1] == f"66.7{NBSP}%"
    assert parts(chart, "circle")[0][0].text == f"January: 66.7{NBSP}%"


def test_last_value_is_the_last_there_is_and_stands_at_its_dot():
    chart = drawn(months(5, 7, None, None))
    label = parts(chart, "text")[-1]
    dot = parts(chart, "circle")[-1]
    assert label.text == "7"
    assert 0 < float(label.get("x", "")) - float(dot.get("cx", "")) < 12


def test_a_target_is_a_step_and_one_that_begins_later_does_not_show():
    steps = [
        TargetStep(date(2011, 1, 1), Decimal(50)),  # over before the first figure
        TargetStep(date(2012, 1, 1), Decimal(80)),
        TargetStep(JANUARY + timedelta(days=30), Decimal(90)),
        TargetStep(date(2020, 1, 1), Decimal(1000)),
    ]
    chart = drawn(months(41, 86, 87), target=steps)
    first, second = parts(chart, "line", "chart-target")
    assert first.get("x2") == second.get("x1")
    assert float(first.get("y1", "")) > float(second.get("y1", ""))
    assert "1,000" not in texts(chart)


def test_a_target_may_end():
    steps = [TargetStep(date(2012, 1, 1), Decimal(80)), TargetStep(JANUARY + timedelta(days=30))]
    chart = drawn(months(41, 86, 87), target=steps)
    assert len(parts(chart, "line", "chart-target")) == 1
    assert "Target" not in texts(chart)


@pytest.mark.parametrize(
    ("step", "lines", "bands", "words"),
    [
        (TargetStep(JANUARY, low=Decimal(10), high=Decimal(15)), 2, 1, f"10 to 15{NBSP}%"),
        (TargetStep(JANUARY, low=Decimal(10)), 1, 0, f"10{NBSP}% or more"),
        (TargetStep(JANUARY, high=Decimal(15)), 1, 0, f"15{NBSP}% or less"),
    ],
)
def test_a_target_of_two_ends_or_one(step, lines, bands, words):
    chart = drawn(months(12, 11), target=[step], unit="%")
    assert len(parts(chart, "line", "chart-target")) == lines
    assert len(parts(chart, "rect", "chart-band")) == bands
    assert words in texts(chart)


@pytest.mark.parametrize(
    ("values", "options", "scale"),
    [
        ((41, 86), {}, ["0", "25", "50", "75", "100"]),
        ((0, 0), {}, ["0", "1"]),
        ((2, 1), {}, ["0", "1", "2"]),  # no half a case
        (("0.5", "1.5"), {}, ["0", "0.5", "1", "1.5"]),
        ((55, 55), {"from_zero": False}, ["54", "55", "56"]),
        ((81, 94), {"from_zero": False}, ["80", "85", "90", "95"]),
        ((-4, 3), {}, ["−4", "−2", "0", "2", "4"]),
        ((1_200_000, 9_000_000), {"unit": "£"}, ["£0", "£2.5 million", "£5 million", "£7.5 million", "£10 million"]),
    ],
)
def test_the_axis_is_round_and_begins_at_nought_unless_told(values, options, scale):
    chart = drawn(months(*values), **options)
    labels = [part.text for part in parts(chart, "text") if part.get("text-anchor") == "end"]
    assert labels == [words.replace(" ", NBSP) for words in scale]


def test_a_long_unit_is_said_once_above_the_axis():
    chart = drawn(months(4, 5), unit="per 10,000 children")
    assert texts(chart)[0] == "per 10,000 children"
    assert sum("children" in words for words in texts(chart)) == 1


@pytest.mark.parametrize("count", [2, 12, 24, 61, 200])
@pytest.mark.parametrize("label", ["Jan 2013", "The quarter that ends in March 2013"])
def test_period_labels_stay_apart_and_the_last_is_shown(count, label):
    points = [Point(JANUARY + timedelta(days=30 * n), Decimal(n), f"{n} {label}") for n in range(count)]
    chart = drawn(points)
    shown = [part for part in parts(chart, "text") if part.get("text-anchor") == "middle"]
    reach = [(float(part.get("x", "")), LETTER * len(part.text or "") / 2) for part in shown]
    assert all(before + half < after - other for (before, half), (after, other) in pairwise(reach))
    assert (shown[-1].text or "").startswith(f"{count - 1} ")
    assert all(half <= x <= 640 - half for x, half in reach)
    assert len(parts(chart, "circle")) == (count if count <= 60 else 0)


def test_order_of_the_points_does_not_matter():
    points = months(3, None, 5, 6)
    assert ElementTree.tostring(drawn(points)) == ElementTree.tostring(drawn(points[::-1]))


@pytest.mark.parametrize(
    ("value", "unit", "words"),
    [
        ("92.50", "%", f"92.5{NBSP}%"),
        ("1250", "", "1,250"),
        ("-4", "", "−4"),
        ("-0.00001", "", "0"),
        ("2500000", "£", f"£2.5{NBSP}million"),
        ("3E+9", "", f"3{NBSP}billion"),
        ("7E+12", "", f"7{NBSP}trillion"),
        ("1E+18", "", "1.0e+18"),
    ],
)
def test_a_figure_is_short(value, unit, words):
    assert figure(Decimal(value), unit) == words


VALUES = st.decimals(min_value=-(10**12), max_value=10**12, places=4)
POINTS = st.lists(
    st.builds(Point, on=st.dates(date(1990, 1, 1), date(2090, 1, 1)), value=st.none() | VALUES, label=st.text()),
    max_size=30,
)
STEPS = st.lists(
    st.builds(
        TargetStep,
        from_on=st.dates(date(1990, 1, 1), date(2090, 1, 1)),
        value=st.none() | VALUES,
        low=st.none() | VALUES,
        high=st.none() | VALUES,
    ),
    max_size=4,
)


@given(
    points=POINTS, steps=STEPS, unit=st.sampled_from(["", "%", "£", "cases"]), from_zero=st.booleans(), words=st.text()
)
def test_any_figures_make_a_chart_that_stays_inside_its_frame(points, steps, unit, from_zero, words):
    options = {"key": "c", "title": words, "description": words, "target": steps, "unit": unit, "from_zero": from_zero}
    markup = run_chart(points, **options)
    assert markup == run_chart(list(points), **options)
    chart = ElementTree.fromstring(markup)
    given = [point for point in points if point.value is not None]
    assert len(parts(chart, "circle")) == len(given)
    for line in parts(chart, "polyline"):
        assert all(0 <= x <= 640 and 0 <= y <= 260 for x, y in places(line))
    for part in parts(chart, "line"):
        assert all(0 <= float(part.get(name, "")) <= limit for name, limit in [("x1", 640), ("x2", 640), ("y1", 260)])
        assert float(part.get("x1", "")) <= float(part.get("x2", ""))
    for part in chart.iter():
        assert "style" not in part.attrib
        assert not [name for name in part.attrib if name.startswith("on") or name.endswith("href")]
        assert "url(" not in " ".join(part.attrib.values())
    order = [point.value for point in sorted(given, key=lambda point: point.on)]
    heights = [float(dot.get("cy", "")) for dot in parts(chart, "circle")]
    for (value, y), (following, following_y) in pairwise(zip(order, heights, strict=True)):
        assert following_y <= y if following >= value else following_y >= y  # a greater figure is never drawn lower


THINGS = st.lists(st.tuples(st.floats(10, 290), st.floats(10, 40)), min_size=1, max_size=5)


@given(THINGS)
def test_labels_are_moved_apart_and_no_further_than_the_frame(things):
    wanted, sizes = [middle for middle, _ in things], [size for _, size in things]
    middles = apart(wanted, sizes, low=10, high=290)
    edges = sorted((middle - size / 2, middle + size / 2) for middle, size in zip(middles, sizes, strict=True))
    assert all(foot <= top + 1e-6 for (_, foot), (top, _) in pairwise(edges))
    assert edges[0][0] >= 10 - 1e-6
    assert edges[-1][1] <= 290 + 1e-6
    order = sorted(range(len(things)), key=lambda index: wanted[index])
    assert [middles[index] for index in order] == sorted(middles)


def test_labels_that_have_room_stay_and_two_that_touch_move_alike():
    assert apart([20, 60], [20, 20], low=0, high=100) == [20, 60]
    assert apart([50, 52], [20, 20], low=0, high=100) == [41, 61]
    assert apart([98, 52], [20, 20], low=0, high=100) == [90, 52]
    assert apart([2, 3, 90], [20, 20, 20], low=0, high=100) == [10, 30, 90]


def test_the_baseline_is_a_dotted_line_with_its_words():
    chart = drawn(
        months(41, 60, 86), unit="%", baseline=Decimal(41), target=[TargetStep(date(2012, 1, 1), Decimal(90))]
    )
    (line,) = parts(chart, "line", "chart-baseline")
    assert line.get("y1") == line.get("y2") == parts(chart, "circle")[0].get("cy")
    assert texts(chart)[-5:] == ["Target", f"90{NBSP}%", "Baseline", f"41{NBSP}%", f"86{NBSP}%"]
    assert parts(drawn(months(41, 60, 86)), "line", "chart-baseline") == []


def test_a_baseline_beyond_the_figures_is_inside_the_frame():
    (line,) = parts(drawn(months(3, 2), baseline=Decimal(410)), "line", "chart-baseline")
    assert 0 <= float(line.get("y1", "")) <= 260


def test_a_last_figure_within_the_chart_is_not_struck_through_by_the_target():
    chart = drawn(months(5, 7, None, None), target=[TargetStep(date(2012, 1, 1), Decimal(7))])
    (plate,) = parts(chart, "rect", "chart-plate")
    label = parts(chart, "text")[-1]
    assert float(plate.get("x", "")) < float(label.get("x", ""))
    assert (
        list(chart).index(parts(chart, "line", "chart-target")[0]) < list(chart).index(plate) < list(chart).index(label)
    )
