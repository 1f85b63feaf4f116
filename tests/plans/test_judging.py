"""Is the Board's word for a measure recorded under one decision, with the reasons that the rules ask for, and read as of two times?"""

from datetime import date

import pytest
from django.db import IntegrityError, transaction

from boards.models import Decision
from plans import domain as plan
from plans.judging import Judged, decision_of, faults_of, history, judged
from plans.models import Judgement
from records.clock import end_of_day
from records.refusal import AskFirst, Refused

SECOND, THIRD = date(2012, 12, 19), date(2013, 1, 30)


def words_of(world, asof=None):
    codes = dict(world.notice.measures.values_list("pk", "code"))
    return {codes[pk]: row.word for pk, row in judged(world.notice, asof or world.asof()).items()}


def judge(world, meeting, *rows, **more):
    with world.writing() as at:
        return plan.judge_measures(board=world.board, meeting=meeting, words=rows, by=world.secretary, at=at, **more)


def row(world, word, code="QP1", **more):
    return Judged(world.notice.measures.select_related("theme").get(code=code), word, **more)


@pytest.fixture
def second(world):
    world.judge(world.meetings[0], {"QP1": "on_course", "QP2": "off_course"})
    world.clock.move_to(SECOND, 17)
    return world.hold_meeting(2)


class TestRecording:
    def test_all_stand_under_one_decision(self, world):
        made = judge(
            world,
            world.meetings[0],
            row(world, "on_course", reason="All met."),
            row(world, "at_risk", "QP2", reason="Late."),
        )
        (decision,) = {judgement.decision for judgement in made}
        assert (decision.kind, decision.meeting, decision.counts_on) == (
            "judgement",
            world.meetings[0],
            date(2012, 11, 7),
        )
        assert decision.words == "The Board judged the measures of the notice. On course: QP1. At risk: QP2."
        assert words_of(world) == {"QP1": "on_course", "QP2": "at_risk"}

    def test_meeting_must_be_held(self, world):
        with pytest.raises(Refused, match="not recorded as held"):
            judge(world, world.meetings[1], row(world, "on_course", reason="All met."))
        with pytest.raises(Refused, match="Choose the meeting"):
            judge(world, None, row(world, "on_course", reason="All met."))
        assert not Judgement.objects.exists()

    def test_what_cannot_be_judged_is_refused_whole(self, world, other_world):
        fine = row(world, "on_course", reason="All met.")
        for rows, sentence in (
            ([], "at least one measure"),
            ([fine, fine], "QP1 stands here twice"),
            ([fine, row(world, "met", "SM1", reason="So.")], "SM1 is no measure that the Board judges"),
            ([fine, row(other_world, "met", reason="So.")], "belongs to another notice"),
        ):
            with pytest.raises(Refused, match=sentence):
                judge(world, world.meetings[0], *rows)
        assert not Judgement.objects.exists()
        assert not Decision.objects.filter(kind="judgement").exists()

    def test_words_may_stand_under_a_decision_that_is_there(self, world):
        decision = world.decide("Judged.", meeting=world.meetings[0], kind="judgement")
        with world.writing() as at:
            plan.judge_measures(decision=decision, words=[row(world, "met", reason="So.")], by=world.chair, at=at)
        assert decision_of(world.meetings[0], world.asof()) == decision

    def test_meeting_judges_once_and_again_in_its_place(self, world, second):
        rows = [row(world, "at_risk", reason="Two are late.")]
        judge(world, second, *rows)
        assert words_of(world) == {"QP1": "at_risk", "QP2": "off_course"}
        again = [row(world, "on_course")]  # as at the meeting before: it needs no reason
        with pytest.raises(AskFirst, match="nothing counts any more that decision"):
            judge(world, second, *again)
        judge(world, second, *again, confirmed=True)
        assert words_of(world) == {"QP1": "on_course", "QP2": "off_course"}
        (first_words,) = [
            rows for rows in history(world.notice, world.asof()).values() if rows[0].measure.code == "QP1"
        ]
        assert [(one.word, one.counts_on) for one in first_words] == [
            ("on_course", date(2012, 11, 7)),
            ("on_course", SECOND),
        ]

    def test_database_holds_one_word_a_decision(self, world, second):
        found = Judgement.objects.first()
        with pytest.raises(IntegrityError), transaction.atomic():
            Judgement.objects.filter(pk=found.pk).update(printed_reason="Beside no met.")


