"""What was circulated for the meetings of a notice, which of its published editions stand, and what was said of its reviews?"""

from typing import TYPE_CHECKING, Self

from django.db import models

from records.querysets import LedgerQuerySet

if TYPE_CHECKING:
    from notices.models import Notice


class CirculationQuerySet(LedgerQuerySet):
    def for_notice(self, notice: "Notice") -> Self:
        return self.filter(meeting__board__notice=notice)

    def packs(self) -> Self:
        """What was circulated first for each meeting: it holds the figures, supplements hold papers alone."""
        return self.filter(number=1)


class ConclusionQuerySet(LedgerQuerySet):
    def for_notice(self, notice: "Notice") -> Self:
        return self.filter(review__notice=notice)


class SendingQuerySet(LedgerQuerySet):
    def for_notice(self, notice: "Notice") -> Self:
        return self.filter(edition__report__notice=notice)


class EditionQuerySet(models.QuerySet):
    def for_notice(self, notice: "Notice") -> Self:
        return self.filter(report__notice=notice)

    def that_stand(self) -> Self:
        """Those that were not withdrawn."""
        return self.filter(withdrawal=None)
