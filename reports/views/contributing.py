"""Where does the council answer its three questions for a report?"""

from datetime import datetime
from functools import cached_property
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse

from accounts.policy import Permission
from reports import contributing
from reports.forms import AnswersForm, ContributionForm
from reports.models import Contribution
from reports.purposes import kind_of
from reports.views.typed import KeepsText, OfText


class OfContribution(OfText):
    permission = Permission.VIEW_WORKING
    write_permission = Permission.CONTRIBUTE_REPORT
    form_class, text_name, then = ContributionForm, "contribution", "reports:contribution"

    @cached_property
    def asked(self) -> dict[str, str]:
        if not kind_of(self.report).asks_chair:
            raise Http404
        return contributing.ASKED

    @cached_property
    def newest(self) -> Contribution | None:
        return contributing.newest_contribution(self.report)

    def save(self, *, after: int, at: datetime, **texts: Any) -> Contribution:
        return contributing.save_contribution(report=self.report, by=self.person, at=at, after=after, **texts)


class ContributionView(OfContribution):
    """The three questions: a form for the council, the answers as saved for everybody else who sees live rows."""

    def get(self, request: HttpRequest, slug: str, number: int) -> HttpResponse:
        return self.drawn(self.begun())

    def post(self, request: HttpRequest, slug: str, number: int) -> HttpResponse:
        form = ContributionForm(request.POST, questions=self.asked)
        return self.sent(form) or self.drawn(form, status=422)

    def drawn(self, form: AnswersForm, *, status: int = 200) -> HttpResponse:
        context = {
            "report": self.report,
            "form": form,
            "newest": self.newest,
            "draft": None if form.is_bound else self.draft,
            "prompts": self.prompts(form, "contribution"),
            "answers": [(question, getattr(self.newest, name, "")) for name, question in self.asked.items()],
        }
        return self.page("reports/contribution.html", context, status=status)


class KeepContributionView(KeepsText, OfContribution):
    """Keeps what the council is typing."""

    def post(self, request: HttpRequest, slug: str, number: int) -> HttpResponse:
        return self.kept()
