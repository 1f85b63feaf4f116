"""What is asked of whoever chases owners, and of whoever says who stands in?"""

from collections.abc import Mapping
from typing import Any, cast

from django import forms

from accounts.models import User
from notices.forms import NoticeForm
from records.forms import DayField


class ChaseForm(NoticeForm):
    """One press: no question. `owner` is the key of one (plans/owners.py), or empty for everybody who owes a word."""

    owner = forms.CharField(required=False, widget=forms.HiddenInput, max_length=150)


class DeputyForm(NoticeForm):
    """Who stands in for whom, from a day to a day. `people` may be chosen as deputies, by key; `persons` are those for whom
    the reader may choose one, and where there is but one it is not asked."""

    person = forms.ChoiceField(label="Who is away")
    deputy = forms.ChoiceField(
        label="Who stands in",
        help_text="Sees the items, says how they go and asks for dates. Both are named beside it.",
    )
    from_on = DayField(label="First day")
    to_on = DayField(label="Last day", help_text="This day counts too. Nothing has to be done when it has passed.")

    def __init__(self, *args: Any, persons: Mapping[str, User], people: Mapping[str, User], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.persons, self.people = persons, people
        for name, choices in (("person", persons), ("deputy", people)):
            chosen = [("", "Choose"), *((key, one.name) for key, one in choices.items())]
            cast(forms.ChoiceField, self.fields[name]).choices = chosen
        if len(persons) == 1:
            del self.fields["person"]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if len(self.persons) == 1:
            (cleaned["person"],) = self.persons
        for name, people in (("person", self.persons), ("deputy", self.people)):
            if cleaned.get(name):
                cleaned[name] = people[cleaned[name]]
        return cleaned

    def kept_arguments(self) -> dict:
        return {"persons": self.persons, "people": self.people}


class EndDeputyForm(NoticeForm):
    """One press: nobody stands in any more for the person of this key."""

    person = forms.CharField(widget=forms.HiddenInput, max_length=150)
