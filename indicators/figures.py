"""What is one series as of two times, and what follows from its figures and targets? Words, counts, plain data."""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from indicators import words
from indicators.models import Observation
from indicators.standing import Against, Aim, Polarity, against
from records import wording

State = Observation.State


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
class Series:
    """An indicator as of two times. Steps and figures are in order of time, oldest first."""

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

    @property
    def latest(self) -> Figure | None:
        return self.points[-1] if self.points else None

    @property
    def first(self) -> Figure | None:
        """The earliest figure, where a later period has one to compare it with."""
        earliest = next((point for point in self.points if point.value is not None), None)
        return earliest if earliest is not self.latest else None

    @property
    def figures_to(self) -> date | None:
        """The last day of the newest period that was counted; a period without data was not."""
        return next((point.period_on for point in reversed(self.points) if point.state != State.NO_DATA), None)

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

    def against(self, point: Figure | Observation | None) -> Against:
        step = self.target_for(point.period_on) if point else self.target
        return against(point.value if point else None, step.aim if step else None, self.polarity)

    @property
    def standing(self) -> Against:
        return self.against(self.latest)

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

    @property
    def takes_target(self) -> bool:
        return self.polarity is not Polarity.CONTEXT

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
    def first_words(self) -> str:
        return self.said(self.first) if self.first else ""

    @property
    def first_period(self) -> str:
        return self.period(self.first)

    @property
    def target_words(self) -> str:
        return self.target_said(self.target) if self.target else ""

    @property
    def sentence(self) -> str:
        """How the latest figure stands, in one sentence that begins with its word and names its period: a word without
        its day goes stale unseen."""
        return f"{self.standing}{self.rest}"

    @property
    def rest(self) -> str:
        """The sentence after its word, for a page that sets the word with its shape."""
        point, word = self.latest, self.standing
        aim = f"; the target is {self.target_words}" if self.target else ""
        if point is None:
            return f" – nothing reported yet{aim}."
        said = self.latest_words if point.value is not None else self.latest_words.lower()
        when = f"in {self.latest_period}"
        if word is Against.CONTEXT:
            return f" – {said} {when}."
        if word is Against.NO_TARGET:
            return f" – {said} {when}; {self.missing_target}."
        if point.value is None:
            why = "no cases" if point.state == State.NO_CASES else "none reported"
            return f" – {why} {when}{self._before}{aim}."
        return f" the target {when} ({said}, target {self.target_words})."

    @property
    def _before(self) -> str:
        """What was reported last before the latest period, which has no figure."""
        last = next((point for point in reversed(self.points) if point.value is not None), None)
        return f"; the last figure is {self.said(last)}, {self.period(last)}" if last else ""

    @property
    def missing_target(self) -> str:
        if self.coming:
            return f"the target of {self.target_said(self.coming)} begins on {wording.day(self.coming.from_on)}"
        return "the Board has not set one"

    def _said_with_label(self, point: Figure | None) -> dict[str, str] | None:
        if point is None:
            return None
        label = words.label(point.period_on, self.every)
        return {"value": self.said(point), "period": self.period(point), "label": label}

    def as_data(self) -> dict[str, Any]:
        """Plain text, numbers and lists, as a photograph's canonical JSON wants them. Days stand as YYYY-MM-DD beside
        their words."""
        return {
            "code": self.code,
            "name": self.name,
            "definition": self.definition,
            "unit": self.unit,
            "unit_words": words.unit_words(self.unit),
            "polarity": self.polarity.value,
            "every": self.every,
            "against": self.standing.value,
            "sentence": self.sentence,
            "rest": self.rest,
            "latest": self.latest_words,
            "latest_period": self.latest_period,
            "target": self.target_words,
            "target_source": self.target.source if self.target else "",
            "figures_to": self.figures_to.isoformat() if self.figures_to else "",
            "figures_to_words": wording.day(self.figures_to) if self.figures_to else "",
            "first": self._said_with_label(self.first),
            "newest": self._said_with_label(self.latest),
            "points": [self._point_data(point) for point in self.points],
            "target_steps": [
                {
                    "from_on": step.from_on.isoformat(),
                    "value": _text(step.aim.value),
                    "low": _text(step.aim.low),
                    "high": _text(step.aim.high),
                }
                for step in self.targets
            ],
            "revised": sum(point.revised for point in self.points),
        }

    def _point_data(self, point: Figure) -> dict[str, str | None]:
        value = None if point.value is None else words.rounded(point.value, self.bounds_for(point.period_on))
        return {
            "on": point.period_on.isoformat(),
            "value": _text(value),
            "label": words.label(point.period_on, self.every),
            "period": self.period(point),
            "words": self.said(point),
            "figure": self.said(point) if value is None else f"{value:,f}",
            "note": f"Revised: {point.reason}" if point.revised else point.note,
        }


def _text(value: Decimal | None) -> str | None:
    return None if value is None else f"{words.plain(value):f}"
