"""May this database be shown as a demonstration, and where? Only where its clock row exists, and never to the open network."""

import ipaddress
import sys
from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.db.utils import OperationalError, ProgrammingError
from django.utils import timezone

from accounts.messages import send_waiting
from notices.models import Notice
from plans.overdue import flag
from records import clock
from records.clock import AsOf, end_of_day, london_day
from records.models import DemonstrationClock
from records.refusal import Refused
from records.writing import writing
from reports.digest import tell_everyone

MORNING = timedelta(hours=8)
LONGEST_STEP = timedelta(days=400)


def is_loopback(host: str) -> bool:
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return False


def may_be_shown_at(host: str) -> bool:
    """A demonstration signs anybody in, so it answers on a loopback address or a host named in DEMONSTRATION_HOSTS only."""
    return is_loopback(host) or host in settings.DEMONSTRATION_HOSTS


def refuse_exposure() -> None:
    """Stop the process, with a sentence, where a demonstration's database would be served under another host name."""
    try:
        there = DemonstrationClock.objects.exists()
    except (OperationalError, ProgrammingError):
        return  # no tables yet: nothing to expose
    exposed = [host for host in settings.ALLOWED_HOSTS if not may_be_shown_at(host)]
    if there and exposed:
        sys.exit(
            f"This database is a demonstration, in which anybody may sign in as anybody. It will not be served as {', '.join(exposed)}. "
            "Use a database of your own, or name the host in DEMONSTRATION_HOSTS as well."
        )


def begin(instant: datetime) -> DemonstrationClock:
    """Make the database a demonstration whose now starts at `instant`. Refused unless the database is empty of notices."""
    if Notice.objects.exists() or DemonstrationClock.objects.exists():
        raise Refused("This database holds a notice already. A demonstration begins in an empty one.")
    return DemonstrationClock.objects.create(instant=instant, set_at=timezone.now())


def move_to(instant: datetime) -> None:
    """Move the demonstration's now forward to `instant`, without running anything."""
    with transaction.atomic():
        row = DemonstrationClock.objects.select_for_update().get()
        if instant < clock.now():
            raise Refused("The demonstration's clock moves forward only.")
        row.instant, row.set_at = instant, timezone.now()
        row.save(update_fields=["instant", "set_at"])


def live_until(instant: datetime) -> int:
    """Move on to `instant` one London morning at a time, running the daily jobs for each day passed. Returns the days."""
    start = clock.now()
    if instant - start > LONGEST_STEP:
        raise Refused("Move on by at most 400 days at a time.")
    days = 0
    while (morning := end_of_day(london_day(clock.now())) + MORNING) <= instant:
        move_to(morning)
        run_daily_jobs()
        days += 1
    if instant > clock.now():
        move_to(instant)
    return days


def run_daily_jobs() -> None:
    """What beat does each day, for the day that the clock shows."""
    for notice in Notice.objects.order_by("slug"):
        with writing(notice.slug) as at:
            flag(notice=notice, asof=AsOf(london_day(at), at), at=at)
    tell_everyone()
    send_waiting()
