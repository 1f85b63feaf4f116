"""Do members show that the Board is as it should be, and reports that were sent that Ministers were informed?"""

from datetime import date

from assurance.facts import Asked, Facts, Members, Point
from assurance.states import State, judge
from notices.deadlines import Due
from notices.notice_rows import DeadlineKind, ProofKind

ISSUED = date(2012, 10, 17)
ON = date(2013, 3, 5)


def asked(deadline: DeadlineKind = DeadlineKind.NONE, **more) -> Asked:
    return Asked("SM1.a", deadline, ISSUED, **more)


def state_of(asks: Asked, on: date = ON, **facts) -> State | None:
    return judge(asks, Facts(on, **facts)).state


def test_membership_shows_the_chair_and_the_partners():
    chair, partners = asked(proof=frozenset({ProofKind.CHAIR})), asked(proof=frozenset({ProofKind.PARTNERS}))
    assert state_of(chair, members=Members(ISSUED)) is State.EVIDENCED
    assert state_of(chair) is State.NO_EVIDENCE
    assert state_of(partners, members=Members(partners=("Police",))) is State.EVIDENCED
    found = judge(partners, Facts(ON, members=Members(None, ("Police",), ("Health", "Schools"))))
    assert (found.state, found.why) == (State.PARTLY, "Police has a member; Health and Schools have none.")
    assert state_of(partners, members=Members(missing=("Police",))) is State.NO_EVIDENCE


def informs(sent_on: date | None = None, given_outside: str = "") -> Asked:
    month = date(2013, 3, 31)
    point = Point(month, given_outside, sent_on)
    return asked(DeadlineKind.IN_MONTH, due=Due(month, "month"), point=point)


def test_ministers_are_informed_by_a_report_that_was_sent():
    assert state_of(informs(), date(2013, 2, 28)) is State.NOT_YET_DUE
    in_the_month = judge(informs(), Facts(date(2013, 3, 31)))
    assert (in_the_month.state, in_the_month.late_since) == (State.NO_EVIDENCE, None)
    late = judge(informs(), Facts(date(2013, 4, 1)))
    assert (late.state, late.late_since) == (State.NO_EVIDENCE, date(2013, 4, 1))
    assert late.why.endswith("It was due in March 2013, and has been late since 1 April 2013.")
    sent = judge(informs(date(2013, 4, 3)), Facts(date(2013, 4, 5)))
    assert sent.state is State.EVIDENCED
    assert sent.why.endswith("It was due in March 2013, and came 3 days after that.")


def test_what_was_given_outside_this_system_is_a_claim_and_never_late():
    found = judge(informs(given_outside="It was given on paper."), Facts(date(2013, 9, 1)))
    assert (found.state, found.late_since, found.no_way) == (State.CLAIMED, None, False)
    assert found.why == "Nothing here shows it: It was given on paper."
