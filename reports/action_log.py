"""What did the Board agree at its meetings that somebody has to do, and what became of it? Across all meetings, as of two times."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, Exists, OuterRef, Q, Subquery

from boards.models import AgendaItem, Decision, Meeting
from notices.models import Notice
from plans.choices import holds_word
from plans.listing import ItemLine, items_in_order, items_of, lines
from plans.models import ConcernOutcome, ItemTerms
from plans.querysets import OPEN
from records import wording
from records.clock import AsOf
from reports.models import DecisionBasis

ACTIONS, ALL = "actions", "all"
WHICH = {ACTIONS: "Corrective actions", ALL: "Every item of the plans too"}
OPEN_ONLY, EVERY_STATE = "open", "every"
STATES = {OPEN_ONLY: "Open", EVERY_STATE: "In every state"}
PLANS = (Decision.Kind.PLAN, Decision.Kind.ADOPTION_PLAN)
HEADS = (
    "Item",
    "What is to be done",
    "Owner",
    "Agency",
    "First date",
    "Date now",
    "State",
    "Lateness",
    "Decision",
    "Meeting",
    "Meeting’s day",
    "Agenda item",
    "Concern",
)
WIDTHS = (8, 60, 22, 24, 16, 16, 18, 26, 10, 10, 18, 40, 10)


@dataclass(frozen=True)
class Row:
    """One item, and where it was agreed; `agenda_item` and `concern` are "" where none is known."""

    line: ItemLine
    decision: int
    meeting: int
    meeting_day: date
    agenda_item: str
    concern: str


@dataclass(frozen=True)
class Asked:
    """What the log is narrowed to."""

    which: str = ACTIONS
    state: str = OPEN_ONLY
    owner: str = ""
    meeting: str = ""
    search: str = ""


def found(notice: Notice, asof: AsOf, asked: Asked, owners: dict[str, Any]) -> list[int]:
    """The keys of the items that the log holds, the newest meeting first. One query."""
    first = ItemTerms.objects.filter(item=OuterRef("pk"), number=1)
    outcomes = ConcernOutcome.objects.in_force(asof).filter(action=OuterRef("pk"))
    rows = items_of(notice, asof).annotate(
        of_meeting=Subquery(first.values("decision__meeting__number")[:1]),
        of_kind=Subquery(first.values("decision__kind")[:1]),
        answers=Exists(outcomes),
    )
    rows = rows.filter(of_meeting__isnull=False)
    if asked.which != ALL:
        rows = rows.filter(Q(answers=True) | ~Q(of_kind__in=PLANS))
    if asked.state != EVERY_STATE:
        rows = rows.filter(OPEN)
    if asked.owner:
        rows = rows.filter(Exists(ItemTerms.objects.filter(pk=OuterRef("terms_id"), owner=owners[asked.owner])))
    if asked.meeting:
        rows = rows.filter(of_meeting=int(asked.meeting))
    for word in asked.search.split():
        rows = rows.filter(Exists(ItemTerms.objects.filter(holds_word(word), pk=OuterRef("terms_id"))))
    return list(rows.order_by("-of_meeting", "number").values_list("pk", flat=True))


def pressing(notice: Notice, asof: AsOf, keys: Sequence[int]) -> dict[str, int]:
    """How many of these items are overdue (`late`), and how many have a new date that waits for the Board (`waiting`). One query."""
    items = items_of(notice, asof).filter(pk__in=keys).once("overdue_now", "waiting_id")
    late, waiting = Count("pk", filter=Q(overdue_now=True)), Count("pk", filter=Q(waiting_id__isnull=False))
    return items.aggregate(late=late, waiting=waiting)


def rows_of(notice: Notice, asof: AsOf, keys: Sequence[int]) -> list[Row]:
    """These items in their order, each with the decision, meeting and agenda item at which it was agreed. Nine queries, however many."""
    there = items_in_order(notice, asof, keys)
    agreed = ItemTerms.objects.filter(item__in=there, number=1).select_related("decision__meeting")
    decisions: dict[int, Any] = {terms.item_id: terms.decision for terms in agreed}
    of = [decision.pk for decision in decisions.values()]
    bases = {row.decision_id: row.item_id for row in DecisionBasis.objects.filter(decision__in=of)}
    agenda = AgendaItem.objects.for_notice(notice).filter(pk__in=bases.values()).with_terms(asof)
    titles = {item.pk: item.title for item in agenda}
    days: dict[int, date] = {row.pk: row.day for row in Meeting.objects.for_notice(notice).held(asof)}
    outcomes = ConcernOutcome.objects.in_force(asof).filter(action__in=there).values_list("action", "concern__number")
    concerns = {action: f"C{number}" for action, number in outcomes}
    return [
        Row(
            line,
            decisions[item.pk].number,
            decisions[item.pk].meeting.number,
            days.get(decisions[item.pk].meeting_id, decisions[item.pk].counts_on),
            titles.get(bases.get(decisions[item.pk].pk, 0), ""),
            concerns.get(item.pk, ""),
        )
        for item, line in zip(there, lines(there, asof), strict=True)
    ]


def cells(row: Row) -> tuple:
    """One row under HEADS."""
    line = row.line
    return (
        line.number,
        line.words,
        line.owner,
        line.agency,
        line.first_date,
        line.date_now,
        line.word,
        line.lateness,
        row.decision,
        row.meeting,
        wording.day(row.meeting_day),
        row.agenda_item,
        row.concern,
    )
