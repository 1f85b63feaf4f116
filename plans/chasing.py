"""Who is asked to say how items go before updates close? One mail a person, and of one item once a day; who stands in for an
owner is written to as well."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import date, datetime

from django.conf import settings
from django.db.models import Max, QuerySet

from accounts.models import Message, Telling, User
from boards.rounds import Round
from notices.models import Notice
from plans.checks import as_written
from plans.deputies import deputies
from plans.listing import items_of
from plans.models import Item, ItemTerms
from plans.rounds import current_round, owed
from records import audit, wording
from records.clock import AsOf, end_of_day, london_day
from records.refusal import Refused

KIND = "round"


def chase(*, notice: Notice, owners: Sequence[User] | None, by: User, at: datetime) -> list[Message]:
    """Write to these owners (to all, where none are given) who owe a word for the round of today, each a mail with their items,
    and the same to whom stands in for an owner today.

    Of an item one hears once a day. An item whose new date waits for the Board is not asked for. Refused: while no
    meeting is planned, and where nobody is left to write to today.
    """
    asof = as_written(at)
    round_ = current_round(notice, asof)
    if round_ is None:
        raise Refused("No meeting of the Board is planned, so nothing is due. Plan one first.")
    standing_in = {one.person: one.deputy for one in deputies(notice, asof) if one.holds(asof.on)}
    made = []
    for owner, items in _left_to_ask(notice, round_, owners, asof).items():
        for person in filter(None, (owner, standing_in.get(owner))):
            whose = "yours" if person == owner else owner.name
            message = Message.objects.create(
                person=person,
                reference=notice.slug,
                subject=_subject(len(items), round_, asof.on, whose),
                body=_body(notice, person, whose, items, round_, by, asof.on),
                composed_at=at,
            )
            Telling.objects.bulk_create(
                Telling(
                    person=person,
                    reference=notice.slug,
                    kind=KIND,
                    thing=_thing(round_, item, asof.on),
                    told_at=at,
                    message=message,
                )
                for item, _ in items
            )
            numbers = ", ".join(str(item.number) for item, _ in items)
            thing = f"message to {audit.person_reference(person)}"
            audit.record(notice.slug, at=at, by=by, verb="chase", thing=thing, fields={"items": numbers})
            made.append(message)
    if not made:
        whom = f"{owners[0].name} owes nothing" if owners else "Nobody owes anything"
        raise Refused(f"{whom} that was not asked for today already.")
    return made


def _left_to_ask(
    notice: Notice, round_: Round, owners: Sequence[User] | None, asof: AsOf
) -> dict[User, list[tuple[Item, ItemTerms]]]:
    """By owner the items to ask for, soonest due first, with their terms."""
    owing = owed({notice.pk: round_}, asof).values("pk")
    items = list(items_of(notice, asof).filter(pk__in=owing).order_by("due_now", "number"))
    terms = ItemTerms.objects.select_related("owner").in_bulk([item.terms_id for item in items])
    told = set(_tellings(notice, round_).values_list("person", "thing"))
    found: dict[User, list[tuple[Item, ItemTerms]]] = defaultdict(list)
    for item in items:
        owner = terms[item.terms_id].owner
        asked = (owner.pk, _thing(round_, item, asof.on)) in told
        if owner.is_active and not asked and (owners is None or owner in owners):
            found[owner].append((item, terms[item.terms_id]))
    return dict(found)


def last_chased(notice: Notice, round_: Round, asof: AsOf) -> dict[int, date]:
    """By the key of a person, the day on which they were last written to in a round, as of two times. One query."""
    until = min(asof.known, end_of_day(asof.on))
    rows = _tellings(notice, round_).filter(told_at__lt=until).order_by().values("person").annotate(last=Max("told_at"))
    return {row["person"]: london_day(row["last"]) for row in rows}


def _tellings(notice: Notice, round_: Round) -> QuerySet[Telling]:
    return Telling.objects.filter(reference=notice.slug, kind=KIND, thing__startswith=_of(round_))


def _of(round_: Round) -> str:
    return f"meeting {round_.number} item "


def _thing(round_: Round, item: Item, on: date) -> str:
    return f"{_of(round_)}{item.number} on {on.isoformat()}"


def _subject(many: int, round_: Round, on: date, whose: str) -> str:
    goes = wording.count(many, f"item of {whose} goes", f"items of {whose} go")
    when = (
        f"For {wording.day(round_.meeting_on)}"
        if round_.is_closed(on)
        else f"By {wording.day(round_.updates_close_on)}"
    )
    return f"{when}: please say how {goes}"


def _body(
    notice: Notice,
    person: User,
    whose: str,
    items: list[tuple[Item, ItemTerms]],
    round_: Round,
    by: User,
    on: date,
) -> str:
    meets = f"The Board meets on {wording.day(round_.meeting_on)}"
    closes = wording.day(round_.updates_close_on)
    until = (
        f"{meets}. Updates for it closed on {closes}" if round_.is_closed(on) else f"{meets}; updates close on {closes}"
    )
    which = "this item" if len(items) == 1 else "these items"
    which += "" if whose == "yours" else f" of {whose}, for whom you stand in,"
    return "\n".join(
        [
            f"Dear {person.name},",
            "",
            f"{notice.council}: {notice.title}",
            "",
            f"{until}. Of {which} we have not heard since the round began:",
            "",
            *(
                f"{item.number}. {terms.words}\n   Due {wording.due(item.due_now, item.due_now_precision)}."
                for item, terms in items
            ),
            "",
            "A line is enough, and where nothing has changed “No change” is one press. If a date cannot be kept, you can ask the "
            "Board for another there:",
            f"{settings.BASE_URL}/{notice.slug}/plan/mine/",
            "",
            "Thank you.",
            f"{by.name}",
            "",
        ]
    )
