"""How was each item answered for in a round, and who owes a word?"""

from collections import Counter
from collections.abc import Mapping

from django.db.models import Case, Exists, OuterRef, Q, Subquery, Value, When

from boards import rounds
from boards.models import Meeting
from boards.rounds import Round
from notices.models import Notice
from plans.models import DateChange, Item, ItemTerms, ProgressUpdate
from plans.querysets import OPEN, DateChangeQuerySet, ItemQuerySet
from plans.standing import NO_CHANGE
from records.clock import AsOf
from records.querysets import LATEST_FIRST, visible

NEW_DATE, UPDATED, CONFIRMED, NOT_UPDATED = "new_date", "updated", "no_change", "not_updated"
WORDS = {
    NEW_DATE: "New date proposed",
    UPDATED: "Updated",
    CONFIRMED: "No change confirmed",
    NOT_UPDATED: "Not updated",
}


def rounds_of(notice: Notice, asof: AsOf) -> list[Round]:
    return Meeting.objects.for_notice(notice).rounds(asof)


def current_round(notice: Notice, asof: AsOf) -> Round | None:
    """The round that the day belongs to, or whose updates have closed and whose meeting is still to come; None where no
    meeting is planned. One query."""
    return rounds.current(rounds_of(notice, asof), asof.on)


def at_close(round_: Round, asof: AsOf) -> AsOf:
    """The position at the end of the round or, before that, the one asked for."""
    return AsOf(min(asof.on, round_.updates_close_on), asof.known)


def in_round(items: ItemQuerySet, round_: Round, asof: AsOf) -> ItemQuerySet:
    """Annotates `round_state`, one of WORDS: of everything that counts in the round, that another date was asked for and not
    taken back comes first, then what the latest update said. One query with that of `items`."""
    within = visible(asof) & Q(
        item=OuterRef("pk"), counts_on__gte=round_.opens_on, counts_on__lte=round_.updates_close_on
    )
    latest = ProgressUpdate.objects.filter(within).order_by(*LATEST_FIRST)
    return items.annotate(round_words=Subquery(latest.values("done_so_far")[:1])).annotate(
        round_state=Case(
            When(Exists(_asked(within, asof)), then=Value(NEW_DATE)),
            When(round_words=NO_CHANGE, then=Value(CONFIRMED)),
            When(round_words__isnull=False, then=Value(UPDATED)),
            default=Value(NOT_UPDATED),
        )
    )


def _asked(within: Q, asof: AsOf) -> DateChangeQuerySet:
    return DateChange.objects.asked_still(asof).filter(within)


def owed(of_notices: Mapping[int, Round], asof: AsOf) -> ItemQuerySet:
    """Open items of these notices, by key with the round of each, of which nothing was said since it opened, and of which no
    new date waits for the Board. What came after updates had closed counts for the next round, and is not asked for again.
    """
    since = Q(pk__in=[])
    for notice, round_ in of_notices.items():
        since |= Q(item__notice=notice, counts_on__gte=round_.opens_on)
    within = visible(asof) & Q(item=OuterRef("pk")) & since
    return (
        Item.objects.filter(notice__in=list(of_notices))
        .with_terms_if_any(asof)
        .with_progress(asof)
        .filter(OPEN)
        .filter(~Exists(ProgressUpdate.objects.filter(within)), ~Exists(_asked(within, asof)))
        .filter(~Exists(DateChange.objects.waiting(asof).filter(item=OuterRef("pk"))))
        .order_by("due_on", "number")
    )


def owners_owing(of_notices: Mapping[int, Round], asof: AsOf) -> dict[int, int]:
    """By notice, how many owners owe a word. One query."""
    if not of_notices:
        return {}
    owner = ItemTerms.objects.filter(pk=OuterRef("terms_id")).values("owner")[:1]
    rows = owed(of_notices, asof).annotate(owner=Subquery(owner)).order_by().values_list("notice", "owner")
    return Counter(notice for notice, _ in set(rows))
