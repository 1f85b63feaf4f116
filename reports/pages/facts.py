"""Which three facts come first? What the Board must decide and by when, what is late, what got worse: with names, not only counts."""

from dataclasses import dataclass

MOST_NAMED = 4


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
    waiting = data["items"]["waiting"]
    coming = data["calendar"]["next"]
    by = f", by {coming['day']}" if coming else ""
    words = f"proposed {'date' if len(waiting) == 1 else 'dates'} for the Board to answer{by}"
    return Fact(len(waiting), words, named([f"item {row['number']}" for row in waiting]), "to-decide")


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
        *(f"{row['code']} {row['against'].lower()} its target" for row in changes["worse"]),
        *(f"item {row['number']} overdue" for row in changes["newly_overdue"]),
        *(f"evidence E{row['number']} out of date" for row in changes["lapsed"]),
    ]
    words = f"crossed a line for the worse since {changes['since']}"
    return Fact(len(names), words, named(names), "changes")


def named(names: list[str]) -> str:
    """The first few, and how many more there are: item 6, 11 days; item 4, 5 days; and 3 more."""
    more = len(names) - MOST_NAMED
    return "; ".join([*names[:MOST_NAMED], *([f"and {more} more"] if more > 0 else [])])
