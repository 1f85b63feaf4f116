"""How does the chair's text come to be, and when is the report drawn up from it?"""

from datetime import datetime
from functools import cached_property
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse

from accounts.policy import Permission, Role
from records.refusal import Refused
from records.writing import reading, writing
from reports import contributing, domain
from reports.access import SENT
from reports.forms import AnswersForm, TextForm
from reports.models import ReportText
from reports.progress import progress_of
from reports.purposes import kind_of
from reports.questions import MOST_WORDS, questions_of, words_in
from reports.views.typed import KeepsText, OfText
from reports.withdrawing import say_what_supersedes


class OfJudgement(OfText):
    permission = Permission.VIEW_WORKING
    write_permission = Permission.WRITE_REPORT
    form_class, text_name, then = TextForm, "text", "reports:report"

    @cached_property
    def asked(self) -> dict[str, str]:
        """Nothing where the report's purpose has no room for it."""
        return questions_of(self.notice) if kind_of(self.report).asks_chair else {}

    @cached_property
    def newest(self) -> ReportText | None:
        return self.report.texts.select_related("recorded_by", "on_behalf_of").order_by("-number").first()

    def form(self, *given: Any, **more: Any) -> AnswersForm:
        return super().form(*given, is_chair=self.role is Role.CHAIR, **more)

    def save(self, *, after: int, at: datetime, **texts: Any) -> ReportText:
        return domain.save_text(report=self.report, by=self.person, at=at, after=after, **texts)


class ReportView(OfJudgement):
    """One report in preparation: what is missing to sign, the chair's text, the draft, its editions."""

    def get(self, request: HttpRequest, slug: str, number: int) -> HttpResponse:
        return self.prepared(self.begun())

    def post(self, request: HttpRequest, slug: str, number: int) -> HttpResponse:
        form = self.form(request.POST)
        return self.sent(form) or self.prepared(form, status=422)

    def prepared(self, form: AnswersForm, *, status: int = 200) -> HttpResponse:
        beside = "signature", "photograph", "production", "withdrawal"
        editions = say_what_supersedes(self.report.editions.select_related(*beside).prefetch_related(*SENT))
        text, draft = self.newest, self.report.photographs.order_by("-number").first()
        contribution = contributing.newest_contribution(self.report)
        context = {
            "report": self.report,
            "kind": kind_of(self.report),
            "form": form,
            "text": text,
            "is_chair": self.role is Role.CHAIR,
            "answers": [(question, getattr(text, name, "")) for name, question in self.asked.items()],
            "typed": None if form.is_bound else self.draft,
            "prompts": self.prompts(form, "text"),
            "contribution": contribution,
            "council": [(question, getattr(contribution, name, "")) for name, question in contributing.ASKED.items()],
            "missing": domain.missing_to_sign(self.report),
            "progress": progress_of(self.report, self.today),
            "words": words_in(text),
            "most_words": MOST_WORDS,
            "draft": draft,
            "draft_is_signed": draft is not None and any(edition.photograph_id == draft.pk for edition in editions),
            "draft_is_stale": draft is not None and text is not None and draft.text_number != text.number,
            "editions": editions,
        }
        return self.page("reports/report.html", context, status=status)


class DrawUpView(ReportView):
    """Freeze the position with the chair's text as it stands in the form: the draft that the chair reads and signs.

    Text that was changed is saved with it. Where drawing up is refused nothing is saved, and the form holds what was typed.
    The notice is open for writing at the beginning and at the end, and not while the position is read.
    """

    http_method_names = ["post"]
    then, said, label = "reports:draft", "", "Save and draw up the report"
    wanted: domain.Wanted | None = None

    def post(self, request: HttpRequest, slug: str, number: int) -> HttpResponse:
        answer = super().post(request, slug, number)
        if self.wanted is None:  # refused, or sent before
            return answer
        with reading():
            content = domain.composed(self.wanted)
        try:
            with writing(slug) as at:
                domain.keep_photograph(wanted=self.wanted, content=content, by=self.person, at=at)
        except Refused as refusal:
            messages.warning(request, refusal.sentence)
        return answer

    def act(self, form: AnswersForm, at: datetime) -> object:
        given = form.texts()
        if any(same_lines(given[name]) != same_lines(getattr(self.newest, name, "")) for name in form.questions):
            super().act(form, at)
        self.wanted = domain.ask_for_photograph(report=self.report, at=at)
        return self.wanted


class KeepTextView(KeepsText, OfJudgement):
    """Keeps what is being typed of the chair's text."""

    def post(self, request: HttpRequest, slug: str, number: int) -> HttpResponse:
        return self.kept()


def same_lines(words: str) -> list[str]:
    """A text without regard to how lines end, which browsers change."""
    return words.strip().splitlines()
