"""What stands behind the pages that the matrix asks for? Made once for a module; what a test writes is rolled back."""

import io
from collections.abc import Iterator
from datetime import date, timedelta

import pytest
from pytest_django import DjangoDbBlocker

from accounts.policy import Role
from boards import domain as boards
from boards import minutes, scheduling
from boards.models import Board, Meeting
from boards.paragraphs import Part
from indicators.imports.applying import send as send_figures
from plans import domain as plan
from plans.workbooks import applying
from records import files
from records.models import StoredFile
from reports.circulating import circulate
from reports.models import Production
from reports.reviewing import add_review
from tests import papers
from tests.agendas import ITEMS, draw_up, send_paper
from tests.cast import Cast, join, make_cast, person
from tests.clock import Clock
from tests.conftest import START
from tests.evidence_files import evidence_with, upload
from tests.factories import World, make_world
from tests.indicators.watched import fall
from tests.minuted import PARTS, ask, save, send, somebody_was_there
from tests.tables import empty_the_tables


@pytest.fixture(scope="module")
def made(
    django_db_setup: None,
    django_db_blocker: DjangoDbBlocker,
    quick_and_tidy: None,
    tables_are_emptied_between_tests: None,
) -> Iterator[World]:
    with django_db_blocker.unblock():
        clock, cast = Clock(START), make_cast()
        world = make_setting(make_world(cast, clock, cast.a), make_world(cast, clock, cast.b))
    yield world
    with django_db_blocker.unblock():
        empty_the_tables()


@pytest.fixture
def setting(made: World, db: None) -> World:
    return made


@pytest.fixture
def cast(made: World, db: None) -> Cast:
    return made.cast


def pack_of(world: World, meeting: Meeting, items: tuple) -> None:
    """The pack of a meeting to come, with a paper for each of these items."""
    for item in draw_up(world, meeting, items):
        papers.send(world, item)
    with world.writing() as at:
        circulate(meeting=meeting, by=world.secretary, at=at)


def make_setting(world: World, other_world: World) -> World:
    """Notice A with one of everything that an address can name; notice B with more of each."""
    other_world.reviewer = join(other_world.notice, person("Reviewer on B"), Role.PARTNER, reviews_evidence=True)
    for notice in (world, other_world):
        with notice.writing() as at:
            boards.make_board(notice=notice.notice, kind=Board.Kind.LSCB, name="LSCB", by=None, at=at)
        notice.define_indicator("FD-05")
        fall(notice)
        notice.review(evidence_with(notice, upload(), notice.item(1)))
        notice.agree_objective()
        notice.draft()
        notice.concern(notice.item(1))
        notice.propose_ballot()
        items = draw_up(notice, notice.meetings[0], ITEMS[: 1 if notice is world else 2])
        for _ in range(1 if notice is world else 2):
            send_paper(notice, items[0])
        somebody_was_there(notice)
        save(notice, PARTS if notice is other_world else [Part("Who was there", "Decision 1: The plan is agreed.")])
        send(notice, confirmed=True)
        ask(notice, paragraph=1)
        pack_of(notice, notice.meetings[1], ITEMS[: 1 if notice is world else 2])
    world.publish_report(world.notice.reporting_points.get(requirement__reference="RP3.b").on, remarks=1)
    ask(other_world, paragraph=1)
    other_world.agree_item(world.item(3).due_on)
    other_world.define_indicator("FD-99")
    fall(other_world, "FD-98")
    evidence_with(other_world, upload())
    other_world.agree_objective(code="adoption")
    other_world.draft()
    other_world.concern(other_world.item(2))
    other_world.propose_ballot()
    with other_world.writing() as at:
        said = {"words": "A further review will be held.", "source": "A letter"}
        for month in (6, 9):
            add_review(notice=other_world.notice, month=date(2013, month, 1), by=other_world.secretary, at=at, **said)
    tomorrow = world.clock.today + timedelta(days=1)
    with other_world.writing() as at:
        (last,) = scheduling.plan_meetings(board=other_world.board, days=[tomorrow], by=other_world.secretary, at=at)
    pack_of(other_world, last, ITEMS[:1])
    world.clock.move_to(tomorrow)
    with other_world.writing() as at:
        plan.hold_meeting(meeting=last, on=tomorrow, by=other_world.secretary, at=at)
        minutes.save_draft(meeting=last, parts=PARTS, by=other_world.secretary, at=at)
    for point in other_world.notice.reporting_points.all():
        other_world.publish_report(point.on, remarks=2)
    for there, sender in (
        (world, world.officer),
        (other_world, other_world.officer),
        (other_world, other_world.secretary),
    ):
        with there.writing() as at:
            applying.send(notice=there.notice, content=b"Item", file_name="updates.csv", by=sender, at=at)
            send_figures(
                notice=there.notice, content=io.BytesIO(b"Indicator"), file_name="figures.csv", by=sender, at=at
            )
    stored = files.keep(
        b"%PDF-1.7 ...", content_type="application/pdf", scan=StoredFile.Scan.MADE_HERE, at=world.clock.now
    )
    Production.objects.update(state=Production.State.READY, file=stored)
    return world
