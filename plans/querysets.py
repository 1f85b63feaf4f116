"""How does every item stand as of two times? The one definition of due now, slips, both truths of overdue, evidenced."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any, Self

from django.db import models
from django.db.models import Case, Count, Exists, F, IntegerField, OuterRef, Q, Subquery, Value, When
from django.db.models.expressions import NegatedExpression
from django.db.models.functions import Coalesce

from boards.querysets import settled_by_decision_in_force
from records.clock import AsOf
from records.querysets import LATEST_FIRST, LedgerQuerySet, visible

if TYPE_CHECKING:
    from notices.models import Notice

# The one definition of open and of overdue, over what with_terms, with_due and with_progress annotate. The due day
# itself is not late. Conditions, so that an aggregate can count by them without working each out twice.
OPEN = Q(withdrawn=False) & ~Q(progress="done")
DONE = Q(withdrawn=False, progress="done")
AGREED = Q(withdrawn__isnull=False)  # has terms, be they that it is withdrawn; the two above have them as well
MOST_ITEMS = 2**31 - 1


def overdue_now(asof: AsOf) -> Q:
    """Late against the date that holds now."""
    return OPEN & Q(due_now__lt=asof.on)


def overdue_first(asof: AsOf) -> Q:
    """Late against the date first agreed, whatever was agreed since."""
    return OPEN & Q(due_on__lt=asof.on)


def ledger_of(model: type[models.Model], field: str) -> type[models.Model]:
    """A sibling ledger by the name of its relation: querysets know no model by import."""
    related: Any = model._meta.get_field(field).related_model
    return related


def rulings_in_force(rulings: type[models.Model], asof: AsOf) -> models.QuerySet:
    """Visible answers to date changes whose decision nothing visible has replaced."""
    return rulings._base_manager.filter(visible(asof)).filter(settled(rulings, asof))


def settled(ledger: type[models.Model], asof: AsOf) -> NegatedExpression:
    """Of rows of a ledger that point at a decision: nothing visible has replaced that decision."""
    return settled_by_decision_in_force(asof, ledger_of(ledger, "decision")._base_manager.all())


class ItemQuerySet(models.QuerySet):
    def for_notice(self, notice: "Notice") -> Self:
        return self.filter(notice=notice)

    def with_terms(self, asof: AsOf) -> Self:
        """Annotates `terms_id` and `withdrawn` from the terms that hold; an item without any as of `asof` is left out.

        Terms settled by a decision that has been replaced no longer count; those before them do again.
        """
        return self.with_terms_if_any(asof).filter(Exists(self._terms_in_force(asof)))

    def with_terms_if_any(self, asof: AsOf) -> Self:
        """As `with_terms`, and leaves no item out: cheaper where OPEN, DONE or AGREED does."""
        held = self._terms_in_force(asof)
        return self.annotate(terms_id=Subquery(held.values("pk")[:1]), withdrawn=Subquery(held.values("withdrawn")[:1]))

    def with_owner_name(self, asof: AsOf) -> Self:
        """Annotates `owner_name` from the terms that hold."""
        return self.annotate(owner_name=Subquery(self._terms_in_force(asof).values("owner__name")[:1]))

    def _terms_in_force(self, asof: AsOf) -> models.QuerySet:
        terms = ledger_of(self.model, "terms")
        held = terms._base_manager.filter(visible(asof), item=OuterRef("pk"))
        return held.filter(Q(decision=None) | settled(terms, asof)).order_by(*LATEST_FIRST)

    def with_due(self, asof: AsOf) -> Self:
        """Annotates `due_now` and `due_now_precision` (the date the Board agreed last, else the first), `moved_on` (the day
        from which that counts, if it was moved) and `slips` (how many agreed rulings have moved it)."""
        moved = rulings_in_force(ledger_of(self.model, "rulings"), asof).filter(
            item=OuterRef("pk"), to_on__isnull=False
        )
        latest = moved.order_by(*LATEST_FIRST)
        counted = moved.order_by().values("item").annotate(many=Count("pk")).values("many")
        return self.annotate(
            due_now=Coalesce(Subquery(latest.values("to_on")[:1]), F("due_on")),
            due_now_precision=Coalesce(Subquery(latest.values("to_precision")[:1]), F("due_precision")),
            moved_on=Subquery(latest.values("counts_on")[:1]),
            slips=Coalesce(Subquery(counted, output_field=IntegerField()), 0),
        )

    def with_progress(self, asof: AsOf) -> Self:
        """Annotates `progress`, `progress_on` and `forecast` from the latest update; not started where there is none."""
        latest = (
            ledger_of(self.model, "updates")
            ._base_manager.filter(visible(asof), item=OuterRef("pk"))
            .order_by(*LATEST_FIRST)
        )
        return self.annotate(
            progress=Coalesce(Subquery(latest.values("progress")[:1]), Value("not_started")),
            progress_on=Subquery(latest.values("counts_on")[:1]),
            forecast=Subquery(latest.values("forecast")[:1]),
        )

    def with_standing(self, asof: AsOf) -> Self:
        """Annotates everything above, `overdue_now` and `overdue_first`, and so gives each item its `standing`. An item
        without terms as of `asof` is left out."""
        return self.with_terms(asof).with_standing_if_any(asof)

    def with_standing_if_any(self, asof: AsOf) -> Self:
        """As `with_standing`, and leaves no item out: cheaper where OPEN, DONE or AGREED does."""
        return (
            self.with_terms_if_any(asof)
            .with_due(asof)
            .with_progress(asof)
            .annotate(
                overdue_now=Case(When(overdue_now(asof), then=True), default=False),
                overdue_first=Case(When(overdue_first(asof), then=True), default=False),
            )
        )

    def with_waiting_change(self, asof: AsOf) -> Self:
        """Annotates `waiting_id`: the date change that waits for the Board's answer, if any."""
        changes: Any = ledger_of(self.model, "date_changes")
        waiting = changes.objects.waiting(asof).filter(item=OuterRef("pk")).order_by(*LATEST_FIRST)
        return self.annotate(waiting_id=Subquery(waiting.values("pk")[:1]))

    def with_evidenced(self, asof: AsOf) -> Self:
        """Annotates `evidenced`: evidence of the item was accepted, and is not out of date. It says nothing of done."""
        evidence: Any = ledger_of(self.model, "evidence")
        return self.annotate(evidenced=Exists(evidence.objects.accepted(asof).filter(item=OuterRef("pk")).order_by()))

    def expected_missing(self, asof: AsOf) -> Self:
        """Items done, or due by this day, of whose expected evidence something is shown by nothing that was accepted."""
        terms: Any = ledger_of(self.model, "terms")
        evidence: Any = ledger_of(self.model, "evidence")
        shown = evidence.objects.accepted(asof).filter(expected=OuterRef("expectedevidence")).order_by()
        not_shown = terms.expected.through._base_manager.filter(~Exists(shown), itemterms=OuterRef("terms_id"))
        stands = self.with_terms_if_any(asof).with_progress(asof).with_due(asof)
        return stands.filter(DONE | (OPEN & Q(due_now__lte=asof.on)), Exists(not_shown))

    def once(self, *annotations: str) -> models.QuerySet:
        """For an aggregate over many items: in no order, with no more than these annotations, each worked out once an item.
        Where the inner query has a limit, databases do not write a subquery out again for every condition that names it."""
        return self.order_by().values("pk", *annotations)[:MOST_ITEMS]

    def open(self, asof: AsOf) -> Self:
        return self.with_terms(asof).with_progress(asof).filter(OPEN)

    def overdue(self, asof: AsOf) -> Self:
        """Items late against the date that holds now."""
        return self.with_terms_if_any(asof).with_progress(asof).with_due(asof).filter(overdue_now(asof))

    def owned_by(self, people: Iterable[models.Model], asof: AsOf) -> Self:
        """Items whose terms in force name one of these people as owner."""
        terms = ledger_of(self.model, "terms")
        return self.with_terms(asof).filter(
            Exists(terms._base_manager.filter(pk=OuterRef("terms_id"), owner__in=people))
        )

    def serving(self, requirements: Iterable[models.Model]) -> Self:
        """Of items with their terms, those whose terms in force serve one of these requirements."""
        terms = ledger_of(self.model, "terms")
        return self.filter(Exists(terms._base_manager.filter(pk=OuterRef("terms_id"), serves__in=requirements)))


