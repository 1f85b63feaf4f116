"""Is a duty kept at a meeting where agenda and minutes both show it, missed where one of them does not, and never by a draft?"""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from assurance.facts import Asked, Dealt, Decided, Facts, Met, Raised, RestsOn, Shown, Standing
from assurance.states import State, judge
from boards.models import AgendaItem, AgendaTerms, Decision, MinutesVersion
from notices.notice_rows import DeadlineKind, ProofKind
from plans.models import AgendaSubject
from records.clock import end_of_day
from records.ledger import append
from reports.position import Position

ISSUED = date(2012, 10, 17)
DAYS = [date(2012, 11, 7) + number * timedelta(weeks=6) for number in range(4)]
ON = DAYS[-1]


def asked(kind: ProofKind = ProofKind.INDICATORS_DISCUSSED, **more) -> Asked:
    given = {"deadline": DeadlineKind.EACH_MEETING, "issued_on": ISSUED, "measure": "QP1", "theme": "QP"} | more
    return Asked("QP1.b", proof=frozenset({kind}), **given)


def met(number: int, *agenda: Dealt, minuted: bool = True) -> Met:
    return Met(number, DAYS[number - 1], agenda, minuted)


DISCUSSED, NOT_MINUTED = Dealt(4, "indicators", paragraph=12), Dealt(4, "indicators")
OTHER = Dealt(1, "apologies", paragraph=1)


def test_agenda_and_minutes_together_show_that_it_was_discussed():
    meetings = (met(1, OTHER, DISCUSSED), met(2, OTHER), met(3, NOT_MINUTED), met(4, DISCUSSED))
    found = judge(asked(), Facts(ON, meetings=meetings))
    assert (found.word, found.no_way, found.is_evidenced) == ("Kept 2 of 4", False, False)
    assert found.why == (
        "At 2 of 4 meetings held since the notice was issued the agenda had an item on the indicators and the minutes have a "
        "paragraph on it; missed at meetings 2 and 3."
    )
    assert [row.said for row in found.occasions] == [
        "item 4 of its agenda, paragraph 12 of its minutes",
        "its agenda had no item on the indicators",
        "item 4 of its agenda; its minutes have no paragraph on it",
        "item 4 of its agenda, paragraph 12 of its minutes",
    ]
    assert judge(asked(), Facts(ON, meetings=(met(4, DISCUSSED),))).is_evidenced


def test_a_meeting_whose_agenda_is_not_recorded_is_not_kept_and_said_apart():
    found = judge(asked(), Facts(ON, meetings=(met(1), met(2), met(3, OTHER), met(4, DISCUSSED))))
    assert found.word == "Kept 1 of 4"
    assert found.why.endswith("; missed at meeting 3; of meetings 1 and 2 no agenda is recorded.")


def test_the_last_meeting_counts_once_its_minutes_are_circulated_or_another_was_held():
    waits = met(2, NOT_MINUTED, minuted=False)
    found = judge(asked(), Facts(DAYS[1], meetings=(met(1, DISCUSSED), waits)))
    assert (found.word, found.is_evidenced) == ("Kept 1 of 1", True)
    assert found.why.endswith(" Meeting 2 counts once its minutes are circulated.")
    later = judge(asked(), Facts(DAYS[2], meetings=(met(1, DISCUSSED), waits, met(3, DISCUSSED))))
    assert (later.word, later.occasions[1].said) == (
        "Kept 2 of 3",
        "item 4 of its agenda; its minutes are not circulated",
    )
    alone = judge(asked(), Facts(DAYS[1], meetings=(waits,)))
    assert (alone.state, alone.why) == (
        State.NOT_YET_DUE, "Its first meeting counts once the minutes are circulated.",
    )  # fmt: skip
    no_item = judge(asked(), Facts(DAYS[1], meetings=(met(2, OTHER, minuted=False),)))
    assert no_item.word == "Kept 0 of 1"  # no minutes can put on the agenda what was not there


def test_without_any_agenda_it_is_said_what_would_show_it():
    evidence = (Shown(7, "A paper.", Standing.ACCEPTED),)
    found = judge(asked(), Facts(ON, meetings=(met(1), met(2))))
    assert (found.state, found.no_way, found.late_since) == (State.NO_EVIDENCE, False, None)
    assert found.why.startswith(
        "No agenda is recorded of a meeting held; once one is, each meeting counts whose agenda had"
    )
    assert judge(asked(), Facts(ON, meetings=(met(1),), evidence=evidence)).state is State.PARTLY
    counted = judge(asked(), Facts(ON, meetings=(met(1, OTHER),), evidence=evidence))
    assert (counted.word, counted.why.endswith(" Beside it: evidence E7 is accepted.")) == ("Kept 0 of 1", True)


