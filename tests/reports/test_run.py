"""Is a meeting run from one page an item: figures of the pack, what changed since, and decisions recorded in place with their basis?"""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounts.policy import Role
from boards import attending
from boards.attending import Said
from boards.models import AgendaTerms, Attendance, Decision
from plans.models import ConcernOutcome, DateRuling, Item
from records.ledger import append
from records.models import Draft
from reports.models import DecisionBasis
from tests.agendas import about, circulate, draw_up, member
from tests.pages import address_of, fields_of, hidden, queries, text_of

FIRST, EXCEPTIONS, CONCERNS, OTHER = 1, 2, 3, 4
SECOND = date(2012, 12, 19)


@pytest.fixture
def chair(world, client_of):
    return client_of(world.chair)


@pytest.fixture
def agenda(world):
    """Of the second meeting; item 1 of the plan is before it, with a new date asked for and a concern."""
    items = draw_up(world, world.meetings[1])
    about(world, items[OTHER - 1], item=world.item(1))
    return items


def run(world, item=None):
    return address_of(world.notice, *(["pages:run_item", 2, item] if item else ["pages:run", 2]))


def begin(world, *, there=True):
    if world.clock.today < SECOND:
        world.clock.move_to(SECOND, 15)
    world.hold_meeting(2)
    if there:
        everybody = [row for row in attending.expected(world.board, SECOND) if attending.is_member(row)]
        came(world, *(Said(Attendance.State.PRESENT, membership=row) for row in everybody))


def came(world, *said):
    with world.writing() as at:
        attending.record_attendance(meeting=world.meetings[1], said=said, by=world.secretary, at=at)


def send(client, world, item, act, **typed):
    """As the page draws the form of this act, with what is typed."""
    form = client.get(run(world, item)).context["forms"][act]["form"]
    body = fields_of([*form.hidden_fields(), *form.visible_fields()]) | {"act": act}
    return client.post(run(world, item), body | {form.add_prefix(name): text for name, text in typed.items()})


def test_the_meeting_begins_from_the_page_and_asks_once_about_another_day(world, chair, agenda):
    world.clock.move_to(date(2012, 12, 18), 15)
    early = {"on_day": "18", "on_month": "12", "on_year": "2012"}
    asked = chair.post(run(world), hidden(chair.get(run(world))) | early)
    assert asked.status_code == 422
    assert "was planned for 19 December 2012" in text_of(asked)
    begun = chair.post(run(world), hidden(asked) | early | {"confirmed": "on"})
    assert begun.url == f"{address_of(world.notice, 'boards:attendance', 2)}?next={run(world)}"
    assert '4</span> <span class="fact__words">items on the agenda' in text_of(chair.get(run(world)))


def test_nothing_is_recorded_before_the_meeting_is_held(world, chair, agenda):
    assert "Begin the meeting" in text_of(chair.get(run(world, OTHER)))
    answer = chair.post(run(world, OTHER), {"act": "decision", "decision-kind": "other", "decision-words": "Agreed."})
    assert answer.status_code == 422
    assert Decision.objects.filter(meeting=world.meetings[1]).count() == 0


def test_a_decision_keeps_its_item_and_the_pack_and_comes_back_to_the_item(world, chair, agenda):
    pack = circulate(world, world.meetings[1])
    begin(world)
    answer = send(chair, world, OTHER, "decision", words="The Board meets in the town hall.")
    assert answer.url == run(world, OTHER) + "#taken"
    basis = DecisionBasis.objects.get()
    assert (basis.item, basis.circulation, basis.decision.meeting) == (agenda[OTHER - 1], pack, world.meetings[1])
    shown = text_of(chair.get(run(world, OTHER)))
    assert f"Decision {basis.decision.number}</a>: The Board meets in the town hall." in shown


def test_the_same_form_sent_twice_makes_one_decision(world, chair, agenda):
    begin(world)
    form = chair.get(run(world, OTHER)).context["forms"]["decision"]["form"]
    body = fields_of([*form.hidden_fields(), *form.visible_fields()]) | {"act": "decision", "decision-words": "Once."}
    assert [chair.post(run(world, OTHER), body).status_code for _ in range(2)] == [302, 302]
    assert DecisionBasis.objects.count() == 1


def test_two_who_record_at_once_see_both_texts(world, chair, agenda):
    begin(world)
    form = chair.get(run(world, OTHER)).context["forms"]["decision"]["form"]
    body = fields_of([*form.hidden_fields(), *form.visible_fields()]) | {"act": "decision", "decision-words": "Mine."}
    world.decide("Theirs.", meeting=world.meetings[1])
    answer = chair.post(run(world, OTHER), body)
    assert answer.status_code == 409
    assert "Theirs." in text_of(answer)
    assert "Mine." in text_of(answer)


