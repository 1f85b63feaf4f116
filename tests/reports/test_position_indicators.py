"""Does the position count only indicators in use, and name headlines, misses and what got worse in the Board's order?"""

from datetime import date

import pytest

from indicators.domain import agree_indicators
from indicators.listing import tally
from indicators.series import series_of
from indicators.standing import Against
from reports.position.indicators import section
from reports.sheets import headline
from tests.factories import Clock, World

FRIDAYS = (date(2013, 2, 15), date(2013, 2, 22))


@pytest.fixture
def figures(world: World, clock: Clock) -> dict:
    """FD-05 misses and is better; FD-06 misses and is worse; WF-05 is worse without a target; AS-01 has ended and
    AS-03 has just begun; CP-01 is for context, CP-08 has no figures."""
    single = world.define_indicator("AS-03", every="month", valid_from=date(2013, 4, 15))
    initial = world.define_indicator("AS-01", every="month", valid_to=date(2013, 4, 14), successor=single)
    later = world.define_indicator("XX-01", valid_from=date(2014, 1, 1))
    made = {
        code: world.define_indicator(code, impact=code.startswith("CP"), **more)
        for code, more in {
            "CP-01": {"polarity": "context"}, "CP-08": {}, "FD-05": {}, "FD-06": {}, "WF-05": {},
        }.items()
    }  # fmt: skip
    clock.move_to(date(2013, 5, 20))
    world.report(initial, date(2013, 3, 31), 9)
    for code, values in {"CP-01": (1, 2), "FD-05": (9, 4), "FD-06": (4, 9), "WF-05": (4, 9)}.items():
        for friday, value in zip(FRIDAYS, values, strict=True):
            world.report(made[code], friday, value)
    for indicator in (initial, single, later, made["CP-08"], made["FD-05"], made["FD-06"]):
        world.set_target(indicator, 0, from_on=date(2012, 9, 1))
    with world.writing() as at:
        agree_indicators(
            decision=world.decide(at=at), indicators=[made["CP-08"]], headlines=[made["FD-06"]], by=world.secretary,
            at=at,
        )  # fmt: skip
    return section(series_of(world.notice, world.asof()), hide_small=False)


def test_only_what_is_in_use_is_counted(figures: dict) -> None:
    assert {word: many for word, many in figures["counts"].items() if many} == {
        "Misses": 2, "No data": 2, "No target yet": 1, "Context only": 1,
    }  # fmt: skip
    assert (figures["with_target"], figures["begin_later"], figures["ended"], figures["agreed"]) == (4, 1, 1, 2)
    counted = sum(figures["counts"].values()) + figures["begin_later"] + figures["ended"]
    assert counted == len(figures["rows"]) == 8


def test_the_list_of_indicators_counts_the_same(figures: dict, world: World) -> None:
    listed = tally(series_of(world.notice, world.asof()))
    assert {word.value: listed.counts[word] for word in Against} == figures["counts"]
    assert {name: getattr(listed, name) for name in ("with_target", "begin_later", "ended", "agreed")} == {
        name: figures[name] for name in ("with_target", "begin_later", "ended", "agreed")
    }
    assert listed.worse == len(figures["worse"])


def test_what_to_look_at_is_named_in_order(figures: dict) -> None:
    assert figures["headline"] == ["FD-06"]
    assert figures["off_target"] == ["FD-06", "FD-05"]
    assert figures["worse"] == ["FD-06", "WF-05"]


def test_the_first_sheet_takes_headlines_then_what_has_target_and_figures(figures: dict) -> None:
    assert [row["code"] for row in headline(figures)] == ["FD-06", "FD-05", "AS-03", "CP-08", "CP-01", "WF-05"]
