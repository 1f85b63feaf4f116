"""Is a warning that was set aside looked at again on its day, does each answer stand with its own warning, and do all pages count
the same?"""

from datetime import date

import pytest

from accounts.models import Message
from indicators.signals import look
from plans import looking_again
from plans.signal_list import signals_of, tally
from records.refusal import Refused
from reports.digest import tell_everyone
from tests.indicators.watched import fall, recover, report_all
from tests.pages import address_of, text_of
from tests.plans.answering import DEC_5, DEC_19, FEB_5, aside, put, refused, waiting


@pytest.fixture
def signal(world):
    return fall(world)


@pytest.mark.parametrize(
    ("day", "sentence"),
    [
        (date(2012, 11, 7), "The day has to come after today, 7 November 2012."),
        (date(2012, 11, 6), "The day has to come after today, 7 November 2012."),
        (date(2013, 5, 8), "A warning is looked at again after 6 months at the latest: 7 May 2013."),
    ],
)
def test_the_day_to_look_again_comes_and_is_near(world, signal, day, sentence):
    with pytest.raises(Refused) as caught:
        aside(world, signal, again=day)
    assert (caught.value.sentence, caught.value.field) == (sentence, "look_again_on")
    assert aside(world, signal, again=date(2013, 5, 7)).look_again_on == date(2013, 5, 7)


def test_it_waits_again_on_its_day_if_it_still_stands(world, clock, signal):
    aside(world, signal)
    clock.move_to(date(2012, 12, 18))
    assert (waiting(world), waiting(world, world.asof(on=DEC_19))) == ([], [("FD-04", 1)])
    clock.move_to(DEC_19)
    assert waiting(world) == [("FD-04", 1)]
    (row,) = signals_of(world.notice, world.asof())
    assert (row["waits"], row["aside"], row["look_again_on"]) == (True, "A batch was entered late.", DEC_19)
    again = aside(world, signal, "It is being mended.", again=FEB_5, after=1)
    assert (again.number, waiting(world)) == (2, [])
    assert refused(aside, world, signal, again=FEB_5, after=2).endswith("to be looked at again on 5 February 2013.")


def test_what_is_over_by_its_day_waits_no_more(world, clock, signal):
    aside(world, signal)
    clock.move_to(DEC_5)
    recover(world, signal)
    clock.move_to(DEC_19)
    assert (waiting(world), list(looking_again.to_tell(world.notice, world.asof()))) == ([], [])


def test_who_set_it_aside_is_told_once_that_its_day_has_come(world, clock, signal):
    tell_everyone()
    aside(world, signal)
    clock.live_until(DEC_19)
    told = Message.objects.filter(person=world.chair)
    assert [message.subject for message in told] == ["1 early warning is to be looked at again"]
    assert "Set aside by" in told.get().body
    assert "A batch was entered late." in told.get().body
    clock.live_until(date(2012, 12, 21))
    assert told.all().count() == 1
    aside(world, signal, "Wait a little longer.", again=date(2013, 1, 9))
    clock.live_until(date(2013, 1, 9))
    assert told.all().count() == 2


def test_where_that_person_is_gone_the_secretary_is_told(world, clock, signal):
    aside(world, signal)
    world.chair.is_active = False
    world.chair.save()
    clock.move_to(DEC_19)
    assert set(looking_again.to_tell(world.notice, world.asof())) == {world.secretary}


def test_each_answer_stands_with_the_warning_that_it_answers(world, signal):
    world.set_target(signal.indicator, 90, from_on=date(2011, 1, 1))
    look(world.notice)
    concern = put(world, signal)
    newer, older = signals_of(world.notice, world.asof())
    assert [(row["number"], row["concern"], row["concern_own"], row["concern_for"]) for row in (older, newer)] == [
        (1, concern.number, True, date(2012, 11, 7)),
        (2, concern.number, False, date(2012, 11, 7)),
    ]
    assert not newer["waits"]


def test_an_old_answer_is_none_to_a_newer_warning(world, client_of, signal):
    aside(world, signal)
    world.set_target(signal.indicator, 90, from_on=date(2011, 1, 1))
    look(world.notice)
    newer, older = signals_of(world.notice, world.asof())
    assert [(row["kind"], row["waits"], bool(row["aside"])) for row in (older, newer)] == [
        ("change", False, True),
        ("outlook", True, False),
    ]
    assert tally(world.notice, world.asof()) == ((2, 1), (1, 1))


def test_one_figure_back_in_the_usual_range_is_said_wherever_the_warning_stands(world, clock, client_of, signal):
    concern = put(world, signal)
    report_all(world, signal.indicator, [(date(2012, 10, 31), 50)])
    look(world.notice)
    said = "One figure back in the usual range; a second is needed before this is called over."
    for page, *named in (
        ("pages:signals",), ("pages:indicator", "FD-04"), ("plans:concern", concern.number),
        ("plans:put_signal", "FD-04", 1),
    ):  # fmt: skip
        assert said in text_of(client_of(world.chair).get(address_of(world.notice, page, *named)))


@pytest.mark.parametrize("many", [1, 3])
def test_every_page_counts_the_same(world, client_of, signal, many):
    for number in range(5, 4 + many):
        fall(world, f"FD-0{number}")
    if many == 3:
        world.set_target(signal.indicator, 90, from_on=date(2011, 1, 1))
        look(world.notice)
    chair = client_of(world.chair)
    pages = [
        text_of(chair.get(address_of(world.notice, name)))
        for name in ("pages:signals", "plans:concern_list", "pages:dashboard")
    ]
    assert tally(world.notice, world.asof()) == (((1, 1), (1, 1)) if many == 1 else ((4, 3), (4, 3)))
    listed, concerns, dashboard = pages
    if many == 1:
        assert "1 early warning waits to be put before the Board or set aside." in dashboard
        assert "1 early warning stands; 1 waits for an answer" in dashboard
        assert "Early warnings to answer: 1<" in concerns
    else:
        assert "4 early warnings on 3 indicators wait to be put before the Board or set aside." in dashboard
        assert "4 early warnings on 3 indicators stand; 4 wait for an answer" in dashboard
        assert "Early warnings to answer: 4, on 3 indicators<" in concerns
        assert "early warnings on 3 indicators stand:" in listed
