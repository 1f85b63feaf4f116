"""Is the position true as of both times: its counts, its lists, its sentences, and the difference of two?"""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from boards.domain import make_board, record_decision
from boards.models import Board, Decision
from records.clock import end_of_day
from reports.photograph import canonical
from reports.position import Position
from reports.position.changes import between

DEC_19 = date(2012, 12, 19)
DAY = timedelta(days=1)


def position(world, on=None, known=None):
    return Position(world.notice, world.asof(on, known))


def numbers(rows):
    return [row["number"] for row in rows]


def test_counts_agree_with_the_lists(march):
    march.update(march.item(2), "under_way", forecast="will_miss")
    items = position(march).items
    counts = items["counts"]
    assert (counts["total"], counts["withdrawn"]) == (3, 0)
    assert counts["done"] == len(items["done"]) == 1
    assert sum(counts[word] for word in ("done", "overdue", "under_way", "not_started")) == counts["total"]
    assert counts["waiting"] == len(items["waiting"]) == 0
    assert counts["overdue"] == sum(row["overdue"] for row in items["off_plan"]) == 1
    assert counts["overdue_first"] == sum(row["overdue_first"] for row in items["off_plan"]) == 1
    assert sum(items["off_plan_counts"].values()) == len(items["off_plan"]) == 2
    assert items["off_plan_counts"] == {"overdue": 1, "first_date": 0, "forecast": 1}
    assert len(items["off_plan"]) + len(items["done"]) + len(items["to_come"]) == counts["total"]
    assert items["milestone_counts"] == {"done": 0, "overdue": 0, "to_come": 1}


def test_a_forecast_that_has_outlived_its_round_puts_nothing_off_plan(march, clock):
    """Of 5 March, it is for the Board of 24 April. Updates for that of 5 June close on 21 May, the day itself included."""
    item = march.agree_item(date(2013, 6, 30))
    march.update(item, "under_way", forecast="will_miss")
    clock.move_to(date(2013, 5, 21))
    assert position(march).items["off_plan_counts"]["forecast"] == 1
    clock.move_to(date(2013, 5, 22))
    items = position(march).items
    assert items["off_plan_counts"]["forecast"] == 0
    assert [row["forecast"] for row in items["to_come"]] == ["Not updated since 5 March 2013"]


def test_position_before_and_after_the_decision_that_moved_a_date(world, clock):
    clock.move_to(date(2012, 12, 10))
    change = world.propose(world.item(1), date(2013, 1, 25))
    clock.move_to(DEC_19, 17)
    world.hold_meeting(2)
    clock.move_to(DEC_19 + 2 * DAY)
    late_entry = world.decide("Item 1 moves.", meeting=world.meetings[1], kind=Decision.Kind.DATES)
    world.rule(change, decision=late_entry)

    before, after = position(world, DEC_19 - DAY), position(world, DEC_19)
    assert numbers(before.items["waiting"]) == numbers(before.items["off_plan"]) == [1]
    assert (before.items["counts"]["overdue"], before.items["counts"]["overdue_first"]) == (1, 1)
    assert numbers(after.items["waiting"]) == []
    assert (after.items["counts"]["overdue"], after.items["counts"]["overdue_first"]) == (0, 1)
    (row,) = after.items["off_plan"]
    assert (row["off_plan"], row["due"], row["due_now"], row["slips"]) == (
        "first_date",
        "1 December 2012",
        "25 January 2013",
        1,
    )
    assert row["analysis"] == "The supplier is late."

    known_then = position(world, DEC_19, end_of_day(DEC_19))
    assert numbers(known_then.items["waiting"]) == [1]
    assert known_then.items["counts"]["overdue"] == 1
    assert known_then.decisions["count"] == 1
    assert after.decisions["rows"][0]["recorded_later"] == "21 December 2012"


def test_an_analysis_explains_no_second_lateness(world, clock):
    clock.move_to(date(2012, 11, 20))
    world.rule(world.propose(world.item(1), date(2012, 12, 15)))
    on_time = position(world).items
    assert on_time["off_plan"] == []
    clock.move_to(date(2012, 12, 16))
    (row,) = position(world).items["off_plan"]
    assert (row["analysis"], row["remedy"]) == ("", "")
    world.propose(world.item(1), date(2013, 2, 1))
    (row,) = position(world).items["off_plan"]
    assert row["analysis"] == "The supplier is late."
    assert row["waiting"]


