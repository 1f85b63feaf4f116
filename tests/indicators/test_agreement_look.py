"""Is what a decision changes of the indicators shown before it is recorded, and can it be taken back afterwards?"""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from boards.models import Decision
from indicators.agreeing import written
from records.refusal import AskFirst
from tests.indicators.agreed import agree, decide, made_visits, stands
from tests.pages import address_of, drawn, hidden, text_of

MARCH = date(2013, 3, 5)


@pytest.fixture
def visits(world):
    return made_visits(world)


@pytest.fixture
def secretary(world, client_of):
    return client_of(world.secretary)


def checked(client, address, typed):
    """The page that shows what changes, and its lines: indicator, what, now, then."""
    answer = client.post(address, drawn(client, address) | typed)
    assert answer.status_code == 200
    assert answer.templates[0].name == "indicators/agree_check.html"
    return answer, [(series.code, *line) for series, lines in answer.context["rows"] for line in lines]


def test_what_changes_is_shown_before_anything_is_recorded(world, clock, visits, secretary):
    clock.move_to(MARCH)
    decide(world, "The Board agrees CP-06, its target and its standard. " + "Every word of it. " * 10)
    address, before = address_of(world.notice, "indicators:agree"), written(world.notice)
    typed = {
        "decision": "2",
        "indicators": ["CP-06"],
        "targets": ["CP-06"],
        "standards": ["CP-06"],
        "headline_1": "FD-05",
    }
    answer, lines = checked(secretary, address, typed)
    visit = "A visit at least every 10 working days"
    assert [[part.replace("\u00a0", " ") for part in line] for line in lines] == [
        ["FD-05", "Agreed by", "Not agreed", "Decision 2"],
        ["FD-05", "Headline indicator", "Not one of them", "1"],
        ["CP-06", "Agreed by", "Not agreed", "Decision 2"],
        ["CP-06", "Target", "90 % from 1 September 2012: our default", "90 % from 1 September 2012: Board decision 2"],
        ["CP-06", "Standard", f"{visit}: not agreed", f"{visit}: Board decision 2"],
    ]
    said = text_of(answer)
    assert "Decision 2, 5 March 2013, between meetings" in said
    assert "Every word of it. " * 9 in said
    assert "2 indicators, 1 target and 1 standard. Everything else stays as it is." in said
    assert "instead." not in said
    assert f'{address_of(world.notice, "boards:record_decision", replaces="2")}"' in said
    assert written(world.notice) == before
    # back, nothing is lost; on, it is recorded as it was shown
    back = secretary.post(address, hidden(answer) | typed | {"step": "change"})
    assert (back.status_code, back.context["form"]["targets"].value()) == (200, ["CP-06"])
    assert 'value="2" aria-describedby="id_decision_0_words" checked' in text_of(back)
    assert secretary.post(address, hidden(answer) | typed | {"step": "record"}).status_code == 302
    assert stands(world)[0] == 2


def test_an_agreement_whose_place_is_taken_is_named_and_can_be_taken_back(world, clock, visits, secretary):
    clock.move_to(MARCH)
    agree(world, decide(world), indicators=[visits])
    later = decide(world, "Agreed anew.")
    address = address_of(world.notice, "indicators:agree")
    assert "Decision 2, 5 March 2013, between meetings</a>: 1 indicator." in text_of(secretary.get(address))
    answer, lines = checked(secretary, address, {"decision": "3", "indicators": ["CP-06", "FD-05"]})
    assert lines == [
        ("FD-05", "Agreed by", "Not agreed", "Decision 3"),
        ("CP-06", "Agreed by", "Decision 2", "Decision 3"),
    ]
    assert "Decision 2 of 5 March 2013 agreed 1 of these indicators." in text_of(answer)
    agree(world, later, indicators=[visits])
    assert stands(world)[0] == 3
    # undone by a decision that replaces it: what stood before counts again
    back = text_of(secretary.get(address_of(world.notice, "boards:record_decision", replaces="3")))
    assert '<option value="3" selected>' in back
    decide(world, "The other is withdrawn.", replaces=later)
    assert stands(world)[0] == 2


