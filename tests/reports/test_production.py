"""Is each signed edition drawn once, by whoever comes first, and never forgotten?"""

import os
import signal
from datetime import timedelta

import pytest
from django.test import override_settings
from django.utils import timezone

from improvement.tasks import sweep
from records.models import StoredFile
from reports import pdf
from reports.models import Production
from reports.production import CLAIM_LASTS, KILLED, NOT_STORED, draw_waiting
from tests.pages import text_of


def production() -> Production:
    return Production.objects.select_related("file").get()


def claim(*, ago: timedelta, attempts: int = 1) -> None:
    """As a drawer leaves it that was killed so long ago."""
    Production.objects.update(state="working", claimed_at=timezone.now() - ago, attempts=attempts)


def test_the_sweep_draws_what_was_signed_and_nothing_twice(desk):
    desk.publish()
    assert sweep()["drawn"] == 1
    first = production()
    assert (first.state, first.attempts, first.error) == ("ready", 1, "")
    assert sweep()["drawn"] == 0
    assert production().claimed_at == first.claimed_at


@pytest.mark.django_db(transaction=True)
def test_two_drawers_at_once_draw_once(desk, in_parallel):
    desk.publish()
    assert sorted(in_parallel(lambda _: draw_waiting(), range(2))) == [0, 1]
    assert (production().state, production().attempts) == ("ready", 1)
    assert StoredFile.objects.count() == 1


def test_the_claim_of_a_drawer_at_work_is_respected_and_that_of_one_who_is_gone_taken_over(desk):
    desk.publish()
    claim(ago=CLAIM_LASTS - timedelta(seconds=30))
    assert draw_waiting() == 0
    claim(ago=CLAIM_LASTS + timedelta(seconds=1))
    assert draw_waiting() == 1
    assert (production().state, production().attempts) == ("ready", 2)


def test_a_drawing_that_kills_its_drawer_each_time_rests(desk):
    desk.publish()
    claim(ago=CLAIM_LASTS + timedelta(seconds=1), attempts=3)
    assert draw_waiting() == 0
    assert (production().state, production().error) == ("failed", KILLED)
    assert draw_waiting() == 0


def test_a_drawing_whose_child_was_killed_is_made_all_the_same(desk):
    pdf.render("<html lang=en-GB><title>Report</title><h1>Report</h1></html>")
    os.kill(pdf._child.process.pid, signal.SIGKILL)
    assert desk.draw(desk.publish()).startswith(b"%PDF-1.7")


def test_three_failures_rest_with_their_reason_and_the_page_stays_readable(desk, client_of):
    edition = desk.publish()
    too_little = pdf.Limits(memory_bytes=150_000_000)
    for attempt in (1, 2, 3):
        assert draw_waiting(limits=too_little) == 0
        assert (production().state, production().attempts) == ("failed", attempt)
    assert production().error == "The PDF could not be drawn in the memory allowed."
    assert draw_waiting() == 0  # it rests until somebody looks

    observer = client_of(desk.world.cast.observer)
    answer = observer.get(desk.at("edition_pdf", edition.number))
    assert answer.status_code == 503
    assert "The PDF could not be drawn in the memory allowed." in text_of(answer)
    assert "Progress report to Ministers, March 2013" in text_of(observer.get(desk.at("edition", edition.number)))
    assert "The PDF could not be drawn" in text_of(observer.get(f"/{desk.world.notice.slug}/reports/"))


def test_a_pdf_that_cannot_be_stored_is_a_failure_with_its_reason_and_is_drawn_again(desk, tmp_path):
    desk.publish()
    in_the_way = tmp_path / "a file where the folder should be"
    in_the_way.touch()
    with override_settings(MEDIA_ROOT=in_the_way):
        assert draw_waiting() == 0
    assert (production().state, production().error) == ("failed", NOT_STORED)
    assert not StoredFile.objects.exists()
    assert draw_waiting() == 1
    assert (production().state, production().error) == ("ready", "")


def test_until_it_is_drawn_the_page_says_so(desk, client_of):
    desk.publish()
    answer = client_of(desk.world.chair).get(desk.at("edition_pdf", 1))
    assert (answer.status_code, "It is being drawn" in text_of(answer)) == (503, True)
