"""What worried the members of the sample, and what did the Board do about it? Read from data/concerns.yaml."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from functools import partial
from typing import Any

from improvement.sample.stage import Act, Stage, london, read
from plans.domain import close_concern, raise_concern
from plans.models import Concern


def acts() -> Iterator[Act]:
    yield from told(read("concerns.yaml"))


def told(concerns: Iterable[Mapping[str, Any]], *, first: int = 1) -> Iterator[Act]:
    """How each was raised and what became of it; the first of them gets the number `first`."""
    for number, said in enumerate(concerns, first):
        yield Act(london(said["at"]), f"concern C{number}", partial(_raise, said))
        if outcome := said.get("outcome"):
            yield Act(london(outcome["at"]), f"the outcome of concern C{number}", partial(close, number, outcome))


def _raise(said: Mapping[str, Any], stage: Stage, at: datetime) -> None:
    raise_concern(
        notice=stage.notice,
        item=stage.items[said["item"]] if "item" in said else None,
        indicator=stage.indicators[said["indicator"]] if "indicator" in said else None,
        words=said["words"],
        by=stage.people[said["by"]],
        at=at,
    )


def close(number: int, outcome: Mapping[str, Any], stage: Stage, at: datetime) -> None:
    close_concern(
        concern=Concern.objects.for_notice(stage.notice).get(number=number),
        decision=stage.decisions[outcome["decision"]],
        action=stage.items[outcome["action"]] if "action" in outcome else None,
        none_needed=outcome.get("none_needed", ""),
        by=stage.secretary,
        at=at,
    )
