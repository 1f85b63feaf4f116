"""What was on the agenda of each meeting, and what do its minutes have a paragraph on? As of two times; one query.

A draft of minutes shows nothing: only what was circulated to those present, or confirmed, does.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from typing import Any

from django.db.models import CharField, IntegerField, JSONField, Value

from assurance.facts import Dealt, Met
from boards.models import AgendaTerms, Board, MinutesVersion
from notices.models import Notice
from plans.models import AgendaSubject
from records.clock import AsOf

MINUTES, AGENDA, SUBJECT = "minutes", "agenda", "subject"
IN_ORDER = ("counts_on", "recorded_at", "number")


def meetings(notice: Notice, asof: AsOf, held: Iterable[tuple[int, date]]) -> tuple[Met, ...]:
    """The meetings held of the Improvement Board, by number and day, with what was before each and is minuted."""
    agendas: dict[int, list[tuple[int, Dealt]]] = defaultdict(list)
    codes: dict[int, set[str]] = defaultdict(set)
    minuted: dict[int, dict[int, int]] = {}
    for what, meeting, number, key, name, paragraphs, *_ in _rows(notice, asof):
        if what == MINUTES:
            minuted[meeting] = _first_on(paragraphs)
        elif what == AGENDA:
            agendas[meeting].append((key, Dealt(number, name)))
        else:
            codes[key].add(name)
    return tuple(
        Met(
            number,
            on,
            tuple(
                replace(row, codes=frozenset(codes[key]), paragraph=minuted.get(number, {}).get(row.number))
                for key, row in agendas[number]
            ),
            number in minuted,
        )
        for number, on in held
    )


def _rows(notice: Notice, asof: AsOf) -> Iterable[tuple[Any, ...]]:
    """The newest minutes of each meeting, drafts aside; the items of each agenda, without what was taken off; the indicators that
    each item is about."""
    of_board = Board.Kind.IMPROVEMENT
    minutes = MinutesVersion.objects.for_notice(notice).newest(asof, drafts=False)
    terms = AgendaTerms.objects.for_notice(notice).current(asof).filter(taken_off=False)
    subjects = AgendaSubject.objects.for_notice(notice).standing(asof).filter(indicator__isnull=False)
    nothing, none, empty = Value("", CharField()), Value(0, IntegerField()), Value(None, JSONField())
    of_item = ("item__meeting__number", "item__number", "item_id", "item__rule", empty)
    of_subject = (none, none, "agenda_item_id", "indicator__code", empty)
    rows = minutes.filter(meeting__board__kind=of_board).order_by()
    return (
        rows.values_list(Value(MINUTES, CharField()), "meeting__number", none, none, nothing, "paragraphs", *IN_ORDER)
        .union(
            terms.filter(item__meeting__board__kind=of_board)
            .order_by()
            .values_list(Value(AGENDA, CharField()), *of_item, *IN_ORDER),
            subjects.order_by().values_list(Value(SUBJECT, CharField()), *of_subject, *IN_ORDER),
            all=True,
        )
        .order_by(*IN_ORDER)
    )


def _first_on(paragraphs: Iterable[dict[str, Any]]) -> dict[int, int]:
    """By the number of an agenda item, the first paragraph on it that says something."""
    first: dict[int, int] = {}
    for row in paragraphs:
        if row.get("item") is not None and str(row.get("words", "")).strip():
            first.setdefault(row["item"], row["number"])
    return first
