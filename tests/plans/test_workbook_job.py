"""Is each workbook that came back read once, by whoever comes first, and never forgotten?"""

import os
import signal
import threading
import time
from datetime import date, timedelta
from pathlib import Path

import pytest
from django.utils import timezone

from improvement.tasks import sweep
from plans.models import Workbook
from plans.workbooks.previews import BROKEN_OFF, CLAIM_LASTS, GONE, NO_MEMBER, read_waiting
from records import files
from tests.pages import text_of
from tests.plans.workbook import UPDATE, downloaded, filled, found, page_of, post


@pytest.fixture
def officer(world, client_of):
    world.clock.move_to(date(2012, 11, 20))
    return client_of(world.officer)


@pytest.fixture
def waiting(world, officer):
    """A workbook that nobody has read yet."""
    assert post(officer, world, filled(downloaded(officer, world), {1: UPDATE})).status_code == 302
    return lambda: Workbook.objects.get()


def kill_the_child() -> threading.Thread:
    """Ends the child in the middle of its work, as soon as there is one."""

    def watch() -> None:
        until = time.monotonic() + 30
        while time.monotonic() < until:
            for task in Path("/proc/self/task").glob("*/children"):
                for pid in task.read_text().split():
                    if b"plans.workbooks.child" in Path(f"/proc/{pid}/cmdline").read_bytes():
                        os.kill(int(pid), signal.SIGKILL)
                        return
            time.sleep(0.005)

    thread = threading.Thread(target=watch)
    thread.start()
    return thread


def test_the_sweep_reads_what_was_sent_and_nothing_twice(world, waiting, officer):
    page = text_of(officer.get(page_of(world, waiting())))
    assert "The workbook is being read" in page
    poll = officer.get(page_of(world, waiting()), headers={"HX-Request": "true"})
    assert text_of(poll) == "It waits for its turn."
    assert sweep()["read"] == 1
    assert (waiting().rows_read, waiting().attempts, len(found(waiting())["changes"])) == (2, 1, 1)
    assert sweep()["read"] == 0
    done = officer.get(page_of(world, waiting()), headers={"HX-Request": "true"})
    assert (done.status_code, done.headers["HX-Refresh"]) == (204, "true")


@pytest.mark.django_db(transaction=True)
def test_two_readers_at_once_read_once(world, waiting, in_parallel):
    assert sorted(in_parallel(lambda _: read_waiting(), range(2))) == [0, 1]
    assert waiting().attempts == 1


def test_a_child_that_is_killed_in_the_middle_is_asked_again(world, waiting):
    thread = kill_the_child()
    assert read_waiting() == 0
    thread.join()
    assert (waiting().preview, waiting().failed, waiting().attempts) == (None, "", 1)
    assert read_waiting() == 1
    assert len(found(waiting())["changes"]) == 1


def test_the_claim_of_a_reader_who_is_gone_is_taken_over_and_after_three_it_rests(world, waiting, officer):
    def claim(*, ago: timedelta, attempts: int) -> None:
        Workbook.objects.update(claimed_at=timezone.now() - ago, attempts=attempts)

    claim(ago=CLAIM_LASTS - timedelta(seconds=30), attempts=1)
    assert read_waiting() == 0
    claim(ago=CLAIM_LASTS + timedelta(seconds=1), attempts=3)
    assert read_waiting() == 0
    assert waiting().failed == BROKEN_OFF
    assert "Reading it was broken off three times." in text_of(officer.get(page_of(world, waiting())))
    Workbook.objects.update(failed="")
    claim(ago=CLAIM_LASTS + timedelta(seconds=1), attempts=2)
    assert read_waiting() == 1


def test_a_file_that_is_gone_and_a_person_who_has_left_are_failures_with_their_reason(world, waiting):
    path = files.path_of(waiting().file.sha256)
    content = path.read_bytes()
    path.write_bytes(content[:-1])
    assert read_waiting() == 0
    assert waiting().failed == GONE
    path.write_bytes(content)
    Workbook.objects.update(failed="", claimed_at=None)
    world.clock.move_to(date(2012, 11, 21))
    world.notice.memberships.filter(person=world.officer).update(to_on=date(2012, 11, 20))
    assert read_waiting() == 0
    assert waiting().failed == NO_MEMBER


def test_a_file_that_is_empty_or_too_large_is_refused_before_it_is_kept(world, officer):
    assert "This file is empty." in text_of(post(officer, world, b""))
    assert "This file is larger than 10 MB." in text_of(post(officer, world, b"x" * 10_000_001))
    assert not Workbook.objects.exists()
