"""Does one decision agree indicators, targets and standards as a set, and does what is used without it say so?"""

from datetime import date
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from boards.models import Decision
from indicators.agreeing import agree_set, written
from indicators.models import IndicatorAgreement, Standard, Target
from indicators.offered import offered
from indicators.series import series_of
from indicators.standards import set_standard
from records.refusal import AskFirst, NotTheNext, Refused
from tests.pages import address_of, drawn, hidden, queries, text_of

NOVEMBER, MARCH = date(2012, 11, 7), date(2013, 3, 5)


@pytest.fixture
def visits(world):
    """CP-06 with a target of ours and a standard that no decision agreed; FD-01 is for context, FD-05 has a target that is
    published. All stand since 7 November 2012."""
    visits = world.define_indicator("CP-06", unit="percent", polarity="higher", every="month")
    world.define_indicator("FD-01", polarity="context", every="month")
    world.set_target(visits, 90, from_on=date(2012, 9, 1), tolerance=Decimal(5))
    world.set_target(world.define_indicator("FD-05"), 3, source=Target.Source.PUBLISHED, source_words="A paper.")
    with world.writing() as at:
        set_standard(indicator=visits, words="A visit at least every 10 working days.", by=world.secretary, at=at)
    return visits


def decide(world, words: str = "The indicators are agreed.", **when) -> Decision:
    return world.decide(words, kind=Decision.Kind.INDICATORS, **when)


def agree(world, decision, **what) -> None:
    with world.writing() as at:
        agree_set(decision=decision, by=world.secretary, at=at, **what)


def stands(world, code="CP-06", **when):
    """(agreed by, target, who says so, who agreed the standard), as of a day."""
    (row,) = [row for row in offered(world.notice, world.asof(**when)) if row.series.code == code]
    target, standard = row.target, row.standard
    return (
        row.series.agreed,
        target and (target.aim.value, target.aim.tolerance, target.from_on, target.source),
        standard and standard.decision and standard.decision.number,
    )


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


# The look before it is recorded


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
        ["FD-05", "Place among the headline indicators", "Not one of them", "1"],
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
    assert looked("CP-06", "AS-01", "AS-02") == few <= 40


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
