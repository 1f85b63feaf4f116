"""What will be done for each objective, by when, by which agency? In words for staff and partners, and short enough for one page.

It names nobody: who answers for an item stands where the Board reads it."""

from collections.abc import Sequence
from typing import Any

from reports.position.measures import excerpt

Data = dict[str, Any]
# Lines that fit on the page beside the objectives; each objective has one, and with fewer of them each has more.
LINES = 28
MOST_LINES = 3
LONGEST_OBJECTIVE = 130
LONGEST_ITEM = 92
BESIDE = "Agreed besides these objectives"


def section(objectives: Sequence[Data], items: Sequence[Data]) -> Data:
    """From the objectives that hold and the items that are not withdrawn: of each objective what comes next, the soonest first,
    how much more is agreed, and how much of it is done."""
    known = {row["number"]: row for row in items}
    grouped = [(row["number"], row["words"], [known[number] for number in row["items"]]) for row in objectives]
    under = {number for row in objectives for number in row["items"]}
    if beside := [row for row in items if row["number"] not in under]:
        grouped.append((None, BESIDE, beside))
    lines = min(max(LINES // len(grouped), 1), MOST_LINES) if grouped else 0
    return {"rows": [_row(number, words, found, lines) for number, words, found in grouped]}


def _row(number: int | None, words: str, items: list[Data], lines: int) -> Data:
    to_do = sorted(
        (row for row in items if row["standing"] != "done"), key=lambda row: (row["due_now_on"], row["number"])
    )
    return {
        "number": number,
        "words": excerpt(words, LONGEST_OBJECTIVE),
        "next": [
            {
                "words": excerpt(row["words"], LONGEST_ITEM),
                "by": f"{row['due_now']}{' (passed)' if row['overdue'] else ''}",
                "agency": row["agency"],
            }
            for row in to_do[:lines]
        ],
        "said": said(total=len(items), to_do=len(to_do), shown=min(len(to_do), lines)),
    }


def said(*, total: int, to_do: int, shown: int) -> str:
    """How much is done, and how much more is to come than is shown."""
    if not total:
        return "What will be done has not been agreed yet."
    if not to_do:
        return f"Done: {'the one action' if total == 1 else f'all {total:,} actions'} that {'was' if total == 1 else 'were'} agreed."
    more = to_do - shown
    return f"{total - to_do:,} of {total:,} done{f'; {more:,} more to come after these' if more else ''}."
