"""How many false signals are to be expected? Chance marks some months of figures that do not change at all.

From a simulation of stable series, whose tables stand in docs/outlook.md. Every page and document that says how often takes it
from here, or is compared with it (tests/indicators/test_false_signals.py).
"""

MARKED, MARKED_ALIKE = (
    0.8,
    4,
)  # of 100 stable series, how many a month marks as getting worse; where a month is like the last
TIMES = {5: "five"}  # as often
RATE = (
    f"Of 100 indicators that do not change at all, {MARKED} are marked as getting worse in a month, and {MARKED_ALIKE} where one "
    "month depends on the last."
)


def months_between(many: int) -> int:
    """How many months pass, about, until chance marks one of `many` stable indicators as getting worse."""
    return max(round(100 / MARKED / many), 1)


def expected(many: int) -> str:
    """In one sentence, of `many` indicators whose change is read; nothing where there are none."""
    if not many:
        return ""
    months = months_between(many)
    which = f"one of these {many:,} indicators" if many > 1 else "this one indicator"
    every = "every month" if months == 1 else f"every {months:,} months"
    return (
        f"Chance alone would mark about {which} as getting worse {every}, even if nothing changed; up to "
        f"{TIMES[round(MARKED_ALIKE / MARKED)]} times as often where one month depends on the last."
    )
