"""What did the Department's reviews conclude, what followed from the last, and is the notice lifted?"""

from collections.abc import Iterable
from datetime import date
from typing import Any

from notices.models import Notice
from records import wording
from records.clock import AsOf
from reports.models import ReviewConclusion

Data = dict[str, Any]


def section(notice: Notice, asof: AsOf) -> Data:
    """The conclusion that holds of each review, the earliest held first; `last` is that of the review held last, and `lifted` the
    day from which the notice is lifted by it, or None. One query."""
    rows = [_row(one) for one in _in_force([notice.pk], asof)]
    last = rows[-1] if rows else None
    is_lifted = last is not None and last["key"] == ReviewConclusion.Follows.LIFT
    return {
        "rows": rows,
        "last": last,
        "sentence": sentence(last),
        "lifted": {"on": last["held_on"], "day": last["held"]} if last and is_lifted else None,
    }


def lifted(notices: Iterable[int], asof: AsOf) -> dict[int, date]:
    """By the key of each of these notices that is lifted by the review held last: from which day. One query."""
    last = {one.review.notice_id: one for one in _in_force(notices, asof)}
    return {key: one.counts_on for key, one in last.items() if one.follows == ReviewConclusion.Follows.LIFT}


def _in_force(notices: Iterable[int], asof: AsOf) -> list[ReviewConclusion]:
    """Of each review what was said last, the earliest held first."""
    said = ReviewConclusion.objects.as_of(asof).filter(review__notice__in=notices).order_by("number")
    newest = {one.review_id: one for one in said.select_related("review", "pack__report")}
    return sorted(newest.values(), key=lambda one: (one.counts_on, one.review.on))


def sentence(last: Data | None) -> str:
    """What the review that was held last came to, without what was written of it."""
    if last is None:
        return "No review by the Department is recorded yet."
    follows = last["follows"]
    held = f"The {last['kind']} review of {last['month']} was held on {last['held']}."
    return f"{held} It followed: {follows[0].lower()}{follows[1:]}."


def _row(one: ReviewConclusion) -> Data:
    pack = one.pack
    return {
        "kind": one.review.kind,
        "on": one.review.on.isoformat(),
        "month": wording.month(one.review.on),
        "held_on": one.counts_on.isoformat(),
        "held": wording.day(one.counts_on),
        "attended": one.attended,
        "conclusions": one.conclusions,
        "key": one.follows,
        "follows": one.get_follows_display(),
        "effect": one.effect,
        "pack": {"report": pack.report.number, "edition": pack.number} if pack else None,
    }
