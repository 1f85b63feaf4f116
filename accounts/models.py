"""People, and what they were told."""

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower


class UserManager(BaseUserManager["User"]):
    def create_user(self, email: str, password: str | None = None, **fields: object) -> "User":
        user = self.model(email=self.normalize_email(email), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def get_by_natural_key(self, email: str | None) -> "User":
        return self.get(email__iexact=email)


class User(AbstractBaseUser):
    """A person who can sign in. What they may do hangs on their memberships of notices, never on this row."""

    email = models.EmailField(unique=True)
    name = models.CharField(max_length=120)
    is_active = models.BooleanField(default=True)

    objects = UserManager()

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS = ["name"]

    class Meta:
        constraints = [models.UniqueConstraint(Lower("email"), name="one_person_per_address")]

    def __str__(self) -> str:
        return self.name

    def get_full_name(self) -> str:
        return self.name


class Message(models.Model):
    """A mail to one person about one notice. Composed in the transaction that tells; sent afterwards, by a job."""

    person = models.ForeignKey(User, on_delete=models.PROTECT, related_name="messages")
    reference = models.CharField(max_length=60)
    subject = models.CharField(max_length=200)
    body = models.TextField()
    composed_at = models.DateTimeField()
    claimed_at = models.DateTimeField(null=True)
    sent_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index(fields=["claimed_at"], condition=Q(sent_at=None), name="message_unsent")]

    def __str__(self) -> str:
        return self.subject


class Telling(models.Model):
    """That we told a person a thing, once: the thing by kind and plain reference ("overdue", "item 14 due 2013-01-31")."""

    person = models.ForeignKey(User, on_delete=models.PROTECT, related_name="tellings")
    reference = models.CharField(max_length=60)
    kind = models.CharField(max_length=40)
    thing = models.CharField(max_length=120)
    told_at = models.DateTimeField()
    message = models.ForeignKey(Message, on_delete=models.PROTECT, related_name="tellings")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person", "reference", "kind", "thing"], name="a_person_is_told_a_thing_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.thing}"
