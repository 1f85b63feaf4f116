"""Does one beat process beside the web process do all the work? The Procfile's own line: no Redis, no worker."""

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from django.db import connection

from accounts.models import Message
from records import files
from reports.models import Edition, Production
from tests.factories import World
from tests.indicators.watched import AUGUST, NOVEMBER, OCTOBER, SEPTEMBER, report_all, told, watch
from tests.processes.post import PostOffice
from tests.processes.running import Product
from tests.processes.told import (
    AFTER_ITEM_1,
    AFTER_ITEM_3,
    check_whole,
    everybody_is_told,
    flags,
    sign_report,
    who_hears_of_an_edition,
)

pytestmark = pytest.mark.django_db(transaction=True)
only_on_sqlite = pytest.mark.only_on("sqlite")  # which has the embedded beat; a server has workers (docs/operating.md)


@only_on_sqlite
def test_beat_flags_at_its_start_tells_once_and_draws_what_was_signed(
    embedded: Product, world: World, post_office: PostOffice
) -> None:
    world.clock.move_to(AFTER_ITEM_1)
    edition, addresses = sign_report(world), who_hears_of_an_edition(world)

    beat = embedded.start_line("beat")
    embedded.until(lambda: everybody_is_told(post_office, len(addresses)), "the officer is told of item 1")
    embedded.until(lambda: production_of(edition).state == "ready", "the edition has its PDF")

    assert flags(world) == [(1, world.item(1).due_on)]
    assert post_office.addresses() == addresses
    (mail,) = [mail for mail in post_office.received if mail["To"] == world.officer.email]
    assert "Rewrite the threshold document." in mail.get_content()
    stored = production_of(edition).file
    content = files.read(stored)
    assert content.startswith(b"%PDF-1.7")
    assert hashlib.sha256(content).hexdigest() == stored.sha256

    assert beat.stop() == 0
    check_whole(post_office)


@only_on_sqlite
def test_beat_killed_and_started_again_goes_on_where_it_was(
    embedded: Product, world: World, post_office: PostOffice
) -> None:
    world.clock.move_to(AFTER_ITEM_1)
    beat = embedded.start_line("beat")
    embedded.until(lambda: everybody_is_told(post_office, 1), "the officer is told of item 1")
    for _ in range(3):
        beat.kill()
        beat = embedded.start_line("beat")
    world.clock.move_to(
        AFTER_ITEM_3
    )  # as if the machine had been off meanwhile: what became overdue is flagged at the start
    beat.kill()
    embedded.start_line("beat")

    embedded.until(lambda: everybody_is_told(post_office, 2), "the officer is told of item 3")
    assert [number for number, _ in flags(world)] == [1, 3]
    assert post_office.addresses() == [world.officer.email, world.officer.email]
    check_whole(post_office)


@only_on_sqlite
def test_a_mail_server_that_does_not_answer_holds_nothing_else_up(
    embedded: Product, world: World, post_office: PostOffice
) -> None:
    world.clock.move_to(AFTER_ITEM_1)
    edition = sign_report(world)
    post_office.is_open.clear()

    embedded.start_line("beat")
    embedded.until(lambda: production_of(edition).state == "ready", "the edition has its PDF though no mail leaves")

    assert post_office.received == []
    assert {message.sent_at for message in Message.objects.all()} == {None}


def test_a_step_that_fails_holds_up_no_other_and_is_tried_again(
    embedded: Product, world: World, post_office: PostOffice
) -> None:
    world.clock.move_to(AFTER_ITEM_1)
    edition, addresses = sign_report(world), who_hears_of_an_edition(world)
    with table_out_of_reach("accounts_telling"):
        embedded.start_line("beat")
        embedded.until(
            lambda: production_of(edition).state == "ready", "the edition has its PDF though nobody can be told"
        )
        assert post_office.received == []
        cut_other_connections()

    embedded.until(lambda: everybody_is_told(post_office, len(addresses)), "all are told after all")
    check_whole(post_office)


@contextmanager
def table_out_of_reach(table: str) -> Iterator[None]:
    with connection.cursor() as cursor:
        cursor.execute(f"ALTER TABLE {table} RENAME TO out_of_reach")
        try:
            yield
        finally:
            cursor.execute(f"ALTER TABLE out_of_reach RENAME TO {table}")


def cut_other_connections() -> None:
    """As when the database server is started again. SQLite has none."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()"
            )


def production_of(edition: Edition) -> Production:
    return Production.objects.select_related("file").get(edition=edition)


@only_on_sqlite
def test_figure_that_crosses_a_line_is_told_by_the_sweep_though_beat_is_killed_again_and_again(
    embedded: Product, world: World, post_office: PostOffice
) -> None:
    beat = embedded.start_line("beat")
    indicator = watch(world, months=17, to=AUGUST)
    report_all(world, indicator, [(SEPTEMBER, 20)])  # nobody owns it: the analyst hears of it
    for _ in range(2):
        beat.kill()
        beat = embedded.start_line("beat")
    embedded.until(lambda: everybody_is_told(post_office, 1), "the analyst is told of the signal")
    world.clock.move_to(AFTER_ITEM_1)
    report_all(world, indicator, [(OCTOBER, 50), (NOVEMBER, 51)])  # one figure alone ends no warning
    embedded.until(lambda: everybody_is_told(post_office, 2), "the analyst is told that it is over")

    assert told(world) == [
        ("FD-04", 1, "change", "raised", "Getting worse"),
        ("FD-04", 2, "change", "cleared", "Getting worse"),
    ]
    check_whole(post_office)
