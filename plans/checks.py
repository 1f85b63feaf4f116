"""What is refused whoever writes in the plan? Long texts, words for somebody else's item, an item that is closed, and what
cannot be said of an item, or asked for it, as it stands."""

from datetime import date, datetime

from accounts.models import User
from accounts.policy import Permission, Role, allows
from notices.models import Notice
from plans.models import Item, ItemTerms, ProgressUpdate
from records import wording
from records.clock import TICK, AsOf, london_day
from records.refusal import AskFirst, Refused

LONGEST_TEXT = 4_000


def as_written(at: datetime) -> AsOf:
    """Everything up to and with the writing instant, as a rule sees it while it writes."""
    return AsOf(london_day(at), at + TICK)


def owner_to_speak_for(item: Item, by: User, on_behalf_of: User | None, at: datetime) -> User:
    now = as_written(at)
    known = item if item.stands_as_of == now else Item.objects.with_terms(now).get(pk=item.pk)
    terms = ItemTerms.objects.select_related("owner").get(pk=known.terms_id)
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
    check_not_done(stands)
    return stands


def check_not_withdrawn(item: Item, at: datetime) -> Item:
    now = as_written(at)
    stands = item if item.stands_as_of == now else Item.objects.with_standing(now).get(pk=item.pk)
    check_still_there(stands)
    return stands


# Of an item that `with_standing` annotated:


def check_still_there(stands: Item) -> None:
    if stands.standing == "withdrawn":
        raise Refused(f"Item {stands.number} was withdrawn.")


def check_not_done(stands: Item) -> None:
    if stands.standing == "done":
        raise Refused(f"Item {stands.number} is done. What comes after is for the Board.")


def check_said(stands: Item, *, progress: str, forecast: str, done_so_far: str, next_step: str, today: date) -> None:
    """Refused: what nobody can say of an item that stands so, done once more among it."""
    said = "" if progress == ProgressUpdate.Progress.NOT_STARTED else "Say in a line what has been done."
    check_text("done_so_far", done_so_far, required=said)
    check_text("next_step", next_step)
    check_still_there(stands)
    if stands.standing == progress == ProgressUpdate.Progress.DONE:
        raise Refused(f"Item {stands.number} stands as done already.", field="progress")
    if not forecast and progress != ProgressUpdate.Progress.DONE and stands.due_now >= today:
        raise Refused("Say whether the item will meet its date.", field="forecast")


def check_asked(stands: Item, *, to: date, waits: bool, today: date, confirmed: bool) -> None:
    """Refused: a new date that an open item which stands so cannot be given, or while another `waits` for the Board."""
    if to < today:
        raise Refused(f"{wording.day(to)} has passed. Ask for a day to come.", field="to")
    if waits:
        raise Refused("A new date for this item waits for the Board already.")
    if to == stands.due_now:
        raise Refused(f"{wording.day(to)} is the date it has now. Propose another one.", field="to")
    if to < stands.due_now and not confirmed:
        raise AskFirst(
            f"{wording.day(to)} comes before {wording.day(stands.due_now)}, the date it has now. Is that right?",
            field="to",
        )


def check_text(field: str, text: str, *, required: str = "") -> None:
    if required and not text.strip():
        raise Refused(required, field=field)
    if len(text) > LONGEST_TEXT:
        raise Refused(f"At most {LONGEST_TEXT:,} characters; this text has {len(text):,}.", field=field)
    if "\x00" in text:
        raise Refused("This text holds a character that cannot be stored. Remove it and send it again.", field=field)


def check_cause_and_remedy(analysis: str, remedy: str) -> None:
    """Refused: a new date without why the old one fails and what is being done."""
    check_text("analysis", analysis, required="Say why the date will not be met.")
    check_text("remedy", remedy, required="Say what is being done about it.")
