"""How is an edition withdrawn, and which later edition supersedes an earlier one?"""

from collections.abc import Iterable
from datetime import datetime

from accounts.models import User
from records import audit, wording
from records.refusal import Refused
from reports.models import Edition, Withdrawal


def withdraw(*, edition: Edition, reason: str, by: User, at: datetime) -> Withdrawal:
    """From now on nobody is given the edition, nor a file on its account; its stored bytes stay. Refused without a reason, and
    where it is withdrawn already."""
    if not reason.strip():
        raise Refused("Say why the edition is withdrawn.", field="reason")
    if before := Withdrawal.objects.filter(edition=edition).first():
        raise Refused(f"This edition was withdrawn on {wording.instant(before.withdrawn_at)} already.")
    row = Withdrawal.objects.create(edition=edition, reason=reason.strip(), withdrawn_at=at, withdrawn_by=by)
    audit.record(
        edition.report.notice.slug,
        at=at,
        by=by,
        verb="withdraw",
        thing=f"edition {edition.number} of report {edition.report.number}",
        fields={"reason": row.reason},
    )
    return row


def withdrawal_of(edition: Edition) -> Withdrawal | None:
    return getattr(edition, "withdrawal", None)


def say_what_supersedes(editions: Iterable[Edition]) -> list[Edition]:
    """All editions of one report, the newest first, each knowing the newest later one that stands: one that was withdrawn
    supersedes nothing, so that the one before it stands again. No query where they come with their withdrawals."""
    newest: Edition | None = None
    found = sorted(editions, key=lambda edition: edition.number, reverse=True)
    for edition in found:
        edition.superseded_by = newest
        if newest is None and withdrawal_of(edition) is None:
            newest = edition
    return found


def superseding(edition: Edition) -> Edition | None:
    """The newest later edition of the same report that stands. One query."""
    later = Edition.objects.filter(report=edition.report_id, number__gt=edition.number).that_stand()
    return later.order_by("-number").first()
