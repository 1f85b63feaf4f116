"""Has somebody written about an item since its row was downloaded? Then both are shown, and what stands stays."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import QuerySet

from plans import standing
from plans.models import DateChange, Item, ProgressUpdate
from plans.workbooks.answers import DateAnswer, Said, UpdateAnswer
from plans.workbooks.columns import BY_KEY
from plans.workbooks.facts import Facts
from records import wording

Pairs = list[list[str]]  # label, what stands, what the workbook says
Written = dict[int, list]  # by item, rows of a ledger, the newest last


@dataclass(frozen=True)
class Since:
    """What was written of items since their rows left. Two queries."""

    updates: Written
    changes: Written


def written_since(said: Iterable[Said], facts: Facts) -> Since:
    said = list(said)
    updates = {row.item.pk: row.after_update for row in said if row.update}
    changes = {row.item.pk: row.after_change for row in said if row.asked}
    return Since(
        _after(ProgressUpdate.objects.all(), _behind(updates, facts.updates)),
        _after(DateChange.objects.all(), _behind(changes, facts.changes)),
    )


def _behind(numbers: dict[int, int], last: dict[int, int]) -> dict[int, int]:
    return {item: number for item, number in numbers.items() if number < last.get(item, 0)}


def _after(ledger: QuerySet, numbers: dict[int, int]) -> Written:
    found: Written = defaultdict(list)
    if not numbers:
        return found
    rows = ledger.filter(item__in=numbers, number__gt=min(numbers.values())).order_by("number")
    for row in rows.select_related("recorded_by"):
        if row.number > numbers[row.item_id]:
            found[row.item_id].append(row)
    return found


def is_same_update(answer: UpdateAnswer, row: ProgressUpdate) -> bool:
    return answer == UpdateAnswer(row.progress, row.forecast, row.done_so_far, row.next_step)


def is_same_date(answer: DateAnswer, row: DateChange) -> bool:
    return answer == DateAnswer(row.to_on, row.to_precision, row.analysis, row.remedy)


def update_beside(item: Item, answer: UpdateAnswer, row: ProgressUpdate | None) -> Pairs:
    """The answer beside the update that stands."""
    stands = UpdateAnswer(row.progress, row.forecast, row.done_so_far, row.next_step) if row else None
    theirs, ours = _update_words(item, stands), _update_words(item, answer)
    return [
        [BY_KEY[key].head, theirs[key], ours[key]]
        for key in ("progress", "done_so_far", "next_step", "forecast")
        if theirs[key] or ours[key]
    ]


def _update_words(item: Item, answer: UpdateAnswer | None) -> dict[str, str]:
    if answer is None:
        return dict.fromkeys(("progress", "done_so_far", "next_step", "forecast"), "")
    return {
        "progress": standing.word(item.kind, answer.progress),
        "done_so_far": answer.done_so_far,
        "next_step": answer.next_step,
        "forecast": standing.FORECASTS.get(answer.forecast, ""),
    }


def date_beside(item: Item, answer: DateAnswer, row: DateChange | None) -> Pairs:
    """The new date beside the one that somebody asked for meanwhile or, where nobody did, the date now."""
    stands = wording.due(row.to_on, row.to_precision) if row else wording.due(item.due_now, item.due_now_precision)
    asked = [
        [BY_KEY["analysis"].head, row.analysis if row else "", answer.analysis],
        [BY_KEY["remedy"].head, row.remedy if row else "", answer.remedy],
    ]
    return [[BY_KEY["to"].head, stands, wording.due(answer.to, answer.precision)], *asked]
