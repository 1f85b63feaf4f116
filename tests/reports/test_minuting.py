"""Do minutes begin with what was recorded at the meeting, each thing at its item of the agenda and nothing that was not?"""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounts.policy import Role
from boards import attending, interests
from boards.attending import Said
from boards.models import Attendance, Decision, Meeting
from boards.paragraphs import numbered
from plans import domain as plan
from plans.domain import Judged
from plans.models import DateRuling, Judgement
from reports import taking
from reports.minuting import drafted
from reports.models import Production
from tests.agendas import about, circulate, draw_up, member, send_paper

SECOND = date(2012, 12, 19)
AGENDA = (
    ("apologies", "Apologies and interests"),
    ("position", "Position since the last meeting"),
    ("exceptions", "Exceptions and proposed dates"),
    ("concerns", "Concerns"),
    ("between_meetings", "Decisions taken between meetings"),
    ("", "Any other business"),
)
APOLOGIES, POSITION, EXCEPTIONS, CONCERNS, BETWEEN, OTHER = range(6)


@pytest.fixture
def agenda(world):
    """Of the second meeting."""
    return draw_up(world, world.meetings[1], AGENDA)


def hold(world):
    world.clock.move_to(SECOND, 15)
    world.hold_meeting(2)


def draft(world, number=2):
    asof = world.asof()
    meeting = Meeting.objects.filter(board=world.board).select_related("board").with_day(asof).get(number=number)
    return drafted(world.notice, meeting, asof)


def lines(world, heading, number=2):
    """What is drafted under one heading."""
    found = next(part for part in draft(world, number) if part.heading.endswith(heading))
    return found.words.split("\n\n") if found.words else []


def attend(world, *said, number=2):
    with world.writing() as at:
        attending.record_attendance(meeting=world.meetings[number - 1], said=said, by=world.secretary, at=at)


def declare(world, words, *, item=None, left=False):
    with world.writing() as at:
        interests.declare_interest(
            meeting=world.meetings[1], membership=member(world, Role.PARTNER), item=item, words=words, left=left,
            by=world.secretary, at=at,
        )  # fmt: skip


def take(world, item, act, **given):
    with world.writing() as at:
        return getattr(taking, f"take_{act}")(item=item, by=world.secretary, at=at, **given)


def test_every_item_has_its_part_in_order_and_one_without_a_record_says_nothing(world, agenda):
    hold(world)
    assert [(part.heading, part.item) for part in draft(world)] == [
        ("Who was there", None),
        *((f"{place}. {title}", place) for place, (_, title) in enumerate(AGENDA, 1)),
        ("Other decisions", None),
        ("Next meeting", None),
    ]
    said = {row["heading"]: row["words"] for row in numbered(draft(world))}
    assert said == {
        "Who was there": "Meeting 2 of the Improvement Board was held on 19 December 2012.",
        "": "Who was there is not recorded.",
        "Next meeting": "The next meeting is planned for 30 January 2013.",
    }


def test_attendance_apologies_deputies_interests_and_quorum(world, agenda):
    hold(world)
    chair, lead, partner = (member(world, role) for role in (Role.CHAIR, Role.LEAD, Role.PARTNER))
    attend(
        world,
        Said(Attendance.State.PRESENT, membership=chair),
        Said(Attendance.State.DEPUTY, membership=lead, name="Derek Deputy"),
        Said(Attendance.State.PRESENT, membership=partner),
        Said(Attendance.State.APOLOGIES, membership=member(world, Role.LSCB)),
        Said(Attendance.State.PRESENT, membership=member(world, Role.SECRETARY)),
        Said(Attendance.State.PRESENT, name="Ada Guest", note="Auditor"),
    )
    declare(world, "My force is named")
    declare(world, "It is my wife’s school.", item=agenda[OTHER], left=True)
    many = sum(attending.is_member(row) for row in attending.expected(world.board, SECOND))
    assert lines(world, "Who was there") == [
        "Meeting 2 of the Improvement Board was held on 19 December 2012.",
        f"Present: {chair.person.name} (independent chair), {partner.person.name} ({partner.agency.name}).",
        f"Deputies: Derek Deputy for {lead.person.name}.",
        f"In attendance: {world.secretary.name} (Board secretary), Ada Guest (Auditor).",
        f"The meeting was quorate: 3 of {many} members were there, in person or by a deputy.",
    ]
    lscb = member(world, Role.LSCB)
    assert lines(world, "Apologies and interests") == [
        f"Apologies: {lscb.person.name} ({lscb.agency.name if lscb.agency else 'LSCB member'}).",
        f"{partner.person.name} declared an interest: My force is named.",
    ]
    assert lines(world, "Any other business") == [
        f"{partner.person.name} declared an interest: It is my wife’s school. They left the room for it.",
    ]


