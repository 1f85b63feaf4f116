"""Of which indicator, agency and period is a figure of a file, and may it be? What passes is written as a line of text, as
PostgreSQL copies it in, so that nothing has to be held. Pure: the child checks, and knows no database."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import IO, Any

from indicators.imports.figures import Said
from indicators.imports.notes import Notes
from indicators.imports.periods import Asked, Period, Periods
from records.cells import NotRead

# Of a line. `column_number` is that of the cell in a wide form, from 1, and 0 in the long one; `step` and `shut` as Period has them.
COLUMNS = (
    *("row_number", "column_number", "indicator_id", "part", "period_on", "state"),
    *("numerator", "denominator", "value", "note", "reason", "step", "shut"),
)
KEPT = 20_000  # texts that are looked up once
Place = tuple[Period, str]


@dataclass(frozen=True, slots=True)
class Known:
    """An indicator as facts.py gives it. `parts` by code and by name, in small letters."""

    code: str
    pk: int
    unit: str
    every: str
    first: str
    last: str
    early: str
    late: str
    parts: Mapping[str, tuple[str, str, str]]


class AskFirst(Exception):
    """A date can be one of two days: the question has to be answered before the file can be read."""

    def __init__(self, said: dict[str, Any]) -> None:
        super().__init__()
        self.said = said


class Checker:
    """Looks up what a file names, notes what is wrong and writes what passes to `out`."""

    def __init__(self, facts: Mapping[str, Any], out: IO[str]) -> None:
        self.periods, self.notes, self.write = Periods(facts), Notes(), out.write
        self.indicators = {code.casefold(): _known(code, said) for code, said in facts["indicators"].items()}
        self.looked_up: dict[str, Known | None] = {}

    def indicator(self, text: str) -> Known | None:
        """By its code, whatever its capitals."""
        try:
            return self.looked_up[text]
        except KeyError:
            if len(self.looked_up) > KEPT:
                self.looked_up.clear()
            bare = "".join(text.split()).casefold().replace("\u2011", "-").replace("–", "-")
            found = self.looked_up[text] = self.indicators.get(bare)
            return found

    def is_indicator(self, text: str) -> bool:
        return self.indicator(text) is not None or self.indicator(text.partition(" ")[0]) is not None

    def is_period(self, text: str) -> bool:
        try:
            self.periods.day(text)
        except Asked:
            return True
        except NotRead:
            return False
        return True

    def place(
        self, known: Known, row: int, column: str, period: str, part_column: str, part: str, *, period_row: int = 0
    ) -> Place | None:
        """Where the figure stands: its period, and its part by code. None where that cannot be, which is noted at the cell.
        `period_row` is the row in which the period is said, where it is another. Raises AskFirst."""
        try:
            found = self._period(known, period_row or row, column, period)
        except NotRead as wrong:
            self.notes.fault(row, column, period, str(wrong), known.code)
            return None
        if not part:
            return found, ""
        said = " ".join(part.split())
        if not said:
            return found, ""
        stands = known.parts.get(said.casefold())
        if stands is None:
            self.notes.fault(row, part_column, said, f"{known.code} has no figures of “{said[:40]}”.", known.code)
            return None
        code, left_on, left = stands
        if found.on > left_on:
            self.notes.fault(row, column, period, left, known.code)
            return None
        return found, code

    def _period(self, known: Known, row: int, column: str, text: str) -> Period:
        try:
            found = self.periods.read(text, known.every)
        except Asked as two:
            raise AskFirst(
                {
                    "row": row,
                    "column": column,
                    "value": text.strip(),
                    "day_first": two.day_first.isoformat(),
                    "month_first": two.month_first.isoformat(),
                }
            ) from None
        if found.on < known.first:
            raise NotRead(known.early)
        if found.on > known.last:
            raise NotRead(known.late)
        return found

    def keep(self, row: int, column: int, known: Known, place: Place, said: Said, reason: str) -> None:
        period, part = place
        state, numerator, denominator, value, note = said
        self.notes.passed += 1
        self.write(
            f'{row},{column},{known.pk},"{part}",{period.on},{state},{numerator},{denominator},{value},'
            f"{_quoted(note) if note else ''},{_quoted(reason) if reason else ''},{period.step},{period.shut:d}\n"
        )


def _quoted(text: str) -> str:
    doubled = text.replace('"', '""')
    return f'"{doubled}"'


def _known(code: str, said: Mapping[str, Any]) -> Known:
    parts: dict[str, tuple[str, str, str]] = {}
    for part, (name, left_on, left) in said["parts"].items():
        parts[part.casefold()] = parts[" ".join(name.split()).casefold()] = (part, left_on, left)
    return Known(
        code, said["pk"], said["unit"], said["every"], said["from"], said["to"], said["early"], said["late"], parts
    )
