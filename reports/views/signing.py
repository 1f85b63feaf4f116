"""What exactly is signed, and by whom? The draft as a page, with the form by which the chair signs it."""

from functools import cached_property
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect

from accounts.http import wrong_password
from accounts.policy import Permission
from records.writing import position
from reports import changed, signing
from reports.drawing import content_of, surroundings
from reports.fit import too_long
from reports.forms import SignForm
from reports.models import Photograph
from reports.purposes import kind_of
from reports.small_words import passages
from reports.views.base import OfReport
from reports.views.remarking import beside
from reports.withdrawing import withdrawal_of


class DraftView(OfReport):
    """The newest draft, whole, with its fingerprint; the chair signs it here, with the password once more."""

    permission = Permission.VIEW_WORKING
    write_permission = Permission.SIGN_REPORT

    def get(self, request: HttpRequest, slug: str, number: int) -> HttpResponse:
        picture = self.newest()
        if picture is None:  # not yet: somebody who pressed twice comes here before it is drawn up
            return redirect(self.at("reports:report"))
        initial = {"photograph": picture.number, "sha256": picture.sha256}
        return self.draft(picture, self.form(initial=initial))

    def post(self, request: HttpRequest, slug: str, number: int) -> HttpResponse:
        form = self.form(request.POST)
        if form.is_valid() and not self.was_signed_out:
            self.look_before(form)
        if form.errors:
            return self.draft(self.picture(), form, status=422)
        shown = signing.Shown(form.cleaned_data["photograph"], form.cleaned_data["sha256"])
        corrects = form.cleaned_data.get("corrects", "")
        answer = self.write(
            form,
            lambda at: signing.sign(report=self.report, shown=shown, by=self.person, at=at, corrects=corrects),
            then=self.at("reports:edition", self.coming),
            said="The report is signed and published. Its PDF is being drawn.",
        )
        picture = self.picture()
        return answer or self.draft(picture, form.drawn_from(picture.number, picture.sha256), status=form.status)

    def form(self, *given: Any, **more: Any) -> SignForm:
        return SignForm(*given, edition=self.coming, again=kind_of(self.report).again, **more)

    def look_before(self, form: SignForm) -> None:
        """Is it the chair who presses, and does the draft fit its two pages? Asked before the notice is held, since both take long."""
        if wrong := wrong_password(self.person, form.cleaned_data["password"]):
            form.add_error("password", wrong)
        elif not_to_sign := too_long(self.picture(), corrects=form.cleaned_data.get("corrects", "")):
            form.add_error(None, not_to_sign)

    @cached_property
    def coming(self) -> int:
        """The edition that signing makes; or made, where the button is pressed a second time. Were another signed meanwhile,
        signing would be refused."""
        last = self.report.editions.select_related("photograph").order_by("-number").first()
        if last is None:
            return 1
        signed_already = self.request.POST.get("photograph") == str(last.photograph.number)
        return last.number if signed_already else last.number + 1

    def newest(self) -> Photograph | None:
        return self.report.photographs.select_related("report", "notice").order_by("-number").first()

    def picture(self) -> Photograph:
        picture = self.newest()
        if picture is None:
            raise Http404
        return picture

    def draft(self, picture: Photograph, form: SignForm, *, status: int = 200) -> HttpResponse:
        signed = (
            self.report.editions.filter(photograph=picture)
            .select_related("signature", "replaces", "withdrawal")
            .first()
        )
        if signed and withdrawal_of(signed):
            return redirect(self.at("reports:edition", signed.number))
        context = {
            "report": self.report,
            "form": form,
            "picture": picture,
            "signed": signed,
            "coming": self.coming,
            "too_long": "" if signed else too_long(picture),
            "small": [] if signed else passages(content_of(picture)),
        } | beside(self.report, picture)
        if self.may["sign_report"] and not signed:
            context |= self.since(picture)
        return self.page("reports/draft.html", context | surroundings(picture, signed), status=status)

    def since(self, picture: Photograph) -> dict[str, object]:
        """What was written since, which forbids signing, and what was recorded, which does not."""
        words = changed.of_words(picture)
        facts = changed.of_facts(picture, position(self.notice.slug, on=self.today))
        return {"not_any_more": signing.cannot_be_signed(picture, words, facts) if words else "", "facts": facts}
