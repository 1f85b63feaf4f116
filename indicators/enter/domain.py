"""How are many figures of one period recorded together? All of them or none, with what is wrong by indicator."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from accounts.models import User
from indicators.domain import report_figure
from indicators.models import Indicator, Observation
from records.refusal import Refused


@dataclass(frozen=True)
class Entry:
    """What was typed in one row of the grid; `confirmed` where the person has said yes to what was asked of it."""

    indicator: Indicator
    numerator: Decimal | None = None
    denominator: Decimal | None = None
    value: Decimal | None = None
    no_data_because: str = ""
    note: str = ""
    confirmed: bool = False


class NotAll(Refused):
    """Why nothing was recorded: by the code of the indicator, what its figure was refused for, or is asked about it."""

    def __init__(self, faults: Mapping[str, Refused]) -> None:
        super().__init__("Nothing is saved yet, because not all of it can be.")
        self.faults = faults


def report_figures(*, period_on: date, entries: Sequence[Entry], by: User, at: datetime) -> list[Observation]:
    """Report the first figure of one period for each indicator, as `report_figure` does; call it inside records.writing,
    which takes back what was recorded of the others where one is refused.

    Refused: nothing to record. Raises NotAll with a NotTheNext among its faults where somebody has reported meanwhile, and an
    AskFirst where one is unusual.
    """
    if not entries:
        raise Refused("Nothing is filled in. Give at least one figure, or say why there is none.")
    rows, faults = [], {}
    for entry in entries:
        try:
            rows.append(
                report_figure(
                    indicator=entry.indicator,
                    period_on=period_on,
                    by=by,
                    at=at,
                    numerator=entry.numerator,
                    denominator=entry.denominator,
                    value=entry.value,
                    no_data_because=entry.no_data_because,
                    note=entry.note,
                    after=0,
                    confirmed=entry.confirmed,
                )
            )
        except Refused as fault:
            faults[entry.indicator.code] = fault
    if faults:
        raise NotAll(faults)
    return rows
