"""Which signed editions lack their PDF? Each is claimed by one drawer, drawn from its photograph, and stored once."""

import logging
from datetime import timedelta

from django.db import transaction
from django.db.models import F, Q
from django.utils import timezone

from records import files
from records.models import StoredFile
from reports.drawing import pdf_html
from reports.models import Edition, Production
from reports.pdf import USUAL, Limits, PdfFailed, render

logger = logging.getLogger(__name__)
CLAIM_LASTS = timedelta(minutes=5)
MOST_ATTEMPTS = 3
KILLED = "The process that drew it was stopped each time."
NOT_STORED = "It was drawn and could not be stored. Is the disk full?"


def draw_waiting(*, limits: Limits = USUAL) -> int:
    """Draw every edition that waits; returns how many are ready now. Safe to run twice and in parallel, and after a kill:
    a claim five minutes old is offered again, and the same photograph gives the same bytes. A drawing that failed or was
    killed three times rests as failed, with the reason, and the edition stays readable as a page."""
    drawn = 0
    Production.objects.filter(_gone(), attempts__gte=MOST_ATTEMPTS).update(
        state=Production.State.FAILED, claimed_at=None, error=KILLED
    )
    for pk in Production.objects.filter(_free()).order_by("pk").values_list("pk", flat=True):
        claimed = Production.objects.filter(_free(), pk=pk).update(
            state=Production.State.WORKING, claimed_at=timezone.now(), attempts=F("attempts") + 1
        )
        if claimed:
            drawn += _draw(pk, limits)
    return drawn


def _draw(pk: int, limits: Limits) -> int:
    edition = Edition.objects.select_related("photograph", "signature", "report").get(production=pk)
    try:
        content = render(pdf_html(edition), limits=limits)
        at = timezone.now()
        with transaction.atomic():
            stored = files.keep(content, content_type="application/pdf", scan=StoredFile.Scan.MADE_HERE, at=at)
            Production.objects.filter(pk=pk).update(state=Production.State.READY, file=stored, error="")
    except (PdfFailed, OSError) as failure:
        logger.warning("edition %s of report %s was not drawn: %s", edition.number, edition.report_id, failure)
        reason = str(failure) if isinstance(failure, PdfFailed) else NOT_STORED
        # Somebody who took over the claim may have finished meanwhile: what is ready stays ready.
        Production.objects.filter(pk=pk, state=Production.State.WORKING).update(
            state=Production.State.FAILED, claimed_at=None, error=reason
        )
        return 0
    return 1


def _free() -> Q:
    """Waiting; or failed, or left behind by its drawer, and not yet three times."""
    again = (Q(state=Production.State.FAILED) | _gone()) & Q(attempts__lt=MOST_ATTEMPTS)
    return Q(state=Production.State.WAITING) | again


def _gone() -> Q:
    """Held by a drawer that has not been heard of for five minutes."""
    return Q(state=Production.State.WORKING, claimed_at__lt=timezone.now() - CLAIM_LASTS)
