"""Who is told that an edition was signed, or withdrawn, and in what words? Every member who reads editions, once for each."""

from collections import defaultdict
from collections.abc import Sequence
from typing import Any

from django.conf import settings
from django.utils.text import capfirst

from accounts.models import Telling, User
from accounts.policy import Permission
from notices.models import Notice
from records import wording
from records.clock import AsOf, london_day
from reports.access import members_who
from reports.models import Edition
from reports.purposes import name_of
from reports.withdrawing import say_what_supersedes, withdrawal_of

KIND = "edition"


def to_tell(notice: Notice, asof: AsOf) -> dict[User, list[dict[str, Any]]]:
    """For each reader the editions that were signed or withdrawn while they were a member, and not told to them yet; whoever did
    it knows, and one that is replaced already is not announced. One query where there is none, three in all."""
    of_notice = Edition.objects.for_notice(notice).filter(published_at__lt=asof.known)
    related = "report__point", "report__review", "signature", "withdrawal"
    by_report: dict[int, list[Edition]] = defaultdict(list)
    for edition in of_notice.select_related(*related).order_by("published_at"):
        by_report[edition.report_id].append(edition)
    if not by_report:
        return {}
    happened = [_happened(notice, row) for found in by_report.values() for row in say_what_supersedes(found)]
    told = set(Telling.objects.filter(reference=notice.slug, kind=KIND).values_list("person_id", "thing"))
    owed: dict[User, list[dict[str, Any]]] = defaultdict(list)
    for member in members_who(Permission.VIEW_EDITIONS, notice, asof.on):
        for reason in sorted(filter(None, happened), key=lambda reason: reason["at"]):
            is_theirs = reason["by"] != member.person_id and london_day(reason["at"]) >= member.from_on
            if is_theirs and (member.person_id, reason["thing"]) not in told:
                owed[member.person].append(reason)
    return dict(owed)


def _happened(notice: Notice, edition: Edition) -> dict[str, Any] | None:
    """What there is to tell of an edition: its withdrawal, or that it was signed."""
    named = f"{edition} of {edition.report}"
    reason = {
        "kind": KIND,
        "name": f"{name_of(edition.report)}, {edition}",
        "address": f"{settings.BASE_URL}/{notice.slug}/reports/{edition.report.number}/editions/{edition.number}/",
    }
    if withdrawn := withdrawal_of(edition):
        day = wording.day(london_day(withdrawn.withdrawn_at))
        return reason | {
            "thing": f"{named} withdrawn",
            "by": withdrawn.withdrawn_by_id,
            "at": withdrawn.withdrawn_at,
            "words": f"withdrawn on {day}. Do not use it any more; the page says why",
            "is_withdrawn": True,
        }
    if edition.superseded_by:
        return None
    return reason | {
        "thing": named,
        "by": edition.signature.person_id,
        "at": edition.published_at,
        "words": f"signed by {edition.signature.name} on {wording.day(london_day(edition.published_at))}",
        "is_withdrawn": False,
    }


def counted(reasons: Sequence[dict[str, Any]]) -> str:
    """1 report was signed and 1 withdrawn"""
    withdrawn = sum(reason["is_withdrawn"] for reason in reasons)
    signed = len(reasons) - withdrawn
    if not signed:
        return f"{wording.count(withdrawn, 'report')} {_was(withdrawn)} withdrawn"
    return f"{wording.count(signed, 'report')} {_was(signed)} signed" + (
        f" and {withdrawn} withdrawn" if withdrawn else ""
    )


def _was(count: int) -> str:
    return "was" if count == 1 else "were"


def lines(reasons: Sequence[dict[str, Any]]) -> list[str]:
    return [f"{capfirst(reason['name'])}: {reason['words']}\n   {reason['address']}" for reason in reasons]


def asks(notice: Notice) -> list[str]:
    return ["The page says more, and has the PDF as long as it may be used.", "", "You are told of each once."]
