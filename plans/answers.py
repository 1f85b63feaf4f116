"""What has each owner said in a round, item by item, for the page of the round?"""

from collections import defaultdict
from dataclasses import dataclass

from django.db.models import Q

from accounts.models import User
from boards.rounds import Round
from notices.models import Notice
from plans.listing import ItemLine, items_of, lines
from plans.models import ItemTerms
from plans.querysets import OPEN
from plans.rounds import NOT_UPDATED, WORDS, at_close, in_round, owed
from records.clock import AsOf


@dataclass(frozen=True)
class RoundLine:
    """One item in a round: its state, and whether its owner still owes a word."""

    line: ItemLine
    state: str
    owed: bool

    @property
    def word(self) -> str:
        return WORDS[self.state]


@dataclass(frozen=True)
class Answers:
    """What one owner has said in a round, item by item."""

    owner: User
    lines: list[RoundLine]

    @property
    def left(self) -> list[RoundLine]:
        return [line for line in self.lines if line.state == NOT_UPDATED]

    @property
    def said(self) -> list[RoundLine]:
        return [line for line in self.lines if line.state != NOT_UPDATED]

    @property
    def owed(self) -> int:
        return sum(line.owed for line in self.lines)

    @property
    def not_updated(self) -> int:
        return len(self.left)


def answers(notice: Notice, round_: Round, asof: AsOf) -> list[Answers]:
    """Owner by owner, those who owe most first, every item that is open at the end of the round (so far) or was done in it,
    soonest due first. Who owes a word is read at `asof`. Six queries, however many items."""
    then = at_close(round_, asof)
    done_within = Q(withdrawn=False, progress="done", progress_on__gte=round_.opens_on)
    items = list(
        in_round(items_of(notice, then), round_, then).filter(OPEN | done_within).order_by("due_now", "number")
    )
    owing = set(owed({notice.pk: round_}, asof).values_list("pk", flat=True))
    terms = ItemTerms.objects.select_related("owner").in_bulk([item.terms_id for item in items])
    by_owner: dict[User, list[RoundLine]] = defaultdict(list)
    for item, line in zip(items, lines(items, then), strict=True):
        by_owner[terms[item.terms_id].owner].append(RoundLine(line, item.round_state, item.pk in owing))
    found = [Answers(owner, said) for owner, said in by_owner.items()]
    return sorted(found, key=lambda one: (-one.owed, -one.not_updated, one.owner.name))
