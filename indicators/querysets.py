"""What is a series as of two times? For each period the newest revision; the terms and targets that counted."""

from datetime import date
from typing import TYPE_CHECKING, Self

from django.db import models
from django.db.models import Exists, OuterRef, Q

from records.clock import AsOf
from records.querysets import LedgerQuerySet, visible

if TYPE_CHECKING:
    from notices.models import Notice

WHOLE = ""  # the part of an observation that is of no agency or team


class IndicatorQuerySet(models.QuerySet):
    def for_notice(self, notice: "Notice") -> Self:
        return self.filter(notice=notice)


class BelongsToIndicator(LedgerQuerySet):
    def for_notice(self, notice: "Notice") -> Self:
        return self.filter(indicator__notice=notice)


class OfNotice(LedgerQuerySet):
    def for_notice(self, notice: "Notice") -> Self:
        return self.filter(notice=notice)


class OfObservation(LedgerQuerySet):
    def for_notice(self, notice: "Notice") -> Self:
        return self.filter(observation__indicator__notice=notice)


class SignalQuerySet(BelongsToIndicator):
    def newest(self) -> Self:
        """One row per indicator and kind: none with a later number."""
        return self._newest(self.model._base_manager.all())

    def newest_as_of(self, asof: AsOf) -> Self:
        """As `newest`, of what was visible."""
        return self.as_of(asof)._newest(self.model._base_manager.filter(visible(asof)))

    def standing(self, asof: AsOf) -> Self:
        """Signals told and not cleared since."""
        return self.newest_as_of(asof).filter(state="raised")

    def _newest(self, among: models.QuerySet) -> Self:
        later = among.filter(indicator=OuterRef("indicator"), kind=OuterRef("kind"), number__gt=OuterRef("number"))
        return self.filter(~Exists(later))


class TermsQuerySet(BelongsToIndicator):
    def in_use(self, on: date) -> Self:
        """Definitions whose use has begun by `on` and has not ended before it."""
        return self.filter(
            Q(valid_from=None) | Q(valid_from__lte=on),
            Q(valid_to=None) | Q(valid_to__gte=on),
        )


class ObservationQuerySet(BelongsToIndicator):
    def of_the_whole(self) -> Self:
        """Without the figures of agencies and teams."""
        return self.filter(part=WHOLE)

    def newest(self, asof: AsOf) -> Self:
        """One row per indicator, part and period, the oldest first: no visible revision of the period comes after it."""
        later = self.model._base_manager.filter(
            visible(asof),
            indicator=OuterRef("indicator"),
            part=OuterRef("part"),
            period_on=OuterRef("period_on"),
        ).filter(
            Q(counts_on__gt=OuterRef("counts_on"))
            | Q(counts_on=OuterRef("counts_on"), recorded_at__gt=OuterRef("recorded_at"))
            | Q(counts_on=OuterRef("counts_on"), recorded_at=OuterRef("recorded_at"), number__gt=OuterRef("number"))
        )
        return self.as_of(asof).filter(~Exists(later)).order_by("indicator", "part", "period_on")
