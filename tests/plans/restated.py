"""What do the queries of the plan say, in plain Python? The same rules written again, slowly, over a list of facts."""

from dataclasses import dataclass, field
from datetime import date, datetime

from records.clock import AsOf


@dataclass(frozen=True)
class Fact:
    """A row as it was written; `says` holds what its kind says."""

    kind: str  # terms, update, change, ruling or decision
    pk: int
    item: int
    counts_on: date
    recorded_at: datetime
    number: int
    says: dict = field(default_factory=dict, compare=False)

    def is_visible(self, asof: AsOf) -> bool:
        return self.counts_on <= asof.on and self.recorded_at < asof.known

    @property
    def order(self) -> tuple:
        return self.counts_on, self.recorded_at, self.number


@dataclass
class History:
    """Everything written about the items of one notice."""

    facts: list[Fact] = field(default_factory=list)
    first_dates: dict[int, date] = field(default_factory=dict)

    def add(self, kind: str, row, item: int = 0, **says: object) -> None:
        self.facts.append(Fact(kind, row.pk, item, row.counts_on, row.recorded_at, row.number, says))

    def position(self, asof: AsOf) -> dict[int, tuple]:
        """For each item that exists: standing, due now, slips, overdue now and against the first date, what waits."""
        return {item: found for item in self.first_dates if (found := self._item(item, asof)) is not None}

    def _seen(self, kind: str, item: int, asof: AsOf) -> list[Fact]:
        return sorted(
            (fact for fact in self.facts if (fact.kind, fact.item) == (kind, item) and fact.is_visible(asof)),
            key=lambda f: f.order,
        )

    def _is_replaced(self, decision: int | None, asof: AsOf) -> bool:
        return (
            any(
                fact.kind == "decision" and fact.says["replaces"] == decision and fact.is_visible(asof)
                for fact in self.facts
            )
            and decision is not None
        )

    def _in_force(self, kind: str, item: int, asof: AsOf) -> list[Fact]:
        return [fact for fact in self._seen(kind, item, asof) if not self._is_replaced(fact.says["decision"], asof)]

    def _item(self, item: int, asof: AsOf) -> tuple | None:
        terms = self._in_force("terms", item, asof)
        if not terms:
            return None
        rulings = self._in_force("ruling", item, asof)
        moves = [ruling for ruling in rulings if ruling.says["to_on"] is not None]
        due_now = moves[-1].says["to_on"] if moves else self.first_dates[item]
        updates = self._seen("update", item, asof)
        progress = updates[-1].says["progress"] if updates else "not_started"
        answered = {ruling.says["change"] for ruling in rulings}
        waiting = [change.pk for change in self._seen("change", item, asof) if change.pk not in answered]
        is_open = not terms[-1].says["withdrawn"] and progress != "done"
        late_now, late_first = is_open and due_now < asof.on, is_open and self.first_dates[item] < asof.on
        if terms[-1].says["withdrawn"]:
            standing = "withdrawn"
        elif progress == "done":
            standing = "done"
        else:
            standing = "overdue" if late_now else progress
        return standing, due_now, len(moves), late_now, late_first, waiting[-1] if waiting else None
