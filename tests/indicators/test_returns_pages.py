"""Do the pages about how figures come in say what holds, do what they offer once, and refuse in words?"""

from datetime import date
from decimal import Decimal

import pytest

from indicators.commenting import comment, commentaries
from indicators.models import Commentary, FigureApproval, PeriodClosing, ReturnRules
from indicators.owners import owners_of
from indicators.returns import close_period, set_return_rules
from indicators.standards import standards_of
from records.refusal import AskFirst, NotTheNext, Refused
from tests.pages import address_of, drawn, hidden, queries, text_of

DECEMBER, JANUARY, FEBRUARY = date(2012, 12, 31), date(2013, 1, 31), date(2013, 2, 28)
MARCH = date(2013, 3, 5)


def at(world, name, *args, **query):
    return address_of(world.notice, name, *args, **query)


@pytest.fixture
def share(world, clock):
    """FD-04, monthly: 85 % in January, reported on 18 February, which is two working days late; none for February."""
    share = world.define_indicator("FD-04", unit="percent", polarity="higher", every="month")
    clock.move_to(date(2013, 1, 10))
    world.report(share, DECEMBER, numerator=Decimal(80), denominator=Decimal(100))
    clock.move_to(date(2013, 2, 18))
    world.report(share, JANUARY, numerator=Decimal(85), denominator=Decimal(100))
    clock.move_to(MARCH)
    return share


def set_rules(world, **given):
    rules = {"due_days": 10, "weekly_due_days": 3, "approved": True, "closed": True, "reason": "So agreed."}
    with world.writing() as now:
        return set_return_rules(notice=world.notice, by=world.secretary, at=now, **rules | given)


@pytest.fixture
def secretary(world, client_of):
    return client_of(world.secretary)


@pytest.fixture
def analyst(world, client_of):
    return client_of(world.analyst)


@pytest.fixture
def officer(world, client_of):
    return client_of(world.officer)


# Rules, periods, lateness


def test_returns_are_listed_by_period_with_what_is_late(world, share, analyst):
    said = text_of(analyst.get(at(world, "indicators:returns")))
    assert "These rules are our default: nobody has set others." in said
    rows = analyst.get(at(world, "indicators:returns")).context["tables"][0][1]
    counts = [(one["returns"].said, one["returns"].in_, one["returns"].late, one["returns"].missing) for one in rows]
    assert counts[:3] == [("February 2013", 0, 0, 0), ("January 2013", 1, 1, 0), ("December 2012", 1, 0, 0)]
    period = text_of(analyst.get(at(world, "indicators:period", "month", "2013-01-31")))
    assert "Came 12 working days after the month ended, 2 late; due in 10, our default" in period
    assert "1 of 1 in, 1 of these late; 0 missing." in period


def test_rules_are_changed_with_a_reason_once(world, share, secretary):
    address = at(world, "indicators:return_rules")
    typed = {"due_days": "8", "weekly_due_days": "2", "approved": "on"}
    form = drawn(secretary, address)
    assert "Enter why the rules change" in text_of(secretary.post(address, form | typed))
    sent = form | typed | {"reason": "The Board asked for it."}
    assert {secretary.post(address, sent).status_code for _ in range(5)} == {302}
    row = ReturnRules.objects.get()
    assert (row.due_days, row.weekly_due_days, row.approved, row.closed) == (8, 2, True, False)
    said = text_of(secretary.get(at(world, "indicators:returns")))
    assert "These rules stand as A Board secretary set it on 5 March 2013: The Board asked for it." in said


def test_two_who_change_the_rules_see_both(world, share, secretary):
    address = at(world, "indicators:return_rules")
    form = drawn(secretary, address)
    set_rules(world, due_days=7)
    met = secretary.post(address, form | {"due_days": "8", "weekly_due_days": "2", "reason": "Mine."})
    assert met.status_code == 409
    assert "So agreed." in text_of(met)
    again = hidden(met) | {"due_days": "8", "weekly_due_days": "2", "reason": "Mine."}
    assert secretary.post(address, again).status_code == 302


def test_a_period_is_closed_and_opened_on_its_page(world, share, secretary, analyst):
    address = at(world, "indicators:period", "month", "2013-01-31")
    form = drawn(secretary, address)
    refused = secretary.post(address, form | {"reason": "The pack.", "act": "close"})
    assert refused.status_code == 422
    assert "Periods stay open here." in text_of(refused)
    set_rules(world)
    assert secretary.post(address, form | {"reason": "The pack.", "act": "close"}).status_code == 302
    said = text_of(analyst.get(address))
    assert "Entry for January 2013 has been closed since 5 March 2013, by A Board secretary: “The pack”." in said
    assert "Open it again" not in said
    for name in ("indicators:report_figure", "pages:indicator"):
        assert "Entry for January 2013 has been closed" in text_of(analyst.get(at(world, name, "FD-04")))
    assert "Closed on 5 March 2013 by A Board secretary: The pack." in text_of(
        analyst.get(at(world, "indicators:returns"))
    )
    twice = drawn(secretary, address)
    assert secretary.post(address, twice | {"reason": "Late figures.", "act": "open"}).status_code == 302
    again = secretary.post(address, drawn(secretary, address) | {"reason": "Late figures.", "act": "open"})
    assert "January 2013 is open." in text_of(again)
    assert list(PeriodClosing.objects.order_by("number").values_list("closed", flat=True)) == [True, False]


