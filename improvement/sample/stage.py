"""What has the story made so far, and what is one act of it?"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cached_property
from pathlib import Path
from typing import Any

import yaml

from accounts.models import User
from boards.models import Board, Decision, Meeting
from indicators.models import Indicator
from notices.models import Agency, Notice, Requirement
from plans.models import DateChange, Evidence, Item, Objective, Plan
from records.clock import LONDON

DATA = Path(__file__).parent / "data"
LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@dataclass
class Stage:
    """Rows by the names that the data calls them by."""

    notice: Notice
    people: Mapping[str, User]
    board: Board
    lscb: Board
    meetings: list[Meeting] = field(default_factory=list)
    decisions: dict[str, Decision] = field(default_factory=dict)
    plans: dict[str, Plan] = field(default_factory=dict)
    objectives: dict[int, Objective] = field(default_factory=dict)
    items: dict[int, Item] = field(default_factory=dict)
    changes: dict[int, DateChange] = field(default_factory=dict)  # the last question about the date of each item
    evidence: dict[str, Evidence] = field(default_factory=dict)
    indicators: dict[str, Indicator] = field(default_factory=dict)

    @property
    def secretary(self) -> User:
        return self.people["sam"]

    @cached_property
    def requirements(self) -> Mapping[str, Requirement]:
        return {row.reference: row for row in self.notice.requirements.all()}

    @cached_property
    def agencies(self) -> Mapping[str, Agency]:
        return {row.code: row for row in self.notice.agencies.all()}


@dataclass(frozen=True)
class Act:
    """Something done at an instant; `do` gets the instant of the writing that records it. `what` is for whoever edits the
    data, and stands in the error where a rule refuses it."""

    at: datetime
    what: str
    do: Callable[[Stage, datetime], object]


def london(said: str) -> datetime:
    """The instant that the data writes as 2012-11-14 16:10, in London."""
    return datetime.strptime(said, "%Y-%m-%d %H:%M").replace(tzinfo=LONDON)


def on(year: int, month: int, day: int, hour: int, minute: int = 0) -> datetime:
    return datetime(year, month, day, hour, minute, tzinfo=LONDON)


def month_end(said: str) -> date:
    """The last day of the month that the data writes as 2013-02."""
    year, month = (int(part) for part in said.split("-"))
    return date(year + month // 12, month % 12 + 1, 1) - date.resolution


def read(*path: str) -> Any:
    """A file of the data: lists and groups of plain values."""
    return yaml.load(DATA.joinpath(*path).read_text(encoding="utf-8"), Loader=LOADER)
