"""What is refused whoever writes in the plan? Long texts, words for somebody else's item, an item that is closed."""

from datetime import date, datetime

from accounts.models import User
from accounts.policy import Permission, Role, allows
from notices.models import Notice
from plans.models import Item, ItemTerms
from records.clock import TICK, AsOf, london_day
from records.refusal import Refused

LONGEST_TEXT = 4_000


def as_written(at: datetime) -> AsOf:
    """Everything up to and with the writing instant, as a rule sees it while it writes."""
    return AsOf(london_day(at), at + TICK)


def owner_to_speak_for(item: Item, by: User, on_behalf_of: User | None, at: datetime) -> User:
    terms = ItemTerms.objects.get(pk=Item.objects.with_terms(as_written(at)).get(pk=item.pk).terms_id)
    if on_behalf_of is None:
        if terms.owner_id != by.pk:
            raise Refused(f"Item {item.number} belongs to {terms.owner.name}. Only its owner can say how it goes.")
        return by
    if terms.owner_id != on_behalf_of.pk:
        raise Refused(f"Item {item.number} belongs to {terms.owner.name}, not to {on_behalf_of.name}.")
    return on_behalf_of


def check_may_own(notice: Notice, person: User, day: date, *, field: str = "owner") -> None:
    """Refused where the person is no member on that day, or one whose role does not update items."""
    membership = notice.memberships.on(day).filter(person=person).first()
    if membership is None:
        raise Refused(f"{person.name} is not a member of this notice.", field=field)
    if not allows(Role(membership.role), Permission.UPDATE_ITEM):
        raise Refused(
            f"{person.name} is {membership.role_label.lower()} and could not say how the item goes. "
            "Choose somebody who may update items.",
            field=field,
        )


def check_open(item: Item, at: datetime) -> Item:
    """The item with its standing; Refused where it is done or withdrawn."""
    stands = check_not_withdrawn(item, at)
    if stands.standing == "done":
        raise Refused(f"Item {item.number} is done. What comes after is for the Board.")
    return stands


def check_not_withdrawn(item: Item, at: datetime) -> Item:
    stands = Item.objects.with_standing(as_written(at)).get(pk=item.pk)
    if stands.standing == "withdrawn":
        raise Refused(f"Item {item.number} was withdrawn.")
    return stands


def check_text(field: str, text: str, *, required: str = "") -> None:
    if required and not text.strip():
        raise Refused(required, field=field)
    if len(text) > LONGEST_TEXT:
        raise Refused(f"At most {LONGEST_TEXT:,} characters; this text has {len(text):,}.", field=field)
    if "\x00" in text:
        raise Refused("This text holds a character that cannot be stored. Remove it and send it again.", field=field)
