"""How does the sample come to be? Its acts in order of time, each recorded as it happens, with each day's jobs."""

from collections.abc import Callable, Iterator
from datetime import datetime
from functools import partial
from pathlib import Path

from django.conf import settings
from django.db import transaction
from django.test.utils import override_settings

from accounts.models import User
from boards.models import Board
from improvement import demonstration
from improvement.loading import load_notice
from improvement.sample import board, figures, report
from improvement.sample.board import Act, Stage
from improvement.sample.people import make_people
from improvement.sample.updates import PROPOSALS, UPDATES, Asked, Said
from indicators.domain import report_figure
from notices.models import Notice
from plans import domain as plan
from records import clock
from records.clock import LONDON
from records.refusal import Refused
from records.writing import writing

NOTICE_FILE = Path(settings.BASE_DIR, "notices", "data", "wiltshire-2012.yaml")
BEGINS = datetime(2012, 10, 17, 9, tzinfo=LONDON)
ENDS = datetime(2013, 3, 5, 10, tzinfo=LONDON)  # a Tuesday, eight days before the Board meets


def load_sample(*, tell: Callable[[datetime], None] = lambda instant: None) -> Notice:
    """Fill an empty database with the sample, wholly or not at all. Raises Refused where anything is in it already.

    `tell` hears how far the story has come, once before each act. The mail of those months goes nowhere: it is on the
    demonstration's page, and its addresses exist nowhere.
    """
    with transaction.atomic(), override_settings(EMAIL_BACKEND="django.core.mail.backends.dummy.EmailBackend"):
        if User.objects.exists():
            raise Refused("This database holds people already. The sample goes into an empty one.")
        demonstration.begin(BEGINS)
        notice, _ = load_notice(NOTICE_FILE, at=clock.now())
        boards = {row.kind: row for row in Board.objects.for_notice(notice)}
        stage = Stage(
            notice=notice,
            people=dict(make_people(notice)),
            board=boards[Board.Kind.IMPROVEMENT],
            lscb=boards[Board.Kind.LSCB],
        )
        for act in sorted(_acts(), key=lambda act: act.at):
            tell(act.at)
            demonstration.live_until(act.at)
            with writing(notice.slug) as at:
                act.do(stage, at)
        demonstration.live_until(ENDS)
        return notice


def _acts() -> Iterator[Act]:
    yield from board.ACTS
    yield from report.ACTS
    for figure in figures.reported():
        yield Act(figure.at, partial(_report_figure, figure))
    for said in UPDATES:
        yield Act(said.at, partial(_update, said))
    for asked in PROPOSALS:
        yield Act(asked.at, partial(_propose, asked))


def _report_figure(figure: figures.Reported, stage: Stage, at: datetime) -> None:
    report_figure(
        indicator=stage.indicators[figure.code],
        period_on=figure.period_on,
        value=figure.value,
        numerator=figure.numerator,
        denominator=figure.denominator,
        no_data_because=figure.no_data_because,
        reason=figure.reason,
        by=stage.people["anita"],
        at=at,
    )


def _update(said: Said, stage: Stage, at: datetime) -> None:
    owner = _owner(said.item, stage)
    plan.submit_update(
        item=stage.items[said.item],
        progress=said.progress,
        forecast=said.forecast,
        done_so_far=said.done_so_far,
        next_step=said.next_step,
        by=stage.people[said.typed_by] if said.typed_by else owner,
        on_behalf_of=owner if said.typed_by else None,
        source=said.source,
        counts_on=said.said_on,
        at=at,
    )


def _propose(asked: Asked, stage: Stage, at: datetime) -> None:
    stage.changes[asked.item] = plan.propose_date(
        item=stage.items[asked.item],
        to=asked.to,
        analysis=asked.analysis,
        remedy=asked.remedy,
        by=_owner(asked.item, stage),
        at=at,
    )


def _owner(number: int, stage: Stage) -> User:
    return stage.people[next(row.owner for row in board.ITEMS if row.number == number)]
