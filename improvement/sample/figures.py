"""Which figures does the sample report, and when? Invented counts in data/*.csv that fit one another, and what they make.

The tables hold each count once, under a name, as it stands now: an indicator is one of them, or two of them as a share.
So a number is the same wherever it stands.
"""

import csv
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from functools import cache, partial
from pathlib import Path
from typing import Any

from boards.rounds import is_working_day
from improvement.sample.stage import DATA, Act, Stage, london, month_end, on, read
from indicators.domain import report_figure
from records.clock import LONDON

FIRST_REPORT = on(2012, 10, 17, 14)  # what lay behind the notice was entered on the first day
CHILDREN = Decimal("10.6400")  # ten thousands of children under 18 in the sample's council

# A count as it is.
COUNTED = {
    "FD-01": "contacts", "FD-02": "referrals", "FD-05": "unallocated", "FD-06": "oldest", "AS-04": "longest_open",
    "AD-01": "days_to_moving_in", "AD-02": "days_to_match", "AD-06": "median_days_to_placement",
}  # fmt: skip
# How many, out of how many.
SHARES = {
    "FD-03": ("referrals", "contacts"),
    "FD-04": ("decided_in_1_day", "referrals"),
    "FD-07": ("referred_again", "referrals"),
    "FD-08": ("first_no_further", "first_assessments"),
    "FD-09": ("stepped_down", "closed"),
    "AS-01": ("first_in_time", "first_assessments"),
    "AS-02": ("core_in_time", "core_assessments"),
    "AS-03": ("single_in_time", "first_assessments"),
    "AS-05": ("views_recorded", "audited_assessments"),
    "AS-06": ("good_assessments", "audited_assessments"),
    "CP-02": ("conferences_in_time", "conferences"),
    "CP-03": ("reviews_in_time", "three_months_on_plan"),
    "CP-04": ("plans_again", "new_plans"),
    "CP-05": ("plans_ended_2y", "plans_ended"),
    "CP-06": ("visits_in_time", "visits_due"),
    "CP-07": ("plans_to_standard", "audited_plans"),
    "CP-08": ("with_social_worker", "on_plan_at_week_end"),
    "CH-01": ("challenges_resolved", "challenges_due"),
    "PA-01": ("with_police_and_health", "strategy_discussions"),
    "PA-02": ("quorate", "all_conferences"),
    "PA-03": ("reports_in_time", "reports_due"),
    "PA-04": ("need_plans_complete", "need_plans_reviewed"),
    "MO-01": ("files_to_standard", "files_against_standards"),
    "QA-01": ("audits_done", "audits_planned"),
    "QA-02": ("audits_inadequate", "audits_done"),
    "QA-03": ("audit_actions_closed", "audit_actions_due"),
    "AD-03": ("waited_less", "adopted_or_waiting"),
    "AD-04": ("placed_in_12_months", "adopted"),
    "WF-02": ("supervision_held", "supervision_due"),
    "WF-03": ("workload_lets_me_practise", "survey_answers"),
    "WF-04": ("vacant", "posts"),
    "WF-08": ("inductions_on_time", "inductions_due"),
    "WF-09": ("supervision_meets_my_needs", "survey_answers_of_social_workers"),
    "GV-06": ("know_my_part", "survey_answers"),
}
# The same of one agency: PA-03:police.
PARTS = {"PA-03": ("reports_in_time", "reports_due"), "PA-04": ("need_plans_by", "need_plans_of")}
AGENCIES, TEAMS = ("police", "health", "schools", "probation"), ("front", "safeguarding", "care")
# Known on the Monday after the month; the others take until the 10th, and a quarter until the 25th.
QUICK = {"FD-01", "FD-02", "FD-03", "PA-01"}


@dataclass(frozen=True)
class Reported:
    """One figure as entered: a value, two numbers of a share, or why there is none; a revision has its reason."""

    at: datetime
    code: str
    period_on: date
    part: str = ""
    value: Decimal | None = None
    numerator: Decimal | None = None
    denominator: Decimal | None = None
    no_data_because: str = ""
    reason: str = ""


def acts() -> Iterator[Act]:
    yield from entered(reported())


def entered(reports: Iterable[Reported]) -> Iterator[Act]:
    """The figures of each instant in one act, as an analyst enters them in one go."""
    together = defaultdict(list)
    for figure in reports:
        together[figure.at].append(figure)
    for at, figures in together.items():
        yield Act(at, f"{len(figures)} figures from {figures[0].code} on", partial(_report, figures))


