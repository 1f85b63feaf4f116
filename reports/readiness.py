"""Which steps take a report that is of a month to its readers, by when, who owes each, and how does it stand? Pure: what happened in,
steps out."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from accounts.policy import Role
from boards.rounds import is_working_day, working_days_after, working_days_before, working_days_between
from records import wording


@dataclass(frozen=True)
class Rule:
    """A step of every report: what is done, by which role, how many working days before the last one of its month (after it,
    where negative), and what it can only follow. `owed` says it as something to do, to whoever owes it."""

    key: str
    what: str
    by: Role
    days: int
    follows: str = ""
    owed: str = ""

    @property
    def in_words(self) -> str:
        """When it is due: 12 working days before it, which is the last working day of the month."""
        if self.days == 0:
            return "on the last working day of the month"
        return f"{_days(abs(self.days))} {'before' if self.days > 0 else 'after'} it"


# Ours: the notice names the month and nothing else.
RULES = (
    Rule("begun", "The report is begun", Role.SECRETARY, 25, owed="begin it"),
    Rule("council", "The council says its part", Role.LEAD, 20, "begun", "answer the council’s three questions"),
    Rule("text", "The chair writes the judgement", Role.CHAIR, 12, "begun", "write your judgement"),
    Rule("drawn_up", "The position is taken: drawn up", Role.SECRETARY, 10, "text", "draw it up"),
    Rule("checked", "The council checks the facts", Role.LEAD, 7, "drawn_up", "check the facts of the draft"),
    Rule("signed", "The chair signs", Role.CHAIR, 3, "drawn_up", "read and sign it"),
    Rule("sent", "It is sent", Role.SECRETARY, 0, "signed", "send it, and record to whom and how"),
    Rule("acknowledged", "They acknowledge it", Role.SECRETARY, -5, "sent", "record who acknowledged it"),
)
LEFT_OUT = ("council", "checked")  # what the chair may sign without
SOON = 10  # working days before its day, a step counts as coming
TELL = 5  # and this many before it, whoever owes it is told


@dataclass(frozen=True)
class Step:
    """One step of one report on one day. `left` counts working days from that day to its own, 0 on it; `late` those since.
    `left_out`: why nobody owes it any more though it was not done, such as “signed without it”; else ""."""

    rule: Rule
    due_on: date
    done_on: date | None
    can_begin: bool
    left_out: str
    left: int
    late: int

    @property
    def word(self) -> str:
        """Its status word."""
        return "" if self.left_out else "Done" if self.done_on else "Overdue" if self.late else "Not started"

    @property
    def is_open(self) -> bool:
        """Whether whoever owes it can do it now: it is not done, and what it follows is."""
        return self.can_begin and self.done_on is None and not self.left_out

    @property
    def said(self) -> str:
        """on 4 March 2013, 2 working days late; due today; 3 working days left"""
        if self.left_out:
            return self.left_out
        if self.done_on:
            after = working_days_between(self.due_on, self.done_on)
            return f"on {wording.day(self.done_on)}" + (f", {_days(after)} late" if after else "")
        if self.late:
            return f"{_days(self.late)} late"
        return f"{_days(self.left)} left" if self.left else "due today"


def last_working_day(month: date) -> date:
    """Of the month that ends on `month`."""
    return month if is_working_day(month) else working_days_before(month, 1)


def due_on(rule: Rule, month: date) -> date:
    last = last_working_day(month)
    return working_days_before(last, rule.days) if rule.days >= 0 else working_days_after(last, -rule.days)


def last_day(month: date) -> date:
    """On which the last of the steps is due."""
    return max(due_on(rule, month) for rule in RULES)


def told_from(rule: Rule, month: date) -> date:
    """The day from which whoever owes the step is told."""
    return working_days_before(due_on(rule, month), TELL)


def steps(month: date, done: Mapping[str, date | None], on: date, over: str = "") -> list[Step]:
    """The steps of the report for the month that ends on `month`, as they stand on the day `on`. `done` has by key the day on
    which each was done; `over` says why nobody owes what was not, where that is so."""
    found = []
    for rule in RULES:
        due, day = due_on(rule, month), done.get(rule.key)
        follows = not rule.follows or done.get(rule.follows) is not None
        signed_without = rule.key in LEFT_OUT and done.get("signed") is not None
        left_out = "" if day else "signed without it" if signed_without else over
        found.append(
            Step(
                rule,
                due,
                day,
                can_begin=follows,
                left_out=left_out,
                left=working_days_between(on, due),
                late=0 if day or left_out or on <= due else max(1, working_days_between(due, on)),
            )
        )
    return found


def next_of(found: Sequence[Step]) -> Step | None:
    """The step that is owed first: open, with the earliest day."""
    return min((step for step in found if step.is_open), key=lambda step: step.due_on, default=None)


def _days(number: int) -> str:
    return wording.count(number, "working day")
