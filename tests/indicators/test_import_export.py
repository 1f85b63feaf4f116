"""Do figures leave as a file that comes back unchanged, whatever they are, and does the table for a month ask for what is due?"""

import csv
import io
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some
from openpyxl import load_workbook

from indicators.definitions import name_part
from indicators.domain import report_figure
from indicators.imports.exporting import long_table, wide_table
from indicators.imports.heads import HEADS
from indicators.models import Indicator
from indicators.series import series_of
from tests.indicators.figure_files import counts, found, friday, recorded, sent
from tests.pages import address_of, text_of

UNITS = ("count", "percent", "working_days", "days", "rate", "per_worker")
EVER = (date.min, date.max)


@pytest.fixture
def series(world):
    """One of each unit, and figures of two teams beside the first."""
    for number, unit in enumerate(UNITS):
        world.define_indicator(f"AA-{number:02}", unit=unit, polarity="higher", every="month", breakdown="team")
    first = Indicator.objects.for_notice(world.notice).get(code="AA-00")
    for code in ("north", "south"):
        with world.writing() as at:
            name_part(
                indicator=first, code=code, name=f"Team {code}", by=world.secretary, at=at, counts_on=world.clock.today
            )
    world.clock.move_to(date(2012, 11, 20))
    return list(Indicator.objects.for_notice(world.notice).order_by("code"))


@pytest.fixture
def analyst(world, series, client_of):
    return client_of(world.analyst)