def _report(figures: list[Reported], stage: Stage, at: datetime) -> None:
    for figure in figures:
        report_figure(
            indicator=stage.indicators[figure.code],
            part=figure.part,
            period_on=figure.period_on,
            value=figure.value,
            numerator=figure.numerator,
            denominator=figure.denominator,
            no_data_because=figure.no_data_because,
            reason=figure.reason,
            confirmed=True,  # what it is said to be, however far from the month before
            by=stage.people["anita"],
            at=at,
        )


def reported(*later: str) -> Iterator[Reported]:
    """Every figure and revision, or what a folder with `later` ones adds; in order of time within each indicator."""
    otherwise = read(*later, "reported.yaml")
    revised = {(row["code"], row["period"]): row for row in otherwise["revised"]}
    before = {(series, period_on) for series, period_on, _ in _figures(counts())} if later else set()
    for series, period_on, numbers in _figures(counts(*later)):
        if (series, period_on) in before:
            continue
        code, _, part = series.partition(":")
        at = _reported_at(code, period_on)
        row = revised.get((series, period_on))
        if row is None:
            yield Reported(at, code, period_on, part, **numbers)
        else:
            first: dict[str, Any] = {name: Decimal(str(number)) for name, number in row["first"].items()}
            yield Reported(at, code, period_on, part, **first)
            yield Reported(london(row["at"]), code, period_on, part, reason=row["because"], **numbers)
    for row in otherwise["missing"]:
        for series in row["codes"]:
            code, _, part = series.partition(":")
            at = _reported_at(code, row["period"])
            yield Reported(at, code, row["period"], part, no_data_because=row["because"])


@cache
def counts(*later: str) -> Mapping[str, Mapping[date, Decimal]]:
    """What every table holds, and those of a folder with `later` ones: by the name of the count, its numbers by the last day of
    the period."""
    found: dict[str, dict[date, Decimal]] = defaultdict(dict)
    for folder in (DATA, *(DATA / name for name in later)):
        for name in ("monthly.csv", "quarterly.csv"):
            for row in _rows(folder / name):
                count = row.pop("count")
                found[count] |= {month_end(month): Decimal(number) for month, number in row.items() if number}
        for row in _rows(folder / "weekly.csv"):
            week_to = date.fromisoformat(row.pop("week_to"))
            for count, number in row.items():
                if number:
                    found[count][week_to] = Decimal(number)
    return found


def _rows(path: Path) -> Iterator[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)


def _figures(held: Mapping[str, Mapping[date, Decimal]]) -> Iterator[tuple[str, date, dict[str, Any]]]:
    for code, name in COUNTED.items():
        for period_on, value in held[name].items():
            yield code, period_on, {"value": value}
    shares = dict(SHARES)
    for code, names in PARTS.items():
        shares |= {f"{code}:{agency}": (f"{names[0]}:{agency}", f"{names[1]}:{agency}") for agency in AGENCIES}
    for code, (part, whole) in shares.items():
        for period_on, number in held[part].items():
            yield code, period_on, {"numerator": number, "denominator": held[whole][period_on]}
    for period_on, children in held["on_plan"].items():
        yield "CP-01", period_on, {"value": (children / CHILDREN).quantize(Decimal("0.1"))}
    for period_on, agency in held["agency"].items():
        employed = held["posts"][period_on] - held["vacant"][period_on]
        yield "WF-05", period_on, {"numerator": agency, "denominator": employed + agency}
    for team in ("", *(f":{team}" for team in TEAMS)):
        for period_on, cases in held[f"cases_held{team}"].items():
            load = cases / held[f"case_holders{team}"][period_on]
            yield f"WF-01{team}", period_on, {"value": load.quantize(Decimal("0.1"))}


def _reported_at(code: str, period_on: date) -> datetime:
    if code in ("FD-05", "FD-06", "CP-08"):
        day, hour = period_on + timedelta(days=3), time(10, 30)
    elif code in QUICK:
        day, hour = period_on + timedelta(days=7 - period_on.weekday()), time(9, 40)
    else:
        quarterly = code.startswith("AD-") or code in ("WF-03", "WF-08", "WF-09", "GV-06")
        day, hour = period_on + timedelta(days=25 if quarterly else 10), time(11)
        if day.weekday() > 4:
            day += timedelta(days=7 - day.weekday())
    while not is_working_day(day):  # a bank holiday
        day += timedelta(days=1)
    return max(FIRST_REPORT, datetime.combine(day, hour, LONDON))
