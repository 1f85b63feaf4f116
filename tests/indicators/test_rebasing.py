"""Are limits drawn anew where the Board decides it, from the period it says, and nowhere else?"""

from datetime import date
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from boards.models import Board, Decision
from indicators.domain import agree_indicators, report_figure
from indicators.gate import Gate
from indicators.models import Rebase
from indicators.reading import Rebased
from indicators.rebasing import rebase
from indicators.series import series_of
from indicators.words import months_later
from records.clock import AsOf
from records.refusal import NotTheNext, Refused
from tests.pages import address_of, drawn, queries, text_of

FIRST, MARCH = date(2011, 8, 31), date(2012, 3, 31)
FIGURES = [30, 34, 29, 33, 31, 35, 28, 12, 15, 11, 14, 13, 12]  # to August 2012
WHY = "The team moved to one place in March 2012."


@pytest.fixture
def counted(world):
    """FD-05 by month: about 32 until February 2012, about 13 from March on."""
    indicator = world.define_indicator(every="month")
    with world.writing() as at:
        for place, value in enumerate(FIGURES):
            given = {"period_on": months_later(FIRST, place), "value": Decimal(value), "confirmed": True}
            report_figure(indicator=indicator, by=world.analyst, at=at, **given)
    return indicator


def redraw(world, indicator, decision=None, *, from_on=MARCH, reason=WHY, **more):
    decision = decision or world.decide("New limits.")
    with world.writing() as at:
        return rebase(
            indicator=indicator, decision=decision, from_on=from_on, reason=reason, by=world.secretary, at=at, **more
        )


def series(world, **when):
    return series_of(world.notice, world.asof(**when))[0]


def test_mean_and_limits_begin_anew_with_the_period_and_those_before_stay(world, counted):
    before = series(world).reading
    assert len({point.mean for point in before.points}) == 1
    row = redraw(world, counted)
    found = series(world)
    assert found.rebases == (Rebased(MARCH, row.decision.number, WHY, world.secretary.name),)
    earlier, later = found.reading.points[0], found.reading.points[-1]
    assert (earlier.part, later.part) == (0, 1)
    assert (earlier.mean > 30, later.mean < 14) == (True, True)
    assert found.reading.points[7].on == MARCH
    assert found.reading.points[7].part == 1
    assert found.reading.gate is Gate.TRIAL


def test_it_counts_from_the_day_of_its_decision_and_is_known_once_recorded(world, counted, clock):
    clock.move_to(date(2012, 11, 20))
    decided = world.decide("New limits.", taken_on=date(2012, 11, 10))
    clock.move_to(date(2012, 11, 30))
    redraw(world, counted, decided)
    assert [bool(series(world, on=date(2012, 11, day)).rebases) for day in (9, 10)] == [False, True]
    asof = world.asof()
    assert series_of(world.notice, AsOf(asof.on, clock.now.replace(day=29)))[0].rebases == ()


def test_it_falls_with_its_decision_and_can_then_be_said_again(world, counted):
    first = redraw(world, counted)
    new = world.decide("No new limits.", replaces=first.decision)
    assert series(world).rebases == ()
    redraw(world, counted, new)
    assert [row.decision for row in series(world).rebases] == [new.number]


def test_fewer_than_six_figures_after_it_are_allowed_and_no_limits_are_drawn_there(world, counted):
    redraw(world, counted, from_on=date(2012, 5, 31))
    reading = series(world).reading
    assert (reading.gate, reading.points[-1].mean) == (Gate.TOO_FEW, None)
    assert "4 months of figures since limits began anew with May 2012" in reading.gate_words


def test_two_periods_make_three_parts(world, counted):
    redraw(world, counted)
    redraw(world, counted, from_on=date(2011, 10, 31))
    found = series(world)
    assert [row.from_on for row in found.rebases] == [date(2011, 10, 31), MARCH]
    assert [found.reading.points[place].part for place in (1, 2, 6, 7)] == [0, 1, 1, 2]


@pytest.mark.parametrize(
    ("from_on", "sentence"),
    [
        (
            date(2012, 3, 15),
            "No period with a figure ends on 15 March 2012. The nearest end on 29 February 2012 and 31 March 2012.",
        ),
        (date(2012, 9, 30), "The nearest end on 31 July 2012 and 31 August 2012."),
        (FIRST, "That is the first period with a figure: the limits begin there anyway."),
    ],
)
def test_a_day_that_is_no_later_period_with_a_figure_is_refused(world, counted, from_on, sentence):
    with pytest.raises(Refused) as refused:
        redraw(world, counted, from_on=from_on)
    assert refused.value.sentence.endswith(sentence)
    assert refused.value.field == "from_on"
    assert Rebase.objects.count() == 0
    redraw(world, counted)


def test_a_period_without_a_figure_is_refused(world, counted):
    world.report(counted, date(2012, 9, 30), no_data_because="The system was down.")
    with pytest.raises(Refused, match="No period with a figure ends on 30 September 2012"):
        redraw(world, counted, from_on=date(2012, 9, 30))


def test_the_same_period_twice_is_refused(world, counted):
    first = redraw(world, counted)
    with pytest.raises(Refused, match=f"from then already, by Board decision {first.decision.number}"):
        redraw(world, counted)
    redraw(world, counted, from_on=date(2011, 10, 31))


