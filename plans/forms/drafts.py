"""What is asked of whoever drafts an item, hands items over, or says for an agency whether it agrees a plan?"""

from collections.abc import Mapping
from typing import Any, cast

from django import forms

from accounts.models import User
from notices.forms import NoticeForm
from notices.models import Agency
from plans.forms.agreed import AgreeItemForm
from plans.forms.fields import RuledText, Text
from plans.item_drafts import Answers
from plans.models import PlanAgreement
from records.forms import DayField


class DraftItemForm(AgreeItemForm):
    """An item that nobody has agreed yet: as the form that enters one, of which only the words are needed."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        del self.fields["decision"]
        for name, field in self.fields.items():
            field.required = name == "words"

    def as_kept(self) -> Answers:
        """Every answer as it was typed, by field."""
        return {field.name: field.data for field in self.visible_fields() if field.data}


class HandOverForm(NoticeForm):
    """Whose items pass to whom. `owners` have open items, `heirs` may have some: people by key (plans/owners.py)."""

    from_person = forms.ChoiceField(label="Whose items")
    to_person = forms.ChoiceField(label="Who has them from now on")
    reason = Text(label="Why they pass", help_text="For example: she leaves on 31 March.", rows=2)
    shown = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, owners: Mapping[str, User], heirs: Mapping[str, User], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.drawn_with: dict[str, Any] = {"owners": owners, "heirs": heirs}
        for name, people in (("from_person", owners), ("to_person", heirs)):
            named = [(key, person.name) for key, person in people.items()]
            cast(forms.ChoiceField, self.fields[name]).choices = [("", "Choose a person"), *named]

    def clean_from_person(self) -> User:
        return self.drawn_with["owners"][self.cleaned_data["from_person"]]

    def clean_to_person(self) -> User:
        return self.drawn_with["heirs"][self.cleaned_data["to_person"]]

    def clean_shown(self) -> list[int]:
        numbers = self.cleaned_data["shown"].split()
        return [int(number) for number in numbers if number.isdecimal() and len(number) < 10]

    def kept_arguments(self) -> dict:
        return self.drawn_with


class AgreePlanForm(NoticeForm):
    """What an agency says of a plan; of another than the person's own, with where that comes from and since when."""

    answer = forms.ChoiceField(
        label="What the agency says", choices=PlanAgreement.Answer.choices, widget=forms.RadioSelect
    )
    words = RuledText(label="In its words", help_text="Needed where it does not agree.")
    counts_on = DayField(label="Day on which it said so")
    source = Text(label="Where its word comes from", help_text="For example: its letter of 12 November.", rows=2)

    def __init__(self, *args: Any, agency: Agency, own: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.drawn_with: dict[str, Any] = {"agency": agency, "own": own}
        self.fields["answer"].label = f"What {agency.name} says"
        if own:
            del self.fields["counts_on"], self.fields["source"]

    def kept_arguments(self) -> dict:
        return self.drawn_with
