"""In which of three forms does a file say its figures, and what stands in which of its columns? Pure: the child reads it.

Long: a row for each figure. By indicator: a row for each indicator and a column for each period. By period: a row for each
period and a column for each indicator.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from records.cells import letter, plain

LONG, BY_INDICATOR, BY_PERIOD = "long", "by indicator", "by period"
SHEET = "Figures"
WITHIN = 20  # rows from the top in which the heads are looked for
MOST_COLUMNS = 2_000
LONGEST_VALUE = 200  # characters of a faulty value that are shown again
# Heads of the columns that are written, by key; what else they may be called.
HEADS = {
    "code": "Indicator",
    "name": "Name",
    "part": "Part",
    "period": "Period",
    "numerator": "Numerator",
    "denominator": "Denominator",
    "value": "Value",
    "none": "No data because",
    "note": "Note",
    "reason": "Why it changes",
    "before": "Why it was last revised",
}
OTHER_HEADS = {
    "code": ("Indicator code", "Code", "Ref", "Reference"),
    "name": ("Indicator name", "Unit"),
    "part": ("Agency", "Team", "Agency or team"),
    "period": ("Period end", "Period ends", "Period ending", "Last day of the period", "Date", "Month", "Week ending"),
    "numerator": ("How many",),
    "denominator": ("Out of how many", "Out of"),
    "value": ("Figure", "The figure"),
    "none": ("Why there is no figure", "No data"),
    "note": ("Notes", "What a reader should know about it"),
    "reason": ("Reason", "Why the figure changes"),
}
KNOWN = {plain(head): key for key, head in HEADS.items()} | {
    plain(head): key for key, heads in OTHER_HEADS.items() for head in heads
}
FIGURES = ("numerator", "denominator", "value", "none")
TWICE = "The head “{head}” stands over column {first} too. Only one of them can be read."


@dataclass(frozen=True)
class Heads:
    """Where the columns stand, by number from 0; in the two wide forms also what each further column is of. `width` columns
    have a head. `ignored` are not read; faults are (column letter, value, sentence)."""

    form: str
    row: int
    width: int
    at: dict[str, int]
    of: dict[int, str] = field(default_factory=dict)
    ignored: list[str] = field(default_factory=list)
    faults: list[tuple[str, str, str]] = field(default_factory=list)

    @property
    def letters(self) -> dict[str, str]:
        return {key: letter(number + 1) for key, number in self.at.items()}


def known_heads(cells: Sequence[str]) -> int:
    """How many heads stand in these cells: by this the separator of a CSV is found. A row of periods or codes has more cells
    between the right separators than between others."""
    found = [KNOWN.get(plain(cell)) for cell in cells]
    return len(set(found) - {None}) * 100 + min(len(cells), 99) if "code" in found or "period" in found else 0


def find(
    row: int, cells: Sequence[str], is_period: Callable[[str], bool], is_code: Callable[[str], bool]
) -> Heads | None:
    """The heads of the file, or None where this row has none."""
    at: dict[str, int] = {}
    others: dict[int, str] = {}
    faults = []
    for number, cell in enumerate(cells):
        key = KNOWN.get(plain(cell))
        if key is None:
            if cell.strip():
                others[number] = cell.strip()
        elif key in at and key not in ("name", "before"):
            shown = letter(at[key] + 1)
            faults.append((letter(number + 1), cell.strip(), TWICE.format(head=cell.strip(), first=shown)))
        else:
            at[key] = number
    width = max((number + 1 for number, cell in enumerate(cells) if cell.strip()), default=0)
    if "code" in at and "period" in at and any(key in at for key in FIGURES):
        return Heads(LONG, row, width, at, {}, _ignored(others), faults)
    form, test = (BY_INDICATOR, is_period) if "code" in at else (BY_PERIOD, is_code)
    if ("code" in at) == ("period" in at):
        return None
    of = {number: text for number, text in others.items() if test(text)}
    if not of:
        return None
    rest = {number: text for number, text in others.items() if number not in of}
    return Heads(form, row, width, at, of, _ignored(rest), faults)


def _ignored(others: dict[int, str]) -> list[str]:
    return [f"“{text[:LONGEST_VALUE]}” (column {letter(number + 1)})" for number, text in others.items()]
