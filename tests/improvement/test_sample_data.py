"""Do the sample's own texts and numbers fit one another? Asked of the files, and of what the story made of them."""

import calendar
import re
from collections import Counter
from datetime import date
from decimal import Decimal

import pytest

from improvement.sample import figures, milestones
from improvement.sample.plan import Asked, Said, Shown, the_plan
from improvement.sample.stage import read
from indicators.models import Indicator, Observation
from indicators.series import series_of
from records.writing import position
from reports.contributing import ASKED
from reports.questions import QUESTIONS

WRITTEN = (*QUESTIONS, *ASKED, "words", "corrects")  # in a step of a report


def texts():
    """Everything that somebody of the sample says, with where it stands."""
    for aim in the_plan()[0]:
        yield f"objective {aim.objective}", aim.words
    for item in the_plan()[1]:
        yield f"item {item.number}", item.words
        for entry in item.story:
            said = {
                Said: lambda entry: (entry.done, entry.next),
                Asked: lambda entry: (entry.because, entry.remedy),
                Shown: lambda entry: (entry.note, *(answer.words for answer in entry.answers)),
            }[type(entry)](entry)
            yield from ((f"item {item.number}, {entry.at:%d %B}", text) for text in said if text)
    for row in read("decisions.yaml"):
        yield f"decision {row['key']!r}", row["words"]
    for words in read("judgements.yaml").values():
        yield from ((f"judgement of {code}", row["reason"]) for code, row in words.items())
    for row in read("concerns.yaml"):
        yield f"concern of {row['at']}", row["words"]
        if reason := row.get("outcome", {}).get("none_needed"):
            yield f"outcome of {row['at']}", reason
    for row in read("minutes.yaml"):
        yield from ((f"minutes {row['meeting']}, {rule}", text) for rule, text in row["said"].items())
        for asked in row.get("corrections", ()):
            yield from ((f"correction of {asked['at']}", asked[name]) for name in ("words", "reason") if name in asked)
    for row in read("warnings.yaml"):
        yield f"early warning of {row['indicator']}, {row['at']}", row["aside"]
    for row in read("published.yaml"):
        for step in row["steps"]:
            yield from ((f"{step['does']}, {step['at']}", step[name]) for name in WRITTEN if name in step)
    otherwise = read("reported.yaml")
    yield from ((str(row), row["because"]) for row in [*otherwise["missing"], *otherwise["revised"]])


def test_no_two_texts_are_alike():
    counted = Counter(text for _, text in texts())
    assert [text for text, many in counted.items() if many > 1] == []


OF_A_CHILD = [
    r"\b\d{7,}\b",
    r"\b[A-Z]\d{12}\b",
    r"\b(boy|girl|baby|mother|father|sibling)s?\b",
    r"\b(aged|born)\b",
    "  ",
    r"[A-Za-z]{26}",
]


@pytest.mark.parametrize("pattern", OF_A_CHILD)
def test_nothing_is_said_of_a_child(pattern):
    assert [where for where, text in texts() if re.search(pattern, text, re.IGNORECASE)] == []


def test_texts_are_short_and_end():
    assert [where for where, text in texts() if len(text) > 400 or not text.endswith((".", "?"))] == []


def test_items_are_told_in_order_and_within_their_time():
    for item in the_plan()[1]:
        times = [entry.at for entry in item.story]
        assert times == sorted(times), item.number
        assert all(entry.at.weekday() < 5 and 8 <= entry.at.hour <= 18 for entry in item.story), item.number


whole_or_not = pytest.mark.parametrize("later", [(), ("onward",)], ids=["the sample", "lived on"])


@whole_or_not
def test_counts_are_whole_and_no_part_exceeds_its_whole(later):
    held = figures.counts(*later)
    halves = {"vacant", "agency", "case_holders"}  # full-time equivalents
    for name, numbers in held.items():
        step = Decimal("0.5") if name.partition(":")[0] in halves else Decimal(1)
        assert all(number >= 0 and number % step == 0 for number in numbers.values()), name
    shares = [*figures.SHARES.values()]
    shares += [
        (f"{part}:{agency}", f"{whole}:{agency}")
        for part, whole in figures.PARTS.values()
        for agency in figures.AGENCIES
    ]
    for part, whole in shares:
        assert held[part].keys() <= held[whole].keys(), part
        assert all(number <= held[whole][on] for on, number in held[part].items()), part


