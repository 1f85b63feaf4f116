"""Which early warnings wait for an answer, what answers one, and do the pages say what came of it?"""

from datetime import date

import pytest

from indicators.signals import look
from plans import domain as plan
from plans.models import Concern, SignalSetAside
from plans.signal_list import signals_of
from records.models import AuditEntry
from records.refusal import NotTheNext, Refused
from reports.digest import tell_everyone
from tests.indicators.watched import fall, recover
from tests.pages import address_of, drawn, queries, text_of
from tests.plans.answering import DEC_5, DEC_19, FEB_5, aside, put, refused, waiting

ANSWERERS = "the independent chair, the Board secretary or the council lead"


@pytest.fixture
def signal(world):
    return fall(world)


class TestAnswers:
    def test_it_waits_until_it_is_before_the_board(self, world, signal):
        before = world.asof()
        assert waiting(world) == [("FD-04", 1)]
        concern = put(world, signal)
        assert (concern.signal, concern.indicator, concern.meeting.number) == (signal, signal.indicator, 2)
        assert concern.words == f"{signal.words} (An early warning of 7 November 2012.)"
        assert (waiting(world), waiting(world, before)) == ([], [("FD-04", 1)])
        assert refused(put, world, signal) == "FD-04 is before the Board already, as concern C1."
        assert refused(aside, world, signal) == "FD-04 is before the Board already, as concern C1."

    def test_words_and_meeting_may_be_other_ones(self, world, signal):
        concern = put(world, signal, words="Look at FD-04.", meeting=world.meetings[2])
        assert (concern.words, concern.meeting.number) == ("Look at FD-04.", 3)

    def test_it_waits_until_it_is_set_aside_for_a_reason(self, world, signal):
        assert refused(aside, world, signal, " ") == "Say why it does not need the Board."
        row = aside(world, signal)
        assert (row.reason, row.recorded_by, waiting(world)) == ("A batch was entered late.", world.chair, [])
        assert refused(aside, world, signal).startswith(f"{world.chair} set it aside on 7 November 2012")
        assert AuditEntry.objects.get(verb="set_signal_aside").thing == "FD-04 signal 1"
        assert put(world, signal).signal == signal  # on second thoughts

    def test_one_who_did_not_know_that_it_was_set_aside_is_told(self, world, signal):
        aside(world, signal, after=0)
        with pytest.raises(NotTheNext):
            aside(world, signal, "I know better.", after=0)
        assert refused(aside, world, signal, "I know better.", after=1).startswith(f"{world.chair} set it aside")

    def test_what_is_over_waits_no_more_and_cannot_be_answered(self, world, clock, signal):
        clock.move_to(DEC_5)
        recover(world, signal)
        assert (waiting(world), waiting(world, world.asof(on=date(2012, 12, 4)))) == ([], [("FD-04", 1)])
        sentence = "This signal of FD-04 does not stand any more: it was over on 5 December 2012."
        assert (refused(put, world, signal), refused(aside, world, signal)) == (sentence, sentence)
        cleared = signal.indicator.signals.get(number=2)
        assert refused(put, world, cleared) == "This signal of FD-04 does not stand any more."

    def test_concern_that_anybody_raised_about_the_indicator_answers_it(self, world, signal):
        world.concern(signal.indicator)
        assert waiting(world) == []
        assert Concern.objects.get().signal is None

    def test_concern_that_waits_already_answers_it_until_the_board_deals_with_it(self, world, clock):
        early = world.define_indicator("FD-05")
        world.concern(early)
        signal = fall(world)
        concern = world.concern(signal.indicator)
        clock.move_to(DEC_19, 17)
        decision = world.decide(meeting=world.hold_meeting(2))
        world.close(concern, decision)
        assert waiting(world) == []  # the Board dealt with it after the signal had come
        clock.move_to(date(2012, 12, 20))
        recover(world, signal)
        clock.move_to(FEB_5)
        world.report(signal.indicator, date(2012, 12, 31), 20)
        look(world.notice)
        assert waiting(world) == [("FD-04", 3)]  # it came again, after the Board had dealt with it

    def test_good_news_and_news_of_others_do_not_wait(self, world, other_world):
        fall(world, polarity="lower")
        assert waiting(world) == []
        fall(other_world)
        assert (waiting(world), waiting(other_world)) == ([], [("FD-04", 1)])

    def test_signal_of_another_indicator_is_refused(self, world, signal):
        other = world.define_indicator("FD-05")
        with world.writing() as at, pytest.raises(Refused, match="The signal is of another indicator"):
            plan.raise_concern(
                notice=world.notice, indicator=other, signal=signal, words="Look.", by=world.chair, at=at
            )


