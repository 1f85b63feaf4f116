"""Which three facts come first? What the Board must decide and by when, what is late, what got worse: with names, not only counts."""

from dataclasses import dataclass

from records.wording import listed
from reports.position.sentences import before_the_board

MOST_NAMED = 4
# The signals that are for the worse, after the code of an indicator.
CONCERNING = {"Getting worse": "getting worse", "Not expected to meet": "not expected to meet its target"}


@dataclass(frozen=True)
class Fact:
    """A number, what it counts, the first few by name, and the place on the page where all of them stand."""

    figure: int
    words: str
    names: str
    anchor: str


def first_facts(data: dict, changes: dict | None) -> list[Fact]:
    """`data` is a position's; `changes` what happened since the last Board, where the page shows it."""
    facts = [_to_decide(data), _late(data)]
    return [*facts, _worse(changes)] if changes else facts


def _to_decide(data: dict) -> Fact:
    items, concerns = data["items"], data["concerns"]
    coming = data["calendar"]["next"]
    by = f", by {coming['day']}" if coming else ""
    unsettled = [*concerns["without"], *concerns["waiting"]]
    kinds = before_the_board(
        dates=len(items["waiting"]), changes=len(items["changes_waiting"]), concerns=len(unsettled)
    )
    names = [
        *(f"new date of item {row['number']}" for row in items["waiting"]),
        *(f"change of item {number}" for number in items["changes_waiting"]),
        *(f"concern C{row['number']}" for row in unsettled),
    ]
    words = f"for the Board to decide{by}{': ' if kinds else ''}{listed(kinds)}"
    return Fact(len(names), words, named(names), "to-decide")


def _late(data: dict) -> Fact:
    counts = data["items"]["counts"]
    late = sorted(data["items"]["off_plan"], key=lambda row: -row["days_late"])
    names = [
        f"item {row['number']}, {row['days_late']} day{'' if row['days_late'] == 1 else 's'}"
        for row in late
        if row["overdue"]
    ]
    words = (
        f"of {counts['total']} items overdue against the date the Board agreed, "
        f"{counts['overdue_first']} against the first"
    )
    return Fact(counts["overdue"], words, named(names), "off-plan")


def _worse(changes: dict) -> Fact:
    judged = [row for row in changes["judged"] if row["move"] == "worse"]
    names = [
        *(f"{row['code']} judged {row['word'].lower()}" for row in judged),
        *_indicators_worse(changes).values(),
        *(f"item {row['number']} overdue" for row in changes["newly_overdue"]),
        *(f"evidence E{row['number']} out of date" for row in changes["lapsed"]),
    ]
    words = f"crossed a line for the worse since {changes['since']}"
    return Fact(len(names), words, named(names), "changes")


def _indicators_worse(changes: dict) -> dict[str, str]:
    """By code, each indicator once: against its target, or else by how its figures move or what they let expect."""
    found = {row["code"]: f"{row['code']} {row['against'].lower()} its target" for row in changes["worse"]}
    for row in changes["signals_new"]:
        if row["signal"] in CONCERNING:
            found.setdefault(row["code"], f"{row['code']} {CONCERNING[row['signal']]}")
    return found


def named(names: list[str]) -> str:
    """The first few, and how many more there are: item 6, 11 days; item 4, 5 days; and 3 more."""
    more = len(names) - MOST_NAMED
    return "; ".join([*names[:MOST_NAMED], *([f"and {more} more"] if more > 0 else [])])
