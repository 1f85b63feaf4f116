"""What is asked of whoever draws up an agenda?"""

from collections.abc import Mapping
from typing import Any, cast

from django import forms

from accounts.models import User
from boards.agenda import LONGEST_TITLE, MOST_MINUTES
from boards.domain import LONGEST_WORDS
from boards.models import AgendaTerms
from notices.forms import NoticeForm


class AgendaItemForm(NoticeForm):
    """One item. `people` are those who may lead it, by key."""

    title = forms.CharField(label="What the item is about", max_length=LONGEST_TITLE)
    purpose = forms.ChoiceField(
        label="What it is for", choices=AgendaTerms.Purpose.choices, widget=forms.RadioSelect, initial="discussion"
    )
    minutes = forms.IntegerField(
        label="Minutes",
        required=False,
        min_value=1,
        max_value=MOST_MINUTES,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off", "class": "govuk-input--width-3"}),
    )
    owner = forms.ChoiceField(label="Who leads it", required=False)

    def __init__(self, *args: Any, people: Mapping[str, User], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.people = people
        cast(forms.ChoiceField, self.fields["owner"]).choices = [
            ("", "Nobody is named"),
            *((key, person.name) for key, person in people.items()),
        ]

    def clean_owner(self) -> User | None:
        return self.people.get(self.cleaned_data["owner"])

    def kept_arguments(self) -> dict:
        return {"people": self.people}


class ChangeAgendaItemForm(AgendaItemForm):
    closed = forms.BooleanField(
        label="Closed: only members of the Board and the secretary read its papers",
        required=False,
    )
    reason = forms.CharField(
        label="Why it is closed",
        help_text="Only where it is. The title and this reason stay on the agenda, which officers read too.",
        widget=forms.Textarea(attrs={"rows": 2}),
        max_length=LONGEST_WORDS,
        required=False,
    )


class TakeOffForm(NoticeForm):
    reason = forms.CharField(
        label="Why it comes off the agenda",
        help_text="It stays beside the item. Its number is not used again, and it can be put back.",
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=LONGEST_WORDS,
    )
