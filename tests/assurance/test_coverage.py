"""Are the facts of every requirement read as of both times, in a fixed number of queries, and do the counts sum?"""

from datetime import date
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounts.policy import Role
from assurance.coverage import add_up
from assurance.states import CONDITION, State
from boards.domain import make_board, record_decision
from boards.models import Board, Decision
from notices import domain as notices
from notices.models import Requirement
from notices.notice_rows import DecidedBy
from records import audit
from records.clock import end_of_day
from reports.models import Withdrawal
from reports.photograph import canonical
from reports.position import Position

MARCH = date(2013, 3, 5)


@pytest.fixture
def march(world, clock):
    """Notice A on 5 March 2013, after one meeting."""
    clock.move_to(MARCH)
    return world


def covered(world, on=None, known=None):
    return {row.requirement.reference: row for row in Position(world.notice, world.asof(on, known)).covered}


def words(world, *references, **when):
    rows = covered(world, **when)
    return [rows[reference].judged.word for reference in references]


def where(row):
    return [(line.kind, line.key, line.word or line.note) for line in row.proof]


def test_every_requirement_is_there_once_in_the_order_of_the_notice(march):
    references = list(Requirement.objects.for_notice(march.notice).values_list("reference", flat=True))
    assert list(covered(march)) == references


def test_classes_sum_to_the_requirements_that_count(march):
    counts = add_up(covered(march).values())
    assert sum(counts[state.name.lower()] for state in State) == counts["ours"]
    assert counts["ours"] + counts["not_ours"] == Requirement.objects.for_notice(march.notice).count()
    assert counts["not_ours"] == Requirement.objects.for_notice(march.notice).exclude(acts_of="").count()
    assert counts == counts | {"partly": 3, "evidenced": 1, "claimed": 1, "kept": 2, "fully_evidenced": 1, "late": 5}


def test_kinds_of_decision_are_those_that_the_notice_names(march):
    assert {kind.value for kind in DecidedBy} <= set(Decision.Kind.values)
    assert CONDITION == Decision.Kind.CONDITION


def test_a_decision_evidences_from_the_day_it_counts_and_until_it_is_replaced(march, clock):
    agreed = march.decide("The adoption plan is agreed.", meeting=march.meetings[0], kind=Decision.Kind.ADOPTION_PLAN)
    assert words(march, "AD1.a", on=date(2012, 11, 6)) == ["Not yet due"]
    assert words(march, "AD1.a", on=date(2012, 11, 7)) == ["Evidenced"]
    assert words(march, "AD1.a", on=date(2012, 12, 1), known=end_of_day(date(2012, 12, 1))) == ["No evidence yet"]
    assert where(covered(march)["AD1.a"]) == [("decision", "2", "7 November 2012")]
    clock.move_to(date(2013, 3, 7))
    march.decide("There is no adoption plan.", replaces=agreed)
    late = covered(march)["AD1.a"].judged
    assert (late.state, late.late_since) == (State.NO_EVIDENCE, date(2012, 11, 18))
    assert words(march, "AD1.a", on=date(2013, 3, 6)) == ["Evidenced"]


@pytest.mark.parametrize(
    ("reference", "kind", "word"),
    [
        ("QP1.a", Decision.Kind.INDICATORS, "Evidenced"),
        ("QP7.a", Decision.Kind.STANDARDS, "Evidenced"),
        ("AD1.a", Decision.Kind.ADOPTION_PLAN, "Evidenced"),
        ("QP8.a", Decision.Kind.AUDITS, "Partly evidenced"),  # the LSCB has not agreed them
    ],
)
def test_an_agreement_is_a_decision_of_its_kind_and_nothing_else(march, reference, kind, word):
    march.review(march.evidence(shows=reference))
    for other in {*Decision.Kind} - {kind}:
        march.decide(kind=other)
    before = covered(march)[reference].judged
    assert before.state in (State.PARTLY, State.NO_EVIDENCE)
    assert f"no decision of the Board of the kind “{kind.label}” is in force" in before.why.replace("No d", "no d")
    march.decide(kind=kind)
    assert words(march, reference) == [word]