class TestReasons:
    def test_first_word_needs_a_reason(self, world):
        with pytest.raises(Refused, match="the Board’s first word for QP1") as met:
            judge(world, world.meetings[0], row(world, "on_course"))
        assert met.value.field == "reason_QP1"

    @pytest.mark.parametrize(
        ("changed", "expected"),
        [
            ({"word": "on_course"}, []),
            ({"word": ""}, [("word", "Choose the Board’s word for QP1.")]),
            ({"word": "at_risk"}, [("reason", "Say why the Board’s word for QP1 changes from “On course”.")]),
            ({"word": "at_risk", "reason": "Late."}, []),
            (
                {"word": "on_course", "disagreement": "The facts disagree: item 6 is overdue."},
                [("reason", "Say why the Board keeps its word for QP1. The facts disagree: item 6 is overdue.")],
            ),
            ({"word": "on_course", "disagreement": "The facts disagree.", "reason": "Heard."}, []),
            ({"word": "met", "reason": "Seen."}, []),
            (
                {"word": "met", "reason": "Seen.", "unevidenced": ["QP1.a", "QP1.b"]},
                [
                    (
                        "printed_reason",
                        "2 requirements of QP1 are not evidenced (QP1.a, QP1.b). Give the reason to print beside “Met”.",
                    )
                ],
            ),
            ({"word": "met", "reason": "Seen.", "unevidenced": ["QP1.a"], "printed_reason": "The Board saw it."}, []),
            (
                {"word": "at_risk", "reason": "Late.", "printed_reason": "Why?"},
                [("printed_reason", "A reason is printed only beside “Met”; the word for QP1 is another.")],
            ),
            (
                {"word": "on_course", "reason": "x" * 4001},
                [("reason", "At most 4,000 characters; this text has 4,001.")],
            ),
        ],
    )
    def test_what_is_missing_beside_a_word(self, world, second, changed, expected):
        last = judged(world.notice, world.asof())[world.notice.measures.get(code="QP1").pk]
        said = row(world, **changed)
        assert faults_of(said, last) == expected
        if not expected:
            assert judge(world, second, said)[0].word == changed["word"]
        else:
            with pytest.raises(Refused) as met:
                judge(world, second, said)
            assert met.value.field == f"{expected[0][0]}_QP1"


class TestReading:
    def test_words_count_from_the_meeting_and_as_known(self, world, second):
        world.clock.move_to(date(2012, 12, 21))
        world.judge(second, {"QP1": "at_risk"})
        assert words_of(world, world.asof(on=date(2012, 12, 18))) == {"QP1": "on_course", "QP2": "off_course"}
        assert words_of(world, world.asof(on=SECOND)) == {"QP1": "at_risk", "QP2": "off_course"}
        known_then = world.asof(on=SECOND, known=end_of_day(SECOND))
        assert words_of(world, known_then) == {"QP1": "on_course", "QP2": "off_course"}

    def test_words_fall_with_their_decision(self, world, second):
        world.judge(second, {"QP1": "at_risk"})
        world.clock.move_to(date(2012, 12, 21))
        world.decide("Judged in error.", replaces=decision_of(second, world.asof()))
        assert words_of(world) == {"QP1": "on_course", "QP2": "off_course"}
        assert words_of(world, world.asof(on=date(2012, 12, 20)))["QP1"] == "at_risk"

    def test_other_notice_has_its_own(self, world, other_world, second):
        assert judged(other_world.notice, other_world.asof()) == {}
