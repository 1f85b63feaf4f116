"""Do worker, beat and Redis lose or double anything when one of them is killed?"""

import os
import re
import signal
import sys
from datetime import timedelta

import pytest
import redis
from celery import Celery
from django.db.models import F

from accounts.models import Message
from records.models import StoredFile
from records.writing import writing
from reports.drawing import pdf_html
from reports.models import Production
from reports.pdf import render
from tests.factories import World
from tests.processes.post import PostOffice
from tests.processes.running import Process, Product
from tests.processes.told import AFTER_ITEM_1, AFTER_ITEM_3, check_whole, everybody_is_told, flags, sign_report

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.only_on("postgresql"),  # as workers of their own are (docs/operating.md)
]
CELERY = (sys.executable, "-m", "celery", "-A", "improvement")
FLAG, SWEEP = "plans.tasks.flag_overdue", "improvement.tasks.sweep"


def start_worker(product: Product) -> Process:
    return product.start(*CELERY, "worker", "--concurrency", "2", "--loglevel", "INFO", name="worker")


def start_beat(product: Product, name: str = "beat") -> Process:
    return product.start(
        *CELERY, "beat", "--loglevel", "INFO", "--schedule", f"{product.folder}/{name}-schedule", name=name
    )


def in_hand(broker: redis.Redis) -> int:
    """How many tasks a worker has taken and not yet finished."""
    return broker.hlen("unacked")


def sweeps_done(product: Product) -> int:
    return len(re.findall(rf"{SWEEP}\[\S+\] succeeded", product.log("worker")))


@pytest.fixture
def late_items(world: World) -> World:
    """Both items of the officer and one of the partner are past their dates; nobody has been told."""
    world.agree_item(AFTER_ITEM_1, owner=world.partner)
    world.clock.move_to(AFTER_ITEM_3)
    return world


def test_what_became_overdue_is_flagged_and_told_once(
    grown_up: Product, bell: Celery, late_items: World, post_office: PostOffice
) -> None:
    start_worker(grown_up)
    start_beat(grown_up)
    grown_up.until(lambda: everybody_is_told(post_office, 2), "officer and partner are told")

    for _ in range(10):
        bell.send_task(FLAG)
        bell.send_task(SWEEP)
    grown_up.until(lambda: bell_is_silent(bell), "every task is done")

    assert [number for number, _ in flags(late_items)] == [1, 3, 4]
    assert post_office.addresses() == sorted([late_items.officer.email, late_items.partner.email])
    check_whole(post_office)


def test_two_beats_tell_everybody_once(
    grown_up: Product, bell: Celery, late_items: World, post_office: PostOffice
) -> None:
    post_office.is_open.clear()  # so that mails are on their way while others look for work
    start_worker(grown_up)
    start_worker(grown_up)
    start_beat(grown_up, "one-beat")
    start_beat(grown_up, "another-beat")
    grown_up.until(lambda: post_office.waiting == 2, "both mails are on their way")
    swept = sweeps_done(grown_up)
    grown_up.until(lambda: sweeps_done(grown_up) >= swept + 4, "others have looked for work since")
    post_office.is_open.set()
    grown_up.until(lambda: everybody_is_told(post_office, 2), "officer and partner are told")

    assert post_office.waiting == 2
    assert [number for number, _ in flags(late_items)] == [1, 3, 4]
    check_whole(post_office)


def test_process_of_a_worker_killed_while_it_flags(
    grown_up: Product, bell: Celery, broker: redis.Redis, late_items: World, post_office: PostOffice
) -> None:
    worker = start_worker(grown_up)
    with writing(late_items.notice.slug):  # so that the task waits for its turn in the middle of its work
        bell.send_task(FLAG)
        grown_up.until(lambda: in_hand(broker) == 1, "the worker has the task")
        for child in worker.children():
            os.kill(child, signal.SIGKILL)
        grown_up.until(lambda: "WorkerLostError" in grown_up.log("worker"), "the worker has noticed")
    grown_up.until(lambda: len(flags(late_items)) == 3, "the task is done by another process, without a second bell")

    bell.send_task(SWEEP)
    grown_up.until(lambda: everybody_is_told(post_office, 2), "officer and partner are told")
    check_whole(post_office)


def test_whole_worker_killed_while_it_flags(
    grown_up: Product, bell: Celery, broker: redis.Redis, late_items: World, post_office: PostOffice
) -> None:
    worker = start_worker(grown_up)
    with writing(late_items.notice.slug):
        bell.send_task(FLAG)
        grown_up.until(lambda: in_hand(broker) == 1, "the worker has the task")
        worker.kill()
    assert flags(late_items) == []

    start_worker(grown_up)
    start_beat(grown_up)
    grown_up.until(lambda: everybody_is_told(post_office, 2), "officer and partner are told")
    assert [number for number, _ in flags(late_items)] == [1, 3, 4]
    check_whole(post_office)


def test_worker_killed_while_it_sends_a_mail(grown_up: Product, late_items: World, post_office: PostOffice) -> None:
    post_office.is_open.clear()
    worker = start_worker(grown_up)
    beat = start_beat(grown_up)
    grown_up.until(lambda: post_office.waiting > 0, "a mail is on its way")
    worker.kill()
    beat.kill()
    post_office.is_open.set()
    assert post_office.received == []

    # Whoever held them is dead, which nobody can know before the claim is an hour old.
    Message.objects.filter(sent_at=None).update(claimed_at=F("claimed_at") - timedelta(hours=1))
    start_worker(grown_up)
    start_beat(grown_up)
    grown_up.until(lambda: everybody_is_told(post_office, 2), "officer and partner are told after all")
    check_whole(post_office)


def test_worker_killed_while_it_draws_an_edition(grown_up: Product, world: World) -> None:
    edition = sign_report(world)
    worker = start_worker(grown_up)
    beat = start_beat(grown_up)
    production = Production.objects.filter(edition=edition)
    grown_up.until(lambda: production.get().state == "working", "the drawing has begun")
    worker.kill()
    beat.kill()
    assert production.get().file is None

    production.update(claimed_at=F("claimed_at") - timedelta(minutes=5))
    start_worker(grown_up)
    start_beat(grown_up)
    grown_up.until(lambda: production.get().state == "ready", "the edition has its PDF after all")
    drawn = StoredFile.objects.get()
    assert production.get().attempts == 2
    assert (grown_up.folder / "files" / drawn.sha256[:2] / drawn.sha256).read_bytes() == render(pdf_html(edition))


def test_redis_that_loses_everything_loses_no_work(
    grown_up: Product, bell: Celery, broker: redis.Redis, world: World, post_office: PostOffice
) -> None:
    start_worker(grown_up)
    start_beat(grown_up)
    world.clock.move_to(AFTER_ITEM_1)
    bell.send_task(FLAG)
    grown_up.until(lambda: everybody_is_told(post_office, 1), "the officer is told of item 1")

    world.clock.move_to(AFTER_ITEM_3)
    for _ in range(5):
        bell.send_task(FLAG)
    broker.flushdb()
    broker.client_kill_filter(_type="normal", skipme=True)
    bell.send_task(FLAG)  # an hour later
    grown_up.until(lambda: everybody_is_told(post_office, 2), "the officer is told of item 3")
    assert [number for number, _ in flags(world)] == [1, 3]
    check_whole(post_office)


def bell_is_silent(bell: Celery) -> bool:
    with bell.connection_for_read() as connection:
        server = connection.default_channel.client
        return not server.llen("celery") and not server.hlen("unacked")