def test_revised_timescales_are_agreed_by_either_kind_of_decision(march):
    march.decide("The plan runs to June.", meeting=march.meetings[0], kind=Decision.Kind.TIMESCALES)
    row = covered(march)["RP1.b"].judged
    assert (row.word, "of the kind “Dates of items” or “Revised timescales agreed”" in row.why) == ("Kept 1 of 1", True)


def test_what_two_bodies_agree_takes_a_decision_of_each(march):
    march.decide("24 files a quarter.", kind=Decision.Kind.AUDITS)
    assert words(march, "QP8.a") == ["Partly evidenced"]
    with march.writing() as at:
        lscb = make_board(notice=march.notice, kind=Board.Kind.LSCB, name="WSCB", by=march.secretary, at=at)
        record_decision(
            board=lscb,
            kind=Decision.Kind.AUDITS,
            words="24 files a quarter.",
            source="Its minutes.",
            taken_on=MARCH,
            by=march.secretary,
            at=at,
            confirmed=True,
        )
    row = covered(march)["QP8.a"]
    assert row.judged.word == "Evidenced"
    assert [line.where for line in row.proof] == ["Board decision 2", "LSCB decision 1"]


def test_the_condition_of_scrutiny_is_met_by_a_decision(march):
    assert words(march, "PG2.a") == ["Not yet due"]
    march.decide("The improvements have been made.", kind=Decision.Kind.CONDITION)
    row = covered(march)["PG2.a"]
    assert (row.judged.word, row.judged.no_way) == ("No evidence yet", True)
    assert where(row) == [("decision", "2", "5 March 2013")]


def test_items_that_serve_a_requirement_are_claims_once_all_are_done(march):
    march.agree_item(date(2013, 4, 1), serves="QP2.d QP2.e")
    march.agree_item(date(2013, 4, 1), serves="QP2.d")
    march.update(march.item(4), "done")
    assert words(march, "QP2.d", "QP2.e") == ["No evidence yet", "Claimed, not evidenced"]
    assert where(covered(march)["QP2.d"]) == [("item", "4", "Done"), ("item", "5", "Not started")]
    assert words(march, "QP2.e", on=date(2013, 3, 4)) == ["No evidence yet"]


def test_figures_of_named_indicators_are_measured(march):
    for code, value in (("FD-05", 0), ("FD-06", 9)):
        indicator = march.define_indicator(code)
        march.set_target(indicator, 2, from_on=date(2013, 2, 1))
        march.report(indicator, date(2013, 3, 1), value)
    row = covered(march)["QP2.f"]
    assert (row.judged.word, row.judged.why, row.judged.no_way) == (
        "Partly evidenced", "1 of 2 indicators meet their targets.", False,
    )  # fmt: skip
    assert where(row) == [("indicator", "FD-05", "Meets"), ("indicator", "FD-06", "Misses")]


def test_members_on_the_day_show_the_chair_and_the_partners(march):
    assert words(march, "SM1.a", "SM1.c") == ["Evidenced", "Partly evidenced"]
    chair = march.notice.memberships.get(role=Role.CHAIR)
    with march.writing() as at:
        notices.end_member(member=chair, to_on=date(2013, 2, 28), by=None, at=at)
    assert words(march, "SM1.a") == ["No evidence yet"]
    assert words(march, "SM1.a", on=date(2013, 2, 28)) == ["Evidenced"]


def test_the_rhythm_of_meetings_is_counted(march):
    assert words(march, "SM1.b", on=date(2012, 12, 19)) == ["Not yet due"]
    assert words(march, "SM1.b", on=date(2012, 12, 20)) == ["Kept 0 of 1"]
    march.hold_meeting(2)
    assert words(march, "SM1.b", on=date(2013, 1, 30)) == ["Kept 1 of 1"]
    assert words(march, "SM1.b") == ["Kept 1 of 2"]
    assert where(covered(march)["SM1.b"]) == [("meeting", "2", "kept"), ("meeting", "", "not kept")]


