"""Which day is meant by a day, a month and a year as people type them? Pure."""

from collections.abc import Sequence
from datetime import date

MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
PARTS = ("day", "month", "year")


class NotADay(ValueError):
    """Three answers that make no date: the end of a sentence ("must include a year") and the parts to mark."""

    def __init__(self, sentence: str, parts: tuple[str, ...]):
        super().__init__(sentence)
        self.sentence = sentence
        self.parts = parts


def read_day(typed: Sequence[str | None]) -> date | None:
    """The date typed as day, month (number or name) and year; None when nothing was typed; NotADay otherwise."""
    given = {part: (text or "").strip() for part, text in zip(PARTS, typed, strict=True)}
    missing = tuple(part for part in PARTS if not given[part])
    if len(missing) == len(PARTS):
        return None
    if missing:
        raise NotADay(f"must include a {' and '.join(missing)}", missing)
    numbers = {"day": _number(given["day"]), "month": _month(given["month"]), "year": _number(given["year"])}
    if numbers["year"] is not None and len(given["year"]) != 4:
        raise NotADay("must have a year of 4 figures, like 2013", ("year",))
    limits = {"day": 31, "month": 12, "year": 9999}
    wrong = tuple(part for part in PARTS if not 1 <= (numbers[part] or 0) <= limits[part])
    if wrong:
        raise NotADay("must be a real date", wrong)
    try:
        return date(numbers["year"] or 0, numbers["month"] or 0, numbers["day"] or 0)
    except ValueError:  # 30 February: each part is possible, the day is not
        raise NotADay("must be a real date", PARTS) from None


def _number(text: str) -> int | None:
    # isdecimal alone accepts other scripts, and a length limit keeps int() from long strings
    return int(text) if text.isascii() and text.isdecimal() and len(text) <= 4 else None


def _month(text: str) -> int | None:
    """A month as people write it: 3, 03, March, mar, Sept."""
    if len(text) >= 3:
        for number, name in enumerate(MONTHS, start=1):
            if name.lower().startswith(text.lower().rstrip(".")):
                return number
    return _number(text)
