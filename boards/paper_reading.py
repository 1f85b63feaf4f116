"""Which papers has nobody opened yet? Each is opened once in a child that can do little else, and its pages or its fault kept."""

import logging

from django.db.models import Exists, OuterRef, QuerySet

from boards.models import PaperReading, PaperVersion
from boards.paper_faults import GONE, TOO_LARGE
from records import clock, files, limited
from records.models import StoredFile

logger = logging.getLogger(__name__)
COMMAND = limited.command("boards.paper_child")
WALL_SECONDS = 30
MOST_AT_ONCE = 20
TRIES = 2  # a child that somebody stopped is no fault of the file


def read_waiting(*, command: list[str] = COMMAND, wall_seconds: int = WALL_SECONDS) -> int:
    """Open what waits, the oldest first; returns how many were answered. Safe to run twice, late and in parallel: to open is to
    read, and the first answer stands. What waits for the virus scanner waits here too, and a virus is not opened."""
    done = 0
    for stored in _waiting()[:MOST_AT_ONCE]:
        pages, fault = _read(stored, command, wall_seconds)
        said = {"pages": pages, "fault": fault, "read_at": clock.now()}
        _, created = PaperReading.objects.get_or_create(file=stored, defaults=said)
        done += created
        if fault:
            logger.info("the paper %s cannot stand in a pack: %s", stored, fault)
    return done


def _waiting() -> QuerySet[StoredFile]:
    papers = PaperVersion.objects.filter(file=OuterRef("pk"))
    readings = PaperReading.objects.filter(file=OuterRef("pk"))
    found = StoredFile.objects.filter(Exists(papers), ~Exists(readings), scan__in=files.SERVED)
    return found.order_by("pk")


def _read(stored: StoredFile, command: list[str], wall_seconds: int) -> tuple[int | None, str]:
    for _ in range(TRIES):
        try:
            with files.path_of(stored.sha256).open("rb") as source:
                (last,) = limited.ask(command, source, wall_seconds=wall_seconds)
        except limited.Unreadable as fault:
            return None, str(fault)
        except limited.BrokenOff:
            continue
        except OSError:
            return None, GONE
        return int(last["end"]), ""
    return None, TOO_LARGE