def test_rows_say_who_was_told_and_what_came_of_it(world, clock, signal):
    tell_everyone()
    aside(world, signal)
    clock.move_to(DEC_5)
    recover(world, signal)
    over, first = signals_of(world.notice, world.asof())
    assert (over["new"], over["waits"], over["told"]) == (False, False, [])
    assert over["told_words"] == (
        "No mail has been sent about this: that it is over is told to those who were told of it before."
    )
    assert first["told_words"] == f"Told by mail to {world.analyst.name} on 7 November 2012."
    assert (first["aside"], first["aside_by"], first["over_on"]) == (
        "A batch was entered late.",
        world.chair.name,
        DEC_5,
    )
    (then,) = signals_of(world.notice, world.asof(on=date(2012, 11, 8)))
    assert (then["over_on"], then["aside"], then["waits"]) == (None, "A batch was entered late.", False)


class TestPages:
    def test_chair_puts_it_before_the_board_in_two_presses(self, world, client_of, signal):
        chair, page = client_of(world.chair), address_of(world.notice, "plans:concern_list")
        listed = text_of(chair.get(page))
        form = address_of(world.notice, "plans:put_signal", "FD-04", 1)
        assert "Early warnings to answer: 1" in listed
        assert "Chance alone would mark about this one indicator as getting worse every 125 months" in listed
        assert f'href="{form}"' in listed
        assert "Put it before the Board on 19 December 2012" in listed
        body = drawn(chair, form) | {"meeting": "improvement-2"}
        assert signal.words in chair.get(form).context["form"]["words"].value()
        empty = chair.post(form, body)
        assert (empty.status_code, "Answer the question “What is the Board told?”" in text_of(empty)) == (422, True)
        for _ in range(5):  # five identical posts make one row
            assert chair.post(form, body | {"words": "It fell by half."})["Location"] == page
        assert (Concern.objects.get().signal, Concern.objects.get().words) == (signal, "It fell by half.")
        assert "Early warnings to answer" not in text_of(chair.get(page))
        late = chair.post(form, drawn(chair, form) | {"meeting": "improvement-3", "words": "Mine."})
        assert (late.status_code, "FD-04 is before the Board already, as concern C1." in text_of(late)) == (422, True)

    def test_chair_sets_it_aside_and_the_reason_stays(self, world, client_of, signal):
        chair = client_of(world.chair)
        form = address_of(world.notice, "plans:set_signal_aside", "FD-04", 1)
        assert [chair.get(form).context["form"]["look_again_on"].initial, DEC_19] == [DEC_19] * 2  # the next Board
        day = {"look_again_on_day": "19", "look_again_on_month": "12", "look_again_on_year": "2012"}
        body = drawn(chair, form) | day
        late = chair.post(form, body | {"reason": "A batch was late.", "look_again_on_year": "2014"})
        assert (late.status_code, "after 6 months at the latest: 7 May 2013." in text_of(late)) == (422, True)
        assert "A batch was late.</textarea>" in text_of(late)
        none = chair.post(form, body | {"reason": "A batch was late.", "look_again_on_day": ""})
        assert (none.status_code, SignalSetAside.objects.count()) == (422, 0)
        meanwhile = body | {"reason": "My own reason.", "token": drawn(chair, form)["token"]}
        assert chair.post(form, body | {"reason": "A batch was late."}).status_code == 302
        clash = chair.post(form, meanwhile)
        assert (clash.status_code, "My own reason." in text_of(clash), "A batch was late." in text_of(clash)) == (
            409,
            True,
            True,
        )
        assert SignalSetAside.objects.count() == 1
        for page in (
            address_of(world.notice, "pages:signals"),
            address_of(world.notice, "pages:indicator", "FD-04"),
        ):
            said = (
                f"<strong>Answer:</strong> set aside by {world.chair.name} on 7 November 2012, "
                "to be looked at again on 19 December 2012: A batch was late."
            )
            assert said in text_of(client_of(world.officer).get(page))

    def test_who_may_not_answer_sees_it_without_buttons(self, world, client_of, signal):
        page = text_of(client_of(world.officer).get(address_of(world.notice, "plans:concern_list")))
        assert "Early warnings to answer: 1" in page
        assert "Set it aside" not in page
        assert f"To be put before the Board, or set aside, by {ANSWERERS}." in page

    @pytest.mark.parametrize("name", ["pages:signals", "pages:indicator"])
    def test_warning_that_waits_leads_to_both_forms_or_says_who_may_answer(self, world, clock, client_of, signal, name):
        page = address_of(world.notice, name, *(["FD-04"] if name == "pages:indicator" else []))
        forms = [address_of(world.notice, form, "FD-04", 1) for form in ("plans:put_signal", "plans:set_signal_aside")]
        may, may_not = (text_of(client_of(person).get(page)) for person in (world.chair, world.analyst))
        assert [f'href="{form}"' in may for form in forms] == [True, True]
        assert [form in may_not for form in forms] == [False, False]
        waits = "<strong>Waits for an answer:</strong> to be put before the Board, or set aside"
        assert (f"{waits}." in may, f"{waits}, by {ANSWERERS}." in may_not) == (True, True)
        assert "No mail has been sent about this yet." in may_not
        tell_everyone()
        clock.move_to(date(2012, 11, 20))
        past = text_of(client_of(world.chair).get(page, {"on": "2012-11-08"}))
        assert (forms[0] in past, f"{waits}, by {ANSWERERS}." in past) == (False, True)
        assert f"Told by mail to {world.analyst.name} on 7 November 2012." in past

    def test_past_day_has_its_warnings_and_no_buttons(self, world, clock, client_of, signal):
        clock.move_to(DEC_5)
        recover(world, signal)
        chair, page = client_of(world.chair), address_of(world.notice, "plans:concern_list")
        then = text_of(chair.get(page, {"on": "2012-11-08"}))
        assert ("Early warnings to answer: 1" in then, "Set it aside" in then) == (True, False)
        assert "Early warnings to answer" not in text_of(chair.get(page))

    def test_concern_says_when_its_signal_is_over(self, world, clock, client_of, signal):
        concern = put(world, signal)
        page = address_of(world.notice, "plans:concern", concern.number)
        chair = client_of(world.chair)
        assert "Yes. The figures have not left it since." in text_of(chair.get(page))
        clock.move_to(DEC_5)
        recover(world, signal)
        said = text_of(chair.get(page))
        assert "Over since 5 December 2012" in said
        assert (
            "No longer getting worse. This comes with the figure for November 2012, the second in a row without it."
            in said
        )

    def test_list_has_every_signal_newest_first_and_those_of_one_indicator(self, world, clock, client_of, signal):
        fall(world, "FD-06")
        clock.move_to(DEC_5)
        recover(world, signal)
        page, officer = address_of(world.notice, "pages:signals"), client_of(world.officer)
        assert [(row["code"], row["number"]) for row in officer.get(page).context["rows"]] == [
            ("FD-04", 2),
            ("FD-06", 1),
            ("FD-04", 1),
        ]
        of_one = officer.get(page, {"code": "FD-06"}).context["rows"]
        assert [(row["code"], row["number"]) for row in of_one] == [("FD-06", 1)]
        assert "Nothing was told of FD-99." in text_of(officer.get(page, {"code": "FD-99"}))
        then = officer.get(page, {"on": "2012-11-08"}).context
        assert ([row["number"] for row in then["rows"]], *then["warnings"]) == ([1, 1], (2, 2), (2, 2))

    @pytest.mark.parametrize("name", ["pages:signals", "plans:concern_list"])
    def test_questions_are_as_many_for_one_as_for_three(self, world, client_of, signal, name):
        chair, page = client_of(world.chair), address_of(world.notice, name)
        one = queries(chair, page)
        fall(world, "FD-05")
        fall(world, "FD-06")
        assert queries(chair, page) == one

    def test_empty_page_says_what_will_be_there(self, world, client_of):
        page = text_of(client_of(world.officer).get(address_of(world.notice, "pages:signals")))
        assert "Each time an indicator begins to get better or worse" in page