@pytest.mark.parametrize("period", [("month", "2013-01-30"), ("month", "2013-03-31"), ("day", "2013-01-31")])
def test_what_is_no_period_has_no_page(world, share, secretary, period):
    assert secretary.get(at(world, "indicators:period", *period)).status_code == 404


def test_the_page_of_an_indicator_says_when_each_return_came(world, share, analyst):
    said = text_of(analyst.get(at(world, "pages:indicator", "FD-04")))
    assert "2 working days late" in said
    assert "With earlier figures" not in said
    assert (
        "Due 10 working days after the month has ended, our default. February 2013 is not in yet, due on 14 March"
        in said
    )
    then = text_of(analyst.get(at(world, "pages:indicator", "FD-04", on="2013-01-20")))
    assert "2 working days late" not in then


def test_pages_of_returns_take_as_many_queries_for_many_as_for_few(world, share, analyst):
    pages = [at(world, "indicators:returns"), at(world, "indicators:period", "month", "2013-01-31")]
    few = [queries(analyst, page) for page in pages]
    for number in range(5):
        world.report(world.define_indicator(f"CP-0{number}", every="month"), JANUARY, 4)
    assert [queries(analyst, page) for page in pages] == few
    assert max(few) <= 14


# Approval


def test_figures_of_others_are_approved_and_say_so_until_then(world, share, analyst, officer):
    set_rules(world)
    world.report(share, FEBRUARY, numerator=Decimal(90), denominator=Decimal(100))
    world.report(share, JANUARY, numerator=Decimal(86), denominator=Decimal(100), reason="One more.", by=world.officer)
    places = [
        at(world, "pages:indicator", "FD-04"),
        at(world, "indicators:indicator_list"),
        at(world, "indicators:enter"),
    ]
    for place in places:
        assert "ot approved by a second person" in text_of(analyst.get(place))
    address = at(world, "indicators:approve")
    page = officer.get(address)
    assert [key for key, _ in page.context["form"].fields["figures"].choices] == ["FD-04 2013-02-28 1"]
    assert "FD-04 Series FD-04, January 2013: 86 % (86 of 100)" in text_of(page).split("Yours, which somebody else")[1]
    assert "Tick the figures" in text_of(officer.post(address, hidden(page)))
    own = officer.post(address, hidden(page) | {"figures": ["FD-04 2013-01-31 2"]})
    assert own.status_code == 422
    assert "you reported this figure yourself" in str(own.context["form"].errors)
    nothing = officer.post(address, hidden(page) | {"figures": ["FD-04 2013-02-28 9"]})
    assert "One of these figures is not there." in text_of(nothing)
    assert not FigureApproval.objects.exists()
    sent = hidden(page) | {"figures": ["FD-04 2013-02-28 1"]}
    assert {officer.post(address, sent).status_code for _ in range(2)} == {302}
    assert FigureApproval.objects.count() == 1
    for place in places[1:]:
        assert "ot approved by a second person" not in text_of(analyst.get(place))


def test_all_that_is_shown_is_approved_in_one_press_and_nothing_that_came_since(world, share, officer):
    set_rules(world)
    world.report(share, FEBRUARY, numerator=Decimal(90), denominator=Decimal(100))
    address = at(world, "indicators:approve")
    page = officer.get(address)
    world.report(share, date(2012, 11, 30), numerator=Decimal(70), denominator=Decimal(100))
    sent = hidden(page) | {"all": "yes", "shown": page.context["shown"]}
    assert {officer.post(address, sent).status_code for _ in range(2)} == {302}
    assert [row.observation.period_on for row in FigureApproval.objects.all()] == [FEBRUARY]


def test_where_no_second_person_is_wanted_the_page_says_so(world, share, officer):
    assert "The rules of this notice ask for no second person." in text_of(officer.get(at(world, "indicators:approve")))


def test_the_first_page_says_what_waits_to_be_approved(world, share, client_of):
    set_rules(world)
    world.report(share, FEBRUARY, numerator=Decimal(90), denominator=Decimal(100))
    words = "figure waits for a second person to approve it"
    assert words in text_of(client_of(world.officer).get("/"))
    assert words not in text_of(client_of(world.analyst).get("/"))
    assert words not in text_of(client_of(world.partner).get("/"))


