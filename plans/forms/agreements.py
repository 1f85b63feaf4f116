"""What is asked of whoever says for an agency whether it agrees a plan?"""

from typing import Any

from django import forms

from notices.forms import NoticeForm
from notices.models import Agency
from plans.forms.fields import RuledText, Text
from plans.models import PlanAgreement
from records.forms import DayField


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
