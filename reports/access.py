"""What may a reader reach of the reports, by their sight? Circulated sight knows published editions only, not that others exist."""

from datetime import date

from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet

from accounts.policy import Permission, Role, Sight, allows
from notices.models import Membership, Notice
from reports.drawing import published
from reports.models import Acknowledgement, Edition, Photograph, Report, Sending
from reports.purposes import KINDS

WHOLE = [purpose for purpose, kind in KINDS.items() if kind.is_whole]
# To whom an edition was sent, and who acknowledged it, with who recorded each: two more queries.
SENT = [
    Prefetch(name, queryset=ledger.objects.select_related("recorded_by").order_by("number"))
    for name, ledger in (("sendings", Sending), ("acknowledgements", Acknowledgement))
]


def members_who(may: Permission, notice: Notice, on: date) -> list[Membership]:
    """The members of a day whose role has that right, each with its person: those who are told of what they may read. One query."""
    members = Membership.objects.for_notice(notice).on(on).filter(person__is_active=True).select_related("person")
    return [member for member in members if allows(Role(member.role), may)]


def reports_in_sight(notice: Notice, sight: Sight) -> QuerySet[Report]:
    reports = Report.objects.for_notice(notice).select_related("point", "review")
    if sight is Sight.WORKING:
        return reports
    return reports.filter(Exists(Edition.objects.filter(report=OuterRef("pk"))))


def with_editions(reports: QuerySet[Report]) -> QuerySet[Report]:
    """Each report with its editions, newest first, and what stands beside them. Three more queries."""
    editions = (
        Edition.objects.select_related("signature", "photograph", "production", "withdrawal")
        .prefetch_related(*SENT)
        .order_by("-number")
    )
    return reports.prefetch_related(Prefetch("editions", queryset=editions))


def newest_edition(notice: Notice, *, but: Edition | None = None) -> Edition | None:
    """The edition published last of those that stand and hold the whole position: what circulated sight reads as the position;
    `but` one."""
    editions = Edition.objects.for_notice(notice).that_stand().filter(report__purpose__in=WHOLE)
    editions = editions.exclude(pk=but.pk) if but else editions
    editions = editions.select_related("report__point", "report__review", "photograph", "signature")
    return editions.order_by("-published_at", "-pk").first()


def relied_on(picture: Photograph) -> list[dict]:
    """The evidence that a photograph shows as accepted and that is a file: `number`, `title` and its `file`."""
    rows = published(picture).get("evidence", {}).get("rows", [])
    return [row for row in rows if row.get("file") and row["standing"] == "accepted"]


def is_published(notice: Notice, number: int, sha256: str, *, packs: bool) -> bool:
    """Whether a published edition that stands relies on this file of evidence `number`; or, where the reader reads `packs`, one
    of those."""
    published = Q(edition__isnull=False, edition__withdrawal=None) | (Q(circulation__number=1) if packs else Q())
    pictures = Photograph.objects.for_notice(notice).filter(published, body__contains=sha256)
    wanted = (number, sha256)
    return any((row["number"], row["file"]["sha256"]) == wanted for one in pictures for row in relied_on(one))
