"""Who takes part in the sample? Invented people whose surname is their part, each with a role from the first day."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.contrib.auth.hashers import make_password

from accounts.models import User
from accounts.policy import Role
from improvement.demonstration import SAMPLE_ADDRESS
from notices.domain import add_member
from notices.models import Notice
from records.writing import writing

PASSWORD = "sample-password-2012"  # printed for everybody: a demonstration is not served where others could reach it
MEMBERS_FROM = date(2012, 10, 17)


@dataclass(frozen=True)
class Person:
    """`key` is the given name in small letters: the story calls people by it."""

    name: str
    role: Role
    agency: str
    try_first: str
    reviews: bool = False

    @property
    def key(self) -> str:
        return self.name.partition(" ")[0].lower()

    @property
    def email(self) -> str:
        return self.key + SAMPLE_ADDRESS


PEOPLE = (
    Person(
        "Chris Chair",
        Role.CHAIR,
        "",
        "Open the report for March 2013, have it drawn up, read it and sign it: your password is asked.",
    ),
    Person(
        "Sam Secretary",
        Role.SECRETARY,
        "council",
        "Open the two new dates that wait for the Board of 9 April, and read why they are asked for.",
    ),
    Person("Dana Director", Role.LEAD, "council", "Open the dashboard, then the same page as it stood on 15 January."),
    Person(
        "Leo Leadmember", Role.LEAD, "council", "Open measure QP4: fewer visits to children on a plan are made in time."
    ),
    Person("Pia Portfolio", Role.LEAD, "council", "Open item 67, the money for 18 more social workers: met last week."),
    Person(
        "Olive Frontdoor",
        Role.OFFICER,
        "council",
        "Open “My updates”: you are head of the front door, and one of your milestones is overdue.",
    ),
    Person(
        "Owen Safeguarding",
        Role.OFFICER,
        "council",
        "Open item 89, the chairs’ report that is missing, and say how far it is.",
    ),
    Person(
        "Hazel Practice",
        Role.OFFICER,
        "council",
        "Open item 37: overdue, its date moved twice. Ask the Board for another.",
    ),
    Person("Tessa Teams", Role.OFFICER, "council", "Open indicator FD-05, the cases that wait, since September."),
    Person(
        "Tom Teams", Role.OFFICER, "council", "Open item 21: overdue, and you have said nothing of it since November."
    ),
    Person(
        "Quinn Quality",
        Role.OFFICER,
        "council",
        "Three pieces of evidence wait for a reviewer: accept one, or return it and say why.",
        reviews=True,
    ),
    Person("Wendy Workforce", Role.OFFICER, "council", "Open “My updates”: four items, and none of them is late."),
    Person("Ada Adoption", Role.OFFICER, "council", "Open item 80, of which nothing has been said yet."),
    Person("Anita Analyst", Role.ANALYST, "council", "Enter February’s figure of FD-04: 462 of 507 referrals."),
    Person(
        "Pat Police",
        Role.PARTNER,
        "police",
        "Open item 31: what the rota of police officers has changed since February.",
    ),
    Person("Hugh Health", Role.PARTNER, "health", "Open item 30: the Board refused the date that you asked for."),
    Person("Shona Schools", Role.PARTNER, "schools", "Open item 28: overdue, and nobody has heard of it yet."),
    Person(
        "Petra Probation", Role.PARTNER, "probation", "Open the plan, show all items, and find what probation has done."
    ),
    Person("Lesley Lscb", Role.LSCB, "wscb", "Open measure QP8: both Boards have agreed the audits.", reviews=True),
    Person(
        "Scott Scrutiny",
        Role.SCRUTINY,
        "council",
        "Open “Reports”: you read what has been published, and nothing before.",
    ),
    Person(
        "Dora Observer",
        Role.OBSERVER,
        "",
        "Open “Reports”: the pack for the review of December 2012 was corrected before it was sent. Take its PDF, and check the "
        "file at the foot of any page.",
    ),
)


# And where the story was lived through to the lifting of the notice.
AFTERWARDS = {
    "chris": "Open “The story of the notice” from the calendar: from its issue to its lifting.",
    "sam": "Open the review of December 2013 from the calendar: what it concluded, on which pack, and what followed.",
    "dana": "Open the dashboard, then the same page as it stood on 5 March 2013.",
    "olive": "Open indicator FD-07: more referrals come back than when the notice was issued, and two actions are about it.",
    "anita": "Open “Scorecard”: most indicators meet their targets, a few do not.",
    "scott": "Open “Reports”: one edition was withdrawn, two were replaced, and each says so.",
    "dora": "Open “Reports”, take the PDF of an edition, and check the file at the foot of any page.",
}


def try_first(email: str, *, lifted: bool = False) -> str:
    """What a person of the sample might do first, while the notice stands or since it was lifted; nothing for somebody who was
    added since."""
    return next((AFTERWARDS.get(one.key, "") if lifted else one.try_first for one in PEOPLE if one.email == email), "")


def make_people(notice: Notice) -> Mapping[str, User]:
    """The people of the sample with their roles from the first day, by key. They share a password and so its hash."""
    people = {}
    password = make_password(PASSWORD)
    agencies = {agency.code: agency for agency in notice.agencies.all()}
    with writing(notice.slug) as at:
        for row in PEOPLE:
            person = people[row.key] = User.objects.create(email=row.email, name=row.name, password=password)
            add_member(
                notice=notice,
                person=person,
                role=row.role,
                agency=agencies.get(row.agency),
                from_on=MEMBERS_FROM,
                reviews_evidence=row.reviews,
                by=None,
                at=at,
            )
    return people
