"""How are rows of one notice reached? Only through the notice, and the notice only through a membership of today."""

from datetime import date
from typing import TYPE_CHECKING, Self

from django.db import models
from django.db.models import Q

if TYPE_CHECKING:
    from accounts.models import User
    from notices.models import Notice


class ScopedQuerySet(models.QuerySet):
    """Rows that carry their notice. `for_notice` is the only way in from a view."""

    def for_notice(self, notice: "Notice") -> Self:
        return self.filter(notice=notice)


class NoticeQuerySet(models.QuerySet):
    def open_to(self, person: "User", day: date) -> Self:
        """Notices of which the person is a member on `day`."""
        return self.filter(
            Q(memberships__to_on=None) | Q(memberships__to_on__gte=day),
            memberships__person=person,
            memberships__from_on__lte=day,
        ).distinct()


class MembershipQuerySet(ScopedQuerySet):
    def on(self, day: date) -> Self:
        """Memberships that hold on `day`; the first and the last day count."""
        return self.filter(Q(to_on=None) | Q(to_on__gte=day), from_on__lte=day)
