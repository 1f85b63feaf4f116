"""Does the page of an indicator say how its figures change, by which rule, before a revision and after it?"""

from datetime import date
from decimal import Decimal
from xml.etree import ElementTree

import pytest

from indicators.domain import report_figure
from indicators.models import IndicatorTerms
from indicators.reading import Movement
from indicators.reading_chart import chart_of, points
from indicators.rebasing import rebase
from indicators.series import series_of
from indicators.words import months_later
from reports.pages.indicator_reading import moves_one_way
from tests.indicators.test_charts import parts, texts
from tests.pages import address_of, text_of

JANUARY, MARCH = date(2013, 1, 31), date(2013, 3, 5)
STEADY = [20, 22, 19, 21, 20, 23, 18, 21, 20, 22, 19, 21]


def reported(world, figures, *, last=JANUARY, code="FD-05", **terms):
    """An indicator by month whose newest figure is that of the month that ends on `last`; None is a month without one."""
    indicator = world.define_indicator(code, every="month", **terms)
    with world.writing() as at:
        for place, value in enumerate(figures):
            on = months_later(last, place + 1 - len(figures))
            if value is not None:
                report_figure(
                    indicator=indicator, period_on=on, value=Decimal(value), by=world.analyst, at=at, confirmed=True
                )
    return indicator


@pytest.fixture
def march(clock, world):
    """Whatever is made before is reported on 7 November 2012 or later; the page is read on 5 March 2013."""
    clock.move_to(date(2013, 2, 5))
    return clock


@pytest.fixture
def page(world, client_of):
    client = client_of(world.secretary)

    def page(code="FD-05", **query):
        return text_of(client.get(address_of(world.notice, "pages:indicator", code, **query)))

    return page


def series(world, code="FD-05"):
    return next(row for row in series_of(world.notice, world.asof()) if row.code == code)


def chart(world):
    return ElementTree.fromstring(chart_of(series(world), height=380))


def test_first_facts_and_words_of_a_signal(world, march, page):
    reported(world, [*STEADY, 40])
    said = page()
    assert (
        '<span class="status__word">Getting worse</span></span> </span> <span class="fact__words">Outside the limits'
        in said
    )
    assert "Outside the limits in January 2013 (40, limits 15.5 to 28.5)." in said
    assert "so since January 2013." in said
    assert '<td class="govuk-table__cell">Outside the limits</td>' in said
    assert "Rule set ptd_r_0_2_2." in said
    assert parts(chart(world), "g", "chart-flag chart-flag-bad")


def test_a_series_that_moves_all_the_time_is_told_once_and_its_figures_are_not_each_a_signal(world, march, page):
    reported(world, range(10, 34), polarity="lower")
    said = page()
    assert (
        "Every one of the 24 months of figures breaks a rule, because the level itself moves: from 10 in February 2011 to 33 in"
        in said
    )
    assert 'aria-label="Signals"' not in said
    assert "usual</td>" not in said
    assert "months." in said.split("; so since ")[1][:60]  # a run of so many
    assert len(parts(chart(world), "g", "chart-flag chart-flag-bad")) > 6  # the chart marks them


def test_where_not_every_figure_breaks_a_rule_it_says_how_many_do(world, march, page):
    reported(world, [20 + 2 * place + (2 if place % 2 else -2) for place in range(24)], polarity="lower")
    assert "22 of the 24 months of figures break a rule, because the level itself moves: from 18 in" in page()


def test_a_series_that_climbed_and_fell_back_is_not_called_one_movement(world, march, page):
    climb = [60, 60, 60, 60, 60, 60, 60, 60, 60, 60, 60, *range(70, 100, 3)]
    reported(world, climb, polarity="higher")
    reported(world, [*climb[:-1], 59], polarity="higher", code="FD-06")
    assert "because the level itself moves: from 60 in" in page()
    fell = page("FD-06")
    assert "because the level itself moves" not in fell
    assert 'aria-label="Signals"' in fell  # each of them stands in the table


