"""What is asked of whoever plans meetings, moves one, cancels it, or says when, where and whether it was held?"""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms

from boards.domain import LONGEST_WORDS
from boards.hours import Hours
from boards.scheduling import LONGEST_PLACE
from boards.series import Proposed
from boards.timetables import MOST_DAYS
from notices.forms import NoticeForm
from records.forms import DayField, HourField


class HoursForm(NoticeForm):
    """From when to when, and where; each may be left open."""

    starts = HourField(label="Starts at", help_text="For example 10am or 14:30", required=False)
    ends = HourField(label="Ends at", required=False)
    place = forms.CharField(
        label="Place",
        help_text="For example a room, or “Online”. Members read it on the meeting’s page and in their own calendars.",
        max_length=LONGEST_PLACE,
        required=False,
    )


def hours_in(form: NoticeForm) -> Hours:
    """What was typed into an HoursForm, once it has been looked at."""
    return Hours(*(form.cleaned_data[name] for name in ("starts", "ends", "place")))


class MeetingSeriesForm(HoursForm):
    field_order = ["first", "until"]
    first = DayField(label="Day of the first meeting", help_text="For example 7 11 2012")
    until = DayField(
        label="Last day on which one may fall",
        help_text="A meeting is planned every six weeks up to this day. For a single meeting, give the same day again.",
    )


class SeriesDaysForm(NoticeForm):
    """The day of each meeting of a series, as proposed and then as changed by hand. One left empty is not planned."""

    def __init__(self, *args: Any, proposed: Sequence[Proposed], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.proposed = proposed
        for number, one in enumerate(proposed, 1):
            label = f"Day of meeting {number} of {len(proposed)}"
            self.fields[f"day_{number}"] = DayField(label=label, required=False, initial=one.day)

    @property
    def days(self) -> dict[str, date]:
        """What was typed, by field."""
        names = [f"day_{number}" for number in range(1, len(self.proposed) + 1)]
        return {name: self.cleaned_data[name] for name in names if self.cleaned_data.get(name)}

    @property
    def rows(self) -> list[tuple[forms.BoundField, Proposed]]:
        return [(self[f"day_{number}"], one) for number, one in enumerate(self.proposed, 1)]


class MeetingHoursForm(HoursForm):
    reason = forms.CharField(
        label="Reason",
        help_text="Where hours or a place were said before. It is read by Board members.",
        widget=forms.Textarea(attrs={"rows": 2}),
        max_length=LONGEST_WORDS,
        required=False,
    )


class CancelMeetingForm(NoticeForm):
    reason = forms.CharField(
        label="Reason",
        help_text="It stays beside the meeting and is read by Board members.",
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=LONGEST_WORDS,
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
