"""Pages of the reports: the shelf, one report in preparation, the draft to sign, an edition and its PDF."""

from datetime import datetime

from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.functional import cached_property

from accounts.policy import Permission
from notices.forms import NoticeForm
from notices.http import NoticeView
from notices.models import ReportingPoint
from records import files
from records.ledger import next_number
from records.refusal import NotTheNext
from reports import domain
from reports.access import relied_on, reports_in_sight, with_editions
from reports.drawing import content_of, surroundings
from reports.fit import too_long
from reports.forms import SignForm, TextForm
from reports.models import Edition, Photograph, Report, ReportText
from reports.small_words import passages


class ReportListView(NoticeView):
    """The shelf: each report with its editions; for those who write, the reporting points still to be begun."""

    permission = Permission.VIEW_EDITIONS
    write_permission = Permission.WRITE_REPORT
    section = "reports"

    def get(self, request: HttpRequest, slug: str) -> HttpResponse:
        return self.shelf(NoticeForm())

    def post(self, request: HttpRequest, slug: str) -> HttpResponse:
        form = NoticeForm(request.POST)
        asked = request.POST.get("point", "")
        point = next(
            (point for point in ReportingPoint.objects.for_notice(self.notice) if point.on.isoformat() == asked), None
        )
        if point is None:
            raise Http404
        answer = form.is_valid() and self.write(
            form,
            lambda at: domain.begin_report(notice=self.notice, point=point, by=self.person, at=at),
            then=reverse("reports:report_list", args=[slug]),
            said="The report has been begun. Write the chair’s text next.",
        )
        return answer or self.shelf(form, status=422)

    def shelf(self, form: NoticeForm, *, status: int = 200) -> HttpResponse:
        reports = with_editions(reports_in_sight(self.notice, self.sight)).order_by("-number")
        begun = {report.point_id for report in reports}
        drawn_up = Photograph.objects.for_notice(self.notice).exclude(report=None).order_by("number")
        newest = dict(drawn_up.annotate(is_draft=Q(edition=None)).values_list("report", "is_draft"))
        points = ReportingPoint.objects.for_notice(self.notice)
        context = {
            "reports": [beside_what_it_replaces(report) for report in reports],
            "drafts": [report for report, is_draft in newest.items() if is_draft],
            "to_come": [point for point in points if point.pk not in begun and not point.given_outside],
            "outside": [point for point in points if point.given_outside],
            "form": form,
        }
        return self.page("reports/report_list.html", context, status=status)


def beside_what_it_replaces(report: Report) -> Report:
    """The report with each of its editions knowing the one that it replaces, without another query."""
    editions: dict[int | None, Edition] = {edition.pk: edition for edition in report.editions.all()}
    for edition in editions.values():
        edition.replaces = editions.get(edition.replaces_id)
    return report


class OfReport(NoticeView):
    """Base of the pages of one report, by its number, in the reader's sight."""

    permission = Permission.VIEW_EDITIONS
    section = "reports"

    @cached_property
    def report(self) -> Report:
        report = reports_in_sight(self.notice, self.sight).filter(number=self.kwargs["number"]).first()
        if report is None:
            raise Http404
        return report

    def edition(self, number: int) -> Edition:
        edition = (
            self.report.editions.filter(number=number)
            .select_related("photograph", "signature", "production__file", "replaced_by", "replaces", "report__point")
            .first()
        )
        if edition is None:
            raise Http404
        return edition

    def at(self, name: str, *further: int) -> str:
        return reverse(name, args=[self.notice.slug, self.report.number, *further])


