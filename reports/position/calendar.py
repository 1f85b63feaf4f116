"""When does the Board meet, when are Ministers informed, when does the Department review?"""

from collections.abc import Sequence
from datetime import date
from typing import Any

from boards.models import Meeting
from boards.querysets import DayHeld
from boards.standing import SIX_WEEKS, Calendar, Dated
from notices.models import Notice, ReportingPoint, Review
from records import wording
from records.clock import AsOf
from reports.position.structure import Structure


def section(
    notice: Notice,
    asof: AsOf,
    structure: Structure,
    meetings: Sequence[Meeting],
    concluded: Sequence[dict[str, Any]] = (),
) -> dict[str, object]:
    """`concluded`: what is known of the reviews that were held, as reports/position/reviews.py says it."""
    calendar = Calendar(meetings, asof.on)
    held = {row["on"]: row for row in concluded}
    points = structure.points
    reviews = [review for review in structure.reviews if review.added_at is None or review.added_at < asof.known]
    informed = structure.informed(asof)
    found: dict[str, Any] = {
        "meetings": [_meeting(meeting) for meeting in calendar.meetings],
        "last": _meeting(calendar.last) if calendar.last else None,
        "next": _meeting(calendar.next) if calendar.next else None,
        "gap": _gap(calendar),
        "not_recorded": [_meeting(meeting) for meeting in calendar.unrecorded],
        "points": [_point(point, calendar) | {"sent": point.on in informed} for point in points],
        "reviews": [
            {
                "kind": review.kind,
                "on": (on := review.on.isoformat()),
                "month": wording.month(review.on),
                "words": review.words,
                "held": held[on]["held"] if on in held else "",
                "follows": held[on]["follows"] if on in held else "",
            }
            for review in reviews
        ],
        "coming": _coming(
            calendar,
            [point for point in points if point.on not in informed],
            [review for review in reviews if review.on.isoformat() not in held],
        ),
    }
    return found | {"strip": strip_of(found, notice.issued_on.isoformat())}


def strip_of(calendar: dict[str, Any], issued_on: str) -> dict[str, object]:
    """What the drawn calendar shows: from the issue of the notice to its last date, in order of time."""
    unrecorded = {row["number"] for row in calendar["not_recorded"]}
    marks = [
        (
            row["on"],
            "unrecorded" if row["number"] in unrecorded else row["state"],
            f"Board meeting {row['number']}, {row['day']}",
        )
        for row in calendar["meetings"]
        if row["state"] != "cancelled"
    ]
    marks += [
        (
            row["on"],
            "ministers",
            f"Information to Ministers, {row['month']}{', report sent' if row['sent'] else ''}",
        )
        for row in calendar["points"]
    ]
    marks += [
        (
            row["on"],
            "review",
            f"{row['kind'].capitalize()} review, {row['month']}{', concluded' if row['held'] else ''}",
        )
        for row in calendar["reviews"]
    ]
    days = [issued_on, *(day for day, _, _ in marks)]
    return {
        "start": f"{min(days)[:8]}01",
        "end": max(days),
        "marks": [{"on": day, "kind": kind, "words": words} for day, kind, words in sorted(marks)],
    }


def _meeting(meeting: Dated) -> dict[str, object]:
    return {
        "number": meeting.number,
        "on": meeting.day.isoformat(),
        "day": wording.day(meeting.day),
        "state": meeting.state,
        "reason": meeting.day_reason,
    }


def _gap(calendar: Calendar) -> dict[str, object] | None:
    """Weeks since the last Board against the six that the notice expects (SM1.b); None before the first."""
    days = calendar.days_since
    if days is None:
        return None
    return {"weeks": days // 7, "days": days, "over": calendar.days_over > 0, "source": "the notice"}


def _point(point: ReportingPoint, calendar: Calendar) -> dict[str, object]:
    before = calendar.last_before(point.on)
    return {
        "on": point.on.isoformat(),
        "month": wording.month(point.on),
        "words": point.words,
        "given_outside": point.given_outside,
        "passed": point.on < calendar.on,
        "day": wording.day(point.on),
        "due_soon": calendar.on <= point.on <= calendar.on + SIX_WEEKS and not point.given_outside,
        "board_before": calendar.next is not None and calendar.next.day <= point.on,
        "last_board": _meeting(before) if before else None,
    }


def _coming(calendar: Calendar, points: Sequence[ReportingPoint], reviews: Sequence[Review]) -> list[dict[str, object]]:
    """The next three dates in words, of `points` for which no report was sent yet."""
    dates = [(point.on, wording.month(point.on), "Ministers are informed") for point in points]
    dates += [(review.on, wording.month(review.on), f"{review.kind} review by the Department") for review in reviews]
    if calendar.next:
        dates.append((calendar.next.day, wording.day(calendar.next.day), f"Board meeting {calendar.next.number}"))
    found = [(day, when, what) for day, when, what in sorted(dates) if day >= calendar.on]
    return [{"on": day.isoformat(), "when": when, "what": what} for day, when, what in found[:3]]


def days_held(calendar: dict) -> list[DayHeld]:
    """What a date control offers: the meetings held, newest first."""
    rows = [row for row in calendar["meetings"] if row["state"] == "held"]
    days = [DayHeld(date.fromisoformat(row["on"]), f"Meeting {row['number']}, {row['day']}") for row in rows]
    return sorted(days, key=lambda day: day.on, reverse=True)
