"""How does a person send a file of figures, see what it would record, and say yes?"""

from datetime import date, datetime
from functools import cached_property
from typing import Any

from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse

from accounts.policy import Permission
from indicators.import_forms import DateOrderForm, RecordFiguresForm, SendFiguresForm
from indicators.imports import applying
from indicators.models import FigureFile, Indicator, IndicatorTerms
from indicators.views.exports import attachment
from indicators.words import months_later
from notices.http import NoticeView
from records import tokens, wording
from records.clock import end_of_last_month
from records.ledger import next_number
from records.refusal import Refused
from records.spreadsheets import to_csv
from records.uploads import fingerprint
from records.writing import writing

A_PAGE = 50
MONTHS_BACK = 12  # for which a table to fill in is offered
FAULT_HEADS = ("Row", "Column", "Indicator", "What stands there", "What is wrong")


class OfFigureFiles(NoticeView):
    permission = write_permission = Permission.ENTER_VALUE
    section = "indicators"

    def at(self, number: int) -> str:
        return reverse("indicators:import", args=[self.notice.slug, number])


class ImportsView(OfFigureFiles):
    """Where figures leave and come back as files, and those that the reader has sent."""

    def get(self, request: HttpRequest, slug: str) -> HttpResponse:
        return self.form_page(SendFiguresForm())

    def post(self, request: HttpRequest, slug: str) -> HttpResponse:
        form = SendFiguresForm(request.POST, request.FILES)
        return (form.is_valid() and self.send(form)) or self.form_page(form, status=form.status)

    def send(self, form: SendFiguresForm) -> HttpResponse | None:
        """As `write`, with the number that only the writing knows."""
        file = form.cleaned_data["file"]
        body = {name: self.request.POST.getlist(name) for name in self.request.POST} | {"file": [fingerprint(file)]}
        try:
            with writing(self.notice.slug) as at:
                then = self.at(next_number(FigureFile.objects.for_notice(self.notice)))
                tokens.spend(form.cleaned_data["token"], body=body, by=self.person, at=at, location=then)
                applying.send(
                    notice=self.notice,
                    content=file,
                    file_name=file.name,
                    reason=form.cleaned_data["reason"],
                    by=self.person,
                    at=at,
                )
        except tokens.SentBefore as before:
            return redirect(before.location)
        except Refused as refusal:
            form.refuse(refusal)
            return None
        return redirect(then)

    def form_page(self, form: SendFiguresForm, *, status: int = 200) -> HttpResponse:
        mine = FigureFile.objects.for_notice(self.notice).filter(person=self.person).order_by("-number")
        mine = mine.annotate(is_read=Q(preview__found__isnull=False), asks=Q(preview__ask__isnull=False)).defer(
            "preview"
        )
        last = end_of_last_month(self.today)
        months: list[date] = [months_later(last, -back) for back in range(MONTHS_BACK)]
        context = {
            "form": form,
            "months": [(f"{month:%Y-%m}", wording.month(month)) for month in months],
            "rhythms": IndicatorTerms.Every.choices,
            "codes": Indicator.objects.for_notice(self.notice).values_list("code", flat=True),
            "page": Paginator(mine, A_PAGE).get_page(self.request.GET.get("page")),
            "breadcrumbs": [
                ("Indicators", reverse("indicators:indicator_list", args=[self.notice.slug])),
                ("Figures from files", None),
            ],
        }
        return self.page("indicators/imports.html", context, status=status)


