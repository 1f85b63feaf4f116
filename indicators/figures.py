"""What is one series as of two times, and what follows from its figures and targets? Values and single words.

How it is said in a sentence stands in `sentence`, how it goes into a photograph in `plain`.
"""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from functools import cached_property
from typing import Any

from indicators import groups, plain, sentence, words
from indicators.models import Benchmark, Observation
from indicators.reading import Reading, Rebased, read
from indicators.standing import Against, Aim, Change, Polarity, against, change
from records import wording

State = Observation.State
NOW = {Change.BETTER: "Now better", Change.SAME: "Now the same", Change.WORSE: "Now worse"}


@dataclass(frozen=True)
class Step:
    """A target that counts for periods from `from_on` until a later one does; who says so, and when it was recorded."""

    from_on: date
    aim: Aim
    source: str
    source_words: str
    decision: int | None
    counts_on: date
    recorded_at: datetime


@dataclass(frozen=True)
class Figure:
    """What stands for one period: the newest revision, with the reason for it where it is not the first."""

    period_on: date
    state: str
    numerator: Decimal | None
    denominator: Decimal | None
    value: Decimal | None
    note: str
    revised: bool
    reason: str
    reported_on: date


@dataclass(frozen=True)
class Beside:
    """A benchmark, or the baseline, as of two times."""

    kind: str
    who: str
    period: str
    measured_on: date | None
    value: Decimal
    source: str
    verified: bool

    @property
    def kind_words(self) -> str:
        return Benchmark.Kind(self.kind).label


@dataclass(frozen=True)
class Part:
    """The figures of one agency or team, oldest first. Parts are no summands of the whole."""

    code: str
    name: str
    left_on: date | None
    points: tuple[Figure, ...]

    @property
    def latest(self) -> Figure | None:
        return self.points[-1] if self.points else None

    @property
    def until(self) -> str:
        """until 31 January 2013, of one that has left"""
        return f"until {wording.day(self.left_on)}" if self.left_on else ""


