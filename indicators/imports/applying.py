"""How is a file of figures taken in, said yes to, and recorded? All of it at once or nothing, and as it was shown."""

import hashlib
import json
from datetime import datetime
from typing import IO, Any

from accounts.models import User
from accounts.policy import Permission, Role, allows
from indicators.imports import facts, staging
from indicators.imports.comparing import compare
from indicators.imports.periods import DAY_FIRST, MONTH_FIRST
from indicators.models import FigureFile
from notices.models import Membership, Notice
from records import audit, files, wording
from records.clock import london_day
from records.file_kinds import pieces
from records.ledger import next_number
from records.models import StoredFile
from records.refusal import AskFirst, Refused
from records.uploads import LARGEST_FILE, fingerprint

LONGEST_NAME = 255
OF_FILES = (
    "send_figures",
    "answer_order",
    "confirm_figures",
)  # acts that change no figure: what was shown stands after them
NO_MEMBER = "Whoever sent it may not report figures on this notice any more."


class ShownAnew(Refused):
    """What the file would record is no longer what the page showed (409)."""

    status = 409


class Overtaken(Exception):
    """Between yes and recording something changed. `preview` is what would be recorded now, or that it has to be read anew."""

    def __init__(self, preview: dict[str, Any]) -> None:
        super().__init__()
        self.preview = preview


def send(*, notice: Notice, content: IO[bytes], file_name: str, reason: str = "", by: User, at: datetime) -> FigureFile:
    """Keep a file of figures. Nothing is read yet, and nothing changes: a job reads it (`waiting`). `reason` is why standing
    figures change, for rows that do not say so themselves.

    Refused: an empty file, one of more than 25 MB, one that this person has recorded already.
    """
    size = content.seek(0, 2)
    if not size:
        raise Refused("This file is empty. Send one with figures.", field="file")
    if size > LARGEST_FILE:
        raise Refused("Files may have up to 25 MB. Send the figures in two files.", field="file")
    sha256 = fingerprint(content)
    mine = FigureFile.objects.for_notice(notice).filter(person=by)
    recorded = mine.filter(file__sha256=sha256, applied_at__isnull=False).defer("preview").first()
    if recorded is not None and recorded.applied_at is not None:
        raise Refused(
            f"This file was recorded on {wording.instant(recorded.applied_at)} already. It changes nothing now.",
            field="file",
        )
    stored = files.keep_pieces(
        pieces(content),  # type: ignore[arg-type]  # any stream of bytes that can be read from its beginning
        sha256=sha256,
        size=size,
        content_type="application/octet-stream",
        scan=StoredFile.Scan.NOT_SCANNED,  # it is never given to anybody again; only the child opens it
        at=at,
    )
    number = next_number(FigureFile.objects.for_notice(notice))
    row = FigureFile.objects.create(
        notice=notice,
        number=number,
        person=by,
        file=stored,
        file_name=file_name[-LONGEST_NAME:],
        reason=reason.strip(),
        sent_at=at,
    )
    _audit(row, "send_figures", {"file": sha256, "reason": row.reason}, by=by, at=at)
    return row


def answer_order(*, file: FigureFile, order: str, by: User, at: datetime) -> FigureFile:
    """Say whether in dates like 01/02/2013 the day or the month comes first, in the whole file; it is read again with that."""
    row = _own(file, by)
    if "ask" not in (row.preview or {}):
        raise Refused("Nothing is asked about the dates of this file.")
    if order not in (DAY_FIRST, MONTH_FIRST):
        raise Refused("Say whether the day or the month comes first.", field="order")
    again = {"again": True, "order": order}
    FigureFile.objects.filter(pk=row.pk).update(preview=again, claimed_at=None, attempts=0, rows_read=0)
    _audit(row, "answer_order", {"order": order}, by=by, at=at)
    return row


def shown(found: dict[str, Any]) -> str:
    """What a page showed, in short: the form carries it, so that yes is said to nothing else."""
    return hashlib.sha256(json.dumps(found, sort_keys=True).encode()).hexdigest()[:20]


