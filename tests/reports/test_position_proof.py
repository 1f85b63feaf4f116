"""Are the Board's judgements, the evidence and what is proven true as of both times, and do their sentences name every class?"""

import re
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from boards.models import Decision
from reports.position import Position, sentences
from reports.position.changes import between
from reports.position.judgements import WORDS

DEC_19 = date(2012, 12, 19)
JAN_30 = date(2013, 1, 30)
MEASURES = 16
COUNT = st.integers(0, 60)


def position(world, on=None, known=None):
    return Position(world.notice, world.asof(on, known))


@pytest.fixture
def judged(world, clock):
    """The Board judged three measures on 7 November, and two of them and a fourth on 19 December."""
    world.judge(world.meetings[0], {"QP1": "on_course", "QP2": "off_course", "QP3": "at_risk"}, reason="First.")
    clock.move_to(DEC_19, 17)
    world.judge(world.hold_meeting(2), {"QP1": "at_risk", "QP2": "at_risk", "QP4": "on_course"}, reason="Second.")
    return world


# Judgements


def counts(**many: int) -> dict[str, int]:
    return dict.fromkeys(WORDS, 0) | {"not_judged": MEASURES - sum(many.values())} | many


def test_judgements_count_every_measure_now_and_the_time_before(judged):
    found = position(judged).judgements
    assert {name: found[name] for name in ("on", "day", "counts", "before", "before_counts")} == {
        "on": "2012-12-19",
        "day": "19 December 2012",
        "counts": counts(on_course=1, at_risk=3),
        "before": "7 November 2012",
        "before_counts": counts(on_course=1, at_risk=1, off_course=1),
    }
    for part in ("counts", "before_counts"):
        assert sum(found[part].values()) == MEASURES == position(judged).measures["judged"]


def test_a_judgement_carries_the_word_before_and_where_it_moved(judged):
    rows = position(judged).judgements["rows"]
    moved = {code: (row["word"], row["before"], row["move"], row["day"]) for code, row in rows.items()}
    assert moved == {
        "QP1": ("At risk", "On course", "worse", "19 December 2012"),
        "QP2": ("At risk", "Off course", "better", "19 December 2012"),
        "QP3": ("At risk", "", "", "7 November 2012"),
        "QP4": ("On course", "", "", "19 December 2012"),
    }
    assert rows["QP1"]["reason"] == "Second."
    assert rows["QP1"]["history"] == [
        {"on": "2012-11-07", "day": "7 November 2012", "word": "On course", "reason": "First."},
        {"on": "2012-12-19", "day": "19 December 2012", "word": "At risk", "reason": "Second."},
    ]


def test_a_judgement_falls_with_its_decision_and_stands_before_that_day(judged, clock):
    clock.move_to(date(2012, 12, 21))
    second = Decision.objects.for_notice(judged.notice).get(kind="judgement", counts_on=DEC_19)
    judged.decide("The words of that day were recorded by mistake.", replaces=second)
    now, then = position(judged).judgements, position(judged, date(2012, 12, 20)).judgements
    assert {code: row["word"] for code, row in now["rows"].items()} == {
        "QP1": "On course", "QP2": "Off course", "QP3": "At risk",
    }  # fmt: skip
    assert (now["day"], now["before"]) == ("7 November 2012", "")
    assert now["counts"] == counts(on_course=1, at_risk=1, off_course=1)
    assert then["day"] == "19 December 2012"
    assert then["rows"]["QP4"]["word"] == "On course"


def test_before_the_first_judgement_nothing_is_judged(judged):
    found = position(judged, date(2012, 11, 6)).judgements
    assert found == {
        "on": "", "day": "", "counts": counts(), "before": "", "before_counts": counts(), "rows": {},
    }  # fmt: skip


def test_the_first_sentence_is_the_boards_judgement_once_there_is_one(judged):
    before, after = position(judged, date(2012, 11, 6)), position(judged)
    assert before.sentences["board"].startswith("The Board has not met yet")
    assert after.sentences["board"] == (
        "On 19 December 2012 the Board judged 1 of the notice’s 16 measures on course and 3 at risk; none is met; "
        "12 are not yet judged (at 7 November 2012: 1 on course, 1 at risk, 1 off course, 13 not yet judged)."
    )


@pytest.mark.parametrize(
    ("now", "before", "said"),
    [
        ((0, 16, 0, 0, 0), None, "judged 16 of the notice’s 16 measures on course; none is met."),
        ((1, 0, 0, 0, 15), None, "judged 1 of the notice’s 16 measures met; 15 are not yet judged."),
        ((0, 0, 0, 15, 1), None, "judged 15 of the notice’s 16 measures off course; none is met; 1 is not yet judged."),
        (
            (2, 8, 5, 1, 0),
            (0, 9, 6, 1, 0),
            "judged 2 of the notice’s 16 measures met, 8 on course, 5 at risk and 1 off course "
            "(at 30 January 2013: 9 on course, 6 at risk, 1 off course).",
        ),
    ],
)
def test_judged_measures_are_said(now, before, said):
    names = (*WORDS, "not_judged")
    text = sentences.judged(
        {
            "day": "13 March 2013",
            "counts": dict(zip(names, now, strict=True)),
            "before": "30 January 2013" if before else "",
            "before_counts": dict(zip(names, before or (0,) * 5, strict=True)),
        }
    )
    assert text == f"On 13 March 2013 the Board {said}"