@dataclass(frozen=True)
class Series:
    """An indicator as of two times. Steps, figures and benchmarks are in order of time, oldest first.

    `headline` is its place among those that the Board chose to put first, `agreed` the number of the Board decision
    that agreed it. `parts` are read only where they are asked for.
    """

    code: str
    name: str
    definition: str
    numerator: str
    denominator: str
    unit: str
    polarity: Polarity
    every: str
    source: str
    targets: tuple[Step, ...]
    points: tuple[Figure, ...]
    on: date
    impact: bool = False
    people: bool = True
    breakdown: str = ""
    valid_from: date | None = None
    valid_to: date | None = None
    successor: str = ""
    predecessors: tuple[str, ...] = ()
    headline: int | None = None
    agreed: int | None = None
    baseline: Beside | None = None
    benchmarks: tuple[Beside, ...] = ()
    parts: tuple[Part, ...] = ()
    rebases: tuple[Rebased, ...] = ()
    unagreed: tuple[str, ...] = ()  # what is used without the Board's agreement, where it is asked for
    owner: str = ""
    by: date | None = None  # until when the notice wants all targets met

    @property
    def group(self) -> str:
        return groups.group_of(self.code)

    @property
    def group_words(self) -> str:
        return groups.group_words(self.code)

    # Its figures

    @property
    def latest(self) -> Figure | None:
        return self.points[-1] if self.points else None

    @cached_property
    def valued(self) -> list[Figure]:
        """The figures that have a value."""
        return [point for point in self.points if point.value is not None]

    @property
    def first(self) -> Figure | None:
        """The earliest figure, where a later period has one to compare it with."""
        return self.valued[0] if self.valued and self.valued[0] is not self.latest else None

    @property
    def figures_to(self) -> date | None:
        """The last day of the newest period that was counted; a period without data was not."""
        return next((point.period_on for point in reversed(self.points) if point.state != State.NO_DATA), None)

    # The days for which it is used

    @property
    def begins_later(self) -> bool:
        return self.valid_from is not None and self.on < self.valid_from

    @property
    def ended(self) -> bool:
        return self.valid_to is not None and self.on > self.valid_to

    @property
    def in_use(self) -> bool:
        """Whether the definition is used on the day of the position; one that is not is counted nowhere."""
        return not self.begins_later and not self.ended

    # Its target

    def target_for(self, period_on: date) -> Step | None:
        """The target of a period: of those that begin on its last day or before, the one that begins last."""
        return next((step for step in reversed(self.targets) if step.from_on <= period_on), None)

    @property
    def target(self) -> Step | None:
        """What the latest figure is read against; before there is one, what counts on the day itself."""
        return self.target_for(self.latest.period_on if self.latest else self.on)

    @property
    def coming(self) -> Step | None:
        """The target that begins only after the latest figure, where none counts yet."""
        return self.targets[0] if self.targets and not self.target else None

    @property
    def takes_target(self) -> bool:
        return self.polarity is not Polarity.CONTEXT

    def against(self, point: Figure | Observation | None) -> Against:
        step = self.target_for(point.period_on) if point else self.target
        return against(point.value if point else None, step.aim if step else None, self.polarity)

    @property
    def standing(self) -> Against:
        """How the latest figure stands. What has not begun has nothing to be read yet, and so no missing data."""
        if self.begins_later and self.takes_target and not self.points:
            return Against.NO_TARGET
        return self.against(self.latest)

    @property
    def verified_baseline(self) -> Beside | None:
        return self.baseline if self.baseline and self.baseline.verified else None

    @property
    def start(self) -> Decimal | None:
        """The value that later ones are compared with: the baseline, or else the earliest figure."""
        if self.verified_baseline:
            return self.verified_baseline.value
        return self.first.value if self.first else None

    @property
    def since_first(self) -> Change | None:
        """Better or worse than at the start; None where it cannot be said."""
        value = self.latest.value if self.latest else None
        if value is None or self.start is None:
            return None
        return change(self.start, value, self.target.aim if self.target else None, self.polarity)

    # What it says over time

    @cached_property
    def reading(self) -> Reading:
        """Its limits, whether it changes and whether it will meet its target."""
        return read(self, rebases=self.rebases)

    # Words

    def said(self, point: Figure | Observation) -> str:
        """The figure of one period in words: its value with its unit, or why there is none."""
        if point.value is None:
            return State(point.state).label
        return words.figure(point.value, self.unit, beside=self.bounds_for(point.period_on))

    def bounds_for(self, period_on: date) -> list[Decimal]:
        step = self.target_for(period_on)
        return words.bounds(step.aim) if step else []

    def target_said(self, step: Step) -> str:
        return words.target(step.aim, self.unit)

    def period(self, point: Figure | Observation | None) -> str:
        return words.period(point.period_on, self.every) if point else ""

    @property
    def latest_words(self) -> str:
        return self.said(self.latest) if self.latest else State.NO_DATA.label

    @property
    def latest_period(self) -> str:
        return self.period(self.latest)

    @property
    def latest_counted(self) -> str:
        """180 of 200, where the figure is a share."""
        return words.counted(self.latest) if self.latest else ""

    @property
    def first_kind(self) -> str:
        """What the figure at the start is: what was agreed as one, or else the earliest there is."""
        return "Baseline" if self.verified_baseline else "First figure" if self.first else ""

    @property
    def first_words(self) -> str:
        if self.verified_baseline:
            return words.figure(self.verified_baseline.value, self.unit)
        return self.said(self.first) if self.first else ""

    @property
    def first_period(self) -> str:
        return self.verified_baseline.period if self.verified_baseline else self.period(self.first)

    @property
    def since_first_words(self) -> str:
        return NOW[self.since_first] if self.since_first else ""

    @property
    def target_words(self) -> str:
        return self.target_said(self.target) if self.target else ""

    @property
    def validity(self) -> str:
        return sentence.validity(self)

    @property
    def sentence(self) -> str:
        """How the latest figure stands, in one sentence that begins with its word and names its period: a word without
        its day goes stale unseen."""
        return f"{self.standing}{self.rest}"

    @property
    def rest(self) -> str:
        """The sentence after its word, for a page that sets the word with its shape."""
        return sentence.rest(self)

    @property
    def missing_target(self) -> str:
        return sentence.missing_target(self)

    def as_data(self) -> dict[str, Any]:
        """Plain text, numbers and lists, as a photograph's canonical JSON wants them."""
        return plain.data(self)
