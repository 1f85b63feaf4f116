"""What was circulated in the sample? The pack of the fourth meeting on the day on which papers were due, and what came late."""

from collections.abc import Iterator
from datetime import datetime

from improvement.sample.stage import Act, Stage, on
from reports.circulating import circulate


def acts() -> Iterator[Act]:
    yield Act(on(2013, 2, 19, 15), "the pack of meeting 4 goes out", _circulate)
    yield Act(on(2013, 2, 22, 9, 30), "the supplement to the pack of meeting 4 goes out", _circulate)


def _circulate(stage: Stage, at: datetime) -> None:
    circulate(meeting=stage.meetings[3], by=stage.secretary, at=at)
