"""What was on the agenda of each meeting, and what do its minutes have a paragraph on? As of two times; three queries.

A draft of minutes shows nothing: only what was circulated to those present, or confirmed, does.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from django.db.models import Exists, OuterRef

from assurance.facts import Dealt, Met
from boards.models import AgendaTerms, Board, MinutesVersion
from notices.models import Notice
from plans.models import AgendaSubject
from records.clock import AsOf
from records.querysets import LATEST_FIRST, visible

OF_IMPROVEMENT = {"meeting__board__kind": Board.Kind.IMPROVEMENT}


def meetings(notice: Notice, asof: AsOf, held: Iterable[tuple[int, date]]) -> tuple[Met, ...]:
    """The meetings held of the Improvement Board, by number and day, with what was before each and is minuted."""
    minuted = _paragraphs(notice, asof)
    codes = _indicators(notice, asof)
    agendas: dict[int, list[Dealt]] = defaultdict(list)
    for meeting, row, key in _agendas(notice, asof):
        paragraph = minuted.get(meeting, {}).get(row.number)
        agendas[meeting].append(replace(row, codes=frozenset(codes[key]), paragraph=paragraph))
    return tuple(Met(number, on, tuple(agendas[number]), number in minuted) for number, on in held)


def _agendas(notice: Notice, asof: AsOf) -> list[tuple[int, Dealt, int]]:
    """The number of the meeting, the item, and its key; without what was taken off."""
    terms = AgendaTerms.objects.for_notice(notice).current(asof).filter(taken_off=False)
    rows = terms.filter(item__meeting__board__kind=Board.Kind.IMPROVEMENT).order_by("place", "item__number")
    return [
        (meeting, Dealt(number, rule), key)
        for meeting, number, rule, key in rows.values_list(
            "item__meeting__number", "item__number", "item__rule", "item_id"
        )
    ]


def _indicators(notice: Notice, asof: AsOf) -> dict[int, set[str]]:
    """By the key of an agenda item, the codes of the indicators that it is about."""
    found: dict[int, set[str]] = defaultdict(set)
    said = AgendaSubject.objects.for_notice(notice).as_of(asof).filter(indicator__isnull=False)
    said = said.order_by(*(name.removeprefix("-") for name in LATEST_FIRST))
    for key, code, taken_off in said.values_list("agenda_item_id", "indicator__code", "taken_off"):
        (found[key].discard if taken_off else found[key].add)(code)
    return found


def _paragraphs(notice: Notice, asof: AsOf) -> dict[int, dict[int, int]]:
    """By meeting whose minutes were circulated or confirmed: by the number of an agenda item, the first paragraph on it."""
    out = MinutesVersion.objects.for_notice(notice).as_of(asof).exclude(state=MinutesVersion.State.DRAFT)
    later = MinutesVersion.objects.filter(visible(asof), meeting=OuterRef("meeting"), number__gt=OuterRef("number"))
    newest = out.filter(~Exists(later.exclude(state=MinutesVersion.State.DRAFT)), **OF_IMPROVEMENT)
    found: dict[int, dict[int, int]] = {}
    for meeting, paragraphs in newest.order_by().values_list("meeting__number", "paragraphs"):
        first = found.setdefault(meeting, {})
        for row in paragraphs:
            if row.get("item") is not None and str(row.get("words", "")).strip():
                first.setdefault(row["item"], row["number"])
    return found
