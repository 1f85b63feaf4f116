"""How does an item stand, in the words of the house? Pure; given what the querysets annotate."""

from datetime import date
from typing import Protocol

from records import wording

WORDS = {
    "action": {
        "withdrawn": "Withdrawn",
        "done": "Done",
        "overdue": "Overdue",
        "under_way": "Under way",
        "not_started": "Not started",
    },
    "milestone": {
        "withdrawn": "Withdrawn",
        "done": "Met",
        "overdue": "Overdue",
        "under_way": "Not reached",
        "not_started": "Not reached",
    },
}
EVIDENCED = {"action": "Done and evidenced", "milestone": "Met and evidenced"}
EVIDENCE = {
    "waiting": "Waiting for review",
    "accepted": "Accepted",
    "returned": "Returned",
    "out_of_date": "Out of date",
}
RULES = {
    "evidenced": "Its owner says that it is done, and evidence of it was accepted by a reviewer and is not out of date.",
    "overdue": "Not done, and the date it is due now lies before this day. The due day itself is not late.",
    "overdue_first": "Not done, and the date first agreed lies before this day, whatever was agreed since.",
}

FORECASTS = {
    "will_meet": "Will meet",
    "may_miss": "May miss",
    "will_miss": "Will miss",
    "cannot_tell": "Cannot tell yet",
}
NO_CHANGE = "No change."  # said in one press: the words of the update that confirms the one before it
STALE = "stale"
TIMES = {1: "once", 2: "twice"}


class Foreseen(Protocol):
    """An item as ItemQuerySet.with_standing annotates it."""

    @property
    def standing(self) -> str: ...

    forecast: str | None
    progress_on: date | None
    moved_on: date | None


def word(kind: str, standing: str, *, evidenced: bool = False) -> str:
    """`evidenced` as ItemQuerySet.with_evidenced annotates it; it makes a difference only to what is done."""
    return EVIDENCED[kind] if evidenced and standing == "done" else WORDS[kind][standing]


def forecast_held(item: Foreseen, *, holds_from: date) -> str:
    """The owner's forecast, by its key in FORECASTS; STALE where it was made before the day from which forecasts hold
    (boards.rounds.forecasts_hold_from), or the Board has moved the date that it was made for.

    Nothing where none was made, or where there is nothing left to forecast: done, withdrawn, or past its date.
    """
    if item.standing in ("done", "withdrawn", "overdue") or not item.forecast or item.progress_on is None:
        return ""
    of_another_date = item.moved_on is not None and item.moved_on > item.progress_on
    if of_another_date or item.progress_on < holds_from:
        return STALE
    return item.forecast


def forecast_word(item: Foreseen, *, holds_from: date) -> str:
    """The owner's forecast in words; where it is stale, since when nothing was heard."""
    held = forecast_held(item, holds_from=holds_from)
    if held == STALE and item.progress_on is not None:
        return f"Not updated since {wording.day(item.progress_on)}"
    return FORECASTS[held] if held else ""


def moved_words(slips: int, days: int) -> str:
    """How an item's date was moved, and by how many days in all: moved twice, 61 days. Nothing where it was not."""
    if not slips:
        return ""
    return f"moved {TIMES.get(slips, f'{slips} times')}, {days_words(days)}"


def days_words(days: int) -> str:
    """61 days; 30 days earlier."""
    return _days(days) if days >= 0 else f"{_days(-days)} earlier"


def lateness(*, standing: str, due_on: date, due_now: date, progress_on: date | None, on: date) -> str:
    """What to add to the word: days late against both dates; nothing where it is on time."""
    if standing == "done" and progress_on:
        days = (progress_on - due_on).days
        return f"{_days(days)} after its first date" if days > 0 else ""
    if standing == "withdrawn":
        return ""
    late_now, late_first = (on - due_now).days, (on - due_on).days
    if late_now > 0 and late_first > late_now:
        return f"{_days(late_now)} late, {_days(late_first)} after its first date"
    if late_now > 0:
        return f"{_days(late_now)} late"
    return f"{_days(late_first)} after its first date" if late_first > 0 else ""


def _days(number: int) -> str:
    return "1 day" if number == 1 else f"{number:,} days"
