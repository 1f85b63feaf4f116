"""Is another date asked for in words, and do the Board's answers go in as one decision or not at all?"""

from datetime import date

import pytest

from boards.models import Decision
from plans.models import DateChange, DateRuling
from tests.pages import address_of, day, drawn, fields_of, text_of


def at(world, name, *args, **query):
    return address_of(world.notice, name, *args, **query)


@pytest.fixture
def officer(world, client_of):
    return client_of(world.officer)


@pytest.fixture
def secretary(world, client_of):
    return client_of(world.secretary)


def asking(client, world, number: int = 1, **typed: str) -> dict[str, str]:
    reasons = {"analysis": "Two schools have not answered.", "remedy": "A visit to each of them."}
    return drawn(client, at(world, "plans:propose_date", number)) | reasons | day("to", date(2013, 2, 1)) | typed


def answering(client, world, **typed: str) -> dict[str, str]:
    """The page of answers as a browser sends it untouched, with what is typed."""
    form = client.get(at(world, "plans:rule_on_dates")).context["form"]
    untouched = {f"answer_{key}": "not_yet" for key in form.changes}
    return fields_of(form.hidden_fields()) | {"meeting": "", "words": "Dates were considered."} | untouched | typed


def next_meeting(world):
    """The Board's second meeting is held, on 19 December."""
    world.clock.move_to(date(2012, 12, 19), 16)
    return world.hold_meeting(2)


# Asking


def test_date_is_asked_for_and_nothing_moves(world, officer):
    answer = officer.post(at(world, "plans:propose_date", 1), asking(officer, world))
    assert answer.headers["Location"] == at(world, "plans:mine")
    change = DateChange.objects.get()
    assert (change.to_on, change.to_precision, change.owner) == (date(2013, 2, 1), "day", world.officer)
    item = world.item(1)
    assert (item.due_now, item.slips, item.waiting_id) == (date(2012, 12, 1), 0, change.pk)
    assert "a new date waits for the Board" in text_of(officer.get(at(world, "plans:mine")))


def test_day_left_empty_asks_for_a_month(world, officer):
    officer.post(at(world, "plans:propose_date", 1), asking(officer, world, to_day=""))
    change = DateChange.objects.get()
    assert (change.to_on, change.to_precision) == (date(2013, 2, 28), "month")
    assert "New date asked for: February 2013" in text_of(officer.get(at(world, "pages:item", 1)))


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"analysis": ""}, "Why will the date not be met?"),
        ({"remedy": " "}, "What is being done about it?"),
        ({"to_day": "31"}, "New date must be a real date"),
        ({"to_day": "", "to_month": "13"}, "New date must be a real date"),
        ({"to_year": ""}, "New date must include a year"),
        ({"to_day": "1", "to_month": "12", "to_year": "2012"}, "1 December 2012 is the date it has now"),
        ({"to_year": "2011"}, "cannot be dated before"),
    ],
)
def test_asking_without_reason_or_real_date_is_refused(world, officer, typed, sentence):
    answer = officer.post(at(world, "plans:propose_date", 1), asking(officer, world, **typed))
    assert answer.status_code == 422
    assert sentence in text_of(answer)
    assert not DateChange.objects.exists()


def test_date_that_has_passed_is_refused(world, officer):
    answer = officer.post(
        at(world, "plans:propose_date", 1), asking(officer, world, to_day="6", to_month="11", to_year="2012")
    )
    assert answer.status_code == 422
    assert "6 November 2012 has passed. Ask for a day to come." in text_of(answer)


def test_date_before_the_one_that_holds_is_asked_about_once(world, officer):
    body = asking(officer, world, to_day="20", to_month="11", to_year="2012")
    asked = officer.post(at(world, "plans:propose_date", 1), body)
    assert asked.status_code == 422
    assert "Yes, that is right" in text_of(asked)
    assert officer.post(at(world, "plans:propose_date", 1), body | {"confirmed": "on"}).status_code == 302


def test_second_question_waits_for_the_first_answer(world, officer):
    body = asking(officer, world)
    world.propose(world.item(1), date(2013, 3, 1))
    assert "when the Board has answered" in text_of(officer.get(at(world, "plans:propose_date", 1)))
    assert officer.post(at(world, "plans:propose_date", 1), body).status_code == 422
    assert DateChange.objects.get().to_on == date(2013, 3, 1)


def test_secretary_asks_on_behalf_from_the_day_the_owner_asked(world, clock, secretary):
    clock.move_to(date(2012, 11, 20))
    body = asking(secretary, world) | day("counts_on", date(2012, 11, 19))
    assert secretary.post(at(world, "plans:propose_date", 1), body).headers["Location"] == at(world, "pages:item", 1)
    change = DateChange.objects.get()
    assert (change.owner, change.recorded_by, change.counts_on) == (world.officer, world.secretary, date(2012, 11, 19))


# Answering


