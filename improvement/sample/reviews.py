"""What did the review of December 2012 conclude in the sample? Invented, as every word of it; it says so itself."""

from collections.abc import Iterator
from datetime import date, datetime

from improvement.sample.published import newest_edition, report_of
from improvement.sample.stage import Act, Stage, on
from notices.models import Review
from reports.models import Report, ReviewConclusion
from reports.reviewing import conclude_review

DECEMBER_2012 = date(2012, 12, 31)


def acts() -> Iterator[Act]:
    yield Act(on(2012, 12, 20, 11), "the review of December is recorded", conclude)


def conclude(stage: Stage, at: datetime) -> None:
    pack = report_of(stage.notice, {"purpose": Report.Purpose.REVIEW, "month": DECEMBER_2012})
    conclude_review(
        review=Review.objects.for_notice(stage.notice).get(on=DECEMBER_2012),
        held_on=date(2012, 12, 18),
        attended="Sample: two officials of the Department, the independent chair, the director and the Board secretary.",
        pack=newest_edition(pack),
        conclusions=(
            "Sample, invented. The Board meets and asks the right questions, and the backlog of October is cleared. It is too "
            "early to say that practice is better: audits have only begun, and staffing is the greatest risk to what was gained."
        ),
        follows=ReviewConclusion.Follows.CONTINUE,
        effect="Sample: the notice stays as it is. The review of June looks first at staffing and at how audits are acted on.",
        by=stage.secretary,
        at=at,
    )
