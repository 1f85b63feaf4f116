"""Does each rule give the state, the sentence and the flag that it should, and never another?"""

from datetime import date, timedelta

import pytest

from assurance.facts import Asked, Decided, Facts, Measured, Point, Served, Shown, Standing
from assurance.states import State, judge
from notices.deadlines import Due
from notices.notice_rows import DeadlineKind, ProofKind

ISSUED = date(2012, 10, 17)
DUE = date(2012, 11, 17)
ON = date(2013, 3, 5)
MARCH = date(2013, 3, 31)
INDICATORS = frozenset({ProofKind.INDICATORS})


def asked(deadline: DeadlineKind = DeadlineKind.NONE, **more) -> Asked:
    return Asked("QP1.a", deadline, ISSUED, **more)


def agreed_within_a_month(*bodies: str) -> Asked:
    return asked(
        DeadlineKind.WITHIN_MONTH_OF_ISSUE,
        due=Due(DUE),
        agreed_by=bodies or ("Board",),
        decided_by="adoption_plan",
        agreement="Adoption plan agreed",
    )


def decided(body: str = "Board", kind: str = "adoption_plan", on: date = date(2012, 11, 7), **more) -> Decided:
    return Decided(body, more.pop("number", 2), kind, on, **more)


def item(number: int = 1, **more) -> Served:
    return Served(number, "Do it.", "Done" if more.get("is_done") else "Overdue", **more)


def measured(code: str, against: str = "Meets", *, has_figure: bool = True) -> Measured:
    return Measured(code, f"Series {code}", against, has_figure)


def shown(standing: Standing, number: int = 12) -> Shown:
    return Shown(number, "The audit.", standing)


def state_of(asks: Asked, on: date = ON, **facts) -> State | None:
    return judge(asks, Facts(on, **facts)).state


# What is agreed by a body: a recorded decision of that body and nothing else


def test_only_a_decision_of_that_body_and_kind_shows_an_agreement():
    found = judge(agreed_within_a_month(), Facts(DUE, decisions=(decided(),)))
    assert (found.state, found.why, found.no_way) == (
        State.EVIDENCED, "Board decision 2 of 7 November 2012 agrees it.", False,
    )  # fmt: skip
    for other in (decided("LSCB"), decided(kind="plan"), decided(kind="other")):
        assert state_of(agreed_within_a_month(), decisions=(other,)) is State.NO_EVIDENCE


def test_done_items_and_accepted_evidence_are_no_agreement():
    facts = {"items": (item(is_done=True),), "evidence": (shown(Standing.ACCEPTED),)}
    assert state_of(agreed_within_a_month(), **facts) is State.PARTLY
    assert state_of(agreed_within_a_month(), items=facts["items"]) is State.CLAIMED


def test_each_body_decides_for_itself():
    both = asked(agreed_by=("Board", "LSCB"), decided_by="audits", agreement="Audit programme agreed")
    board, lscb = decided(kind="audits"), decided("LSCB", "audits", date(2013, 1, 23), number=1)
    assert state_of(both, decisions=(board,)) is State.PARTLY
    found = judge(both, Facts(ON, decisions=(board, lscb)))
    assert found.state is State.EVIDENCED
    assert found.why == ("Board decision 2 of 7 November 2012 agrees it; LSCB decision 1 of 23 January 2013 agrees it.")


@pytest.mark.parametrize(
    ("body", "whose"),
    [("each partner", "each partner"), ("chair", "the chair"), ("Council", "the Council")],
)
def test_an_agreement_that_cannot_be_recorded_leaves_it_partly_evidenced(body, whose):
    found = judge(agreed_within_a_month("Board", body), Facts(DUE, decisions=(decided(),)))
    assert found.state is State.PARTLY
    assert f"; the agreement of {whose} cannot be recorded here yet." in found.why
    alone = judge(agreed_within_a_month(body), Facts(DUE))
    assert (alone.state, alone.no_way) == (State.NO_EVIDENCE, True)


def test_nobody_is_late_with_what_has_no_place_here_yet():
    plan = agreed_within_a_month("Board", "each partner")
    board_decided = judge(plan, Facts(ON, decisions=(decided(),)))
    assert (board_decided.state, board_decided.late_since) == (State.PARTLY, None)
    assert board_decided.why.endswith("what is missing has no place here yet, so it is not called late.")
    assert judge(plan, Facts(ON)).late_since == date(2012, 11, 18)


