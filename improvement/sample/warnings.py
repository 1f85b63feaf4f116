"""Which early warnings of the sample were set aside, and why? Read from data/warnings.yaml."""

from collections.abc import Iterator, Mapping
from datetime import datetime
from functools import partial
from typing import Any

from improvement.sample.stage import Act, Stage, london, read
from indicators.models import Signal
from plans.domain import set_aside
from records.clock import AsOf, london_day


def acts() -> Iterator[Act]:
    for said in read("warnings.yaml"):
        yield Act(london(said["at"]), f"the early warning of {said['indicator']}", partial(_answer, said))


def _answer(said: Mapping[str, Any], stage: Stage, at: datetime) -> None:
    standing = Signal.objects.standing(AsOf(london_day(at), at))
    signal = standing.get(indicator=stage.indicators[said["indicator"]], kind=said["of"])
    set_aside(signal=signal, reason=said["aside"], look_again_on=said["again"], by=stage.people[said["by"]], at=at)
