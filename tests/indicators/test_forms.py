"""Do the forms of the indicators write once, say what is wrong, and show both texts where two people meet?"""

from datetime import date
from decimal import Decimal

import pytest

from indicators.domain import name_part
from indicators.models import IndicatorAgreement, Observation
from indicators.series import series_of
from tests.pages import address_of, day, drawn, hidden, text_of

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


# Reporting a figure


def test_form_proposes_the_next_period_that_is_over(world, share, analyst):
    form = analyst.get(at(world, "indicators:report_figure", "FD-04")).context["form"]
    assert form["period_on"].value() == FEBRUARY


def test_five_identical_posts_report_once(world, share, analyst):
    address = at(world, "indicators:report_figure", "FD-04")
    body = drawn(analyst, address) | day("period_on", FEBRUARY) | {"numerator": "1,092", "denominator": "1,200"}
    answers = {(answer.status_code, answer.url) for answer in (analyst.post(address, body) for _ in range(5))}
    assert answers == {(302, at(world, "pages:indicator", "FD-04"))}
    assert share.observations.get(period_on=FEBRUARY).value == 91


def test_no_cases_and_no_data_are_kept_as_such(world, share, analyst):
    address = at(world, "indicators:report_figure", "FD-04")
    none = drawn(analyst, address) | day("period_on", FEBRUARY) | {"numerator": "0", "denominator": "0"}
    assert analyst.post(address, none).status_code == 302
    lost = drawn(analyst, address) | day("period_on", date(2012, 12, 31)) | {"no_data_because": "The list was lost."}
    assert analyst.post(address, lost).status_code == 302
    states = dict(share.observations.values_list("period_on", "state"))
    assert states[FEBRUARY] == Observation.State.NO_CASES
    assert states[date(2012, 12, 31)] == Observation.State.NO_DATA


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"numerator": "many", "denominator": "100"}, "This is not a number. Write it in figures, like 12 or 12.5"),
        ({"numerator": "NaN", "denominator": "100"}, "This is not a number. Write it in figures, like 12 or 12.5"),
        ({"numerator": "12,5", "denominator": "100"}, "This is not a number. Write it in figures, like 12 or 12.5"),
        ({"numerator": "9", "denominator": "8"}, "The first number is part of the second and cannot be larger."),
        ({"numerator": "", "denominator": "8"}, "Enter how many, or say why there is no figure"),
        ({"numerator": "1e400", "denominator": "8"}, "This number is too long to be right"),
    ],
)
def test_what_cannot_be_is_answered_with_a_sentence(world, share, analyst, typed, sentence):
    address = at(world, "indicators:report_figure", "FD-04")
    response = analyst.post(address, drawn(analyst, address) | day("period_on", FEBRUARY) | typed)
    assert response.status_code == 422
    assert sentence in text_of(response)
    assert share.observations.count() == 1


def test_a_period_that_has_a_figure_asks_for_the_reason_and_shows_what_stands(world, share, analyst):
    address = at(world, "indicators:report_figure", "FD-04")
    typed = day("period_on", JANUARY) | {"numerator": "91", "denominator": "100"}
    asked = analyst.post(address, drawn(analyst, address) | typed)
    assert asked.status_code == 422
    assert "A figure for January 2013 stands already. Say why it changes" in text_of(asked)
    assert "What stands is <strong>85 %</strong> (85 of 100)" in text_of(asked)
    address = at(world, "indicators:report_figure", "FD-04", period="2013-01-31")
    assert 'action="?period=2013-01-31"' in text_of(asked)
    again = hidden(asked) | typed | {"reason": "Six were found."}
    assert analyst.post(address, again).status_code == 302
    assert share.observations.get(number=2).reason == "Six were found."


def test_an_unusual_day_is_asked_about_once(world, share, analyst):
    address = at(world, "indicators:report_figure", "FD-04")
    typed = day("period_on", date(2013, 2, 27)) | {"numerator": "91", "denominator": "100"}
    asked = analyst.post(address, drawn(analyst, address) | typed)
    assert "is not the last day of a month" in text_of(asked)
    assert analyst.post(address, hidden(asked) | typed | {"confirmed": "on"}).status_code == 302


