"""How are minutes sent out, what should a paragraph say, and what becomes of a correction?"""

from typing import Any

from django import forms

from boards.domain import LONGEST_WORDS
from boards.forms.attending import SaidAtTimes
from boards.minutes import LONGEST_PARAGRAPH
from notices.forms import NoticeForm
from records.forms import DayField

ACCEPTED, DECLINED = "accepted", "declined"


class CirculateMinutesForm(NoticeForm):
    corrections_by = DayField(
        label="Last day on which corrections can be asked for",
        help_text="Whoever was there can ask up to this day, and on it. It lies before the meeting that is to confirm them.",
    )


class CorrectMinutesForm(NoticeForm):
    words = forms.CharField(
        label="The paragraph in the words that it should have",
        widget=forms.Textarea(attrs={"rows": 6}),
        max_length=LONGEST_PARAGRAPH,
    )


class AnswerCorrectionForm(NoticeForm):
    answer = forms.ChoiceField(
        label="Answer",
        choices=[(ACCEPTED, "Accepted: the paragraph gets these words"), (DECLINED, "Declined")],
        widget=forms.RadioSelect,
    )
    reason = SaidAtTimes(
        label="Reason",
        help_text="Needed where it is declined. It stands beside the paragraph and is read by the members.",
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=LONGEST_WORDS,
    )

    def given(self) -> dict[str, Any]:
        return {
            "accepted": self.cleaned_data["answer"] == ACCEPTED,
            "reason": self.cleaned_data["reason"],
            "confirmed": self.cleaned_data["confirmed"],
        }
