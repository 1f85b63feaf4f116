"""How do the figures stand? The series as the indicators package reads them, with counts against target."""

from collections import Counter

from indicators.series import series_of
from indicators.standing import Against
from notices.models import Notice
from records.clock import AsOf

READ_AGAINST = (Against.MEETS, Against.NEAR, Against.MISSES, Against.NO_DATA)


def section(notice: Notice, asof: AsOf) -> dict[str, object]:
    rows = [series.as_data() for series in series_of(notice, asof)]
    newest = max((row for row in rows if row["figures_to"]), key=lambda row: row["figures_to"], default=None)
    counted = Counter(row["against"] for row in rows)
    return {
        "rows": rows,
        "counts": {word.value: counted[word.value] for word in Against},
        "with_target": sum(counted[word.value] for word in READ_AGAINST),
        "figures_to": newest["figures_to"] if newest else "",
        "figures_to_words": newest["figures_to_words"] if newest else "",
    }
