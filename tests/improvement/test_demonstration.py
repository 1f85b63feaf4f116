"""Does a demonstration stay where it may be shown, and does its time pass as time does?"""

from datetime import date, datetime, timedelta

import pytest
from django.core import mail
from django.db import transaction
from django.test import Client
from django.urls import reverse

from accounts.models import Message, Telling, User
from accounts.policy import Role
from improvement import demonstration
from notices import domain as notices
from plans.models import OverdueFlag
from records import clock as clocks
from records.clock import LONDON
from records.models import DemonstrationClock
from records.refusal import Refused
from records.writing import writing

HERE = "127.0.0.1:8000"
PAGES = [("get", "demonstration", {}), ("post", "demonstration_sign_in", {"person": "sam@sample.invalid"})]
CLOCK = ("post", "demonstration_clock", {"step": "tomorrow", "seen": "2012-10-17"})
ALL = [*PAGES, CLOCK]


@pytest.fixture
def sam(cast):
    """Somebody who may be tried out: a secretary of notice B with a sample address."""
    person = User.objects.create_user("sam@sample.invalid", None, name="Sam Secretary")
    with writing(cast.b.slug) as at:
        notices.add_member(
            notice=cast.b, person=person, role=Role.SECRETARY, agency=None, from_on=date(2012, 10, 1), by=None, at=at
        )
    return person


@pytest.fixture
def client(db):
    """A browser on this machine."""
    return Client(headers={"host": HERE})


@pytest.fixture
def page():
    """Asks for one of the demonstration's pages, as a browser at a host does."""

    def ask(method, name, data, host=HERE):
        client = Client(headers={"host": host})
        return getattr(client, method)(reverse(name), data)

    return ask


@pytest.mark.parametrize(("method", "name", "data"), ALL)
@pytest.mark.parametrize("host", [HERE, "localhost", "[::1]:8000"])
def test_it_is_there_on_this_machine(sam, page, settings, method, name, data, host):
    settings.ALLOWED_HOSTS = ["*"]
    assert page(method, name, data, host).status_code in (200, 302)


@pytest.mark.parametrize(("method", "name", "data"), ALL)
def test_it_is_not_there_in_a_real_installation(sam, clock, page, method, name, data):
    clock.stop()
    assert page(method, name, data).status_code == 404


@pytest.mark.parametrize(("method", "name", "data"), ALL)
@pytest.mark.parametrize("host", ["demo.example", "127.0.0.1.example", "localhost.example:8000", "10.0.0.1"])
def test_it_is_not_there_under_another_host(sam, page, settings, method, name, data, host):
    settings.ALLOWED_HOSTS = ["*"]
    assert page(method, name, data, host).status_code == 404
    settings.DEMONSTRATION_HOSTS = ["demo.example"]
    assert page(method, name, data, host).status_code == (
        404 if host != "demo.example" else 200 if method == "get" else 302
    )


@pytest.mark.parametrize("name", ["demonstration_sign_in", "demonstration_clock"])
def test_a_link_cannot_act(sam, client, name):
    assert client.get(reverse(name)).status_code == 405


@pytest.mark.parametrize(("method", "name", "data"), [PAGES[1], CLOCK])
def test_another_site_cannot_act(sam, method, name, data):
    browser = Client(enforce_csrf_checks=True, headers={"host": HERE})
    assert browser.post(reverse(name), data).status_code == 403


def test_one_press_makes_you_somebody(sam, client):
    answer = client.post(reverse("demonstration_sign_in"), {"person": sam.email}, follow=True)
    assert answer.context["user"] == sam
    assert "You are Sam Secretary now." in answer.content.decode()


def test_only_sample_people_can_be_tried_out(sam, cast, client):
    people = [member.person for member in demonstration.sample_people()]
    assert people == [sam]
    for other in (cast.chair, cast.stranger):
        assert client.post(reverse("demonstration_sign_in"), {"person": other.email}).status_code == 404
    sam.is_active = False
    sam.save()
    assert client.post(reverse("demonstration_sign_in"), {"person": sam.email}).status_code == 404


def test_the_clock_moves_forward_only(clock):
    before = clock.now
    with pytest.raises(Refused, match="forward only"):
        demonstration.move_to(datetime(2012, 10, 16, tzinfo=LONDON))
    assert demonstration.live_until(datetime(2012, 10, 16, tzinfo=LONDON)) == 0
    assert clock.now >= before


def test_a_step_of_more_than_400_days_is_refused(clock):
    with pytest.raises(Refused, match="400 days"):
        demonstration.live_until(datetime(2013, 12, 31, tzinfo=LONDON))
    assert clock.today == date(2012, 10, 17)


def test_tomorrow_is_the_next_morning(clock, client):
    answer = client.post(reverse("demonstration_clock"), {"step": "tomorrow", "seen": "2012-10-17"}, follow=True)
    assert clock.now.astimezone(LONDON).replace(second=0, microsecond=0) == datetime(2012, 10, 18, 8, tzinfo=LONDON)
    assert "1 day has passed: nothing became overdue, no message was sent." in answer.content.decode()


