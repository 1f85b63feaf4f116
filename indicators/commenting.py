"""What did somebody write of the figures of one indicator for one period? The latest of a period holds; its author is who wrote it."""

from collections import defaultdict
from datetime import date, datetime

from accounts.models import User
from indicators import words
from indicators.models import Commentary, Indicator
from indicators.querysets import WHOLE
from notices.models import Notice
from records import audit, child_data
from records.clock import AsOf, london_day
from records.ledger import append
from records.refusal import NotTheNext, Refused

LONGEST = 4_000


def commentaries(notice: Notice, asof: AsOf, *, code: str | None = None) -> dict[str, dict[date, Commentary]]:
    """By code and period, the commentary that holds as of `asof`, with who wrote it; of all indicators, or of the one with
    `code`. One query."""
    found: dict[str, dict[date, Commentary]] = defaultdict(dict)
    rows = Commentary.objects.for_notice(notice).as_of(asof).select_related("indicator", "recorded_by")
    if code is not None:
        rows = rows.filter(indicator__code=code)
    for row in rows.order_by("counts_on", "recorded_at", "number"):
        found[row.indicator.code][row.period_on] = row
    return dict(found)


def comment(
    *,
    indicator: Indicator,
    period_on: date,
    every: str,
    text: str,
    by: User,
    at: datetime,
    after: int | None = None,
    confirmed: bool = False,
) -> Commentary:
    """Write what a reader should know of one period; it counts from today. `every` is the indicator's rhythm. `after` is the
    number of the commentary that stood for the period when the form was drawn (0: none).

    Refused: no words, a period that has no figure. Asked about once: what looks like a number of a child.
    """
    if not text.strip():
        raise Refused("Write the commentary.", field="text")
    if len(text) > LONGEST:
        raise Refused(f"Use at most {LONGEST:,} characters.", field="text")
    stands = indicator.commentaries.filter(period_on=period_on).order_by("-number").first()
    if after is not None and after != (stands.number if stands else 0):
        raise NotTheNext("Somebody else has written of this period since you opened the page.", latest=stands)
    if not indicator.observations.filter(period_on=period_on, part=WHOLE).exists():
        raise Refused(
            f"There is no figure for {words.period(period_on, every)}. Report it, or why there is none, before you comment "
            "on it.",
            field="period_on",
        )
    child_data.ask(confirmed=confirmed, text=text)
    row = append(Commentary, indicator, by=by, at=at, counts_on=london_day(at), period_on=period_on, words=text.strip())
    audit.record(
        indicator.notice.slug,
        at=at,
        by=by,
        verb="comment",
        thing=f"{indicator.code} {period_on} commentary {row.number}",
        fields={"words": row.words},
    )
    return row
