"""What lies before a meeting of a test's world? An agenda, its subjects and a pack, as rows."""

import json
from datetime import date, datetime
from typing import Any

from accounts.policy import Role
from boards import papers
from boards.models import AgendaItem, AgendaTerms, Meeting, PaperVersion
from notices.models import Membership
from plans.models import AgendaSubject
from records.clock import london_day
from records.ledger import append
from records.writing import writing
from reports.models import Circulation, Photograph
from tests.evidence_files import upload
from tests.factories import World
from tests.paper_files import pdf

ITEMS = (
    ("apologies", "Apologies and interests"),
    ("exceptions", "Exceptions and proposed dates"),
    ("concerns", "Concerns"),
    ("", "Any other business"),
)


def draw_up(world: World, meeting: Meeting, items: tuple = ITEMS) -> list[AgendaItem]:
    """The agenda of a meeting: by rule and title, in this order."""
    with writing(world.notice.slug) as at:
        return [_item(world, meeting, number, rule, title, at) for number, (rule, title) in enumerate(items, 1)]


def _item(world: World, meeting: Meeting, number: int, rule: str, title: str, at: datetime) -> AgendaItem:
    item = AgendaItem.objects.create(meeting=meeting, number=number, rule=rule)
    append(
        AgendaTerms,
        item,
        by=world.secretary,
        at=at,
        counts_on=london_day(at),
        title=title,
        purpose="decision",
        place=number,
    )
    return item


def about(world: World, under: AgendaItem, /, **thing: object) -> AgendaSubject:
    """That an agenda item is about `item=`, `indicator=`, `measure=` or `concern=`."""
    with writing(world.notice.slug) as at:
        return append(AgendaSubject, under, by=world.secretary, at=at, counts_on=london_day(at), **thing)


def send_paper(
    world: World, under: AgendaItem, title: str = "Workload analysis", *, content: bytes = b"", **more: Any
) -> PaperVersion:
    """A paper of two pages that the officer sends for an agenda item, or with this content."""
    given: dict = {"by": world.officer, "upload": upload(content or pdf(2), "analysis.pdf")} | more
    with writing(world.notice.slug) as at:
        return papers.send_paper(item=under, title=title, at=at, **given)


def circulate(world: World, meeting: Meeting, *, on: date | None = None) -> Circulation:
    """A pack as of now; what its photograph holds is not looked at."""
    asof = world.asof(on)
    with writing(world.notice.slug) as at:
        picture = Photograph.objects.create(
            notice=world.notice,
            number=Photograph.objects.filter(notice=world.notice).count() + 1,
            text_number=0,
            on=asof.on,
            known=at,
            taken_at=at,
            taken_by=world.secretary,
            schema=1,
            body=json.dumps({}),
            sha256="0" * 64,
        )
        return append(Circulation, meeting, by=world.secretary, at=at, counts_on=london_day(at), photograph=picture)


def member(world: World, role: Role) -> Membership:
    return Membership.objects.for_notice(world.notice).on(world.clock.today).filter(role=role).order_by("pk")[0]
