"""What is asked of the chair or the secretary who records, at one item of the agenda, what the meeting decides?"""

from collections.abc import Iterable, Mapping
from typing import Any, cast

from django import forms

from accounts.models import User
from boards.domain import LONGEST_WORDS
from boards.forms.decisions import KINDS
from boards.models import Decision
from notices.forms import NoticeForm
from notices.models import Notice, Requirement
from plans.forms import DeadlineField, DecideDatesForm, Text
from plans.models import Concern

CONCERN_OF = "concern"


class TakeDecisionForm(NoticeForm):
    """A decision of this meeting, under this item of its agenda."""

    kind = forms.ChoiceField(label="What it is about", choices=KINDS, initial=Decision.Kind.OTHER)
    words = forms.CharField(
        label="What the Board decided",
        help_text="As it should stand in the register. It cannot be changed afterwards, only replaced.",
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=LONGEST_WORDS,
    )


class RequirementChoice(forms.ModelChoiceField):
    def label_from_instance(self, requirement: Requirement) -> str:
        words = f"{requirement.reference} {requirement.statement}"
        return words if len(words) <= 90 else f"{words[:89].rstrip()}…"


class TakeActionForm(NoticeForm):
    """A corrective action: it becomes an item of the plan, agreed by a decision of this meeting. `owners` by key."""

    words = Text(
        label="What is to be done", help_text="The decision reads: corrective action, these words, who, by when."
    )
    owner = forms.ChoiceField(label="Who does it")
    due_on = DeadlineField(label="By when", help_text="Leave the day empty for a whole month.")
    serves = RequirementChoice(
        queryset=None,
        to_field_name="reference",
        label="Requirement of the notice that it serves",
        empty_label="Choose a requirement",
    )
    concern = forms.ChoiceField(label="Concern that it answers", required=False)

    def __init__(
        self, *args: Any, notice: Notice, owners: Mapping[str, User], concerns: Mapping[str, Concern], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.drawn_with: dict[str, Any] = {"notice": notice, "owners": owners, "concerns": concerns}
        cast(forms.ChoiceField, self.fields["owner"]).choices = [
            ("", "Choose a person"),
            *((key, person.name) for key, person in owners.items()),
        ]
        cast(RequirementChoice, self.fields["serves"]).queryset = Requirement.objects.for_notice(notice)
        if concerns:
            cast(forms.ChoiceField, self.fields["concern"]).choices = _concerns("None", concerns)
        else:
            del self.fields["concern"]

    def clean_owner(self) -> User:
        return self.drawn_with["owners"][self.cleaned_data["owner"]]

    def clean_concern(self) -> Concern | None:
        return self.drawn_with["concerns"].get(self.cleaned_data["concern"])

    def kept_arguments(self) -> dict:
        return self.drawn_with


class TakeOutcomeForm(NoticeForm):
    """That a concern needs no corrective action, or is held over. One that needs one is answered by the form of the action."""

    concern = forms.ChoiceField(label="Concern")
    answer = forms.ChoiceField(
        label="What the Board decided",
        choices=[("none_needed", "No corrective action is needed"), ("held_over", "Held over to the next meeting")],
        widget=forms.RadioSelect,
    )
    because = Text(label="Why", rows=2)

    def __init__(self, *args: Any, concerns: Mapping[str, Concern], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.concerns = concerns
        first = "Choose a concern" if len(concerns) > 1 else ""
        cast(forms.ChoiceField, self.fields["concern"]).choices = _concerns(first, concerns)

    def clean_concern(self) -> Concern:
        return self.concerns[self.cleaned_data["concern"]]

    def kept_arguments(self) -> dict:
        return {"concerns": self.concerns}


def _concerns(empty: str, concerns: Mapping[str, Concern]) -> Iterable[tuple[str, str]]:
    rows = [(key, f"{concern}: {concern.words[:70]}") for key, concern in concerns.items()]
    return [("", empty), *rows] if empty else rows


class TakeDatesForm(DecideDatesForm):
    """The answers of this meeting: which it is, and its day, are known."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("meeting", "taken_on"):
            del self.fields[name]