def test_the_same_press_twice_is_one_day(clock, client):
    for _ in range(2):
        answer = client.post(reverse("demonstration_clock"), {"step": "tomorrow", "seen": "2012-10-17"}, follow=True)
    assert clock.today == date(2012, 10, 18)
    assert "it was not moved again" in answer.content.decode()


@pytest.mark.parametrize("data", [{}, {"step": "back", "seen": "2012-10-17"}, {"step": "tomorrow", "seen": "soon"}])
def test_an_odd_step_moves_nothing(clock, client, data):
    assert client.post(reverse("demonstration_clock"), data).status_code == 404
    assert clock.today == date(2012, 10, 17)


def test_the_next_meeting_may_be_far(world, clock, client):
    answer = client.post(reverse("demonstration_clock"), {"step": "meeting", "seen": "2012-11-07"}, follow=True)
    assert clock.today == date(2012, 12, 19)
    assert "42 days have passed: 1 item became overdue, 1 message was sent." in answer.content.decode()
    assert "1 item of yours is overdue" in answer.content.decode()


def test_no_meeting_is_planned(clock, client):
    answer = client.post(reverse("demonstration_clock"), {"step": "meeting", "seen": "2012-10-17"}, follow=True)
    assert "No meeting is planned after today." in answer.content.decode()
    assert clock.today == date(2012, 10, 17)


def test_the_next_information_to_ministers(world, clock, client):
    page = client.get(reverse("demonstration")).content.decode()
    assert "To the end of March 2013, when Ministers are informed" in page
    answer = client.post(reverse("demonstration_clock"), {"step": "reporting", "seen": "2012-11-07"}, follow=True)
    assert clock.now.astimezone(LONDON).replace(second=0, microsecond=0) == datetime(2013, 3, 31, 8, tzinfo=LONDON)
    assert "144 days have passed" in answer.content.decode()


def test_ministers_are_not_informed_again(world, clock, client):
    clock.move_to(date(2015, 1, 5))
    assert "when Ministers are informed" not in client.get(reverse("demonstration")).content.decode()
    answer = client.post(reverse("demonstration_clock"), {"step": "reporting", "seen": "2015-01-05"}, follow=True)
    assert "Ministers are not to be informed again after today." in answer.content.decode()
    assert clock.today == date(2015, 1, 5)


def test_every_day_passed_has_its_jobs_and_everything_happens_once(world, clock):
    assert clock.live_until(date(2012, 12, 1), 20) == 24
    assert not OverdueFlag.objects.exists()
    assert clock.live_until(date(2012, 12, 4), 20) == 3
    flag = OverdueFlag.objects.get()
    assert clocks.london_day(flag.flagged_at) == date(2012, 12, 2)
    assert clocks.london_day(Message.objects.get().composed_at) == date(2012, 12, 2)
    clock.live_until(date(2013, 2, 10))
    assert list(OverdueFlag.objects.order_by("due_on").values_list("item__number", flat=True)) == [1, 3]
    assert Telling.objects.count() == Message.objects.count() == len(mail.outbox) == 2


def test_a_quiet_stretch_is_lived_as_day_by_day(world, clock):
    """Days are passed over in one call and lived one by one in many: the same is found late, and told, on the same days."""

    def lived(last_days):
        with transaction.atomic():
            for day in last_days:
                clock.live_until(day)
            flags = OverdueFlag.objects.order_by("flagged_at").values_list("item__number", "due_on", "flagged_at")
            told = Message.objects.order_by("composed_at").values_list("person__name", "body", "composed_at")
            outcome = [[(*row[:-1], clocks.london_day(row[-1])) for row in rows] for rows in (flags, told)]
            transaction.set_rollback(True)
        return outcome

    flags, told = day_by_day = lived([date(2012, 11, 28) + timedelta(days=passed) for passed in range(7)])
    assert lived([date(2012, 12, 4)]) == day_by_day
    assert len(flags) == len(told) == 1


def test_an_exposed_demonstration_does_not_start(clock, settings):
    settings.ALLOWED_HOSTS = ["127.0.0.1", "demo.example"]
    with pytest.raises(SystemExit, match=r"demo\.example"):
        demonstration.refuse_exposure()
    settings.DEMONSTRATION_HOSTS = ["demo.example"]
    demonstration.refuse_exposure()


def test_a_real_installation_starts_anywhere(clock, settings):
    clock.stop()
    settings.ALLOWED_HOSTS = ["board.example.gov.uk"]
    demonstration.refuse_exposure()


def test_a_demonstration_begins_in_an_empty_database_only(cast, clock):
    clock.stop()
    with pytest.raises(Refused, match="empty one"):
        demonstration.begin(datetime(2012, 10, 17, tzinfo=LONDON))
    assert not DemonstrationClock.objects.exists()
