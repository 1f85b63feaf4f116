"""What has been flagged, told, sent and drawn so far, and is it whole? Read from the rows and from the post office."""

from datetime import date

from accounts.models import Message, Telling
from accounts.policy import Permission
from notices.models import Notice
from plans.models import OverdueFlag
from records import audit
from reports import domain as reports
from reports import signing
from reports.access import members_who
from reports.models import Edition
from tests.factories import World
from tests.processes.post import PostOffice

AFTER_ITEM_1 = date(2012, 12, 3)  # items of the world: 1 is due on 1 December 2012, 3 on 31 January 2013
AFTER_ITEM_3 = date(2013, 2, 1)


def flags(world: World) -> list[tuple[int, date]]:
    return list(
        OverdueFlag.objects.filter(item__notice=world.notice)
        .order_by("item__number")
        .values_list("item__number", "due_on")
    )


def everybody_is_told(office: PostOffice, people: int) -> bool:
    return Message.objects.exclude(sent_at=None).count() == people and len(office.received) >= people


def who_hears_of_an_edition(world: World) -> list[str]:
    """The addresses of everybody who is told that the chair signed; the officer, of item 1 in the same mail."""
    readers = {member.person for member in members_who(Permission.VIEW_EDITIONS, world.notice, world.clock.today)}
    return sorted(person.email for person in readers - {world.chair})


def check_whole(office: PostOffice) -> None:
    """Each mail left once, each telling has its mail, and no audit chain has a gap."""
    assert not Message.objects.filter(sent_at=None).exists()
    assert office.addresses() == sorted(Message.objects.values_list("person__email", flat=True))
    assert len(office.received) == Message.objects.count()
    assert {telling.message_id for telling in Telling.objects.all()} == set(
        Message.objects.values_list("pk", flat=True)
    )
    for notice in Notice.objects.all():
        assert list(audit.faults(notice.slug)) == []


def sign_report(world: World) -> Edition:
    """The report for March 2013, written, drawn up and signed by the chair; its PDF is still to be drawn."""
    point = world.notice.reporting_points.get(on=date(2013, 3, 31))
    with world.writing() as at:
        report = reports.begin_report(notice=world.notice, point=point, by=world.secretary, at=at)
        reports.save_text(
            report=report, by=world.chair, at=at, **dict.fromkeys(reports.QUESTIONS, "Yes, on the whole.")
        )
    with world.writing() as at:
        picture = reports.take_photograph(report=report, by=world.secretary, at=at)
    with world.writing() as at:
        return signing.sign(report=report, shown=signing.Shown(picture.number, picture.sha256), by=world.chair, at=at)
