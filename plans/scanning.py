"""Which files wait for the virus scanner, and what did it say? A virus is written in the audit log of every notice that has
the file, as evidence or as a paper."""

import logging
from itertools import groupby
from operator import itemgetter

from django.conf import settings
from django.core.cache import cache
from django.db import transaction

from boards.models import PaperVersion
from plans.models import Evidence
from records import audit, files
from records.file_kinds import pieces
from records.models import StoredFile
from records.scanning import NotScanned, find_virus
from records.writing import writing

logger = logging.getLogger(__name__)
# What was stored while there was no scanner is scanned once there is one.
UNSCANNED = (StoredFile.Scan.WAITING, StoredFile.Scan.NOT_SCANNED)
MOST_AT_ONCE = 20
LATER_SECONDS = 600  # after which what could not be scanned is tried again, and the log says so again


def scan_waiting() -> int:
    """Scan what waits, the oldest first; returns how many were answered. Safe to run twice and in parallel: to scan is to
    read, and an answer is written by the one that finds the row still without it. Without a scanner nothing is answered."""
    if not settings.CLAMD:
        return 0
    done = 0
    for stored in _free()[:MOST_AT_ONCE]:
        try:
            stream = files.path_of(stored.sha256).open("rb")
        except OSError as fault:
            _put_off(stored, str(fault))
            continue
        with stream:
            try:
                virus = find_virus(pieces(stream), settings.CLAMD)
            except NotScanned as fault:
                _put_off(stored, str(fault))
                continue
            except OSError as fault:
                if cache.add("scanner-is-down", True, LATER_SECONDS):
                    logger.warning("the virus scanner does not answer, and files wait: %s", fault)
                break
        done += _write_down(stored, virus)
    return done


def _free() -> list[StoredFile]:
    """What waits and was not put off a short while ago."""
    waiting = {_key(row): row for row in StoredFile.objects.filter(scan__in=UNSCANNED).order_by("pk")}
    put_off = cache.get_many(waiting) if waiting else {}
    return [row for key, row in waiting.items() if key not in put_off]


def _put_off(stored: StoredFile, why: str) -> None:
    cache.set(_key(stored), True, LATER_SECONDS)
    logger.warning("file %s could not be scanned and still waits: %s", stored, why)


def _key(stored: StoredFile) -> str:
    return f"scan-{stored.sha256}"


def _write_down(stored: StoredFile, virus: str) -> int:
    state = StoredFile.Scan.INFECTED if virus else StoredFile.Scan.CLEAN
    with transaction.atomic():
        if virus:
            _tell_the_log(stored)
        answered = StoredFile.objects.filter(pk=stored.pk, scan__in=UNSCANNED).update(scan=state)
        if not answered:
            transaction.set_rollback(True)  # another was quicker, and has written it down
    if answered and virus:
        logger.warning("a virus was found in file %s: %s", stored, virus)
    return answered


def _tell_the_log(stored: StoredFile) -> None:
    """In every notice that has the file, of each thing that has it: evidence, papers for the Board."""
    rows = Evidence.objects.filter(file=stored).select_related("notice").order_by("number")
    papers = PaperVersion.objects.filter(file=stored).select_related("paper__item__meeting__board__notice")
    things = [(row.notice.slug, f"evidence {row.reference}") for row in rows]
    for paper in sorted({row.paper for row in papers}, key=lambda paper: paper.pk):
        things.append((paper.item.meeting.board.notice.slug, f"paper {paper.number} for {paper.item}"))
    for slug, of_notice in groupby(sorted(things, key=itemgetter(0)), key=itemgetter(0)):
        with writing(slug) as at:
            for _, thing in of_notice:
                audit.record(slug, at=at, by=None, verb="find_virus", thing=thing, fields={"sha256": stored.sha256})
