"""What is asked of whoever hands one person's open items to another?"""

from collections.abc import Mapping
from typing import Any, cast

from django import forms

from accounts.models import User
from notices.forms import NoticeForm
from plans.forms.fields import Text


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
