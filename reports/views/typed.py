"""How is a text of a report typed on fixed questions: kept as it is typed, saved, and given back where two met?"""

from abc import abstractmethod
from datetime import datetime
from functools import cached_property
from typing import Any, ClassVar

from django.http import HttpResponse

from notices.forms import NoticeForm
from records import drafts, tokens, wording
from records.ledger import LedgerRow
from records.models import Draft
from records.refusal import NotTheNext
from reports import previously
from reports.forms import AnswersForm
from reports.views.base import OfReport


class OfText(OfReport):
    """Base of the pages of one such text. `text_name` says which it is, in the name of its draft."""

    form_class: ClassVar[type[AnswersForm]]
    text_name: ClassVar[str]
    then: ClassVar[str]
    said, label = "The text is saved.", "Save text"

    @cached_property
    def asked(self) -> dict[str, str]:
        """The questions, as they are put in this report."""
        return self.form_class.asked

    @cached_property
    @abstractmethod
    def newest(self) -> Any:
        """The row that was saved last, or None."""

    @abstractmethod
    def save(self, *, after: int, at: datetime, **texts: Any) -> LedgerRow:
        """Append the next row."""

    def form(self, *given: Any, **more: Any) -> AnswersForm:
        return self.form_class(*given, questions=self.asked, **more)

    @property
    def draft_name(self) -> str:
        return f"{self.text_name} of report {self.report.number}"

    @cached_property
    def draft(self) -> Draft | None:
        """What the reader typed and did not save."""
        return drafts.of(self.person, self.notice.slug).get(self.draft_name)

    def begun(self) -> AnswersForm:
        """The form as it is opened: the saved text under the draft, which knows after which row it was typed."""
        saved = {name: getattr(self.newest, name, "") for name in self.asked}
        typed = self.draft.text if self.draft else {}
        return self.form(initial={"after": self.newest.number if self.newest else 0} | saved | typed)

    def sent(self, form: AnswersForm) -> HttpResponse | None:
        """The answer to a form that was sent, or None where it is to be drawn again."""
        if not form.is_valid():
            return None
        try:
            return self.write(form, lambda at: self.act(form, at), then=self.at(self.then), said=self.said)
        except NotTheNext as met:
            theirs = [(question, getattr(met.latest, name, "")) for name, question in self.asked.items()]
            return self.clash(form, met, theirs=theirs, label=self.label)

    def act(self, form: AnswersForm, at: datetime) -> object:
        row = self.save(after=form.cleaned_data["after"], at=at, **form.texts())
        drafts.forget(self.notice.slug, self.draft_name, by=self.person)
        return row

    def prompts(self, form: NoticeForm, key: str) -> list[dict[str, Any]]:
        """Each question as a field, with what the last edition said to it, under the key of a photograph's content."""
        before = previously.answers(self.notice, key)
        return [
            {"field": form[name], "before": before.said.get(question, ""), "edition": before.edition}
            for name, question in self.asked.items()
        ]


class KeepsText(OfText):
    """Keeps what is being typed and not saved yet. A draft is no fact."""

    http_method_names = ["post"]

    def kept(self) -> HttpResponse:
        sent = self.request.POST
        if tokens.is_spent(sent.get("token", "")):
            return self.page("plans/_draft_kept.html", {"kept": ""})
        typed = {name: sent[name].replace("\r\n", "\n") for name in self.asked if name in sent}
        changed = any(text.strip() != getattr(self.newest, name, "").strip() for name, text in typed.items())
        after = {"after": sent["after"]} if sent.get("after", "").isdigit() else {}
        kept = typed | after if changed else {}
        draft = drafts.keep(self.notice.slug, self.draft_name, kept, by=self.person, at=self.now)
        said = f"Draft kept at {wording.instant(draft.saved_at).split(', ')[1]}" if draft else ""
        return self.page("plans/_draft_kept.html", {"kept": said})
