"""The notice taken apart: what it rests on, asks for and threatens; the bodies and people around it."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from accounts.policy import Role
from notices.notice_file import DeadlineKind, DecidedBy, Force, ThemeKind
from notices.querysets import MembershipQuerySet, NoticeQuerySet, ScopedQuerySet


class Notice(models.Model):
    """An Improvement Notice as issued to one council. Its slug names its pages and its audit chain."""

    slug = models.SlugField(max_length=60, unique=True)
    council = models.CharField(max_length=120)
    title = models.CharField(max_length=200)
    issuer = models.CharField(max_length=120)
    issued_on = models.DateField()
    issued_on_assumed = models.BooleanField()
    issued_on_reason = models.TextField(blank=True)
    source = models.TextField(blank=True)
    licence = models.TextField(blank=True)
    text = models.TextField()
    stake_reference = models.CharField(max_length=20)
    stake = models.TextField()
    board_name = models.CharField(max_length=120)
    board_aliases = models.JSONField(default=list)
    file_sha256 = models.CharField(max_length=64)
    loaded_at = models.DateTimeField()

    objects = NoticeQuerySet.as_manager()

    def __str__(self) -> str:
        return self.title


class Basis(models.Model):
    """A document that the notice rests on."""

    notice = models.ForeignKey(Notice, on_delete=models.PROTECT, related_name="bases")
    number = models.PositiveIntegerField()
    title = models.TextField()
    dated_on = models.DateField()
    note = models.TextField(blank=True)

    objects = ScopedQuerySet.as_manager()

    class Meta:
        ordering = ["number"]
        constraints = [models.UniqueConstraint(fields=["notice", "number"], name="one_basis_per_number")]

    def __str__(self) -> str:
        return self.title


class Recommendation(models.Model):
    """One recommendation of a basis, in its own words. None stored means none loaded, never that there were none."""

    basis = models.ForeignKey(Basis, on_delete=models.PROTECT, related_name="recommendations")
    reference = models.CharField(max_length=20)
    words = models.TextField()
    time_band = models.CharField(max_length=60, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["basis", "reference"], name="one_recommendation_per_reference")]

    def __str__(self) -> str:
        return self.reference


class Theme(models.Model):
    """A heading of the notice. Only paragraphs under headings of kind `measures` are judged by the Board."""

    notice = models.ForeignKey(Notice, on_delete=models.PROTECT, related_name="themes")
    position = models.PositiveIntegerField()
    code = models.CharField(max_length=10)
    heading = models.CharField(max_length=200)
    heading_is_ours = models.BooleanField()
    kind = models.CharField(max_length=20, choices=[(kind.value, kind.value) for kind in ThemeKind])

    objects = ScopedQuerySet.as_manager()

    class Meta:
        ordering = ["position"]
        constraints = [models.UniqueConstraint(fields=["notice", "code"], name="one_theme_per_code")]

    def __str__(self) -> str:
        return self.heading


class Measure(models.Model):
    """A paragraph of the notice, verbatim. Called "notice measure" where it could be taken for an indicator."""

    notice = models.ForeignKey(Notice, on_delete=models.PROTECT, related_name="measures")
    theme = models.ForeignKey(Theme, on_delete=models.PROTECT, related_name="measures")
    position = models.PositiveIntegerField()
    code = models.CharField(max_length=10)
    words = models.TextField()

    objects = ScopedQuerySet.as_manager()

    class Meta:
        ordering = ["position"]
        constraints = [models.UniqueConstraint(fields=["notice", "code"], name="one_measure_per_code")]

    def __str__(self) -> str:
        return self.code

    @property
    def is_judged(self) -> bool:
        return self.theme.kind == ThemeKind.MEASURES


class Requirement(models.Model):
    """One obligation that can be evidenced on its own, with the notice's words. Its state is derived, never stored."""

    notice = models.ForeignKey(Notice, on_delete=models.PROTECT, related_name="requirements")
    measure = models.ForeignKey(Measure, on_delete=models.PROTECT, related_name="requirements")
    position = models.PositiveIntegerField()
    reference = models.CharField(max_length=20)
    statement = models.TextField()
    quotes = models.JSONField()
    force = models.CharField(max_length=20, choices=[(force.value, force.value) for force in Force])
    deadline_kind = models.CharField(max_length=40, choices=[(kind.value, kind.value) for kind in DeadlineKind])
    deadline_on = models.DateField(null=True)
    deadline_condition = models.TextField(blank=True)
    agreed_by = models.JSONField(default=list)
    decided_by = models.CharField(max_length=20, blank=True, choices=[(kind.value, kind.value) for kind in DecidedBy])
    reported_to = models.JSONField(default=list)
    evidence = models.TextField()
    proof = models.JSONField(default=list)
    whole_plan = models.BooleanField(default=False)
    indicator_codes = models.JSONField(default=list)
    acts_of = models.CharField(max_length=60, blank=True)

    objects = ScopedQuerySet.as_manager()

    class Meta:
        ordering = ["position"]
        constraints = [models.UniqueConstraint(fields=["notice", "reference"], name="one_requirement_per_reference")]

    def __str__(self) -> str:
        return self.reference


