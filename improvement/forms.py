"""What does the demonstration's page ask? Who to be, and how far to move the clock."""

from collections.abc import Mapping

from django import forms
from django.http import QueryDict

from accounts.models import User
from records.forms import PlainForm


class SignInAs(PlainForm):
    """One of the people given, by address."""

    person = forms.CharField(max_length=254)

    def __init__(self, people: Mapping[str, User], data: QueryDict) -> None:
        super().__init__(data)
        self.people = people

    def clean_person(self) -> User:
        try:
            return self.people[self.cleaned_data["person"]]
        except KeyError:
            raise forms.ValidationError("Choose one of the people on the page.") from None


class MoveClock(PlainForm):
    """A step forward from the day that the page showed: the same press twice is one step."""

    TOMORROW, MEETING, REPORTING = "tomorrow", "meeting", "reporting"
    step = forms.ChoiceField(
        choices=[
            (TOMORROW, "To tomorrow morning"),
            (MEETING, "To the next meeting"),
            (REPORTING, "To the next information to Ministers"),
        ]
    )
    seen = forms.DateField(widget=forms.HiddenInput, input_formats=["%Y-%m-%d"])
