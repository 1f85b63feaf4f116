"""How is a workbook taken in, and how is what it says recorded? All of it at once or nothing, and as it was shown."""

import hashlib
from datetime import date, datetime
from typing import Any

from accounts.models import User
from notices.models import Notice
from plans import domain as plan
from plans.deputies import stands_in_for
from plans.models import Item, ItemTerms, Workbook
from plans.workbooks.answers import Reader
from plans.workbooks.comparing import compare
from plans.workbooks.reading import MOST_BYTES
from records import audit, files, wording
from records.ledger import next_number
from records.models import StoredFile
from records.refusal import AskFirst, NotTheNext, Refused

SHOWN = ("changes", "faults", "changed")
LONGEST_NAME = 255


class Overtaken(NotTheNext):
    """What the workbook would change is no longer what was shown. `found` is what it would change now."""

    def __init__(self, found: dict[str, Any]) -> None:
        super().__init__(
            "Somebody has written in the plan since this was shown. Nothing is recorded. Below stands what would change now.",
            latest=None,
        )
        self.found = found


def send(*, notice: Notice, content: bytes, file_name: str, by: User, at: datetime, source: str = "") -> Workbook:
    """Keep a workbook that somebody sent back. Nothing is read yet, and nothing changes: a job reads it (`previews`).

    Refused: an empty file, one of more than 10 MB, one that this person has recorded already.
    """
    if not content:
        raise Refused("This file is empty. Send the workbook that was downloaded, filled in.", field="file")
    if len(content) > MOST_BYTES:
        raise Refused("This file is larger than 10 MB. A workbook of the plan is smaller.", field="file")
    mine = Workbook.objects.for_notice(notice).filter(person=by)
    sha256 = hashlib.sha256(content).hexdigest()
    recorded = mine.filter(file__sha256=sha256, applied_at__isnull=False).defer("preview").first()
    if recorded is not None and recorded.applied_at is not None:
        raise Refused(
            f"This file was recorded on {wording.instant(recorded.applied_at)} already. It changes nothing now. "
            "To say more, download the workbook anew.",
            field="file",
        )
    # It is never given to anybody again; only the child opens it.
    stored = files.keep(content, content_type="application/octet-stream", scan=StoredFile.Scan.NOT_SCANNED, at=at)
    number = next_number(Workbook.objects.for_notice(notice))
    workbook = Workbook.objects.create(
        notice=notice,
        number=number,
        person=by,
        file=stored,
        file_name=file_name[-LONGEST_NAME:],
        source=source.strip(),
        sent_at=at,
    )
    audit.record(
        notice.slug,
        at=at,
        by=by,
        verb="send_workbook",
        thing=f"workbook {number}",
        fields={"file": sha256, "source": source},
    )
    return workbook


def reader_of(workbook: Workbook, *, for_others: bool, at: datetime) -> Reader:
    """Who sent it, and for whom they may speak at this instant."""
    standing_in = stands_in_for([workbook.notice_id], workbook.person, plan.as_written(at))
    return Reader(workbook.person, for_others, workbook.source, frozenset(one.person.pk for one in standing_in))


def record(*, workbook: Workbook, for_others: bool, by: User, at: datetime, confirmed: bool = False) -> int:
    """Record all that the preview of the workbook shows, as updates and as dates asked for; returns how many.

    `for_others`: whether this person may speak for other owners today. Refused: somebody else's workbook, one that was
    recorded, has faults or says nothing; what is odd is asked about once (AskFirst). Overtaken where anything stands
    otherwise than it was shown.
    """
    row = Workbook.objects.select_related("notice", "person").get(pk=workbook.pk)
    if row.person_id != by.pk:
        raise Refused("This workbook was sent by somebody else, who alone can record it.")
    if row.applied_at is not None:
        raise Refused(f"This workbook was recorded on {wording.instant(row.applied_at)} already.")
    if row.preview is None:
        raise Refused("This workbook is not read yet. Wait until it says what would change.")
    sheet, shown = row.preview["sheet"], row.preview["found"]
    found = compare(sheet, notice=row.notice, reader=reader_of(row, for_others=for_others, at=at), at=at)
    if any(found[name] != shown[name] for name in SHOWN):
        raise Overtaken(found)
    if found["faults"]:
        raise Refused("Nothing is recorded while anything is wrong. Put it right in the workbook and send it again.")
    if not found["changes"]:
        raise Refused("This workbook says nothing new.")
    if found["questions"] and not confirmed:
        raise AskFirst("Something in it is unusual, as said above. Is it right?", field="confirmed")
    many = _record_all(row.notice, found["changes"], by, at)
    Workbook.objects.filter(pk=row.pk).update(applied_at=at)
    audit.record(
        row.notice.slug,
        at=at,
        by=by,
        verb="record_workbook",
        thing=f"workbook {row.number}",
        fields={"recorded": many},
    )
    return many


def show_again(workbook: Workbook, found: dict[str, Any]) -> None:
    """Put what would change now in the place of what was shown: it was overtaken."""
    row = Workbook.objects.get(pk=workbook.pk)
    if row.preview is not None:
        row.preview |= {"found": found}
        Workbook.objects.filter(pk=row.pk, applied_at=None).update(preview=row.preview)


def _record_all(notice: Notice, changes: list[dict[str, Any]], by: User, at: datetime) -> int:
    now = plan.as_written(at)
    items = Item.objects.for_notice(notice).with_standing(now)
    by_number = {item.number: item for item in items.filter(number__in=[change["item"] for change in changes])}
    terms = ItemTerms.objects.select_related("owner").in_bulk([item.terms_id for item in by_number.values()])
    many = 0
    for change in changes:
        item = by_number[change["item"]]
        item.notice = notice  # one row for all, so that what it rests on is asked for once
        item.stands_as_of = now
        owner = terms[item.terms_id].owner
        spoken: dict[str, Any] = {"on_behalf_of": None, "counts_on": None}
        if owner.pk != by.pk:
            spoken = {"on_behalf_of": owner, "counts_on": date.fromisoformat(change["said_on"])}
        if update := change["update"]:
            plan.submit_update(
                item=item,
                by=by,
                at=at,
                after=change["after_update"],
                source=change["source"],
                confirmed=True,
                **update,
                **spoken,
            )
            item.stands_as_of = None  # it stands otherwise now
            many += 1
        if asked := change["date"]:
            plan.propose_date(
                item=item,
                by=by,
                at=at,
                after=change["after_change"],
                confirmed=True,
                to=date.fromisoformat(asked["to"]),
                precision=asked["precision"],
                analysis=asked["analysis"],
                remedy=asked["remedy"],
                **spoken,
            )
            many += 1
    return many
