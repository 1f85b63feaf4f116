"""In what order do indicators stand by what is expected of them, and is it said why so many may or may not meet it?"""

from datetime import date
from decimal import Decimal

from indicators.listing import by_outlook
from indicators.standing import Aim
from tests.indicators.series_made import around, series


def test_sections_go_from_the_worst_to_those_without_a_target_each_counted_with_its_reasons():
    rows = [
        series(around(92, 24), code="A"),
        series(around(60, 24), code="B"),
        series(around(85, 24), code="C"),
        series(around(85.3, 24), code="D"),
        series([*around(80, 23), 87], code="E", aim=Aim(value=Decimal(90))),
        series(around(92, 5), code="F"),
        series(around(92, 24), code="G", aim=None),
        series(around(92, 24), code="H", by=date(2013, 12, 31), valid_to=date(2013, 4, 14)),
    ]
    assert [(section.heading, [row.code for row in section.rows], section.why) for section in by_outlook(rows)] == [
        ("Not expected to meet (1)", ["B"], ""),
        (
            "May or may not meet (3)",
            ["C", "D", "E"],
            "Why: 2 – the usual range reaches to both sides of the target; "
            "1 – the latest figures are a signal of change, too new to tell from.",
        ),
        ("Expected to meet (1)", ["A"], ""),
        ("Too few figures (1)", ["F"], ""),
        ("No target to look ahead to (2)", ["G", "H"], ""),
    ]
    assert by_outlook(rows[:1])[0].heading == "Expected to meet (1)"
