"""What is asked of whoever answers a signal: puts it before a meeting, or sets it aside?"""

from collections.abc import Mapping
from typing import Any, cast

from django import forms

from boards.models import Meeting
from notices.forms import NoticeForm
from plans.forms.concerns import ConcernForm
from plans.forms.fields import Text
from records import wording
from records.forms import DayField


class PutSignalForm(NoticeForm):
    """The words of the concern, and the meeting of `meetings`, those to come by key."""

    words = Text(
        rows=8,
        label="What is the Board told?",
        help_text="Written from the signal. Change it as you like, and say what you ask the Board to look at. Name no child.",
    )
    meeting = forms.ChoiceField(
        label="Meeting that it comes before", help_text=ConcernForm.base_fields["meeting"].help_text
    )

    def __init__(self, *args: Any, meetings: Mapping[str, Meeting], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.meetings = meetings
        cast(forms.ChoiceField, self.fields["meeting"]).choices = [
            (key, f"{meeting.board}, meeting {meeting.number}, {wording.day(meeting.day)}")
            for key, meeting in meetings.items()
        ]

    def clean_meeting(self) -> Meeting:
        return self.meetings[self.cleaned_data["meeting"]]

    def kept_arguments(self) -> dict:
        return {"meetings": self.meetings}


class SetAsideForm(NoticeForm):
    reason = Text(
        label="Why does it not need the Board?",
        help_text="For example that the cause is known, or that a figure is being checked. It stands beside the warning from now on.",
    )
    look_again_on = DayField(
        label="Day on which it is looked at again",
        help_text="If the warning still stands on that day, it waits for an answer again. At most six months from now.",
    )