def test_what_no_analysis_explains_carries_its_owners_last_words(world, clock):
    clock.move_to(date(2012, 12, 3))
    world.update(world.item(1), done_so_far="Half is written.", next_step="Write the rest.", forecast="")
    clock.move_to(date(2012, 12, 5))
    world.update(world.item(1), done_so_far="No change.", forecast="")
    (row,) = position(world).items["off_plan"]
    assert (row["said"], row["next_step"], row["said_day"]) == (
        "Half is written.",
        "Write the rest.",
        "3 December 2012",
    )
    (then,) = position(world, date(2012, 12, 2)).items["off_plan"]
    assert (then["said"], then["next_step"], then["said_day"]) == ("", "", "")
    world.propose(world.item(1), date(2013, 2, 1))
    (row,) = position(world).items["off_plan"]
    assert (row["analysis"], row["said"]) == ("The supplier is late.", "")


def test_a_decision_says_which_dates_it_settled(world, clock):
    clock.move_to(date(2012, 12, 2))
    changes = [world.propose(world.item(number), date(2013, 6, number)) for number in (1, 2, 3)]
    decision = world.decide("Answered as recorded here.", kind=Decision.Kind.DATES)
    world.rule(changes[2], "other", to_on=date(2013, 7, 9), decision=decision)
    world.rule(changes[1], "refused", decision=decision)
    world.rule(changes[0], decision=decision)
    row, first = position(world).decisions["rows"]
    assert row["settled"] == [
        "Item 1: 1 June 2013 agreed",
        "Item 2: refused, 2 June 2013 was asked for. Not yet.",
        "Item 3: 9 July 2013 agreed, another date than the 3 June 2013 asked for",
    ]
    assert (first["settled"], first["cited"]) == ([], "1")


def test_another_boards_decision_is_cited_with_its_board(world):
    with world.writing() as at:
        lscb = make_board(notice=world.notice, kind=Board.Kind.LSCB, name="The Safeguarding Board", by=None, at=at)
        record_decision(
            board=lscb,
            kind="other",
            words="Agreed.",
            source="Its minutes.",
            taken_on=world.clock.today,
            by=world.secretary,
            at=at,
        )
    rows = position(world).decisions["rows"]
    assert sorted((row["number"], row["cited"]) for row in rows) == [(1, "1"), (1, "LSCB 1")]


def test_last_words_and_answers_take_as_many_queries_for_many_as_for_few(world, clock):
    clock.move_to(date(2013, 2, 1))

    def queries() -> int:
        with CaptureQueriesContext(connection) as made:
            position(world).as_data()
        return len(made)

    def explain_nothing_and_ask(number: int) -> None:
        item = world.agree_item(date(2013, 1, number))
        world.update(item, forecast="")
        world.rule(world.propose(world.item(2), date(2013, 6, number)))

    explain_nothing_and_ask(1)
    few = queries()
    explain_nothing_and_ask(2)
    assert queries() == few


def test_a_refused_proposal_still_explains(world, clock):
    clock.move_to(date(2012, 12, 2))
    world.rule(world.propose(world.item(1), date(2013, 2, 1)), "refused")
    (row,) = position(world).items["off_plan"]
    assert (row["analysis"], row["ruling"]["answer"]) == ("The supplier is late.", "Refused")


def test_a_replaced_decision_leaves_the_register_and_its_date_falls_back(world, clock):
    clock.move_to(date(2012, 12, 10))
    change = world.propose(world.item(1), date(2013, 1, 25))
    moved = world.decide("Item 1 moves.", kind=Decision.Kind.DATES)
    world.rule(change, decision=moved)
    clock.move_to(date(2012, 12, 12))
    world.decide("Item 1 does not move.", replaces=moved)
    now, then = position(world), position(world, date(2012, 12, 11))
    assert [row["words"] for row in now.decisions["rows"]] == ["Item 1 does not move.", "The plan is agreed."]
    assert [row["words"] for row in then.decisions["rows"]] == ["Item 1 moves.", "The plan is agreed."]
    assert (now.items["counts"]["overdue"], then.items["counts"]["overdue"]) == (1, 0)


def test_the_boards_sentence_counts_what_its_last_meeting_decided(world, clock):
    assert position(world).sentences["board"] == (
        "The Board last met on 7 November 2012 and took 1 decision there that is in force; nothing waits for its answer."
    )
    clock.move_to(date(2012, 11, 8))
    world.decide("Between meetings.")
    world.propose(world.item(1), date(2013, 1, 25))
    said = position(world).sentences
    assert said["board"].endswith("took 1 decision there that is in force; 1 new date waits for its answer.")
    assert said["meetings"] == "1 day has passed since the Board met; it is expected to meet once every six weeks."
    assert said["coming"] == (
        "Next come: Board meeting 2, 19 December 2012; initial review by the Department, December 2012; "
        "Ministers are informed, March 2013."
    )


