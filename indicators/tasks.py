"""The indicators' jobs. A task calls one rule for each notice; it may run twice, late, or after a week off."""

from celery import shared_task

from indicators.signals import look
from notices.models import Notice


@shared_task
def record_signals() -> int:
    """Record which series have crossed into a signal or out of it, notice by notice. Returns how many rows are new."""
    return sum(look(notice) for notice in Notice.objects.order_by("slug"))