@pytest.mark.parametrize(
    ("values", "moves"),
    [
        (range(10, 34), True),
        (range(34, 10, -1), True),
        ([*range(10, 33), 9], False),  # back where it came from
        ([*range(10, 33), 20], False),  # beyond the first, and not beyond the mean
        ([10, 30] * 12, False),
        ([10, 11, 9, 12, 10, 13, 12, 15, 14, 17, 16, 19], True),  # most pairs, not every step
        ([5] * 8, False),
    ],
)
def test_series_moves_one_way_where_most_pairs_and_the_latest_figure_say_so(values, moves):
    assert moves_one_way([Decimal(value) for value in values]) == moves


def test_without_a_signal_it_says_no_clear_change_and_lists_none(world, march, page):
    reported(world, [*STEADY, 20])
    said = page()
    assert "No clear change</span></span> – January 2013 (20) lies inside the limits" in said
    assert 'aria-label="Signals"' not in said
    assert not [part for part in chart(world).iter() if "chart-flag" in part.get("class", "")]


def test_a_run_is_one_row_with_its_first_and_last_figure(world, march, page):
    reported(world, [*STEADY, 20, 23, 24, 25, 26, 27, 28, 29], polarity="context")
    said = page()
    assert '<td class="govuk-table__cell">More than usual</td>' in said
    assert "until January 2013" in said


@pytest.mark.parametrize(
    ("figures", "words", "drawn"),
    [
        ([20, 22, 19], "No limits are drawn: 3 months of figures; limits are drawn from 6.", "run"),
        ([20] * 13, "No limits are drawn: no variation in 13 months: each is 20.", "run"),
        (STEADY[:8], "8 months of figures: limits are a trial and a change is provisional", "trial"),
        ([*STEADY, 20], "Rule set ptd_r_0_2_2.</p>", "full"),
    ],
)
def test_what_may_not_be_read_yet_is_said_and_drawn_so(world, march, page, figures, words, drawn):
    reported(world, figures)
    assert words in page()
    limits = parts(chart(world), "line", "chart-limit")
    assert bool(limits) == (drawn != "run")
    assert [bool(line.get("stroke-dasharray")) for line in limits] == [drawn == "trial"] * len(limits)


def test_a_missing_month_breaks_the_line(world, march, page):
    reported(world, [*STEADY[:6], None, *STEADY[6:], 20])
    page()
    assert [point.on for point in points(series(world)) if point.value is None] == [date(2012, 6, 30)]
    assert len(parts(chart(world), "polyline", "chart-line")) == 2


def test_limits_drawn_anew_are_on_the_page_with_decision_reason_and_person(world, march, page):
    indicator = reported(world, [*STEADY, 40, 41, 39, 42, 40, 41])
    decision = world.decide("New limits.")
    with world.writing() as at:
        rebase(
            indicator=indicator, decision=decision, from_on=date(2012, 8, 31), reason="Two teams were joined.",
            by=world.secretary, at=at,
        )  # fmt: skip
    said = page()
    assert f">Board decision {decision.number}</a>: Two teams were joined. (recorded by {world.secretary.name})" in said
    drawn = chart(world)
    assert f"New limits from Aug 2012, Board decision {decision.number}" in texts(drawn)
    assert len(parts(drawn, "line", "chart-mean")) == 2


def test_the_outlook_stands_with_its_reason_where_there_is_a_target(world, march, page):
    indicator = reported(world, [*STEADY, 20])
    without = page()
    assert "There is no target yet to be expected to meet." in without
    world.set_target(indicator, 10, from_on=date(2010, 1, 31))
    said = page()
    assert "Not expected to meet</span></span> – Stable over the 13 months of figures" in said
    assert "not without a change to the process" in said


def test_what_is_shown_for_context_has_no_outlook(world, march, page):
    reported(world, [*STEADY, 20], polarity="context")
    assert "Will it meet its target?" not in page()


def test_a_revision_is_seen_from_both_sides_of_its_date(world, march, page):
    """40 in January is outside the limits; on 5 March it is found to have been 21."""
    indicator = reported(world, [*STEADY, 40])
    march.move_to(MARCH)
    world.report(indicator, JANUARY, 21, reason="A list was counted twice.")
    old = "Outside the limits in January 2013 (40, limits 15.5 to 28.5)"
    now = page()
    assert "No clear change</span></span> – January 2013 (21) lies inside the limits of 14.6 to 26.5" in now
    assert old not in now
    assert "Until 4 March 2013 the figure for January 2013 was 40" in now
    assert "It was revised to 21: A list was counted twice." in now
    before = page(on="2013-03-04")
    assert old in before
    assert "A list was counted twice." not in before
    assert page(on="2013-03-05", known="2013-03-04").count(old) == before.count(old) == 1
    assert "A list was counted twice." in page(on="2013-03-05")


