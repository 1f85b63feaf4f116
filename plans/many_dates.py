"""How are other dates asked for of several items at once? Each as if it were the only one, and all of them or none."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from accounts.models import User
from plans.dates import propose_date
from plans.models import DateChange, Item, Precision
from records.refusal import Refused


@dataclass(frozen=True)
class Proposal:
    """The new date that is asked for one item, with why and what is being done. `after`: as in propose_date."""

    item: Item
    to: date
    analysis: str
    remedy: str
    precision: str = Precision.DAY
    after: int | None = None


class NotAll(Refused):
    """None of the dates is asked for, because some are refused: what is said of each of those, by the item's number."""

    def __init__(self, faults: Mapping[int, Refused]) -> None:
        super().__init__(" ".join(f"Item {number}: {refused.sentence}" for number, refused in faults.items()))
        self.faults = faults


def propose_dates(
    *,
    proposals: Sequence[Proposal],
    by: User,
    at: datetime,
    on_behalf_of: User | None = None,
    counts_on: date | None = None,
    confirmed: bool = False,
) -> list[DateChange]:
    """Ask the Board for another date of each item, as plans.dates.propose_date does. Raises NotAll with what it refuses; call
    it inside records.writing, which then keeps none of them. Refused too: no item at all."""
    if not proposals:
        raise Refused("Choose at least one item.")
    made: list[DateChange] = []
    faults: dict[int, Refused] = {}
    for asked in proposals:
        try:
            made.append(
                propose_date(
                    item=asked.item,
                    to=asked.to,
                    precision=asked.precision,
                    analysis=asked.analysis,
                    remedy=asked.remedy,
                    after=asked.after,
                    on_behalf_of=on_behalf_of,
                    counts_on=counts_on,
                    confirmed=confirmed,
                    by=by,
                    at=at,
                )
            )
        except Refused as refused:
            faults[asked.item.number] = refused
    if faults:
        raise NotAll(faults)
    return made
