"""What is asked of whoever records what a review concluded, or adds one?"""

from typing import Any

from django import forms

from notices.forms import NoticeForm
from notices.models import Notice
from plans.forms.fields import Text
from records import wording
from records.forms import DayField
from reports.models import Edition, ReviewConclusion
from reports.purposes import name_of

NONE = ""


class AddReviewForm(NoticeForm):
    """A further review that the notice does not list."""

    month = DayField(
        label="A day of the month in which it is held", help_text="For example 1 9 2013. The month counts."
    )
    words = Text(label="In which words it was announced")
    source = forms.CharField(
        label="Where that is known from",
        help_text="For example a letter of the Department, with its day",
        max_length=200,
    )


class ConclusionForm(NoticeForm):
    """What one review concluded."""

    held_on = DayField(label="When was it held?", help_text="For example 12 12 2012")
    attended = Text(label="Who attended?", help_text="Roles and bodies are enough", rows=2)
    pack = forms.ChoiceField(label="Which edition did it use?", required=False)
    conclusions = Text(label="What did it conclude?", rows=6)
    follows = forms.ChoiceField(
        label="What follows?", choices=ReviewConclusion.Follows.choices, widget=forms.RadioSelect
    )
    effect = Text(label="What does that mean?", help_text="What changes, and from when", required=False)

    def __init__(self, *args: Any, notice: Notice, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.notice = notice
        found = Edition.objects.for_notice(notice).that_stand().select_related("report__point", "report__review")
        self.editions = {f"{row.report.number}-{row.number}": row for row in found.order_by("-published_at")}
        self.fields["pack"].choices = [  # type: ignore[attr-defined]
            (NONE, "None, or none that is here"),
            *((key, _said(row)) for key, row in self.editions.items()),
        ]

    def kept_arguments(self) -> dict:
        return {"notice": self.notice}

    def said(self) -> dict[str, Any]:
        """What was typed, as reviewing.conclude_review asks for it."""
        names = ("held_on", "attended", "conclusions", "follows", "effect", "after")
        chosen = self.editions.get(self.cleaned_data["pack"])
        return {name: self.cleaned_data[name] for name in names} | {"pack": chosen}


def _said(edition: Edition) -> str:
    name = name_of(edition.report)
    return f"{name[0].upper()}{name[1:]}, edition {edition.number}, of {wording.day(edition.published_at)}"
