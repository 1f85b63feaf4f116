"""How does a mail leave? Claimed by one sender, sent, then marked sent; a claim an hour old is offered again."""

import logging
from datetime import timedelta

from django.core.mail import send_mail
from django.db.models import Q
from django.utils import timezone

from accounts.models import Message

logger = logging.getLogger(__name__)
CLAIM_LASTS = timedelta(hours=1)


def send_waiting() -> int:
    """Send every unsent message that nobody holds. Returns how many were sent. Safe to run twice and in parallel:
    the claim must change exactly one row. A mail that is refused is left for the next hour and logged without its text; the
    others wait for the next call, so that a mail server that does not answer holds up the caller once, not once a mail."""
    sent = 0
    for pk in Message.objects.filter(_free()).order_by("composed_at").values_list("pk", flat=True):
        if not Message.objects.filter(_free(), pk=pk).update(claimed_at=timezone.now()):
            continue
        message = Message.objects.select_related("person").get(pk=pk)
        try:
            send_mail(message.subject, message.body, None, [message.person.email])
        except OSError:
            logger.exception("message %s could not be sent", pk)
            return sent
        Message.objects.filter(pk=pk).update(sent_at=timezone.now())
        sent += 1
    return sent


def _free() -> Q:
    return Q(sent_at=None) & (Q(claimed_at=None) | Q(claimed_at__lt=timezone.now() - CLAIM_LASTS))
