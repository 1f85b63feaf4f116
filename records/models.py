"""How facts are kept: the audit chain, ledger rows, spent form tokens, stored files, drafts, the demonstration's clock."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from records.querysets import LedgerQuerySet


class AuditChain(models.Model):
    """The lock row and head of one notice's audit chain. Whoever writes in the notice holds it (records/writing.py)."""

    reference = models.CharField(max_length=60, unique=True)
    head_number = models.PositiveBigIntegerField(default=0)
    head_hash = models.CharField(max_length=64, default="0" * 64)
    head_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.reference} at {self.head_number}"


class AuditEntry(models.Model):
    """Who did what to which thing when, by plain reference. Holds field names and hashes, never texts; append-only by trigger."""

    chain = models.ForeignKey(AuditChain, on_delete=models.PROTECT, related_name="entries")
    number = models.PositiveBigIntegerField()
    at = models.DateTimeField()
    person = models.CharField(max_length=60)
    verb = models.CharField(max_length=60)
    thing = models.CharField(max_length=120)
    fields = models.JSONField(default=dict)
    previous_hash = models.CharField(max_length=64)
    hash = models.CharField(max_length=64)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["chain", "number"], name="one_audit_entry_per_number")]

    def __str__(self) -> str:
        return f"{self.number} {self.verb} {self.thing}"


class SpentToken(models.Model):
    """A form that has been sent once: the same form again gets the same answer, another body under its token is refused."""

    token = models.UUIDField(unique=True)
    person = models.CharField(max_length=60)
    body_sha256 = models.CharField(max_length=64)
    location = models.CharField(max_length=500)
    spent_at = models.DateTimeField()

    def __str__(self) -> str:
        return str(self.token)


class LedgerRow(models.Model):
    """A fact about a parent: appended, never changed. Counts from a London day; recorded at an instant.

    Concrete ledgers name their parent in `parent_name` and take `ledger_constraints(...)`.
    """

    number = models.PositiveIntegerField()
    counts_on = models.DateField()
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    objects = LedgerQuerySet.as_manager()
    parent_name: str

    class Meta:
        abstract = True


def ledger_constraints(parent: str, name: str) -> list[models.BaseConstraint]:
    """One row per number within the parent; the number starts at 1."""
    return [
        models.UniqueConstraint(fields=[parent, "number"], name=f"{name}_is_numbered_once"),
        models.CheckConstraint(condition=Q(number__gte=1), name=f"{name}_number_starts_at_one"),
    ]


def ledger_index(parent: str, name: str) -> models.Index:
    """The order in which ledgers are read: what counts latest first, then what was recorded latest."""
    return models.Index(
        F(parent), F("counts_on").desc(), F("recorded_at").desc(), F("number").desc(), name=f"{name}_latest"
    )


class StoredFile(models.Model):
    """Bytes kept once, by their SHA-256. Write-once; served only through a permission check.

    `scan` is what a virus scanner said of them, which is not known at first; what is infected is never served.
    """

    class Scan(models.TextChoices):
        MADE_HERE = "made_here", "made by this product"
        NOT_SCANNED = "not_scanned", "not scanned: no scanner is set up"
        WAITING = "waiting", "waiting for the virus scanner"
        CLEAN = "clean", "scanned, nothing found"
        INFECTED = "infected", "a virus was found"

    sha256 = models.CharField(max_length=64, unique=True)
    size = models.PositiveBigIntegerField()
    content_type = models.CharField(max_length=100)
    scan = models.CharField(max_length=20, choices=Scan)
    stored_at = models.DateTimeField()

    def __str__(self) -> str:
        return self.sha256[:12]


class Draft(models.Model):
    """What a person has typed and not yet sent, kept word for word until they send it. Never a fact."""

    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    reference = models.CharField(max_length=60)
    form = models.CharField(max_length=120)
    text = models.JSONField(default=dict)
    saved_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["person", "reference", "form"], name="one_draft_per_person_and_form")
        ]

    def __str__(self) -> str:
        return self.form


class DemonstrationClock(models.Model):
    """Where a demonstration's now starts, and the machine instant at which that was said. At most one row; its presence makes
    the whole database a demonstration. Only the loader of an empty database makes it; moving forward is its only write."""

    only = models.BooleanField(default=True, unique=True)
    instant = models.DateTimeField()
    set_at = models.DateTimeField()

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(only=True), name="there_is_one_demonstration_clock")]

    def __str__(self) -> str:
        return self.instant.isoformat()
