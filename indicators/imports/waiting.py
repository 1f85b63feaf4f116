"""Which files of figures are not read yet, and which that were said yes to are not recorded? Each is claimed by one worker."""

import logging
import tempfile
from collections.abc import Callable
from datetime import timedelta
from functools import partial
from io import BytesIO
from typing import Any

from django.db import transaction
from django.db.models import F, Q
from django.utils import timezone

from indicators.imports import applying, asking, facts, staging
from indicators.imports.applying import Overtaken, open_stored
from indicators.imports.comparing import compare
from indicators.imports.staging import stage
from indicators.models import FigureFile
from records import audit, clock, files
from records.file_kinds import pieces
from records.limited import BrokenOff, Unreadable
from records.models import StoredFile
from records.refusal import Refused
from records.uploads import fingerprint
from records.writing import writing

logger = logging.getLogger(__name__)
CLAIM_LASTS = timedelta(minutes=3)  # after the last rows were counted
MOST_ATTEMPTS = 3
BROKEN_OFF = (
    "Work on it was broken off three times. Send the figures in smaller files; if that does not help, tell whoever runs the "
    "service."
)
GONE = "The stored file cannot be read any more. Send it again."


def read_waiting() -> int:
    """Read every file that waits; returns how many have a preview now. Safe to run twice and in parallel, and after a kill: a
    claim that has been silent for three minutes is offered again. What was broken off three times rests as failed."""
    return _each(Q(preview__isnull=True) | Q(preview__again=True), _read)


def record_confirmed() -> int:
    """Record every file that was said yes to, each whole or not at all; returns how many. Safe likewise."""
    return _each(Q(confirmed_at__isnull=False), _record)


def _each(waits: Q, act: Callable[[FigureFile], int]) -> int:
    waits &= Q(failed="", applied_at=None)
    free = waits & (Q(claimed_at=None) | Q(claimed_at__lt=timezone.now() - CLAIM_LASTS))
    FigureFile.objects.filter(free, attempts__gte=MOST_ATTEMPTS).update(failed=BROKEN_OFF)
    done = 0
    for pk in FigureFile.objects.filter(free, attempts__lt=MOST_ATTEMPTS).order_by("pk").values_list("pk", flat=True):
        claim = FigureFile.objects.filter(free, pk=pk)
        if claim.update(claimed_at=timezone.now(), attempts=F("attempts") + 1):
            row = FigureFile.objects.select_related("notice", "person", "file").get(pk=pk)
            done += _kept(row, act)
    return done


def _kept(row: FigureFile, act: Callable[[FigureFile], int]) -> int:
    """What came of it, or why nothing did, which the page says."""
    try:
        return act(row)
    except BrokenOff:
        logger.warning("reading %s of %s was broken off", row, row.notice)
        FigureFile.objects.filter(pk=row.pk).update(claimed_at=None)
    except (Unreadable, Refused, OSError) as failure:
        logger.info("%s of %s failed: %s", row, row.notice, failure)
        said = GONE if isinstance(failure, OSError) else str(failure)
        FigureFile.objects.filter(pk=row.pk, applied_at=None).update(failed=said)
    return 0


def _read(row: FigureFile) -> int:
    at = clock.now()
    applying.check_member(row, at)
    before = row.preview or {}
    preview: dict[str, Any] = {name: before[name] for name in ("order", "overtaken") if name in before}
    known = facts.facts_of(row.notice, at, order=preview.setdefault("order", ""))
    with open_stored(row.file) as source, tempfile.TemporaryFile() as checked, staging.on_disk(), staging.room():
        read = asking.read(source, known, checked, told=partial(_tell, row), passed=lambda rows: stage(BytesIO(rows)))
        if "ask" in read:
            return _keep(row, preview | {"ask": read["ask"]}, None)
        stored = files.keep_pieces(
            pieces(checked),
            sha256=fingerprint(checked),
            size=checked.seek(0, 2),
            content_type="text/csv",
            scan=StoredFile.Scan.MADE_HERE,
            at=at,
        )
        head = audit.head_number(row.notice.slug)
        with transaction.atomic():
            staging.find()
            found = compare(read, notice=row.notice, at=at)
    kept = {"read": read, "found": found, "facts": facts.digest(known), "head": head}
    return _keep(row, preview | kept, stored)


def _tell(row: FigureFile, rows: int) -> None:
    FigureFile.objects.filter(pk=row.pk).update(rows_read=rows, claimed_at=timezone.now())


def _keep(row: FigureFile, preview: dict[str, Any], checked: StoredFile | None) -> int:
    """Unless somebody who took over the claim was quicker."""
    unread = FigureFile.objects.filter(Q(preview__isnull=True) | Q(preview__again=True), pk=row.pk, failed="")
    return unread.update(preview=preview, checked=checked, claimed_at=None, attempts=0)


def _record(row: FigureFile) -> int:
    try:
        with staging.on_disk(), writing(row.notice.slug) as at:
            return int(applying.record(file=row, at=at) > 0)
    except Overtaken as met:
        again = {"preview": met.preview, "confirmed_at": None, "claimed_at": None, "attempts": 0}
        FigureFile.objects.filter(pk=row.pk, applied_at=None).update(**again)
        return 0