def test_decisions_actions_rulings_and_outcomes_stand_under_their_item(world, agenda, clock):
    clock.move_to(date(2012, 12, 10))
    waiting = world.propose(world.item(1), date(2013, 2, 1))
    concern, calm = world.concern(world.item(2)), world.concern(world.item(3))
    between = world.decide("Agency staff\nover Christmas.")
    about(world, agenda[OTHER], item=world.item(2))
    about(world, agenda[OTHER], measure=world.notice.measures.get(code="QP2"))
    about(world, agenda[OTHER], item=world.item(3))
    circulate(world, world.meetings[1])
    hold(world)
    ruling = plan.Ruling(waiting, DateRuling.Answer.OTHER, to_on=date(2013, 1, 15), words="Sooner")
    first = take(world, agenda[EXCEPTIONS], "dates", words="One date.", rulings=[ruling])
    action = take(
        world, agenda[CONCERNS], "action", words="Sit with the team.", owner=world.officer, due_on=date(2013, 2, 1),
        serves=[world.notice.requirements.get(reference="QP1.a")], concern=concern,
    )  # fmt: skip
    take(world, agenda[CONCERNS], "outcome", concern=calm, none_needed="It is the season.")
    last = world.decide("Nobody looked at the agenda.", meeting=world.meetings[1])
    number = first.number
    assert lines(world, "Exceptions and proposed dates") == [
        f"Decision {number}: One date.",
        "Item 1 (Rewrite the threshold document): the new date 15 January 2013 is agreed, in place of 1 February 2013, which was "
        "asked for. Sooner.",
    ]
    assert lines(world, "Concerns") == [
        f"Decision {number + 1}: Corrective action about C1: Sit with the team. {world.officer.name}, by 1 February 2013. "
        f"It is item {action.number} of the plan. It serves QP1.a.",
        f"Decision {number + 2}: C2: no corrective action is needed. It is the season.",
    ]
    assert lines(world, "Decisions taken between meetings") == [
        f"Decision {between.number} was taken on 10 December 2012: Agency staff over Christmas.",
    ]
    assert lines(world, "Any other business") == ["Before the Board: items 2 and 3 of the plan; measure QP2."]
    assert lines(world, "Other decisions") == [f"Decision {last.number}: Nobody looked at the agenda."]
    assert lines(world, "Position since the last meeting") == []


def test_the_boards_words_for_measures_and_why_they_changed(world, agenda):
    world.judge(world.meetings[0], {"QP1": Judgement.Word.AT_RISK, "QP2": Judgement.Word.ON_COURSE}, reason="First.")
    hold(world)
    words = {"QP1": Judgement.Word.ON_COURSE, "QP2": Judgement.Word.ON_COURSE, "QP3": Judgement.Word.OFF_COURSE}
    world.judge(world.meetings[1], words, reason="As was heard")
    assert lines(world, "Other decisions")[1:] == [
        "QP1: On course (before: At risk). As was heard.",
        "QP2: On course (kept). As was heard.",
        "QP3: Off course. As was heard.",
    ]


def test_a_meeting_without_an_agenda_is_minuted_by_its_decisions(world):
    assert [part.heading for part in draft(world, 1)] == ["Who was there", "What was decided", "Next meeting"]
    assert lines(world, "What was decided", 1) == [
        "Decision 1: The plan is agreed.",
        f"Action, item 1: Rewrite the threshold document. {world.officer.name}, by 1 December 2012. It serves QP1.a.",
        f"Milestone, item 2: Every case has a named social worker. {world.partner.name}, by March 2013. It serves QP2.a.",
        f"Action, item 3: Train the duty team. {world.officer.name}, by 31 January 2013. It serves QP1.a.",
    ]


