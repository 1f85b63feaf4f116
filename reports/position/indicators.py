"""How do the figures stand? The series as the indicators package reads them, counts against target, and what to look at."""

from collections import Counter
from collections.abc import Sequence
from typing import Any

from indicators.data_words import TOO_SMALL
from indicators.figures import Series
from indicators.listing import READ_AGAINST as READ_AGAINST_LIVE
from indicators.outlook import Expected
from indicators.reading import Movement
from indicators.standing import Against
from indicators.suppression import suppress
from indicators.visible import with_what_is_visible

# The classes of those that have a target; the last is said by photographs alone.
READ_AGAINST = (*READ_AGAINST_LIVE, Against.SUPPRESSED)


def section(found: Sequence[Series], *, hide_small: bool) -> dict[str, object]:
    """Only a definition that is used on the day is counted: one that has ended or not begun stands among the rows, and
    the classes with `begin_later` and `ended` sum to them. Codes: `headline` in the Board's order, the others by
    headline, then change for children, then code, since what is worst cannot be said across units. With `hide_small`
    numbers that could point to a person are hidden first, so that nothing after this receives them.
    """
    rows = [series.as_data() for series in found]
    shown = list(map(with_what_is_visible, found, suppress(rows))) if hide_small else rows
    hidden, rows = shown != rows, shown
    used = [row for row in rows if row["in_use"]]
    newest = max((row for row in rows if row["figures_to"]), key=lambda row: row["figures_to"], default=None)
    counted = Counter(row["against"] for row in used)
    moves, looks = (Counter(row[name] for row in used) for name in ("movement", "outlook"))
    first = sorted(used, key=_first)
    return {
        "rows": rows,
        "hidden": hidden,
        "counts": {word.value: counted[word.value] for word in Against},
        "movements": {word: moves[word] for word in (*Movement, TOO_SMALL)},
        "outlooks": {word: looks[word] for word in (*Expected, TOO_SMALL) if word},
        "with_target": sum(counted[word.value] for word in READ_AGAINST),
        "begin_later": sum(row["begins_later"] for row in rows),
        "ended": sum(row["ended"] for row in rows),
        "agreed": sum(row["agreed"] is not None for row in used),
        "headline": [row["code"] for row in sorted(rows, key=_first) if row["headline"]],
        "off_target": [row["code"] for row in first if row["against"] == Against.MISSES.value],
        "worse": [row["code"] for row in first if row["worse_than_first"]],
        "figures_to": newest["figures_to"] if newest else "",
        "figures_to_words": newest["figures_to_words"] if newest else "",
    }


def _first(row: dict[str, Any]) -> tuple[bool, int, bool, str]:
    """The order of attention: the Board's headlines, what shows change for children, then codes."""
    return (row["headline"] is None, row["headline"] or 0, not row["impact"], row["code"])
