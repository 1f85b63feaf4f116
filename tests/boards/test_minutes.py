"""Do minutes go from draft to confirmed in that order, put right by who was there, and confirmed by somebody else?"""

from datetime import date, timedelta

import pytest

from accounts.policy import Role
from boards import minutes
from boards.minutes_register import differing
from boards.models import Attendance, Correction, Decision, MinutesVersion
from boards.paragraphs import Part, numbered, parts_of
from records.refusal import AskFirst, NotTheNext, Refused
from tests.agendas import member
from tests.minuted import DUE, PARTS, answer, ask, save, send, somebody_was_there

NEXT = date(2012, 12, 19)


@pytest.fixture(autouse=True)
def attendance(world):
    somebody_was_there(world)


def confirm(world, decision, *, by=None, confirmed=False):
    with world.writing() as at:
        given = {"decision": decision, "by": by or world.chair, "confirmed": confirmed}
        return minutes.confirm(meeting=world.meetings[0], **given, at=at)


def confirming(world, clock):
    """The decision of the second meeting."""
    clock.move_to(NEXT)
    return world.decide("Confirmed.", meeting=world.hold_meeting(2), kind=Decision.Kind.MINUTES)


def newest(world):
    return minutes.latest(world.meetings[0])


def refused(act, *args, **given):
    with pytest.raises(Refused) as said:
        act(*args, **given)
    return said.value.sentence


# The text


def test_paragraphs_are_numbered_through_and_a_part_without_words_leaves_no_heading():
    rows = numbered(PARTS)
    assert [(row["number"], row["item"], row["heading"], row["words"]) for row in rows] == [
        (1, None, "Who was there", "Meeting 1 was held."),
        (2, None, "", "Present: the chair."),
        (3, 2, "2. Dates", "Decision 1: The plan is agreed."),
    ]
    assert parts_of(rows) == [PARTS[0], PARTS[2]]


def test_empty_lines_of_any_browser_part_paragraphs():
    assert [row["words"] for row in numbered([Part("A", "One\r\ntwo.\r\n\r\n \r\n\r\nThree.\n\n")])] == [
        "One\ntwo.", "Three.",
    ]  # fmt: skip


# The draft


def test_each_save_is_a_version_and_one_from_an_older_form_is_refused_with_the_newer(world):
    first = save(world, after=0)
    second = save(world, [Part("Who was there", "Nobody.")], after=1)
    assert [(row.number, row.state) for row in (first, second)] == [(1, "draft"), (2, "draft")]
    with pytest.raises(NotTheNext) as met:
        save(world, after=1)
    assert met.value.latest == second


def test_what_cannot_be_minuted_is_refused(world):
    assert refused(save, world, number=2).startswith("Meeting 2 is not recorded as held.")
    assert refused(save, world, [Part("Who was there", " \n ")]).startswith("Write what is minuted.")
    assert "at most 6,000 are kept" in refused(save, world, [Part("A", "x" * 6_001)])
    assert refused(save, world, [Part("A", "x\n\n" * 401)]) == "Minutes have at most 400 paragraphs; these have 401."
    assert not MinutesVersion.objects.exists()


# Circulated


def test_the_version_that_was_shown_goes_out_and_is_edited_no_more(world):
    assert refused(send, world) == "The minutes of meeting 1 are not written yet."
    save(world)
    save(world)
    with pytest.raises(NotTheNext):
        send(world, after=1)
    sent = send(world, after=2)
    assert (sent.number, sent.state, sent.corrections_by, sent.paragraphs) == (3, "circulated", DUE, numbered(PARTS))
    assert refused(save, world).startswith("The minutes of meeting 1 are circulated for corrections.")
    assert refused(send, world) == "The minutes of meeting 1 were circulated already."


def test_a_day_that_has_passed_and_a_meeting_without_attendance_are_refused(world, clock):
    save(world)
    assert refused(send, world, by_day=clock.today).startswith("Choose a day to come")
    Attendance.objects.update(state=Attendance.State.APOLOGIES)
    assert refused(send, world) == "Record who was there first: the minutes go to them."


def test_a_decision_that_no_paragraph_names_is_asked_about(world):
    world.decide("Another.", meeting=world.meetings[0])
    save(world)
    with pytest.raises(AskFirst) as asked:
        send(world)
    assert asked.value.sentence == "Decision 2 of this meeting is not named in its minutes. Circulate them as they are?"
    assert send(world, confirmed=True).state == "circulated"


def test_words_that_differ_from_the_register_are_asked_about_with_both_texts(world):
    other = [
        *PARTS[:2],
        Part("2. Dates", "Decision 1: The plan is put off.\n\nIt replaces decision 1 and decision 7.", 2),
    ]
    save(world, other)
    found = differing(world.meetings[0], newest(world).paragraphs)
    assert [(one.decision, one.paragraph, one.register) for one in found] == [(1, 3, "The plan is agreed."), (7, 4, "")]
    with pytest.raises(AskFirst) as asked:
        send(world)
    assert asked.value.sentence == (
        "Paragraph 3 has other words for decision 1 than the register. Paragraph 4 names decision 7, and the register has none "
        "of that number. Circulate them as they are?"
    )
    assert send(world, confirmed=True).state == "circulated"


def test_minutes_that_contradict_the_register_are_not_confirmed_unasked(world, clock):
    save(world, [*PARTS[:2], Part("2. Dates", "Decision 1: The plan is put off.", 2)])
    send(world, confirmed=True)
    decision = confirming(world, clock)
    with pytest.raises(AskFirst, match="other words for decision 1 than the register. Are they confirmed as they are"):
        confirm(world, decision)
    assert confirm(world, decision, confirmed=True).state == "confirmed"


