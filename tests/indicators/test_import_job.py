"""Is each file of figures read once and recorded once, by whoever comes first, whole, and never forgotten?"""

import os
import signal
import subprocess
import sys
import threading
import time
from datetime import date, timedelta
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection
from django.utils import timezone
from psycopg.pq import TransactionStatus

from improvement.tasks import sweep
from indicators.imports import staging
from indicators.imports.applying import NO_MEMBER
from indicators.imports.waiting import BROKEN_OFF, CLAIM_LASTS, GONE, read_waiting, record_confirmed
from indicators.models import FigureFile, Indicator, Observation
from records import audit, files
from records.limited import ROOT
from tests.indicators.figure_files import again, confirmed, counts, long, page_of, post, sent
from tests.pages import text_of
from tests.processes.running import database_url


@pytest.fixture
def analyst(world, client_of):
    world.define_indicator("FD-05")
    world.clock.move_to(date(2012, 11, 20))
    return client_of(world.analyst)


CONTENT = long("FD-05,2012-10-12,,,41,,,,", "FD-05,2012-10-19,,,42,,,,")


@pytest.fixture
def waiting(world, analyst):
    """A file that nobody has read yet."""
    assert post(analyst, world, CONTENT).status_code == 302
    return lambda: FigureFile.objects.get()


@pytest.fixture
def said_yes(world, analyst):
    """A file that was said yes to and is not recorded yet."""
    file = sent(analyst, world, CONTENT)
    assert confirmed(analyst, world, file).status_code == 302
    return lambda: again(file)


def test_the_sweep_reads_and_records_and_nothing_twice(world, waiting, analyst):
    assert "The file is being read" in text_of(analyst.get(page_of(world, waiting())))
    poll = analyst.get(page_of(world, waiting()), headers={"HX-Request": "true"})
    assert text_of(poll).strip() == "It waits for its turn."
    assert (sweep()["figures_read"], sweep()["figures_read"], waiting().rows_read) == (1, 0, 3)
    done = analyst.get(page_of(world, waiting()), headers={"HX-Request": "true"})
    assert (done.status_code, done.headers["HX-Refresh"]) == (204, "true")
    assert confirmed(analyst, world, waiting()).status_code == 302
    assert "The figures are being recorded" in text_of(analyst.get(page_of(world, waiting())))
    assert (sweep()["figures_recorded"], sweep()["figures_recorded"]) == (1, 0)
    assert Observation.objects.count() == 2


@pytest.mark.django_db(transaction=True)
def test_two_workers_at_once_read_once_and_record_once(world, waiting, analyst, in_parallel):
    assert sorted(in_parallel(lambda _: read_waiting(), range(2))) == [0, 1]
    confirmed(analyst, world, waiting())
    assert sorted(in_parallel(lambda _: record_confirmed(), range(2))) == [0, 1]
    assert Observation.objects.count() == 2


def kill_the_child() -> threading.Thread:
    """Ends the child in the middle of its work, as soon as there is one."""

    def watch() -> None:
        until = time.monotonic() + 30
        while time.monotonic() < until:
            for task in Path("/proc/self/task").glob("*/children"):
                for pid in task.read_text().split():
                    if b"indicators.imports.child" in Path(f"/proc/{pid}/cmdline").read_bytes():
                        os.kill(int(pid), signal.SIGKILL)
                        return
            time.sleep(0.005)

    thread = threading.Thread(target=watch)
    thread.start()
    return thread


def test_a_child_that_is_killed_in_the_middle_is_asked_again(world, waiting):
    thread = kill_the_child()
    assert read_waiting() == 0
    thread.join()
    assert (waiting().preview, waiting().failed, waiting().attempts) == (None, "", 1)
    assert read_waiting() == 1
    assert counts(waiting()) == (2, 0, 0, 0)