class ReportingPoint(models.Model):
    """A month in which Ministers are informed of progress; `on` is its last day."""

    notice = models.ForeignKey(Notice, on_delete=models.PROTECT, related_name="reporting_points")
    requirement = models.ForeignKey(Requirement, on_delete=models.PROTECT, related_name="reporting_points")
    on = models.DateField()
    words = models.TextField()
    given_outside = models.TextField(blank=True)

    objects = ScopedQuerySet.as_manager()

    class Meta:
        ordering = ["on"]
        constraints = [models.UniqueConstraint(fields=["notice", "on"], name="one_reporting_point_per_month")]

    def __str__(self) -> str:
        return f"{self.on:%B %Y}"


class Review(models.Model):
    """A review of progress that the Department holds; `on` is the last day of its month. One that the notice does not list was
    added later (`added_at`): it is of no requirement, and says where it is known from."""

    notice = models.ForeignKey(Notice, on_delete=models.PROTECT, related_name="reviews")
    requirement = models.ForeignKey(Requirement, on_delete=models.PROTECT, null=True, related_name="reviews")
    kind = models.CharField(max_length=20)
    on = models.DateField()
    words = models.TextField()
    source = models.TextField(blank=True)
    added_at = models.DateTimeField(null=True)

    objects = ScopedQuerySet.as_manager()

    class Meta:
        ordering = ["on"]
        constraints = [
            models.UniqueConstraint(fields=["notice", "on"], name="one_review_per_month"),
            models.CheckConstraint(
                condition=Q(requirement__isnull=False, added_at=None)
                | (Q(requirement=None, added_at__isnull=False) & ~Q(source="")),
                name="a_review_is_of_the_notice_or_says_its_source",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.on:%B %Y}"


class ContextSentence(models.Model):
    """Words of the notice that require nothing, and why they do not: so that no sentence is lost."""

    notice = models.ForeignKey(Notice, on_delete=models.PROTECT, related_name="context_sentences")
    position = models.PositiveIntegerField()
    quote = models.TextField()
    reason = models.TextField()

    class Meta:
        ordering = ["position"]

    def __str__(self) -> str:
        return self.quote[:60]


class Agency(models.Model):
    """A body that works on the notice: the council, a partner, the LSCB."""

    notice = models.ForeignKey(Notice, on_delete=models.PROTECT, related_name="agencies")
    code = models.SlugField(max_length=30)
    name = models.CharField(max_length=120)
    kind = models.CharField(max_length=20)

    objects = ScopedQuerySet.as_manager()

    class Meta:
        ordering = ["name"]
        verbose_name_plural = "agencies"
        constraints = [models.UniqueConstraint(fields=["notice", "code"], name="one_agency_per_code")]

    def __str__(self) -> str:
        return self.name


class Membership(models.Model):
    """A person's role on a notice from a day to a day (both count), with or without the right to review evidence.

    Never edited: it ends and another begins.
    """

    notice = models.ForeignKey(Notice, on_delete=models.PROTECT, related_name="memberships")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    role = models.CharField(max_length=30, choices=[(role.value, role.label) for role in Role])
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, null=True, related_name="memberships")
    from_on = models.DateField()
    to_on = models.DateField(null=True)
    reviews_evidence = models.BooleanField(default=False)

    objects = MembershipQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(to_on=None) | Q(to_on__gte=F("from_on")), name="a_membership_ends_after_it_begins"
            ),
            models.CheckConstraint(
                condition=Q(reviews_evidence=False) | ~Q(role__in=["scrutiny_member", "dfe_observer"]),
                name="evidence_is_reviewed_by_working_members",
            ),
            models.UniqueConstraint(
                fields=["notice", "person"], condition=Q(to_on=None), name="one_open_membership_per_person"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person_id} {self.role}"

    @property
    def role_label(self) -> str:
        return Role(self.role).label
