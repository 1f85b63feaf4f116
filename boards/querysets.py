"""When does a Board meet, and which of its decisions hold?"""

from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING, Any, NamedTuple, Self

from django.db import models
from django.db.models import Case, Exists, OuterRef, Subquery, When
from django.db.models.expressions import NegatedExpression

from boards.rounds import Round, forecasts_hold_from, rounds_of
from records import wording
from records.clock import AsOf
from records.querysets import LATEST_FIRST, LedgerQuerySet, visible

if TYPE_CHECKING:
    from notices.models import Notice


class DayHeld(NamedTuple):
    """A meeting as a date control offers it."""

    on: date
    label: str


def held_of(meetings: Iterable[Any]) -> list[DayHeld]:
    """Of meetings with their day and state, those held, newest first."""
    held = (meeting for meeting in meetings if meeting.state == "held")
    newest = sorted(held, key=lambda meeting: (meeting.day, meeting.number), reverse=True)
    return [DayHeld(meeting.day, f"Meeting {meeting.number}, {wording.day(meeting.day)}") for meeting in newest]


class BoardQuerySet(models.QuerySet):
    def for_notice(self, notice: "Notice") -> Self:
        return self.filter(notice=notice)

    def improvement(self) -> Self:
        return self.filter(kind="improvement")


class MeetingQuerySet(models.QuerySet):
    def for_notice(self, notice: "Notice") -> Self:
        return self.filter(board__notice=notice)

    def with_day(self, asof: AsOf) -> Self:
        """Annotates `day`, `state`, `day_reason`, `starts`, `ends` and `place` as they stand; meetings not yet called as of `asof` are
        left out."""
        days: Any = self.model._meta.get_field("days").related_model
        held_first = Case(When(state="held", then=0), default=1)
        rows = days.objects.as_of(asof).filter(meeting=OuterRef("pk")).order_by(held_first, *LATEST_FIRST)
        return self.annotate(
            day=Subquery(rows.values("day")[:1]),
            state=Subquery(rows.values("state")[:1]),
            day_reason=Subquery(rows.values("reason")[:1]),
            **{name: Subquery(rows.values(name)[:1]) for name in ("starts", "ends", "place")},
        ).filter(day__isnull=False)

    def with_timetable(self, asof: AsOf) -> Self:
        """Annotates `data_days`, `updates_days` and `papers_days` where a meeting has another timetable than the usual."""
        changed: Any = self.model._meta.get_field("timetables").related_model
        latest = changed.objects.as_of(asof).filter(meeting=OuterRef("pk")).order_by(*LATEST_FIRST)
        names = ("data_days", "updates_days", "papers_days")
        return self.annotate(**{name: Subquery(latest.values(name)[:1]) for name in names})

    def rounds(self, asof: AsOf) -> list[Round]:
        """The rounds of the Improvement Board as its meetings and their timetables stand, earliest first. One query."""
        return rounds_of(self.of_improvement(asof))

    def of_improvement(self, asof: AsOf) -> list[Any]:
        """The meetings of the Improvement Board with their day and timetable. One query."""
        return list(self.filter(board__kind="improvement").with_day(asof).with_timetable(asof))

    def forecasts_hold_from(self, asof: AsOf) -> date:
        """The first day on which a forecast was made that still counts (boards/rounds.py). One query."""
        return forecasts_hold_from(self.rounds(asof), asof.on)

    def in_order(self, asof: AsOf) -> Self:
        """As `with_day`, earliest day first."""
        return self.with_day(asof).order_by("day", "number")

    def held(self, asof: AsOf) -> Self:
        return self.with_day(asof).filter(state="held").order_by("-day", "-number")

    def days_held(self, asof: AsOf) -> list[DayHeld]:
        """What a date control offers: the meetings held of the Improvement Board, newest first. One query."""
        return held_of(self.filter(board__kind="improvement").held(asof))

    def planned(self, asof: AsOf) -> Self:
        return self.with_day(asof).filter(state="planned").order_by("day", "number")