def test_a_revision_that_changes_no_reading_says_nothing_of_it(world, march, page):
    indicator = reported(world, [*STEADY, 40])
    march.move_to(MARCH)
    first = months_later(JANUARY, -12)
    world.report(indicator, first, 20, reason="Checked again.")
    said = page()
    assert "Checked again." in said
    assert "and this was read of it" not in said


def test_the_list_narrows_to_what_changes_and_says_what_chance_does(world, march, client_of):
    reported(world, [*STEADY, 40])
    better = reported(world, [*STEADY, 2], code="FD-06")
    world.set_target(better, 25, from_on=date(2010, 1, 31))
    steady = reported(world, [*STEADY, 20], code="FD-07")
    world.set_target(steady, 5, from_on=date(2010, 1, 31))
    reported(world, [20, 21], code="FD-08")
    client = client_of(world.analyst)

    def shown(**query):
        return client.get(address_of(world.notice, "indicators:indicator_list", **query))

    kept = {
        key: [row.code for row in shown(show=key).context["kept"]]
        for key in ("getting-worse", "getting-better", "not-expected", "too-few")
    }
    assert kept == {
        "getting-worse": ["FD-05"], "getting-better": ["FD-06"], "not-expected": ["FD-07"], "too-few": ["FD-08"],
    }  # fmt: skip
    expected = shown(by="outlook")
    assert [(section.heading, [row.code for row in section.rows]) for section in expected.context["sections"]] == [
        ("Not expected to meet (1)", ["FD-07"]),
        ("May or may not meet (1)", ["FD-06"]),
        ("No target to look ahead to (2)", ["FD-05", "FD-08"]),
    ]
    said = text_of(expected)
    assert "The usual range lies on the wrong side of the target</td>" in said
    assert "There is no target yet to be expected to meet." in said
    assert [row.code for row in shown(by="outlook", show="may").context["kept"]] == ["FD-06"]
    assert shown(by="colour").status_code == 404
    response = shown()
    said = text_of(response)
    assert "1 of 3</span>" in said
    assert (
        "is getting worse; getting better: 1; no clear change: 1; too few figures: 1; not expected to meet the target: 1"
        in said
    )
    assert "Chance alone would mark about one of these 3 indicators" in said
    assert response.context["counted"].movements.total() == 4
    assert set(response.context["counted"].movements) <= set(Movement)


def test_weeks_and_quarters_are_drawn_too(world, march):
    for every in (IndicatorTerms.Every.WEEK, IndicatorTerms.Every.QUARTER):
        indicator = world.define_indicator(f"FD-1{len(every)}", every=every)
        world.report(indicator, date(2012, 12, 28) if every == "week" else date(2012, 12, 31), 4)
        assert texts(ElementTree.fromstring(chart_of(series(world, indicator.code), height=380)))[-1] == "4"


def test_two_levels_lead_to_a_question_for_the_board_and_to_the_form_of_its_answer(world, march, client_of, page):
    reported(world, [*STEADY, *(value - 15 for value in STEADY)])
    said = page()
    assert (
        "The figures have settled on another level: the 12 months of figures since February 2012 lie about 5.5" in said
    )
    secretary = client_of(world.secretary)
    asked = address_of(world.notice, "plans:raise_concern", indicator="FD-05", limits="anew")
    answered = address_of(world.notice, "indicators:rebase", "FD-05") + "?from=2012-02-29"
    assert asked.replace("&", "&amp;") in said
    assert answered in said
    question = secretary.get(asked).context["form"]["words"].value()
    assert question.startswith("Should the limits of FD-05 be drawn anew from February 2012? The figures have settled")
    world.decide("Limits are drawn anew.")
    assert secretary.get(answered).context["form"]["from_on"].value() == "2012-02-29"
    assert not secretary.get(asked.replace("limits=anew", "limits=")).context["form"]["words"].value()
