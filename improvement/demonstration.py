"""May this database be shown as a demonstration, and where? Where its clock row exists, never to the open network."""

import ipaddress
import sys
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.conf import settings
from django.db import transaction
from django.db.utils import OperationalError, ProgrammingError
from django.utils import timezone

from accounts.messages import send_waiting
from accounts.models import Message
from accounts.policy import Role
from boards.models import Meeting
from indicators.signals import days_that_pass, look_where_written
from indicators.tasks import record_signals
from notices.models import Membership, Notice, ReportingPoint
from plans.models import DateRuling, Item, OverdueFlag, SignalSetAside
from plans.overdue import flag
from records import clock
from records.clock import AsOf, end_of_day, london_day
from records.models import DemonstrationClock
from records.refusal import Refused
from records.writing import writing
from reports import readiness_telling
from reports.digest import tell_everyone

MORNING = timedelta(hours=8)
ONE_DAY = timedelta(days=1)
LONGEST_STEP = timedelta(days=400)
SAMPLE_ADDRESS = "@sample.invalid"  # RFC 2606: no mail is ever delivered there


def is_loopback(host: str) -> bool:
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return False


def may_be_shown_at(host: str) -> bool:
    """It signs anybody in, so it answers on a loopback address or a host named in DEMONSTRATION_HOSTS only."""
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
            "This database is a demonstration, in which anybody may sign in as anybody. "
            f"It will not be served as {', '.join(exposed)}. "
            "Use a database of your own, or name the host in DEMONSTRATION_HOSTS as well."
        )


def begin(instant: datetime) -> DemonstrationClock:
    """Make the database a demonstration whose now starts at `instant`. Refused unless it is empty of notices."""
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


@dataclass(frozen=True)
class Passed:
    """What a move of the clock brought about: days, items that became overdue, messages that went out."""

    days: int
    overdue: int
    messages: int


def move_on(instant: datetime) -> Passed:
    """Live until `instant` and say what happened on the way."""
    flags, messages = OverdueFlag.objects.count(), Message.objects.count()
    days = live_until(instant)
    return Passed(days, OverdueFlag.objects.count() - flags, Message.objects.count() - messages)


def tomorrow() -> datetime:
    """The morning of the London day after the one that the clock shows."""
    return end_of_day(london_day(clock.now())) + MORNING


def next_meeting() -> tuple[date, datetime] | None:
    """The day of the next meeting planned by any Board after today, and its morning; None where none is planned."""
    now = clock.now()
    today = london_day(now)
    day = next((meeting.day for meeting in Meeting.objects.planned(AsOf(today, now)) if meeting.day > today), None)
    return (day, _morning_of(day)) if day else None


def next_reporting_point() -> tuple[date, datetime] | None:
    """The last day of the next month in which Ministers are to be informed, and its morning; None where none is left."""
    today = london_day(clock.now())
    day = ReportingPoint.objects.filter(on__gt=today).order_by("on").values_list("on", flat=True).first()
    return (day, _morning_of(day)) if day else None


def _morning_of(day: date) -> datetime:
    return datetime.combine(day, time(), clock.LONDON) + MORNING


def sample_people() -> list[Membership]:
    """The people who may be tried out today: those with an address that no mail can reach, by notice and role."""
    today = london_day(clock.now())
    order = {role.value: number for number, role in enumerate(Role)}
    found = Membership.objects.on(today).filter(person__is_active=True, person__email__endswith=SAMPLE_ADDRESS)
    return sorted(
        found.select_related("person", "notice", "agency"),
        key=lambda member: (member.notice.slug, order[member.role], member.pk),
    )


def last_messages(most: int = 10) -> list[Message]:
    """The newest mails of the demonstration, with their words."""
    return list(Message.objects.select_related("person").order_by("-composed_at", "-pk")[:most])


def live_until(instant: datetime) -> int:
    """Move on to `instant` one London morning at a time, with the daily jobs of each day passed. Returns the days.

    After the first morning nobody writes but the jobs themselves: a morning has none to do unless a date passed the day
    before, so a quiet stretch costs next to nothing and has the same outcome.
    """
    start = clock.now()
    if instant - start > LONGEST_STEP:
        raise Refused("Move on by at most 400 days at a time.")
    days = 0
    dates: set[date] | None = None
    while (morning := end_of_day(london_day(clock.now())) + MORNING) <= instant:
        if dates is None:
            dates = _dates_that_pass()
        move_to(morning)
        if days == 0 or london_day(morning) - ONE_DAY in dates:
            run_daily_jobs()
        days += 1
    if instant > clock.now():
        move_to(instant)
    return days


def _dates_that_pass() -> set[date]:
    """Every day after which a job may find something new though nobody wrote: a further source in reports/digest.py that
    waits for a day adds its days here."""
    first = Item.objects.values_list("due_on", flat=True)
    moved = DateRuling.objects.values_list("to_on", flat=True)
    again = SignalSetAside.objects.values_list("look_again_on", flat=True)
    looked_again = {day - ONE_DAY for day in again}
    return {
        *first,
        *(day for day in moved if day),
        *looked_again,
        *days_that_pass(),
        *readiness_telling.days_that_pass(),
    }


def run_daily_jobs() -> None:
    """What beat does each day, for the day that the clock shows."""
    for notice in Notice.objects.order_by("slug"):
        with writing(notice.slug) as at:
            flag(notice=notice, asof=AsOf(london_day(at), at), at=at)
    look_where_written()
    if london_day(clock.now()) - ONE_DAY in days_that_pass():
        record_signals()
    tell_everyone()
    send_waiting()
