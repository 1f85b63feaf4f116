"""What is asked of a person who keeps a view of the list, or removes one?"""

from django import forms

from notices.forms import NoticeForm
from plans.keeping import LONGEST_NAME


class KeepViewForm(NoticeForm):
    name = forms.CharField(label="Name of the view", max_length=LONGEST_NAME)


class RemoveViewForm(NoticeForm):
    name = forms.CharField(widget=forms.HiddenInput)
