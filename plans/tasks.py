"""The plan's jobs. A task reads the clock and calls one rule; it may run twice, late, or after a week off."""

from celery import shared_task

from notices.models import Notice
from plans import overdue
from records.clock import AsOf, london_day
from records.writing import writing


@shared_task
def flag_overdue() -> int:
    """Record what has passed its date, notice by notice. Returns how many crossings are new."""
    made = 0
    for notice in Notice.objects.order_by("slug"):
        with writing(notice.slug) as at:
            made += overdue.flag(notice=notice, asof=AsOf(london_day(at), at), at=at)
    return made