# Put right


def test_whoever_was_there_or_sent_a_deputy_asks_and_nobody_else(world):
    assert refused(ask, world) == "The minutes of meeting 1 are not circulated yet."
    save(world)
    assert refused(ask, world) == "The minutes of meeting 1 are not circulated yet."
    send(world)
    assert (ask(world).number, ask(world, by=member(world, Role.LEAD).person).number) == (1, 2)
    for person in (member(world, Role.LSCB).person, world.officer):
        assert refused(ask, world, by=person).startswith("Whoever was at meeting 1")


def test_a_correction_has_other_words_for_a_paragraph_that_there_is(world):
    save(world)
    send(world)
    assert refused(ask, world, " ").startswith("Write the paragraph")
    assert refused(ask, world, "Present:  the chair. ").startswith("These are the words that the paragraph has now.")
    assert refused(ask, world, paragraph=9) == "These minutes have no paragraph 9."
    assert not Correction.objects.exists()


def test_corrections_end_with_their_day(world, clock):
    save(world)
    send(world)
    clock.move_to(DUE, 23)
    assert ask(world).number == 1
    clock.move_to(DUE + timedelta(days=1))
    assert refused(ask, world) == "Corrections could be asked for until 21 November 2012."


def test_accepted_a_new_version_has_the_words_and_declined_none_does(world):
    save(world)
    send(world)
    first, second = ask(world), ask(world, "Meeting 1 was held late.", paragraph=1)
    answer(world, first)
    assert (newest(world).number, newest(world).state, newest(world).corrections_by) == (3, "circulated", DUE)
    assert [row["words"] for row in newest(world).paragraphs] == [
        "Meeting 1 was held.", "Present: the chair and the police.", "Decision 1: The plan is agreed.",
    ]  # fmt: skip
    assert refused(answer, world, second, accepted=False) == "Say why it is declined."
    answer(world, second, accepted=False, reason="It began in time.", by=world.chair)
    assert newest(world).number == 3
    assert refused(answer, world, second) == "Correction 2 is answered already."


def test_two_corrections_of_one_paragraph_are_not_laid_over_each_other_unasked(world):
    save(world)
    send(world)
    first, second = ask(world), ask(world, "Present: nobody.")
    answer(world, first)
    with pytest.raises(AskFirst):
        answer(world, second)
    answer(world, second, confirmed=True)
    assert newest(world).paragraphs[1]["words"] == "Present: nobody."


def test_a_correction_drawn_from_an_older_version_is_met_by_the_newer(world):
    save(world)
    send(world)
    answer(world, ask(world))
    with pytest.raises(NotTheNext) as met:
        ask(world, "Present: all.", after=2)
    assert met.value.latest == newest(world)
    assert ask(world, "Present: all.", after=3).number == 2


# Confirmed


def test_a_later_meeting_confirms_by_a_decision_and_then_nothing_changes(world, clock):
    save(world)
    send(world)
    asked = ask(world)
    decision = confirming(world, clock)
    assert refused(confirm, world, decision) == "Correction 1 is not answered yet."
    answer(world, asked)
    done = confirm(world, decision)
    assert (done.state, done.decision, done.counts_on) == ("confirmed", decision, NEXT)
    assert done.paragraphs[1]["words"] == "Present: the chair and the police."
    for act in (save, send, ask):
        assert "confirmed" in refused(act, world) or "already" in refused(act, world)
    assert refused(confirm, world, decision).endswith("They do not change any more.")
    assert newest(world) == done


def test_before_circulation_and_before_the_corrections_are_in_nothing_is_confirmed(world, clock):
    save(world)
    decision = confirming(world, clock)
    assert refused(confirm, world, decision) == "The minutes of meeting 1 are not circulated yet."
    send(world, by_day=NEXT + timedelta(days=1))
    assert "A meeting before that day cannot confirm these minutes." in refused(confirm, world, decision)


def test_the_same_meeting_another_kind_and_a_replaced_decision_confirm_nothing(world, clock):
    save(world)
    send(world)
    own = world.decide("Confirmed.", meeting=world.meetings[0], kind=Decision.Kind.MINUTES)
    assert refused(confirm, world, own) == "A meeting does not confirm its own minutes. A later one does."
    between = world.decide("Confirmed.", kind=Decision.Kind.MINUTES)
    assert refused(confirm, world, between) == "Minutes are confirmed at a later meeting."
    decision = confirming(world, clock)
    other = world.decide("Other.", meeting=world.meetings[1])
    assert refused(confirm, world, other).startswith("Choose a decision of this Board")
    world.decide("Not confirmed.", meeting=world.meetings[1], replaces=decision)
    assert refused(confirm, world, decision) == f"Decision {decision.number} has been replaced."


def test_whoever_alone_wrote_them_does_not_confirm_them(world, clock):
    save(world)
    send(world)
    decision = confirming(world, clock)
    alone = "You alone wrote these minutes. Somebody else has to record that they are confirmed."
    assert refused(confirm, world, decision, by=world.secretary) == alone
    assert confirm(world, decision).recorded_by == world.chair


def test_whoever_wrote_them_with_another_may_confirm_them(world, clock):
    save(world, by=world.chair)
    save(world)
    send(world)
    assert confirm(world, confirming(world, clock), by=world.secretary).state == "confirmed"
