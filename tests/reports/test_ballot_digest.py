"""Is each member told of a proposal between meetings once, and of what came of it once, and nobody else?"""

from datetime import date

from accounts.models import Message
from reports.digest import tell_everyone

MEMBERS = ("chair", "lead", "partner", "lscb", "reviewer", "dual")


def told(world):
    """Who was told since this was asked last, with the subject."""
    tell_everyone()
    found = {message.person: message.subject for message in Message.objects.all()}
    Message.objects.all().update(subject="")
    return {name: found[person] for name in MEMBERS if (person := getattr(world.cast, name)) in found and found[person]}


def test_members_are_asked_once_and_told_once_what_came_of_it(world):
    ballot = world.propose_ballot()
    world.answer_ballot(ballot, world.partner)
    asked = "1 proposal waits for your answer"
    assert told(world) == {name: asked for name in MEMBERS if name != "partner"}  # who has answered knows
    assert told(world) == {}
    body = Message.objects.filter(person=world.chair).get().body
    assert "1. Borrow two managers.\n   Please answer by 14 November 2012." in body
    assert f"/{world.notice.slug}/board/between/" in body

    world.answer_ballot(ballot, world.chair)
    world.clock.move_to(date(2012, 11, 15))
    world.end_ballot(ballot)
    assert told(world) == dict.fromkeys(MEMBERS, "1 proposal has ended")
    assert told(world) == {}
    assert "Decided on 14 November 2012" in Message.objects.filter(person=world.chair).latest("pk").body


def test_nobody_is_asked_after_the_last_day(world):
    world.propose_ballot()
    world.clock.move_to(date(2012, 11, 15))
    assert told(world) == {}


def test_officers_and_observers_are_told_nothing(world):
    world.propose_ballot()
    tell_everyone()
    people = {message.person for message in Message.objects.all()}
    assert people == {getattr(world.cast, name) for name in MEMBERS}