class DecisionQuerySet(LedgerQuerySet):
    def for_notice(self, notice: "Notice") -> Self:
        return self.filter(board__notice=notice)

    def in_force(self, asof: AsOf) -> Self:
        """Visible decisions that no visible decision replaces."""
        return self.as_of(asof).filter(~Exists(self.model._base_manager.filter(visible(asof), replaces=OuterRef("pk"))))


def settled_by_decision_in_force(asof: AsOf, decisions: models.QuerySet, key: str = "decision") -> NegatedExpression:
    """For rows that point at a decision: that decision is not replaced as of `asof`.

    The row itself counts from the day of its decision, so only the replacement has to be looked for.
    """
    return ~Exists(decisions.model._base_manager.filter(visible(asof), replaces=OuterRef(key)))


class AgendaItemQuerySet(models.QuerySet):
    def for_notice(self, notice: "Notice") -> Self:
        return self.filter(meeting__board__notice=notice)

    def with_terms(self, asof: AsOf) -> Self:
        """Annotates `title`, `purpose`, `minutes`, `owner_id`, `owner_name`, `place`, `closed` and `reason` as they stand, and
        `terms_number`; in the order of the agenda, without what was taken off or was not there yet."""
        return self._with_words(asof).filter(taken_off=False).order_by("place", "number")

    def taken_off(self, asof: AsOf) -> Self:
        """What was taken off, annotated likewise, in the order of numbers."""
        return self._with_words(asof).filter(taken_off=True).order_by("number")

    def _with_words(self, asof: AsOf) -> Self:
        ledger: Any = self.model._meta.get_field("terms").related_model
        newest = ledger.objects.as_of(asof).filter(item=OuterRef("pk")).order_by(*LATEST_FIRST)
        names = ("title", "purpose", "minutes", "owner_id", "place", "closed", "taken_off", "reason")
        return self.annotate(
            terms_number=Subquery(newest.values("number")[:1]),
            owner_name=Subquery(newest.values("owner__name")[:1]),
            **{name: Subquery(newest.values(name)[:1]) for name in names},
        )


class PaperQuerySet(models.QuerySet):
    def for_notice(self, notice: "Notice") -> Self:
        return self.filter(item__meeting__board__notice=notice)


class OfAgendaQuerySet(LedgerQuerySet):
    """Ledgers about an agenda item or a paper."""

    def for_notice(self, notice: "Notice") -> Self:
        way = "item" if self.model.parent_name == "item" else "paper__item"  # type: ignore[attr-defined]  # a ledger
        return self.filter(**{f"{way}__meeting__board__notice": notice})


class OfMeetingQuerySet(LedgerQuerySet):
    def for_notice(self, notice: "Notice") -> Self:
        return self.filter(meeting__board__notice=notice)


class MinutesQuerySet(OfMeetingQuerySet):
    def newest(self, asof: AsOf, *, drafts: bool) -> Self:
        """The newest version of the minutes of each meeting; without `drafts`, the newest that was circulated or confirmed."""
        among = self if drafts else self.exclude(state="draft")
        everywhere = self.model._base_manager.filter(visible(asof), meeting=OuterRef("meeting"))
        later = everywhere if drafts else everywhere.exclude(state="draft")
        return among.as_of(asof).filter(~Exists(later.filter(number__gt=OuterRef("number"))))


class OfBoardQuerySet(LedgerQuerySet):
    def for_notice(self, notice: "Notice") -> Self:
        return self.filter(board__notice=notice)


class OfBallotQuerySet(LedgerQuerySet):
    def for_notice(self, notice: "Notice") -> Self:
        return self.filter(ballot__board__notice=notice)


class OfCorrectionQuerySet(LedgerQuerySet):
    def for_notice(self, notice: "Notice") -> Self:
        return self.filter(correction__meeting__board__notice=notice)
