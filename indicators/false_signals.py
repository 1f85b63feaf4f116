"""How many false signals are to be expected? Chance marks some months of figures that do not change at all.

From a simulation of stable series (docs/outlook.md): the last month is marked as getting worse in 0.5 to
0.8 of 100 series whose months do not depend on each other, and in 3 to 4 of 100 where they do.
"""

ONE_IN = 150  # stable series, of which one is marked as getting worse in a month
SEVERAL = "four"  # times as many, where one month depends on the one before


def expected(many: int) -> str:
    """In one sentence, of `many` indicators whose change is read; nothing where there are none."""
    if not many:
        return ""
    months = max(round(ONE_IN / many), 1)
    which = f"one of these {many:,} indicators" if many > 1 else "this one indicator"
    every = "every month" if months == 1 else f"every {months:,} months"
    return (
        f"Chance alone would mark about {which} as getting worse {every}, even if nothing changed; up to {SEVERAL} times as "
        "often where one month depends on the last."
    )
