"""Who can own an item, and who has owned one? Each by the key under which forms and addresses name them."""

from datetime import date

from django.db.models import Exists, OuterRef

from accounts.models import User
from accounts.policy import Permission, Role, allows
from notices.models import Membership, Notice
from notices.people import people_by_key
from plans.models import ItemTerms

ROLES_WITH_ITEMS = [role.value for role in Role if allows(role, Permission.UPDATE_ITEM)]


def who_may_own(notice: Notice, day: date) -> dict[str, User]:
    """Members of that day who can speak for an item, by key."""
    return people_by_key(Membership.objects.for_notice(notice).on(day).filter(role__in=ROLES_WITH_ITEMS))


def who_has_owned(notice: Notice) -> dict[str, User]:
    """Members of any day who have owned an item of the notice, by key."""
    owned = ItemTerms.objects.filter(item__notice=notice, owner=OuterRef("person"))
    return people_by_key(Membership.objects.for_notice(notice).filter(Exists(owned)))
