"""How far is the sample's report for Ministers? Begun, with the chair's text saved; signing is left to the visitor."""

from datetime import date, datetime

from improvement.sample.board import Act, Stage
from notices.models import ReportingPoint
from records.clock import LONDON
from reports.domain import begin_report, save_text
from reports.models import Report

MARCH_2013 = date(2013, 3, 31)


def begin(stage: Stage, at: datetime) -> None:
    point = ReportingPoint.objects.for_notice(stage.notice).get(on=MARCH_2013)
    begin_report(notice=stage.notice, point=point, by=stage.secretary, at=at)


def write(stage: Stage, at: datetime) -> None:
    save_text(
        report=Report.objects.for_notice(stage.notice).get(point__on=MARCH_2013),
        by=stage.people["chris"],
        at=at,
        safer=(
            "Safer than in October, and not yet safe enough. In September the oldest case without a social worker had "
            "waited 34 working days; on 1 March it was 8. Six cases wait beyond our standard of 2 working "
            "days, from 41."
        ),
        will_meet=(
            "Most of them. I am not sure of the posts in Referral and Assessment: two are vacant and three are held by "
            "agency staff. The standards for management oversight are late."
        ),
        sustain=(
            "Not yet. The backlog was cleared in December and came back in January, when teams were short. The early "
            "warning worked; there was nobody to send."
        ),
        ask="Nothing beyond the notice. We ask the Department to look at staffing first in its review in June.",
    )


ACTS = (
    Act(datetime(2013, 2, 28, 14, tzinfo=LONDON), begin),
    Act(datetime(2013, 3, 4, 15, tzinfo=LONDON), write),
)