def test_one_decision_holds_every_answer(world, secretary):
    agreed = world.propose(world.item(1), date(2013, 2, 1))
    refused = world.propose(world.item(2), date(2013, 6, 30), precision="month")
    other = world.propose(world.item(3), date(2013, 5, 1))
    meeting = next_meeting(world)
    body = answering(
        secretary, world, meeting=str(meeting.number), answer_1_1="agreed", answer_2_1="refused",
        words_2_1="March stands.", answer_3_1="other", to_3_1_day="", to_3_1_month="4", to_3_1_year="2013",
    )  # fmt: skip
    for _ in range(5):
        assert secretary.post(at(world, "plans:rule_on_dates"), body).headers["Location"] == at(
            world, "pages:decisions"
        )
    decision = Decision.objects.get(kind="dates")
    assert (decision.meeting, decision.counts_on, decision.words) == (
        meeting,
        date(2012, 12, 19),
        "Dates were considered.",
    )
    rulings = {ruling.change: ruling for ruling in DateRuling.objects.filter(decision=decision)}
    assert {change: ruling.answer for change, ruling in rulings.items()} == {
        agreed: "agreed", refused: "refused", other: "other",
    }  # fmt: skip
    assert rulings[refused].words == "March stands."
    now = [(world.item(number).due_now, world.item(number).due_now_precision) for number in (1, 2, 3)]
    assert now == [(date(2013, 2, 1), "day"), (date(2013, 3, 31), "month"), (date(2013, 4, 30), "month")]


def test_without_other_words_the_register_names_the_items_and_their_dates(world, secretary):
    for number, to in ((1, date(2013, 2, 1)), (2, date(2013, 6, 1)), (3, date(2013, 5, 1))):
        world.propose(world.item(number), to)
    next_meeting(world)
    body = answering(
        secretary, world, meeting="2", words="", answer_1_1="agreed", answer_2_1="refused",
        words_2_1="March stands.", answer_3_1="other", to_3_1_day="", to_3_1_month="4", to_3_1_year="2013",
    )  # fmt: skip
    assert secretary.post(at(world, "plans:rule_on_dates"), body).status_code == 302
    assert Decision.objects.get(kind="dates").words == (
        "New dates: item 1, 1 February 2013 agreed; item 2, 1 June 2013 refused; item 3, April 2013 agreed in place of "
        "1 May 2013."
    )


def test_what_is_not_decided_goes_on_waiting(world, secretary):
    world.propose(world.item(1), date(2013, 2, 1))
    waiting = world.propose(world.item(3), date(2013, 5, 1))
    next_meeting(world)
    secretary.post(at(world, "plans:rule_on_dates"), answering(secretary, world, meeting="2", answer_1_1="agreed"))
    assert list(secretary.get(at(world, "plans:rule_on_dates")).context["form"].changes.values()) == [waiting]
    assert DateRuling.objects.count() == 1


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"meeting": "2"}, "Give the Board's answer to at least one of the dates."),
        ({"meeting": "2", "answer_1_1": "refused"}, "Say why the Board refused the new date for item 1."),
        ({"meeting": "2", "answer_1_1": "other"}, "Give the date that the Board agreed for item 1."),
        ({"meeting": "2", "answer_1_1": "other", "to_1_1_day": "1"}, "must include a month and year"),
        ({"meeting": "2", "answer_1_1": "perhaps"}, "Select a valid choice"),
        ({"meeting": "1", "answer_1_1": "agreed"}, "was proposed on 8 November 2012, after this decision was taken."),
        ({"meeting": "3", "answer_1_1": "agreed"}, "Select a valid choice"),
        ({"meeting": "10000000000000000000", "answer_1_1": "agreed"}, "Select a valid choice"),
        ({"answer_1_1": "agreed"}, "Choose the meeting, or give the day"),
    ],
)
def test_answers_that_cannot_be_recorded_leave_nothing_behind(world, secretary, typed, sentence):
    world.clock.move_to(date(2012, 11, 8))
    world.propose(world.item(1), date(2013, 2, 1))
    next_meeting(world)
    answer = secretary.post(at(world, "plans:rule_on_dates"), answering(secretary, world, **typed))
    assert answer.status_code == 422
    assert sentence in text_of(answer).replace("&#x27;", "'")
    assert not Decision.objects.filter(kind="dates").exists()
    assert not DateRuling.objects.exists()


def test_date_answered_meanwhile_is_said_and_nothing_is_recorded(world, secretary):
    first, second = world.propose(world.item(1), date(2013, 2, 1)), world.propose(world.item(3), date(2013, 5, 1))
    next_meeting(world)
    body = answering(secretary, world, meeting="2", answer_1_1="agreed", answer_3_1="agreed")
    world.rule(first, "refused")
    world.propose(world.item(1), date(2013, 9, 9))  # another question about the same item is not the one answered
    answer = secretary.post(at(world, "plans:rule_on_dates"), body)
    assert answer.status_code == 422
    assert "The new date for item 1 waits no longer." in text_of(answer)
    assert not DateRuling.objects.filter(change=second).exists()