@whole_or_not
def test_counts_fit_one_another(later):
    held = figures.counts(*later)

    def never_more(less, more):
        assert all(number <= held[more][on] for on, number in held[less].items() if on in held[more]), (less, more)

    never_more("referrals", "contacts")
    never_more("first_assessments", "referrals")
    never_more("core_assessments", "first_assessments")
    never_more("conferences", "strategy_discussions")
    never_more("conferences", "all_conferences")
    never_more("new_plans", "conferences")
    never_more("three_months_on_plan", "on_plan")
    never_more("audited_assessments", "audits_done")
    never_more("audited_plans", "audits_done")
    never_more("vacant", "posts")
    for whole in ("reports_due", "reports_in_time"):
        for on, number in held[whole].items():
            assert sum(held[f"{whole}:{agency}"][on] for agency in figures.AGENCIES) <= number
    for on in held["cases_held:front"]:
        for name in ("cases_held", "case_holders"):
            assert sum(held[f"{name}:{team}"][on] for team in figures.TEAMS) == held[name][on]


@whole_or_not
def test_children_on_a_plan_are_those_of_the_month_before_and_the_new_less_the_ended(later):
    held = figures.counts(*later)
    months = sorted(held["on_plan"])
    for before, on in zip(months, months[1:], strict=False):
        assert held["on_plan"][on] == held["on_plan"][before] + held["new_plans"][on] - held["plans_ended"][on], on
    assert held["on_plan_at_week_end"][date(2012, 11, 30)] == held["on_plan"][date(2012, 11, 30)]


@whole_or_not
def test_the_oldest_case_waits_beyond_the_standard_where_one_does(later):
    held = figures.counts(*later)
    assert held["unallocated"].keys() == held["oldest"].keys()
    for on, waiting in held["unallocated"].items():
        assert (waiting > 0) == (held["oldest"][on] > 2), on


def test_two_years_and_a_winter_are_covered():
    held = figures.counts()
    assert (min(held["contacts"]), max(held["contacts"]), len(held["contacts"])) == (
        date(2011, 3, 31),
        date(2013, 2, 28),
        24,
    )
    assert all(on.day == calendar.monthrange(on.year, on.month)[1] for on in held["contacts"])
    assert len(held["on_plan_at_week_end"]) == 26
    reported = {(row.code, row.period_on) for row in figures.reported()}
    assert ("AD-01", date(2013, 3, 31)) not in reported
    assert max(on for _, on in reported) == date(2013, 3, 1)


def test_every_figure_is_reported_after_its_period_and_before_the_story_ends():
    for row in figures.reported():
        assert row.period_on < row.at.date() <= date(2013, 3, 4), row
        assert row.at.weekday() < 5, row


@pytest.fixture
def notice(sample, db):
    return sample


def test_figures_stand_as_the_tables_hold_them(notice):
    held, asof = figures.counts(), position(notice.slug)
    series = {row.code: row for row in series_of(notice, asof)}
    for code, (part, whole) in figures.SHARES.items():
        for point in series[code].points if code in series else ():
            if point.value is not None:
                assert (point.numerator, point.denominator) == (
                    held[part][point.period_on],
                    held[whole][point.period_on],
                )
    for code, name in figures.COUNTED.items():
        for point in series[code].points if code in series else ():
            if point.value is not None:
                assert point.value == held[name][point.period_on]
    waiting = series["FD-05"]
    assert (waiting.first.value, waiting.latest.value, waiting.latest.period_on) == (41, 6, date(2013, 3, 1))


def test_milestones_met_are_those_of_the_plan(notice):
    reported = {
        (row.indicator.code, row.period_on): (row.numerator, row.denominator)
        for row in Observation.objects.filter(indicator__code__startswith="GV-0").exclude(indicator__code="GV-06")
    }
    found = {}
    for on in milestones.MONTH_ENDS:
        known = milestones.reported_at(on)
        found |= {(code, on): pair for code, pair in milestones.met_by_their_dates(notice, on, known).items()}
    assert Indicator.objects.filter(code="GV-01").exists() == bool(reported)
    if reported:
        assert reported == found
    assert [found["GV-01", on] for on in milestones.MONTH_ENDS] == [(0, 0), (0, 0), (1, 2), (4, 6), (5, 9)]
    assert [found["GV-02", on] for on in milestones.MONTH_ENDS] == [(0, 0), (0, 0), (1, 3), (3, 6), (4, 9)]
