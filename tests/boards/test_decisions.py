"""Is the register of decisions whole, searchable and true for two dates, and is a decision recorded once?"""

from datetime import date

import pytest

from boards.forms.decisions import KINDS
from boards.models import Decision
from tests.minuted import somebody_was_there
from tests.pages import address_of, day, drawn, hidden, queries, text_of


def at(world, name, *args, **query):
    return address_of(world.notice, name, *args, **query)


@pytest.fixture
def secretary(world, client_of):
    return client_of(world.secretary)


def register(client, world, **query):
    return client.get(at(world, "pages:decisions", **query))


def numbers(response):
    return [row.decision.number for row in response.context["rows"]]


def answers(world, secretary, **typed):
    """A body for the form, with every question answered that has to be."""
    address = at(world, "boards:record_decision")
    return drawn(secretary, address) | {"kind": "other", "words": "The Board agreed to meet in the town hall."} | typed


# Reading


def test_register_is_newest_first_and_says_where_each_was_taken(world, clock, secretary):
    clock.move_to(date(2012, 12, 3))
    world.decide("Taken between meetings.")
    answer = register(secretary, world)
    said = text_of(answer)
    assert numbers(answer) == [2, 1]
    assert "between meetings" in said
    assert f'href="{at(world, "pages:meeting", 1)}">meeting 1</a>' in said
    assert "recorded later" not in said


def test_decision_recorded_after_its_day_says_so(world, clock, secretary):
    clock.move_to(date(2012, 12, 20))
    world.decide("Late in the book.", meeting=world.meetings[0])
    said = text_of(register(secretary, world))
    assert f"recorded later, on 20 December 2012, by {world.secretary.name}" in said


def test_position_known_earlier_leaves_it_out_and_says_how_many(world, clock, secretary):
    clock.move_to(date(2012, 12, 20))
    world.decide("Late in the book.", meeting=world.meetings[0])
    then = register(secretary, world, on="2012-11-07", known="2012-11-07")
    assert numbers(then) == [1]
    assert "<strong>1 more</strong> counts by 7 November 2012 and was recorded later" in text_of(then)
    assert numbers(register(secretary, world, on="2012-11-07")) == [2, 1]


def test_replacement_is_said_on_both_from_the_day_it_counts(world, clock, secretary):
    first = world.decide("Too low.")
    clock.move_to(date(2012, 12, 3))
    world.decide("High enough.", replaces=first)
    now = text_of(register(secretary, world))
    assert "Replaced by" in now
    assert 'q=decision+2#decision-2">decision 2</a> of 7 November 2012' in now
    assert "Replaced by" not in text_of(register(secretary, world, on="2012-12-02"))


def test_decision_about_dates_shows_its_rulings(world, secretary):
    decision = world.decide("Two dates.", kind=Decision.Kind.DATES)
    agreed, refused = world.propose(world.item(1), date(2013, 1, 5)), world.propose(world.item(3), date(2013, 6, 4))
    world.rule(agreed, "other", to_on=date(2013, 1, 2), decision=decision)
    world.rule(refused, "refused", decision=decision)
    said = text_of(register(secretary, world))
    assert "new date 2 January 2013 agreed, in place of the 5 January 2013 asked for" in said
    assert "the new date, 4 June 2013, refused: Not yet." in said


@pytest.mark.parametrize(
    ("question", "found"),
    [
        ("threshold", [2]),
        ("THRESHOLD", [2]),
        ("3", [3]),
        ("decision 3", [3]),
        ("Decision 2", [2]),
        ("nothing of it", []),
    ],
)
def test_search_finds_words_and_numbers(world, secretary, question, found):
    world.decide("The threshold is raised.")
    world.decide("The duty team is trained.")
    answer = register(secretary, world, q=question)
    assert numbers(answer) == found
    assert f"{len(found)} of 3 decisions" in text_of(answer)


@pytest.mark.parametrize("question", ["%", "_", "'", '"><b>', "99999999999999999999", "x" * 5000])
def test_odd_questions_are_words_like_others(world, secretary, question):
    answer = secretary.get(at(world, "pages:decisions"), {"q": question})
    assert answer.status_code == 200
    assert numbers(answer) == []
    assert "<b>" not in answer.content.decode()


@pytest.mark.parametrize(
    ("page", "shown"), [("2", 2), ("99", 2), ("9" * 30, 2), ("0", 2), ("-1", 2), ("x", 1), ("", 1)]
)
def test_odd_page_numbers_lead_to_the_first_or_the_last_page(world, secretary, page, shown):
    with world.writing() as instant:
        for _ in range(25):
            world.decide(at=instant)
    answer = register(secretary, world, page=page)
    assert answer.context["page"].number == shown


def test_register_of_another_notice_stays_there(world, other_world, client_of):
    other_world.decide("Only for the members of B.")
    assert "Only for the members of B." not in text_of(register(client_of(world.secretary), world))


def test_observer_may_not_read_the_register(world, cast, client_of):
    assert register(client_of(cast.observer), world).status_code == 403


