"""Do the pages of the minutes show each reader what is theirs to read, and take a draft to confirmed minutes?"""

from datetime import date, timedelta

import pytest

from accounts.models import Message
from accounts.policy import Role
from boards.models import AgendaItem, AgendaTerms, Decision, MinutesVersion
from boards.paragraphs import Part
from records.ledger import append
from records.models import Draft
from reports.digest import tell_everyone
from reports.models import DecisionBasis
from tests.agendas import draw_up, member
from tests.minuted import DUE, answer, ask, save, send, somebody_was_there
from tests.pages import address_of, day, fields_of, hidden, queries, text_of

NEXT = date(2012, 12, 19)


@pytest.fixture(autouse=True)
def attendance(world):
    somebody_was_there(world)


@pytest.fixture
def secretary(world, client_of):
    return client_of(world.secretary)


def at(world, name="boards:minutes", *args):
    return address_of(world.notice, name, 1, *args)


def typed(client, address):
    """The form at an address, as a browser sends it back untouched."""
    form = client.get(address).context["form"]
    return fields_of([*form.hidden_fields(), *form.visible_fields()])


# Written


def test_the_secretary_edits_what_was_recorded_and_saves_it(world, secretary):
    edit = at(world, "pages:edit_minutes")
    assert "Nothing is saved yet" in text_of(secretary.get(edit))
    sent = typed(secretary, edit)
    assert sent["part_whatwasdecided"].startswith("Decision 1: The plan is agreed.")
    sent |= {"part_whatwasdecided": "Decision 1: The plan is agreed.\r\n\r\nAll spoke for it.", "part_nextmeeting": ""}
    assert secretary.post(edit, sent).url == at(world)
    said = text_of(secretary.get(at(world)))
    assert "A draft, saved by" in said
    assert "All spoke for it." in said
    assert "Next meeting" not in said
    assert typed(secretary, edit)["part_whatwasdecided"] == "Decision 1: The plan is agreed.\n\nAll spoke for it."


def test_a_decision_recorded_after_the_draft_is_pointed_out(world, secretary):
    save(world)
    world.decide("Added later.", meeting=world.meetings[0])
    assert "<li>Decision 2: Added later.</li>" in text_of(secretary.get(at(world, "pages:edit_minutes")))
    circulate = at(world, "boards:circulate_minutes")
    asked = secretary.post(circulate, hidden(secretary.get(circulate)) | day("corrections_by", DUE))
    assert asked.status_code == 422
    assert "Decision 2 of this meeting is not named in its minutes." in text_of(asked)
    yes = hidden(asked) | day("corrections_by", DUE) | {"confirmed": "on"}
    assert secretary.post(circulate, yes).url == at(world)


def test_somebody_elses_save_meets_what_was_typed_with_both_texts(world, secretary, client_of):
    save(world)
    edit = at(world, "pages:edit_minutes")
    sent = typed(secretary, edit) | {"part_whowasthere": "Mine."}
    save(world, [Part("Who was there", "Theirs.")], by=world.chair)
    met = secretary.post(edit, sent)
    assert met.status_code == 409
    assert "Mine." in text_of(met)
    assert "Theirs." in text_of(met)
    assert secretary.post(edit, hidden(met) | {"part_whowasthere": "Mine."}).status_code == 302
    assert MinutesVersion.objects.latest("number").paragraphs[0]["words"] == "Mine."


def test_what_is_typed_is_kept_until_it_is_saved(world, secretary):
    edit, keep = at(world, "pages:edit_minutes"), at(world, "pages:keep_minutes")
    sent = typed(secretary, edit) | {"part_nextmeeting": "In the town hall."}
    assert "Draft kept at" in text_of(secretary.post(keep, sent))
    assert Draft.objects.get().text == {"part_nextmeeting": "In the town hall."}
    assert "In the town hall." in text_of(secretary.get(edit))
    secretary.post(edit, sent)
    assert not Draft.objects.exists()
    assert secretary.post(keep, sent).status_code == 200  # the last of what was typed, after the form was sent
    assert not Draft.objects.exists()


# Read


