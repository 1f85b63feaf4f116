"""What are the items of an agenda about, each in a name and a line? As of two times, in as many queries for one as for all."""

from collections.abc import Iterable
from dataclasses import dataclass

from boards.models import AgendaItem
from indicators.models import IndicatorTerms
from notices.models import Notice
from plans.agenda import KINDS, thing_of
from plans.models import AgendaSubject, Item, ItemTerms
from records.clock import AsOf

PAGES = {"item": "pages:item", "indicator": "pages:indicator", "measure": "pages:measure", "concern": "plans:concern"}


@dataclass(frozen=True)
class Named:
    """One thing that lies before a meeting: its page and key there, its short name, and its words. `code` is what is typed to
    name it; `word` is its state, where one is shown."""

    page: str
    key: object
    name: str
    words: str
    code: str = ""
    word: str = ""


def subjects_of(notice: Notice, agenda: Iterable[AgendaItem], asof: AsOf) -> dict[int, list[Named]]:
    """By agenda item, in the order in which it was said. One query, and one or two each where items or indicators are among them."""
    rows = list(
        AgendaSubject.objects.for_notice(notice)
        .filter(agenda_item__in=[one.pk for one in agenda])
        .standing(asof)
        .select_related(*KINDS.values())
        .order_by("agenda_item", "number")
    )
    words = _words(notice, rows, asof)
    found: dict[int, list[Named]] = {}
    for row in rows:
        thing = thing_of(row)
        kind = KINDS[type(thing)]
        key = thing.number if kind in ("item", "concern") else thing.code  # type: ignore[union-attr]  # by its kind
        name = f"Item {key}" if kind == "item" else f"C{key}" if kind == "concern" else str(key)
        said = thing.words if kind in ("measure", "concern") else words.get((kind, thing.pk), "")  # type: ignore[union-attr]
        code = f"C{key}" if kind == "concern" else str(key)
        found.setdefault(row.agenda_item_id, []).append(Named(PAGES[kind], key, name, said, code))
    return found


def _words(notice: Notice, rows: Iterable[AgendaSubject], asof: AsOf) -> dict[tuple[str, int], str]:
    """Of items and indicators, what they are called as of then."""
    items = [row.item_id for row in rows if row.item_id]
    indicators = [row.indicator_id for row in rows if row.indicator_id]
    found: dict[tuple[str, int], str] = {}
    if items:
        held = Item.objects.for_notice(notice).filter(pk__in=items).with_terms(asof)
        terms = {item.terms_id: item.pk for item in held}
        said = ItemTerms.objects.for_notice(notice).filter(pk__in=terms).values_list("pk", "words")
        found |= {("item", terms[pk]): words for pk, words in said}
    if indicators:
        names = IndicatorTerms.objects.current(asof).filter(indicator__in=indicators)
        found |= {("indicator", pk): name for pk, name in names.values_list("indicator", "name")}
    return found
