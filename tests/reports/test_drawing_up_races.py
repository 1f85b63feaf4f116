"""Does a report that is drawn up while four people write hold one truth? With its twin that reads as it comes, and must fail."""

import time
from collections import Counter
from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext
from dataclasses import replace
from datetime import date, timedelta

import pytest

from records.clock import AsOf
from records.writing import reading
from reports import domain
from reports.position import Position
from tests.factories import make_world
from tests.pages import fields_of
from tests.reports.desk import Desk

pytestmark = pytest.mark.django_db(transaction=True)
DRAWN = 5
WRITERS = 4
WEEK = date(2012, 11, 2)


@pytest.fixture
def committed_desk(cast, clock):
    """A report with its text, in a world with four indicators, committed, so that every thread sees it."""
    world = make_world(cast, clock, cast.a)
    desk = Desk(world)
    desk.write()
    return desk


def as_ours(wanted: domain.Wanted) -> domain.Wanted:
    return wanted


def as_it_comes(wanted: domain.Wanted) -> domain.Wanted:
    """Sabotage: whatever is recorded while it is read counts as well."""
    return replace(wanted, asof=AsOf(wanted.asof.on, wanted.asof.known + timedelta(days=1)))


def drawn_up_while_others_write(
    desk: Desk,
    in_parallel: Callable,
    changed: Callable[[domain.Wanted], domain.Wanted],
    opening: Callable[[], AbstractContextManager],
) -> list[tuple[domain.Wanted, dict]]:
    """Four people write updates and figures without a pause; each photograph taken meanwhile, with what it was taken of."""
    world, report, still_drawing, found = desk.world, desk.report, [True], []
    indicators = [world.define_indicator(code) for code in ("FD-01", "FD-04", "FD-05", "FD-06")]
    for indicator in indicators:
        world.set_target(indicator, 0, from_on=date(2012, 9, 1))

    def write(who: int) -> int:
        turn = 0
        while still_drawing:
            world.update(world.item(1 + who % 3), done_so_far=f"So much in turn {turn}.")
            world.report(indicators[who], WEEK, turn % 2 * 9, reason="Counted again.")
            turn += 1
            time.sleep(0.02)  # SQLite serves whoever asks next: without a pause the drawer would not get a turn
        return turn

    def draw(_: int) -> int:
        try:
            for _ in range(DRAWN):
                with world.writing() as at:
                    wanted = changed(domain.ask_for_photograph(report=report, at=at))
                with opening():
                    content = domain.composed(wanted)
                with world.writing() as at:
                    domain.keep_photograph(wanted=wanted, content=content, by=world.secretary, at=at)
                found.append((wanted, content["position"]))
                time.sleep(0.3)
        finally:
            still_drawing.clear()
        return DRAWN

    turns = in_parallel(lambda task: task[0](task[1]), [(write, who) for who in range(WRITERS)] + [(draw, 0)])
    assert min(turns) > 0  # everybody wrote meanwhile
    return found


def of_two_moments(desk: Desk, wanted: domain.Wanted, photographed: dict) -> bool:
    """Whether it differs from the position of the moment that it says, read now that nobody writes."""
    asof = AsOf(wanted.asof.on, wanted.asof.known)
    return Position(desk.world.notice, asof, hide_small=True, with_benchmarks=True).as_data() != photographed


def totals_are_the_rows(position: dict) -> bool:
    """Of what the writers change: each count against its rows."""
    items, indicators = position["items"], position["indicators"]
    standing = Counter(row["standing"] for row in items["rows"])
    against = Counter(row["against"] for row in indicators["rows"])
    return all(items["counts"][word] == many for word, many in standing.items()) and all(
        indicators["counts"][word] == many for word, many in against.items()
    )


def test_each_photograph_is_of_the_one_moment_that_it_says(committed_desk, in_parallel):
    found = drawn_up_while_others_write(committed_desk, in_parallel, as_ours, reading)
    assert [of_two_moments(committed_desk, *one) for one in found] == [False] * DRAWN
    assert [totals_are_the_rows(position) for _, position in found] == [True] * DRAWN
    moments = [wanted.asof.known for wanted, _ in found]
    assert moments == sorted(set(moments))
    assert len({str(position["indicators"]) for _, position in found}) > 2  # it was not one picture many times


def test_read_as_it_comes_it_would_be_of_two_moments(committed_desk, in_parallel):
    found = drawn_up_while_others_write(committed_desk, in_parallel, as_it_comes, nullcontext)
    assert any(of_two_moments(committed_desk, *one) for one in found)


def test_a_draft_that_was_overtaken_is_not_kept(committed_desk, client_of):
    """Two people draw up at once; who began first and ends last is told, and led to the other's draft."""
    desk, world = committed_desk, committed_desk.world
    with world.writing() as at:
        slow = domain.ask_for_photograph(report=desk.report, at=at)
    secretary = client_of(world.secretary)
    opened = fields_of(secretary.get(desk.at("report")).context["form"])
    assert secretary.post(desk.at("draw_up"), opened).url == desk.at("draft")
    with pytest.raises(domain.Refused, match="at the same time"), world.writing() as at:
        domain.keep_photograph(wanted=slow, content=domain.composed(slow), by=world.chair, at=at)
    assert desk.report.photographs.count() == 1
