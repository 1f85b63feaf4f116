"""Does the list of indicators say how each stands, under its heading, and agree with its own counts?"""

from datetime import date
from decimal import Decimal

import pytest

from indicators.domain import agree_indicators
from indicators.standing import Against
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


def test_list_says_in_one_sentence_how_each_stands_and_who_set_its_target(world, share, analyst):
    world.define_indicator("FD-03", unit="percent", polarity="band", every="month")
    response = analyst.get(at(world, "indicators:indicator_list"))
    said = text_of(response)
    assert (
        "the target in January 2013 (85 %, target 90 %); too few figures to say more.<br>Target: Board decision 2"
        in said
    )
    assert "Of 2 in use, 1 has a target, 1 has none yet and 0 are shown for context only." in said
    assert "2 are used without a decision of the Board that agreed them." in said
    context = response.context
    assert (context["meets"], context["others"]) == (0, [(Against.MISSES, 1)])
    assert context["figures_to"] == JANUARY


def keys(response):
    return [(section.heading, [row.code for row in section.rows]) for section in response.context["sections"]]


@pytest.fixture
def many(world, share, clock):
    """Beside FD-04, which misses: two of assessments, one of which begins later, and one for context."""
    single = world.define_indicator("AS-03", every="month", valid_from=date(2013, 4, 15))
    world.define_indicator("AS-01", every="month", valid_to=date(2013, 4, 14), successor=single)
    oldest = world.define_indicator("FD-06", unit="working_days")
    for friday, value in ((date(2013, 2, 15), 4), (date(2013, 2, 22), 9)):
        world.report(oldest, friday, value)
    world.define_indicator("FD-01", polarity="context", every="month")
    with world.writing() as now:
        agree_indicators(
            decision=world.decide(at=now), indicators=[share], headlines=[oldest], by=world.secretary, at=now
        )


def test_list_stands_under_headings_with_the_headlines_first(world, many, analyst):
    response = analyst.get(at(world, "indicators:indicator_list"))
    assert keys(response) == [
        ("Headline indicators, chosen by the Board", ["FD-06"]),
        ("The front door", ["FD-01", "FD-04"]),
        ("Assessments", ["AS-01", "AS-03"]),
    ]
    assert "1 more begins later." in text_of(response)


def test_counts_of_the_choices_agree_with_what_they_show(world, many, analyst):
    response = analyst.get(at(world, "indicators:indicator_list"))
    offered = {choice.key: many for choice, many in response.context["choices"]}
    assert offered == {
        "all": 5, "headline": 1, "misses": 1, "no-target": 2, "too-few": 4, "worse": 1, "unreported": 3, "not-agreed": 2,
        "not-in-use": 1,
    }  # fmt: skip
    for key, number in offered.items():
        shown = analyst.get(at(world, "indicators:indicator_list", show=key))
        assert (key, len(shown.context["kept"])) == (key, number)
    counted = response.context["counted"]
    assert counted.used + counted.begin_later + counted.ended == response.context["total"] == 5


def test_list_narrows_to_a_theme_and_to_a_measure(world, many, analyst):
    themed = analyst.get(at(world, "indicators:indicator_list", group="AS"))
    assert keys(themed) == [("Assessments", ["AS-01", "AS-03"])]
    served = analyst.get(at(world, "indicators:indicator_list", measure="QP2"))
    assert [row.code for row in served.context["kept"]] == ["FD-01", "FD-04", "FD-06"]
    assert served.context["measures"] == ["QP2", "QP3"]
    neither = analyst.get(at(world, "indicators:indicator_list", measure="QP3", group="FD"))
    assert "No indicator is like that on this day." in text_of(neither)


@pytest.mark.parametrize("query", [{"show": "best"}, {"group": "XX"}, {"measure": "QP99"}])
def test_a_choice_that_is_none_is_not_there(world, share, analyst, query):
    assert analyst.get(at(world, "indicators:indicator_list", **query)).status_code == 404


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
