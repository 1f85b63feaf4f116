"""How does the plan stand? Every item that is not withdrawn, once, and the counts of those same rows."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any, NamedTuple, TypeVar

from django.db.models import Case, OuterRef, Subquery, When

from notices.models import Notice
from plans import standing
from plans.models import DateChange, DateRuling, Item, ItemTerms, ProgressUpdate, TermsChange
from plans.standing import NO_CHANGE
from records import wording
from records.clock import AsOf

Row = TypeVar("Row", DateChange, DateRuling)

STANDINGS = ("done", "overdue", "under_way", "not_started")
TO_COME = ("under_way", "not_started")
# Why an item is off plan, the worst first; each item has one reason or none.
OFF_PLAN = ("overdue", "first_date", "forecast")


class Terms(NamedTuple):
    """What the Board agreed of an item, as far as it is said."""

    words: str
    owner: str
    agency: str


def section(notice: Notice, asof: AsOf, rulings: Sequence[DateRuling], *, holds_from: date) -> dict[str, object]:
    """`rulings`: the answers in force to dates asked for, the earliest first, with their decision and question;
    `holds_from`: the first day on which a forecast was made that still counts."""
    asked = TermsChange.objects.for_notice(notice).waiting(asof).order_by().values("item")
    known = (
        Item.objects.for_notice(notice)
        .with_standing_if_any(asof)
        .with_waiting_change(asof)
        .with_evidenced(asof)
        .annotate(change_waits=Case(When(pk__in=asked, then=True), default=False))
        .order_by("due_now", "number")
    )
    found = [item for item in known if item.terms_id]  # the database would be asked a third more
    rows = _rows([item for item in found if not item.withdrawn], asof, _latest(rulings), holds_from)
    milestones = [row for row in rows if row["kind"] == "milestone"]
    standings = Counter(row["standing"] for row in rows)
    off_plan = Counter(row["off_plan"] for row in rows)
    reached = Counter(row["standing"] for row in milestones)
    return {
        "counts": {
            "total": len(rows),
            "withdrawn": len(found) - len(rows),
            **{word: standings[word] for word in STANDINGS},
            "overdue_first": sum(row["overdue_first"] for row in rows),
            "slipped": sum(row["slips"] > 0 for row in rows),
            "waiting": sum(row["waiting"] for row in rows),
        },
        "rows": rows,
        "off_plan": [row for row in rows if row["off_plan"]],
        "off_plan_counts": {word: off_plan[word] for word in OFF_PLAN},
        "waiting": [row for row in rows if row["waiting"]],
        "changes_waiting": [item.number for item in found if item.change_waits],
        "done": [row for row in rows if row["standing"] == "done"],
        "to_come": [row for row in rows if row["standing"] in TO_COME and not row["off_plan"]],
        "milestones": milestones,
        "milestone_counts": {
            "done": reached["done"],
            "overdue": reached["overdue"],
            "to_come": sum(reached[word] for word in TO_COME),
        },
        "rules": standing.RULES,
    }


def _rows(found: list[Item], asof: AsOf, rulings: dict[int, DateRuling], holds_from: date) -> list[dict[str, Any]]:
    terms, serves = _terms([item.terms_id for item in found])
    changes = _latest(
        DateChange.objects.as_of(asof).filter(item__in=found).order_by("counts_on", "recorded_at", "number")
    )
    rows = [
        _row(
            item,
            terms[item.terms_id],
            serves[item.terms_id],
            changes.get(item.pk),
            rulings.get(item.pk),
            standing.forecast_word(item, holds_from=holds_from),
            asof,
        )
        for item in found
    ]
    said = _said([item for item, row in zip(found, rows, strict=True) if row["off_plan"] and not row["analysis"]], asof)
    return [row | _last_words(said.get(item.pk)) for item, row in zip(found, rows, strict=True)]


def _row(
    item: Item,
    terms: "Terms",
    serves: list[str],
    change: DateChange | None,
    ruling: DateRuling | None,
    forecast: str,
    asof: AsOf,
) -> dict[str, Any]:
    waiting = item.waiting_id is not None
    explained = change if change is not None and not _used_up(item, change, ruling) else None
    return {
        "number": item.number,
        "kind": item.kind,
        "words": terms.words,
        "owner": terms.owner,
        "agency": terms.agency,
        "serves": serves,
        "due_on": item.due_on.isoformat(),
        "due": wording.due(item.due_on, item.due_precision),
        "due_now_on": item.due_now.isoformat(),
        "due_now": wording.due(item.due_now, item.due_now_precision),
        "slips": item.slips,
        "standing": item.standing,
        "word": standing.word(item.kind, item.standing, evidenced=item.evidenced),
        "evidenced": item.evidenced and item.standing == "done",
        "lateness": standing.lateness(
            standing=item.standing, due_on=item.due_on, due_now=item.due_now, progress_on=item.progress_on, on=asof.on
        ),
        "days_late": max((asof.on - item.due_now).days, 0) if item.overdue_now else 0,
        "overdue": item.overdue_now,
        "overdue_first": item.overdue_first,
        "off_plan": _off_plan(item, forecast),
        "forecast": forecast,
        "analysis": explained.analysis if explained else "",
        "remedy": explained.remedy if explained else "",
        "updated": wording.day(item.progress_on) if item.progress_on else "",
        "waiting": waiting,
        "change": _change(change, waiting=waiting) if change else None,
        "ruling": _ruling(ruling) if ruling else None,
    }


def _off_plan(item: Item, forecast: str) -> str:
    """Why it is off plan, one of OFF_PLAN; "" where it is as agreed. A forecast that has gone stale says nothing."""
    if item.overdue_now:
        return "overdue"
    if item.overdue_first:
        return "first_date"
    return "forecast" if forecast == standing.FORECASTS["will_miss"] else ""


def _used_up(item: Item, change: DateChange, ruling: DateRuling | None) -> bool:
    """An analysis explains the date that it asked for. Where the Board gave one and that has passed as well, it explains nothing."""
    return item.overdue_now and ruling is not None and ruling.change_id == change.pk and ruling.to_on is not None


def _said(unexplained: list[Item], asof: AsOf) -> dict[int, ProgressUpdate]:
    """By item, the last update that said more than "No change"."""
    updates = ProgressUpdate.objects.as_of(asof).exclude(done_so_far=NO_CHANGE)
    last = updates.filter(item=OuterRef("item")).latest_first().values("pk")[:1]
    return {update.item_id: update for update in updates.filter(item__in=unexplained, pk=Subquery(last))}


def _last_words(update: ProgressUpdate | None) -> dict[str, str]:
    """What its owner said last of an item that is off plan and that no analysis explains; of any other, nothing."""
    return {
        "said": update.done_so_far if update else "",
        "next_step": update.next_step if update else "",
        "said_on": update.counts_on.isoformat() if update else "",
        "said_day": wording.day(update.counts_on) if update else "",
    }


def _change(change: DateChange, *, waiting: bool) -> dict[str, object]:
    return {
        "asked_on": change.counts_on.isoformat(),
        "asked": wording.day(change.counts_on),
        "to": wording.due(change.to_on, change.to_precision),
        "analysis": change.analysis,
        "remedy": change.remedy,
        "waiting": waiting,
    }


def _ruling(ruling: DateRuling) -> dict[str, object]:
    return {
        "answer": ruling.get_answer_display(),
        "to": wording.due(ruling.to_on, ruling.to_precision) if ruling.to_on else "",
        "words": ruling.words,
        "decision": ruling.decision.number,
        "on": ruling.counts_on.isoformat(),
        "day": wording.day(ruling.counts_on),
    }


def _latest(rows: Iterable[Row]) -> dict[int, Row]:
    """By item, the row that comes last in the order given."""
    return {row.item_id: row for row in rows}


def _terms(keys: list[int]) -> tuple[dict[int, Terms], dict[int, list[str]]]:
    """By key, the terms and the requirements that they serve, in the order of the notice. One query, as plain values: with its
    owner and agency each would be three rows of models, for three words."""
    terms: dict[int, Terms] = {}
    serves: dict[int, list[str]] = defaultdict(list)
    rows = ItemTerms.objects.filter(pk__in=keys).order_by("serves__position")
    for key, *said, reference in rows.values_list("pk", "words", "owner__name", "agency__name", "serves__reference"):
        terms[key] = Terms(*said)
        if reference is not None:
            serves[key].append(reference)
    return terms, serves