@given(st.lists(COUNT, min_size=4, max_size=4).filter(any), COUNT)
def test_every_word_that_is_not_zero_is_said_with_its_number(judged, left):
    numbers = dict(zip(WORDS, judged, strict=True)) | {"not_judged": left}
    text = sentences.judged({"day": "D", "counts": numbers, "before": "", "before_counts": numbers})
    first, total, *rest = map(int, re.findall(r"\d+", text))
    assert total == sum(numbers.values()) == first + sum(rest)
    for word, said in sentences.JUDGED.items():
        assert (f" {said}" in text.replace("none is met", "")) == (numbers[word] > 0)


# The headline indicator


def test_evidence_stands_by_its_newest_review(world, clock):
    accepted = world.evidence(world.item(1), strength="independently_verified", review_by_on=date(2013, 1, 31))
    returned, waiting = world.evidence(shows="QP1.b"), world.evidence(shows="QP2.a QP1.a")
    world.review(accepted)
    world.review(returned, "returned")
    clock.move_to(date(2013, 2, 1))
    then, now = position(world, date(2013, 1, 31)).evidence, position(world).evidence
    assert then["counts"] == {"Accepted": 1, "Waiting for review": 1, "Returned": 1, "Out of date": 0}
    assert then["strengths"] == {"Self-reported": 0, "Sampled by audit": 0, "Independently verified": 1}
    assert now["counts"] == {"Accepted": 0, "Waiting for review": 1, "Returned": 1, "Out of date": 1}
    assert set(now["strengths"].values()) == {0}
    assert [(found["number"], found["state"], found["item"], found["references"]) for found in now["rows"]] == [
        (accepted.number, "Out of date", 1, ["QP1.a"]),
        (returned.number, "Returned", None, ["QP1.b"]),
        (waiting.number, "Waiting for review", None, ["QP1.a", "QP2.a"]),
    ]


# What changed


def changed(world, since: date) -> dict:
    now = position(world).as_data()
    changes = between(position(world, since).as_data(), now)
    assert between(position(world, since).as_earlier(), now) == changes
    return changes


def test_words_that_changed_say_what_they_were(judged):
    assert [
        (row["code"], row["was"], row["word"], row["move"]) for row in changed(judged, date(2012, 12, 18))["judged"]
    ] == [
        ("QP1", "On course", "At risk", "worse"),
        ("QP2", "Off course", "At risk", "better"),
        ("QP4", "Not yet judged", "On course", ""),
    ]
    assert changed(judged, DEC_19)["judged"] == []


def test_a_move_is_that_between_the_two_positions_and_not_the_last_one(judged, clock):
    clock.move_to(JAN_30, 17)
    judged.judge(judged.hold_meeting(3), {"QP1": "off_course", "QP2": "on_course", "QP3": "off_course"}, reason="3.")
    clock.move_to(date(2013, 3, 13), 17)
    judged.judge(judged.hold_meeting(4), {"QP1": "at_risk", "QP2": "at_risk", "QP3": "at_risk"}, reason="Fourth.")
    rows = {
        row["code"]: (row["was"], row["word"], row["move"]) for row in changed(judged, date(2012, 12, 18))["judged"]
    }
    assert rows == {
        "QP1": ("On course", "At risk", "worse"),  # though better than at the meeting before
        "QP2": ("Off course", "At risk", "better"),  # though worse
        "QP4": ("Not yet judged", "On course", ""),
    }


def test_a_word_that_fell_with_its_decision_is_a_change(judged, clock):
    clock.move_to(date(2012, 12, 21))
    second = Decision.objects.for_notice(judged.notice).get(kind="judgement", counts_on=DEC_19)
    judged.decide("The words of that day were recorded by mistake.", replaces=second)
    rows = {
        row["code"]: (row["was"], row["word"], row["move"]) for row in changed(judged, date(2012, 12, 20))["judged"]
    }
    assert rows == {
        "QP1": ("At risk", "On course", "better"),
        "QP2": ("At risk", "Off course", "worse"),
        "QP4": ("On course", "Not yet judged", ""),
    }


def test_indicators_that_stand_otherwise_against_their_target_are_worse_or_better(world, clock):
    made = {code: world.define_indicator(code) for code in ("FD-05", "FD-06", "FD-07", "FD-08")}
    clock.move_to(date(2013, 2, 20))
    for code, (first, _) in (figures := {"FD-05": (9, 0), "FD-06": (0, 9), "FD-07": (9, 8)}).items():
        world.set_target(made[code], 0, from_on=date(2012, 9, 1))
        world.report(made[code], date(2013, 2, 15), first)
    world.set_target(made["FD-08"], 0, from_on=date(2012, 9, 1))
    clock.move_to(date(2013, 2, 27))
    for code, (_, second) in figures.items():
        world.report(made[code], date(2013, 2, 22), second)
    world.report(made["FD-08"], date(2013, 2, 22), 9)  # it could not be read before
    found = changed(world, date(2013, 2, 20))
    assert [(row["code"], row["was"], row["against"]) for row in found["worse"]] == [("FD-06", "Meets", "Misses")]
    assert [(row["code"], row["was"], row["against"]) for row in found["better"]] == [("FD-05", "Misses", "Meets")]


def test_evidence_that_was_accepted_or_ran_out_is_named_once(world, clock):
    clock.move_to(date(2012, 11, 8))
    old, lasting = world.evidence(review_by_on=date(2012, 12, 1)), world.evidence()
    for one in (old, lasting):
        world.review(one)
    clock.move_to(date(2012, 12, 2))
    new, returned = world.evidence(), world.evidence()
    world.review(new)
    world.review(returned, "returned")
    found = changed(world, date(2012, 12, 1))
    assert [row["number"] for row in found["accepted"]] == [new.number]
    assert [row["number"] for row in found["lapsed"]] == [old.number]
    assert [row["number"] for row in changed(world, date(2012, 11, 7))["accepted"]] == [lasting.number, new.number]