def test_register_asks_as_much_of_three_as_of_one(world, secretary):
    def one_more(item):
        change = world.propose(world.item(item), date(2013, 6, 4))
        decision = world.decide("Dates.", kind=Decision.Kind.DATES)
        world.rule(change, decision=decision)
        world.decide("Otherwise.", replaces=world.decide("So."))

    one_more(1)
    of_one = queries(secretary, at(world, "pages:decisions"))
    one_more(2)
    one_more(3)
    assert queries(secretary, at(world, "pages:decisions")) == of_one


# Recording


def test_decision_of_a_meeting_counts_from_its_day(world, clock, secretary):
    somebody_was_there(world)
    clock.move_to(date(2012, 11, 9))
    answer = secretary.post(at(world, "boards:record_decision"), answers(world, secretary, meeting="1"))
    assert answer.url == at(world, "pages:decisions")
    made = Decision.objects.latest("pk")
    assert (made.number, made.counts_on, made.meeting.number) == (2, date(2012, 11, 7), 1)


def test_decision_between_meetings_counts_from_the_day_given(world, clock, secretary):
    clock.move_to(date(2012, 11, 9))
    body = answers(world, secretary) | day("taken_on", date(2012, 11, 8))
    for _ in range(5):
        assert secretary.post(at(world, "boards:record_decision"), body).status_code == 302
    assert [row.counts_on for row in Decision.objects.for_notice(world.notice).filter(number__gt=1)] == [
        date(2012, 11, 8)
    ]


def test_meeting_and_day_together_are_refused(world, secretary):
    body = answers(world, secretary, meeting="1") | day("taken_on", date(2012, 11, 7))
    answer = secretary.post(at(world, "boards:record_decision"), body)
    assert answer.status_code == 422
    assert "taken_on" in answer.context["form"].errors


def test_neither_meeting_nor_day_is_asked_for(world, secretary):
    answer = secretary.post(at(world, "boards:record_decision"), answers(world, secretary))
    assert answer.status_code == 422
    assert "Choose the meeting, or give the day" in text_of(answer)


def test_day_before_the_issue_is_asked_about_once(world, secretary):
    body = answers(world, secretary) | day("taken_on", date(2012, 10, 1))
    asked = secretary.post(at(world, "boards:record_decision"), body)
    assert asked.status_code == 422
    assert "lies before the notice was issued" in text_of(asked)
    assert secretary.post(at(world, "boards:record_decision"), body | {"confirmed": "on"}).status_code == 302


@pytest.mark.parametrize("number", ["2", "77", "99999999999999999999", "x"])
def test_meeting_not_held_or_not_there_cannot_be_chosen(world, secretary, number):
    answer = secretary.post(at(world, "boards:record_decision"), answers(world, secretary, meeting=number))
    assert answer.status_code == 422
    assert "meeting" in answer.context["form"].errors


def test_decision_of_another_board_cannot_be_replaced(world, other_world, secretary):
    other_world.decide("Second on B.")  # number 2 exists on B only
    answer = secretary.post(at(world, "boards:record_decision"), answers(world, secretary, meeting="1", replaces="2"))
    assert answer.status_code == 422
    assert "replaces" in answer.context["form"].errors


def test_decision_about_dates_is_left_to_its_own_page(world, secretary):
    address = at(world, "boards:record_decision")
    answer = secretary.post(address, answers(world, secretary, meeting="1", kind="dates"))
    assert answer.status_code == 422
    assert at(world, "plans:rule_on_dates") in text_of(secretary.get(address))


def test_whether_the_board_could_decide_is_asked_once_with_what_it_replaces(world, secretary):
    address = at(world, "boards:record_decision")
    asked = secretary.post(address, answers(world, secretary, meeting="1", replaces="1"))
    assert asked.status_code == 422
    assert "Nobody’s attendance is recorded yet" in text_of(asked)
    assert "nothing counts any more that decision 1 settled" in text_of(asked)
    body = answers(world, secretary, meeting="1", replaces="1", confirmed="on")
    assert secretary.post(address, body).status_code == 302


def test_decision_recorded_meanwhile_is_shown_before_yours_is_kept(world, secretary):
    somebody_was_there(world)
    body = answers(world, secretary, meeting="1")
    world.decide("Somebody was quicker.")
    met = secretary.post(at(world, "boards:record_decision"), body)
    assert met.status_code == 409
    assert "Somebody was quicker." in text_of(met)
    assert "The Board agreed to meet in the town hall." in text_of(met)
    again = hidden(met)
    assert secretary.post(at(world, "boards:record_decision"), body | again).status_code == 302
    assert [row.number for row in Decision.objects.for_notice(world.notice).order_by("number")] == [1, 2, 3]


def test_kinds_that_are_recorded_with_their_rows_are_not_offered():
    kinds = dict(KINDS)
    assert set(Decision.Kind.values) - set(kinds) == {
        Decision.Kind.DATES,
        Decision.Kind.JUDGEMENTS,
        Decision.Kind.MINUTES,
    }
    assert kinds["audits"] == "Audit programme agreed"
