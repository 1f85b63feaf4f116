"""What is before a meeting, in which order, and on which papers?"""

from django.conf import settings
from django.db import models
from django.db.models import Q

from boards.models.meetings import Meeting
from boards.querysets import AgendaItemQuerySet, OfAgendaQuerySet, PaperQuerySet
from records.models import LedgerRow, StoredFile, ledger_constraints, ledger_index


class AgendaItem(models.Model):
    """One item of the agenda of one meeting, by its number, which it keeps wherever it is moved to.

    `rule` names the standing rule that wants it at this meeting (boards/agenda_rules.py); empty for one added by hand. What is
    said of it, and its place, stand in AgendaTerms.
    """

    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="agenda")
    number = models.PositiveIntegerField()
    rule = models.CharField(max_length=40, blank=True)

    objects = AgendaItemQuerySet.as_manager()

    # What AgendaItemQuerySet.with_terms annotates; no columns.
    terms_number: int
    title: str
    purpose: str
    minutes: int | None
    owner_id: int | None
    owner_name: str | None
    place: int
    closed: bool
    reason: str

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["meeting", "number"], name="one_agenda_item_per_number"),
            models.UniqueConstraint(
                fields=["meeting", "rule"], condition=~Q(rule=""), name="a_rule_makes_one_item_of_a_meeting"
            ),
        ]

    def __str__(self) -> str:
        return f"item {self.number} of {self.meeting}"

    @property
    def purpose_words(self) -> str:
        return AgendaTerms.Purpose(self.purpose).label


class AgendaTerms(LedgerRow):
    """What is said of an agenda item: its words, what it is for, how long, who leads it, where it stands among the others;
    whether only the members of the Board read it (`closed`), or that it was taken off, and why."""

    class Purpose(models.TextChoices):
        DECISION = "decision", "For decision"
        DISCUSSION = "discussion", "For discussion"
        INFORMATION = "information", "For information"

    parent_name = "item"
    item = models.ForeignKey(AgendaItem, on_delete=models.PROTECT, related_name="terms", db_index=False)
    title = models.CharField(max_length=200)
    purpose = models.CharField(max_length=20, choices=Purpose)
    minutes = models.PositiveSmallIntegerField(null=True)
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    place = models.PositiveSmallIntegerField()
    closed = models.BooleanField(default=False)
    taken_off = models.BooleanField(default=False)
    reason = models.TextField(blank=True)

    objects = OfAgendaQuerySet.as_manager()

    class Meta:
        indexes = [ledger_index("item", "agenda_terms")]
        constraints = [
            *ledger_constraints("item", "agenda_terms"),
            models.CheckConstraint(condition=~Q(title=""), name="an_agenda_item_has_words"),
            models.CheckConstraint(
                condition=Q(taken_off=False, closed=False) | ~Q(reason=""),
                name="an_item_is_closed_or_taken_off_with_a_reason",
            ),
        ]


class Paper(models.Model):
    """One paper for one agenda item, by its number in it. What it is stands in PaperVersion, the newest last."""

    item = models.ForeignKey(AgendaItem, on_delete=models.PROTECT, related_name="papers")
    number = models.PositiveIntegerField()

    objects = PaperQuerySet.as_manager()

    class Meta:
        ordering = ["number"]
        constraints = [models.UniqueConstraint(fields=["item", "number"], name="one_paper_per_number")]

    def __str__(self) -> str:
        return f"paper {self.number} of {self.item}"


class PaperVersion(LedgerRow):
    """What a paper is: a file that somebody sent, or a `section` that the product draws from the position (by its name, see
    boards/papers.py); or that it was withdrawn, and why. Late is what was recorded after the day on which papers were due,
    and a supplement what was recorded after the pack was circulated: neither is stored."""

    parent_name = "paper"
    paper = models.ForeignKey(Paper, on_delete=models.PROTECT, related_name="versions", db_index=False)
    title = models.CharField(max_length=200)
    file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, null=True, related_name="+")
    file_name = models.CharField(max_length=255, blank=True)
    section = models.CharField(max_length=40, blank=True)
    withdrawn = models.BooleanField(default=False)
    reason = models.TextField(blank=True)

    objects = OfAgendaQuerySet.as_manager()

    class Meta:
        indexes = [ledger_index("paper", "paper_version")]
        constraints = [
            *ledger_constraints("paper", "paper_version"),
            models.CheckConstraint(condition=~Q(title=""), name="a_paper_has_a_title"),
            models.CheckConstraint(
                condition=Q(file__isnull=False, section="") | (Q(file=None) & ~Q(section="")),
                name="a_paper_is_a_file_or_a_section",
            ),
            models.CheckConstraint(
                condition=Q(withdrawn=False) | ~Q(reason=""), name="a_paper_is_withdrawn_with_a_reason"
            ),
        ]


class PaperReading(models.Model):
    """What became of opening a stored PDF in a process that can do little else: its pages, or why it cannot stand in a pack."""

    file = models.OneToOneField(StoredFile, on_delete=models.PROTECT, related_name="+")
    pages = models.PositiveIntegerField(null=True)
    fault = models.TextField(blank=True)
    read_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(pages__isnull=False, fault="") | (Q(pages=None) & ~Q(fault="")),
                name="a_paper_was_read_or_says_why_not",
            ),
            models.CheckConstraint(condition=Q(pages=None) | Q(pages__gte=1), name="a_paper_has_pages"),
        ]

    def __str__(self) -> str:
        return f"{self.file}: {self.pages or self.fault}"
