"""The work of drawing a PDF, as a row that lacks its result."""

from django.db import models
from django.db.models import Q

from records.models import StoredFile
from reports.models.editions import Edition
from reports.models.packs import Circulation


class Production(models.Model):
    """The drawing of a PDF, of an edition or of a pack: waiting, working, ready or failed. The row is the queue; `file` is the
    result. A pack is drawn twice, whole and, where it has closed items, without them (`open_only`); `pages` says on which page
    each of its parts begins and ends, and `done` of `parts` how far it is."""

    class State(models.TextChoices):
        WAITING = "waiting", "Waiting"
        WORKING = "working", "Being produced"
        READY = "ready", "Ready"
        FAILED = "failed", "Failed"

    edition = models.OneToOneField(Edition, on_delete=models.PROTECT, null=True, related_name="production")
    circulation = models.ForeignKey(Circulation, on_delete=models.PROTECT, null=True, related_name="productions")
    open_only = models.BooleanField(default=False)
    state = models.CharField(max_length=20, choices=State, default=State.WAITING)
    claimed_at = models.DateTimeField(null=True)
    attempts = models.PositiveIntegerField(default=0)
    error = models.TextField(blank=True)
    file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, null=True, related_name="+")
    pages = models.JSONField(default=dict)
    done = models.PositiveSmallIntegerField(default=0)
    parts = models.PositiveSmallIntegerField(default=0)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(edition__isnull=False, circulation=None) | Q(edition=None, circulation__isnull=False),
                name="an_edition_or_a_pack_is_drawn",
            ),
            models.UniqueConstraint(fields=["circulation", "open_only"], name="a_pack_is_drawn_once_for_each_reader"),
            models.CheckConstraint(
                condition=Q(state="ready", file__isnull=False) | (~Q(state="ready") & Q(file=None)),
                name="only_a_ready_one_has_its_file",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.edition_id} {self.state}"
