"""Who is told when an indicator changes? One member who sees live figures, named from a day on."""

from datetime import date, datetime

from django.db.models import Exists, OuterRef, QuerySet

from accounts.models import User
from accounts.policy import WORKING
from indicators.models import Indicator, IndicatorOwner
from notices.models import Membership, Notice
from records import audit
from records.clock import AsOf, london_day
from records.ledger import append
from records.refusal import Refused


def owners_of(notice: Notice, asof: AsOf) -> dict[int, User]:
    """By the key of the indicator, its owner as of `asof`: one who is no member any more on that day is none. One query."""
    there = _who_can_own(notice, asof.on).filter(person=OuterRef("person"))
    rows = IndicatorOwner.objects.for_notice(notice).current(asof).filter(Exists(there)).select_related("person")
    return {row.indicator_id: row.person for row in rows if row.person is not None}


def who_may_own(notice: Notice, day: date) -> list[User]:
    """Members of that day who see live figures, by name."""
    members = _who_can_own(notice, day).select_related("person").order_by("person__name", "person")
    return list({member.person_id: member.person for member in members}.values())


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
