"""Which items have passed their date and nobody has been told? Flags record the crossing; the querysets say the truth."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.conf import settings
from django.db import connection
from django.db.models import DateTimeField, Exists, F, OuterRef, Value

from accounts.models import Telling, User
from notices.models import Notice
from plans.models import Item, ItemTerms, OverdueFlag
from records import audit, wording
from records.clock import AsOf

KIND = "overdue"


def flag(*, notice: Notice, asof: AsOf, at: datetime) -> int:
    """Record each crossing once per item and due date; returns how many are new. Set-based, and safe to run twice, late, or
    beside another: the rows come from the one definition of overdue, the unique key takes what two runs both saw."""
    new = (
        Item.objects.for_notice(notice)
        .overdue(asof)
        .order_by()
        .values_list("pk", F("due_now"), Value(at, output_field=DateTimeField()))
    )
    select, params = new.query.sql_with_params()
    table = OverdueFlag._meta.db_table
    with connection.cursor() as cursor:
        cursor.execute(f"INSERT INTO {table} (item_id, due_on, flagged_at) {select} ON CONFLICT DO NOTHING", params)
        made = cursor.rowcount
    if made:
        audit.record(notice.slug, at=at, by=None, verb="flag_overdue", thing=f"{made} items", fields={"on": asof.on})
    return made


def to_tell(notice: Notice, asof: AsOf) -> dict[User, list[dict]]:
    """For each owner the items of theirs that are overdue, flagged, and not yet told at that date. One query for the items,
    two for owners and tellings. An item done, withdrawn or given a new date since it was flagged is not told."""
    late = (
        Item.objects.for_notice(notice)
        .overdue(asof)
        .filter(Exists(OverdueFlag.objects.filter(item=OuterRef("pk"), due_on=OuterRef("due_now"))))
        .with_waiting_change(asof)
        .order_by("due_now", "number")
    )
    terms = ItemTerms.objects.select_related("owner").in_bulk([item.terms_id for item in late])
    told = set(Telling.objects.filter(reference=notice.slug, kind=KIND).values_list("person_id", "thing"))
    owed: dict[User, list[dict]] = defaultdict(list)
    for item in late:
        term = terms[item.terms_id]
        thing = f"item {item.number} due {item.due_now.isoformat()}"
        if (term.owner_id, thing) in told or not term.owner.is_active or item.waiting_id is not None:
            continue
        owed[term.owner].append(
            {
                "kind": KIND,
                "thing": thing,
                "number": item.number,
                "words": term.words,
                "due": wording.due(item.due_now, item.due_now_precision),
                "days_late": (asof.on - item.due_now).days,
            }
        )
    return dict(owed)


def counted(reasons: Sequence[dict[str, Any]]) -> str:
    return f"{wording.count(len(reasons), 'item')} of yours {'is' if len(reasons) == 1 else 'are'} overdue"


def lines(reasons: Sequence[dict[str, Any]]) -> list[str]:
    return [
        f"{reason['number']}. {reason['words']}\n   Due {reason['due']}, {wording.count(reason['days_late'], 'day')} late."
        for reason in reasons
    ]


def asks(notice: Notice) -> list[str]:
    return [
        "Please say how each of them goes, or ask the Board for another date, with the reason and what is being done:",
        f"{settings.BASE_URL}/{notice.slug}/plan/mine/",
        "",
        "You are told of each date once.",
    ]
