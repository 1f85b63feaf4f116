"""How does the sample come to be? Its acts in order of time, each recorded as it happens, with each day's jobs."""

from collections.abc import Callable, Iterable, Iterator
from datetime import datetime
from pathlib import Path

from django.conf import settings
from django.db import transaction
from django.test.utils import override_settings

from accounts.models import User
from boards.models import Board
from improvement import demonstration
from improvement.loading import load_notice
from improvement.sample import (
    agenda,
    asked,
    attending,
    ballots,
    board,
    concerns,
    figures,
    milestones,
    minutes,
    owners,
    packs,
    papers,
    published,
    report,
    reviews,
    warnings,
    watch,
)
from improvement.sample.people import make_people
from improvement.sample.stage import Act, Stage, on
from notices.models import Notice
from records import clock
from records.refusal import Refused
from records.writing import writing

NOTICE_FILE = Path(settings.BASE_DIR, "notices", "data", "wiltshire-2012.yaml")
BEGINS = on(2012, 10, 17, 9)
ENDS = on(2013, 3, 5, 10)  # a Tuesday, a week after the Board met and five weeks before it meets again


def load_sample(*, tell: Callable[[datetime], None] = lambda instant: None) -> Notice:
    """Fill an empty database with the sample, wholly or not at all. Raises Refused where anything is in it already.

    `tell` hears how far the story has come, once before each act. The mail of those months goes nowhere: it is on the
    demonstration's page, and its addresses exist nowhere.
    """
    with transaction.atomic(), mail_goes_nowhere():
        if User.objects.exists():
            raise Refused("This database holds people already. The sample goes into an empty one.")
        demonstration.begin(BEGINS)
        notice, _ = load_notice(NOTICE_FILE, at=clock.now())
        boards = {row.kind: row for row in Board.objects.for_notice(notice)}
        stage = Stage(
            notice=notice,
            people=make_people(notice),
            board=boards[Board.Kind.IMPROVEMENT],
            lscb=boards[Board.Kind.LSCB],
        )
        act_out(sorted(_acts(), key=lambda act: act.at), stage, tell)
        demonstration.live_until(ENDS)
        return notice


def mail_goes_nowhere() -> override_settings:
    """Where a story is lived through: what it sends stands on the demonstration's page and reaches nobody."""
    return override_settings(EMAIL_BACKEND="django.core.mail.backends.dummy.EmailBackend")


def act_out(acts: Iterable[Act], stage: Stage, tell: Callable[[datetime], None]) -> None:
    """One act after the other, with the jobs of the days between them. An error names the act."""
    for act in acts:
        tell(act.at)
        demonstration.live_until(act.at)
        with writing(stage.notice.slug) as at:
            try:
                act.do(stage, at)
            except Exception as error:
                error.add_note(f"{act.at:%Y-%m-%d %H:%M}: {act.what}")
                raise


def _acts() -> Iterator[Act]:
    for source in (
        board,
        agenda,
        attending,
        ballots,
        owners,
        asked,
        concerns,
        figures,
        milestones,
        minutes,
        papers,
        packs,
        published,
        report,
        reviews,
        warnings,
        watch,
    ):
        yield from source.acts()
