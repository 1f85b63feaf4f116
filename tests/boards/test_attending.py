"""Is who was at a meeting kept person by person, and is whether they were enough said in words with the rule's source?"""

from datetime import date

import pytest

from accounts.policy import Role
from boards import attending, interests
from boards.attending import Said
from boards.models import Attendance, Decision, Interest
from records.refusal import NotTheNext, Refused
from tests.agendas import draw_up, member
from tests.pages import address_of, fields_of, text_of

State = Attendance.State
BOARD = (Role.CHAIR, Role.LEAD, Role.PARTNER, Role.LSCB)


@pytest.fixture
def secretary(world, client_of):
    return client_of(world.secretary)


def record(world, *said, number=1, after=None):
    with world.writing() as at:
        return attending.record_attendance(
            meeting=world.meetings[number - 1], said=said, by=world.secretary, at=at, after=after
        )


def standing(world, number=1, on=date(2012, 11, 7)):
    return attending.quorum(world.meetings[number - 1], on, world.asof())


def members(world):
    return [row for row in attending.expected(world.board, world.clock.today) if attending.is_member(row)]


def test_nobody_is_said_to_be_enough_before_somebody_is_recorded(world):
    assert standing(world).quorate is None
    assert standing(world).words == "Nobody’s attendance is recorded yet"


