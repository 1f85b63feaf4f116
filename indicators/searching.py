"""Which indicators hold what is looked for, in their code, name or definition? For members who see live rows."""

from collections.abc import Iterator

from indicators.models import IndicatorTerms
from notices.searching import Viewer
from records.searching import Hit, Sought


def search(sought: Sought, viewer: Viewer) -> Iterator[Hit]:
    """By the definition that holds. One query."""
    rows = IndicatorTerms.objects.for_notice(viewer.notice).current(viewer.asof)
    for place, (code, name, definition, on) in enumerate(
        rows.order_by("-indicator__code").values_list("indicator__code", "name", "definition", "counts_on")
    ):
        hit = Hit("indicator", code, f"{name}. {definition}", (code,), on, place)
        yield from sought.look(hit, f"indicator {code}", code.replace("-", ""))
