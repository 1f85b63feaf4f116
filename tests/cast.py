"""Who takes part in the tests? Fixed people whose names mean their access, on two notices that use the same codes."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

from django.db import transaction

from accounts.models import User
from accounts.policy import Role
from notices import domain as notices
from notices.models import Notice
from notices.notice_file import NoticeFile, read
from records import clock
from records.writing import writing

ROOT = Path(__file__).parents[1]
FILE_A = ROOT / "notices" / "data" / "wiltshire-2012.yaml"
FILE_B = ROOT / "tests" / "data" / "northmoor-2013.yaml"
FIRST_DAY = date(2012, 4, 1)  # a membership may begin before the notice was issued
BEFORE_EVERYTHING = date(2012, 9, 30)  # the last day of memberships that have expired in every test

# The agency that a role speaks for; the others belong to none.
AGENCIES = {
    Role.LEAD: "council",
    Role.OFFICER: "council",
    Role.ANALYST: "council",
    Role.PARTNER: "police",
    Role.LSCB: "wscb",
}


@dataclass(frozen=True)
class Cast:
    """Two notices and everybody around them. The nine named by role belong to notice A and to nothing else."""

    a: Notice
    b: Notice
    chair: User
    secretary: User
    lead: User
    officer: User
    second_officer: User  # owns items too, and none of the officer's
    analyst: User
    partner: User
    lscb: User
    scrutiny: User
    observer: User
    in_b: Mapping[Role, User]  # one person per role on notice B and on nothing else
    reviewer: User  # a partner Board member of A who also has the right to review evidence, and no item
    expired: User  # was an officer on A and is no longer
    deactivated: User  # a secretary on A whose account is shut
    stranger: User  # has an account and no notice
    dual: User  # council lead on A, DfE observer on B

    @property
    def in_a(self) -> dict[Role, User]:
        people = (
            self.chair,
            self.secretary,
            self.lead,
            self.officer,
            self.analyst,
            self.partner,
            self.lscb,
            self.scrutiny,
            self.observer,
        )
        return dict(zip(Role, people, strict=True))

    def members_of(self, notice: Notice) -> Mapping[Role, User]:
        return self.in_a if notice == self.a else self.in_b


@cache
def notice_file(path: Path) -> NoticeFile:
    return read(path)


def load(path: Path) -> Notice:
    """The notice of a real file, through the product's own loader."""
    with transaction.atomic():
        notice, _ = notices.load_notice(
            notice_file(path), sha256=hashlib.sha256(path.read_bytes()).hexdigest(), at=clock.now(), by=None
        )
    return notice


def person(name: str, **fields: object) -> User:
    """A person without a password: tests sign in with `client.force_login`, unless signing in is what they try."""
    return User.objects.create_user(f"{name.lower().replace(' ', '.')}@example.org", None, name=name, **fields)


def join(
    notice: Notice, who: User, role: Role, *, from_on: date = FIRST_DAY, to_on: date | None = None, **right: bool
) -> User:
    with writing(notice.slug) as at:
        agency = notice.agencies.filter(code=AGENCIES.get(role, "")).first()
        member = notices.add_member(
            notice=notice, person=who, role=role, agency=agency, from_on=from_on, by=None, at=at, **right
        )
        if to_on is not None:
            notices.end_member(member=member, to_on=to_on, by=None, at=at)
    return who


def make_cast() -> Cast:
    a, b = load(FILE_A), load(FILE_B)
    named = {role: join(a, person(f"A {role.label}"), role) for role in Role}
    dual = person("Lead on A and Observer on B")
    return Cast(
        a=a,
        b=b,
        chair=named[Role.CHAIR],
        secretary=named[Role.SECRETARY],
        lead=named[Role.LEAD],
        officer=named[Role.OFFICER],
        second_officer=join(a, person("A second Council officer"), Role.OFFICER),
        analyst=named[Role.ANALYST],
        partner=named[Role.PARTNER],
        lscb=named[Role.LSCB],
        scrutiny=named[Role.SCRUTINY],
        observer=named[Role.OBSERVER],
        in_b={role: join(b, person(f"B {role.label}"), role) for role in Role},
        reviewer=join(a, person("Reviewer on A"), Role.PARTNER, reviews_evidence=True),
        expired=join(a, person("Expired on A"), Role.OFFICER, to_on=BEFORE_EVERYTHING),
        deactivated=join(a, person("Deactivated on A", is_active=False), Role.SECRETARY),
        stranger=person("Stranger"),
        dual=join(b, join(a, dual, Role.LEAD), Role.OBSERVER),
    )