class OfItemModelQuerySet(models.QuerySet):
    """Things of an item that are no ledger."""

    def for_notice(self, notice: "Notice") -> Self:
        return self.filter(item__notice=notice)


class OfItemQuerySet(LedgerQuerySet):
    """Rows that say something of an item."""

    def for_notice(self, notice: "Notice") -> Self:
        return self.filter(item__notice=notice)


class DateChangeQuerySet(OfItemQuerySet):
    def waiting(self, asof: AsOf) -> Self:
        """Visible questions without an answer in force, that nobody has taken back."""
        rulings = ledger_of(self.model, "rulings")
        return self.asked_still(asof).filter(~Exists(rulings_in_force(rulings, asof).filter(change=OuterRef("pk"))))

    def asked_still(self, asof: AsOf) -> Self:
        """Visible questions that nobody has taken back."""
        taken_back = ledger_of(self.model, "taken_back")._base_manager.filter(visible(asof), change=OuterRef("pk"))
        return self.as_of(asof).filter(~Exists(taken_back))


class OfDateChangeQuerySet(LedgerQuerySet):
    def for_notice(self, notice: "Notice") -> Self:
        return self.filter(change__item__notice=notice)


class ObjectiveTermsQuerySet(LedgerQuerySet):
    def in_force(self, asof: AsOf) -> Self:
        """Visible terms whose decision, if they have one, nothing visible has replaced."""
        return self.as_of(asof).filter(Q(decision=None) | settled(self.model, asof))


