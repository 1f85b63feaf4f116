"""What was circulated for the meetings of a notice?"""

from typing import TYPE_CHECKING, Self

from records.querysets import LedgerQuerySet

if TYPE_CHECKING:
    from notices.models import Notice


class CirculationQuerySet(LedgerQuerySet):
    def for_notice(self, notice: "Notice") -> Self:
        return self.filter(meeting__board__notice=notice)

    def packs(self) -> Self:
        """What was circulated first for each meeting: it holds the figures, supplements hold papers alone."""
        return self.filter(number=1)
