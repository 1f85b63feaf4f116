"""How does a person take the plan away as a workbook, send it back, see what it would change, and say yes?"""

import hashlib
from functools import cached_property
from typing import Any

from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse

from accounts.models import User
from accounts.policy import Permission
from notices.http import NoticeView
from plans.deputies import stands_in_for
from plans.forms import RecordWorkbookForm, SendWorkbookForm
from plans.models import Workbook
from plans.owners import who_has_owned
from plans.workbooks import applying, writing
from plans.workbooks.applying import Overtaken
from plans.workbooks.facts import Facts, open_items
from records import tokens, wording
from records.clock import AsOf
from records.ledger import next_number
from records.refusal import Refused
from records.spreadsheets import to_csv
from records.writing import position
from records.writing import writing as open_for_writing

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
A_PAGE = 50
FAULT_HEADS = ("Row", "Column", "What stands there", "What is wrong")


class OfWorkbooks(NoticeView):
    """Base of these pages: for those who may update items, each with the items of which they may."""

    permission = write_permission = Permission.UPDATE_ITEM
    section = "plan"

    @property
    def for_others(self) -> bool:
        return self.may["update_on_behalf"]

    @cached_property
    def owners(self) -> dict[str, User]:
        return who_has_owned(self.notice) if self.for_others else {}

    @cached_property
    def latest(self) -> AsOf:
        return position(self.notice.slug)

    @cached_property
    def stands_in_for(self) -> list[User]:
        return [one.person for one in stands_in_for([self.notice.pk], self.person, self.latest)]

    def whose(self) -> list[User]:
        """Whose items leave: the reader's and of those whom they stand in for; of those who may speak for others, those of
        the owner asked for, or nobody named for those of all."""
        if not self.for_others:
            return [self.person, *self.stands_in_for]
        key = self.request.GET.get("owner", "")
        if key and key not in self.owners:
            raise Http404
        return [self.owners[key]] if key else []

    def at(self, number: int) -> str:
        return reverse("plans:workbook", args=[self.notice.slug, number])


class WorkbookXlsxView(OfWorkbooks):
    """The open items that the reader may update, to be filled in."""

    kind, content_type = "xlsx", XLSX

    def get(self, request: HttpRequest, slug: str) -> HttpResponse:
        content = self.content(open_items(self.notice, self.latest, *self.whose()))
        name = f"{slug}-updates-{self.today.isoformat()}.{self.kind}"
        return attachment(content, self.content_type, name)

    def content(self, facts: Facts) -> bytes:
        title = f"{self.notice}: updates, downloaded on {wording.day(self.today)}"
        return writing.as_xlsx(facts, title=title, on_behalf=self.for_others)


class WorkbookCsvView(WorkbookXlsxView):
    kind, content_type = "csv", "text/csv; charset=utf-8"

    def content(self, facts: Facts) -> bytes:
        return writing.as_csv(facts, on_behalf=self.for_others)


def attachment(content: bytes, content_type: str, name: str) -> HttpResponse:
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(content, content_type=content_type, headers=headers)


class WorkbooksView(OfWorkbooks):
    """Where a workbook leaves and comes back, and those that the reader has sent."""

    def get(self, request: HttpRequest, slug: str) -> HttpResponse:
        return self.form_page(SendWorkbookForm(for_others=self.for_others))

    def post(self, request: HttpRequest, slug: str) -> HttpResponse:
        form = SendWorkbookForm(request.POST, request.FILES, for_others=self.for_others)
        return (form.is_valid() and self.send(form)) or self.form_page(form, status=422)

    def send(self, form: SendWorkbookForm) -> HttpResponse | None:
        """As `write`, with the file in what the token stands for, and the number that only the writing knows."""
        file = form.cleaned_data["file"]
        content = file.read(applying.MOST_BYTES + 1)
        body = {name: self.request.POST.getlist(name) for name in self.request.POST}
        body["file"] = [hashlib.sha256(content).hexdigest()]
        try:
            with open_for_writing(self.notice.slug) as at:
                then = self.at(next_number(Workbook.objects.for_notice(self.notice)))
                tokens.spend(form.cleaned_data["token"], body=body, by=self.person, at=at, location=then)
                applying.send(
                    notice=self.notice,
                    content=content,
                    file_name=file.name,
                    source=form.cleaned_data.get("source", ""),
                    by=self.person,
                    at=at,
                )
        except tokens.SentBefore as before:
            return redirect(before.location)
        except Refused as refusal:
            form.refuse(refusal)
            return None
        return redirect(then)

    def form_page(self, form: SendWorkbookForm, *, status: int = 200) -> HttpResponse:
        mine = Workbook.objects.for_notice(self.notice).filter(person=self.person).order_by("-number")
        mine = mine.annotate(is_read=Q(preview__isnull=False)).defer("preview")
        context = {
            "form": form,
            "for_others": self.for_others,
            "owners": [(key, person.name) for key, person in self.owners.items()],
            "stands_in_for": wording.listed([person.name for person in self.stands_in_for]),
            "page": Paginator(mine, A_PAGE).get_page(self.request.GET.get("page")),
        }
        return self.page("plans/workbooks.html", context, status=status)