def test_a_draft_is_for_chair_and_secretary_and_what_is_circulated_for_every_member_and_the_observer(world, client_of):
    readers = [*world.cast.members_of(world.notice).items()]
    save(world)
    for role, person in readers:
        answered = client_of(person).get(at(world))
        assert ("A draft, saved by" in text_of(answered)) is (role in (Role.CHAIR, Role.SECRETARY))
        assert client_of(person).get(at(world, "pages:minutes_docx")).status_code in (
            (200,) if role in (Role.CHAIR, Role.SECRETARY) else (403,) if role is Role.SCRUTINY else (404,)
        )
    send(world)
    ask(world)
    for role, person in readers:
        said = text_of(client_of(person).get(at(world)))
        assert ("Present: the chair." in said) is (role is not Role.SCRUTINY)
        assert ("the chair and the police" in said) is (role not in (Role.SCRUTINY, Role.OBSERVER))
        assert ("/minutes/2/correct/" in said) is (role in (Role.CHAIR, Role.LEAD, Role.PARTNER))


def test_of_a_closed_item_only_the_members_of_the_board_read(world, client_of):
    (item,) = draw_up(world, world.meetings[0], (("", "A serious matter"),))
    with world.writing() as instant:
        append(
            AgendaTerms, item, by=world.secretary, at=instant, counts_on=world.clock.today, title="A serious matter",
            purpose="decision", place=1, closed=True, reason="A person is named.",
        )  # fmt: skip
    save(world, [Part("Who was there", "Decision 1 is named."), Part("1. A serious matter", "A kestrel.", 1)])
    send(world, confirmed=True)
    search = address_of(world.notice, "pages:search", q="kestrel")
    for role in (Role.PARTNER, Role.SECRETARY, Role.OFFICER, Role.OBSERVER):
        client = client_of(world.cast.members_of(world.notice)[role])
        reads = role in (Role.PARTNER, Role.SECRETARY)
        said = text_of(client.get(at(world)))
        assert ("A kestrel." in said) is reads
        assert ("A serious matter" in said) is reads
        assert ("#paragraph-2" in text_of(client.get(search))) is reads
        if role is Role.OFFICER:
            assert client.get(at(world, "boards:correct_minutes", 2)).status_code == 404


def test_minutes_stand_as_they_did_on_another_day(world, clock, secretary):
    save(world)
    clock.move_to(date(2012, 11, 10))
    send(world)
    then = address_of(world.notice, "boards:minutes", 1, on="2012-11-08")
    said = text_of(secretary.get(then))
    assert "A draft, saved by" in said
    assert "As they stood on 8 November 2012." in said
    assert "Edit the draft" not in said


def test_the_queries_are_the_same_for_one_paragraph_and_correction_and_for_three(world, secretary):
    save(world)
    send(world)
    ask(world)
    once, listed = queries(secretary, at(world)), queries(secretary, address_of(world.notice, "boards:minutes_list"))
    ask(world, "Other words.", paragraph=1)
    answer(world, ask(world, "More words.", paragraph=3), accepted=False, reason="No.")
    assert queries(secretary, at(world)) == once
    world.clock.move_to(NEXT)
    world.hold_meeting(2)
    assert queries(secretary, address_of(world.notice, "boards:minutes_list")) == listed
    assert (once, listed) == (14, 9)


# Put right and confirmed


def test_a_member_asks_and_the_secretary_answers_on_the_pages(world, secretary, client_of):
    save(world)
    send(world)
    partner, page = client_of(world.partner), at(world, "boards:correct_minutes", 2)
    sent = typed(partner, page)
    assert sent["words"] == "Present: the chair."
    assert partner.post(page, sent | {"words": "Present: all."}).url == at(world) + "#paragraph-2"
    reply = at(world, "boards:answer_correction", 1)
    declined = secretary.post(reply, hidden(secretary.get(reply)) | {"answer": "declined", "reason": ""})
    assert declined.status_code == 422
    assert "Say why it is declined." in text_of(declined)
    accepted = secretary.post(reply, hidden(secretary.get(reply)) | {"answer": "accepted", "reason": ""})
    assert accepted.url == at(world) + "#paragraph-2"
    said = text_of(partner.get(at(world)))
    assert "Present: all." in said
    assert "1 correction asked for, all answered." in said


