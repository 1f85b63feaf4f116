"""Does the page of an indicator say how its figures stand as of a day, to whom it may, whatever is there or missing?"""

from datetime import date
from decimal import Decimal

import pytest

from indicators.domain import agree_indicators, name_part, record_benchmark
from tests.pages import address_of, queries, text_of

JANUARY, FEBRUARY = date(2013, 1, 31), date(2013, 2, 28)
MARCH = date(2013, 3, 5)


def at(world, name, *args, **query):
    return address_of(world.notice, name, *args, **query)


@pytest.fixture
def share(world, clock):
    """FD-04: 85 % in January, entered on 5 February; the target of 90 % is set by decision 2 of 30 January."""
    share = world.define_indicator("FD-04", unit="percent", polarity="higher", every="month")
    clock.move_to(date(2013, 2, 5))
    decision = world.decide("The target is 90 %.", taken_on=date(2013, 1, 30))
    world.set_target(share, 90, from_on=date(2012, 9, 1), tolerance=Decimal(2), decision=decision)
    world.report(share, JANUARY, numerator=Decimal(85), denominator=Decimal(100))
    clock.move_to(MARCH)
    return share


@pytest.fixture
def analyst(world, client_of):
    return client_of(world.analyst)


@pytest.fixture
def secretary(world, client_of):
    return client_of(world.secretary)


# One indicator


def test_page_shows_both_figures_of_a_revision_with_its_reason(world, share, analyst):
    world.report(share, JANUARY, numerator=Decimal(91), denominator=Decimal(100), reason="Six were found in the post.")
    response = analyst.get(at(world, "pages:indicator", "FD-04"))
    assert [(row["was"], row["became"]) for row in response.context["revisions"]] == [("85\u00a0%", "91\u00a0%")]
    said = text_of(response)
    assert "Six were found in the post." in said
    assert "Meets the target in January 2013 (91 %, target 90 %); too few figures to say more." in said


def test_page_of_an_earlier_day_shows_what_stood_and_offers_no_form(world, share, analyst):
    world.report(share, JANUARY, numerator=Decimal(91), denominator=Decimal(100), reason="Six were found in the post.")
    response = analyst.get(at(world, "pages:indicator", "FD-04", on="2013-02-10"))
    assert response.context["series"].latest_words == "85\u00a0%"
    assert response.context["revisions"] == []
    assert at(world, "indicators:report_figure", "FD-04") not in text_of(response)


def test_page_names_what_was_recorded_later(world, share, analyst):
    response = analyst.get(at(world, "pages:indicator", "FD-04", on="2013-02-10", known="2013-02-04"))
    assert response.context["series"].target is None
    assert "Not shown, because recorded later: 1 figure and 1 target." in text_of(response)
    now = analyst.get(at(world, "pages:indicator", "FD-04"))
    assert "30 January 2013; recorded here on 5 February 2013" in text_of(now)


def test_page_links_what_it_is_evidence_for(world, analyst):
    world.define_indicator("FD-05")
    assert f'<a class="govuk-link" href="{at(world, "pages:measure", "QP2")}">QP2.f</a>' in text_of(
        analyst.get(at(world, "pages:indicator", "FD-05"))
    )


def test_page_takes_as_many_queries_for_many_figures_as_for_few(world, share, analyst):
    address = at(world, "pages:indicator", "FD-04")
    world.report(share, JANUARY, numerator=Decimal(91), denominator=Decimal(100), reason="Six were found in the post.")
    few = queries(analyst, address)
    for month in (9, 10, 11, 12):
        period_on = date(2012, month, 31 if month in (10, 12) else 30)
        world.report(share, period_on, numerator=Decimal(80), denominator=Decimal(100))
        world.report(share, period_on, numerator=Decimal(81), denominator=Decimal(100), reason="Counted again.")
    assert queries(analyst, address) == few


@pytest.mark.parametrize("name", ["pages:indicator", "indicators:report_figure", "indicators:set_target"])
def test_indicator_of_another_notice_is_not_there(world, other_world, secretary, name):
    other_world.define_indicator("XX-01")
    assert secretary.get(at(world, name, "XX-01")).status_code == 404


def test_observer_sees_no_live_figures(world, share, client_of):
    observer = client_of(world.cast.observer)
    assert observer.get(at(world, "indicators:indicator_list")).status_code == 403
    assert observer.get(at(world, "pages:indicator", "FD-04")).status_code == 403


# What is there or missing


def page(world, client, code="FD-05", **query):
    return text_of(client.get(at(world, "pages:indicator", code, **query)))


def test_page_without_a_figure_says_what_will_stand_there(world, analyst):
    world.define_indicator("FD-05")
    said = page(world, analyst)
    assert "Nothing is reported yet" in said
    assert "No figures yet; limits are drawn from 6 weeks of them" in said
    assert "The figures will stand here as a chart and as a table" in said
    assert "The Board has not agreed this indicator: it is used without a decision." in said


def test_page_of_figures_that_are_all_missing(world, clock, analyst):
    backlog = world.define_indicator("FD-05")
    clock.move_to(MARCH)
    for friday in (date(2013, 2, 15), date(2013, 2, 22)):
        world.report(backlog, friday, no_data_because="The list was lost.")
    said = page(world, analyst)
    assert "No target yet – no data in the week to 22 February 2013; the Board has not set one." in said
    assert "No figures yet</text>" in said


def test_page_of_figures_that_are_all_equal(world, clock, analyst):
    backlog = world.define_indicator("FD-05")
    clock.move_to(MARCH)
    for friday in (date(2013, 2, 15), date(2013, 2, 22)):
        world.report(backlog, friday, 0)
    said = page(world, analyst)
    assert "The same as the first figure: 0, the week to 15 February 2013" in said


