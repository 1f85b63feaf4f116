"""What exactly is signed, and by whom? The draft as a page, with the form by which the chair signs it."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect

from accounts.policy import Permission
from records.ledger import next_number
from reports import domain
from reports.drawing import content_of, surroundings
from reports.fit import too_long
from reports.forms import SignForm
from reports.models import Photograph
from reports.small_words import passages
from reports.views.base import OfReport


class DraftView(OfReport):
    """The newest draft, whole, with its fingerprint; the chair signs it here."""

    permission = Permission.VIEW_WORKING
    write_permission = Permission.SIGN_REPORT

    def get(self, request: HttpRequest, slug: str, number: int) -> HttpResponse:
        picture = self.newest()
        if picture is None:  # not yet: somebody who pressed twice comes here before it is drawn up
            return redirect(self.at("reports:report"))
        return self.draft(picture, SignForm(initial={"photograph": picture.number, "sha256": picture.sha256}))

    def post(self, request: HttpRequest, slug: str, number: int) -> HttpResponse:
        form = SignForm(request.POST)
        if not form.is_valid():
            return self.draft(self.picture(), form, status=422)
        shown = domain.Shown(form.cleaned_data["photograph"], form.cleaned_data["sha256"])
        if not_to_sign := too_long(self.picture()):
            form.add_error(None, not_to_sign)
            return self.draft(self.picture(), form, status=422)
        coming = next_number(self.report.editions.all())  # were another signed meanwhile, signing would be refused
        answer = self.write(
            form,
            lambda at: domain.sign(report=self.report, shown=shown, by=self.person, at=at),
            then=self.at("reports:edition", coming),
            said="The report is signed and published. Its PDF is being drawn.",
        )
        picture = self.picture()
        return answer or self.draft(picture, form.drawn_from(picture.number, picture.sha256), status=409)

    def newest(self) -> Photograph | None:
        return self.report.photographs.order_by("-number").first()

    def picture(self) -> Photograph:
        picture = self.newest()
        if picture is None:
            raise Http404
        return picture

    def draft(self, picture: Photograph, form: SignForm, *, status: int = 200) -> HttpResponse:
        signed = self.report.editions.filter(photograph=picture).select_related("signature", "replaces").first()
        context = {
            "report": self.report,
            "form": form,
            "picture": picture,
            "signed": signed,
            "refused": status == 409,
            "too_long": "" if signed else too_long(picture),
            "small": [] if signed else passages(content_of(picture)),
        }
        return self.page("reports/draft.html", context | surroundings(picture, signed), status=status)