def test_the_first_of_several_decisions_is_the_one_that_counts():
    later = decided(on=date(2013, 1, 30), number=7)
    assert (
        "decision 2 of 7 November 2012" in judge(agreed_within_a_month(), Facts(ON, decisions=(later, decided()))).why
    )


# Deadlines


def test_nothing_is_due_before_its_day_and_late_only_after_it():
    plan = agreed_within_a_month()
    before, on_the_day, after = (judge(plan, Facts(DUE + timedelta(days=days))) for days in (-1, 0, 1))
    assert [row.state for row in (before, on_the_day, after)] == [
        State.NOT_YET_DUE, State.NO_EVIDENCE, State.NO_EVIDENCE,
    ]  # fmt: skip
    assert [row.late_since for row in (before, on_the_day, after)] == [None, None, date(2012, 11, 18)]
    assert before.why.startswith("It is due by 17 November 2012. No decision of the Board")
    assert after.why.endswith("It was due by 17 November 2012, and has been late since 18 November 2012.")


def test_a_deadline_counted_from_an_assumed_date_says_so():
    plan = asked(DeadlineKind.WITHIN_MONTH_OF_ISSUE, due=Due(DUE), issue_is_assumed=True)
    assert "by 17 November 2012 (counted from an assumed date of issue)" in judge(plan, Facts(ON)).why


def test_evidenced_late_is_evidenced_and_says_how_late():
    found = judge(agreed_within_a_month(), Facts(ON, decisions=(decided(on=date(2012, 12, 19)),)))
    assert (found.state, found.late_since) == (State.EVIDENCED, None)
    assert found.why.endswith("It was due by 17 November 2012, and came 32 days after that.")
    in_time = judge(agreed_within_a_month(), Facts(ON, decisions=(decided(on=DUE),)))
    assert "came" not in in_time.why


def test_without_a_deadline_nothing_is_late():
    found = judge(asked(), Facts(date(2020, 1, 1)))
    assert (found.state, found.late_since) == (State.NO_EVIDENCE, None)


def test_immediate_is_due_on_the_day_of_issue():
    at_once = asked(DeadlineKind.IMMEDIATE, due=Due(ISSUED))
    assert judge(at_once, Facts(ISSUED)).late_since is None
    assert judge(at_once, Facts(ISSUED + timedelta(days=1))).late_since == date(2012, 10, 18)


def test_an_aim_is_missed_in_its_own_words():
    aim = asked(DeadlineKind.BY_MONTH, due=Due(date(2013, 12, 31), "month"), is_aim=True, proof=INDICATORS)
    assert state_of(aim) is State.NOT_YET_DUE
    found = judge(aim, Facts(date(2014, 1, 1)))
    assert found.late_since == date(2014, 1, 1)
    assert found.why.endswith("The aim was to have it by December 2013, which has passed.")


def test_before_the_notice_is_issued_nothing_is_due():
    for kind in (DeadlineKind.NONE, DeadlineKind.SIX_WEEKLY, DeadlineKind.EACH_MEETING):
        found = judge(asked(kind), Facts(date(2012, 10, 16)))
        assert (found.state, found.why) == (State.NOT_YET_DUE, "The notice is issued only on 17 October 2012.")


def test_what_waits_for_a_condition_is_due_once_a_decision_says_it_is_met():
    scrutiny = asked(DeadlineKind.ONCE, condition="the improvements have been made")
    there = {"evidence": (shown(Standing.ACCEPTED),)}
    found = judge(scrutiny, Facts(ON, **there))
    assert found.state is State.NOT_YET_DUE
    assert found.why == "It is due once the improvements have been made; no decision of the Board says so yet."
    met = decided(kind="condition", number=9)
    assert state_of(scrutiny, decisions=(met,), **there) is State.EVIDENCED
    assert judge(scrutiny, Facts(ON, decisions=(met,))).why.startswith("Board decision 9 of 7 November 2012 says that")
    assert state_of(scrutiny, decisions=(decided("LSCB", "condition"),), **there) is State.NOT_YET_DUE


# Figures


@pytest.mark.parametrize(
    ("words", "state"),
    [
        (["Meets", "Meets"], State.EVIDENCED),
        (["Meets", "Near"], State.PARTLY),
        (["Meets", "No data"], State.PARTLY),
        (["Meets", "No target yet"], State.PARTLY),
        (["Misses", "Near"], State.NO_EVIDENCE),
        (["Meets", "Context only"], State.EVIDENCED),
        (["Context only", "Context only"], State.NO_EVIDENCE),
        (["Meets", "Too small to show"], State.PARTLY),
        (["Meets"], State.PARTLY),  # the second is not defined
    ],
)
def test_figures_are_measured_against_every_indicator_named(words, state):
    series = tuple(measured(code, word) for code, word in zip(("FD-05", "FD-06"), words, strict=False))
    assert state_of(asked(codes=("FD-05", "FD-06")), series=series) is state


