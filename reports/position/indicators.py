"""How do the figures stand? The series as the indicators package reads them, counts against target, and what to look at."""

from indicators.listing import READ_AGAINST, attention, tally
from indicators.series import series_of
from indicators.standing import Against, Change
from notices.models import Notice
from records import wording
from records.clock import AsOf

__all__ = ["READ_AGAINST", "section"]


def section(notice: Notice, asof: AsOf) -> dict[str, object]:
    """Only a definition that is used on the day is counted: what has ended or not begun stands among the rows, and the
    counts sum to the rows with `begin_later` and `ended`. `headline`, `off_target` and `worse` are codes: headlines in
    the Board's order come first, then what shows change for children."""
    series = series_of(notice, asof)
    counted = tally(series)
    first = sorted(series, key=attention)
    to = max((row.figures_to for row in series if row.figures_to), default=None)
    return {
        "rows": [row.as_data() for row in series],
        "counts": {word.value: counted.counts[word] for word in Against},
        "with_target": counted.with_target,
        "begin_later": counted.begin_later,
        "ended": counted.ended,
        "agreed": counted.agreed,
        "headline": [row.code for row in first if row.headline],
        "off_target": [row.code for row in first if row.in_use and row.standing is Against.MISSES],
        "worse": [row.code for row in first if row.in_use and row.since_first is Change.WORSE],
        "figures_to": to.isoformat() if to else "",
        "figures_to_words": wording.day(to) if to else "",
    }