def test_a_decision_of_too_few_is_marked_until_the_attendance_is_put_right(world, agenda):
    hold(world)
    attend(world, Said(Attendance.State.PRESENT, membership=member(world, Role.PARTNER)))
    decision = world.decide("Two were enough.", meeting=world.meetings[1])
    said = f"Decision {decision.number}: Two were enough."
    assert lines(world, "Other decisions") == [f"{said} It was taken while the Board was not quorate by its rule."]
    everybody = [row for row in attending.expected(world.board, SECOND) if attending.is_member(row)]
    attend(world, *(Said(Attendance.State.PRESENT, membership=row) for row in everybody))
    assert lines(world, "Other decisions") == [said]


def test_a_paper_of_a_supplement_is_cited_with_it_and_an_item_without_papers_cites_nothing(world, agenda):
    meeting = world.meetings[1]
    send_paper(world, agenda[POSITION], "Workload")
    send_paper(world, agenda[OTHER], "Estates")
    pack = circulate(world, meeting)
    world.clock.move_to(date(2012, 12, 10), 10)
    send_paper(world, agenda[OTHER], "Costs")
    supplement = circulate(world, meeting)
    world.clock.move_to(date(2012, 12, 11), 10)
    send_paper(world, agenda[OTHER], "Tabled")
    for sent, pages in (
        (pack, {"item-1": [2], "item-2": [3, 5], "item-6": [6, 8], "paper-2-1": [4, 5], "paper-6-1": [7, 8]}),
        (supplement, {"item-6": [1, 3], "paper-6-2": [2, 3]}),
    ):
        Production.objects.create(circulation=sent, open_only=False, pages=pages)
    hold(world)
    assert lines(world, "Apologies and interests") == []
    assert lines(world, "Position since the last meeting") == [
        "Before the Board: the paper “Workload” (pages 3 to 5 of the pack)."
    ]
    assert lines(world, "Any other business") == [
        "Before the Board: the papers “Estates” (pages 7 to 8 of the pack), “Costs” (pages 2 to 3 of supplement 1) and “Tabled”."
    ]


def test_judgements_stand_once_under_their_item_with_why_a_word_was_kept(world):
    items = draw_up(
        world, world.meetings[1], (("judgements", "Judgements of the measures"), ("", "Any other business"))
    )
    world.judge(world.meetings[0], {"QP1": Judgement.Word.ON_COURSE, "QP2": Judgement.Word.ON_COURSE}, reason="First.")
    hold(world)
    words = [
        Judged(world.notice.measures.get(code=code), Judgement.Word.ON_COURSE, reason=reason)
        for code, reason in (("QP1", "It comes right in May"), ("QP2", ""))
    ]
    with world.writing() as at:
        plan.judge_measures(words=words, board=world.board, meeting=world.meetings[1], by=world.chair, at=at)
    number = Decision.objects.latest("number").number
    assert items[0].rule == "judgements"
    assert lines(world, "Judgements of the measures") == [
        f"Decision {number}: The Board judged the measures of the notice. On course: QP1, QP2.",
        "QP1: On course (kept). It comes right in May.",
    ]
    assert lines(world, "Other decisions") == []


def test_a_whole_plan_is_counted_and_not_told_item_by_item(world):
    decision = Decision.objects.get(number=1)
    for number in range(10):
        world.agree_item(date(2013, 2, 1), words=f"Thing {number}.", decision=decision)
    assert lines(world, "What was decided", 1) == [
        "Decision 1: The plan is agreed.",
        "13 items of the plan are agreed with it. The register of decisions names them.",
    ]


def test_the_queries_do_not_grow_with_what_was_recorded(world, agenda):
    def taken():
        with CaptureQueriesContext(connection) as made:
            draft(world)
        return len(made)

    hold(world)
    attend(world, Said(Attendance.State.PRESENT, membership=member(world, Role.CHAIR)))
    give = {"owner": world.officer, "due_on": date(2013, 2, 1), "serves": list(world.notice.requirements.all()[:1])}
    take(world, agenda[OTHER], "action", words="One.", **give)
    once = taken()
    attend(world, *(Said(Attendance.State.PRESENT, membership=member(world, role)) for role in (Role.LEAD, Role.LSCB)))
    for place in (POSITION, CONCERNS, OTHER):
        take(world, agenda[place], "action", words=f"At {place}.", **give)
        declare(world, "Mine.", item=agenda[place])
    assert taken() == once
    assert once <= 26