class OfOneWorkbook(OfWorkbooks):
    @cached_property
    def workbook(self) -> Workbook:
        found = get_object_or_404(Workbook.objects.for_notice(self.notice), number=self.kwargs["number"])
        if found.person_id != self.person.pk:
            raise PermissionDenied("This workbook was sent by somebody else, who alone sees what it says.")
        return found

    def http_method_not_allowed(self, request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        _ = self.workbook  # others are turned away here too
        return super().http_method_not_allowed(request, *args, **kwargs)


class WorkbookView(OfOneWorkbook):
    """What one workbook would change, its faults, and yes to it."""

    def get(self, request: HttpRequest, slug: str, number: int) -> HttpResponse:
        waits = self.workbook.preview is None and not self.workbook.failed
        if request.headers.get("HX-Request"):  # the page asks again by itself while it waits
            if waits:
                return self.page("plans/_workbook_progress.html", {"workbook": self.workbook})
            return HttpResponse(status=204, headers={"HX-Refresh": "true"})
        return self.preview_page(self.form(), waits=waits)

    def post(self, request: HttpRequest, slug: str, number: int) -> HttpResponse:
        form = self.form(request.POST)
        shown = self.counts(self.found)
        try:
            answer = form.is_valid() and self.write(
                form,
                lambda at: applying.record(
                    workbook=self.workbook,
                    for_others=self.for_others,
                    confirmed=form.cleaned_data["confirmed"],
                    by=self.person,
                    at=at,
                ),
                then=self.at(number),
                said=f"{in_words(shown)} recorded.",
            )
        except Overtaken as met:
            applying.show_again(self.workbook, met.found)
            del self.workbook  # read again
            return self.preview_page(self.form(), overtaken=met.sentence, status=409)
        return answer or self.preview_page(form, status=422)

    def form(self, data: Any = None) -> RecordWorkbookForm:
        return RecordWorkbookForm(data, unusual=bool(self.found.get("questions")))

    @property
    def found(self) -> dict[str, Any]:
        return (self.workbook.preview or {}).get("found", {})

    @staticmethod
    def counts(found: dict[str, Any]) -> dict[str, int]:
        changes = found.get("changes", [])
        return {
            "updates": sum(1 for change in changes if change["update"]),
            "dates": sum(1 for change in changes if change["date"]),
            "faults": len(found.get("faults", [])),
        }

    def preview_page(self, form: RecordWorkbookForm, *, status: int = 200, **more: object) -> HttpResponse:
        found, counts = self.found, self.counts(self.found)
        many = counts["updates"] + counts["dates"]
        context = {
            "workbook": self.workbook,
            "form": form,
            "found": found,
            "ignored": (self.workbook.preview or {}).get("sheet", {}).get("ignored", []),
            "counts": counts,
            "in_words": in_words(counts),
            "button": f"Record these {many} changes" if many > 1 else "Record this change",
            "page": Paginator(found.get("changes", []), A_PAGE).get_page(self.request.GET.get("page")),
            "faults": Paginator(found.get("faults", []), A_PAGE).get_page(1),
            "changed": Paginator(found.get("changed", []), A_PAGE).get_page(1),
        }
        return self.page("plans/workbook.html", context | more, status=status)


def in_words(counts: dict[str, int]) -> str:
    said = {"updates": "update", "dates": "new date"}
    return wording.listed([wording.count(counts[name], noun) for name, noun in said.items() if counts[name]])


class WorkbookFaultsView(OfOneWorkbook):
    """Every fault of a workbook, to work through beside it."""

    def get(self, request: HttpRequest, slug: str, number: int) -> HttpResponse:
        faults = (self.workbook.preview or {}).get("found", {}).get("faults", [])
        rows = ([fault[name] for name in ("row", "column", "value", "sentence")] for fault in faults)
        return attachment(
            to_csv(FAULT_HEADS, rows), WorkbookCsvView.content_type, f"{slug}-workbook-{number}-faults.csv"
        )
