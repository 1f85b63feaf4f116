"""Does the calendar strip put every meeting, month and review where it is in time, and name what it shows?"""

from datetime import date, timedelta
from itertools import pairwise
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indicators.chart_strip import Strip, month_labels, year_labels
from indicators.charts import Mark, calendar_strip
from tests.indicators.test_charts import parts, texts

ISSUE, FINAL, TODAY = date(2012, 6, 18), date(2013, 12, 31), date(2013, 3, 5)
ALL = [
    Mark(date(2012, 7, 5), "held", "Board meeting 1, 5 July 2012"),
    Mark(date(2013, 1, 15), "unrecorded", "Board meeting 2, 15 January 2013"),
    Mark(date(2013, 4, 9), "planned", "Board meeting 3, 9 April 2013"),
    Mark(date(2013, 3, 31), "ministers", "Information to Ministers, March 2013"),
    Mark(date(2013, 12, 31), "review", "Final review, December 2013"),
]


def markup(marks=ALL, *, start=ISSUE, end=FINAL, today=TODAY, **options):
    options = {"key": "c", "title": "Title", "description": "Words"} | options
    return calendar_strip(start=start, end=end, today=today, marks=marks, **options)


def drawn(*args, **options):
    return ElementTree.fromstring(markup(*args, **options))


def said(chart):
    """Tag, class and words of every mark, from left to right by day."""
    return [(part.tag.split("}")[1], part.get("class"), part[0].text) for part in chart if len(part)]


def test_it_is_named_for_those_who_do_not_see_it():
    chart = drawn(key="cal", title="From issue to review", description="Next: 9 April")
    assert (chart.get("role"), chart.get("aria-labelledby")) == ("img", "cal-title cal-description")
    assert [part.text for part in list(chart)[:2]] == ["From issue to review", "Next: 9 April"]
    with pytest.raises(ValueError, match="key"):
        drawn(key="1")


def test_each_kind_has_a_shape_of_its_own_and_its_words():
    assert said(drawn()) == [
        ("circle", "chart-dot", "Board meeting 1, 5 July 2012"),
        ("path", "chart-open", "Board meeting 2, 15 January 2013"),
        ("rect", "chart-month", "Information to Ministers, March 2013"),
        ("circle", "chart-open", "Board meeting 3, 9 April 2013"),
        ("polygon", "chart-open", "Final review, December 2013"),
    ]