def test_an_empty_decision_is_refused_and_stands_open(world, chair, agenda):
    begin(world)
    answer = send(chair, world, OTHER, "decision", words="  ")
    assert answer.status_code == 422
    assert "Enter what the Board decided" in text_of(answer)


def test_a_decision_without_attendance_or_quorum_is_asked_about_once_and_marked(world, chair, agenda):
    begin(world, there=False)
    asked = send(chair, world, OTHER, "decision", words="Agreed by two.")
    assert asked.status_code == 422
    assert "Nobody’s attendance is recorded yet" in text_of(asked)
    assert not Decision.objects.filter(meeting=world.meetings[1]).exists()
    came(world, Said(Attendance.State.PRESENT, membership=member(world, Role.PARTNER)))
    asked = send(chair, world, OTHER, "decision", words="Agreed by two.")
    assert "Not quorate: 1 of" in text_of(asked)
    assert send(chair, world, OTHER, "decision", words="Agreed by two.", confirmed="on").status_code == 302
    register = address_of(world.notice, "pages:decisions")
    mark = "Taken while the Board was not quorate by its rule."
    assert text_of(chair.get(register)).count(mark) == 1
    everybody = [row for row in attending.expected(world.board, SECOND) if attending.is_member(row)]
    came(world, *(Said(Attendance.State.PRESENT, membership=row) for row in everybody))
    assert mark not in text_of(chair.get(register))


def test_the_same_words_at_the_same_meeting_are_asked_about_once(world, chair, agenda):
    begin(world)
    send(chair, world, OTHER, "decision", words="Once.")
    number = Decision.objects.latest("number").number
    again = send(chair, world, OTHER, "decision", words="Once.")
    assert (again.status_code, Decision.objects.latest("number").number) == (422, number)
    assert f"Decision {number} of this meeting says the same. Record it again?" in text_of(again)
    assert send(chair, world, OTHER, "decision", words="Once.", confirmed="on").status_code == 302
    assert Decision.objects.latest("number").number == number + 1


def test_a_corrective_action_answers_a_concern_in_one_act(world, chair, agenda):
    concern = world.concern(world.item(1))
    begin(world)
    answer = send(
        chair,
        world,
        CONCERNS,
        "action",
        words="Sit with the team for a week.",
        owner=next(iter(key for key in owners(chair, world) if "officer" in key)),
        due_on_day="1",
        due_on_month="2",
        due_on_year="2013",
        serves="QP1.a",
        concern=str(concern.number),
    )
    assert answer.status_code == 302, text_of(answer)
    outcome = ConcernOutcome.objects.get()
    assert outcome.action == Item.objects.order_by("number").last()
    assert outcome.decision.words.startswith("Corrective action about C1: Sit with the team for a week. ")
    assert outcome.decision.words.endswith(", by 1 February 2013.")
    assert DecisionBasis.objects.get().decision == outcome.decision


def owners(client, world):
    form = client.get(run(world, CONCERNS)).context["forms"]["action"]["form"]
    return [key for key, _ in form.fields["owner"].choices]


def test_a_concern_without_need_of_action_says_why(world, chair, agenda):
    concern = world.concern(world.item(1))
    begin(world)
    send(chair, world, CONCERNS, "outcome", **answered(concern, "none_needed"))
    assert ConcernOutcome.objects.get().none_needed == "It is the season."
    assert "outcome" not in chair.get(run(world, CONCERNS)).context["forms"]


def test_a_concern_is_held_over_and_lies_before_the_next_meeting(world, chair, agenda):
    concern = world.concern(world.item(1))
    begin(world)
    send(chair, world, CONCERNS, "outcome", **answered(concern, "held_over"))
    outcome = ConcernOutcome.objects.get()
    assert (outcome.held_over, outcome.none_needed) == ("It is the season.", "")
    assert outcome.decision.words == "C1: held over to the next meeting. It is the season."
    assert "C1: held over to the next meeting. It is the season." in text_of(chair.get(run(world, CONCERNS)))
    assert "waits for the Board of 30 January 2013" in text_of(
        chair.get(address_of(world.notice, "plans:concern", concern.number))
    )


def answered(concern, answer):
    return {"concern": str(concern.number), "answer": answer, "because": "It is the season."}


def test_what_keeps_a_meeting_from_beginning_is_said_with_the_way_to_it(world, chair, agenda):
    world.concern(world.item(1))
    begin(world)
    third = address_of(world.notice, "pages:run", 3)
    world.clock.move_to(date(2013, 1, 30), 15)
    shown = chair.get(third)
    way = f"{address_of(world.notice, 'plans:close_concerns')}?next={third}"
    assert way in text_of(shown)
    asked = chair.post(third, hidden(shown) | {"on_day": "30", "on_month": "1", "on_year": "2013"})
    assert asked.status_code == 422
    assert "or that it is held over to this meeting, and why" in text_of(asked)
    decision = world.decide("It waits for the figures.", meeting=world.meetings[1])
    form = chair.get(way)
    said = {"decision": str(decision.number), "outcome_1_0": "held_over", "because_1_0": "The figures come in January."}
    assert chair.post(way, hidden(form) | {"next": form.context["next"]} | said).url == third
    begun = chair.get(third)
    assert way not in text_of(begun)
    answer = chair.post(third, hidden(begun) | {"on_day": "30", "on_month": "1", "on_year": "2013"})
    assert answer.status_code == 302, text_of(answer)


