"""When does the Board meet, when are Ministers informed, when does the Department review?"""

from datetime import date

from boards.domain import SIX_WEEKS
from boards.models import Meeting
from notices.models import Notice
from records import wording
from records.clock import AsOf


def section(notice: Notice, asof: AsOf) -> dict[str, object]:
    meetings = list(
        Meeting.objects.for_notice(notice).filter(board__kind="improvement").with_day(asof).order_by("day", "number")
    )
    held = [meeting for meeting in meetings if meeting.state == "held"]
    planned = [meeting for meeting in meetings if meeting.state == "planned"]
    points = list(notice.reporting_points.all())
    reviews = list(notice.reviews.all())
    last = held[-1] if held else None
    next_ = next((meeting for meeting in planned if meeting.day >= asof.on), None)
    return {
        "meetings": [_meeting(meeting) for meeting in meetings],
        "last": _meeting(last) if last else None,
        "next": _meeting(next_) if next_ else None,
        "gap": _gap(held, asof.on),
        "not_recorded": [_meeting(meeting) for meeting in planned if meeting.day < asof.on],
        "points": [_point(point, meetings, asof.on) for point in points],
        "reviews": [
            {"kind": review.kind, "on": review.on.isoformat(), "month": wording.month(review.on), "words": review.words}
            for review in reviews
        ],
        "coming": _coming(next_, points, reviews, asof.on),
    }


def _meeting(meeting: Meeting) -> dict[str, object]:
    return {
        "number": meeting.number,
        "on": meeting.day.isoformat(),
        "day": wording.day(meeting.day),
        "state": meeting.state,
        "reason": meeting.day_reason,
    }


def _gap(held: list[Meeting], on: date) -> dict[str, object] | None:
    """Weeks since the last Board against the six that the notice expects (SM1.b); None before the first."""
    if not held:
        return None
    days = (on - held[-1].day).days
    return {"weeks": days // 7, "days": days, "over": days > SIX_WEEKS.days, "source": "the notice"}


def _point(point, meetings: list[Meeting], on: date) -> dict[str, object]:
    before = [meeting for meeting in meetings if meeting.day <= point.on and meeting.state != "cancelled"]
    return {
        "on": point.on.isoformat(),
        "month": wording.month(point.on),
        "words": point.words,
        "given_outside": point.given_outside,
        "passed": point.on < on,
        "last_board": _meeting(before[-1]) if before else None,
    }


def _coming(next_: Meeting | None, points: list, reviews: list, on: date) -> list[dict[str, object]]:
    """The next three dates in words."""
    dates = [(point.on, wording.month(point.on), "Ministers are informed") for point in points]
    dates += [(review.on, wording.month(review.on), f"{review.kind} review by the Department") for review in reviews]
    if next_:
        dates.append((next_.day, wording.day(next_.day), f"Board meeting {next_.number}"))
    return [{"on": day.isoformat(), "when": when, "what": what} for day, when, what in sorted(dates) if day >= on][:3]
