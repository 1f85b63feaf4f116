"""Does a stacked bar say every count, in parts that are told apart without colour?"""

from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indicators.chart_bar import FACES
from indicators.charts import Part, stacked_bar
from tests.indicators.test_charts import parts, texts


def of(**counts: int) -> list[Part]:
    return [Part(f"{count} {look}", count, look) for look, count in counts.items()]


def markup(given, **options):
    return stacked_bar(given, **{"key": "c", "title": "Title", "description": "Words"} | options)


def drawn(given, **options):
    return ElementTree.fromstring(markup(given, **options))


def bars(chart):
    return [part for part in parts(chart, "rect") if (part.get("class") or "").startswith("chart-part ")]


def widths(chart):
    return [float(part.get("width", "")) for part in bars(chart)]


def test_it_is_named_for_those_who_do_not_see_it():
    chart = drawn(of(done=1), key="QP2", title="1 done", description="Items of QP2")
    assert (chart.get("role"), chart.get("aria-labelledby")) == ("img", "QP2-title QP2-description")
    assert [part.text for part in list(chart)[:2]] == ["1 done", "Items of QP2"]
    with pytest.raises(ValueError, match="key"):
        drawn([], key="1")


def test_each_part_is_as_long_as_its_count_and_says_it():
    chart = drawn(of(done=10, under_way=20, not_started=10))
    assert texts(chart) == ["10", "20", "10"]
    assert widths(chart) == [38, 78, 38]
    assert [(part.get("class"), part[0].text) for part in bars(chart)] == [
        ("chart-part chart-part-done", "10 done"),
        ("chart-part chart-part-under_way", "20 under_way"),
        ("chart-part chart-part-not_started", "10 not_started"),
    ]


def test_a_part_of_one_in_a_hundred_is_long_enough_for_its_count():
    chart = drawn(of(done=99, overdue=1))
    assert texts(chart) == ["99", "1"]
    assert widths(chart)[1] > 12
    assert sum(widths(chart)) == pytest.approx(160 - 2 * 2)


def test_of_none_nothing_is_drawn():
    assert texts(drawn(of(done=3, overdue=0, not_started=1))) == ["3", "1"]


@pytest.mark.parametrize("given", [[], of(done=0, overdue=0)])
def test_an_empty_bar_is_thin_and_says_so(given):
    chart = drawn(given)
    assert texts(chart) == ["None"]
    (line,) = parts(chart, "rect")
    assert (line.get("class"), line.get("height")) == ("chart-nothing", "2")


def test_where_counts_have_no_room_their_sum_stands_beside_the_bar():
    assert texts(drawn(of(done=12, under_way=14, overdue=13), width=70)) == ["12", "14", "13"]
    chart = drawn(of(done=12, under_way=14, overdue=13), width=69)
    assert texts(chart) == ["39 in all"]
    assert len(bars(chart)) == 3


def test_no_two_looks_are_alike_in_grey():
    def grey(colour):
        red, green, blue = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
        return 0.2126 * red**2.2 + 0.7152 * green**2.2 + 0.0722 * blue**2.2

    def contrast(one, other):
        light, dark = max(grey(one), grey(other)), min(grey(one), grey(other))
        return (light + 0.05) / (dark + 0.05)

    for face in FACES.values():
        assert contrast(face.fill, face.ink) >= 4.5
    plain = {look: face for look, face in FACES.items() if look != "overdue"}  # which alone has a striped edge
    for look, face in plain.items():
        for other, second in plain.items():
            if look < other and (face.line, face.dashes) == (second.line, second.dashes):
                assert contrast(face.fill, second.fill) >= 1.5
    filled = [plain[look].fill for look in ("evidenced", "done", "under_way", "not_started")]
    assert all(contrast(one, other) >= 1.5 for one, other in zip(filled, filled[1:], strict=False))
    assert plain["withdrawn"].dashes != plain["not_started"].dashes
    assert len(parts(drawn(of(overdue=7)), "path", "chart-tape")) == 1
    assert parts(drawn(of(done=7, withdrawn=2)), "path", "chart-tape") == []


@pytest.mark.parametrize("part", [Part("minus one", -1, "done"), Part("one", 1, "lost")])
def test_what_cannot_be_drawn_is_refused(part):
    with pytest.raises(ValueError, match="no bar can show"):
        drawn([part])


def test_hostile_words_stay_words():
    hostile = "</title><script>alert(1)</script>\"'&\x00"
    text = markup([Part(hostile, 1, "done")], title=hostile, description=hostile)
    assert "<script" not in text
    assert bars(ElementTree.fromstring(text))[0][0].text == "</title><script>alert(1)</script>\"'&\ufffd"


@given(
    counts=st.lists(st.tuples(st.integers(0, 10**7), st.sampled_from(sorted(FACES))), max_size=8),
    width=st.integers(60, 600),
)
def test_any_counts_fill_the_bar_and_no_more(counts, width):
    given = [Part(f"{count} {look}", count, look) for count, look in counts]
    text = markup(given, width=width)
    assert text == markup(given, width=width)
    assert "nan" not in text
    chart = ElementTree.fromstring(text)
    shown = [count for count, _ in counts if count]
    assert len(bars(chart)) == len(shown)
    if texts(chart) == [str(count) for count in shown] and shown:
        assert sum(widths(chart)) == pytest.approx(width - 2 * len(shown), abs=0.05)
        by_count = sorted(
            (count, wide)
            for (count, look), wide in zip([one for one in counts if one[0]], widths(chart), strict=True)
            if look != "overdue"
        )
        assert all(wide <= following + 0.02 for (_, wide), (_, following) in zip(by_count, by_count[1:], strict=False))
    for part in bars(chart):
        assert 0 <= float(part.get("x", "")) <= width
        assert float(part.get("width", "")) >= 0
        assert "style" not in part.attrib