def test_a_third_with_the_chair_is_quorate_and_without_the_chair_it_is_not(world):
    everybody = members(world)
    many, needed = len(everybody), -(-len(everybody) // 3)
    record(world, *(Said(State.PRESENT, membership=row) for row in everybody[:needed]))
    assert standing(world).words == f"Quorate: {needed} of {many} members; the chair is there"
    assert standing(world).source == attending.OUR_DEFAULT
    record(world, Said(State.APOLOGIES, membership=everybody[0]), Said(State.PRESENT, membership=everybody[-1]))
    assert standing(world).words == f"Not quorate: {needed} of {many} members; the chair is not there"
    record(world, Said(State.DEPUTY, membership=everybody[0], name="Dorothy Deputy"))
    said = f"Quorate: {needed + 1} of {many} members, 1 by a deputy; Dorothy Deputy is there for the chair"
    assert standing(world).words == said


def test_too_few_says_how_many_are_needed(world):
    record(world, Said(State.PRESENT, membership=member(world, Role.CHAIR)))
    needed = -(-len(members(world)) // 3)
    assert f", and {needed} are needed; the chair is there" in standing(world).words


def test_a_decision_sets_the_quorum_until_it_is_replaced(world):
    record(world, Said(State.PRESENT, membership=member(world, Role.PARTNER)))
    decision = world.decide("One is enough.", kind=Decision.Kind.QUORUM)
    with world.writing() as at:
        attending.set_quorum(
            board=world.board, members=1, chair_needed=False, decision=decision, by=world.secretary, at=at
        )
    assert standing(world).quorate is True
    assert standing(world).source == f"decision {decision.number}: 1 member"
    world.decide("No: as before.", replaces=decision)
    assert standing(world).quorate is False
    assert standing(world).source == attending.OUR_DEFAULT


def test_a_meeting_is_judged_by_the_rule_of_its_own_day(world, clock):
    record(world, Said(State.PRESENT, membership=member(world, Role.PARTNER)))
    clock.move_to(date(2012, 12, 19), 17)
    decision = world.decide("One is enough.", kind=Decision.Kind.QUORUM, meeting=world.hold_meeting(2))
    with world.writing() as at:
        attending.set_quorum(
            board=world.board, members=1, chair_needed=False, decision=decision, by=world.secretary, at=at
        )
    record(world, Said(State.PRESENT, membership=member(world, Role.PARTNER)), number=2)
    assert (standing(world).quorate, standing(world).source) == (False, attending.OUR_DEFAULT)
    later = standing(world, number=2, on=date(2012, 12, 19))
    assert (later.quorate, later.source) == (True, f"decision {decision.number}: 1 member")


def test_a_quorum_needs_a_decision_of_its_kind(world):
    decision = world.decide("Something else.")
    with pytest.raises(Refused, match="by which the quorum was agreed"), world.writing() as at:
        attending.set_quorum(
            board=world.board, members=1, chair_needed=True, decision=decision, by=world.secretary, at=at
        )


def test_what_holds_already_is_not_written_again_and_the_newest_word_holds(world):
    chair = member(world, Role.CHAIR)
    assert len(record(world, Said(State.PRESENT, membership=chair), Said(State.PRESENT, name="Vera Visitor"))) == 2
    assert record(world, Said(State.PRESENT, membership=chair), Said(State.PRESENT, name="vera visitor")) != []
    assert len(record(world, Said(State.ABSENT, membership=chair))) == 1
    rows = attending.roll(world.meetings[0], world.asof())
    assert [(row.membership_id, row.state) for row in rows] == [(chair.pk, "absent"), (None, "present")]
    assert {row.counts_on for row in rows} == {date(2012, 11, 7)}


@pytest.mark.parametrize(
    ("state", "name", "number", "sentence"),
    [
        (State.DEPUTY, "", 1, "Give the name of the deputy"),
        (State.PRESENT, "Dorothy", 1, "A deputy is named beside"),
        (State.PRESENT, "", 2, "Meeting 2 is not recorded as held"),
    ],
)
def test_what_cannot_be_is_refused(world, state, name, number, sentence):
    with pytest.raises(Refused, match=sentence):
        record(world, Said(state, membership=member(world, Role.CHAIR), name=name), number=number)
    record(world, Said(State.APOLOGIES, membership=member(world, Role.CHAIR)), number=number)  # which can be


def test_two_who_record_at_once_do_not_overwrite_each_other(world):
    record(world, Said(State.PRESENT, membership=member(world, Role.CHAIR)), after=0)
    with pytest.raises(NotTheNext):
        record(world, Said(State.ABSENT, membership=member(world, Role.LEAD)), after=0)


def test_an_interest_is_declared_in_an_item_or_in_general(world):
    (item, *_) = draw_up(world, world.meetings[0])
    (other, *_) = draw_up(world, world.meetings[1])
    given = {"meeting": world.meetings[0], "membership": member(world, Role.PARTNER), "words": "Chairs the trust."}
    with world.writing() as at:
        interests.declare_interest(**given, item=item, left=True, by=world.secretary, at=at)
        interests.declare_interest(**given, left=False, by=world.secretary, at=at)
    with pytest.raises(Refused, match="another meeting"), world.writing() as at:
        interests.declare_interest(**given, item=other, left=False, by=world.secretary, at=at)
    assert [(row.item, row.left) for row in Interest.objects.order_by("number")] == [(item, True), (None, False)]


def test_who_was_not_there_did_not_leave_the_room_and_a_deputy_did(world):
    (item, *_) = draw_up(world, world.meetings[0])
    partner, lead = member(world, Role.PARTNER), member(world, Role.LEAD)
    record(world, Said(State.APOLOGIES, membership=partner), Said(State.DEPUTY, membership=lead, name="Derek Deputy"))
    given = {"meeting": world.meetings[0], "item": item, "words": "Chairs the trust.", "by": world.secretary}
    with pytest.raises(Refused, match="sent apologies, so they did not leave the room"), world.writing() as at:
        interests.declare_interest(**given, membership=partner, left=True, at=at)
    with world.writing() as at:
        row = interests.declare_interest(**given, membership=lead, left=True, at=at)
    roll = attending.roll(world.meetings[0], world.asof())
    assert interests.who_came(row.membership, roll) == f"Derek Deputy, for {lead.person.name},"
    assert interests.who_came(partner, roll) == partner.person.name


def test_the_deputy_is_chosen_by_name_and_stands_with_the_interest(world, secretary):
    lead = member(world, Role.LEAD)
    record(world, Said(State.DEPUTY, membership=lead, name="Derek Deputy"))
    page = address_of(world.notice, "boards:interest", 1)
    form = secretary.get(page).context["form"]
    key = next(key for key, label in form.fields["who"].choices if label.startswith("Derek Deputy, deputy of"))
    body = fields_of([*form.hidden_fields(), *form.visible_fields()])
    assert secretary.post(page, body | {"who": key, "words": "His school."}).status_code == 302
    said = f"Derek Deputy, for {lead.person.name}, in general: His school."
    assert said in text_of(secretary.get(attendance(world)))


# The page


def attendance(world, number=1):
    return address_of(world.notice, "boards:attendance", number)


def answers(client, address, **typed):
    form = client.get(address).context["form"]
    return fields_of([*form.hidden_fields(), *form.visible_fields()]) | typed


def test_one_press_records_everybody_expected_but_those_marked(world, secretary):
    typed = answers(secretary, attendance(world), everybody="present", name_1="Vera Visitor", note_1="Auditor")
    key = next(name for name in typed if name.startswith("state_") and "partner" in name)
    answer = secretary.post(attendance(world), typed | {key: "apologies"}, follow=True)
    rows = attending.roll(world.meetings[0], world.asof())
    said = {row.membership.role: row.state for row in rows if row.membership_id and row.state != "apologies"}
    assert said["chair"] == said["secretary"] == said["dfe_observer"] == "present"
    assert "council_officer" not in said
    assert sum(row.state == "apologies" for row in rows) == 1
    assert [(row.name, row.note) for row in rows if not row.membership_id] == [("Vera Visitor", "Auditor")]
    assert "Quorate: " in text_of(answer)


def test_a_deputy_without_a_name_is_asked_for_and_nothing_typed_is_lost(world, secretary):
    typed = answers(secretary, attendance(world), name_1="Vera Visitor")
    key = next(name for name in typed if name.startswith("state_"))
    answer = secretary.post(attendance(world), typed | {key: "deputy"})
    assert answer.status_code == 422
    assert "Give the name of the deputy whom" in text_of(answer)
    assert 'value="Vera Visitor"' in text_of(answer)
    assert not Attendance.objects.exists()


def test_the_form_keeps_a_draft_and_a_reader_sees_no_form(world, secretary, client_of):
    typed = answers(secretary, attendance(world), name_2="Vera Visitor")
    secretary.post(address_of(world.notice, "boards:keep_attendance", 1), typed)
    assert 'value="Vera Visitor"' in text_of(secretary.get(attendance(world)))
    assert client_of(world.officer).get(attendance(world)).context["form"] is None