# Commentary


def say(world, share, text="The duty team was short.", period_on=JANUARY, **given):
    with world.writing() as now:
        return comment(
            indicator=share, period_on=period_on, every="month", text=text, by=world.analyst, at=now, **given
        )


def test_commentary_holds_by_period_and_the_newest_stands(world, share, clock):
    first = say(world, share)
    before = world.asof()
    clock.move_to(date(2013, 3, 8))
    newest, other = say(world, share, "Two posts are filled."), say(world, share, "A quiet month.", DECEMBER)
    assert commentaries(world.notice, before) == {"FD-04": {JANUARY: first}}
    assert commentaries(world.notice, world.asof()) == {"FD-04": {JANUARY: newest, DECEMBER: other}}


def test_commentary_that_cannot_stand_is_refused(world, share):
    for given in ({"text": " "}, {"text": "x" * 4_001}, {"period_on": FEBRUARY}):
        with pytest.raises(Refused):
            say(world, share, **given)
    with pytest.raises(AskFirst):
        say(world, share, "See 943 476 5919.")
    assert say(world, share, "See 943 476 5919.", confirmed=True)
    with pytest.raises(NotTheNext):
        say(world, share, after=0)


def test_commentary_is_written_on_its_page_and_shown_with_its_author(world, share, analyst):
    address = at(world, "indicators:comment", "FD-04", period="2013-01-31")
    form = drawn(analyst, address)
    assert "Enter commentary" in text_of(analyst.post(address, form))
    asked = analyst.post(address, form | {"text": "Case 943 476 5919."})
    assert "looks like an NHS number" in text_of(asked)
    sent = form | {"text": "The duty team was short."}
    assert {analyst.post(address, sent).status_code for _ in range(3)} == {302}
    assert Commentary.objects.count() == 1
    said = text_of(analyst.get(at(world, "pages:indicator", "FD-04")))
    assert "The duty team was short." in said
    assert '<p class="govuk-hint">A Data analyst, 5 March 2013</p>' in said
    met = analyst.post(address, form | {"text": "Another word.", "token": drawn(analyst, address)["token"]})
    assert met.status_code == 409
    assert analyst.get(at(world, "indicators:comment", "FD-04", period="2013-02-28")).status_code == 404


# Owners and standards


def test_owners_are_named_for_several_at_once(world, share, analyst):
    other = world.define_indicator("FD-05")
    address = at(world, "indicators:name_owners")
    form = drawn(analyst, address)
    assert "Choose at least one indicator" in text_of(analyst.post(address, form | {"person": "a-council-officer"}))
    both = {"indicators": ["FD-04", "FD-05"]}
    assert "Select who is told" in text_of(analyst.post(address, form | both))
    assert analyst.post(address, form | both | {"person": "a-council-officer"}).status_code == 302
    assert owners_of(world.notice, world.asof()) == {share.pk: world.officer, other.pk: world.officer}
    again = analyst.post(address, drawn(analyst, address) | both | {"person": "a-council-officer"})
    assert "That is who owns all of them now." in text_of(again)
    one = {"indicators": ["FD-05"], "person": "-"}
    assert analyst.post(address, drawn(analyst, address) | one).status_code == 302
    assert owners_of(world.notice, world.asof()) == {share.pk: world.officer}
    assert "A Council officer" in text_of(analyst.get(at(world, "pages:indicator", "FD-04")))


def test_a_standard_is_set_with_its_decision_or_says_that_there_is_none(world, share, analyst):
    address = at(world, "indicators:set_standard", "FD-04")
    sent = drawn(analyst, address) | {"words": "Decided within 1 working day."}
    assert analyst.post(address, sent).status_code == 302
    assert "Used without the Board’s agreement" in text_of(analyst.get(at(world, "pages:indicator", "FD-04")))
    decision = world.decide("Within a day.", taken_on=MARCH)
    form = drawn(analyst, address)
    assert analyst.post(address, sent | {"token": form["token"]}).status_code == 409
    agreed = form | {"words": "Decided within 1 working day.", "decision": str(decision.number)}
    assert analyst.post(address, agreed).status_code == 302
    assert standards_of(world.notice, world.asof())[share.pk].decision == decision
    assert "Used without the Board’s agreement" not in text_of(analyst.get(at(world, "pages:indicator", "FD-04")))


def test_forms_for_closed_periods_are_not_offered_where_nothing_is_closed(world, share, analyst):
    assert "has been closed" not in text_of(analyst.get(at(world, "indicators:report_figure", "FD-04")))
    set_rules(world)
    with world.writing() as now:
        close_period(notice=world.notice, every="month", period_on=JANUARY, reason="So.", by=world.secretary, at=now)
    revise = at(world, "indicators:report_figure", "FD-04", period="2012-12-31")
    assert "has been closed" not in text_of(analyst.get(revise))
