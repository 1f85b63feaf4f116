"""Does the position name what changed or is not expected to meet its target, in order, and say what crossed between two days?"""

from datetime import date

import pytest

from indicators.domain import agree_indicators
from indicators.models import Indicator, IndicatorOwner
from indicators.words import months_later
from records import ledger
from reports.pages.facts import first_facts
from reports.position import Position
from reports.position.changes import between
from reports.position.early_warning import sentence
from tests.clock import Clock
from tests.factories import World
from tests.pages import address_of, text_of

JANUARY = date(2013, 1, 31)
FEBRUARY = date(2013, 2, 28)
BEFORE, AFTER, REVISED = date(2013, 2, 10), date(2013, 3, 5), date(2013, 3, 20)
STABLE = (
    21,
    24,
    20,
    23,
    22,
    25,
    21,
    23,
    20,
    24,
    22,
    23,
    21,
    24,
    20,
    23,
    22,
    25,
    21,
    24,
    22,
)  # enough to look to December 2013
SPIKE = "outside the limits in February 2013 (60, limits "


def monthly(world: World, code: str, *, target: int | None = None, **more: object) -> Indicator:
    """Stable months to January 2013, of which fewer are better."""
    indicator = world.define_indicator(code, every="month", **more)
    if target is not None:
        world.set_target(indicator, target, from_on=date(2012, 1, 1))
    for place, value in enumerate(STABLE):
        world.report(indicator, months_later(JANUARY, place - len(STABLE) + 1), value)
    return indicator


@pytest.fixture
def warned(world: World, clock: Clock) -> World:
    """Since February FD-01 and FD-02 get worse, FD-03 for context changed; FD-04 is stable far above its target and FD-05
    stable below it; FD-06 has too few figures. The Board put FD-03 and FD-04 first."""
    clock.move_to(BEFORE)
    worse, also, context = (
        monthly(world, code, polarity=way, target=target)
        for code, way, target in (("FD-01", "lower", 40), ("FD-02", "lower", 5), ("FD-03", "context", None))
    )
    unlikely, well = monthly(world, "FD-04", target=5), monthly(world, "FD-05", target=40)
    few = world.define_indicator("FD-06", every="month")
    world.report(few, JANUARY, 9)
    with world.writing() as at:
        agree_indicators(
            decision=world.decide(at=at), indicators=[], headlines=[context, unlikely], by=world.secretary, at=at
        )
    clock.move_to(AFTER)
    for indicator in (worse, also, context):
        world.report(indicator, FEBRUARY, 60)
    world.report(well, FEBRUARY, 20)
    return world


def position(world: World, on: date | None = None) -> Position:
    return Position(world.notice, world.asof(on), sample=False)


def crossed(rows: list[dict]) -> list[tuple[str, str]]:
    return [(row["code"], row["signal"]) for row in rows]


def test_the_boards_headlines_come_first_and_then_the_worst(warned):
    early = position(warned).early_warning
    assert [(row["code"], row["kind"]) for row in early["rows"]] == [
        ("FD-04", "not_expected"), ("FD-03", "changed"), ("FD-02", "worse_and_not_expected"), ("FD-01", "worse"),
    ]  # fmt: skip
    assert early["sentence"] == (
        "Of 6 indicators in use, 2 are getting worse, 1 has changed, neither for good nor bad, 2 show no clear change and "
        "1 has too few figures to tell; 2 are not expected to meet their target."
    )
    assert early["expected"].startswith(
        "Chance alone would mark about one of these 4 indicators as getting worse every 31"
    )
    assert (early["better"], early["watch"]) == ([], [])


def test_the_counts_by_movement_and_outlook_sum_to_those_in_use(warned):
    indicators = position(warned).indicators
    assert {word: many for word, many in indicators["movements"].items() if many} == {
        "Getting worse": 2, "No clear change": 2, "Changed, neither good nor bad": 1, "Too few figures": 1,
    }  # fmt: skip
    assert {word: many for word, many in indicators["outlooks"].items() if many} == {
        "Expected to meet": 1, "May or may not meet": 1, "Not expected to meet": 2,
    }  # fmt: skip


