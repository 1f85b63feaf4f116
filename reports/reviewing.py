"""What did a review by the Department conclude, and what followed? Recorded by the secretary or the chair, said anew, never changed."""

import calendar
from datetime import date, datetime

from accounts.models import User
from notices.models import Notice, Review
from records import audit, wording
from records.clock import london_day
from records.ledger import append
from records.refusal import Refused
from reports.models import Edition, ReviewConclusion

FURTHER = "further"


def add_review(*, notice: Notice, month: date, words: str, source: str, by: User, at: datetime) -> Review:
    """A further review that the notice does not list: in the month of that day, in whose words, and where it is known from."""
    on = month.replace(day=calendar.monthrange(month.year, month.month)[1])
    if on < notice.issued_on:
        raise Refused(f"{wording.month(on)} lies before the notice was issued.", field="month")
    if Review.objects.for_notice(notice).filter(on=on).exists():
        raise Refused(f"There is a review of {wording.month(on)} already.", field="month")
    if not words.strip():
        raise Refused("Say in which words the review was announced.", field="words")
    if not source.strip():
        raise Refused("Say where it is known from.", field="source")
    review = Review.objects.create(
        notice=notice, kind=FURTHER, on=on, words=words.strip(), source=source.strip(), added_at=at
    )
    audit.record(
        notice.slug,
        at=at,
        by=by,
        verb="add_review",
        thing=f"review of {on:%Y-%m}",
        fields={"words": words, "source": source},
    )
    return review


def conclude_review(
    *,
    review: Review,
    held_on: date,
    attended: str,
    pack: Edition | None,
    conclusions: str,
    follows: str,
    effect: str,
    by: User,
    at: datetime,
    after: int | None = None,
) -> ReviewConclusion:
    """What was concluded, counting from the day on which the review was held. Recorded again it is said anew: both stand."""
    notice = review.notice
    if held_on > london_day(at):
        raise Refused(f"{wording.day(held_on)} has not come yet. Record a review once it was held.", field="held_on")
    if held_on < notice.issued_on:
        raise Refused(f"The notice was issued on {wording.day(notice.issued_on)}, after that day.", field="held_on")
    for name, words, wanted in (
        ("attended", attended, "Say who attended."),
        ("conclusions", conclusions, "Say what the review concluded."),
    ):
        if not words.strip():
            raise Refused(wanted, field=name)
    if follows != ReviewConclusion.Follows.CONTINUE and not effect.strip():
        raise Refused("Say what that means: what changes, and from when.", field="effect")
    if pack is not None and pack.report.notice_id != notice.pk:
        raise Refused("That edition belongs to another notice.", field="pack")
    if pack is not None and london_day(pack.published_at) > held_on:
        raise Refused(f"That edition was published after {wording.day(held_on)}, so no review used it.", field="pack")
    said = {"attended": attended.strip(), "conclusions": conclusions.strip(), "effect": effect.strip()}
    row = append(
        ReviewConclusion, review, by=by, at=at, after=after, counts_on=held_on, pack=pack, follows=follows, **said
    )
    thing = f"conclusion {row.number} of the review of {review.on:%Y-%m}"
    audit.record(notice.slug, at=at, by=by, verb="conclude_review", thing=thing, fields=said | {"follows": follows})
    return row
