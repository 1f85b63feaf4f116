"""Is what stands beside a figure kept as of two times: the Board's agreement, benchmarks, agencies and teams?"""

from collections.abc import Callable
from datetime import date
from decimal import Decimal

import pytest

from boards.domain import make_board, record_decision
from boards.models import Board, Decision
from indicators import domain
from indicators.figures import Series
from indicators.models import Indicator
from indicators.series import series_of
from indicators.standing import Change
from records.clock import AsOf
from records.refusal import Refused
from tests.factories import Clock, World

NOVEMBER, JANUARY, MARCH = date(2012, 11, 7), date(2013, 1, 31), date(2013, 3, 5)


def refused(act: Callable[[], object]) -> Refused:
    with pytest.raises(Refused) as caught:
        act()
    return caught.value


def read(world: World, code: str, asof: AsOf | None = None) -> Series:
    (series,) = series_of(world.notice, asof or world.asof(), code=code, with_parts=True)
    return series


# Agreement


def agree(world: World, decision: Decision, *indicators: Indicator, headlines: list | None = None) -> None:
    with world.writing() as at:
        domain.agree_indicators(
            decision=decision, indicators=indicators, headlines=headlines, by=world.secretary, at=at
        )


def places(world: World, asof: AsOf | None = None) -> dict[str, tuple[int | None, int | None]]:
    return {row.code: (row.agreed, row.headline) for row in series_of(world.notice, asof or world.asof())}


@pytest.fixture
def three(world: World) -> list[Indicator]:
    return [world.define_indicator(code) for code in ("FD-04", "FD-05", "FD-06")]


def test_what_is_used_without_agreement_has_none(world: World, three: list[Indicator]) -> None:
    assert places(world) == dict.fromkeys(("FD-04", "FD-05", "FD-06"), (None, None))


def test_the_board_agrees_and_puts_first_in_its_order(world: World, clock: Clock, three: list[Indicator]) -> None:
    agree(world, world.decide(), *three[:2], headlines=[three[2], three[0]])
    assert places(world) == {"FD-04": (2, 2), "FD-05": (2, None), "FD-06": (2, 1)}
    earlier = world.asof()
    clock.move_to(MARCH)
    later = world.decide(taken_on=JANUARY)
    agree(world, later, headlines=[three[1]])
    assert places(world) == {"FD-04": (3, None), "FD-05": (3, 1), "FD-06": (3, None)}
    assert places(world, world.asof(on=date(2013, 1, 30)))["FD-06"] == (2, 1)
    assert places(world, earlier)["FD-06"] == (2, 1)


def test_agreeing_again_leaves_the_places(world: World, three: list[Indicator]) -> None:
    agree(world, world.decide(), headlines=[three[0]])
    agree(world, world.decide(), *three)
    assert places(world) == {"FD-04": (3, 1), "FD-05": (3, None), "FD-06": (3, None)}


def test_a_replaced_decision_agrees_nothing_any_more(world: World, clock: Clock, three: list[Indicator]) -> None:
    first = world.decide(taken_on=NOVEMBER)
    agree(world, first, *three, headlines=[three[0]])
    clock.move_to(MARCH)
    second = world.decide(taken_on=date(2013, 2, 20), replaces=first)
    assert places(world)["FD-04"] == (None, None)
    assert places(world, world.asof(on=date(2013, 2, 19)))["FD-04"] == (2, 1)
    assert refused(lambda: agree(world, first, *three)).field == "decision"
    agree(world, second, three[0])
    assert places(world)["FD-04"] == (3, None)


def test_who_may_not_agree_and_what_may_not_be_put_first(
    world: World, other_world: World, three: list[Indicator]
) -> None:
    many = [world.define_indicator(f"XX-0{number}") for number in range(1, 8)]
    decision = world.decide()
    with world.writing() as at:
        lscb = make_board(notice=world.notice, kind=Board.Kind.LSCB, name="LSCB", by=world.secretary, at=at)
        theirs = record_decision(
            board=lscb,
            kind="other",
            words="Agreed.",
            source="Its minutes.",
            taken_on=NOVEMBER,
            by=world.secretary,
            at=at,
        )
    assert refused(lambda: agree(world, theirs, *three)).field == "decision"
    assert refused(lambda: agree(world, other_world.decide(), *three)).field == "decision"
    assert refused(lambda: agree(world, decision)).field == "indicators"
    assert refused(lambda: agree(world, decision, headlines=[three[0], three[0]])).field == "headlines"
    assert refused(lambda: agree(world, decision, headlines=many)).field == "headlines"
    agree(world, decision, headlines=many[:6])
    assert [place for _, place in places(world).values() if place] == [1, 2, 3, 4, 5, 6]


# Benchmarks


def benchmark(world: World, indicator: Indicator, **more: object) -> None:
    given = {"kind": "england", "who": "England", "period": "2011-12", "value": Decimal(26), "verified": False}
    with world.writing() as at:
        domain.record_benchmark(
            indicator=indicator, by=world.secretary, at=at, **({"counts_on": NOVEMBER} | given | more)
        )