def test_last_meeting_is_proposed_where_it_came_after_every_question(world, secretary):
    world.propose(world.item(1), date(2013, 2, 1))
    next_meeting(world)
    page = at(world, "plans:rule_on_dates")
    assert secretary.get(page).context["form"].initial["meeting"] == 2
    world.clock.move_to(date(2012, 12, 20))
    world.propose(world.item(3), date(2013, 5, 1))
    assert secretary.get(page).context["form"].initial["meeting"] is None
    assert secretary.get(page, {"meeting": "2"}).context["form"].initial["meeting"] == "2"


def test_nothing_waiting_says_so(world, secretary):
    assert "None waits now." in text_of(secretary.get(at(world, "plans:rule_on_dates")))


def test_only_chair_and_secretary_record_answers(world, cast, client_of):
    world.propose(world.item(1), date(2013, 2, 1))
    page = at(world, "plans:rule_on_dates")
    assert client_of(cast.chair).get(page).status_code == 200
    for other in (cast.officer, cast.lead, cast.partner):
        assert client_of(other).post(page, {"answer_1_1": "agreed"}).status_code == 403
    assert not DateRuling.objects.exists()


def test_what_the_form_would_have_thrown_away_is_refused(world, client_of):
    """A date typed beside "Agreed", or a reason beside nothing: the slip is said, and nothing is recorded."""
    secretary = client_of(world.secretary)
    world.propose(world.item(1), date(2013, 2, 1))
    page = secretary.get(at(world, "plans:rule_on_dates"))
    body = fields_of(page.context["form"].hidden_fields()) | {"meeting": "1", "words": "Dates.", "answer_1_1": "agreed"}
    slip = secretary.post(at(world, "plans:rule_on_dates"), body | day("to_1_1", date(2013, 1, 15)))
    assert "Choose “Agreed with another date” above, or leave this empty." in text_of(slip)
    slip = secretary.post(at(world, "plans:rule_on_dates"), body | {"answer_1_1": "not_yet", "words_1_1": "Late."})
    assert "answer above, or leave this empty." in text_of(slip)
    assert not DateRuling.objects.exists()


def test_reason_for_another_date_is_kept(world, client_of):
    secretary = client_of(world.secretary)
    world.propose(world.item(1), date(2013, 2, 1))
    page = secretary.get(at(world, "plans:rule_on_dates"))
    body = fields_of(page.context["form"].hidden_fields()) | {"meeting": "1", "words": "Dates.", "answer_1_1": "other"}
    body |= day("to_1_1", date(2013, 1, 15)) | {"words_1_1": "Two weeks are enough."}
    assert secretary.post(at(world, "plans:rule_on_dates"), body).status_code == 302
    assert DateRuling.objects.get().words == "Two weeks are enough."


# All as proposed, except


def test_all_are_agreed_as_proposed_except_those_answered_otherwise(world, secretary):
    for number, to in ((1, date(2013, 2, 1)), (2, date(2013, 6, 1)), (3, date(2013, 5, 1))):
        world.propose(world.item(number), to)
    late = world.agree_item(date(2013, 1, 31))
    world.propose(late, date(2013, 7, 1))
    next_meeting(world)
    body = answering(secretary, world, meeting="2", others="agreed") | {
        "answer_1_1": "as_above", "answer_4_1": "as_above", "answer_2_1": "refused", "words_2_1": "March stands.",
        "answer_3_1": "not_yet",
    }  # fmt: skip
    answer = secretary.post(at(world, "plans:rule_on_dates"), body, follow=True)
    assert "The decision is in the register: 2 agreed as proposed and 1 refused." in text_of(answer)
    assert dict(DateRuling.objects.values_list("item__number", "answer")) == {1: "agreed", 4: "agreed", 2: "refused"}
    assert world.item(3).waiting_id is not None


def test_what_did_not_stand_on_the_page_is_not_agreed_with_all(world, secretary):
    first = world.propose(world.item(1), date(2013, 2, 1))
    next_meeting(world)
    body = answering(secretary, world, meeting="2", others="agreed") | {"answer_1_1": "as_above"}
    unseen = world.propose(world.item(3), date(2013, 5, 1))
    assert secretary.post(at(world, "plans:rule_on_dates"), body).status_code == 302
    assert list(DateRuling.objects.values_list("change", flat=True)) == [first.pk]
    assert world.item(3).waiting_id == unseen.pk


def test_all_agreed_is_refused_where_one_of_them_waits_no_longer(world, secretary):
    first = world.propose(world.item(1), date(2013, 2, 1))
    world.propose(world.item(3), date(2013, 5, 1))
    next_meeting(world)
    body = answering(secretary, world, meeting="2", others="agreed")
    body |= {"answer_1_1": "as_above", "answer_3_1": "as_above"}
    world.rule(first, "refused")
    answer = secretary.post(at(world, "plans:rule_on_dates"), body)
    assert (answer.status_code, DateRuling.objects.count()) == (422, 1)
    assert "The new date for item 1 waits no longer. Nothing is recorded." in text_of(answer)
    page = secretary.get(at(world, "plans:rule_on_dates"))
    assert list(page.context["form"].changes) == ["3_1"]