def test_a_warning_says_who_looks_after_it_and_what_the_board_has_of_it(warned, client_of):
    indicator = Indicator.objects.for_notice(warned.notice).get(code="FD-02")
    with warned.writing() as at:
        ledger.append(IndicatorOwner, indicator, counts_on=AFTER, by=warned.secretary, at=at, person=warned.officer)
    warned.concern(indicator, "Why so many?")
    rows = {row["code"]: row for row in position(warned).early_warning["rows"]}
    assert rows["FD-02"]["before_board"] == "Before the Board as concern C1: waits for the Board of 13 March 2013"
    assert rows["FD-01"]["before_board"] == ""
    answer = client_of(warned.chair).get(address_of(warned.notice, "pages:dashboard"))
    # Those that the Board put first stand above with their charts, and here by name.
    assert [row["code"] for row in answer.context["warned"]] == ["FD-02", "FD-01"]
    assert [row["code"] for row in answer.context["warned_first"]] == ["FD-04", "FD-03"]
    part = text_of(answer)[text_of(answer).index('id="early-warning"') :]
    assert f"Owner: {warned.officer.name}." in part
    assert part.count("No owner yet.") == 1
    assert "Before the Board as concern C1: waits for the Board of 13 March 2013." in part


def test_new_signals_are_the_difference_of_two_positions(warned):
    earlier, later = position(warned, BEFORE), position(warned)
    changes = between(earlier.as_earlier(), later.as_data())
    assert crossed(changes["signals_new"]) == [
        ("FD-01", "Getting worse"), ("FD-02", "Getting worse"), ("FD-03", "Changed, neither good nor bad"),
    ]  # fmt: skip
    assert all(SPIKE in row["why"] and row["because"] == "" for row in changes["signals_new"])
    assert changes["signals_cleared"] == []
    assert between(earlier.as_data(), later.as_data()) == changes
    same = between(later.as_earlier(), later.as_data())
    assert (same["signals_new"], same["signals_cleared"]) == ([], [])
    assert "no indicator began to change" in same["nothing"]


def test_a_signal_that_a_revision_took_away_is_cleared_with_its_reason(warned, clock):
    clock.move_to(REVISED)
    worse = Indicator.objects.for_notice(warned.notice).get(code="FD-01")
    warned.report(worse, FEBRUARY, 22, reason="Closed cases were counted.")
    now = position(warned).as_data()
    changes = between(position(warned, AFTER).as_earlier(), now)
    assert [(row["code"], row["signal"], row["why"], row["because"]) for row in changes["signals_cleared"]] == [
        ("FD-01", "Getting worse", "No clear change", "Feb 2013: Revised: Closed cases were counted.")
    ]
    assert changes["signals_new"] == []
    # From before the spike it is as if it had never been.
    assert "FD-01" not in dict(crossed(between(position(warned, BEFORE).as_earlier(), now)["signals_new"]))


def test_what_got_worse_since_the_last_board_names_an_indicator_once(warned):
    later = position(warned).as_data()
    changes = between(position(warned, BEFORE).as_earlier(), later)
    fact = first_facts(later, changes)[-1]
    assert [row["code"] for row in changes["worse"]] == ["FD-01"]
    assert "FD-01 misses its target" in fact.names
    assert "FD-02 getting worse" in fact.names
    assert "FD-01 getting worse" not in fact.names
    assert "FD-03" not in fact.names


def test_without_figures_it_says_what_will_stand_there(world, client_of):
    early = position(world).early_warning
    assert (early["rows"], early["sentence"], early["expected"]) == ([], "No indicator is in use yet.", "")
    page = text_of(client_of(world.chair).get(address_of(world.notice, "pages:dashboard")))
    assert "Those that do will stand here with their charts." in page


def test_each_class_is_said_of_one_and_of_several():
    def row(movement: str, outlook: str = "") -> dict:
        return {"movement": movement, "outlook": outlook}

    assert sentence([row("Getting worse")]) == "Of the one indicator in use, 1 is getting worse."
    assert sentence([row("Too small to show"), row("Getting better", "Not expected to meet")]) == (
        "Of 2 indicators in use, 1 is getting better and 1 is too small to show; 1 is not expected to meet its target."
    )
