"""What stands around the minutes where they are taken away, and how do they become a PDF?"""

from django.template.loader import render_to_string

from boards.minutes_reading import Minutes
from boards.models import MinutesVersion
from notices.models import Notice
from records import wording
from records.clock import LONDON
from reports.pdf import Limits

# Somebody waits for it, and it is a few pages.
LIMITS = Limits(memory_bytes=800_000_000, cpu_seconds=15, wall_seconds=20)
State = MinutesVersion.State


def standing(version: MinutesVersion) -> str:
    """How far they are, in words that stand on every page."""
    if version.state == State.CONFIRMED and version.decision is not None:
        return f"Confirmed by decision {version.decision.number} on {wording.day(version.decision.counts_on)}"
    if version.state == State.CIRCULATED and version.corrections_by is not None:
        return f"Circulated for corrections by {wording.day(version.corrections_by)}"
    return f"Draft of {wording.instant(version.recorded_at)}"


def title(notice: Notice, found: Minutes) -> str:
    return f"{notice.board_name}: minutes of meeting {found.meeting.number}, {wording.day(found.meeting.day)}"


def pdf_html(notice: Notice, found: Minutes, *, sample: bool) -> str:
    """The whole document that is drawn; dated when this version was recorded, so that it is drawn alike each time."""
    context = {
        "notice": notice,
        "minutes": found,
        "title": title(notice, found),
        "day": wording.day(found.meeting.day),
        "standing": standing(found.version),
        "made": found.version.recorded_at.astimezone(LONDON).isoformat(timespec="seconds"),
        "sample": sample,
    }
    return render_to_string("pages/minutes_pdf.html", context)
