"""What lies before somebody who owns items, for the next meeting of the Board? What is still to be answered, and what is kept."""

from dataclasses import dataclass, field

from django.db.models import Q

from accounts.models import User
from boards.rounds import Round
from notices.models import Notice
from plans.listing import ItemLine, items_of, lines
from plans.models import Item
from plans.querysets import OPEN
from plans.rounds import current_round, in_round, owed
from plans.unwritten import with_unwritten
from records.clock import AsOf


@dataclass(frozen=True)
class Desk:
    """One person's items. `open` holds those of which a word is owed first, each part soonest due first; `owing` their keys;
    `done` those that were said to be done in the round."""

    round: Round | None
    open: list[Item]
    owing: set[int] = field(default_factory=set)
    done: list[ItemLine] = field(default_factory=list)

    @property
    def overdue(self) -> int:
        return sum(item.overdue_now for item in self.open)

    @property
    def unwritten(self) -> int:
        return sum(item.unwritten for item in self.open)

    @property
    def total(self) -> int:
        return len(self.open) + len(self.done)

    @property
    def answered(self) -> int:
        return self.total - len(self.owing)


def desk_of(notice: Notice, person: User, asof: AsOf) -> Desk:
    """The items of one person as they stand. Three queries, and three for the lines of what is done."""
    round_ = current_round(notice, asof)
    mine = with_unwritten(items_of(notice, asof, person), asof).order_by("due_now", "number")
    if round_ is None:
        return Desk(None, list(mine.filter(OPEN)))
    done_within = Q(withdrawn=False, progress="done", progress_on__gte=round_.opens_on)
    found = list(in_round(mine, round_, asof).filter(OPEN | done_within))
    is_open = [item for item in found if item.standing != "done"]
    owing = set(
        owed({notice.pk: round_}, asof).filter(pk__in=[item.pk for item in is_open]).values_list("pk", flat=True)
    )
    return Desk(
        round_,
        sorted(is_open, key=lambda item: item.pk not in owing),
        owing,
        lines([item for item in found if item.standing == "done"], asof),
    )
