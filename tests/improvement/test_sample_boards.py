"""Do the Board's words, the evidence and the agreed indicators of the sample stand as they were told, and fill a report?"""

from collections import defaultdict
from datetime import date

import pytest

from accounts.models import User
from boards.models import Decision
from improvement.sample.stage import read
from indicators.models import IndicatorAgreement
from indicators.series import series_of
from plans.evidence_list import evidence_of, lines
from plans.models import EvidenceRuling
from records.clock import AsOf
from records.writing import position, writing
from reports import domain as reports
from reports import fit
from reports.drawing import content_of
from reports.drawing import read as read_photograph
from reports.models import Circulation, DecisionBasis, Report
from reports.position import Position

HEADLINES = ["FD-05", "AS-01", "CP-02", "CP-08", "AS-05", "AD-06"]
JANUARY, FEBRUARY = date(2013, 1, 15), date(2013, 2, 26)


@pytest.fixture
def notice(sample, db):
    return sample


@pytest.fixture
def asof(notice):
    return position(notice.slug)


@pytest.fixture
def stands(notice, asof):
    return Position(notice, asof)


@pytest.fixture
def series(notice, asof):
    return {row.code: row for row in series_of(notice, asof, with_parts=True)}


@pytest.fixture
def photograph(notice):
    """The report for Ministers, drawn up of what the chair has begun to write."""
    with writing(notice.slug) as at:
        by = User.objects.get(email="sam@sample.invalid")
        return reports.take_photograph(report=Report.objects.get(number=2), by=by, at=at)


# what the Board judged


@pytest.mark.parametrize(
    ("on", "counts"),
    [
        (date(2013, 1, 14), [0, 0, 0, 0, 16]),
        (JANUARY, [0, 8, 5, 3, 0]),
        (date(2013, 2, 25), [0, 8, 5, 3, 0]),
        (FEBRUARY, [0, 9, 4, 3, 0]),
    ],
)
def test_the_board_judged_the_measures_twice(notice, asof, on, counts):
    words = ["met", "on_course", "at_risk", "off_course", "not_judged"]
    assert Position(notice, AsOf(on, asof.known)).judgements["counts"] == dict(zip(words, counts, strict=True))


@pytest.mark.parametrize(("on", "told"), [(JANUARY, "judgements of January"), (FEBRUARY, "judgements of February")])
def test_every_word_and_reason_is_the_one_that_was_told(notice, asof, on, told):
    said = {"on_course": "On course", "at_risk": "At risk", "off_course": "Off course"}
    stands = Position(notice, AsOf(on, asof.known)).judgements["rows"]
    assert {code: (row["word"], row["reason"]) for code, row in stands.items()} == {
        code: (said[row["word"]], row["reason"]) for code, row in read("judgements.yaml")[told].items()
    }


@pytest.mark.parametrize("on", [JANUARY, FEBRUARY])
def test_the_decision_says_how_many_it_judged_what(notice, asof, on):
    words = Decision.objects.for_notice(notice).get(kind=Decision.Kind.JUDGEMENTS, counts_on=on).words
    numbers = ["no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine"]
    counts = Position(notice, AsOf(on, asof.known)).judgements["counts"]
    for word in ("on course", "at risk", "off course"):
        assert f"{numbers[counts[word.replace(' ', '_')]]} {word}" in words


# what was brought to show it


def test_evidence_is_in_every_state(notice, asof):
    items = defaultdict(list)
    for line in lines(evidence_of(notice, asof)):
        items[line.state].append(line.item)
    assert items == {
        "waiting": [26, 67, 55],
        "returned": [29, 75, 63],
        "accepted": [42, 82, 23, 59, 35, 22, 11, 50, 68, 1, 58, 63, 33, 64, 20],
        "out_of_date": [7, 36],
    }


def test_evidence_lapses_after_the_day_it_was_accepted_for(notice, asof):
    def state(on):
        return evidence_of(notice, AsOf(on, asof.known)).get(item__number=7).state

    days = [date(2012, 12, 14), date(2012, 12, 17), date(2013, 1, 31), date(2013, 2, 1)]
    assert [state(on) for on in days] == ["waiting", "accepted", "accepted", "out_of_date"]


def test_what_was_returned_came_again(notice, asof):
    second, first = evidence_of(notice, asof).filter(item__number=63)
    assert (first.state, second.state, second.supersedes) == ("returned", "accepted", first)


def test_nobody_answers_to_evidence_of_their_own(notice):
    answers = EvidenceRuling.objects.select_related("recorded_by", "evidence__owner", "evidence__recorded_by")
    assert {row.recorded_by.email.partition("@")[0] for row in answers} == {"quinn", "lesley"}
    assert [row for row in answers if row.recorded_by in (row.evidence.owner, row.evidence.recorded_by)] == []


# which indicators the Board follows


def test_the_board_agreed_the_catalogue_and_put_six_first(notice, series):
    decision = Decision.objects.for_notice(notice).get(kind=Decision.Kind.INDICATORS)
    assert decision.counts_on == date(2012, 12, 4)
    assert {row.agreed for row in series.values()} == {decision.number}
    assert IndicatorAgreement.objects.filter(decision=decision).count() == len(series) == 47
    chosen = [row for row in series.values() if row.headline]
    assert [row.code for row in sorted(chosen, key=lambda row: row.headline)] == HEADLINES
    assert [row.code for row in chosen if row.baseline is None] == []


def test_before_the_board_met_no_indicator_was_agreed(notice, asof):
    then = series_of(notice, AsOf(date(2012, 12, 3), asof.known))
    assert {(row.agreed, row.headline) for row in then} == {(None, None)}


