"""Is each occasion of a duty that repeats counted once, when it is over, and for whom it should be?"""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assurance.facts import Asked, Decided, Facts, Met, Shown, Standing
from assurance.repeated import SIX_WEEKS, gaps
from assurance.states import State, judge
from notices.notice_rows import DeadlineKind

ISSUED = date(2012, 10, 17)
FIRST = date(2012, 11, 7)
SECOND, THIRD = FIRST + SIX_WEEKS, FIRST + 2 * SIX_WEEKS + timedelta(days=1)
MEETINGS = (Met(1, FIRST), Met(2, SECOND), Met(3, THIRD))
DAY = timedelta(days=1)


def asked(deadline: DeadlineKind, **more) -> Asked:
    return Asked("SM1.b", deadline, ISSUED, **more)


def test_six_weeks_run_from_the_last_meeting_and_the_open_gap_counts_once_it_is_over():
    duty = asked(DeadlineKind.SIX_WEEKLY)
    on_the_last_day = judge(duty, Facts(THIRD + SIX_WEEKS, meetings=MEETINGS))
    assert (on_the_last_day.word, on_the_last_day.is_evidenced) == ("Kept 1 of 2", False)
    assert on_the_last_day.why == (
        "1 of 2 gaps between meetings were no longer than six weeks, counted from the last meeting held; the next meeting is "
        "due by 14 March 2013."
    )
    a_day_later = judge(duty, Facts(THIRD + SIX_WEEKS + DAY, meetings=MEETINGS))
    assert (a_day_later.word, [row.kept for row in a_day_later.occasions]) == ("Kept 1 of 3", [True, False, False])
    assert "the next meeting was due by" in a_day_later.why


def test_kept_each_time_is_evidenced():
    found = judge(asked(DeadlineKind.SIX_WEEKLY), Facts(SECOND, meetings=MEETINGS[:2]))
    assert (found.word, found.is_evidenced) == ("Kept 1 of 1", True)


def test_before_a_gap_has_closed_there_is_none_to_count():
    duty = asked(DeadlineKind.SIX_WEEKLY)
    one = judge(duty, Facts(FIRST + SIX_WEEKS, meetings=MEETINGS[:1]))
    assert (one.state, one.why) == (
        State.NOT_YET_DUE, "The Board first met on 7 November 2012; its next meeting is due by 19 December 2012.",
    )  # fmt: skip
    assert judge(duty, Facts(FIRST)).state is State.NO_EVIDENCE
    assert judge(duty, Facts(FIRST + SIX_WEEKS + DAY, meetings=MEETINGS[:1])).word == "Kept 0 of 1"


@given(st.lists(st.dates(FIRST, date(2014, 1, 1)), min_size=1, max_size=8, unique=True), st.integers(0, 200))
def test_every_gap_is_counted_once(days, after):
    meetings = list(enumerate(sorted(days), 1))
    on = meetings[-1][1] + timedelta(days=after)
    found = gaps(meetings, on)
    assert len(found) == len(meetings) - 1 + (after > 42)
    assert [row.meeting for row in found] == [number for number, _ in meetings[1:]] + [None] * (after > 42)
    assert all(row.kept for row in found) == all(
        later - earlier <= SIX_WEEKS for earlier, later in zip(sorted(days), [*sorted(days)[1:], on], strict=True)
    )


def dates_agreed(deadline: DeadlineKind = DeadlineKind.AS_BOARD_AGREES) -> Asked:
    return asked(deadline, agreed_by=("Board",), decided_by="dates", agreement="Dates of items")


def test_a_decision_of_its_kind_shows_the_occasion_of_its_meeting():
    decisions = (
        Decided("Board", 3, "dates", SECOND, meeting=2),
        Decided("Board", 4, "dates", SECOND, meeting=2),
        Decided("Board", 5, "plan", FIRST, meeting=1),
        Decided("Board", 7, "timescales", THIRD, meeting=3),
        Decided("LSCB", 1, "dates", THIRD, meeting=3),
        Decided("Board", 6, "dates", THIRD),
    )
    found = judge(dates_agreed(), Facts(THIRD, decisions=decisions, meetings=MEETINGS))
    assert found.word == "Kept 2 of 3"
    assert [row.said for row in found.occasions] == [
        "no decision of the kind “Dates of items”",
        "Board decisions 3 and 4",
        "Board decision 7",  # timescales agreed as such
    ]


def test_our_default_is_said_and_the_notices_own_rhythm_is_not_ours():
    facts = Facts(THIRD, meetings=MEETINGS)
    ours, theirs = judge(dates_agreed(), facts), judge(dates_agreed(DeadlineKind.EACH_MEETING), facts)
    assert (ours.by_default, theirs.by_default) == (True, False)
    assert "does not count against the council" in ours.why
    assert "our default" not in theirs.why


def test_meetings_before_the_notice_are_no_occasions():
    early = (Met(1, ISSUED - DAY), Met(2, ISSUED))
    assert judge(dates_agreed(), Facts(THIRD, meetings=early)).word == "Kept 0 of 1"
    assert judge(dates_agreed(), Facts(THIRD, meetings=early[:1])).state is State.NOT_YET_DUE


@pytest.mark.parametrize(
    ("deadline", "on", "meetings", "state", "said", "missing"),
    [
        (
            DeadlineKind.EACH_MEETING,
            FIRST,
            (),
            State.NOT_YET_DUE,
            "0 meetings have been held",
            "do not say what of each",
        ),
        (
            DeadlineKind.EACH_MEETING,
            THIRD,
            MEETINGS,
            State.NO_EVIDENCE,
            "3 meetings have been",
            "do not say what of each",
        ),
        (
            DeadlineKind.MONTHLY,
            date(2012, 10, 31),
            (),
            State.NOT_YET_DUE,
            "0 months have ended",
            "cannot be recorded here",
        ),
        (
            DeadlineKind.MONTHLY,
            date(2012, 11, 1),
            (),
            State.NO_EVIDENCE,
            "1 month has ended",
            "cannot be recorded here",
        ),
    ],
)
def test_what_cannot_be_told_by_occasion_is_never_kept(deadline, on, meetings, state, said, missing):
    found = judge(asked(deadline), Facts(on, meetings=meetings))
    assert (found.state, found.no_way) == (state, True)
    assert said in found.why
    assert missing in found.why


def test_accepted_evidence_shows_a_repeated_duty_in_part_only():
    evidence = (Shown(1, "Three reports.", Standing.ACCEPTED),)
    found = judge(asked(DeadlineKind.EACH_MEETING), Facts(THIRD, evidence=evidence, meetings=MEETINGS))
    assert (found.state, found.no_way) == (State.PARTLY, False)
