"""Which Boards are there, when do they meet, and what do they decide?"""

from datetime import date, time

from django.db import models
from django.db.models import F, Q

from boards.querysets import BoardQuerySet, DecisionQuerySet, MeetingQuerySet
from notices.models import Notice
from records.models import LedgerRow, ledger_constraints, ledger_index


class Board(models.Model):
    """A body that meets and decides: the Improvement Board, or the Local Safeguarding Children Board."""

    class Kind(models.TextChoices):
        IMPROVEMENT = "improvement", "Improvement Board"
        LSCB = "lscb", "Local Safeguarding Children Board"

    notice = models.ForeignKey(Notice, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=20, choices=Kind)
    name = models.CharField(max_length=120)

    objects = BoardQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["notice", "kind"], name="one_board_of_a_kind")]

    def __str__(self) -> str:
        return self.name


class Meeting(models.Model):
    """One meeting of a Board, by its number. Its day, and whether it was held, stand in MeetingDay."""

    board = models.ForeignKey(Board, on_delete=models.PROTECT, related_name="meetings")
    number = models.PositiveIntegerField()

    objects = MeetingQuerySet.as_manager()

    # What MeetingQuerySet.with_day and with_timetable annotate; no columns.
    day: date
    state: str
    day_reason: str
    starts: time | None
    ends: time | None
    place: str
    data_days: int | None
    updates_days: int | None
    papers_days: int | None

    class Meta:
        ordering = ["number"]
        constraints = [models.UniqueConstraint(fields=["board", "number"], name="one_meeting_per_number")]

    def __str__(self) -> str:
        return f"meeting {self.number}"


class MeetingDay(LedgerRow):
    """What is said of a meeting's day: planned for, moved to, held on, or cancelled; from when to when, in London's time, and
    where, as far as that is known. Once held, the day stands."""

    class State(models.TextChoices):
        PLANNED = "planned", "Planned"
        HELD = "held", "Held"
        CANCELLED = "cancelled", "Cancelled"

    parent_name = "meeting"
    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="days")
    day = models.DateField()
    starts = models.TimeField(null=True)
    ends = models.TimeField(null=True)
    place = models.CharField(max_length=200, blank=True)
    state = models.CharField(max_length=20, choices=State)
    reason = models.TextField(blank=True)

    class Meta:
        indexes = [ledger_index("meeting", "meeting_day")]
        constraints = [
            *ledger_constraints("meeting", "meeting_day"),
            models.CheckConstraint(
                condition=Q(number=1) | ~Q(state="planned") | ~Q(reason=""), name="a_meeting_is_moved_with_a_reason"
            ),
            models.CheckConstraint(
                condition=~Q(state="cancelled") | ~Q(reason=""), name="a_meeting_is_cancelled_with_a_reason"
            ),
            models.CheckConstraint(
                condition=Q(ends=None) | Q(starts__isnull=False, ends__gt=F("starts")),
                name="a_meeting_ends_after_it_starts",
            ),
        ]


class MeetingTimetable(LedgerRow):
    """What was agreed for one meeting instead of the usual timetable: by when figures, updates and papers are due, each in
    working days before its day, and why. A meeting without a row has the usual one (boards/rounds.py)."""

    parent_name = "meeting"
    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="timetables", db_index=False)
    data_days = models.PositiveSmallIntegerField()
    updates_days = models.PositiveSmallIntegerField()
    papers_days = models.PositiveSmallIntegerField()
    reason = models.TextField()

    class Meta:
        indexes = [ledger_index("meeting", "meeting_timetable")]
        constraints = [
            *ledger_constraints("meeting", "meeting_timetable"),
            models.CheckConstraint(condition=~Q(reason=""), name="a_timetable_is_changed_with_a_reason"),
            models.CheckConstraint(
                condition=Q(data_days__gte=F("updates_days")) & Q(updates_days__gte=F("papers_days")),
                name="figures_then_updates_then_papers",
            ),
        ]


class Decision(LedgerRow):
    """One decision of a Board, numbered within it. Counts from the day of its meeting or, between meetings, the day it was taken.

    It may replace an earlier decision and never changes one; rows that it settles point at it, it points at none of them.
    `source` says from which document it is known, where the Board that took it keeps its own minutes elsewhere.
    """

    class Kind(models.TextChoices):
        DATES = "dates", "Dates of items"
        INDICATORS = "indicators", "Indicators and milestones agreed"
        PLAN = "plan", "Improvement plan agreed"
        ADOPTION_PLAN = "adoption_plan", "Adoption plan agreed"
        AUDITS = "audits", "Audit programme agreed"
        STANDARDS = "standards", "Oversight standards agreed"
        TARGET = "target", "Target or standard set"
        JUDGEMENTS = "judgement", "Measures judged"
        CONDITION = "condition", "Condition of the notice met"
        TIMESCALES = "timescales", "Revised timescales agreed"
        MINUTES = "minutes", "Minutes confirmed"
        QUORUM = "quorum", "Quorum agreed"
        OTHER = "other", "Other"

    parent_name = "board"
    board = models.ForeignKey(Board, on_delete=models.PROTECT, related_name="decisions")
    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, null=True, related_name="decisions")
    kind = models.CharField(max_length=20, choices=Kind)
    words = models.TextField()
    source = models.TextField(blank=True)
    replaces = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="replacements")

    objects = DecisionQuerySet.as_manager()

    class Meta:
        indexes = [ledger_index("board", "decision"), models.Index(F("replaces"), name="decision_replaces")]
        constraints = [
            *ledger_constraints("board", "decision"),
            models.CheckConstraint(condition=~Q(words=""), name="a_decision_has_words"),
        ]

    def __str__(self) -> str:
        return f"decision {self.number}"