def test_who_was_absent_is_told_when_opening_the_page_and_the_observer_by_the_minutes(world, client_of):
    save(world)
    send(world)
    absent = text_of(client_of(world.officer).get(at(world, "boards:correct_minutes", 2)))
    assert "Whoever was at meeting 1, in person or by a deputy, can ask for a correction." in absent
    assert "Ask for this correction" not in absent
    assert "Ask for this correction" in text_of(client_of(world.partner).get(at(world, "boards:correct_minutes", 2)))
    assert "by the members who were there" not in text_of(client_of(world.officer).get(at(world)))
    assert "by the members who were there; whoever else finds something wrong tells the secretary" in text_of(
        client_of(world.cast.members_of(world.notice)[Role.OBSERVER]).get(at(world))
    )


def test_both_texts_stand_on_the_pages_that_send_and_confirm(world, clock, secretary, client_of):
    save(world, [Part("1. Dates", "Decision 1: The plan is put off.")])
    assert "The plan is agreed." in text_of(secretary.get(at(world, "boards:circulate_minutes")))
    send(world, confirmed=True)
    clock.move_to(date(2012, 12, 19))
    world.hold_meeting(2)
    chair, page = client_of(world.chair), at(world, "pages:confirm_minutes")
    assert "The plan is agreed." in text_of(chair.get(page))
    asked = chair.post(page, typed(chair, page))
    assert "Paragraph 1 has other words for decision 1" in text_of(asked)
    assert chair.post(page, typed(chair, page) | {"confirmed": "on"}).status_code == 302


def test_the_chair_confirms_by_a_decision_under_the_item_about_minutes(world, clock, secretary, client_of):
    save(world)
    send(world)
    item = draw_up(world, world.meetings[1], (("minutes", "Minutes of the last meeting"),))[0]
    page, chair = at(world, "pages:confirm_minutes"), client_of(world.chair)
    assert "No meeting was held since." in text_of(chair.get(page))
    clock.move_to(NEXT)
    world.hold_meeting(2)
    own = secretary.post(page, typed(secretary, page))
    assert own.status_code == 422
    assert "You alone wrote these minutes." in text_of(own)
    assert not Decision.objects.filter(kind=Decision.Kind.MINUTES).exists()
    assert "Record that they are confirmed" not in text_of(secretary.get(at(world)))
    assert chair.post(page, typed(chair, page)).url == at(world)
    decision = Decision.objects.get(kind=Decision.Kind.MINUTES)
    assert decision.words == "The minutes of meeting 1, held on 7 November 2012, are confirmed as circulated."
    assert DecisionBasis.objects.get(decision=decision).item == item
    assert f"decision {decision.number}</a> of meeting 2 on 19 December 2012" in text_of(chair.get(at(world)))


def test_a_decision_recorded_before_is_chosen_and_gets_its_item(world, clock, client_of):
    save(world)
    send(world)
    draw_up(world, world.meetings[1], (("minutes", "Minutes of the last meeting"),))
    clock.move_to(NEXT)
    decision = world.decide("The minutes are right.", meeting=world.hold_meeting(2), kind=Decision.Kind.MINUTES)
    page, chair = at(world, "pages:confirm_minutes"), client_of(world.chair)
    sent = typed(chair, page)
    assert "recorded already: The minutes are right." in text_of(chair.get(page))
    assert chair.post(page, sent | {"decided": f"decision-{decision.number}"}).url == at(world)
    assert MinutesVersion.objects.latest("number").decision == decision
    assert DecisionBasis.objects.get(decision=decision).item == AgendaItem.objects.get()
    assert Decision.objects.filter(kind=Decision.Kind.MINUTES).count() == 1


# Told


def test_who_was_there_is_told_once_and_nobody_else_and_nobody_too_late(world, clock):
    there = {member(world, role).person.email for role in (Role.CHAIR, Role.LEAD, Role.PARTNER)}
    save(world)
    tell_everyone()
    assert not Message.objects.filter(subject__contains="minutes").exists()
    send(world)
    tell_everyone()
    answer(world, ask(world))
    tell_everyone()
    told = Message.objects.filter(subject__contains="the minutes of 1 meeting can be corrected")
    assert sorted(told.values_list("person__email", flat=True)) == sorted(there)
    assert "Meeting 1 of 7 November 2012: corrections can be asked for until 21 November 2012" in told[0].body
    assert f"/{world.notice.slug}/board/meetings/1/minutes/" in told[0].body


def test_after_the_day_nobody_is_told(world, clock):
    save(world)
    send(world)
    clock.move_to(DUE + timedelta(days=1))
    tell_everyone()
    assert not Message.objects.filter(subject__contains="minutes").exists()