class OfOneFile(OfFigureFiles):
    @cached_property
    def file(self) -> FigureFile:
        found = get_object_or_404(FigureFile.objects.for_notice(self.notice), number=self.kwargs["number"])
        if found.person_id != self.person.pk:
            raise PermissionDenied("This file was sent by somebody else, who alone sees what it says.")
        return found

    def http_method_not_allowed(self, request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        _ = self.file  # others are turned away here too
        return super().http_method_not_allowed(request, *args, **kwargs)


class ImportView(OfOneFile):
    """What one file would record, its faults, what is asked about it, and yes to it."""

    def get(self, request: HttpRequest, slug: str, number: int) -> HttpResponse:
        if request.headers.get("HX-Request"):  # the page asks again by itself while it waits
            if self.waits:
                return self.page("indicators/_import_progress.html", {"file": self.file})
            return HttpResponse(status=204, headers={"HX-Refresh": "true"})
        return self.drawn(self.form())

    def post(self, request: HttpRequest, slug: str, number: int) -> HttpResponse:
        form = self.form(request.POST)
        answer = form.is_valid() and self.write(form, lambda at: self.act(form.cleaned_data, at), then=self.at(number))
        return answer or self.drawn(form, status=form.status)

    def act(self, given: dict[str, Any], at: datetime) -> FigureFile:
        if "order" in given:
            return applying.answer_order(file=self.file, order=given["order"], by=self.person, at=at)
        return applying.confirm(
            file=self.file,
            seen=given["seen"],
            reason=given.get("reason", ""),
            confirmed=given["confirmed"],
            by=self.person,
            at=at,
        )

    @property
    def preview(self) -> dict[str, Any]:
        return self.file.preview or {}

    @property
    def waits(self) -> bool:
        """Whether a job has something to do before there is more to see."""
        unread = not self.preview or "again" in self.preview
        return not self.file.failed and self.file.applied_at is None and (unread or self.file.confirmed_at is not None)

    def form(self, data: Any = None) -> DateOrderForm | RecordFiguresForm:
        if ask := self.preview.get("ask"):
            return DateOrderForm(data, days={name: _day(ask[name]) for name in ("day_first", "month_first")})
        found = self.preview.get("found")
        unexplained = bool(found and found["without_reason"] and not self.file.reason)
        return RecordFiguresForm(
            data,
            unusual=bool(found and found["many_questions"]),
            unexplained=unexplained,
            initial={"seen": applying.shown(found) if found else ""},
        )

    def drawn(self, form: DateOrderForm | RecordFiguresForm, *, status: int = 200) -> HttpResponse:
        found, read = self.preview.get("found"), self.preview.get("read", {})
        if isinstance(form, RecordFiguresForm) and form.is_bound and found and status == 409:
            form = self.form()  # what is said yes to is another now
        many = found["new"] + found["changed"] if found else 0
        context = {
            "file": self.file,
            "form": form,
            "waits": self.waits,
            "ask": self.preview.get("ask"),
            "overtaken": self.preview.get("overtaken") or status == 409,
            "found": found,
            "ignored": read.get("ignored", []),
            "many": many,
            "in_words": in_words(found) if found else "",
            "button": f"Record {'this figure' if many == 1 else f'these {many:,} figures'}",
            "breadcrumbs": [
                ("Indicators", reverse("indicators:indicator_list", args=[self.notice.slug])),
                ("Figures from files", reverse("indicators:imports", args=[self.notice.slug])),
                (f"File {self.file.number}", None),
            ],
        }
        return self.page("indicators/import.html", context, status=status)


def _day(iso: str) -> str:
    return wording.day(date.fromisoformat(iso))


def in_words(found: dict[str, Any]) -> str:
    """3 new figures and 1 changed figure"""
    said = {"new": "new figure", "changed": "changed figure"}
    return wording.listed([wording.count(found[name], noun) for name, noun in said.items() if found[name]])


class ImportFaultsView(OfOneFile):
    """The faults of a file, to work through beside it."""

    def get(self, request: HttpRequest, slug: str, number: int) -> HttpResponse:
        faults = ((self.file.preview or {}).get("found") or {}).get("faults", [])
        rows = ([fault.get(name, "") for name in ("row", "column", "code", "value", "sentence")] for fault in faults)
        return attachment(to_csv(FAULT_HEADS, rows), "csv", f"{slug}-figures-{number}-faults")
