"""Which items does a reader of the list find, how many of each kind, in which order? The plan is read once for all three."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from types import SimpleNamespace
from typing import Any

from django.db.models import Case, Q, Value, When

from boards.rounds import Round, current, forecasts_hold_from
from notices.models import Notice
from plans import standing
from plans.choices import CHOICES, Asked
from plans.models import DateChange, Evidence, Item, ItemTerms
from plans.querysets import AGREED, DONE, OPEN, ItemQuerySet, overdue_now
from plans.rounds import NOT_UPDATED, in_round
from records.clock import AsOf
from records.conditions import Holds, holds

Row = tuple[Any, ...]
# What the kinds of items are told by. It comes first in each row, so that thousands of rows are a few hundred different ones.
KIND = ("withdrawn", "progress", "due_on", "due_now", "waits", "accepted")
ALWAYS = (*KIND, "pk", "number")
# What is read besides, only where it is asked for.
FOR_QUESTION = {
    "slipped": ("slips",),
    "updated": ("round_state",),
    "evidence": ("lacks_evidence",),
    "forecast": ("forecast", "progress_on", "moved_on"),
}
FOR_SORT = {"slips": "slips", "owner": "owner_name", "updated": "progress_on"}


@dataclass(frozen=True)
class Found:
    """Keys of the items that are listed, in their order; how many of each kind there are, by the key of the choice, among
    those that the other answers keep; and how many items there are at all."""

    keys: Sequence[int]
    counts: dict[str, int]
    total: int


def items_with_flags(notice: Notice, asof: AsOf) -> ItemQuerySet:
    """Items with their standing, and two flags: `waits` (a new date waits for the Board), `accepted` (evidence of it was,
    and is not out of date). What was not agreed yet is among them: AGREED leaves it out."""
    waiting = DateChange.objects.for_notice(notice).waiting(asof).order_by().values("item")
    accepted = Evidence.objects.for_notice(notice).accepted(asof).filter(item__isnull=False).order_by().values("item")
    # Asked of all items at once: within a row, each would be looked for again.
    return (
        Item.objects.for_notice(notice)
        .with_standing_if_any(asof)
        .annotate(
            waits=Case(When(pk__in=waiting, then=True), default=False),
            accepted=Case(When(pk__in=accepted, then=True), default=False),
        )
    )


def find(notice: Notice, asof: AsOf, asked: Asked, rounds: Sequence[Round] = ()) -> Found:
    """One query. `rounds` of the notice's Improvement Board as of the same two times: what forecasts and updates are asked by."""
    columns = _columns(asked)
    rows = _read(notice, asof, asked, columns, rounds)
    is_agreed = holds(AGREED, columns)
    agreed = [row for row in rows if is_agreed(row)]
    tests = _tests(asof, asked, columns, rounds)
    kept = [row for row in agreed if all(test(row) for test in tests)] if tests else agreed
    of_kind = len(KIND)
    kinds = Counter(row[:of_kind] for row in kept)
    keeps = {choice.key: holds(choice.keeps(asof), KIND) for choice in CHOICES}
    listed = {kind for kind in kinds if keeps[asked.choice.key](kind)}
    found = [row for row in kept if row[:of_kind] in listed]
    _sort(found, asked, columns)
    key = columns.index("pk")
    return Found(
        keys=[row[key] for row in found],
        counts={name: sum(many for kind, many in kinds.items() if test(kind)) for name, test in keeps.items()},
        total=len(agreed),
    )


def _columns(asked: Asked) -> tuple[str, ...]:
    more = [column for name in asked.answers for column in FOR_QUESTION.get(name, ())]
    more += [FOR_SORT[asked.sort]] if asked.sort in FOR_SORT else []
    more += ["matches"] if asked.of_terms else []
    return (*ALWAYS, *dict.fromkeys(more))


def _read(notice: Notice, asof: AsOf, asked: Asked, columns: Sequence[str], rounds: Sequence[Round]) -> Iterator[Row]:
    items = items_with_flags(notice, asof)
    if "matches" in columns:
        terms = ItemTerms.objects.for_notice(notice)
        for condition in asked.of_terms:
            terms = terms.filter(condition)
        items = items.annotate(matches=Case(When(terms_id__in=terms.values("pk"), then=True), default=False))
    if "round_state" in columns:
        round_ = current(rounds, asof.on)
        items = in_round(items, round_, asof) if round_ else items.annotate(round_state=Value(NOT_UPDATED))
    if "lacks_evidence" in columns:
        lacking = Item.objects.for_notice(notice).expected_missing(asof).order_by().values("pk")
        items = items.annotate(lacks_evidence=Case(When(pk__in=lacking, then=True), default=False))
    if "owner_name" in columns:
        items = items.with_owner_name(asof)
    return iter(items.order_by().values_list(*columns))


def _tests(asof: AsOf, asked: Asked, columns: Sequence[str], rounds: Sequence[Round]) -> list[Holds]:
    tests = [holds(Q(matches=True), columns)] if "matches" in columns else []
    if "slipped" in asked.answers:
        tests.append(holds(Q(slips__gte=2), columns))
    if "updated" in asked.answers:
        tests.append(holds(OPEN & Q(round_state=NOT_UPDATED), columns))
    if "evidence" in asked.answers:
        tests.append(holds(Q(lacks_evidence=True) | (DONE & Q(accepted=False)), columns))
    if forecast := asked.answers.get("forecast"):
        tests.append(_foreseen(forecast, forecasts_hold_from(rounds, asof.on), asof, columns))
    return tests


def _foreseen(forecast: str, holds_from: date, asof: AsOf, columns: Sequence[str]) -> Holds:
    is_late = holds(overdue_now(asof), columns)

    def test(row: Sequence[Any]) -> bool:
        item = SimpleNamespace(**dict(zip(columns, row, strict=True)), overdue_now=is_late(row))
        item.standing = Item.standing.fget(item)  # type: ignore[attr-defined]  # the one definition, of a row
        return standing.forecast_held(item, holds_from=holds_from) == forecast

    return test


def _sort(rows: list[Row], asked: Asked, columns: Sequence[str]) -> None:
    """Soonest due first, and by number where that is the same; then by what was asked for."""
    due, number = columns.index("due_now"), columns.index("number")
    rows.sort(key=lambda row: (row[due], row[number]))
    place = columns.index(FOR_SORT.get(asked.sort, {"due": "due_now"}.get(asked.sort, asked.sort)))
    rows.sort(key=lambda row: _rank(row[place]), reverse=asked.descending)


def _rank(value: Any) -> Any:
    """Names as people sort them; what was never updated before everything else."""
    return value.casefold() if isinstance(value, str) else date.min if value is None else value
