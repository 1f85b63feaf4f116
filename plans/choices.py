"""Which kinds of items does the list know, and what may it be narrowed to besides? Read from the address, word by word."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any
from urllib.parse import urlencode

from django.db.models import F, Q, TextField, Value
from django.db.models.functions import Cast

from notices.models import Agency, Measure, Notice, Requirement
from plans import standing
from plans.models import ItemTerms, Plan
from plans.owners import who_has_owned
from plans.querysets import AGREED, DONE, OPEN, overdue_first, overdue_now
from records.clock import AsOf

LONGEST_SEARCH = 200
IN_A_LIST = 80  # signs of a requirement's words that a choice shows


class NoSuchChoice(LookupError):
    """The address asks for something that the list does not know."""


@dataclass(frozen=True)
class Choice:
    """A kind of items: its key in the address, its words, and which items it keeps as of two times."""

    key: str
    label: str
    keeps: Callable[[AsOf], Q]


# Over what plans.finding annotates.
CHOICES = (
    Choice("open", "Open items", lambda asof: OPEN),
    Choice("overdue", "Overdue now", overdue_now),
    Choice("overdue-first", "Overdue against the first date", overdue_first),
    Choice("waiting", "Waiting for the Board", lambda asof: AGREED & Q(waits=True)),
    Choice("not-started", "Not started or not reached, not late", lambda asof: _to_come(asof, "not_started")),
    Choice("under-way", "Under way, not late", lambda asof: _to_come(asof, "under_way")),
    Choice("done", "Done", lambda asof: DONE),
    Choice("evidenced", "Done and evidenced", lambda asof: DONE & Q(accepted=True)),
    Choice("not-evidenced", "Done, not evidenced", lambda asof: DONE & Q(accepted=False)),
    Choice("withdrawn", "Withdrawn", lambda asof: Q(withdrawn=True)),
    Choice("all", "All items", lambda asof: AGREED),
)


def _to_come(asof: AsOf, progress: str) -> Q:
    return OPEN & ~overdue_now(asof) & Q(progress=progress)


@dataclass(frozen=True)
class Question:
    """One thing that the list can be narrowed by: its name in the address, its label, its answers by key. Of the terms in
    force it asks `of_terms`, else plans.finding knows."""

    name: str
    label: str
    answers: Mapping[str, str]
    of_terms: Callable[[str], Q] | None = None


SORTS = {"due": "Date now", "number": "Item", "owner": "Owner", "slips": "Moved", "updated": "Last update"}
# Each is ticked or not.
TICKS = (
    Question("slipped", "", {"twice": "Moved twice or more"}),
    Question("updated", "", {"no": "Open, and not updated in this round"}),
    Question("evidence", "", {"missing": "Done or due, and evidence of it is missing"}),
)


@dataclass(frozen=True)
class Asked:
    """What the reader asks the list for. `answers` holds, by name, the questions that were answered."""

    choice: Choice = CHOICES[0]
    search: str = ""
    answers: Mapping[str, str] = field(default_factory=dict)
    sort: str = "due"
    descending: bool = False
    questions: tuple[Question, ...] = ()

    @cached_property
    def of_terms(self) -> list[Q]:
        """Conditions on the terms of an item, each to be met by itself."""
        asked = [(one.of_terms, self.answers.get(one.name)) for one in self.questions]
        found = [of_terms(key) for of_terms, key in asked if of_terms and key]
        return found + [holds_word(word) for word in self.search.split()]

    @property
    def sort_key(self) -> str:
        return f"-{self.sort}" if self.descending else self.sort

    def query(self, **changed: str) -> str:
        """What stands after the ? of the address of this list, with what is changed in it ("" leaves it out)."""
        said = {"show": self.choice.key, "q": self.search, **self.answers, "sort": self.sort_key} | changed
        usual = {"show": CHOICES[0].key, "sort": "due"}
        return urlencode({name: text for name, text in said.items() if text and text != usual.get(name)})

    @property
    def chosen(self) -> list[tuple[str, str, str]]:
        """What narrows the list: its name in the address, the question and the answer in words."""
        found = [("q", "Words", f"“{self.search}”")] if self.search else []
        for one in self.questions:
            if key := self.answers.get(one.name):
                found.append((one.name, one.label, one.answers[key]))
        return found

    @property
    def said_shortly(self) -> list[str]:
        """What the list was narrowed to, for the name of a file."""
        return [self.choice.key, *self.answers.values(), *([self.search] if self.search else [])]


def holds_word(word: str) -> Q:
    """A condition on the terms of an item: its words hold this one, or it is its number."""
    # Not icontains: SQLite takes é and É for different letters there.
    number = Q(item__number=int(word)) if word.isascii() and word.isdecimal() and len(word) < 10 else Q()
    return Q(words__iregex=_literally(word)) | number


def _literally(word: str) -> str:
    return "".join(sign if sign.isalnum() or ord(sign) > 127 else f"\\{sign}" for sign in word)


def questions(notice: Notice) -> tuple[Question, ...]:
    """What the list of this notice can be narrowed by. Two queries."""
    owners = who_has_owned(notice)
    known = _known(notice)
    supported = ItemTerms.supporting.through.objects.filter(agency__notice=notice)
    return (
        Question(
            "owner",
            "Owner",
            {key: person.name for key, person in owners.items()},
            lambda key: Q(owner=owners[key]),
        ),
        Question(
            "agency",
            "Agency, lead or supporting",
            known["agency"],
            lambda key: Q(agency__code=key) | Q(pk__in=supported.filter(agency__code=key).values("itemterms")),
        ),
        Question("plan", "Plan", known["plan"], lambda key: Q(objective__plan__code=key)),
        Question("measure", "Notice measure", known["measure"], lambda key: Q(serves__measure__code=key)),
        Question("requirement", "Requirement", known["requirement"], lambda key: Q(serves__reference=key)),
        Question("forecast", "Owner’s forecast", standing.FORECASTS | {standing.STALE: "None that still counts"}),
        *TICKS,
    )


def _known(notice: Notice) -> dict[str, dict[str, str]]:
    """Agencies, plans, measures and requirements of the notice by code, in their order. One query."""
    tables: tuple[tuple[str, Any, str, str], ...] = (
        ("agency", Agency.objects.filter(notice=notice), "code", "name"),
        ("plan", Plan.objects.for_notice(notice), "code", "name"),
        ("measure", Measure.objects.for_notice(notice), "code", "words"),
        ("requirement", Requirement.objects.for_notice(notice), "reference", "statement"),
    )
    rows = [
        table.order_by().values_list(Value(kind), F("pk"), Cast(key, TextField()), Cast(words, TextField()))
        for kind, table, key, words in tables
    ]
    known: dict[str, dict[str, str]] = {kind: {} for kind, *_ in tables}
    for kind, _, key, words in sorted(rows[0].union(*rows[1:], all=True)):
        said = f"{key} {words}" if kind in ("measure", "requirement") else words
        known[kind][key] = said if len(said) <= IN_A_LIST else f"{said[: IN_A_LIST - 1].rstrip()}…"
    return known


def read(address: Mapping[str, str], asked: tuple[Question, ...]) -> Asked:
    """What an address asks for. NoSuchChoice for an answer that there is not."""
    choice = next((one for one in CHOICES if one.key == (address.get("show") or CHOICES[0].key)), None)
    answers = {one.name: key for one in asked if (key := address.get(one.name, ""))}
    sort = address.get("sort") or "due"
    if (
        choice is None
        or sort.removeprefix("-") not in SORTS
        or any(one.name in answers and answers[one.name] not in one.answers for one in asked)
    ):
        raise NoSuchChoice
    search = " ".join(address.get("q", "").replace("\x00", " ").split())[:LONGEST_SEARCH]
    return Asked(choice, search, answers, sort.removeprefix("-"), sort.startswith("-"), asked)
