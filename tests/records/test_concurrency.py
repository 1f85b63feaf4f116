"""Do many people at once get what one after the other would get? In threads with connections of their own."""

import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from datetime import date, datetime

import pytest
from django.db import transaction

from boards import domain as boards
from boards.models import Board, Decision
from plans.models import ProgressUpdate
from records import audit, clock
from records.clock import TICK, AsOf
from records.models import AuditChain, AuditEntry
from records.refusal import NotTheNext
from records.writing import position, writing
from tests.factories import make_world

pytestmark = pytest.mark.django_db(transaction=True)
Opening = Callable[[str], AbstractContextManager[datetime]]
ROUNDS = 25
TRIES = 20  # a race need not be lost each time, least of all on a machine that is busy


@pytest.fixture
def committed_world(cast, clock):
    """The world of the other tests, committed, so that every thread sees it."""
    return make_world(cast, clock, cast.a)


@contextmanager
def clock_before_lock(reference: str) -> Iterator[datetime]:
    """Sabotage: as `writing`, but the clock is asked first, and the lock taken a moment later."""
    asked = clock.now()
    time.sleep(0.03)
    with transaction.atomic():
        chain = AuditChain.objects.select_for_update().get(reference=reference)
        at = max(asked, chain.head_at + TICK)
        AuditChain.objects.filter(pk=chain.pk).update(head_at=at)
        yield at


def seen(asof: AsOf) -> set[int]:
    return set(ProgressUpdate.objects.as_of(asof).values_list("pk", flat=True))


def answers_that_changed(world, opening: Opening, in_parallel) -> list[AsOf]:
    """Two people write and one reads, as of the moment of asking; which of the answers given are not given again?"""
    slug = world.notice.slug
    given: list[tuple[AsOf, set[int]]] = []
    still_reading = [True]

    def write(item) -> None:
        while still_reading:
            with opening(slug) as at:
                world.update(item, at=at)
            time.sleep(0.02)  # SQLite serves whoever asks next: without a pause the reader would not get a turn

    def read(_: None) -> None:
        try:
            for _ in range(ROUNDS):
                for asof in (position(slug, known=clock.now()), position(slug)):
                    given.append((asof, seen(asof)))
                time.sleep(0.02)
        finally:
            still_reading.clear()

    in_parallel(lambda task: task[0](task[1]), [(write, world.item(1)), (write, world.item(3)), (read, None)])
    assert len({len(answer) for _, answer in given}) > 3  # there was something new to see while it read
    return [asof for asof, answer in given if seen(asof) != answer]


def test_answer_given_once_is_given_again(committed_world, in_parallel):
    assert answers_that_changed(committed_world, writing, in_parallel) == []
    instants = list(AuditEntry.objects.filter(verb="submit_update").order_by("number").values_list("at", flat=True))
    assert instants == sorted(instants)
    assert list(audit.faults(committed_world.notice.slug)) == []


def test_clock_asked_before_the_lock_changes_an_answer(committed_world, in_parallel):
    tries = (answers_that_changed(committed_world, clock_before_lock, in_parallel) for _ in range(TRIES))
    assert any(changed != [] for changed in tries)


def test_reader_of_a_moment_waits_for_the_writer_in_flight(committed_world, in_parallel):
    """A writer holds the notice open across the moment that a reader asks about."""
    world, told = committed_world, {}

    def write(_: str) -> None:
        with world.writing() as at:
            told["row"] = world.update(world.item(1), at=at).pk
            told["open"] = True
            time.sleep(0.3)
            told["closing"] = True

    def read(_: str) -> tuple[bool, AsOf]:
        while "open" not in told:
            time.sleep(0.005)
        asof = position(world.notice.slug, known=clock.now())
        return "closing" in told, asof

    _, (waited, asof) = in_parallel(lambda task: task(""), [write, read])
    assert waited
    assert told["row"] in seen(asof)


def test_eight_writers_number_without_a_gap(committed_world, in_parallel):
    world = committed_world
    with world.writing() as at:
        board = boards.make_board(notice=world.notice, kind=Board.Kind.LSCB, name="LSCB", by=None, at=at)

    def decide(who: int) -> None:
        for turn in range(25):
            with world.writing() as at:
                boards.record_decision(
                    board=board,
                    kind="other",
                    words=f"{who}.{turn}",
                    source="Its minutes.",
                    taken_on=date(2012, 11, 7),
                    by=world.secretary,
                    at=at,
                )

    in_parallel(decide, range(8))
    rows = Decision.objects.filter(board=board).order_by("number")
    assert [row.number for row in rows] == list(range(1, 201))
    instants = [row.recorded_at for row in rows]
    assert instants == sorted(set(instants))
    entries = AuditEntry.objects.filter(verb="record_decision", thing__startswith="lscb").order_by("number")
    assert [entry.thing for entry in entries] == [f"lscb decision {number}" for number in range(1, 201)]
    assert list(audit.faults(world.notice.slug)) == []


def test_two_officers_on_one_item_make_one_row(committed_world, in_parallel):
    world = committed_world

    def save(words: str) -> object:
        try:
            return world.update(world.item(1), after=0, done_so_far=words)
        except NotTheNext as met:
            return met

    results = in_parallel(save, ["The officer's words.", "The secretary's words."])
    refused = [result for result in results if isinstance(result, NotTheNext)]
    row = ProgressUpdate.objects.get()
    assert [result.latest for result in refused] == [row]
    assert row in results


def test_form_sent_five_times_at_once_makes_one_row(committed_world, client_of, in_parallel):
    world = committed_world
    url = f"/{world.notice.slug}/plan/items/1/update/"
    browser = client_of(world.officer)
    form = browser.get(url).context["form"]
    asked = {
        form.add_prefix("token"): form["token"].value(),
        form.add_prefix("after"): "0",
        form.add_prefix("progress"): "under_way",
        form.add_prefix("forecast"): "will_meet",
        form.add_prefix("done_so_far"): "Half of it.",
    }
    cookies = browser.cookies

    def send(_: int) -> tuple[int, str]:
        other = client_of(None)
        other.cookies = cookies
        answer = other.post(url, asked)
        return answer.status_code, answer.get("Location", "")

    answers = in_parallel(send, range(5))
    assert {status for status, _ in answers} == {302}
    assert len(set(answers)) == 1
    assert ProgressUpdate.objects.count() == 1