def test_each_kind_has_its_own_item_of_the_agenda():
    rules = {"position": ProofKind.PROGRESS_REPORTED, "adoption_progress": ProofKind.ADOPTION_REPORTED}
    for rule, kind in rules.items():
        facts = Facts(ON, meetings=(met(1, Dealt(2, rule, paragraph=3)),))
        assert judge(asked(kind), facts).word == "Kept 1 of 1"
        assert judge(asked(), facts).word == "Kept 0 of 1"
    figures = (met(1, Dealt(6, codes=frozenset({"WF-01"}), paragraph=9)),)
    workloads = asked(ProofKind.FIGURES_REPORTED, measure="CC2")
    assert judge(workloads, Facts(ON, meetings=figures, named=frozenset({"WF-01", "WF-02"}))).word == "Kept 1 of 1"
    other = judge(workloads, Facts(ON, meetings=figures, named=frozenset({"CP-01"})))
    assert (other.word, other.occasions[0].said) == ("Kept 0 of 1", "its agenda had no item on an indicator of CC2")


def raised(number: int, meeting: int, *, settled: bool = True) -> Raised:
    said = "corrective action: item 12" if settled else "without an outcome since the Board"
    return Raised(number, DAYS[meeting - 1], settled, said)


def test_corrective_action_is_told_by_what_became_of_concerns():
    action = asked(ProofKind.CORRECTIVE_ACTION)
    meetings = tuple(met(number) for number in (1, 2, 3))
    rows = (raised(1, 1), raised(2, 2), raised(3, 2, settled=False))
    found = judge(action, Facts(ON, meetings=meetings, raised=rows))
    assert found.word == "Kept 1 of 2"
    assert found.why == (
        "At 1 of 2 meetings before which a concern about an indicator or item of QP came, each left with a corrective action or "
        "the reason why none is needed; missed at meeting 2."
    )
    assert found.occasions[1].said == "C2: corrective action: item 12; C3: without an outcome since the Board"
    none = judge(action, Facts(ON, meetings=meetings))
    assert (none.state, none.no_way) == (State.NO_EVIDENCE, False)
    assert none.why.startswith(
        "No meeting held since the notice was issued had a concern about an indicator or item of QP"
    )
    # One whose meeting was cancelled comes before the next that is held.
    moved = judge(action, Facts(ON, meetings=(met(1), met(3)), raised=(raised(4, 2),)))
    assert [row.meeting for row in moved.occasions] == [3]


def test_what_rests_on_a_decision_is_partly_evidenced_without_it():
    overseen = Asked(
        "QP7.d", DeadlineKind.NONE, ISSUED, proof=frozenset({ProofKind.EVIDENCE, ProofKind.AFTER_STANDARDS}),
        rests_on=(RestsOn("standards", "Oversight standards agreed", ("Board",)),),
    )  # fmt: skip
    audit = (Shown(7, "An audit.", Standing.ACCEPTED),)
    found = judge(overseen, Facts(ON, evidence=audit))
    assert (found.state, found.why) == (
        State.PARTLY,
        "Evidence E7 is accepted. It cannot be evidenced before what it rests on is agreed: no decision of the Board of the kind "
        "“Oversight standards agreed” is in force.",
    )
    agreed = (Decided("Board", 9, "standards", DAYS[1]),)
    assert judge(overseen, Facts(ON, evidence=audit, decisions=agreed)).state is State.EVIDENCED
    assert judge(overseen, Facts(ON, decisions=agreed)).state is State.NO_EVIDENCE  # agreed standards show no oversight
    assert judge(overseen, Facts(ON)).no_way


def test_a_plan_sets_out_with_a_milestone_and_a_target_under_its_heading():
    plan = Asked("AD1.b", DeadlineKind.NONE, ISSUED, proof=frozenset({ProofKind.SET_OUT}), theme="AD")
    assert [judge(plan, Facts(ON, milestones=some, targets=other)).state for some, other in [(0, 0), (2, 0), (2, 1)]] == [
        State.NO_EVIDENCE, State.PARTLY, State.EVIDENCED,
    ]  # fmt: skip
    assert (
        judge(plan, Facts(ON, milestones=2)).why == "Under AD the plan has 2 milestones and no indicator with a target."
    )


# From the rows


class Minuted:
    """Agendas and minutes of a world, by their rows."""

    def __init__(self, world):
        self.world = world

    def item(self, meeting: int, number: int, rule: str = "") -> AgendaItem:
        with self.world.writing() as at:
            item = AgendaItem.objects.create(meeting=self.world.meetings[meeting - 1], number=number, rule=rule)
            self.terms(item, at)
        return item

    def terms(self, item: AgendaItem, at, **more) -> None:
        given = {"title": "An item", "purpose": "discussion", "place": item.number} | more
        append(AgendaTerms, item, by=self.world.secretary, at=at, counts_on=self.world.clock.today, **given)

    def minutes(self, meeting: int, *items: int | None, state: str = "circulated") -> None:
        rows = [
            {"number": number, "item": item, "heading": "", "words": "Said."} for number, item in enumerate(items, 1)
        ]
        with self.world.writing() as at:
            append(
                MinutesVersion,
                self.world.meetings[meeting - 1],
                by=self.world.secretary,
                at=at,
                counts_on=self.world.clock.today,
                state=state,
                paragraphs=rows,
                corrections_by=ON if state == "circulated" else None,
                decision=self.world.decide(kind=Decision.Kind.MINUTES, at=at) if state == "confirmed" else None,
            )


