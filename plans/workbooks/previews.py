"""Which workbooks that came back are not read yet? Each is claimed by one reader, read in a child, and compared once."""

import logging
from datetime import timedelta
from typing import Any

from django.db.models import F, Q
from django.utils import timezone

from accounts.policy import Permission, Role, allows
from notices.models import Membership
from plans.models import Workbook
from plans.workbooks.applying import reader_of
from plans.workbooks.archives import Unreadable
from plans.workbooks.asking import BrokenOff, ask
from plans.workbooks.columns import letter
from plans.workbooks.comparing import compare
from records import clock, files
from records.clock import london_day

logger = logging.getLogger(__name__)
CLAIM_LASTS = timedelta(minutes=2)  # after the last rows were counted
MOST_ATTEMPTS = 3
BROKEN_OFF = (
    "Reading it was broken off three times. A workbook of the plan takes less time and memory: send the one that was downloaded, "
    "filled in. If that does not help, tell whoever runs the service."
)
GONE = "The stored file cannot be read any more. Send it again."
NO_MEMBER = "Whoever sent it may not update items of this notice any more."


def read_waiting() -> int:
    """Read every workbook that waits; returns how many have a preview now. Safe to run twice and in parallel, and after a
    kill: a claim that has been silent for two minutes is offered again. One that was broken off three times rests as failed."""
    read = 0
    Workbook.objects.filter(_unclaimed(), attempts__gte=MOST_ATTEMPTS).update(failed=BROKEN_OFF)
    for pk in Workbook.objects.filter(_free()).order_by("pk").values_list("pk", flat=True):
        claimed = Workbook.objects.filter(_free(), pk=pk).update(
            claimed_at=timezone.now(), attempts=F("attempts") + 1, rows_read=0
        )
        if claimed:
            read += _read(pk)
    return read


def _read(pk: int) -> int:
    workbook = Workbook.objects.select_related("notice", "person", "file").get(pk=pk)
    unread = Workbook.objects.filter(_waiting(), pk=pk)  # somebody who took over the claim may have been quicker
    try:
        preview = _preview(workbook)
    except BrokenOff:
        logger.warning("reading workbook %s of %s was broken off", workbook.number, workbook.notice)
        unread.update(claimed_at=None)
        return 0
    except (Unreadable, OSError) as failure:
        logger.info("workbook %s of %s was not read: %s", workbook.number, workbook.notice, failure)
        unread.update(failed=str(failure) if isinstance(failure, Unreadable) else GONE)
        return 0
    return unread.update(preview=preview)


def _preview(workbook: Workbook) -> dict[str, Any]:
    at = clock.now()
    member = Membership.objects.on(london_day(at)).filter(person=workbook.person, notice=workbook.notice).first()
    if member is None or not allows(Role(member.role), Permission.UPDATE_ITEM):
        raise Unreadable(NO_MEMBER)
    sheet = _sheet(workbook)
    reader = reader_of(workbook, for_others=allows(Role(member.role), Permission.UPDATE_ON_BEHALF), at=at)
    return {"sheet": sheet, "found": compare(sheet, notice=workbook.notice, reader=reader, at=at)}


def _sheet(workbook: Workbook) -> dict[str, Any]:
    """What stands in the file, row by row; how far it has come is told on the way."""
    sheet: dict[str, Any] = {"rows": []}
    for message in ask(files.read(workbook.file)):
        if "heads" in message:
            heads = message["heads"]
            letters = {key: letter(number + 1) for key, number in heads["at"].items()}
            sheet |= {"letters": letters} | {name: heads[name] for name in ("row", "faults", "ignored")}
        elif message.get("rows"):
            sheet["rows"] += message["rows"]
            Workbook.objects.filter(pk=workbook.pk).update(rows_read=len(sheet["rows"]), claimed_at=timezone.now())
    return sheet


def _waiting() -> Q:
    return Q(preview__isnull=True, failed="", applied_at=None)


def _free() -> Q:
    return _unclaimed() & Q(attempts__lt=MOST_ATTEMPTS)


def _unclaimed() -> Q:
    return _waiting() & (Q(claimed_at=None) | _silent())


def _silent() -> Q:
    return Q(claimed_at__lt=timezone.now() - CLAIM_LASTS)
