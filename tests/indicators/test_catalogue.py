"""Is the catalogue whole, does it agree with the notice, and is a malformed entry named by its code and line?"""

from collections import Counter
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from indicators import groups
from indicators.catalogue import CatalogueError, Entry, define_catalogue, read
from indicators.models import Benchmark, IndicatorTerms, Target
from indicators.series import series_of
from indicators.standing import Polarity
from notices.models import Requirement
from records.refusal import Refused
from tests.factories import Clock, World

GOOD = """indicators:
  - code: AS-01
    name: The old one
    definition: What is counted.
    numerator: those in time
    denominator: all
    unit: percent
    polarity: higher
    every: month
    valid_to: 2013-04-14
    successor: AS-03
  - code: AS-03
    name: The new one
    definition: What is counted.
    unit: count
    polarity: band
    every: quarter
    valid_from: 2013-04-15
    published: {low: 10, high: 15, from: 2012-01-01, words: A paper.}
    benchmarks:
      - {kind: england, who: England, period: 2012, value: 12.5, verified: no}
"""


@pytest.fixture(scope="module")
def entries() -> dict[str, Entry]:
    return {entry.code: entry for entry in read()}


def parsed(tmp_path: Path, text: str) -> tuple[Entry, ...]:
    file = tmp_path / "catalogue.yaml"
    file.write_text(text)
    return read(file)


def test_it_has_every_group_and_each_indicator_has_one(entries: dict[str, Entry]) -> None:
    assert Counter(groups.group_of(code) for code in entries) == {
        "FD": 9, "AS": 6, "CP": 8, "CH": 1, "PA": 4, "MO": 1, "QA": 3, "AD": 5, "WF": 7, "GV": 3,
    }  # fmt: skip
    assert groups.group_words("XX-01") == "Other indicators"
    assert groups.place("FD-01") < groups.place("GV-01") < groups.place("XX-01")


def test_every_kind_of_unit_rhythm_and_polarity_is_used(entries: dict[str, Entry]) -> None:
    rows = entries.values()
    assert {row.polarity for row in rows} == set(Polarity)
    assert {row.every for row in rows} == set(IndicatorTerms.Every)
    assert {row.unit for row in rows} == set(IndicatorTerms.Unit)
    assert {row.breakdown for row in rows} == set(IndicatorTerms.Breakdown)


def test_the_requirements_of_the_notice_name_all_of_them_and_no_other(world: World, entries: dict[str, Entry]) -> None:
    requirements = Requirement.objects.for_notice(world.notice)
    assert {code for row in requirements for code in row.indicator_codes} == set(entries)


def test_the_published_thresholds_are_these(entries: dict[str, Entry]) -> None:
    found = {code: row.published for code, row in entries.items() if row.published}
    bounds = {code: (row.value, row.low, row.high) for code, row in found.items()}
    assert bounds == {
        "AD-01": (639, None, None),
        "AD-02": (213, None, None),
        "CP-04": (None, 10, 15),
    }


def test_no_benchmark_is_called_verified_without_its_source(entries: dict[str, Entry]) -> None:
    rows = [row for entry in entries.values() for row in entry.benchmarks]
    assert [row for row in rows if row.verified and not row.source] == []
    assert Counter(row.verified for row in rows)[False] == 9


def test_it_is_defined_whole_with_thresholds_benchmarks_and_agencies(world: World) -> None:
    with world.writing() as at:
        made = define_catalogue(notice=world.notice, by=world.secretary, at=at, counts_on=date(2012, 10, 17))
    assert list(made) == [entry.code for entry in read()]
    series = {row.code: row for row in series_of(world.notice, world.asof(), with_parts=True)}
    assert set(series) == set(made)
    assert (series["AS-01"].successor, series["AS-02"].successor) == ("AS-03", "AS-03")
    assert series["AS-03"].predecessors == ("AS-01", "AS-02")
    assert [part.code for part in series["PA-03"].parts] == ["health", "police", "probation", "schools"]
    assert (series["AD-01"].target_words, series["AD-01"].target.source) == (
        "639\u00a0days", "a published threshold",
    )  # fmt: skip
    assert series["CP-04"].target_words == "10 to 15\u00a0%"
    assert set(Target.objects.values_list("source", flat=True)) == {"published"}


def test_a_benchmark_is_not_shown_before_it_could_be_known(world: World, clock: Clock) -> None:
    with world.writing() as at:
        define_catalogue(notice=world.notice, by=world.secretary, at=at, counts_on=date(2012, 10, 17))
    clock.move_to(date(2013, 7, 1))

    def beside(code: str, on: date) -> list[tuple[str, Decimal]]:
        (series,) = series_of(world.notice, world.asof(on=on), code=code)
        return [(row.who, row.value) for row in series.benchmarks]

    assert beside("AD-01", date(2012, 11, 29)) == []
    assert beside("AD-01", date(2013, 3, 5)) == [("England", 636)]
    assert beside("AD-01", date(2013, 7, 1)) == [("England", 636), ("Wiltshire, as its Cabinet was told", 630)]