words = some.text(some.characters(codec="utf-8", exclude_categories=("Cc", "Cs", "Cn", "Co")), max_size=30).map(
    str.strip
)
numbers = some.decimals(0, 99999, places=2)
figures = some.fixed_dictionaries(
    {
        "of": some.integers(0, len(UNITS) - 1),
        "part": some.sampled_from(["", "north", "south"]),
        "month": some.integers(1, 10),
        "many": some.integers(0, 500),
        "out_of": some.integers(0, 500),
        "value": numbers,
        "none": some.one_of(some.just(""), some.just(""), words),
        "note": some.one_of(
            words, some.sampled_from(["=1+1", "'=x", "-", "+44", "@x", "two\nlines", 'a "b", c;d', "12%"])
        ),
    }
)


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(some.lists(figures, min_size=1, max_size=12))
def test_what_leaves_comes_back_unchanged(world, series, analyst, those):
    for one in those:
        unit = UNITS[one["of"]]
        given = {"numerator": Decimal(min(one["many"], one["out_of"])), "denominator": Decimal(one["out_of"])}
        if unit != "percent":
            given = {"value": one["value"].to_integral_value() if unit == "count" else one["value"]}
        if one["none"]:
            given = {"no_data_because": one["none"]}
        month = date.fromordinal(date(2012 + one["month"] // 12, one["month"] % 12 + 1, 1).toordinal() - 1)
        with world.writing() as at:
            report(series[one["of"]], month, one, given, world.analyst, at)
    stands = series_of(world.notice, world.asof(), with_parts=True)
    many = sum(len(row.points) + sum(len(part.points) for part in row.parts) for row in stands)
    for table in (long_table, wide_table):
        for kind in ("csv", "xlsx"):
            file = sent(analyst, world, table(stands, *EVER).as_file(kind), f"figures.{kind}")
            assert (counts(file), found(file)["faults"]) == ((0, 0, many, 0), [])


def report(indicator, month, one, given, by, at) -> None:
    part = one["part"] if one["of"] == 0 else ""
    reason = "Again." if indicator.observations.filter(part=part, period_on=month).exists() else ""
    report_figure(
        indicator=indicator,
        period_on=month,
        part=part,
        note=one["note"],
        reason=reason,
        by=by,
        at=at,
        confirmed=True,
        **given,
    )


def rows_of(answer) -> list[list[str]]:
    assert answer.status_code == 200
    return list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig"))))


def test_all_one_rhythm_one_indicator_or_a_span_leave(world, series, analyst):
    weekly = world.define_indicator("FD-05")
    world.report(weekly, friday(1), 41)
    world.report(weekly, friday(2), 42)
    for month in (9, 10):
        world.report(series[0], date(2012, month, 30 if month == 9 else 31), 100)
    world.report(series[0], date(2012, 10, 31), 101, reason="Again.", confirmed=True)

    def left(**query: str) -> list[tuple[str, str, str, str]]:
        head, *rows = rows_of(analyst.get(f"{address_of(world.notice, 'indicators:export', 'csv')}", query))
        assert head == list(HEADS.values())
        return [(row[0], row[3], row[6], row[10]) for row in rows]

    september, october = ("AA-00", "2012-09-30", "100", ""), ("AA-00", "2012-10-31", "101", "Again.")
    weeks = [("FD-05", "2012-10-12", "41", ""), ("FD-05", "2012-10-19", "42", "")]
    assert left() == [september, october, *weeks]
    assert left(every="week") == left(indicator="FD-05") == weeks
    assert left(**{"from": "2012-10-01", "to": "2012-10-12"}) == weeks[:1]
    wide = rows_of(
        analyst.get(address_of(world.notice, "indicators:export", "csv"), {"shape": "wide", "every": "month"})
    )
    assert wide == [
        ["Indicator", "Name", "Part", "2012-09-30", "2012-10-31"],
        ["AA-00", "Series AA-00", "", "100", "101"],
    ]
    address = address_of(world.notice, "indicators:export", "xlsx")
    book = load_workbook(io.BytesIO(analyst.get(address, {"indicator": "FD-05"}).content))
    assert [[cell.value for cell in row][3:7] for row in book["Figures"].iter_rows()][1][3] == 41
    for wrong, status in (
        ({"shape": "round"}, 404),
        ({"every": "day"}, 404),
        ({"indicator": "no"}, 404),
        ({"from": "x"}, 400),
    ):
        assert analyst.get(address, wrong).status_code == status


def test_the_table_for_a_month_asks_for_what_is_due_and_comes_back_filled_in(world, series, analyst):
    weekly = world.define_indicator("FD-05")
    world.define_indicator("QQ-01", every="quarter")
    world.define_indicator("ZZ-01", every="month", valid_from=date(2012, 11, 1))
    world.report(weekly, date(2012, 10, 11), 41)  # a Thursday, which its weeks then end on
    world.report(series[0], date(2012, 10, 31), 100)
    address = address_of(world.notice, "indicators:template", "csv")
    head, *rows = rows_of(analyst.get(address))
    assert head == [head for key, head in HEADS.items() if key != "before"]
    assert [(row[0], row[2], row[3]) for row in rows] == [
        *[("AA-00", team, "2012-10-31") for team in ("north", "south")],
        *[(f"AA-{number:02}", "", "2012-10-31") for number in range(1, 6)],
        *[("FD-05", "", f"2012-10-{day}") for day in ("04", "18", "25")],
    ]
    september = rows_of(analyst.get(address, {"month": "2012-09"}))
    assert next(row[:4] for row in september if row[0] == "QQ-01") == ["QQ-01", "Series QQ-01", "", "2012-09-30"]
    assert analyst.get(address, {"month": "soon"}).status_code == 400
    rows[0][6], rows[7][6] = "12", "43"
    out = io.StringIO()
    csv.writer(out).writerows([head, *rows])
    file = sent(analyst, world, out.getvalue().encode())
    assert (counts(file), found(file)["silent"]) == ((2, 0, 0, 0), 8)
    assert recorded(analyst, world, file).figures == 2


def test_links_stand_where_figures_stand(world, series, analyst, client_of):
    for who, sends in ((world.analyst, True), (world.chair, False)):
        page = text_of(client_of(who).get(address_of(world.notice, "indicators:indicator_list")))
        assert address_of(world.notice, "indicators:export", "csv") in page
        assert (address_of(world.notice, "indicators:imports") in page) == sends
