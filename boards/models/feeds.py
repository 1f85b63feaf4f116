"""By which address does a person's own calendar read the meetings?"""

from django.db import models

from notices.models import Membership


class FeedKey(models.Model):
    """The secret part of the address of one member's calendar feed. Another takes its place when it is renewed; it opens the
    calendar, which every member may read, and nothing else, and only while the membership holds."""

    membership = models.OneToOneField(Membership, on_delete=models.PROTECT, related_name="+")
    key = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"feed of {self.membership_id}"