def test_two_revisions_of_one_figure_meet_and_both_texts_are_shown(world, share, analyst, secretary):
    address = at(world, "indicators:report_figure", "FD-04", period="2013-01-31")
    mine = drawn(analyst, address) | {"numerator": "91", "denominator": "100", "reason": "Six were found."}
    theirs = drawn(secretary, address) | {"numerator": "92", "denominator": "100", "reason": "Seven were found."}
    assert secretary.post(address, theirs).status_code == 302
    met = analyst.post(address, mine)
    assert met.status_code == 409
    said = text_of(met)
    assert "Six were found." in said
    assert "Seven were found." in said
    assert analyst.post(address, mine | hidden(met)).status_code == 302
    assert list(share.observations.order_by("number").values_list("numerator", flat=True)) == [85, 92, 91]


def test_an_odd_period_in_the_address_is_a_bad_request(world, share, analyst):
    assert analyst.get(at(world, "indicators:report_figure", "FD-04", period="soon")).status_code == 400


# Setting a target


def test_target_is_set_by_a_decision_in_force(world, share, secretary):
    address = at(world, "indicators:set_target", "FD-04")
    decision = world.decide("95 % from April.", taken_on=date(2013, 2, 26))
    typed = day("from_on", date(2013, 4, 1)) | {"value": "95 %", "decision": str(decision.number)}
    assert secretary.post(address, drawn(secretary, address) | typed).status_code == 302
    target = share.targets.get(number=2)
    assert (target.value, target.counts_on, target.decision) == (95, date(2013, 2, 26), decision)


def test_target_by_a_decision_of_another_notice_is_no_choice(world, other_world, share, secretary):
    for _ in range(5):
        other_world.decide()
    address = at(world, "indicators:set_target", "FD-04")
    typed = day("from_on", date(2013, 4, 1)) | {"value": "95", "decision": "5"}
    response = secretary.post(address, drawn(secretary, address) | typed)
    assert response.status_code == 422
    assert "Choose a decision of the Board that is in force" in text_of(response)


def test_two_targets_meet_and_both_are_shown(world, share, secretary, client_of):
    address = at(world, "indicators:set_target", "FD-04")
    chair = client_of(world.chair)
    typed = day("from_on", date(2013, 4, 1)) | {"decision": "2"}
    mine, theirs = drawn(secretary, address), drawn(chair, address)
    assert chair.post(address, theirs | typed | {"value": "95"}).status_code == 302
    met = secretary.post(address, mine | typed | {"value": "96"})
    assert met.status_code == 409
    assert share.targets.count() == 2


def test_what_is_shown_for_context_takes_no_target(world, secretary):
    world.define_indicator("FD-01", polarity="context", every="month")
    said = text_of(secretary.get(at(world, "indicators:set_target", "FD-01")))
    assert "takes no target" in said
    assert "Set the target</button>" not in said


def test_analyst_reports_figures_and_sets_no_target(world, share, analyst):
    assert analyst.get(at(world, "indicators:set_target", "FD-04")).status_code == 403
    assert at(world, "indicators:set_target", "FD-04") not in text_of(
        analyst.get(at(world, "pages:indicator", "FD-04"))
    )


# A figure of an agency


@pytest.fixture
def reports(world, clock):
    """PA-03 is kept by agency; the police is one."""
    reports = world.define_indicator("PA-03", unit="percent", polarity="higher", every="month", breakdown="agency")
    clock.move_to(MARCH)
    agency = world.notice.agencies.get(code="police")
    with world.writing() as now:
        name_part(
            indicator=reports, code="police", name="Police", agency=agency, by=world.secretary, at=now,
            counts_on=date(2012, 11, 7),
        )  # fmt: skip
    return reports


def test_a_figure_of_an_agency_is_reported_and_revised_apart_from_the_whole(world, reports, analyst):
    world.report(reports, JANUARY, numerator=Decimal(20), denominator=Decimal(40))
    address = at(world, "indicators:report_figure", "PA-03", part="police")
    assert "PA-03 Series PA-03: Police" in text_of(analyst.get(address))
    typed = day("period_on", JANUARY) | {"numerator": "6", "denominator": "9"}
    assert analyst.post(address, drawn(analyst, address) | typed).status_code == 302
    again = analyst.post(address, drawn(analyst, address) | typed)
    assert "Say why it changes" in text_of(again)
    assert 'action="?part=police&amp;period=2013-01-31"' in text_of(again)
    address = at(world, "indicators:report_figure", "PA-03", part="police", period="2013-01-31")
    typed = {"numerator": "7", "denominator": "9", "reason": "One was found."}
    assert analyst.post(address, drawn(analyst, address) | typed).status_code == 302
    kept = reports.observations.order_by("part", "number").values_list("part", "number", "numerator")
    assert list(kept) == [("", 1, 20), ("police", 1, 6), ("police", 2, 7)]


