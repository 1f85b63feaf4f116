"""How far is the sample's report for Ministers? Begun, with the chair's text saved; signing is left to the visitor."""

from collections.abc import Iterator
from datetime import date, datetime

from improvement.sample.stage import Act, Stage, on
from notices.models import ReportingPoint
from reports.contributing import save_contribution
from reports.domain import begin_report, save_text
from reports.models import Report

MARCH_2013 = date(2013, 3, 31)


def acts() -> Iterator[Act]:
    yield Act(on(2013, 2, 21, 14), "the report of March is begun", begin)
    yield Act(on(2013, 2, 28, 14), "the council says its part", contribute)
    yield Act(on(2013, 3, 4, 15), "the chair writes", write)


def begin(stage: Stage, at: datetime) -> None:
    point = ReportingPoint.objects.for_notice(stage.notice).get(on=MARCH_2013)
    begin_report(notice=stage.notice, point=point, by=stage.secretary, at=at)


def contribute(stage: Stage, at: datetime) -> None:
    save_contribution(
        report=Report.objects.for_notice(stage.notice).get(point__on=MARCH_2013),
        by=stage.people["dana"],
        at=at,
        better=(
            "Children are seen sooner. Cases waiting beyond our standard fell from 41 in September, and conferences are held in "
            "time more often. We know it from the weekly returns, which a second person approves, and from the audits of "
            "January."
        ),
        off_plan=(
            "Supervision and visits.\n\n"
            "- *Supervision* records are late, because three team managers left in December. Interim managers have covered "
            "since 11 February.\n"
            "- *Visits* to children on a plan come late more often. We look at every late visit in a weekly meeting."
        ),
        risks=(
            "Agency staff may leave when their contracts end in May: the Head of Service watches it every week. The new system "
            "may delay figures in April: the data team runs both side by side."
        ),
    )


def write(stage: Stage, at: datetime) -> None:
    save_text(
        report=Report.objects.for_notice(stage.notice).get(point__on=MARCH_2013),
        by=stage.people["chris"],
        at=at,
        safer=(
            "Safer than in October, and not yet safe enough. In September 41 cases waited beyond our standard; on 1 March it "
            "was 6. Conferences are held in time for four of five children, from three of five. But visits to children on a "
            "plan come late more often than a year ago, and we do not know why yet."
        ),
        will_meet=(
            "Most of them. I am not sure of caseloads, nor of the standards for management oversight, which have slipped twice "
            "and are late again."
        ),
        sustain=(
            "Not yet. The backlog was cleared in December and came back in January, when teams were short. The warning worked, "
            "and two social workers on call kept it from growing."
        ),
        ask="Nothing beyond the notice. We ask the Department to look at staffing first in its review in June.",
    )
