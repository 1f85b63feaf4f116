"""What does a table of items hold when it leaves? One row an item, as the list and the page of the item say it."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from django.db.models import OuterRef, Subquery

from notices.models import Notice
from plans import standing
from plans.listing import items_in_order, lines
from plans.models import DateChange, Evidence, Item, ItemTerms, ObjectiveTerms, Precision, ProgressUpdate
from records import wording
from records.clock import AsOf
from records.spreadsheets import Value

AT_ONCE = 500  # items read together: what is held in memory does not grow with the plan
COLUMNS = {
    "Number": 8,
    "Kind": 11,
    "Words": 60,
    "Value to reach": 22,
    "Owner": 22,
    "Agency": 24,
    "Supporting agencies": 24,
    "Objective": 40,
    "Notice measures": 14,
    "Requirements": 18,
    "First date": 12,
    "Date now": 12,
    "Times moved": 8,
    "Days slipped": 8,
    "Standing": 18,
    "Lateness": 26,
    "Forecast": 18,
    "Last update": 12,
    "What was said last": 60,
    "New date that waits": 12,
    "Evidence": 24,
}
HEADS, WIDTHS = list(COLUMNS), list(COLUMNS.values())


def table(notice: Notice, keys: Sequence[int], asof: AsOf, holds_from: date) -> Iterator[list[Value]]:
    """A row for each item with these keys, in their order. Eight queries for every 500 items; nine where a milestone is a
    value of an indicator."""
    for start in range(0, len(keys), AT_ONCE):
        yield from _rows(items_in_order(notice, asof, keys[start : start + AT_ONCE]), asof, holds_from)


def _rows(items: list[Item], asof: AsOf, holds_from: date) -> Iterator[list[Value]]:
    beside = Beside(items, asof)
    for item, line in zip(items, lines(items, asof, holds_from=holds_from), strict=True):
        yield [
            line.number,
            line.kind,
            line.words,
            line.reach,
            line.owner,
            line.agency,
            *beside.of_terms(item.terms_id),
            _date(item.due_on, item.due_precision),
            _date(item.due_now, item.due_now_precision),
            line.slips,
            line.days_slipped,
            line.word,
            line.lateness,
            line.forecast,
            item.progress_on,
            beside.said.get(item.pk, ""),
            beside.waiting.get(item.waiting_id or 0),
            beside.evidence_of(item.pk),
        ]


def _date(on: date, precision: str) -> Value:
    """A day as a day; a whole month stays a month, in words."""
    return wording.due(on, precision) if precision == Precision.MONTH else on


class Beside:
    """What these items' lines do not say, each read once for all of them. Six queries."""

    def __init__(self, items: list[Item], asof: AsOf) -> None:
        keys, terms = [item.pk for item in items], [item.terms_id for item in items]
        supporting = ItemTerms.supporting.through.objects.filter(itemterms__in=terms).order_by("agency__name")
        self.supporting = _grouped(supporting.values_list("itemterms", "agency__name"))
        serves = ItemTerms.serves.through.objects.filter(itemterms__in=terms).order_by("requirement__position")
        served = list(serves.values_list("itemterms", "requirement__reference", "requirement__measure__code"))
        self.requirements = _grouped((term, reference) for term, reference, _ in served)
        self.measures = _grouped((term, measure) for term, _, measure in served)
        self.objectives = _objectives(terms, asof)
        updates = ProgressUpdate.objects.current(asof).filter(item__in=keys)
        self.said = dict(updates.values_list("item", "done_so_far"))
        changes = DateChange.objects.filter(pk__in=[item.waiting_id for item in items if item.waiting_id])
        self.waiting = {change.pk: _date(change.to_on, change.to_precision) for change in changes}
        evidence = Evidence.objects.with_state(asof).filter(item__in=keys).order_by("number")
        self.evidence = _grouped((one.item_id or 0, one.state) for one in evidence)

    def of_terms(self, term: int) -> list[Value]:
        said = (self.supporting, self.objectives, self.measures, self.requirements)
        return [", ".join(dict.fromkeys(words.get(term, []))) for words in said]

    def evidence_of(self, item: int) -> str:
        """How many pieces of evidence of the item are in each state: 2 accepted, 1 waiting for review."""
        states = Counter(self.evidence.get(item, []))
        return ", ".join(f"{states[key]} {word.lower()}" for key, word in standing.EVIDENCE.items() if states[key])


def _objectives(terms: list[int], asof: AsOf) -> dict[int, list[str]]:
    """By the key of the terms, their objective with what it says. One query: the words of one objective stand once."""
    held = ObjectiveTerms.objects.in_force(asof).filter(objective=OuterRef("objective")).latest_first()
    under = ItemTerms.objects.filter(pk__in=terms, objective__isnull=False)
    found = under.annotate(says=Subquery(held.values("words")[:1])).values_list("pk", "objective__number", "says")
    return {term: [f"{number}. {says or ''}".strip()] for term, number, says in found}


def _grouped(pairs: Iterable[tuple[int, str]]) -> dict[int, list[str]]:
    found: dict[int, list[str]] = defaultdict(list)
    for key, word in pairs:
        found[key].append(word)
    return found
