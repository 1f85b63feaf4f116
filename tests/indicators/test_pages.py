"""Do the pages of the indicators say how figures stand as of a day, to whom they may, and do their forms write once?"""

from datetime import date
from decimal import Decimal

import pytest

from indicators.models import Observation
from tests.pages import address_of, day, drawn, hidden, queries, text_of

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


# The list


def test_list_says_figure_target_source_and_word(world, share, analyst):
    world.define_indicator("FD-03", unit="percent", polarity="band", every="month")
    response = analyst.get(at(world, "indicators:indicator_list"))
    said = text_of(response)
    assert "<strong>85 %</strong><br>January 2013" in said
    assert "90 %<br>Board decision 2" in said
    assert "the Board has not set one" in said
    context = response.context
    assert (context["meets"], context["with_target"], context["without_target"]) == (0, 1, 1)
    assert context["figures_to"] == JANUARY


def test_list_without_indicators_says_what_will_stand_there(world, analyst):
    assert "The Board’s indicators will stand here" in text_of(analyst.get(at(world, "indicators:indicator_list")))


def test_list_takes_as_many_queries_for_three_indicators_as_for_one(world, share, analyst):
    address = at(world, "indicators:indicator_list")
    one = queries(analyst, address)
    for code in ("FD-05", "FD-06"):
        indicator = world.define_indicator(code)
        world.set_target(indicator, 0, decision=world.decide())
        for friday in (1, 8, 15):
            world.report(indicator, date(2013, 2, friday), 4)
    assert queries(analyst, address) == one


# One indicator


def test_page_shows_both_figures_of_a_revision_with_its_reason(world, share, analyst):
    world.report(share, JANUARY, numerator=Decimal(91), denominator=Decimal(100), reason="Six were found in the post.")
    response = analyst.get(at(world, "pages:indicator", "FD-04"))
    assert [(row["was"], row["became"]) for row in response.context["revisions"]] == [("85\u00a0%", "91\u00a0%")]
    said = text_of(response)
    assert "Six were found in the post." in said
    assert "Meets the target in January 2013 (91 %, target 90 %)." in said


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
    assert "A figure for 31 January 2013 stands already. Say why it changes" in text_of(asked)
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
