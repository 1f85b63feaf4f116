"""Who comes in by the command, and what does it say when it cannot be?"""

from datetime import date
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import IntegrityError, transaction

from accounts.models import User
from notices.models import Membership

NEW = {
    "notice": "wiltshire-2012",
    "email": "New.Person@Example.org",
    "name": "New Person",
    "role": "council_officer",
    "agency": "council",
}


def add(**answers: str) -> str:
    said = StringIO()
    given = [f"--{name}={answer}" for name, answer in (NEW | answers).items() if answer]
    call_command("add_member", *given, stdout=said)
    return said.getvalue()


def test_a_new_person_gets_a_role_and_no_password(cast):
    said = add(**{"from": "2012-10-20"})
    person = User.objects.get(email="new.person@example.org")
    member = Membership.objects.for_notice(cast.a).get(person=person)
    assert (member.role, member.agency.code, member.from_on) == ("council_officer", "council", date(2012, 10, 20))
    assert not person.has_usable_password()
    assert "Forgotten password" in said


def test_right_to_review_evidence_is_added_by_name(cast):
    call_command("add_member", *(f"--{name}={answer}" for name, answer in NEW.items() if answer), "--reviews-evidence")
    assert [m.person.name for m in cast.a.memberships.filter(reviews_evidence=True)] == ["Reviewer on A", "New Person"]
    watcher = NEW | {"email": "watcher@example.org", "role": "dfe_observer", "agency": ""}
    with pytest.raises(CommandError, match="DfE observer reads what has been published"):
        call_command("add_member", *(f"--{name}={answer}" for name, answer in watcher.items()), "--reviews-evidence")
    assert not User.objects.filter(email="watcher@example.org").exists()
    with pytest.raises(IntegrityError), transaction.atomic():
        cast.a.memberships.filter(person=cast.observer).update(reviews_evidence=True)


def test_somebody_who_is_here_gets_a_second_notice(cast):
    said = add(notice=cast.b.slug, email=cast.chair.email.upper(), name="", role="chair", agency="")
    assert Membership.objects.for_notice(cast.b).filter(person=cast.chair, from_on=date(2012, 10, 17)).exists()
    assert "password" not in said


@pytest.mark.parametrize(
    ("answers", "sentence"),
    [
        ({"notice": "nowhere"}, "no notice 'nowhere'. Notices: northmoor-2013, wiltshire-2012"),
        ({"role": "boss"}, "no role 'boss'. Roles: chair, council_lead"),
        ({"agency": "army"}, "no agency 'army' on wiltshire-2012. Agencies: council, health"),
        ({"from": "soon"}, "'soon' is not a day"),
        ({"email": "nobody"}, "'nobody' is not an e-mail address"),
        ({"name": ""}, "Nobody has the address new.person@example.org yet"),
        ({"email": "a.independent.chair@example.org"}, "is the address of A Independent chair, not of New Person"),
        ({"email": "a.independent.chair@example.org", "name": ""}, "already has a role on this notice"),
        ({"email": "deactivated.on.a@example.org", "name": ""}, "has been closed"),
    ],
)
def test_what_cannot_be_is_said_and_nothing_is_written(cast, answers, sentence):
    before = User.objects.count(), Membership.objects.count()
    with pytest.raises(CommandError) as refusal:
        add(**answers)
    assert sentence in str(refusal.value)
    assert (User.objects.count(), Membership.objects.count()) == before


def test_a_role_before_one_that_begins_later_is_refused(cast):
    add(**{"from": "2013-01-01"})
    with pytest.raises(CommandError, match="that day or later"):
        add(name="", **{"from": "2012-12-01"})
