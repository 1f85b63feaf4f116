"""What exactly changes where one decision agrees indicators, targets and standards, and what stands in the way of it?"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from boards.models import Decision
from indicators import checks
from indicators.definitions import agreed_with
from indicators.figures import Step
from indicators.models import Indicator, Standard
from indicators.offered import Offered, offered
from records import wording
from records.clock import AsOf
from records.refusal import Refused

# Decisions of these kinds are about what is agreed here; one of another kind is asked about once.
FOR_ALL = (Decision.Kind.INDICATORS,)
FOR_VALUES = (*FOR_ALL, Decision.Kind.TARGET)


@dataclass(frozen=True)
class Change:
    """What the decision changes of one indicator. A target or standard keeps its words and becomes the Board's; `before` is
    the decision that agreed the indicator until now, and `place_then` its place among the headline indicators from now on.
    Where `before` counts from a later day, it goes on holding (`holds_on`), and the place with it."""

    row: Offered
    agrees: bool = False
    before: Decision | None = None
    holds_on: bool = False
    again: bool = False  # the decision has agreed the indicator already
    place_then: int | None = None
    target: Step | None = None
    standard: Standard | None = None

    @property
    def indicator(self) -> Indicator:
        return self.row.indicator

    @property
    def place_now(self) -> int | None:
        return self.row.series.headline

    @property
    def takes_the_place(self) -> bool:
        """Whether an earlier agreement no longer counts from the day of the decision."""
        return self.before is not None and not self.holds_on and not self.again

    def lines(self, decision: Decision) -> list[tuple[str, str, str]]:
        """What changes, as it is now, and as it is from the day of the decision."""
        found = []
        if self.agrees:
            found.append(("Agreed by", *self._agreement(decision)))
            if not self.holds_on and self.place_now != self.place_then:
                found.append(("Headline indicator", _place(self.place_now), _place(self.place_then)))
        if self.target:
            words = f"{self.row.series.target_said(self.target)} from {wording.day(self.target.from_on)}"
            found.append(("Target", f"{words}: {self.target.source}", f"{words}: Board decision {decision.number}"))
        if self.standard:
            words = self.standard.words.rstrip(".")
            found.append(("Standard", f"{words}: not agreed", f"{words}: Board decision {decision.number}"))
        return found

    def _agreement(self, decision: Decision) -> tuple[str, str]:
        if self.before is None:
            return "Not agreed", f"Decision {decision.number}"
        now = f"Decision {self.before.number}"
        if self.holds_on:
            later = f"{now} of {wording.day(self.before.counts_on)}, the later one, goes on holding"
            return now, f"{later}; until then decision {decision.number}"
        return now, f"Decision {decision.number}{', as now' if self.again else ''}"


@dataclass(frozen=True)
class Changes:
    """What one decision changes, indicator by indicator in the order of `offered`."""

    decision: Decision
    rows: tuple[Change, ...]
    for_values_only: bool  # neither an indicator nor the headlines were chosen

    @property
    def question(self) -> str:
        """What is asked before a decision of another kind agrees these; nothing for one of a fitting kind."""
        fitting = FOR_VALUES if self.for_values_only else FOR_ALL
        if self.decision.kind in fitting:
            return ""
        kinds = " or ".join(f"“{kind.label}”" for kind in fitting)
        return (
            f"Decision {self.decision.number} is recorded as “{self.decision.get_kind_display()}”, not as {kinds}. "
            "Did it agree what stands here?"
        )

    @property
    def agreed(self) -> list[Change]:
        return [row for row in self.rows if row.agrees]

    @property
    def replaced(self) -> list[Change]:
        return [row for row in self.rows if row.takes_the_place]

    @property
    def targets(self) -> list[Change]:
        return [row for row in self.rows if row.target]

    @property
    def standards(self) -> list[Change]:
        return [row for row in self.rows if row.standard]


def changes_of(
    *,
    decision: Decision,
    indicators: Sequence[Indicator],
    targets: Sequence[Indicator],
    standards: Sequence[Indicator],
    headlines: Sequence[Indicator] | None,
    asof: AsOf,
) -> Changes:
    """What `agreeing.agree_set` would write for the same answers, and nothing is written. Eleven queries.

    Refused: a decision that has been replaced, what `agreed_with` refuses, a target or a standard that came to stand only
    after the decision, nothing that would change.
    """
    checks.in_force(decision, asof)
    rows = offered(decision.board.notice, asof)
    stands = {row.indicator: row.series.headline for row in rows if row.series.headline}
    places = agreed_with(indicators, headlines, stands=stands)
    numbers = {row.series.agreed or 0 for row in rows if row.indicator in places}
    before = {one.number: one for one in decision.board.decisions.filter(number__in=numbers)}
    found = []
    for row in rows:
        earlier = before.get(row.series.agreed or 0) if row.indicator in places else None
        change = Change(
            row=row,
            agrees=row.indicator in places,
            before=earlier,
            holds_on=earlier is not None and earlier.counts_on > decision.counts_on,
            again=earlier == decision,
            place_then=places.get(row.indicator),
            target=_open_target(row, decision) if row.indicator in targets else None,
            standard=_open_standard(row, decision) if row.indicator in standards else None,
        )
        if change.agrees or change.target or change.standard:
            found.append(change)
    if not found:
        raise Refused("Choose at least one indicator, target or standard that it agreed.", field="indicators")
    return Changes(decision, tuple(found), for_values_only=not places)


def _place(place: int | None) -> str:
    return str(place) if place else "Not one of them"


def _open_target(row: Offered, decision: Decision) -> Step | None:
    step = row.target
    if step is None or step.decision is not None:
        return None
    _check_it_stood(f"The target of {row.indicator.code}", step.counts_on, decision, field="targets")
    return step


def _open_standard(row: Offered, decision: Decision) -> Standard | None:
    standard = row.standard
    if standard is None or standard.decision is not None:
        return None
    _check_it_stood(f"The standard of {row.indicator.code}", standard.counts_on, decision, field="standards")
    return standard


def _check_it_stood(what: str, counts_on: date, decision: Decision, *, field: str) -> None:
    """A decision agrees what stood on its day: what was set later would go on standing before it."""
    if counts_on > decision.counts_on:
        raise Refused(
            f"{what} stands only since {wording.day(counts_on)}, after decision {decision.number} of "
            f"{wording.day(decision.counts_on)}. Choose a later decision, or record it on the page of the indicator.",
            field=field,
        )
