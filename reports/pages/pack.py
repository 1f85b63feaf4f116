"""What lay before the Board, as it was circulated? The pack of a meeting and its supplements as a page, their papers and PDF."""

from datetime import datetime
from functools import cached_property

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from accounts.policy import Permission
from boards.agenda_rules import Wanted
from boards.agenda_wanted import wanted_at
from boards.models import AgendaItem
from boards.papers import PDF
from notices.forms import NoticeForm
from records import files, wording
from records.http import given
from records.refusal import NotTheNext, Refused
from reports import circulating
from reports.access import members_who, relied_on
from reports.drawing_again import draw_again
from reports.packs import Pack, file_of, packs_of, with_pages
from reports.pages.one_meeting import OfOneMeeting
from reports.production import MOST_ATTEMPTS
from reports.small_words import passages


class OfPack(OfOneMeeting):
    """Base of what shows one circulation: the pack, or with ?supplement= one of its supplements. Photographs and nothing live."""

    permission = Permission.VIEW_PACK

    @cached_property
    def packs(self) -> list[Pack]:
        return packs_of(self.meeting, reads_closed=self.may[Permission.READ_CLOSED])

    @cached_property
    def pack(self) -> Pack:
        asked = self.request.GET.get("supplement", "") or "0"
        found = next((pack for pack in self.packs if str(pack.circulation.number - 1) == asked), None)
        if found is None:
            raise Http404
        return found

    def address(self, name: str = "pages:pack") -> str:
        number = self.pack.circulation.number - 1
        return reverse(
            name, args=[self.notice.slug, self.meeting.number], query={"supplement": number} if number else None
        )


class PackView(OfPack):
    """The accessible form of the pack: contents, items, sections, papers. While its PDF is drawn the page asks how far it is."""

    write_permission = Permission.CIRCULATE_PACK

    def get(self, request: HttpRequest, slug: str, number: int) -> HttpResponse:
        if request.headers.get("HX-Request"):
            return self.page("reports/pack/_pdf.html", self.about_the_pdf(NoticeForm()))
        return self.drawn(NoticeForm())

    def post(self, request: HttpRequest, slug: str, number: int) -> HttpResponse:
        """Have a PDF that failed drawn again."""
        form = NoticeForm(request.POST)
        answer = form.is_valid() and self.write(
            form,
            lambda at: draw_again(of=self.pack.circulation, by=self.person, at=at),
            then=self.address(),
            said="The PDF is drawn again.",
        )
        return answer or self.drawn(form, status=form.status)

    def about_the_pdf(self, form: NoticeForm) -> dict[str, object]:
        return {
            "production": self.pack.production,
            "most_attempts": MOST_ATTEMPTS,
            "address": self.address(),
            "pdf": self.address("pages:pack_pdf"),
            "form": form,
        }

    def drawn(self, form: NoticeForm, *, status: int = 200) -> HttpResponse:
        pack = self.pack
        pages = pack.production.pages if pack.production else {}
        context = {
            "meeting": self.meeting,
            "pack": pack,
            "packs": self.packs,
            "items": with_pages(pack.items, pages),
            "files": [] if pack.is_supplement else relied_on(pack.circulation.photograph),
            "printed": False,
            **self.about_the_pdf(form),
        }
        return self.page("pages/pack.html", context, status=status)


class PackPdfView(OfPack):
    """The stored bytes of the PDF for this reader; until they are drawn, the page that says how far it is."""

    def get(self, request: HttpRequest, slug: str, number: int) -> HttpResponse:
        production = self.pack.production
        if production is None or production.file is None:
            return redirect(self.address())
        name = f"{self.pack.sent['reference'].replace(' ', '-')}.pdf"
        return given(files.read(production.file), name, PDF)


class PackPaperView(OfPack):
    """The file of a paper as it was circulated, to be saved and not shown."""

    def get(self, request: HttpRequest, slug: str, number: int, item: int, paper: int, version: int) -> HttpResponse:
        asked = (item, paper, version)
        sent = (
            one for pack in self.packs for one in pack.uploads if (one["item"], one["number"], one["version"]) == asked
        )
        found = next(sent, None)
        if found is None:
            raise Http404
        stored = file_of(found)
        if stored is None:
            raise Http404
        return given(files.read(stored), found["file"]["name"], PDF)


class CirculateView(OfPack):
    """What would go out now, to whom; and the button that sends it."""

    permission = write_permission = Permission.CIRCULATE_PACK

    def get(self, request: HttpRequest, slug: str, number: int) -> HttpResponse:
        return self.shown(NoticeForm(initial={"after": len(self.packs)}))

    def post(self, request: HttpRequest, slug: str, number: int) -> HttpResponse:
        form = NoticeForm(request.POST)
        number_sent = len(self.packs) + 1
        query = {"supplement": number_sent - 1} if number_sent > 1 else None
        try:
            answer = form.is_valid() and self.write(
                form,
                lambda at: self.circulate(form, at),
                then=reverse("pages:pack", args=[slug, number], query=query),
                said=f"It is circulated. {wording.count(len(self.readers), 'person is', 'people are')} told by mail.",
            )
        except NotTheNext as met:
            theirs = [("Circulated", str(met.latest).capitalize())]
            return self.clash(form, met, theirs=theirs, label="Circulate what came since")
        return answer or self.shown(form, status=form.status)

    def circulate(self, form: NoticeForm, at: datetime) -> object:
        return circulating.circulate(meeting=self.meeting, by=self.person, at=at, after=form.cleaned_data["after"])

    @cached_property
    def readers(self) -> list:
        return [
            member
            for member in members_who(Permission.VIEW_PACK, self.notice, self.today)
            if member.person_id != self.person.pk
        ]

    def missing(self) -> list[Wanted]:
        """What the rules want on the agenda and nobody has added or taken off."""
        items = AgendaItem.objects.for_notice(self.notice).filter(meeting=self.meeting)
        had = {one.rule for one in [*self.agenda, *items.taken_off(self.latest)]}
        wanted = wanted_at(self.meeting.board, self.meeting.number, self.latest)
        return [one for one in wanted if one.rule not in had]

    def shown(self, form: NoticeForm, *, status: int = 200) -> HttpResponse:
        at = max(self.now, self.latest.known)
        content: circulating.Data = {"agenda": [], "withdrawn": []}
        not_now = ""
        try:
            content = circulating.would_hold(meeting=self.meeting, by=self.person, at=at)
        except Refused as refusal:
            not_now = refusal.sentence
        context = {
            "meeting": self.meeting,
            "form": form,
            "packs": self.packs,
            "items": content["agenda"],
            "withdrawn": content["withdrawn"],
            "not_now": not_now,
            "closed": any(thing["closed"] for thing in [*content["agenda"], *content["withdrawn"]]),
            "small": passages(content),
            "missing": self.missing() if not (not_now or self.packs) else [],
            "readers": len(self.readers),
        }
        return self.page("pages/circulate.html", context, status=status)
