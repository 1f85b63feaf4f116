"""Who stands in for whom? A deputy named for a time speaks for a person's items in one notice."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from accounts.models import User
from accounts.policy import Permission, Role, allows
from notices.models import Membership, Notice
from plans.checks import as_written
from plans.models import Deputy
from records import audit, wording
from records.clock import AsOf, london_day
from records.ledger import append
from records.refusal import AskFirst, NotTheNext, Refused


@dataclass(frozen=True)
class StandingIn:
    """What is said last of who stands in for a person; `number` is that of the row."""

    person: User
    deputy: User
    from_on: date
    to_on: date
    number: int
    notice: int  # its key

    def holds(self, on: date) -> bool:
        """The first and the last day count."""
        return self.from_on <= on <= self.to_on


def deputies(notice: Notice, asof: AsOf) -> list[StandingIn]:
    """Who stands in, or will, as of `asof`: the latest row of each person, where it names somebody and has not ended. One query."""
    return _deputies([notice.pk], asof)


def _deputies(notices: Iterable[int], asof: AsOf) -> list[StandingIn]:
    latest: dict[tuple[int, int], Deputy] = {}
    rows = Deputy.objects.filter(notice__in=notices).as_of(asof).select_related("person", "deputy").latest_first()
    for row in rows:
        latest.setdefault((row.notice_id, row.person_id), row)
    return [
        StandingIn(row.person, row.deputy, row.from_on, row.to_on, row.number, row.notice_id)
        for row in sorted(latest.values(), key=lambda row: (row.from_on, row.number))
        if row.deputy is not None and row.to_on >= asof.on
    ]


def stands_in_for(notices: Iterable[int], deputy: User, asof: AsOf) -> list[StandingIn]:
    """For whom this person speaks on the day, in notices given by their keys. One query."""
    return [one for one in _deputies(notices, asof) if one.deputy == deputy and one.holds(asof.on)]


def is_deputy(notice: Notice, deputy: User, person: User, asof: AsOf) -> bool:
    return any(one.person == person for one in stands_in_for([notice.pk], deputy, asof))


def source_of(notice: Notice, by: User, owner: User, source: str, at: datetime) -> str:
    """Where words on behalf of an owner come from: as given or, of a deputy who gives nothing, that it is the deputy."""
    if source.strip() or by == owner or not is_deputy(notice, by, owner, as_written(at)):
        return source
    return said_by_deputy_of(owner)


def said_by_deputy_of(owner: User) -> str:
    return f"Deputy of {owner.name}"


def last_number(notice: Notice, person: User) -> int:
    """Of what was said last of who stands in for this person; 0 for nothing yet."""
    last = Deputy.objects.for_notice(notice).filter(person=person).order_by("-number").first()
    return last.number if last else 0


def name_deputy(
    *,
    notice: Notice,
    person: User,
    deputy: User | None,
    from_on: date,
    to_on: date,
    by: User,
    at: datetime,
    after: int | None = None,
    confirmed: bool = False,
) -> Deputy:
    """Say who speaks for a person's items from a day to a day, both included; with no deputy, that nobody stands in any more.

    By the person, or by who may speak on behalf of others. `after` is the number of what the form knew of this person.
    Refused: somebody who is no member or could not update an item, the person itself, days in the wrong order or that have
    passed. Asked about once (AskFirst): to take the place of a deputy who has not ended.
    """
    today = london_day(at)
    asof = as_written(at)
    roles = dict(Membership.objects.for_notice(notice).on(today).values_list("person", "role"))
    if by != person and not (by.pk in roles and allows(Role(roles[by.pk]), Permission.UPDATE_ON_BEHALF)):
        raise Refused(f"Only {person.name}, the secretary or a council lead can say who stands in.")
    if person.pk not in roles:
        raise Refused(f"{person.name} is not a member of this notice.", field="person")
    latest = Deputy.objects.for_notice(notice).filter(person=person).order_by("-number").first()
    if after is not None and after != (latest.number if latest else 0):
        raise NotTheNext("Somebody else has named a deputy since you opened this page.", latest=latest)
    now = next((one for one in deputies(notice, asof) if one.person == person), None)
    if deputy is None:
        if now is None:
            raise Refused(f"Nobody stands in for {person.name}.")
    else:
        _check(deputy, person, from_on, to_on, roles, today)
        if now is not None and not confirmed:
            raise AskFirst(
                f"{now.deputy.name} is named from {wording.day(now.from_on)} to {wording.day(now.to_on)}. That ends now, and "
                f"{deputy.name} stands in as said here. Is that right?",
                field="deputy",
            )
    row = append(
        Deputy, notice, by=by, at=at, counts_on=today, person=person, deputy=deputy, from_on=from_on, to_on=to_on
    )
    audit.record(
        notice.slug,
        at=at,
        by=by,
        verb="name_deputy",
        thing=f"deputy of {audit.person_reference(person)}",
        fields={"deputy": audit.person_reference(deputy) if deputy else "", "from_on": from_on, "to_on": to_on},
    )
    return row


def _check(deputy: User, person: User, from_on: date, to_on: date, roles: dict[int, str], today: date) -> None:
    if deputy == person:
        raise Refused("Choose somebody else: nobody stands in for themselves.", field="deputy")
    if deputy.pk not in roles or not allows(Role(roles[deputy.pk]), Permission.UPDATE_ITEM):
        raise Refused(
            f"{deputy.name} could not say how an item goes here. Choose somebody who may update items.", field="deputy"
        )
    if from_on < today:
        raise Refused(
            f"{wording.day(from_on)} has passed. A deputy stands in from today at the earliest.", field="from_on"
        )
    if to_on < from_on:
        raise Refused("The last day lies before the first.", field="to_on")