def test_worked_examples_of_the_scorecard(world: World, clock: Clock) -> None:
    """Averages at 31 March 2013, as Wiltshire's Cabinet was told: both inside the thresholds."""
    with world.writing() as at:
        made = define_catalogue(notice=world.notice, by=world.secretary, at=at, counts_on=date(2012, 10, 17))
    clock.move_to(date(2013, 6, 18))
    for code, value in (("AD-01", 630), ("AD-02", 122)):
        world.report(made[code], date(2013, 3, 31), value)
    world.report(made["CP-04"], date(2013, 3, 31), numerator=Decimal(2), denominator=Decimal(25))
    said = {row.code: row.sentence for row in series_of(world.notice, world.asof())}
    nbsp, few = "\u00a0", "too few figures to say more"
    assert said["AD-01"] == f"Meets the target in January to March 2013 (630{nbsp}days, target 639{nbsp}days); {few}."
    assert said["AD-02"] == f"Meets the target in January to March 2013 (122{nbsp}days, target 213{nbsp}days); {few}."
    assert said["CP-04"] == f"Misses the target in March 2013 (8{nbsp}%, target 10 to 15{nbsp}%); {few}."


def test_a_later_notice_begins_nothing_that_has_ended_and_takes_no_threshold_of_long_ago(world: World) -> None:
    notice = world.notice
    notice.issued_on = date(2024, 6, 3)
    with world.writing() as at:
        made = define_catalogue(notice=notice, by=world.secretary, at=at, counts_on=date(2024, 6, 3))
    assert {"AS-01", "AS-02"} & set(made) == set()
    assert not Target.objects.exists()
    assert Benchmark.objects.filter(indicator=made["AD-01"]).count() == 2


def test_a_code_that_is_taken_is_refused(world: World) -> None:
    world.define_indicator("FD-05")
    with pytest.raises(Refused, match="FD-05 is defined already"), world.writing() as at:
        define_catalogue(notice=world.notice, by=world.secretary, at=at, counts_on=date(2012, 10, 17))


def test_a_good_file_is_read(tmp_path: Path) -> None:
    old, new = parsed(tmp_path, GOOD)
    assert (old.code, old.valid_to, old.successor, old.people, old.impact) == (
        "AS-01", date(2013, 4, 14), "AS-03", True, False,
    )  # fmt: skip
    assert (new.published.low, new.published.high, new.benchmarks[0].verified) == (10, 15, False)
    assert new.source == "The council's case management system"


@pytest.mark.parametrize(
    ("was", "becomes", "line", "sentence"),
    [
        ("indicators:", "indicator:", 1, "has no value called 'indicator'"),
        ("code: AS-03", "code: AS3", 12, "the code 'AS3' is not written like FD-05"),
        ("code: AS-03", "code: AS-01", 12, "the indicator 'AS-01' is there twice"),
        ("unit: count", "unit: counts", 15, "AS-03: the unit 'counts' is not one of: count, percent"),
        ("every: quarter", "every: day", 17, "AS-03: the every 'day' is not one of: week, month"),
        ("polarity: band", "polarity: good", 16, "AS-03: the polarity 'good' is not one of"),
        ("    numerator: those in time\n", "", 2, "AS-01: a percentage needs its 'numerator'"),
        ("unit: count", "unit: count\n    numerator: x", 12, "AS-03: only a percentage has a numerator"),
        ("    name: The new one\n", "", 12, "lacks its 'name'"),
        ("name: The new one", "names: The new one", 13, "did you mean 'name'?"),
        ("low: 10", "low: 16", 19, "AS-03: the lower end of the band lies above the upper end"),
        ("low: 10, high: 15", "value: 10", 19, "AS-03: the published has no value called 'value'"),
        ("value: 12.5", "value: about 12", 21, "AS-03: the value 'about 12' is not a number from 0 on"),
        ("value: 12.5", "value: -1", 21, "AS-03: the value '-1' is not a number from 0 on"),
        ("verified: no", "verified: yes", 21, "AS-03: a benchmark that is verified needs its 'source'"),
        ("verified: no", "verified: perhaps", 21, "AS-03: the verified 'perhaps' is neither true nor false"),
        ("valid_from: 2013-04-15", "valid_from: 15 April", 18, "AS-03: the valid from '15 April' is not a day"),
        ("valid_from: 2013-04-15", "valid_from: 2013-04-14", 2, "AS-01: its successor AS-03 must begin after"),
        ("    valid_to: 2013-04-14\n", "", 2, "AS-01: its successor AS-03 must begin after"),
        ("valid_to:", "valid_from: 2013-04-16\n    valid_to:", 11, "AS-01: the definition would end before it begins"),
        ("successor: AS-03", "successor: AS-09", 2, "AS-01: there is no other indicator 'AS-09'"),
        ("successor: AS-03", "successor: AS-01", 2, "AS-01: there is no other indicator 'AS-01'"),
        ("every: month", "every: [month", 10, "this is not YAML"),
    ],
)  # fmt: skip
def test_a_malformed_entry_is_named(tmp_path: Path, was: str, becomes: str, line: int, sentence: str) -> None:
    assert was in GOOD
    with pytest.raises(CatalogueError) as caught:
        parsed(tmp_path, GOOD.replace(was, becomes))
    assert sentence in caught.value.sentence
    assert caught.value.line == line


def test_a_file_that_is_not_there_is_said_so(tmp_path: Path) -> None:
    with pytest.raises(CatalogueError, match="cannot be read"):
        read(tmp_path / "nothing.yaml")


def test_these_are_shown_for_context(entries: dict[str, Entry]) -> None:
    assert [code for code, row in entries.items() if row.polarity == Polarity.CONTEXT] == ["FD-01", "FD-02", "CP-01"]
