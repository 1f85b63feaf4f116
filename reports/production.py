"""Which signed editions and circulated packs lack their PDF? Each is claimed by one drawer, drawn, and stored once."""

import hashlib
import io
import logging
from collections.abc import Iterator
from datetime import timedelta
from functools import partial
from typing import IO, Any

from django.db import transaction
from django.db.models import F, Q
from django.utils import timezone

from records import files
from records.models import StoredFile
from reports import pack_pdf
from reports.drawing import pdf_html
from reports.models import Edition, Production
from reports.pdf import USUAL, Limits, PdfFailed, render

logger = logging.getLogger(__name__)
CLAIM_LASTS = timedelta(minutes=5)
MOST_ATTEMPTS = 3
PIECE = 1024 * 1024
KILLED = "The process that drew it was stopped each time."
NOT_STORED = "It was drawn and could not be stored. Is the disk full?"


def draw_waiting(*, limits: Limits = USUAL) -> int:
    """Draw whatever waits; returns how many are ready now. Safe to run twice and in parallel, and after a kill: a claim five
    minutes old is offered again, and the same photograph gives the same bytes. A drawing that failed or was killed three times
    rests as failed, with the reason, and what it draws stays readable as a page."""
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
    production = Production.objects.select_related("circulation").get(pk=pk)
    pages: dict[str, Any] = {}
    try:
        if production.edition_id:
            made = _edition(production.edition_id, limits)
        else:
            made, pages = pack_pdf.draw(production, partial(_has_come_to, pk), limits=limits)
        with made, transaction.atomic():
            stored = _stored(made)
            Production.objects.filter(pk=pk).update(
                state=Production.State.READY, file=stored, pages=pages, done=F("parts"), error=""
            )
    except (PdfFailed, OSError) as failure:
        logger.warning("production %s was not drawn: %s", pk, failure)
        reason = str(failure) if isinstance(failure, PdfFailed) else NOT_STORED
        # Somebody who took over the claim may have finished meanwhile: what is ready stays ready.
        Production.objects.filter(pk=pk, state=Production.State.WORKING).update(
            state=Production.State.FAILED, claimed_at=None, error=reason
        )
        return 0
    return 1


def _edition(pk: int, limits: Limits) -> IO[bytes]:
    edition = Edition.objects.select_related("photograph", "signature", "report").get(pk=pk)
    return io.BytesIO(render(pdf_html(edition), limits=limits))


def _has_come_to(pk: int, done: int, parts: int) -> None:
    """Says how far a drawing is; and with it that its drawer is still at work."""
    working = Production.objects.filter(pk=pk, state=Production.State.WORKING)
    working.update(done=done, parts=parts, claimed_at=timezone.now())


def _stored(made: IO[bytes]) -> StoredFile:
    digest, size = hashlib.sha256(), 0
    for piece in _pieces(made):
        digest.update(piece)
        size += len(piece)
    given: dict[str, Any] = {"content_type": "application/pdf", "scan": StoredFile.Scan.MADE_HERE, "at": timezone.now()}
    return files.keep_pieces(_pieces(made), sha256=digest.hexdigest(), size=size, **given)


def _pieces(made: IO[bytes]) -> Iterator[bytes]:
    made.seek(0)
    while piece := made.read(PIECE):
        yield piece


def is_given_up(production: Production) -> bool:
    """It failed as often as it may, and is not tried again by itself."""
    return production.state == Production.State.FAILED and production.attempts >= MOST_ATTEMPTS


def _free() -> Q:
    """Waiting; or failed, or left behind by its drawer, and not yet three times."""
    again = (Q(state=Production.State.FAILED) | _gone()) & Q(attempts__lt=MOST_ATTEMPTS)
    return Q(state=Production.State.WAITING) | again


def _gone() -> Q:
    """Held by a drawer that has not been heard of for five minutes."""
    return Q(state=Production.State.WORKING, claimed_at__lt=timezone.now() - CLAIM_LASTS)
