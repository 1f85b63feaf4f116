"""What does a person keep beside the plan, that is no fact of it? Views of the list, and workbooks sent back."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from notices.models import Notice
from notices.querysets import ScopedQuerySet
from records.models import StoredFile


class SavedView(models.Model):
    """A way to look at the list of items that a person keeps under a name: what stands after the ? of its address."""

    notice = models.ForeignKey(Notice, on_delete=models.PROTECT, related_name="+")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=60)
    query = models.CharField(max_length=1000)

    objects = ScopedQuerySet.as_manager()

    class Meta:
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(fields=["notice", "person", "name"], name="one_saved_view_per_name"),
            models.CheckConstraint(condition=~Q(name=""), name="a_saved_view_has_a_name"),
        ]

    def __str__(self) -> str:
        return self.name


class Workbook(models.Model):
    """A workbook of the plan that somebody sent back, by its number in the notice, with the `source` of answers for other
    people's items that name none. Read by a job: until then it has no `preview` (what it would change, and its faults by row
    and cell) and no `failed`. What is applied is applied once, whole.
    """

    notice = models.ForeignKey(Notice, on_delete=models.PROTECT, related_name="+")
    number = models.PositiveIntegerField()
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="+")
    file_name = models.CharField(max_length=255)
    source = models.CharField(max_length=300, blank=True)
    sent_at = models.DateTimeField()
    claimed_at = models.DateTimeField(null=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    rows_read = models.PositiveIntegerField(default=0)
    preview = models.JSONField(null=True)
    failed = models.TextField(blank=True)
    applied_at = models.DateTimeField(null=True)

    objects = ScopedQuerySet.as_manager()

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["notice", "number"], name="one_workbook_per_number"),
            models.CheckConstraint(
                condition=Q(applied_at=None) | Q(preview__isnull=False), name="a_workbook_is_applied_after_its_preview"
            ),
        ]

    def __str__(self) -> str:
        return f"workbook {self.number}"
