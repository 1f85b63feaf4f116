"""What do the owners do? They say how their items go, and ask the Board for other dates, as the data tells it."""

from collections.abc import Iterator
from datetime import datetime
from functools import partial

from improvement.sample.plan import Agreed, Asked, Said, told
from improvement.sample.stage import Act, Stage
from plans import domain as plan


def acts() -> Iterator[Act]:
    for item, said in told(Said):
        yield Act(said.at, f"update of item {item.number}", partial(_update, item, said))
    for item, asked in told(Asked):
        yield Act(asked.at, f"new date for item {item.number}", partial(_ask, item, asked))


def _update(item: Agreed, said: Said, stage: Stage, at: datetime) -> None:
    owner = stage.people[item.owner]
    plan.submit_update(
        item=stage.items[item.number],
        progress=said.says,
        forecast=said.expects,
        done_so_far=said.done,
        next_step=said.next,
        by=stage.people[said.typed_by] if said.typed_by else owner,
        on_behalf_of=owner if said.typed_by else None,
        source=said.source,
        counts_on=said.said_on,
        at=at,
    )


def _ask(item: Agreed, asked: Asked, stage: Stage, at: datetime) -> None:
    stage.changes[item.number] = plan.propose_date(
        item=stage.items[item.number],
        to=asked.asks_for,
        analysis=asked.because,
        remedy=asked.remedy,
        by=stage.people[item.owner],
        at=at,
    )