def test_decisions_about_dates_count_at_their_meeting(march):
    march.hold_meeting(2)
    march.decide("Item 3 moves.", meeting=march.meetings[1], kind=Decision.Kind.DATES)
    row = covered(march)["RP1.b"]
    assert row.judged.word == "Kept 1 of 2"
    assert (row.judged.by_default, [line.note for line in row.proof]) == (True, ["not kept", "kept"])


def test_a_report_informs_ministers_from_the_day_on_which_it_was_sent(march, clock):
    report = march.publish_report(date(2013, 3, 31))
    assert words(march, "RP3.a", "RP3.b", "RP3.c") == ["Claimed, not evidenced", "No evidence yet", "Not yet due"]
    signed = clock.today
    clock.move_to(date(2013, 4, 4))
    march.send_report(report, on=date(2013, 4, 3))
    march.send_report(report, on=date(2013, 4, 4))
    row = covered(march)["RP3.b"]
    assert (row.judged.word, [line.note for line in row.proof]) == ("Evidenced", ["sent on 3 April 2013"])
    assert row.judged.why.endswith("It was due in March 2013, and came 3 days after that.")
    assert words(march, "RP3.b", on=date(2013, 4, 2)) == ["No evidence yet"]
    assert words(march, "RP3.b", on=date(2013, 4, 3)) == ["Evidenced"]
    assert words(march, "RP3.b", known=end_of_day(date(2013, 4, 3))) == ["No evidence yet"]  # recorded on the 4th
    assert signed < date(2013, 4, 3)


def test_a_report_that_was_withdrawn_informs_nobody_from_then_on(march, clock):
    report = march.publish_report(date(2013, 3, 31))
    march.send_report(report, on=clock.today)
    sent = clock.today
    clock.move_to(date(2013, 3, 7))
    edition = report.editions.get()
    with march.writing() as at:
        Withdrawal.objects.create(edition=edition, reason="Wrong.", withdrawn_at=at, withdrawn_by=march.chair)
        audit.record(march.notice.slug, at=at, by=march.chair, verb="withdraw", thing="edition 1", fields={})
    clock.move_to(date(2013, 3, 8))
    assert words(march, "RP3.b", on=clock.today) == ["No evidence yet"]
    assert words(march, "RP3.b", on=sent) == ["Evidenced"]
    assert words(march, "RP3.b", known=end_of_day(sent)) == ["Evidenced"]


def test_what_the_department_does_has_no_state(march):
    data = covered(march)["RP4.a"].as_data()
    assert (data["state"], data["class"], data["proof"], data["ours"]) == ("", "", [], False)


def test_another_notice_shows_nothing_of_this_one(march, other_world):
    other_world.decide("Their adoption plan.", kind=Decision.Kind.ADOPTION_PLAN)
    assert words(march, "AD1.a") == ["No evidence yet"]
    assert "AD1.a" not in covered(other_world)


@pytest.mark.parametrize("on", [date(2012, 4, 1), date(2012, 10, 17), MARCH])
def test_every_answer_has_a_canonical_form(march, on):
    assert canonical({"rows": [row.as_data() for row in covered(march, on).values()]})


def test_as_many_queries_for_many_rows_as_for_few(march):
    def asked() -> int:
        asof = march.asof()
        with CaptureQueriesContext(connection) as made:
            assert Position(march.notice, asof, sample=True).covered
        return len(made)

    def add(number: int) -> None:
        march.update(march.agree_item(date(2013, 6, number), serves="QP1.b QP2.a QP3.a"))
        indicator = march.define_indicator(f"CP-0{number}")
        march.set_target(indicator, Decimal(number))
        march.report(indicator, date(2013, 3, 1), number)
        march.hold_meeting(number + 1, on=date(2013, 2, number))

    add(1)
    assert asked() == 18
    add(2)
    add(3)
    assert asked() == 18
