"""Who can own an item, and how is a person chosen in a form or an address? By a key made of the name: primary keys and
e-mail addresses stay out of both."""

from datetime import date

from django.db.models import Exists, OuterRef, QuerySet
from django.utils.text import slugify

from accounts.models import User
from accounts.policy import Permission, Role, allows
from notices.models import Membership, Notice
from plans.models import ItemTerms

ROLES_WITH_ITEMS = [role.value for role in Role if allows(role, Permission.UPDATE_ITEM)]


def people_by_key(memberships: QuerySet[Membership]) -> dict[str, User]:
    """The people of these memberships by key, in the order of their names: olive-officer, olive-officer-2."""
    people = {member.person_id: member.person for member in memberships.select_related("person").order_by("person_id")}
    keyed: dict[str, User] = {}
    for person in people.values():
        plain = slugify(person.name) or "person"
        namesakes = sum(1 for other in keyed.values() if (slugify(other.name) or "person") == plain)
        keyed[f"{plain}-{namesakes + 1}" if namesakes else plain] = person
    return dict(sorted(keyed.items(), key=lambda pair: pair[1].name.casefold()))


def who_may_own(notice: Notice, day: date) -> dict[str, User]:
    """Members of that day who can speak for an item, by key."""
    return people_by_key(Membership.objects.for_notice(notice).on(day).filter(role__in=ROLES_WITH_ITEMS))


def who_has_owned(notice: Notice) -> dict[str, User]:
    """Members of any day who have owned an item of the notice, by key."""
    owned = ItemTerms.objects.filter(item__notice=notice, owner=OuterRef("person"))
    return people_by_key(Membership.objects.for_notice(notice).filter(Exists(owned)))