def confirm(
    *, file: FigureFile, seen: str, by: User, at: datetime, reason: str = "", confirmed: bool = False
) -> FigureFile:
    """Say yes to all that the page showed (`seen`): a job records it. `reason` for the changes that say none themselves.

    Refused: somebody else's file, one that is not read, is recorded or being recorded, has faults or says nothing new; changes
    without a reason; ShownAnew where the page is older. What is unusual is asked about once (AskFirst).
    """
    row = _own(file, by)
    found = (row.preview or {}).get("found")
    if row.applied_at is not None:
        raise Refused(f"This file was recorded on {wording.instant(row.applied_at)} already.")
    if row.confirmed_at is not None:
        raise Refused("This file is being recorded.")
    if found is None:
        raise Refused("This file is not read yet. Wait until it says what would change.")
    if found["many_faults"]:
        raise Refused("Nothing is recorded while anything is wrong. Put it right in the file and send it again.")
    if not found["new"] + found["changed"]:
        raise Refused("This file says nothing new.")
    if seen != shown(found):
        raise ShownAnew(
            "Figures were recorded since you opened this page. Look at what would change now, and say yes again."
        )
    if found["without_reason"] and not (reason.strip() or row.reason):
        many = wording.count(found["without_reason"], "figure")
        raise Refused(
            f"{many} that stand{'s' if found['without_reason'] == 1 else ''} would change. Say why.", field="reason"
        )
    if found["many_questions"] and not confirmed:
        raise AskFirst("Something in it is unusual, as said above. Is it right?", field="confirmed")
    kept = {"confirmed_at": at, "reason": reason.strip() or row.reason, "claimed_at": None, "attempts": 0}
    FigureFile.objects.filter(pk=row.pk).update(**kept)
    _audit(row, "confirm_figures", {"reason": kept["reason"], "shown": seen}, by=by, at=at)
    return row


def record(*, file: FigureFile, at: datetime) -> int:
    """Record all figures of a file that was said yes to; returns how many. They count from today, reported by who sent it.

    Recorded once, however often it is called. Refused: a sender who may not report figures any more. Overtaken where anything
    stands otherwise than it was shown.
    """
    row = FigureFile.objects.select_related("notice", "person", "checked").get(pk=file.pk)
    if row.applied_at is not None or row.confirmed_at is None or row.checked is None or row.preview is None:
        return 0
    check_member(row, at)
    order, was = row.preview["order"], row.preview["found"]
    if facts.digest(facts.facts_of(row.notice, at, order=order)) != row.preview["facts"]:
        raise Overtaken({"again": True, "order": order, "overtaken": True})
    with open_stored(row.checked) as checked, staging.room():
        staging.stage(checked)
        staging.find()
        found = was
        if audit.is_written_since(row.notice.slug, row.preview["head"], but=OF_FILES):
            found = compare(row.preview["read"], notice=row.notice, at=at)
        if found != was:
            raise Overtaken(row.preview | {"found": found, "overtaken": True})
        many = staging.record(by=row.person, at=at, counts_on=london_day(at), reason=row.reason)
    FigureFile.objects.filter(pk=row.pk).update(applied_at=at, figures=many)
    counts = {"new": found["new"], "changed": found["changed"], "same": found["same"], "file": row.checked.sha256}
    _audit(row, "record_figures", counts, by=row.person, at=at)
    return many


def check_member(row: FigureFile, at: datetime) -> None:
    member = Membership.objects.on(london_day(at)).filter(person=row.person, notice=row.notice).first()
    if member is None or not allows(Role(member.role), Permission.ENTER_VALUE):
        raise Refused(NO_MEMBER)


def open_stored(stored: StoredFile) -> IO[bytes]:
    """The bytes from their beginning, never all at once. Raises OSError where they are gone or are no longer what was stored."""
    stream = files.path_of(stored.sha256).open("rb")
    if fingerprint(stream) != stored.sha256:
        stream.close()
        raise OSError(f"the stored file {stored.sha256[:12]} has changed on disk")
    stream.seek(0)
    return stream


def _own(file: FigureFile, by: User) -> FigureFile:
    row = FigureFile.objects.select_related("notice").get(pk=file.pk)
    if row.person_id != by.pk:
        raise Refused("This file was sent by somebody else, who alone can record it.")
    return row


def _audit(row: FigureFile, verb: str, fields: dict[str, object], *, by: User, at: datetime) -> None:
    audit.record(row.notice.slug, at=at, by=by, verb=verb, thing=f"figures of file {row.number}", fields=fields)