@pytest.mark.parametrize("reason", ["", "  \n"])
def test_without_a_reason_it_is_refused(world, counted, reason):
    with pytest.raises(Refused) as refused:
        redraw(world, counted, reason=reason)
    assert refused.value.field == "reason"


def test_a_decision_that_was_replaced_is_refused(world, counted):
    old = world.decide("New limits.")
    world.decide("None.", replaces=old)
    with pytest.raises(Refused, match=f"Decision {old.number} has been replaced"):
        redraw(world, counted, old)


def test_only_the_improvement_board_of_the_notice_has_it_done(world, other_world, counted):
    with pytest.raises(Refused, match="another notice"):
        redraw(world, counted, other_world.decide("New limits."))
    decision = world.decide("New limits.")
    Board.objects.filter(pk=decision.board_id).update(kind=Board.Kind.LSCB)
    with pytest.raises(Refused, match="Only the Improvement Board"):
        redraw(world, counted, Decision.objects.get(pk=decision.pk))
    Board.objects.filter(pk=decision.board_id).update(kind=Board.Kind.IMPROVEMENT)
    redraw(world, counted, Decision.objects.get(pk=decision.pk))


def test_a_form_drawn_before_another_was_recorded_is_not_the_next(world, counted):
    redraw(world, counted, after=0)
    with pytest.raises(NotTheNext):
        redraw(world, counted, from_on=date(2011, 10, 31), after=0)
    redraw(world, counted, from_on=date(2011, 10, 31), after=1)


def test_agreements_and_redrawings_take_one_query_between_them(world, counted):
    def taken():
        with CaptureQueriesContext(connection) as made:
            series_of(world.notice, world.asof())
        return len(made)

    none = taken()
    redraw(world, counted)
    with world.writing() as at:
        agree_indicators(
            decision=world.decide("Agreed.", at=at),
            indicators=[counted],
            headlines=[counted],
            by=world.secretary,
            at=at,
        )
    found = series(world)
    assert (found.headline, len(found.rebases), found.agreed is not None) == (1, 1, True)
    assert taken() == none


# The page


def at(world, name, **query):
    return address_of(world.notice, name, "FD-05", **query)


@pytest.fixture
def secretary(world, client_of):
    return client_of(world.secretary)


def answers(world, secretary, decided, **changed):
    address = at(world, "indicators:rebase")
    return (
        drawn(secretary, address) | {"from_on": "2012-03-31", "reason": WHY, "decision": str(decided.number)} | changed
    )


def test_the_form_records_it_and_its_page_says_it(world, counted, secretary):
    decision = world.decide("New limits.")
    sent = answers(world, secretary, decision)
    page = at(world, "pages:indicator")
    for _ in range(2):  # pressed twice, it is one
        assert secretary.post(at(world, "indicators:rebase"), sent).headers["Location"] == page
    assert Rebase.objects.count() == 1
    said = text_of(secretary.get(page))
    assert "The limits of FD-05 are drawn anew." in said
    assert WHY in said
    assert at(world, "indicators:rebase") in said


def test_the_form_says_where_too_few_figures_follow(world, counted, secretary):
    sent = answers(world, secretary, world.decide("New limits."), from_on="2012-07-31")
    secretary.post(at(world, "indicators:rebase"), sent)
    said = text_of(secretary.get(at(world, "pages:indicator")))
    assert "There are 2 figures since then: none are drawn until there are 6." in said


@pytest.mark.parametrize("changed", [{"from_on": ""}, {"reason": ""}, {"decision": ""}, {"from_on": "2012-03-15"}])
def test_a_form_that_lacks_something_comes_back_as_it_was_typed(world, counted, secretary, changed):
    sent = answers(world, secretary, world.decide("New limits."), **changed)
    answer = secretary.post(at(world, "indicators:rebase"), sent)
    assert answer.status_code == 422
    assert answer.context["form"].errors.keys() == changed.keys()
    assert (WHY in text_of(answer)) == ("reason" not in changed)
    assert Rebase.objects.count() == 0


def test_a_form_that_met_another_shows_both(world, counted, secretary):
    decision = world.decide("New limits.")
    sent = answers(world, secretary, decision)
    redraw(world, counted, from_on=date(2011, 10, 31), reason="Another cause.")
    answer = secretary.post(at(world, "indicators:rebase"), sent)
    assert answer.status_code == 409
    assert "Another cause." in text_of(answer)
    assert WHY in text_of(answer)


def test_with_fewer_than_two_figures_it_says_what_is_needed(world, secretary):
    indicator = world.define_indicator(every="month")
    world.report(indicator, date(2012, 8, 31), 3)
    assert "from the second period with a figure on" in text_of(secretary.get(at(world, "indicators:rebase")))
    world.report(indicator, date(2012, 9, 30), 4)
    assert "First period of the new limits" in text_of(secretary.get(at(world, "indicators:rebase")))


def test_the_page_takes_as_many_queries_for_two_as_for_none(world, counted, secretary):
    world.decide("New limits.")
    none = queries(secretary, at(world, "indicators:rebase"))
    redraw(world, counted)
    redraw(world, counted, from_on=date(2011, 10, 31))
    assert queries(secretary, at(world, "indicators:rebase")) == none