def test_what_ministers_were_told_is_no_date_to_come(world, clock):
    clock.move_to(date(2013, 3, 5))
    assert "Ministers are informed, March 2013" in position(world).sentences["coming"]
    world.send_report(world.publish_report(date(2013, 3, 31)), on=clock.today)
    calendar = position(world).calendar
    assert "Ministers are informed, March 2013" not in [f"{row['what']}, {row['when']}" for row in calendar["coming"]]
    said = [mark["words"] for mark in calendar["strip"]["marks"] if mark["kind"] == "ministers"]
    assert "Information to Ministers, March 2013, report sent" in said


def test_before_its_first_meeting_the_board_has_decided_nothing(world):
    said = position(world, date(2012, 11, 6)).sentences
    assert said["board"] == "The Board has not met yet; it first meets on 7 November 2012."
    assert said["facts"] == "As at 6 November 2012, no indicator has a target yet; and nothing is overdue."
    assert said["off_plan"] == "No item is off plan."


def test_a_gap_of_more_than_six_weeks_is_named(world, clock):
    clock.move_to(date(2012, 12, 20))
    assert "43 days have passed since the Board met, longer than the six weeks" in position(world).sentences["meetings"]


def measures(position):
    return {row["code"]: row for theme in position.measures["themes"] for row in theme["rows"]}


def test_measures_count_their_items_once_and_name_the_worst_fact(march):
    march.agree_item(date(2013, 6, 1), serves="QP1.b QP2.a QP2.b QP3.a")
    rows = measures(position(march))
    assert rows["QP1"]["items_words"] == "1 done, 1 not started, 1 overdue"
    assert rows["QP1"]["items_total"] == sum(rows["QP1"]["items"].values()) == 3
    assert rows["QP1"]["worst"] == {"kind": "item", "name": "3", "words": "item 3 is 33 days late"}
    assert (rows["QP2"]["items_words"], rows["QP2"]["indicators_words"]) == ("2 not started", "1 misses")
    late = {"kind": "requirement", "name": "QP2.a", "words": "QP2.a is late since 18 October 2012"}
    assert rows["QP2"]["worst"] == late
    assert rows["QP4"]["items_words"] == ""


def test_requirements_of_a_measure_are_those_that_coverage_counts(march):
    now = position(march)
    for code, row in measures(now).items():
        counted = [found for found in now.coverage["rows"] if found["measure"] == code and found["ours"]]
        assert (row["requirements"], row["evidenced"], row["no_way"]) == (
            len(counted),
            sum(found["evidenced"] for found in counted),
            sum(found["no_way"] for found in counted),
        )
    assert sum(row["requirements"] for row in measures(now).values()) == now.coverage["counts"]["ours"]


def test_a_revised_figure_carries_its_reason_and_the_first_stays_comparable(march):
    indicator = march.define_indicator("FD-04", unit="percent", polarity="higher", every="month")
    march.report(indicator, date(2013, 1, 31), numerator=Decimal(80), denominator=Decimal(90))
    march.report(indicator, date(2013, 2, 28), no_data_because="The system was down.")
    march.report(indicator, date(2013, 1, 31), numerator=Decimal(81), denominator=Decimal(90), reason="One was late.")
    row = next(row for row in position(march).indicators["rows"] if row["code"] == "FD-04")
    assert [(point["label"], point["figure"], point["note"]) for point in row["points"]] == [
        ("Jan 2013", "90", "Revised: One was late."),
        ("Feb 2013", "No data", "The system was down."),
    ]
    assert row["first"]["value"] == "90\u00a0%"
    assert row["newest"]["value"] == "No data"


def test_difference_of_two_positions_names_what_happened_between(world, clock):
    clock.move_to(date(2012, 12, 10))
    change = world.propose(world.item(3), date(2013, 3, 15))
    earlier, as_little = position(world).as_data(), position(world).as_earlier()
    clock.move_to(date(2012, 12, 12))
    world.rule(change)
    world.update(world.item(2), "done")
    world.agree_item(date(2012, 12, 11))
    changes = between(earlier, position(world).as_data())
    assert numbers(changes["done"]) == [2]
    assert numbers(changes["newly_overdue"]) == [4]
    assert [(row["number"], row["from"], row["due_now"]) for row in changes["moved"]] == [
        (3, "31 January 2013", "15 March 2013")
    ]
    assert len(changes["decisions"]) == 2
    assert changes["since"] == "10 December 2012"
    assert between(as_little, position(world).as_data()) == changes


@pytest.mark.parametrize("on", [None, date(2012, 10, 17), DEC_19])
def test_every_position_has_a_canonical_form(march, on):
    assert canonical(position(march, on).as_data())
