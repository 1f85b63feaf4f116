"""Which columns has the workbook of the plan, and which cell of a sheet stands under which? Pure: the child reads it too."""

from collections.abc import Sequence
from dataclasses import dataclass

from records.cells import letter, plain

MOST_ROWS = 10_000  # rows with anything in them
MOST_COLUMNS = 200
MOST_CHARACTERS = 20_000_000  # of all the cells that are read
LONGEST_VALUE = 200  # characters of a faulty value that are shown again
HEAD_WITHIN = 20  # rows from the top in which the heads are looked for
SHEET, GUIDE = "Updates", "How to fill this in"


@dataclass(frozen=True)
class Column:
    """`width` in characters. What `answers` is open to be filled in; `days` are dates. Of the rest, `read` is read back."""

    key: str
    head: str
    width: int
    answers: bool = False
    days: bool = False
    read: bool = False
    needed: bool = False


COLUMNS = (
    Column("item", "Item", 7, read=True, needed=True),
    Column("kind", "Kind", 10),
    Column("words", "What is to be done", 44, read=True),
    Column("owner", "Owner", 18),
    Column("agency", "Agency", 16),
    Column("first_date", "First date", 16),
    Column("date_now", "Date now", 16),
    Column("standing", "Standing", 15),
    Column("last_update", "Last update", 40),
    Column("progress", "Where is it now?", 15, answers=True, needed=True),
    Column("done_so_far", "What has been done", 40, answers=True, needed=True),
    Column("next_step", "What comes next", 32, answers=True, needed=True),
    Column("forecast", "Will it meet its date?", 15, answers=True, needed=True),
    Column("to", "New date", 15, answers=True, days=True, needed=True),
    Column("analysis", "Why will the date not be met?", 32, answers=True, needed=True),
    Column("remedy", "What is being done about it?", 32, answers=True, needed=True),
    Column("counts_on", "Day on which the owner said so", 15, answers=True, days=True),
    Column("source", "Where the owner's words come from", 24, answers=True),
    Column("version", "Version", 9, read=True, needed=True),
)
BY_KEY = {column.key: column for column in COLUMNS}
READ = [column for column in COLUMNS if column.read or column.answers]
ON_BEHALF = ("counts_on", "source")
OF_UPDATE = ("progress", "done_so_far", "next_step", "forecast")
OF_DATE = ("to", "analysis", "remedy")


def columns_for(*, on_behalf: bool) -> list[Column]:
    """The columns of a download; the last two answers are for those who may speak for others."""
    return [column for column in COLUMNS if on_behalf or column.key not in ON_BEHALF]


KNOWN = {plain(column.head): column for column in COLUMNS}


@dataclass(frozen=True)
class Heads:
    """Where the columns stand in a sheet, by number from 0, and how many have a head; what is wrong with the heads; and which
    are not read."""

    row: int
    width: int
    at: dict[str, int]
    faults: list[tuple[str, str, str]]  # column letter, value, sentence
    ignored: list[str]


def is_head(cells: Sequence[str]) -> bool:
    """Whether a row of the sheet is the one with the heads: that of the item numbers stands in it, and two more."""
    found = {plain(cell) for cell in cells} & KNOWN.keys()
    return plain(BY_KEY["item"].head) in found and len(found) > 2


def find(row: int, cells: Sequence[str]) -> Heads:
    """The columns by their heads, in whatever order they stand."""
    at: dict[str, int] = {}
    faults: list[tuple[str, str, str]] = []
    ignored = []
    for number, cell in enumerate(cells):
        column, shown = KNOWN.get(plain(cell)), cell.strip()[:LONGEST_VALUE]
        if column is None:
            ignored += [f"“{shown}” (column {letter(number + 1)})"] if shown else []
        elif column.key in at:
            first = letter(at[column.key] + 1)
            sentence = f"The head “{column.head}” stands over column {first} too. Only one of them can be read."
            faults.append((letter(number + 1), shown, sentence))
        else:
            at[column.key] = number
    for column in COLUMNS:
        if column.needed and column.key not in at:
            sentence = f"No column has the head “{column.head}”. Give it back its head, as it was in the download."
            faults.append(("", "", sentence))
    width = max((number + 1 for number, cell in enumerate(cells) if cell.strip()), default=0)
    return Heads(row, width, at, faults, ignored)