def test_a_part_that_is_none_is_not_there(world, reports, analyst):
    assert analyst.get(at(world, "indicators:report_figure", "PA-03", part="fire")).status_code == 404


@pytest.mark.parametrize(
    ("every", "unit", "label", "hint"),
    [
        ("quarter", "days", "Last day of the quarter", "In days"),
        ("half_year", "rate", "Last day of the half-year", "Per 10,000 children"),
        ("year", "per_worker", "Last day of the year", "In cases per worker"),
    ],
)
def test_form_asks_in_the_words_of_the_indicator(world, secretary, every, unit, label, hint):
    world.define_indicator("XX-01", every=every, unit=unit)
    said = text_of(secretary.get(at(world, "indicators:report_figure", "XX-01")))
    assert label in said
    assert hint in said
    world.decide()
    assert hint in text_of(secretary.get(at(world, "indicators:set_target", "XX-01")))


# What the Board agreed


SURE = {"step": "record", "confirmed": "on"}  # the decisions here are of another kind


def test_agreement_is_recorded_with_the_headlines_in_the_boards_order(world, share, secretary):
    backlog = world.define_indicator("FD-05")
    address = at(world, "indicators:agree")
    typed = {"decision": "2", "headline_1": "FD-05", "headline_3": "FD-04", "indicators": ["FD-04", "FD-05"]} | SURE
    body = drawn(secretary, address) | typed
    assert [secretary.post(address, body).status_code for _ in range(2)] == [302, 302]
    rows = IndicatorAgreement.objects.order_by("headline").values_list(
        "indicator__code", "headline", "decision__number"
    )
    assert list(rows) == [("FD-05", 1, 2), ("FD-04", 2, 2)]
    shown = secretary.get(address).context["form"]
    assert [shown[f"headline_{place}"].value() for place in (1, 2, 3)] == ["FD-05", "FD-04", ""]
    # sent again unchanged, the order stays, and only what is ticked is agreed anew
    world.decide("All of them.")
    unchanged = {"decision": "3", "headline_1": "FD-05", "headline_2": "FD-04", "indicators": ["FD-05"]} | SURE
    assert secretary.post(address, drawn(secretary, address) | unchanged).status_code == 302
    assert backlog.agreements.count() == 2
    assert share.agreements.count() == 1
    # and where the Board puts none first any more, none is
    emptied = {"decision": "3", "headline_1": "", "headline_2": ""} | SURE
    assert secretary.post(address, drawn(secretary, address) | emptied).status_code == 302
    assert not any(row.headline for row in series_of(world.notice, world.asof()))


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"decision": "2"}, "Choose at least one indicator, target or standard that it agreed."),
        ({"decision": "2", "headline_1": "FD-04", "headline_2": "FD-04"}, "An indicator has one place among"),
        ({"decision": "9", "indicators": ["FD-04"]}, "Choose a decision of the Board that is in force"),
        ({"decision": "2", "indicators": ["XX-99"]}, "Choose from the list"),
    ],
)
def test_an_agreement_that_cannot_be_is_answered_with_a_sentence(world, share, secretary, typed, sentence):
    address = at(world, "indicators:agree")
    response = secretary.post(address, drawn(secretary, address) | typed)
    assert response.status_code == 422
    assert sentence in text_of(response)
    assert not IndicatorAgreement.objects.exists()


def test_agreement_needs_indicators(world, secretary):
    assert "None is defined." in text_of(secretary.get(at(world, "indicators:agree")))
    world.define_indicator("FD-05")
    assert "Check what changes</button>" in text_of(secretary.get(at(world, "indicators:agree")))


def test_analyst_records_no_agreement(world, share, analyst):
    assert analyst.get(at(world, "indicators:agree")).status_code == 403
