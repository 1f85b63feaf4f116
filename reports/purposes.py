"""What is each report for, and of which month is it?"""

from records import wording
from reports.models import Report


def month_of(report: Report) -> str:
    """The month in which Ministers are informed, or the Department reviews; "" for a report that is of no month."""
    of = report.point or report.review
    return wording.month(of.on) if of else ""