def test_two_definitions_end_in_april_and_one_follows_both(notice, series, asof):
    ends = {row.code: (row.valid_to, row.successor) for row in series.values() if row.valid_to}
    assert ends == {"AS-01": (date(2013, 4, 14), "AS-03"), "AS-02": (date(2013, 4, 14), "AS-03")}
    assert (series["AS-03"].valid_from, series["AS-03"].points) == (date(2013, 4, 15), ())
    after = {row.code: row.in_use for row in series_of(notice, AsOf(date(2013, 4, 15), asof.known))}
    assert [after[code] for code in ("AS-01", "AS-02", "AS-03")] == [False, False, True]
    assert [series[code].in_use for code in ("AS-01", "AS-02", "AS-03")] == [True, True, False]


def test_agencies_and_teams_have_figures_of_their_own(series):
    parts = {row.code: [(part.code, len(part.points)) for part in row.parts] for row in series.values() if row.parts}
    agencies = [(agency, 10) for agency in ("health", "police", "probation", "schools")]
    assert {code: sorted(found) for code, found in parts.items()} == {
        "PA-03": agencies,
        "PA-04": agencies,
        "WF-01": [("care", 6), ("front", 6), ("safeguarding", 6)],
    }


def test_what_is_missing_or_revised_has_its_reason(series):
    told = read("reported.yaml")
    missing = {
        (code, row["period"]): row["because"] for row in told["missing"] for code in row["codes"] if ":" not in code
    }
    revised = {(row["code"], row["period"]): row["because"] for row in told["revised"]}
    points = {(row.code, point.period_on): point for row in series.values() for point in row.points}
    assert {key: point.note for key, point in points.items() if point.state == "no_data"} == missing
    assert {key: point.reason for key, point in points.items() if point.revised} == revised


# what fills the report


def test_every_class_of_the_first_sentences_is_counted(stands):
    assert stands.sentences["board"] == (
        "On 26 February 2013 the Board judged 9 of the notice’s 16 measures on course, 4 at risk and 3 off course; none is "
        "met (at 15 January 2013: 8 on course, 5 at risk, 3 off course)."
    )
    counts = stands.indicators["counts"]
    classes = ["Meets", "Near", "Misses", "No data"]
    assert [counts[word] for word in classes] == [12, 9, 12, 3]
    assert sum(counts[word] for word in classes) == stands.indicators["with_target"] == 36
    assert stands.sentences["facts"] == (
        "As at 5 March 2013, 12 of 36 indicators with a target meet it, 9 are near it, 12 miss it and 3 cannot be read "
        "(newest figures to 1 March 2013); cases unallocated beyond the allocation standard stand at 6 in the week to 1 March 2013, "
        "from 41 (baseline, week to 7 September 2012); "
        "and 10 items are overdue against the date the Board agreed, 12 against the first date."
    )


def test_off_plan_and_milestones_are_counted_whole(stands):
    items = stands.items
    assert items["off_plan_counts"] == {"overdue": 10, "first_date": 2, "forecast": 2}
    assert len(items["off_plan"]) == sum(items["off_plan_counts"].values()) == 14
    assert items["milestone_counts"] == {"done": 7, "overdue": 3, "to_come": 16}
    assert sum(items["milestone_counts"].values()) == 26


def test_every_concern_has_left_its_meeting_with_an_outcome_or_waits_for_one(stands):
    assert [(row["about"], row["said"]) for row in stands.concerns["rows"]] == [
        (
            "Item 13",
            "none needed: The form is in the release of 28 January, and the council has shown that no other order to the "
            "supplier is open.",
        ),
        ("CP-06", "corrective action: item 87"),
        ("Item 37", "waits for the Board of 9 April 2013"),
    ]
    assert stands.concerns["without"] == []


def test_a_figure_that_is_too_small_is_hidden_in_the_report_alone(series, photograph):
    latest = series["CP-04"].latest
    assert (latest.numerator, latest.denominator) == (1, 22)
    indicators = read_photograph(photograph)["position"]["indicators"]
    row = next(row for row in indicators["rows"] if row["code"] == "CP-04")
    assert row["against"] == "Too small to show"
    assert {name: row["points"][-1][name] for name in ("value", "numerator", "denominator", "figure")} == {
        "value": None, "numerator": None, "denominator": None, "figure": "c",
    }  # fmt: skip
    assert (indicators["counts"]["Misses"], indicators["counts"]["Too small to show"]) == (10, 8)


def test_the_first_two_sheets_of_the_report_fit(photograph):
    assert fit.too_long(photograph) == ""
    assert reports.missing_to_sign(photograph.report) == []


def test_september_was_given_outside_and_march_has_had_its_last_board(stands):
    points = {row["month"]: row for row in stands.calendar["points"]}
    assert [month for month, row in points.items() if row["given_outside"]] == ["September 2012"]
    last = points["March 2013"]["last_board"]
    assert (last["on"], last["state"]) == ("2013-02-26", "held")


# what was circulated


def test_the_pack_of_the_fourth_meeting_went_out_and_a_late_paper_followed(notice):
    sent = Circulation.objects.for_notice(notice).select_related("meeting", "photograph").order_by("number")
    assert [(row.meeting.number, row.number, row.counts_on) for row in sent] == [
        (4, 1, date(2013, 2, 19)),
        (4, 2, date(2013, 2, 22)),
    ]
    late = [paper for item in content_of(sent[1].photograph)["agenda"] for paper in item["papers"]]
    assert [(paper["title"], paper["late"]) for paper in late] == [
        ("Referrals from schools: what head teachers say", True)
    ]
    bases = DecisionBasis.objects.filter(decision__meeting=sent[0].meeting)
    assert {basis.circulation_id for basis in bases} == {sent[0].pk}
