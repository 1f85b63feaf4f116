"""How does the plan stand? Counts by one aggregate; rows only for what is off plan, waits for the Board, or was done."""

from collections import defaultdict

from django.db.models import Count, Q

from notices.models import Notice
from plans import standing
from plans.models import DateChange, DateRuling, Item, ItemTerms
from plans.querysets import rulings_in_force
from records import wording
from records.clock import AsOf


def section(notice: Notice, asof: AsOf) -> dict[str, object]:
    # An aggregate named like an annotation (overdue_first, withdrawn) would shadow it, and count nothing.
    found = Item.objects.for_notice(notice).with_standing(asof).with_waiting_change(asof).aggregate(
        n_total=Count("pk"),
        n_withdrawn=Count("pk", filter=Q(standing="withdrawn")),
        n_done=Count("pk", filter=Q(standing="done")),
        n_overdue=Count("pk", filter=Q(overdue_now=True)),
        n_overdue_first=Count("pk", filter=Q(overdue_first=True)),
        n_under_way=Count("pk", filter=Q(standing="under_way")),
        n_not_started=Count("pk", filter=Q(standing="not_started")),
        n_slipped=Count("pk", filter=Q(slips__gt=0)),
        n_waiting=Count("pk", filter=Q(waiting_id__isnull=False)),
    )
    counts = {name.removeprefix("n_"): number for name, number in found.items()}
    listed = (
        Item.objects.for_notice(notice)
        .with_standing(asof)
        .with_waiting_change(asof)
        .filter(~Q(standing="withdrawn"))
        .order_by("due_now", "number")
    )
    rows = _rows(list(listed), asof)
    return {
        "counts": counts,
        "off_plan": [row for row in rows if row["off_plan"]],
        "waiting": [row for row in rows if row["waiting"]],
        "done": [row for row in rows if row["standing"] == "done"],
        "to_come": [row for row in rows if row["standing"] in ("under_way", "not_started") and not row["off_plan"]],
        "milestones": [row for row in rows if row["kind"] == "milestone"],
        "rules": standing.RULES,
    }


def _rows(found: list[Item], asof: AsOf) -> list[dict[str, object]]:
    terms = ItemTerms.objects.select_related("owner", "agency").in_bulk([item.terms_id for item in found])
    serves = _serves(list(terms))
    changes = _latest(DateChange.objects.as_of(asof).filter(item__in=found).order_by("counts_on", "recorded_at", "number"))
    rulings = _latest(
        rulings_in_force(DateRuling, asof)
        .filter(item__in=found)
        .select_related("decision", "change")
        .order_by("counts_on", "recorded_at", "number")
    )
    return [_row(item, terms[item.terms_id], serves[item.terms_id], changes.get(item.pk), rulings.get(item.pk), asof) for item in found]


def _row(
    item: Item, terms: ItemTerms, serves: list[str], change: DateChange | None, ruling: DateRuling | None, asof: AsOf
) -> dict[str, object]:
    off_plan = item.overdue_now or item.overdue_first or item.forecast == "will_miss" and item.standing != "done"
    return {
        "number": item.number,
        "kind": item.kind,
        "words": terms.words,
        "owner": terms.owner.name,
        "agency": terms.agency.name,
        "serves": serves,
        "due_on": item.due_on.isoformat(),
        "due": wording.due(item.due_on, item.due_precision),
        "due_now_on": item.due_now.isoformat(),
        "due_now": wording.due(item.due_now, item.due_now_precision),
        "slips": item.slips,
        "standing": item.standing,
        "word": standing.word(item.kind, item.standing),
        "lateness": standing.lateness(
            standing=item.standing, due_on=item.due_on, due_now=item.due_now, progress_on=item.progress_on, on=asof.on
        ),
        "days_late": max((asof.on - item.due_now).days, 0) if item.overdue_now else 0,
        "overdue": item.overdue_now,
        "overdue_first": item.overdue_first,
        "off_plan": bool(off_plan),
        "updated": wording.day(item.progress_on) if item.progress_on else "",
        "waiting": item.waiting_id is not None,
        "change": _change(change, waiting=item.waiting_id is not None) if change else None,
        "ruling": _ruling(ruling) if ruling else None,
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


def _latest(rows) -> dict[int, object]:
    """By item, the row that comes last in the order given."""
    return {row.item_id: row for row in rows}


def _serves(terms: list[int]) -> dict[int, list[str]]:
    served: dict[int, list[str]] = defaultdict(list)
    through = ItemTerms.serves.through.objects.filter(itemterms__in=terms).order_by("requirement__position")
    for term, reference in through.values_list("itemterms_id", "requirement__reference"):
        served[term].append(reference)
    return served
