"""Beside the figures of one indicator: when did each come in, who approved it, what was written of it, who looks after it?"""

from collections.abc import Iterable
from datetime import date
from typing import Any

from indicators.closing import closed_words, closings
from indicators.commenting import commentaries
from indicators.figures import Series
from indicators.models import Indicator, Observation
from indicators.owners import owners_of
from indicators.periods import ends, figure_for, is_history, is_used_for
from indicators.querysets import WHOLE
from indicators.return_rules import Rules, days_late, missing_words, rules_of
from indicators.returns import unapproved
from indicators.standards import standards_of
from indicators.words import SPANS, period
from notices.models import Notice
from records import wording
from records.clock import AsOf


def returns_beside(
    notice: Notice, asof: AsOf, indicator: Indicator, series: Series, reports: Iterable[Observation]
) -> dict[str, Any]:
    """What the page says beside the figures. `beside` has a dict for each period with a figure: `late` in words, `unapproved`,
    `commentary`. Seven queries."""
    rules = rules_of(notice, asof)
    closed = closings(notice, asof)
    rows = unapproved(notice, asof).of_the_whole().filter(indicator=indicator)
    waiting = set(rows.values_list("period_on", flat=True))
    said = commentaries(notice, asof, code=indicator.code).get(indicator.code, {})
    began_on = first_day(notice, asof)
    first = {row.period_on: row.counts_on for row in reports if row.part == WHOLE and row.number == 1}
    return {
        "beside": {
            on: {
                "late": late_words(series.every, on, came, rules, began_on),
                "closed": (series.every, on) in closed,
                "first_on": came,
                "unapproved": on in waiting,
                "commentary": said.get(on),
            }
            for on, came in first.items()
        },
        "due_words": f"Due {rules.days_for(series.every)} working days after the {SPANS[series.every]} has ended, "
        f"{rules.source}",
        "not_in": not_in(series, asof.on, rules, began_on),
        "waiting": bool(waiting),
        "closed": [closed_words(row) for (every, on), row in sorted(closed.items()) if every == series.every],
        "commentaries": [
            {"period": period(on, series.every), "on": on, "row": said[on]} for on in sorted(said, reverse=True)
        ],
        "owner": owners_of(notice, asof).get(indicator.pk),
        "standard": standards_of(notice, asof).get(indicator.pk),
    }


def first_day(notice: Notice, asof: AsOf) -> date | None:
    """The day on which anybody first reported a figure in this notice."""
    rows = Observation.objects.for_notice(notice).as_of(asof).order_by("counts_on")
    return rows.values_list("counts_on", flat=True).first()


def late_words(every: str, on: date, came: date, rules: Rules, began_on: date | None) -> str:
    if is_history(every, on, rules, began_on):
        return "with earlier figures"
    late = days_late(every, on, came, rules)
    return f"{wording.count(late, 'working day')} late" if late else "in time"


def not_in(series: Series, today: date, rules: Rules, began_on: date | None) -> str:
    """February 2013 is not in yet, 4 working days late; nothing where the last period that is over has its figure."""
    newest = series.latest.period_on if series.latest else None
    last = ends(series.every, today, newest, 1)[0]
    if not is_used_for(series, last) or figure_for(series, last) or is_history(series.every, last, rules, began_on):
        return ""
    return f"{period(last, series.every)} is {missing_words(series.every, last, today, rules)}"
