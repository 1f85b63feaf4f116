"""Who is told when an indicator changes? One member who sees live figures, named from a day on."""

from collections.abc import Sequence
from datetime import date, datetime

from django.db.models import Exists, OuterRef, QuerySet

from accounts.models import User
from accounts.policy import WORKING
from indicators.models import Indicator, IndicatorOwner
from notices.models import Membership, Notice
from notices.people import people_by_key
from records import audit
from records.clock import AsOf, london_day
from records.ledger import append
from records.refusal import Refused


def owners_of(notice: Notice, asof: AsOf) -> dict[int, User]:
    """By the key of the indicator, its owner as of `asof`: one who is no member any more on that day is none. One query."""
    there = _who_can_own(notice, asof.on).filter(person=OuterRef("person"))
    rows = IndicatorOwner.objects.for_notice(notice).current(asof).filter(Exists(there)).select_related("person")
    return {row.indicator_id: row.person for row in rows if row.person is not None}


def who_may_own(notice: Notice, day: date) -> dict[str, User]:
    """Members of that day who see live figures, by key."""
    return people_by_key(_who_can_own(notice, day))


def _who_can_own(notice: Notice, day: date) -> QuerySet[Membership]:
    return Membership.objects.for_notice(notice).on(day).filter(role__in=WORKING, person__is_active=True)


def last_number(indicator: Indicator) -> int:
    """Of what was said last of its owner; 0 for nothing yet."""
    last = indicator.owners.order_by("-number").first()
    return last.number if last else 0


def name_owner(
    *, indicator: Indicator, person: User | None, by: User, at: datetime, after: int | None = None
) -> IndicatorOwner:
    """Say who is told when the indicator changes, from today on; without a person, that nobody is. `after` is the number of
    the last row that the form knew.

    Refused: who is no member today or sees no live figures; who is the owner already.
    """
    today = london_day(at)
    if person is not None and not _who_can_own(indicator.notice, today).filter(person=person).exists():
        raise Refused(f"{person} is no member of this notice today who sees live figures.", field="person")
    last = indicator.owners.order_by("-number").first()
    now = last.person if last else None
    if now == person and after in (None, last.number if last else 0):
        said = f"{indicator.code} is {person}’s already." if person else f"{indicator.code} has no owner."
        raise Refused(said, field="person")
    row = append(IndicatorOwner, indicator, by=by, at=at, after=after, counts_on=today, person=person)
    audit.record(
        indicator.notice.slug,
        at=at,
        by=by,
        verb="name_owner",
        thing=f"owner {row.number} of {indicator.code}",
        fields={"person": audit.person_reference(person) if person else ""},
    )
    return row


def name_owners(
    *, indicators: Sequence[Indicator], person: User | None, by: User, at: datetime
) -> list[IndicatorOwner]:
    """The same for several: those whose owner it is already are left as they are. Refused: where that is so of all."""
    rows = []
    for indicator in indicators:
        last = indicator.owners.order_by("-number").first()
        if (last.person_id if last else None) != (person.pk if person else None):
            rows.append(name_owner(indicator=indicator, person=person, by=by, at=at))
    if not rows:
        raise Refused("That is who owns all of them now.", field="person")
    return rows