def test_new_dates_are_answered_at_the_exceptions_and_at_the_item_they_are_about(world, chair, agenda):
    first, third = world.propose(world.item(1), date(2013, 1, 20)), world.propose(world.item(3), date(2013, 3, 1))
    begin(world)
    at_item = chair.get(run(world, OTHER)).context["rows"]
    assert [row["change"] for row in at_item] == [first]
    assert "dates" not in chair.get(run(world, FIRST)).context["forms"]
    send(chair, world, EXCEPTIONS, "dates", others="agreed")
    assert {row.change for row in DateRuling.objects.all()} == {first, third}
    assert DecisionBasis.objects.get().item == agenda[EXCEPTIONS - 1]


def test_figures_are_those_of_the_pack_and_what_changed_is_one_line(world, chair, agenda):
    circulate(world, world.meetings[1])
    assert "No change since the pack" in text_of(chair.get(run(world, OTHER)))
    world.clock.move_to(date(2012, 11, 20), 10)
    world.update(world.item(1), "done", forecast="")
    shown = text_of(chair.get(run(world, OTHER)))
    assert "the pack</a>, of 7 November 2012" in shown
    assert "Since the pack: Done, Due 1 December 2012." in shown
    assert "Since then: 1 update recorded." in text_of(chair.get(run(world, EXCEPTIONS)))


def test_what_is_typed_is_kept_form_by_form_and_forgotten_when_sent(world, chair, agenda):
    begin(world)
    keep = address_of(world.notice, "pages:keep_run", 2, OTHER)
    chair.post(keep, {"act": "action", "action-words": "Half a", "action-due_on_day": "3", "csrfmiddlewaretoken": "x"})
    chair.post(keep, {"act": "decision", "decision-words": "Half a decision"})
    shown = text_of(chair.get(run(world, OTHER)))
    assert "Half a decision" in shown
    assert 'name="action-due_on_day" value="3"' in shown
    send(chair, world, OTHER, "decision", words="A whole decision")
    assert [draft.text for draft in Draft.objects.all()] == [{"words": "Half a", "due_on_day": "3"}]


def test_item_of_another_meeting_or_taken_off_is_not_there(world, chair, agenda):
    begin(world)
    assert chair.get(run(world, 9)).status_code == 404
    assert chair.post(run(world, 9), {"act": "decision"}).status_code == 404
    with world.writing() as at:
        off = {"title": "Concerns", "purpose": "decision", "place": 3, "taken_off": True, "reason": "Nothing to say."}
        append(AgendaTerms, agenda[CONCERNS - 1], by=world.chair, at=at, counts_on=world.clock.today, **off)
    assert chair.get(run(world, CONCERNS)).status_code == 404
    assert chair.post(run(world, CONCERNS), {"act": "decision"}).status_code == 404


# How much is asked of the database


@pytest.mark.parametrize(("confirmed", "many", "before"), [("", 15, 10), ("on", 14, 5)])
def test_a_recorded_decision_adds_at_most_fifteen_queries(world, chair, agenda, confirmed, many, before):
    """From the moment at which the notice is opened for writing to the last row; what every request asks comes before, and
    whether the Board can decide."""
    begin(world)
    form = chair.get(run(world, OTHER)).context["forms"]["decision"]["form"]
    body = fields_of([*form.hidden_fields(), *form.visible_fields()]) | {"act": "decision", "decision-words": "Agreed."}
    body |= {"decision-confirmed": confirmed}
    with CaptureQueriesContext(connection) as made:
        assert chair.post(run(world, OTHER), body).status_code == 302
    asked = [one["sql"] for one in made if not one["sql"].startswith(("SAVEPOINT", "RELEASE"))]
    token = next(place for place, sql in enumerate(asked) if "token" in sql)
    *_, opened, _clock = (place for place, sql in enumerate(asked[:token]) if "records_auditchain" in sql)
    assert (len(asked) - opened, opened) == (many, before)


def test_the_page_takes_the_same_queries_for_one_subject_and_three(world, chair, agenda):
    circulate(world, world.meetings[1])
    begin(world)
    one = queries(chair, run(world, OTHER))
    for number in (2, 3):
        about(world, agenda[OTHER - 1], item=world.item(number))
    assert queries(chair, run(world, OTHER)) == one == 28
