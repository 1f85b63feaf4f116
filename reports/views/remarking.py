"""Where does the council remark on a draft, and where is each remark answered?"""

from datetime import datetime
from functools import cached_property
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404

from accounts.policy import Permission
from notices.forms import NoticeForm
from records.refusal import NotTheNext
from reports import remarking
from reports.drawing import paragraphs_in
from reports.forms import RemarkAnswerForm, RemarkForm
from reports.models import Photograph, Remark, Report
from reports.views.base import OfReport


class OfRemarks(OfReport):
    """Base of what is done with the remarks on a report."""

    permission = Permission.VIEW_WORKING

    @cached_property
    def picture(self) -> Photograph | None:
        """The newest draft."""
        return self.report.photographs.order_by("-number").first()

    @cached_property
    def is_signed(self) -> bool:
        return self.picture is not None and self.report.editions.filter(photograph=self.picture).exists()

    def drawn(self, form: NoticeForm, *, status: int = 200) -> HttpResponse:
        rows = self.report.remarks.select_related("recorded_by", "photograph").order_by("-number")
        context = {
            "report": self.report,
            "picture": self.picture,
            "is_signed": self.is_signed,
            "form": form,
            "remarks": rows.prefetch_related("answers__recorded_by"),
            "waiting": remarking.unanswered(self.report),
            "checks": self.report.checks.select_related("recorded_by", "photograph").order_by("-number"),
            "is_checked": self.picture is not None and self.report.checks.filter(photograph=self.picture).exists(),
        }
        return self.page("reports/remarks.html", context, status=status)


def beside(report: Report, picture: Photograph) -> dict[str, Any]:
    """What a draft's page shows of its remarks: how many wait, whether its facts are checked, the form of one more."""
    return {
        "waiting": remarking.unanswered(report),
        "is_checked": report.checks.filter(photograph=picture).exists(),
        "remark_form": RemarkForm(initial={"photograph": picture.number}),
    }


class RemarksView(OfRemarks):
    """All remarks with their answers, and the form for one more."""

    write_permission = Permission.REMARK_REPORT

    def get(self, request: HttpRequest, slug: str, number: int) -> HttpResponse:
        return self.drawn(RemarkForm(initial={"photograph": self.picture.number if self.picture else 0}))

    def post(self, request: HttpRequest, slug: str, number: int) -> HttpResponse:
        form = RemarkForm(request.POST)
        answer = form.is_valid() and self.write(
            form, lambda at: self.act(form, at), then=self.at("reports:remarks"), said="Your remark is kept."
        )
        return answer or self.drawn(form, status=422)

    def act(self, form: NoticeForm, at: datetime) -> Remark:
        given = form.cleaned_data
        picture = get_object_or_404(self.report.photographs, number=given["photograph"])
        return remarking.remark(
            picture=picture,
            paragraph=given["paragraph"] or 0,
            paragraphs=paragraphs_in(picture),
            words=given["words"],
            by=self.person,
            at=at,
        )


class CheckedView(OfRemarks):
    """The council says that the facts of the newest draft are checked."""

    write_permission = Permission.REMARK_REPORT
    http_method_names = ["post"]

    def post(self, request: HttpRequest, slug: str, number: int) -> HttpResponse:
        form = RemarkForm(request.POST)
        form.fields["words"].required = False
        answer = form.is_valid() and self.write(
            form,
            lambda at: self.act(form, at),
            then=self.at("reports:remarks"),
            said="It is recorded that the council checked the facts of this draft.",
        )
        return answer or self.drawn(form, status=422)

    def act(self, form: NoticeForm, at: datetime) -> object:
        picture = get_object_or_404(self.report.photographs, number=form.cleaned_data["photograph"])
        return remarking.say_checked(picture=picture, by=self.person, at=at)


class AnswerRemarkView(OfRemarks):
    """One remark, and how it was dealt with."""

    permission = write_permission = Permission.WRITE_REPORT

    @cached_property
    def remark(self) -> Remark:
        rows = self.report.remarks.select_related("recorded_by", "photograph").prefetch_related("answers__recorded_by")
        found = rows.filter(number=self.kwargs["remark"]).first()
        if found is None:
            raise Http404
        return found

    def get(self, request: HttpRequest, slug: str, number: int, remark: int) -> HttpResponse:
        last = self.remark.answers.order_by("-number").first()
        return self.asked(RemarkAnswerForm(initial={"after": last.number if last else 0}))

    def post(self, request: HttpRequest, slug: str, number: int, remark: int) -> HttpResponse:
        of, form = self.remark, RemarkAnswerForm(request.POST)
        try:
            answer = form.is_valid() and self.write(
                form, lambda at: self.act(of, form, at), then=self.at("reports:remarks"), said="The remark is answered."
            )
        except NotTheNext as met:
            row: Any = met.latest
            return self.clash(form, met, theirs=[("How you dealt with it", row.words)], label="Answer this remark")
        return answer or self.asked(form, status=422)

    def act(self, of: Remark, form: NoticeForm, at: datetime) -> object:
        given = {name: form.cleaned_data[name] for name in ("words", "after")}
        return remarking.answer_remark(of=of, by=self.person, at=at, **given)

    def asked(self, form: NoticeForm, *, status: int = 200) -> HttpResponse:
        context = {"report": self.report, "remark": self.remark, "form": form, "picture": self.picture}
        return self.page("reports/answer_remark.html", context, status=status)
