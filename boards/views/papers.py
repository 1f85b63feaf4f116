"""The forms by which a paper comes to an item of an agenda, in another version, and away again."""

from datetime import datetime
from functools import cached_property
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse

from accounts.policy import Permission
from boards import papers
from boards.forms.papers import PaperForm, SectionForm, WithdrawForm
from boards.models import Paper, PaperVersion
from boards.views.agenda import OfAgenda
from notices.forms import NoticeForm
from records.refusal import NoRoom, NotTheNext, Refused
from records.uploads import NO_ROOM


class OfPapers(OfAgenda):
    """Base of what whoever sends papers does at one item of an agenda."""

    permission = write_permission = Permission.SEND_PAPER

    def to_papers(self) -> str:
        address = [self.notice.slug, self.meeting.number, self.item.number]
        return reverse("pages:papers", args=address)

    @cached_property
    def newest(self) -> PaperVersion | None:
        """Of the paper that the address names, as it stands; 403 for whoever may not change it."""
        if "paper" not in self.kwargs:
            return None
        found = PaperVersion.objects.for_notice(self.notice).filter(paper__item=self.item).current(self.latest)
        newest = get_object_or_404(found.select_related("paper__item"), paper__number=self.kwargs["paper"])
        try:
            papers.check_whose(newest, by=self.person, of_others=self.may["edit_agenda"])
        except Refused as refusal:
            raise PermissionDenied(refusal.sentence) from refusal
        return newest

    @property
    def paper(self) -> Paper:
        assert self.newest is not None  # the address names one
        return self.newest.paper

    def form_page(self, form: NoticeForm, *, status: int = 200) -> HttpResponse:
        context = {
            "form": form,
            "meeting": self.meeting,
            "item": self.item,
            "newest": self.newest,
            "back": self.to_papers(),
        }
        return self.page(self.template, context, status=status)


class SendPaperView(OfPapers):
    """A new paper or, where the address names one, another version of it."""

    template = "boards/send_paper.html"

    def get(self, request: HttpRequest, slug: str, number: int, item: int, paper: int = 0) -> HttpResponse:
        newest = self.newest
        begun = {"title": newest.title, "after": newest.number} if newest else {}
        return self.form_page(PaperForm(initial=begun))

    def post(self, request: HttpRequest, slug: str, number: int, item: int, paper: int = 0) -> HttpResponse:
        _ = self.item, self.newest  # 404 before anything is read
        form, answer = PaperForm(request.POST, request.FILES), None
        if getattr(request, "no_room", False):  # records/upload_handlers.py
            form.refuse(NoRoom(NO_ROOM, field="file"))
        elif form.is_valid():
            try:
                answer = self.write(
                    form,
                    lambda at: self.send(form, at),
                    then=self.to_papers(),
                    said="The paper is sent. It is looked through in a few seconds.",
                )
            except NotTheNext as met:
                form.refuse(met)
        if answer is None:
            form.ask_for_file_again()
        return answer or self.form_page(form, status=form.status)

    def send(self, form: PaperForm, at: datetime) -> PaperVersion:
        given: dict[str, Any] = {"title": form.cleaned_data["title"], "upload": form.cleaned_data["file"]}
        if self.newest is None:
            return papers.send_paper(item=self.item, **given, by=self.person, at=at)
        return papers.send_version(
            paper=self.paper,
            after=form.cleaned_data["after"],
            of_others=self.may["edit_agenda"],
            **given,
            by=self.person,
            at=at,
        )


class AddSectionView(OfPapers):
    """A part of the pack that the product draws."""

    permission = write_permission = Permission.EDIT_AGENDA
    template = "boards/add_section.html"

    def get(self, request: HttpRequest, slug: str, number: int, item: int) -> HttpResponse:
        return self.form_page(SectionForm())

    def post(self, request: HttpRequest, slug: str, number: int, item: int) -> HttpResponse:
        _ = self.item
        form = SectionForm(request.POST)
        answer = form.is_valid() and self.write(
            form,
            lambda at: papers.add_section(item=self.item, section=form.cleaned_data["section"], by=self.person, at=at),
            then=self.to_papers(),
            said="The pack will hold it.",
        )
        return answer or self.form_page(form, status=422)


class WithdrawPaperView(OfPapers):
    """Withdraws a paper, with its reason."""

    template = "boards/withdraw_paper.html"

    def get(self, request: HttpRequest, slug: str, number: int, item: int, paper: int) -> HttpResponse:
        assert self.newest is not None  # the address names one
        return self.form_page(WithdrawForm(initial={"after": self.newest.number}))

    def post(self, request: HttpRequest, slug: str, number: int, item: int, paper: int) -> HttpResponse:
        _ = self.item, self.newest
        form = WithdrawForm(request.POST)
        try:
            answer = form.is_valid() and self.write(
                form,
                lambda at: papers.withdraw(
                    paper=self.paper,
                    reason=form.cleaned_data["reason"],
                    after=form.cleaned_data["after"],
                    of_others=self.may["edit_agenda"],
                    by=self.person,
                    at=at,
                ),
                then=self.to_papers(),
                said="The paper is withdrawn.",
            )
        except NotTheNext as met:
            row: Any = met.latest
            theirs = [("Why it is withdrawn", row.reason or f"Not withdrawn: version {row.number} was sent")]
            return self.clash(form, met, theirs=theirs, label="Withdraw it")
        return answer or self.form_page(form, status=422)