# Ends its own process when the figures are in their table and the transaction is not over.
DIES = """
import django, os, signal, sys
django.setup()
from django.conf import settings
from django.db import connection
settings.MEDIA_ROOT = sys.argv[1]
from indicators.imports.waiting import record_confirmed
def die(execute, sql, params, many, context):
    answer = execute(sql, params, many, context)
    if "INSERT INTO indicators_observation" in sql:
        os.kill(os.getpid(), signal.SIGKILL)
    return answer
with connection.execute_wrapper(die):
    record_confirmed()
"""


@pytest.mark.django_db(transaction=True)
def test_a_worker_that_is_killed_in_the_middle_leaves_nothing_half_and_another_goes_on(world, said_yes):
    environment = os.environ | {
        "DATABASE_URL": database_url(connection.settings_dict),
        "DJANGO_SETTINGS_MODULE": "improvement.settings",
    }
    command = [sys.executable, "-c", DIES, str(settings.MEDIA_ROOT)]
    ended = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, check=False)
    assert ended.returncode == -signal.SIGKILL, ended.stderr.decode()
    assert (Observation.objects.count(), said_yes().applied_at, said_yes().attempts) == (0, None, 1)
    assert list(audit.faults(world.notice.slug)) == []
    assert record_confirmed() == 0  # somebody seems to be at it
    FigureFile.objects.update(claimed_at=timezone.now() - CLAIM_LASTS - timedelta(seconds=1))
    assert record_confirmed() == 1
    assert (Observation.objects.count(), said_yes().figures) == (2, 2)
    assert list(audit.faults(world.notice.slug)) == []


def test_the_claim_of_a_worker_who_is_gone_is_taken_over_and_after_three_it_rests(world, waiting, analyst):
    def claim(*, ago: timedelta, attempts: int) -> None:
        FigureFile.objects.update(claimed_at=timezone.now() - ago, attempts=attempts)

    claim(ago=CLAIM_LASTS - timedelta(seconds=30), attempts=1)
    assert read_waiting() == 0
    claim(ago=CLAIM_LASTS + timedelta(seconds=1), attempts=3)
    assert read_waiting() == 0
    assert waiting().failed == BROKEN_OFF
    assert "Work on it was broken off three times." in text_of(analyst.get(page_of(world, waiting())))
    FigureFile.objects.update(failed="")
    claim(ago=CLAIM_LASTS + timedelta(seconds=1), attempts=2)
    assert read_waiting() == 1


def test_a_file_that_is_gone_and_a_person_who_has_left_are_failures_with_their_reason(world, waiting, analyst):
    path = files.path_of(waiting().file.sha256)
    content = path.read_bytes()
    path.write_bytes(content[:-1])
    assert read_waiting() == 0
    assert waiting().failed == GONE
    path.write_bytes(content)
    FigureFile.objects.update(failed="", claimed_at=None)
    assert read_waiting() == 1
    assert confirmed(analyst, world, waiting()).status_code == 302
    world.clock.move_to(date(2012, 11, 21))
    world.notice.memberships.filter(person=world.analyst).update(to_on=date(2012, 11, 20))
    assert record_confirmed() == 0
    assert (waiting().failed, Observation.objects.count()) == (NO_MEMBER, 0)


@pytest.mark.only_on("postgresql")
def test_nothing_is_asked_while_a_copy_is_open(world, said_yes, tmp_path):
    """A query in the middle of a COPY on the same connection would wait for itself. The twin opens one and is found out."""
    met = []

    def look(execute, sql, params, many, context):
        if connection.connection.info.transaction_status == TransactionStatus.ACTIVE:
            met.append(sql)
            raise RuntimeError("asked while a COPY is open")
        return execute(sql, params, many, context)

    with connection.execute_wrapper(look):
        assert record_confirmed() == 1
        assert met == []
        with connection.cursor() as cursor:
            cursor.execute("CREATE TEMPORARY TABLE copied (one integer) ON COMMIT DROP")
            with cursor.copy("COPY copied FROM STDIN") as copy:
                with pytest.raises(RuntimeError):
                    Indicator.objects.count()
                copy.write("1\n")
    assert len(met) == 1
    assert staging.asked("SELECT one FROM copied") == [(1,)]