def test_of_a_figure_that_is_hidden_it_is_not_said_how_it_stands():
    hidden = (measured("FD-05", "Too small to show"),)
    said = judge(asked(codes=("FD-05",)), Facts(ON, series=hidden))
    assert (said.state, said.no_way) == (State.NO_EVIDENCE, False)
    assert "FD-05 is too small to show" in said.why
    assert "does not meet" not in said.why


def test_figures_alone_do_not_satisfy_what_asks_for_more():
    audited = asked(codes=("FD-05",), proof=frozenset({ProofKind.EVIDENCE}))
    figures = {"series": (measured("FD-05"),)}
    assert state_of(audited, **figures) is State.PARTLY
    assert state_of(audited, **figures, evidence=(shown(Standing.ACCEPTED),)) is State.EVIDENCED
    assert state_of(audited, **figures, evidence=(shown(Standing.OUT_OF_DATE),)) is State.OUT_OF_DATE


def test_the_whole_plan_counts_every_indicator_and_milestone():
    aim = asked(whole_plan=True, proof=frozenset({ProofKind.INDICATORS, ProofKind.MILESTONES}))
    proven = item(2, is_milestone=True, is_done=True, is_evidenced=True)
    figures = (measured("FD-05"), measured("FD-06"))
    assert state_of(aim, items=(item(1), proven), series=figures) is State.EVIDENCED  # item 1 is no milestone
    assert state_of(aim, items=(proven, item(3, is_milestone=True)), series=figures) is State.PARTLY
    assert judge(aim, Facts(ON)).why == "No indicator is defined yet; the plan has no milestone."


# Items and evidence


def test_done_is_not_evidenced():
    corrective = asked(proof=frozenset({ProofKind.ITEMS}))
    done, proven = item(1, is_done=True), item(2, is_done=True, is_evidenced=True)
    assert state_of(corrective, items=(done, item(3))) is State.NO_EVIDENCE
    assert state_of(corrective, items=(done,)) is State.CLAIMED
    assert state_of(corrective, items=(done, proven)) is State.PARTLY
    assert state_of(corrective, items=(proven,)) is State.EVIDENCED
    assert judge(corrective, Facts(ON, items=(done, item(3)))).why == (
        "1 of 2 items that serve it is done, as their owners say."
    )


@pytest.mark.parametrize(
    ("standing", "state"),
    [
        (Standing.ACCEPTED, State.EVIDENCED),
        (Standing.OUT_OF_DATE, State.OUT_OF_DATE),
        (Standing.WAITING, State.CLAIMED),
        (Standing.RETURNED, State.NO_EVIDENCE),
    ],
)
def test_evidence_counts_as_it_stands(standing, state):
    assert state_of(asked(), evidence=(shown(standing),)) is state


def test_one_piece_in_date_is_enough_and_is_named():
    found = judge(asked(), Facts(ON, evidence=(shown(Standing.OUT_OF_DATE, 3), shown(Standing.ACCEPTED, 12))))
    assert (found.state, found.why) == (State.EVIDENCED, "Evidence E12 is accepted.")


# Acts of the Department, and the flag


def test_an_act_of_the_department_has_no_state():
    found = judge(asked(acts_of="Department"), Facts(ON))
    assert (found.state, found.word, found.no_way) == (None, "", False)
    assert "neither for nor against the council" in found.why


def test_the_flag_says_that_nothing_here_could_show_it():
    assert judge(asked(), Facts(ON)).no_way
    ways = [
        (asked(), {"items": (item(),)}),
        (asked(), {"evidence": (shown(Standing.RETURNED),)}),
        (asked(codes=("FD-05",)), {"series": (measured("FD-05", "Misses"),)}),
        (agreed_within_a_month(), {}),
        (asked(proof=frozenset({ProofKind.CHAIR})), {}),
        (asked(DeadlineKind.IN_MONTH, due=Due(MARCH, "month"), point=Point(MARCH)), {}),
        (asked(DeadlineKind.SIX_WEEKLY), {}),
    ]
    assert [judge(asks, Facts(ON, **facts)).no_way for asks, facts in ways] == [False] * len(ways)
    no_figure = (measured("FD-05", "No data", has_figure=False),)
    assert judge(asked(codes=("FD-05",)), Facts(ON, series=no_figure)).no_way
