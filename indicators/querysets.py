"""What is a series as of two times? For each period the newest revision; the terms and targets that counted."""

from typing import TYPE_CHECKING, Self

from django.db import models
from django.db.models import Exists, OuterRef, Q

from records.clock import AsOf
from records.querysets import LedgerQuerySet, visible

if TYPE_CHECKING:
    from notices.models import Notice


class IndicatorQuerySet(models.QuerySet):
    def for_notice(self, notice: "Notice") -> Self:
        return self.filter(notice=notice)


class ObservationQuerySet(LedgerQuerySet):
    def for_notice(self, notice: "Notice") -> Self:
        return self.filter(indicator__notice=notice)

    def newest(self, asof: AsOf) -> Self:
        """One row per indicator and period, the oldest first: no visible revision of the period comes after it."""
        later = self.model._base_manager.filter(
            visible(asof), indicator=OuterRef("indicator"), period_on=OuterRef("period_on")
        ).filter(
            Q(counts_on__gt=OuterRef("counts_on"))
            | Q(counts_on=OuterRef("counts_on"), recorded_at__gt=OuterRef("recorded_at"))
            | Q(counts_on=OuterRef("counts_on"), recorded_at=OuterRef("recorded_at"), number__gt=OuterRef("number"))
        )
        return self.as_of(asof).filter(~Exists(later)).order_by("indicator", "period_on")
