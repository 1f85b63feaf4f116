"""What could not be drawn is drawn again: by whose word, and who is told that it could not?"""

from collections import defaultdict
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.conf import settings
from django.db.models import Q

from accounts.models import Telling, User
from notices.models import Membership, Notice
from records import audit, wording
from records.clock import AsOf
from records.refusal import Refused
from reports.models import Circulation, Edition, Production
from reports.production import MOST_ATTEMPTS

KIND = "drawing"


def draw_again(*, of: Edition | Circulation, by: User, at: datetime) -> None:
    """Have its PDF tried again from the beginning. Refused where nothing has failed."""
    failed = Production.objects.filter(
        Q(edition=of) if isinstance(of, Edition) else Q(circulation=of), state=Production.State.FAILED
    )
    if not failed.update(state=Production.State.WAITING, attempts=0, error="", claimed_at=None):
        raise Refused("This PDF has not failed: it is ready, or still being drawn.")
    notice = of.report.notice if isinstance(of, Edition) else of.meeting.board.notice
    audit.record(notice.slug, at=at, by=by, verb="draw_again", thing=_named(of), fields={})


def _named(of: Edition | Circulation) -> str:
    if isinstance(of, Edition):
        return f"{of} of {of.report}"
    return f"{of} of meeting {of.meeting.number}"


def to_tell(notice: Notice, asof: AsOf) -> dict[User, list[dict[str, Any]]]:
    """For whoever signed or circulated it, and is still a member: each PDF that could not be drawn and is not tried again by
    itself. One query where there is none, three in all."""
    failed = Production.objects.filter(state=Production.State.FAILED, attempts__gte=MOST_ATTEMPTS).filter(
        Q(edition__report__notice=notice, edition__published_at__lt=asof.known)
        | Q(circulation__meeting__board__notice=notice, circulation__recorded_at__lt=asof.known)
    )
    related = "edition__report", "edition__signature__person", "circulation__meeting", "circulation__recorded_by"
    rows = list(failed.select_related(*related).order_by("pk"))
    if not rows:
        return {}
    told = set(Telling.objects.filter(reference=notice.slug, kind=KIND).values_list("person_id", "thing"))
    members = set(Membership.objects.for_notice(notice).on(asof.on).values_list("person_id", flat=True))
    owed: dict[User, list[dict[str, Any]]] = defaultdict(list)
    for row in rows:
        of = row.edition or row.circulation
        assert of is not None  # one of the two, by a constraint
        person = of.signature.person if isinstance(of, Edition) else of.recorded_by
        thing = f"{_named(of)}{' for those who do not read closed items' if row.open_only else ''}"
        if person.pk in members and (person.pk, thing) not in told:
            owed[person].append(
                {"kind": KIND, "thing": thing, "error": row.error, "address": settings.BASE_URL + _page(notice, of)}
            )
    return dict(owed)


def _page(notice: Notice, of: Edition | Circulation) -> str:
    if isinstance(of, Edition):
        return f"/{notice.slug}/reports/{of.report.number}/editions/{of.number}/"
    query = f"?supplement={of.number - 1}" if of.number > 1 else ""
    return f"/{notice.slug}/board/meetings/{of.meeting.number}/pack/{query}"


def counted(reasons: Sequence[dict[str, Any]]) -> str:
    """2 PDFs could not be drawn"""
    return f"{wording.count(len(reasons), 'PDF')} could not be drawn"


def lines(reasons: Sequence[dict[str, Any]]) -> list[str]:
    return [f"{row['thing'].capitalize()}: {row['error']}\n   {row['address']}" for row in reasons]


def asks(notice: Notice) -> list[str]:
    return [
        "The page has everything that would stand in it, and the button that has it drawn again. You are told of each once."
    ]
