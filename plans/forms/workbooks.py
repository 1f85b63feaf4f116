"""What is asked of whoever sends a workbook back, and of whoever has seen what it would change?"""

from typing import Any

from django import forms

from notices.forms import NoticeForm
from plans.models import Workbook


class SendWorkbookForm(NoticeForm):
    """The file and, of those who may speak for others, where these owners' words come from."""

    file = forms.FileField(
        label="The workbook, filled in",
        help_text="An Excel workbook (.xlsx) or a CSV file, of at most 10 MB.",
        max_length=Workbook._meta.get_field("file_name").max_length,
        allow_empty_file=True,  # the rule says what is wrong with one
        widget=forms.FileInput(attrs={"accept": ".xlsx,.csv"}),
    )
    source = forms.CharField(
        label="Where do these answers come from?",
        help_text="Counts for rows of other people's items that do not say so themselves. For example: calls on 4 March.",
        max_length=300,
        required=False,
    )

    def __init__(self, *args: Any, for_others: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.for_others = for_others
        if not for_others:
            del self.fields["source"]

    def kept_arguments(self) -> dict:
        return {"for_others": self.for_others}


class RecordWorkbookForm(NoticeForm):
    """Yes to what a workbook would change. What is unusual in it is asked about from the start."""

    def __init__(self, *args: Any, unusual: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.unusual = unusual
        if unusual:
            self.fields["confirmed"].widget = forms.CheckboxInput()

    def kept_arguments(self) -> dict:
        return {"unusual": self.unusual}
