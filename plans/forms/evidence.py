"""What is asked of whoever brings evidence, and of the reviewer who answers it?"""

from collections.abc import Mapping
from typing import Any, cast

from django import forms

from accounts.models import User
from notices.forms import NoticeForm
from notices.models import Notice
from plans.child_data import HINT
from plans.evidence import LONGEST_LINK, LONGEST_TITLE
from plans.forms.fields import RequirementChoices, RuledText, Text, by_measure
from plans.models import Evidence, EvidenceRuling
from records.forms import DayField


class EvidenceForm(NoticeForm):
    """A note or a link that shows something. `owners` are the people whose it may be, by key (plans/owners.py), for
    somebody who may speak for them; `on_behalf` where it is known whose it is, and that is not the writer."""

    owner = forms.ChoiceField(label="Whose evidence it is")
    counts_on = DayField(label="Day on which it was given", help_text="Leave empty for today.", required=False)
    source = forms.CharField(
        label="Where it comes from",
        help_text=f"Needed where it is somebody else’s: a call, an e-mail, a meeting of the delivery group. {HINT}",
        max_length=300,
        required=False,
    )
    title = forms.CharField(
        label="What it is", help_text=f"For example: dip sample of January. {HINT}", max_length=LONGEST_TITLE
    )
    note = Text(label="What it shows", help_text=f"A line or two. {HINT}", required=False)
    link = forms.CharField(
        label="Link to it",
        help_text="Where it can be read, beginning with https:// – nothing is fetched from there. A note or a link is needed.",
        max_length=LONGEST_LINK,
        required=False,
    )
    strength = forms.ChoiceField(label="How strong it is", choices=Evidence.Strength.choices, widget=forms.RadioSelect)
    review_by_on = DayField(
        label="Last day on which it counts",
        help_text="From the next day it is out of date. Leave empty where it stays true, as a document that was agreed does.",
        required=False,
    )
    requirements = RequirementChoices(
        label="Requirements of the notice that it shows",
        error_messages={"required": "Choose at least one requirement of the notice that it shows."},
    )

    def __init__(
        self,
        *args: Any,
        notice: Notice,
        owners: Mapping[str, User] | None = None,
        on_behalf: bool = False,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.drawn_with: dict[str, Any] = {"notice": notice, "owners": owners, "on_behalf": on_behalf}
        if owners is None:
            del self.fields["owner"]
        else:
            cast(forms.ChoiceField, self.fields["owner"]).choices = [
                (key, person.name) for key, person in owners.items()
            ]
        if owners is None and not on_behalf:
            del self.fields["counts_on"], self.fields["source"]
        elif on_behalf:
            self.fields["source"].required = True
        cast(RequirementChoices, self.fields["requirements"]).of(notice)

    def clean_owner(self) -> User:
        return self.drawn_with["owners"][self.cleaned_data["owner"]]

    def shows_by_measure(self) -> tuple[list, list]:
        """The boxes under their measures: those of which something is ticked, and the others."""
        groups = by_measure(self["requirements"])
        return [group for group in groups if group[2]], [group for group in groups if not group[2]]

    def kept_arguments(self) -> dict:
        return self.drawn_with


class RulingForm(NoticeForm):
    """A reviewer's answer to one piece of evidence."""

    answer = forms.ChoiceField(
        label="Does it show what it is said to show?",
        choices=[
            (EvidenceRuling.Answer.ACCEPTED, "Yes: accept it"),
            (EvidenceRuling.Answer.RETURNED, "No: return it to its owner"),
        ],
        widget=forms.RadioSelect,
    )
    words = RuledText(
        label="Your words to its owner",
        help_text=f"Needed where you return it: what is missing. {HINT}",
        max_length=4_000,
    )