def test_what_the_decision_has_agreed_already_is_said_to_stay(world, clock, visits, secretary):
    clock.move_to(MARCH)
    agree(world, decide(world), indicators=[visits])
    address = address_of(world.notice, "indicators:agree")
    answer, lines = checked(secretary, address, {"decision": "2", "indicators": ["CP-06"]})
    assert lines == [("CP-06", "Agreed by", "Decision 2", "Decision 2, as now")]
    assert "instead." not in text_of(answer)


def test_a_later_agreement_goes_on_holding(world, clock, visits, secretary):
    clock.move_to(MARCH)
    earlier = decide(world, taken_on=date(2013, 2, 1))
    agree(world, decide(world), indicators=[visits])
    address = address_of(world.notice, "indicators:agree")
    answer, lines = checked(secretary, address, {"decision": str(earlier.number), "indicators": ["CP-06"]})
    goes_on = "Decision 3 of 5 March 2013, the later one, goes on holding; until then decision 2"
    assert lines == [("CP-06", "Agreed by", "Decision 3", goes_on)]
    assert "instead." not in text_of(answer)
    agree(world, earlier, indicators=[visits])
    assert (stands(world)[0], stands(world, on=date(2013, 2, 1))[0]) == (3, 2)


def test_a_decision_about_something_else_is_asked_about_once(world, clock, visits, secretary):
    clock.move_to(MARCH)
    world.decide("The dates are agreed.", kind=Decision.Kind.DATES)
    address = address_of(world.notice, "indicators:agree")
    assert "A decision that is recorded as something else" in text_of(secretary.get(address))
    typed = {"decision": "2", "indicators": ["CP-06"]}
    answer, _ = checked(secretary, address, typed)
    question = "Decision 2 is recorded as “Dates of items”, not as “Indicators and milestones agreed”."
    assert question in text_of(answer)
    unsure = secretary.post(address, hidden(answer) | typed | {"step": "record"})
    assert (unsure.status_code, stands(world)[0]) == (422, None)
    assert question in text_of(unsure)
    sure = typed | {"step": "record", "confirmed": "on"}
    assert secretary.post(address, hidden(answer) | sure).status_code == 302
    assert stands(world)[0] == 2


@pytest.mark.parametrize(("what", "is_asked"), [("targets", False), ("standards", False), ("indicators", True)])
def test_a_decision_about_a_target_agrees_targets_and_standards_unasked(world, clock, visits, what, is_asked):
    clock.move_to(MARCH)
    decision = world.decide(kind=Decision.Kind.TARGET)
    if is_asked:
        with pytest.raises(AskFirst, match="“Target or standard set”, not as “Indicators and milestones agreed”"):
            agree(world, decision, **{what: [visits]})
    agree(world, decision, **{what: [visits]}, confirmed=is_asked)
    assert 2 in (stands(world)[0], stands(world)[2]) or stands(world)[1][3] == "Board decision 2"


def test_look_takes_as_many_queries_for_more_indicators(world, clock, visits, secretary):
    clock.move_to(MARCH)
    agree(world, decide(world), indicators=[visits])
    decide(world)
    address = address_of(world.notice, "indicators:agree")

    def looked(*codes: str) -> int:
        body = drawn(secretary, address) | {"decision": "3", "indicators": codes, "targets": codes}
        with CaptureQueriesContext(connection) as made:
            assert secretary.post(address, body).status_code == 200
        return len(made)

    few = looked("CP-06")
    for code in ("AS-01", "AS-02"):
        world.set_target(world.define_indicator(code, every="month"), 10)
    assert looked("CP-06", "AS-01", "AS-02") == few <= 27
