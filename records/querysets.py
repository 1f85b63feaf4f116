"""How are ledgers read? As of two times; newest first by the day a row counts from, then by when it was recorded."""

from typing import Any, Self

from django.db import models
from django.db.models import Exists, OuterRef, Q

from records.clock import AsOf

LATEST_FIRST = ("-counts_on", "-recorded_at", "-number")


def visible(asof: AsOf, prefix: str = "") -> Q:
    """Rows that count on `asof.on` or before and were recorded before `asof.known`."""
    return Q(**{f"{prefix}counts_on__lte": asof.on, f"{prefix}recorded_at__lt": asof.known})


class LedgerQuerySet(models.QuerySet):
    def as_of(self, asof: AsOf) -> Self:
        return self.filter(visible(asof))

    def recorded_later(self, asof: AsOf) -> Self:
        """Rows that count by `asof.on` but were recorded only at `known` or after: what a reader of that day did not know."""
        return self.filter(counts_on__lte=asof.on, recorded_at__gte=asof.known)

    def latest_first(self) -> Self:
        return self.order_by(*LATEST_FIRST)

    def current(self, asof: AsOf) -> Self:
        """The one row per parent that holds as of `asof`: no visible row of the same parent comes after it."""
        ledger: Any = self.model  # a LedgerRow, which this module may not import
        parent: str = ledger.parent_name
        later = (
            self.model._base_manager.filter(visible(asof), **{parent: OuterRef(parent)})
            .filter(
                Q(counts_on__gt=OuterRef("counts_on"))
                | Q(counts_on=OuterRef("counts_on"), recorded_at__gt=OuterRef("recorded_at"))
                | Q(counts_on=OuterRef("counts_on"), recorded_at=OuterRef("recorded_at"), number__gt=OuterRef("number"))
            )
            .order_by()
        )
        return self.as_of(asof).filter(~Exists(later))