@pytest.fixture
def minuted(world, clock):
    clock.move_to(date(2012, 12, 19))
    world.hold_meeting(2)
    return Minuted(world)


def judged(world, reference, **when):
    rows = Position(world.notice, world.asof(**when)).covered
    return next(row for row in rows if row.requirement.reference == reference).judged


def test_agendas_and_minutes_are_read_as_of_both_times(minuted, clock):
    world = minuted.world
    first, second = minuted.item(1, 3, "indicators"), minuted.item(2, 5, "indicators")
    assert judged(world, "QP1.b").word == "Kept 0 of 1"  # meeting 2 waits for its minutes
    minuted.minutes(1, None, 3, state="draft")
    assert judged(world, "QP1.b").word == "Kept 0 of 1"
    minuted.minutes(1, None, 3)
    assert judged(world, "QP1.b").word == "Kept 1 of 1"
    clock.move_to(date(2012, 12, 21))
    minuted.minutes(2, 5)
    found = judged(world, "QP1.b")
    assert (found.word, found.by_default) == ("Kept 2 of 2", True)
    assert [row.said for row in found.occasions] == [
        "item 3 of its agenda, paragraph 2 of its minutes", "item 5 of its agenda, paragraph 1 of its minutes",
    ]  # fmt: skip
    assert judged(world, "QP1.b", on=date(2012, 12, 20)).word == "Kept 1 of 1"
    assert judged(world, "QP1.b", known=end_of_day(date(2012, 12, 19))).word == "Kept 1 of 1"
    minuted.minutes(1, None, None, state="confirmed")  # the paragraph went with a correction
    assert judged(world, "QP1.b").word == "Kept 1 of 2"
    with world.writing() as at:
        minuted.terms(second, at, taken_off=True, reason="Not ready.")
    assert judged(world, "QP1.b").word == "Kept 0 of 2"
    assert first.number == 3


def test_an_item_about_an_indicator_shows_that_its_figures_were_reported(minuted):
    world = minuted.world
    indicator = world.define_indicator("WF-01")
    item = minuted.item(1, 4)
    minuted.minutes(1, 4)
    about = {"by": world.secretary, "counts_on": world.clock.today, "indicator": indicator}
    assert judged(world, "CC2.d").word == "Kept 0 of 2"
    with world.writing() as at:
        append(AgendaSubject, item, at=at, **about)
    assert judged(world, "CC2.d").word == "Kept 1 of 2"
    with world.writing() as at:
        append(AgendaSubject, item, at=at, taken_off=True, **about)
    assert judged(world, "CC2.d").word == "Kept 0 of 2"


def test_concerns_count_for_the_heading_of_what_they_are_about(world, clock):
    indicator = world.define_indicator("AD-01", unit="days")
    of_adoption, of_practice = world.concern(indicator), world.concern(world.item(1))
    clock.move_to(date(2012, 12, 19))
    world.hold_meeting(2)
    assert (judged(world, "AD1.d").word, judged(world, "QP1.c").word) == ("Kept 0 of 1", "Kept 0 of 1")
    world.close(of_adoption, world.decide(meeting=world.meetings[1]))
    assert (judged(world, "AD1.d").word, judged(world, "QP1.c").word) == ("Kept 1 of 1", "Kept 0 of 1")
    world.close(of_practice, world.decide(meeting=world.meetings[1]), action=world.item(3))
    assert judged(world, "QP1.c").word == "Kept 1 of 1"
    assert judged(world, "QP1.c", on=date(2012, 12, 18)).state is State.NO_EVIDENCE


def test_an_adoption_plan_sets_out_once_it_is_agreed(world, clock):
    clock.move_to(date(2012, 12, 3))
    world.agree_item(date(2013, 4, 1), kind="milestone", serves="AD2.a")
    assert judged(world, "AD1.b").word == "Partly evidenced"
    world.set_target(world.define_indicator("AD-01", unit="days"), 600)
    before = judged(world, "AD1.b")
    assert (before.word, "It cannot be evidenced before" in before.why) == ("Partly evidenced", True)
    world.decide("The adoption plan is agreed.", kind=Decision.Kind.ADOPTION_PLAN)
    after = judged(world, "AD1.b")
    assert after.word == "Evidenced"
    assert after.why.endswith("and came 16 days after that.")


def test_as_many_queries_for_many_agendas_as_for_few(minuted):
    world = minuted.world

    def asked() -> int:
        asof = world.asof()
        with CaptureQueriesContext(connection) as made:
            assert Position(world.notice, asof, sample=True).covered
        return len(made)

    minuted.item(1, 1, "indicators")
    minuted.minutes(1, 1)
    few = asked()
    for number, rule in enumerate(("", "position", "indicators", "minutes"), 1):
        minuted.item(2, number, rule)
    minuted.minutes(2, 2, 3)
    assert asked() == few