@pytest.mark.parametrize(
    ("polarity", "values", "said"),
    [
        ("lower", (9, 4), ". Better than the first figure: 9, the week to 15"),
        ("lower", (4, 9), ". Worse than the first figure: 4, the week to 15"),
        ("context", (4, 9), "more or less of it is neither good nor bad"),
        ("band", (4, 9), "without a band neither more nor less of it is better"),
        ("lower", (4, None), "the latest period has no figure to compare with it"),
    ],
)
def test_third_fact_says_better_or_worse_or_why_not(world, clock, analyst, polarity, values, said):
    indicator = world.define_indicator("FD-05", polarity=polarity)
    clock.move_to(MARCH)
    for friday, value in zip((date(2013, 2, 15), date(2013, 2, 22)), values, strict=True):
        world.report(indicator, friday, value, no_data_because="" if value is not None else "Lost.")
    assert said in page(world, analyst)


def test_page_before_it_begins_and_after_it_has_ended(world, clock, analyst):
    single = world.define_indicator("AS-03", every="month", valid_from=date(2013, 4, 15))
    initial = world.define_indicator("AS-01", every="month", valid_to=date(2013, 4, 14), successor=single)
    clock.move_to(MARCH)
    world.report(initial, JANUARY, 7)
    before = page(world, analyst, "AS-03")
    assert "No target yet – begins on 15 April 2013." in before
    assert "No data" not in before
    assert at(world, "indicators:report_figure", "AS-03") not in before
    assert at(world, "indicators:report_figure", "AS-01") in page(world, analyst, "AS-01")
    assert "It takes the place of" in before
    assert f'href="{at(world, "pages:indicator", "AS-01")}">AS-01</a>' in before
    clock.move_to(date(2013, 5, 20))
    after = page(world, analyst, "AS-01")
    assert "This definition ended on 14 April 2013." in after
    assert f'href="{at(world, "pages:indicator", "AS-03")}">AS-03</a> takes its place.' in after
    assert "on 14 April 2013 or earlier" in after


def test_page_says_that_a_target_was_set_for_the_past(world, share, analyst):
    assert "Set on 30 January 2013 for periods from 1 September 2012" in page(world, analyst, "FD-04")


def test_page_says_nothing_of_the_past_where_a_target_is_for_later(world, share, analyst):
    world.set_target(share, 95, from_on=date(2013, 4, 1), decision=world.decide("95 %.", taken_on=MARCH))
    assert [row["for_the_past"] != "" for row in rows_of(world, analyst, "targets")] == [False, True]


def rows_of(world, client, name):
    return client.get(at(world, "pages:indicator", "FD-04")).context[name]


def test_page_says_what_is_not_verified(world, share, analyst):
    with world.writing() as now:
        given = {"indicator": share, "by": world.secretary, "at": now, "counts_on": MARCH}
        record_benchmark(kind="england", who="England", period="2011-12", value=Decimal(77), verified=False, **given)
        record_benchmark(
            kind="other", who="Haringey", period="2012", value=Decimal(81), verified=True, source="A paper.", **given
        )
        record_benchmark(
            kind="baseline", who="The council", period="March 2012", value=Decimal(70), verified=False, **given
        )
    assert [(row["who"], row["verified"]) for row in rows_of(world, analyst, "beside")] == [
        ("England", False), ("Haringey", True),
    ]  # fmt: skip
    assert page(world, analyst, "FD-04").count("<strong>Not verified.</strong>") == 2


def test_page_names_the_agreement_and_the_place(world, share, analyst):
    with world.writing() as now:
        agree_indicators(decision=world.decide(at=now), indicators=[], headlines=[share], by=world.secretary, at=now)
    said = page(world, analyst, "FD-04")
    assert "Board decision 3</a>, as headline indicator 1" in said
    assert "used without a decision" not in said
    assert "used without a decision" in page(world, analyst, "FD-04", on="2013-03-04")


def test_page_shows_agencies_side_by_side_with_those_that_left(world, clock, analyst):
    reports = world.define_indicator("PA-03", unit="percent", polarity="higher", every="month", breakdown="agency")
    clock.move_to(MARCH)
    with world.writing() as now:
        for code, left_on in (("police", None), ("health", JANUARY)):
            agency = world.notice.agencies.get(code=code)
            name_part(
                indicator=reports, code=code, name=agency.name, agency=agency, left_on=left_on, by=world.secretary,
                at=now, counts_on=date(2012, 11, 7),
            )  # fmt: skip
    address = at(world, "pages:indicator", "PA-03")
    empty = queries(analyst, address)
    assert "The figures of each will stand here side by side." in text_of(analyst.get(address))
    for period_on, part in ((JANUARY, "police"), (JANUARY, "health"), (FEBRUARY, "police")):
        world.report(reports, period_on, numerator=Decimal(3), denominator=Decimal(4), part=part)
    world.report(reports, JANUARY, numerator=Decimal(2), denominator=Decimal(4), part="police", reason="One was late.")
    assert queries(analyst, address) == empty
    response = analyst.get(address)
    cells = [
        (row["period"], [cell and (cell["value"], cell["counted"]) for cell in row["cells"]])
        for row in response.context["part_rows"]
    ]
    assert cells == [
        ("February 2013", [None, ("75\u00a0%", "3 of 4")]),
        ("January 2013", [("75\u00a0%", "3 of 4"), ("50\u00a0%", "2 of 4")]),
    ]
    said = text_of(response)
    assert "Health (NHS)<br>until 31 January 2013" in said
    assert "January 2013, Police" in said
    assert "never their sum" in said
