"""Is who looks after an indicator told once of each change, in one message with everything else, and of the end of it?"""

from datetime import date

import pytest

from accounts.models import Message, Telling
from indicators.owners import name_owner
from indicators.tasks import record_signals
from indicators.telling import to_tell
from notices.domain import end_member
from notices.models import Membership
from plans.tasks import flag_overdue
from records import clock as clocks
from reports.digest import tell_everyone
from tests.indicators.watched import SEPTEMBER, fall, recover

DEC_5 = date(2012, 12, 5)


def own(world, signal, person):
    with world.writing() as at:
        name_owner(indicator=signal.indicator, person=person, by=world.secretary, at=at)


def things(world):
    return [(telling.person, telling.thing) for telling in Telling.objects.order_by("pk")]


def leave(world, person):
    with world.writing() as at:
        member = Membership.objects.get(notice=world.notice, person=person)
        end_member(member=member, to_on=clocks.london_day(at), by=world.secretary, at=at)


def test_owner_is_told_once_in_the_words_of_the_day(world):
    signal = fall(world)
    own(world, signal, world.officer)
    assert [tell_everyone() for _ in range(3)] == [1, 0, 0]
    message = Message.objects.get()
    assert (message.person, message.subject) == (world.officer, "1 indicator of yours changed")
    assert message.body == "\n".join(
        [
            f"Dear {world.officer.name},",
            "",
            f"{world.notice.council}: {world.notice.title}",
            "",
            "1 indicator of yours changed:",
            "",
            f"FD-04 Series FD-04\n   {signal.words}",
            "",
            "Please look into each, and say on its page what lies behind it:",
            "http://127.0.0.1:8000/wiltshire-2012/indicators/signals/",
            "",
            "You are told of each change once, and when it is over.",
            "",
        ]
    )
    assert things(world) == [(world.officer, "FD-04 signal 1")]


def test_items_and_indicators_come_in_one_message(world, clock):
    own(world, fall(world), world.officer)
    clock.move_to(date(2013, 2, 1))
    flag_overdue()
    assert tell_everyone() == 1
    message = Message.objects.get()
    assert message.subject == "2 items of yours are overdue and 1 indicator of yours changed"
    items, indicators = message.body.split("1 indicator of yours changed:\n")
    assert "1. Rewrite the threshold document." in items
    assert "You are told of each date once." in items
    assert "Getting worse: outside the limits in September 2012" in indicators
    assert things(world) == [
        (world.officer, "item 1 due 2012-12-01"),
        (world.officer, "item 3 due 2013-01-31"),
        (world.officer, "FD-04 signal 1"),
    ]


def test_change_and_outlook_of_one_indicator_count_as_one(world):
    signal = fall(world)
    own(world, signal, world.officer)
    world.set_target(signal.indicator, 90, from_on=date(2011, 1, 1))
    tell = to_tell(world.notice, world.asof())
    assert [reason["thing"] for reason in tell[world.officer]] == ["FD-04 signal 1"]
    record_signals()
    tell_everyone()
    assert Message.objects.get().subject == "1 indicator of yours changed"
    assert Telling.objects.count() == 2


def test_end_is_told_to_whoever_was_told_of_the_beginning(world, clock):
    signal = fall(world)
    own(world, signal, world.officer)
    tell_everyone()
    clock.move_to(DEC_5)
    recover(world, signal)
    assert [tell_everyone() for _ in range(2)] == [1, 0]
    assert "   No longer getting worse. " in Message.objects.latest("pk").body


def test_what_was_over_before_anybody_was_told_is_not_told(world, clock):
    signal = fall(world)
    clock.move_to(DEC_5)
    recover(world, signal)
    assert (tell_everyone(), Telling.objects.count()) == (0, 0)


def test_nobody_owns_it_and_the_analysts_are_told_so(world):
    fall(world)
    assert tell_everyone() == 1
    message = Message.objects.get()
    assert (message.person, message.subject) == (world.analyst, "1 indicator that nobody looks after changed")
    assert "You are told as a data analyst, since it has no owner here." in message.body


@pytest.mark.parametrize("gone", ["left", "shut"])
def test_owner_who_is_gone_is_not_told_and_the_analysts_are(world, clock, gone):
    own(world, fall(world), world.officer)
    if gone == "left":
        leave(world, world.officer)
        clock.move_to(date(2012, 11, 8))
    else:
        world.officer.is_active = False
        world.officer.save()
    assert tell_everyone() == 1
    assert [message.person for message in Message.objects.all()] == [world.analyst]


def test_with_no_owner_and_no_analyst_nobody_is_told(world, clock):
    fall(world)
    leave(world, world.analyst)
    clock.move_to(date(2012, 11, 8))
    assert tell_everyone() == 0


def test_new_owner_is_told_what_stands(world):
    signal = fall(world)
    own(world, signal, world.officer)
    tell_everyone()
    own(world, signal, world.partner)
    assert [tell_everyone() for _ in range(2)] == [1, 0]
    assert things(world) == [(world.officer, "FD-04 signal 1"), (world.partner, "FD-04 signal 1")]


def test_reason_is_looked_at_again_before_telling(world, clock):
    """The figure was revised, and the job has seen it, between the flag and the message."""
    signal = fall(world)
    own(world, signal, world.officer)
    clock.move_to(DEC_5)
    world.report(signal.indicator, SEPTEMBER, 50, reason="Half of them had been left out.")
    assert len(to_tell(world.notice, world.asof())) == 1  # nobody has looked at it yet
    record_signals()
    assert tell_everyone() == 0