def test_lanes_months_years_today_and_legend_are_written():
    months = ["Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
    year = ["Jan", "Feb", "Mar", "Apr", "May", *months]
    assert texts(drawn()) == [
        "Board meetings", "To Ministers", "DfE reviews", *months, *year, "2012", "2013", "As at 5 March 2013",
        "A meeting:", "held", "planned", "day passed, not recorded",
    ]  # fmt: skip


def test_a_legend_names_only_what_is_there():
    assert texts(drawn(ALL[:1]))[-2:] == ["A meeting:", "held"]
    assert texts(drawn(ALL[3:]))[-1] == "As at 5 March 2013"
    assert texts(drawn([]))[-1] == "As at 5 March 2013"


def test_a_meeting_stands_on_its_day_and_a_month_is_as_long_as_itself():
    chart, strip = drawn(), Strip.over(start=ISSUE, end=FINAL, width=1120)
    held = parts(chart, "circle", "chart-dot")[0]
    assert float(held.get("cx", "")) == pytest.approx(strip.x(date(2012, 7, 5)), abs=0.01)
    (march,) = parts(chart, "rect", "chart-month")
    assert float(march.get("x", "")) == pytest.approx(strip.x(date(2013, 3, 1)) + 1.5, abs=0.01)
    assert float(march.get("width", "")) == pytest.approx(
        strip.x(date(2013, 4, 1)) - strip.x(date(2013, 3, 1)) - 3, abs=0.02
    )
    (today,) = parts(chart, "line", "chart-today")
    assert float(today.get("x1", "")) == pytest.approx(strip.x(TODAY), abs=0.01)


def test_a_month_is_the_same_bar_from_any_of_its_days():
    one, other = ([Mark(date(2013, 3, day), "ministers", "March")] for day in (1, 31))
    assert markup(one) == markup(other)


def test_order_of_the_marks_does_not_matter():
    assert markup(ALL) == markup(ALL[::-1])


def test_what_lies_outside_the_months_is_left_out():
    inside = [Mark(date(2012, 6, 1), "held", "first day"), Mark(date(2013, 12, 31), "planned", "last day")]
    outside = [Mark(date(2012, 5, 31), "held", "before"), Mark(date(2014, 1, 1), "ministers", "after")]
    assert [words for _, _, words in said(drawn(inside + outside))] == ["first day", "last day"]


@pytest.mark.parametrize(
    ("today", "words", "lines"),
    [
        (date(2012, 6, 1), "As at 1 June 2012", 1),
        (date(2013, 12, 31), "As at 31 December 2013", 1),
        (date(2012, 5, 31), "← As at 31 May 2012", 0),
        (date(2014, 1, 1), "As at 1 January 2014 →", 0),
    ],
)
def test_a_day_outside_the_strip_is_said_at_its_edge(today, words, lines):
    chart = drawn([], today=today)
    assert texts(chart)[-1] == words
    assert len(parts(chart, "line", "chart-today")) == lines


def test_on_paper_its_labels_are_thinned():
    chart = drawn(width=640)
    assert chart.get("viewBox", "").startswith("0 0 640 ")
    assert [words for words in texts(chart) if len(words) == 3] == [
        "Jul", "Sep", "Nov", "Jan", "Mar", "May", "Jul", "Sep", "Nov",
    ]  # fmt: skip


def test_a_strip_that_ends_before_it_begins_is_refused():
    with pytest.raises(ValueError, match="cannot end"):
        drawn(start=FINAL, end=ISSUE)
    assert texts(drawn([], start=ISSUE, end=ISSUE))[3:5] == ["Jun", "2012"]


def test_hostile_words_stay_words():
    hostile = "</title><script>alert(1)</script>\"'&\x00"
    text = markup([Mark(TODAY, "held", hostile)], title=hostile, description=hostile)
    assert "<script" not in text
    assert said(ElementTree.fromstring(text))[0][2] == "</title><script>alert(1)</script>\"'&\ufffd"


DAYS = st.dates(date(1990, 1, 1), date(2090, 1, 1))
KINDS = st.sampled_from(["held", "planned", "unrecorded", "ministers", "review"])


@given(
    start=DAYS, length=st.integers(0, 5000), today=DAYS, width=st.sampled_from([640, 1120]),
    marks=st.lists(st.builds(Mark, on=DAYS, kind=KINDS, words=st.text()), max_size=20),
)  # fmt: skip
def test_any_calendar_stays_inside_its_frame_and_no_labels_touch(start, length, today, width, marks):
    end = start + timedelta(days=length)
    text = markup(marks, start=start, end=end, today=today, width=width)
    assert text == markup(marks, start=start, end=end, today=today, width=width)
    chart = ElementTree.fromstring(text)
    height = float(chart.get("height", ""))
    for part in chart.iter():
        assert "style" not in part.attrib
        for name, value in part.attrib.items():
            assert "nan" not in value
            if name in ("x", "x1", "x2", "cx"):
                assert 0 <= float(value) <= width
            if name in ("y", "y1", "y2", "cy"):
                assert 0 <= float(value) <= height
    strip = Strip.over(start=start, end=end, width=width)
    for labels, letters in ((month_labels(strip), 3), (year_labels(strip), 4)):
        assert all(after - before > 0.6 * strip.text * letters for (before, _), (after, _) in pairwise(labels))
    assert len(said(chart)) == sum(strip.holds(mark.on) for mark in marks)
