"""How is a person chosen in a form or an address? By a key made of the name: primary keys and e-mail addresses stay out."""

from django.db.models import QuerySet
from django.utils.text import slugify

from accounts.models import User
from notices.models import Membership


def people_by_key(memberships: QuerySet[Membership]) -> dict[str, User]:
    """The people of these memberships by key, in the order of their names: olive-officer, olive-officer-2."""
    people = {member.person_id: member.person for member in memberships.select_related("person").order_by("person_id")}
    keyed: dict[str, User] = {}
    for person in people.values():
        plain = slugify(person.name) or "person"
        namesakes = sum(1 for other in keyed.values() if (slugify(other.name) or "person") == plain)
        keyed[f"{plain}-{namesakes + 1}" if namesakes else plain] = person
    return dict(sorted(keyed.items(), key=lambda pair: pair[1].name.casefold()))
