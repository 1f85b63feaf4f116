"""Does one decision agree indicators, targets and standards as a set, and does what is used without it say so?"""

from datetime import date
from decimal import Decimal

import pytest

from indicators.agreeing import written
from indicators.models import IndicatorAgreement, Standard
from indicators.offered import offered
from indicators.series import series_of
from indicators.standards import set_standard
from records.refusal import NotTheNext, Refused
from tests.indicators.agreed import agree, decide, made_visits, stands
from tests.pages import address_of, drawn, hidden, queries, text_of

NOVEMBER, MARCH = date(2012, 11, 7), date(2013, 3, 5)


@pytest.fixture
def visits(world):
    return made_visits(world)


def test_one_decision_agrees_indicator_target_and_standard(world, clock, visits):
    of_ours = (90, 5, date(2012, 9, 1), "our default")
    assert stands(world) == (None, of_ours, None)
    clock.move_to(date(2012, 12, 20))
    decision = decide(world, taken_on=date(2012, 12, 19))
    agree(world, decision, indicators=[visits], targets=[visits], standards=[visits])
    number = decision.number
    assert stands(world) == (number, (*of_ours[:3], f"Board decision {number}"), number)
    assert stands(world, on=date(2012, 12, 18)) == (None, of_ours, None)
    assert Standard.objects.for_notice(world.notice).latest_first()[0].words.startswith("A visit")


def test_only_what_is_ticked_is_agreed(world, clock, visits):
    clock.move_to(MARCH)
    agree(world, decide(world), targets=[visits])
    agreed, target, standard = stands(world)
    assert (agreed, target[3], standard) == (None, "Board decision 2", None)
    # again, it stays as it is
    agree(world, decide(world), targets=[visits], indicators=[visits])
    assert stands(world)[1][3] == "Board decision 2"
    assert visits.targets.count() == 2


def test_a_published_threshold_keeps_where_it_is_published(world, clock, visits):
    backlog = world.notice and offered(world.notice, world.asof())[2].indicator
    agree(world, decide(world), targets=[backlog])
    (series,) = series_of(world.notice, world.asof(), code="FD-05")
    assert (series.targets[0].source, series.targets[0].source_words) == ("Board decision 2", "A paper.")


def test_a_decision_agrees_nothing_that_came_to_stand_after_it(world, clock, visits):
    clock.move_to(MARCH)
    world.set_target(visits, 95, from_on=MARCH)
    world.report(visits, date(2013, 2, 28), numerator=Decimal(9), denominator=Decimal(10))
    world.report(visits, MARCH, numerator=Decimal(9), denominator=Decimal(10), confirmed=True)
    earlier, later = decide(world, taken_on=date(2013, 3, 4)), decide(world)
    with pytest.raises(Refused, match="stands only since 5 March 2013, after decision 2 of 4 March 2013"):
        agree(world, earlier, indicators=[visits], targets=[visits])
    assert stands(world)[0] is None  # all or nothing
    agree(world, later, indicators=[visits], targets=[visits])
    assert stands(world)[1] == (95, 0, MARCH, "Board decision 3")


def test_what_was_written_meanwhile_is_met(world, visits):
    before, decision = written(world.notice), decide(world)
    world.set_target(visits, 95)
    with pytest.raises(NotTheNext) as met:
        agree(world, decision, targets=[visits], after=before)
    assert (met.value.latest.number, met.value.latest.recorded_by) == (before + 1, world.secretary)
    agree(world, decision, targets=[visits], after=before + 1)


# The page


@pytest.fixture
def secretary(world, client_of):
    return client_of(world.secretary)


def test_page_shows_the_set_and_records_it_once(world, clock, visits, secretary):
    clock.move_to(MARCH)
    decide(world)
    address = address_of(world.notice, "indicators:agree")
    said = text_of(secretary.get(address))
    assert "now: 3 indicators (FD-01, FD-05, CP-06), 1 target (CP-06) and 1 standard (CP-06)." in said
    assert "Open to agreement too, set by others or not in use yet: 1 target (FD-05)." in said
    assert "CP-06, its target: 90 % (our default)" in said
    assert "CP-06, its standard: A visit at least every 10 working days." in said
    typed = {"decision": "2", "indicators": ["CP-06"], "targets": ["CP-06"], "standards": ["CP-06"], "step": "record"}
    body = drawn(secretary, address) | typed
    answers = {(answer.status_code, answer.url) for answer in (secretary.post(address, body) for _ in range(5))}
    assert answers == {(302, address_of(world.notice, "indicators:indicator_list"))}
    rows = (IndicatorAgreement.objects.count(), visits.targets.count(), visits.standards.count())
    assert rows == (1, 2, 2)
    said = text_of(secretary.get(address))
    assert "Used without the Board’s agreement now: 2 indicators (FD-01, FD-05)." in said
    assert "Target 90 %: Board decision 2." in said
    assert "Show only these 2" in said
    only = secretary.get(address, {"show": "open"})
    assert [row.series.code for _, rows in only.context["themes"] for row, _ in rows] == ["FD-01", "FD-05"]
    assert secretary.get(address, {"show": "some"}).status_code == 404


def test_two_who_agree_at_once_meet_and_nothing_typed_is_lost(world, visits, secretary, client_of):
    decide(world)
    address = address_of(world.notice, "indicators:agree")
    chair = client_of(world.chair)
    theirs = drawn(chair, address) | {"decision": "2", "indicators": ["CP-06"], "step": "record"}
    mine = drawn(secretary, address) | {"decision": "2", "indicators": ["CP-06"], "targets": ["CP-06", "FD-05"]}
    assert chair.post(address, theirs).status_code == 302
    met = secretary.post(address, mine)
    assert met.status_code == 409
    assert met.context["form"]["targets"].value() == ["CP-06", "FD-05"]
    assert ("Indicators that it agreed", "CP-06") in met.context["theirs"]
    again = hidden(met) | {name: mine[name] for name in ("decision", "indicators", "targets")}
    assert "Check what changes before it is recorded" in text_of(secretary.post(address, again))
    assert secretary.post(address, again | {"step": "record"}).status_code == 302
    assert stands(world)[1][3] == "Board decision 2"


def test_list_says_what_is_used_without_agreement(world, clock, visits, secretary):
    clock.move_to(MARCH)
    listed = address_of(world.notice, "indicators:indicator_list")
    said = text_of(secretary.get(listed))
    assert "Used without the Board’s agreement: the indicator, its target, its standard" in said
    assert "3 are used without the Board’s agreement, of the indicator, its target or its standard." in said
    agree(world, decide(world), indicators=[row.indicator for row in offered(world.notice, world.asof())])
    said = text_of(secretary.get(listed))
    assert "Used without the Board’s agreement: its target, its standard" in said
    agree(world, decide(world), targets=[visits], standards=[visits])
    said = text_of(secretary.get(listed))
    assert "None is used without the Board’s agreement." in said


def test_page_takes_as_many_queries_for_more_indicators(world, visits, secretary):
    decide(world)
    address = address_of(world.notice, "indicators:agree")
    few = queries(secretary, address)
    for code in ("AS-01", "AS-02"):
        indicator = world.define_indicator(code, every="month")
        world.set_target(indicator, 10)
        with world.writing() as at:
            set_standard(indicator=indicator, words="Ten at most.", by=world.secretary, at=at)
    assert queries(secretary, address) == few <= 20
