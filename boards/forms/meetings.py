"""What is asked of whoever plans a meeting, moves it, or says that it was held?"""

from typing import Any

from django import forms

from boards.domain import LONGEST_WORDS
from boards.timetables import MOST_DAYS
from notices.forms import NoticeForm
from records.forms import DayField


class MeetingSeriesForm(NoticeForm):
    first = DayField(label="Day of the first meeting", help_text="For example 7 11 2012")
    until = DayField(
        label="Last day on which one may fall",
        help_text="A meeting is planned every six weeks up to this day. For a single meeting, give the same day again.",
    )


class MoveMeetingForm(NoticeForm):
    to = DayField(label="New day")
    reason = forms.CharField(
        label="Reason",
        help_text="It stays beside the meeting and is read by Board members.",
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=LONGEST_WORDS,
    )


class HoldMeetingForm(NoticeForm):
    on = DayField(label="Day on which it was held", help_text="From then on the day of this meeting does not change.")


class DaysField(forms.IntegerField):
    """A number of working days before a meeting."""

    def __init__(self, **kwargs: Any) -> None:
        number = forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"})
        super().__init__(min_value=0, max_value=MOST_DAYS, widget=number, **kwargs)


class TimetableForm(NoticeForm):
    """Each in working days before the meeting."""

    data_days = DaysField(label="Figures close, working days before the meeting")
    updates_days = DaysField(
        label="Updates close, working days before the meeting",
        help_text="What owners say up to this day, and on it, is for this meeting. What they say later is for the next.",
    )
    papers_days = DaysField(label="Papers are due, working days before the meeting")
    reason = forms.CharField(
        label="Reason",
        help_text="It stays beside the timetable and is read by Board members.",
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=LONGEST_WORDS,
    )