class OfNoticeQuerySet(LedgerQuerySet):
    """Ledgers whose parent is the notice itself."""

    def for_notice(self, notice: "Notice") -> Self:
        return self.filter(notice=notice)


class TermsChangeQuerySet(OfItemQuerySet):
    def waiting(self, asof: AsOf) -> Self:
        """Visible questions without an answer in force, that nobody has taken back."""
        rulings, taken_back = ledger_of(self.model, "rulings"), ledger_of(self.model, "taken_back")
        answered = rulings._base_manager.filter(visible(asof), change=OuterRef("pk")).filter(settled(rulings, asof))
        return self.as_of(asof).filter(
            ~Exists(answered), ~Exists(taken_back._base_manager.filter(visible(asof), change=OuterRef("pk")))
        )


class OfTermsChangeQuerySet(LedgerQuerySet):
    def for_notice(self, notice: "Notice") -> Self:
        return self.filter(change__item__notice=notice)


class PlanAgreementQuerySet(LedgerQuerySet):
    def for_notice(self, notice: "Notice") -> Self:
        return self.filter(plan__notice=notice)


class OfSignalQuerySet(LedgerQuerySet):
    def for_notice(self, notice: "Notice") -> Self:
        return self.filter(signal__indicator__notice=notice)


class JudgementQuerySet(LedgerQuerySet):
    def for_notice(self, notice: "Notice") -> Self:
        return self.filter(measure__notice=notice)

    def in_force(self, asof: AsOf) -> Self:
        """Visible words of the Board whose decision nothing visible has replaced."""
        return self.as_of(asof).filter(settled(self.model, asof))


class AgendaSubjectQuerySet(LedgerQuerySet):
    def for_notice(self, notice: "Notice") -> Self:
        return self.filter(agenda_item__meeting__board__notice=notice)

    def standing(self, asof: AsOf) -> Self:
        """What agenda items are about: the newest row on each thing, unless it says that the thing was taken off again."""
        same = Q()
        for thing in ("item", "indicator", "measure", "concern"):
            same |= Q(**{thing: OuterRef(thing)})  # never of two that are empty
        later = self.model._base_manager.filter(visible(asof), same, agenda_item=OuterRef("agenda_item"))
        newest = self.as_of(asof).filter(~Exists(later.filter(number__gt=OuterRef("number"))))
        return newest.filter(taken_off=False)
