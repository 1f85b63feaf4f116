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
from reports.pdf import PdfFailed, render

logger = logging.getLogger(__name__)
CLAIM_LASTS = timedelta(minutes=5)
MOST_ATTEMPTS = 3


def draw_waiting() -> int:
    """Draw every edition that waits; returns how many are ready now. Safe to run twice and in parallel, and after a kill:
    a claim five minutes old is offered again, and the same photograph gives the same bytes. A drawing that failed three
    times rests as failed, with the reason, and the edition stays readable as a page."""
    drawn = 0
    for pk in Production.objects.filter(_free()).order_by("pk").values_list("pk", flat=True):
        claimed = Production.objects.filter(_free(), pk=pk).update(
            state=Production.State.WORKING, claimed_at=timezone.now(), attempts=F("attempts") + 1
        )
        if claimed:
            drawn += _draw(pk)
    return drawn


def _draw(pk: int) -> int:
    edition = Edition.objects.select_related("photograph", "signature", "report").get(production=pk)
    try:
        content = render(pdf_html(edition))
    except PdfFailed as failure:
        logger.warning("edition %s of report %s was not drawn: %s", edition.number, edition.report_id, failure)
        Production.objects.filter(pk=pk).update(state=Production.State.FAILED, claimed_at=None, error=str(failure))
        return 0
    with transaction.atomic():
        stored = files.keep(content, content_type="application/pdf", scan=StoredFile.Scan.MADE_HERE, at=timezone.now())
        Production.objects.filter(pk=pk).update(state=Production.State.READY, file=stored, error="")
    return 1


def _free() -> Q:
    """Waiting; failed and not yet three times; or held by a drawer that has not been heard of for five minutes."""
    gone = Q(state=Production.State.WORKING, claimed_at__lt=timezone.now() - CLAIM_LASTS)
    again = Q(state=Production.State.FAILED, attempts__lt=MOST_ATTEMPTS)
    return Q(state=Production.State.WAITING) | again | gone
