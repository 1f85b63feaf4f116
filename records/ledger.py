"""How is the next row of a ledger written? With the next number, or refused with what was written in between."""

from datetime import date, datetime
from typing import TypeVar

from django.db import models

from records.models import LedgerRow
from records.refusal import NotTheNext

Row = TypeVar("Row", bound=LedgerRow)


def append(
    ledger: type[Row],
    parent: models.Model,
    *,
    by: object,
    at: datetime,
    counts_on: date,
    after: int | None = None,
    **values: object,
) -> Row:
    """Append the next row under `parent`. `after` is the number the person's form was drawn from (None: no form, just the next).

    Raises NotTheNext, with the row written meanwhile, where the ledger has moved on. Call it inside records.writing.
    """
    rows = ledger._base_manager.filter(**{ledger.parent_name: parent})
    latest = rows.order_by("-number").first()
    last = latest.number if latest else 0
    if after is not None and after != last:
        raise NotTheNext("Somebody else has written here since you opened this page.", latest=latest)
    return ledger._base_manager.create(
        **{ledger.parent_name: parent}, number=last + 1, counts_on=counts_on, recorded_at=at, recorded_by=by, **values
    )


def next_number(rows: models.QuerySet) -> int:
    """The next public number among `rows` (items of a notice, decisions of a Board). Call it inside records.writing."""
    return (rows.aggregate(last=models.Max("number"))["last"] or 0) + 1