def test_a_benchmark_said_again_takes_the_place_of_the_first(world: World, three: list[Indicator]) -> None:
    benchmark(world, three[0])
    benchmark(world, three[0], period="2012-13", value=Decimal(25))
    benchmark(world, three[0], value=Decimal("26.4"), verified=True, source="The published tables.")
    rows = read(world, "FD-04").benchmarks
    assert [(row.period, row.value, row.verified) for row in rows] == [
        ("2012-13", 25, False), ("2011-12", Decimal("26.4"), True),
    ]  # fmt: skip


def test_a_verified_benchmark_names_its_source(world: World, three: list[Indicator]) -> None:
    assert refused(lambda: benchmark(world, three[0], verified=True, source=" ")).field == "source"
    assert refused(lambda: benchmark(world, three[0], value=Decimal(-1))).field == "value"
    assert read(world, "FD-04").benchmarks == ()


def test_an_agreed_baseline_is_where_the_comparison_starts(world: World, clock: Clock, three: list[Indicator]) -> None:
    benchmark(world, three[1], kind="baseline", who="The council", period="March 2012", value=Decimal(50))
    clock.move_to(MARCH)
    for friday, value in ((date(2013, 1, 4), 40), (date(2013, 1, 11), 45)):
        world.report(three[1], friday, value)
    unverified = read(world, "FD-05")
    assert (unverified.first_kind, unverified.first_words, unverified.since_first) == (
        "First figure",
        "40",
        Change.WORSE,
    )
    benchmark(
        world, three[1], kind="baseline", who="The council", period="April 2012", value=Decimal(48), verified=True,
        source="The Board's first paper.",
    )  # fmt: skip
    series = read(world, "FD-05")
    assert (series.baseline.value, series.benchmarks) == (48, ())
    assert series.baseline.source == "The Board's first paper."
    (without,) = series_of(world.notice, world.asof(), code="FD-05", with_benchmarks=False)
    assert without.baseline == series.baseline  # every page compares with the same start
    assert (series.first_words, series.first_period, series.since_first) == ("48", "April 2012", Change.BETTER)
    assert series.as_data()["first"] == {
        "kind": "Baseline", "value": "48", "number": "48", "period": "April 2012", "label": "April 2012",
    }  # fmt: skip


# Agencies and teams


def name_part(world: World, indicator: Indicator, code: str = "police", **more: object) -> None:
    agency = world.notice.agencies.get(code="police")
    given = {"name": "Police", "agency": agency, "counts_on": NOVEMBER}
    with world.writing() as at:
        domain.name_part(indicator=indicator, code=code, by=world.secretary, at=at, **(given | more))


@pytest.fixture
def reports(world: World) -> Indicator:
    return world.define_indicator("PA-03", unit="percent", polarity="higher", every="month", breakdown="agency")


def test_parts_stand_beside_the_whole_and_are_never_summed(world: World, clock: Clock, reports: Indicator) -> None:
    name_part(world, reports)
    clock.move_to(MARCH)
    world.report(reports, JANUARY, numerator=Decimal(6), denominator=Decimal(9), part="police")
    assert read(world, "PA-03").points == ()
    world.report(reports, JANUARY, numerator=Decimal(20), denominator=Decimal(40))
    world.report(reports, JANUARY, numerator=Decimal(7), denominator=Decimal(9), part="police", reason="Found one.")
    series = read(world, "PA-03")
    assert [point.numerator for point in series.points] == [20]
    (part,) = series.parts
    assert (part.name, part.latest.numerator, part.latest.revised, part.until) == ("Police", 7, True, "")
    (without,) = series_of(world.notice, world.asof(), code="PA-03")
    assert (without.points, without.parts) == (series.points, ())


def test_an_agency_that_left_keeps_its_figures_and_gets_no_more(world: World, clock: Clock, reports: Indicator) -> None:
    name_part(world, reports)
    clock.move_to(MARCH)
    both = {"numerator": Decimal(6), "denominator": Decimal(9), "part": "police"}
    world.report(reports, JANUARY, **both)
    name_part(world, reports, left_on=JANUARY, counts_on=date(2013, 2, 1))
    (part,) = read(world, "PA-03").parts
    assert (part.until, len(part.points)) == ("until 31 January 2013", 1)
    assert read(world, "PA-03", world.asof(on=JANUARY)).parts[0].until == ""
    met = refused(lambda: world.report(reports, date(2013, 2, 28), **both))
    assert (met.field, met.sentence) == ("period_on", "Police was part of it until 31 January 2013.")
    assert world.report(reports, date(2012, 12, 31), **both)


def test_an_unknown_part_is_refused(world: World, clock: Clock, reports: Indicator) -> None:
    clock.move_to(MARCH)
    both = {"numerator": Decimal(6), "denominator": Decimal(9)}
    assert refused(lambda: world.report(reports, JANUARY, part="police", **both)).field == "part"
    assert refused(lambda: name_part(world, reports, agency=None)).field == "agency"
    assert refused(lambda: name_part(world, world.define_indicator("FD-05"))).field == "code"
    name_part(world, reports)
    assert world.report(reports, JANUARY, part="police", **both)


def test_teams_need_no_agency(world: World) -> None:
    caseload = world.define_indicator("WF-01", unit="per_worker", polarity="band", every="month", breakdown="team")
    name_part(world, caseload, code="newly-qualified", name="Newly qualified", agency=None)
    assert [part.name for part in read(world, "WF-01").parts] == ["Newly qualified"]
