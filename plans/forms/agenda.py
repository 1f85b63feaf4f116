"""What is asked of whoever says what an item of an agenda is about?"""

from django import forms

from notices.forms import NoticeForm


class SubjectsForm(NoticeForm):
    things = forms.CharField(
        label="Numbers and codes",
        help_text="One or several: items of the plan (14), indicators (FD-05), paragraphs of the notice (QP2), concerns (C3).",
        max_length=400,
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "characters"}),
    )


class TakeOffSubjectForm(NoticeForm):
    thing = forms.CharField(widget=forms.HiddenInput, max_length=20)