class ReportView(OfReport):
    """One report in preparation: what is missing to sign, the chair's text, the draft, its editions."""

    permission = Permission.VIEW_WORKING
    write_permission = Permission.WRITE_REPORT
    then, said, label = "reports:report", "The text is saved.", "Save text"

    def get(self, request: HttpRequest, slug: str, number: int) -> HttpResponse:
        text = self.newest_text()
        initial = {"after": text.number if text else 0} | {name: getattr(text, name, "") for name in domain.QUESTIONS}
        return self.prepared(TextForm(initial=initial))

    def post(self, request: HttpRequest, slug: str, number: int) -> HttpResponse:
        form = TextForm(request.POST)
        answer = None
        if form.is_valid():
            try:
                answer = self.write(form, lambda at: self.act(form, at), then=self.at(self.then), said=self.said)
            except NotTheNext as met:
                theirs = [(question, getattr(met.latest, name, "")) for name, question in domain.QUESTIONS.items()]
                return self.clash(form, met, theirs=theirs, label=self.label)
        return answer or self.prepared(form, status=422)

    def act(self, form: TextForm, at: datetime) -> object:
        after = form.cleaned_data["after"]
        return domain.save_text(report=self.report, by=self.person, at=at, after=after, **form.texts())

    def newest_text(self) -> ReportText | None:
        return self.report.texts.order_by("-number").first()

    def prepared(self, form: TextForm, *, status: int = 200) -> HttpResponse:
        editions = self.report.editions.select_related("signature", "photograph", "production", "replaced_by").order_by(
            "-number"
        )
        text, draft = self.newest_text(), self.report.photographs.order_by("-number").first()
        context = {
            "report": self.report,
            "form": form,
            "text": text,
            "missing": domain.missing_to_sign(self.report),
            "words": domain.words_in(text),
            "most_words": domain.MOST_WORDS,
            "draft": draft,
            "draft_is_signed": draft is not None and any(edition.photograph_id == draft.pk for edition in editions),
            "draft_is_stale": draft is not None and text is not None and draft.text_number != text.number,
            "editions": editions,
        }
        return self.page("reports/report.html", context, status=status)


class DrawUpView(ReportView):
    """Freeze the position with the chair's text as it stands in the form: the draft that the chair reads and signs.

    Text that was changed is saved with it. Where drawing up is refused nothing is saved, and the form holds what was typed.
    """

    http_method_names = ["post"]
    then, said, label = "reports:draft", "", "Save and draw up the report"

    def act(self, form: TextForm, at: datetime) -> object:
        text = self.newest_text()
        if any(same_lines(words) != same_lines(getattr(text, name, "")) for name, words in form.texts().items()):
            super().act(form, at)
        return domain.take_photograph(report=self.report, by=self.person, at=at)


def same_lines(words: str) -> list[str]:
    """A text without regard to how lines end, which browsers change."""
    return words.strip().splitlines()


class DraftView(OfReport):
    """The newest draft, whole, with its fingerprint; the chair signs it here."""

    permission = Permission.VIEW_WORKING
    write_permission = Permission.SIGN_REPORT

    def get(self, request: HttpRequest, slug: str, number: int) -> HttpResponse:
        picture = self.picture()
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

    def picture(self) -> Photograph:
        picture = self.report.photographs.order_by("-number").first()
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


class EditionView(OfReport):
    """A published edition as a page: the accessible twin of its PDF, from the same photograph."""

    def get(self, request: HttpRequest, slug: str, number: int, edition: int) -> HttpResponse:
        found = self.edition(edition)
        context = {"report": self.report, "found": found, "files": relied_on(found.photograph)}
        return self.page("reports/edition.html", context | surroundings(found.photograph, found))


class EditionPdfView(OfReport):
    """The stored bytes of an edition's PDF. Until they are drawn: the page says so."""

    def get(self, request: HttpRequest, slug: str, number: int, edition: int) -> HttpResponse:
        found = self.edition(edition)
        if found.production.file is None:
            return self.page("reports/not_drawn.html", {"report": self.report, "found": found}, status=503)
        response = HttpResponse(files.read(found.production.file), content_type="application/pdf")
        name = f"{slug}-report-{number}-edition-{edition}.pdf"
        response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
        response.headers["Content-Security-Policy"] = "default-src 'none'; sandbox; frame-ancestors 'none'"
        return response
