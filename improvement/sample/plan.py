"""What do the partners of the sample agree to do? Items with their words, owner, first date and what each serves."""

from dataclasses import dataclass
from datetime import date

ACTION, MILESTONE = "action", "milestone"


@dataclass(frozen=True)
class Agreed:
    """One item, under the number that it gets. `meeting` agreed it; `month` says that only a month was set."""

    number: int
    kind: str
    words: str
    owner: str
    agency: str
    due_on: date
    serves: tuple[str, ...]
    meeting: int = 1
    month: bool = False


ITEMS = (
    Agreed(
        1, ACTION, "Give every case in Referral and Assessment that waits beyond the standard a named social worker.",
        "olive", "council", date(2012, 11, 30), ("QP2.a", "QP2.f"),
    ),
    Agreed(
        2, ACTION, "Give managers in Referral and Assessment a daily list of the cases that wait, and for how long.",
        "olive", "council", date(2012, 12, 14), ("QP2.b",),
    ),
    Agreed(
        3, ACTION, "Find out what drives the rise in contacts and referrals, and bring it to the Board as a paper.",
        "olive", "council", date(2013, 1, 25), ("QP2.d",),
    ),
    Agreed(
        4, MILESTONE, "Every post in Referral and Assessment is filled, at most two of them by agency staff.",
        "dana", "council", date(2013, 2, 28), ("QP2.c",), month=True,
    ),
    Agreed(
        5, ACTION, "Revise the guidance for chairs of child protection conferences.",
        "owen", "council", date(2012, 12, 7), ("QP6.a",),
    ),
    Agreed(
        6, ACTION, "Write the standards for management oversight and decision-making, for the Board to agree.",
        "owen", "council", date(2013, 1, 18), ("QP7.a",),
    ),
    Agreed(
        7, MILESTONE, "The Board and the WSCB have agreed how often, how widely and how many cases are audited.",
        "lesley", "wscb", date(2013, 1, 30), ("QP8.a",),
    ),
    Agreed(
        8, ACTION, "Set up a duty rota of police officers, so that every strategy discussion has one.",
        "pat", "police", date(2013, 2, 15), ("QP5.a",),
    ),
    Agreed(
        9, ACTION, "Name a lead nurse in each locality who contributes to child protection and child in need plans.",
        "hugh", "health", date(2013, 3, 29), ("QP5.b",),
    ),
    Agreed(
        10, ACTION, "Train every social worker and manager in Referral and Assessment in the thresholds.",
        "olive", "council", date(2013, 3, 15), ("CC1.a", "QP3.a"),
    ),
    Agreed(
        11, ACTION, "Report to each Board how long children wait from coming into care to being placed for adoption.",
        "owen", "council", date(2013, 6, 28), ("AD1.c", "AD2.a"),
    ),
    Agreed(
        12, ACTION, "Arrange peer mentoring for the Lead Member and the Portfolio Holder.",
        "dana", "council", date(2012, 12, 21), ("SM3.a", "SM3.b"),
    ),
    Agreed(
        13, MILESTONE, "Every social worker has had reflective supervision in each of three months running.",
        "olive", "council", date(2013, 6, 30), ("CC3.a",), month=True,
    ),
    Agreed(
        14, MILESTONE, "All performance indicators and milestones of the plan are met.",
        "dana", "council", date(2013, 12, 31), ("RP2.a",), month=True,
    ),
    Agreed(
        15, ACTION, "Ask all social workers, by a survey, about their workload and supervision.",
        "owen", "council", date(2013, 2, 8), ("CC2.b", "CC4.a"), meeting=2,
    ),
    Agreed(
        16, ACTION, "Write a summary of the plan on two pages for all staff and partners.",
        "dana", "council", date(2013, 3, 8), ("PG1.b",), meeting=2,
    ),
)  # fmt: skip
