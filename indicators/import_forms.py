"""What is asked of whoever sends a file of figures, is asked about its dates, or says yes to it?"""

from typing import Any

from django import forms

from indicators.forms import WordsField
from indicators.imports.periods import DAY_FIRST, MONTH_FIRST
from indicators.models import FigureFile
from notices.forms import NoticeForm


class SendFiguresForm(NoticeForm):
    file = forms.FileField(
        label="The file of figures",
        help_text="An Excel workbook (.xlsx) or a CSV file, of at most 25 MB.",
        max_length=FigureFile._meta.get_field("file_name").max_length,
        allow_empty_file=True,  # the rule says what is wrong with one
        widget=forms.FileInput(attrs={"accept": ".xlsx,.csv"}),
    )
    reason = WordsField(
        label="Why figures that stand change",
        required=False,
        help_text="Only where the file changes any. Counts for rows that do not say so themselves; you can also say it later.",
    )


class DateOrderForm(NoticeForm):
    """Which of two days is meant in the file, said by the one that it asks about."""

    order = forms.ChoiceField(
        label="Which day is meant?",
        help_text="Your answer counts for all such dates of this file.",
        widget=forms.RadioSelect,
        choices=[],
    )

    def __init__(self, *args: Any, days: dict[str, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.days = days
        self.fields["order"].choices = [  # type: ignore[attr-defined]
            (DAY_FIRST, f"{days['day_first']}: the day comes first"),
            (MONTH_FIRST, f"{days['month_first']}: the month comes first"),
        ]

    def kept_arguments(self) -> dict:
        return {"days": self.days}


class RecordFiguresForm(NoticeForm):
    """Yes to what a file would record. Why figures change is asked where some rows do not say, what is unusual from the start."""

    seen = forms.CharField(widget=forms.HiddenInput, required=False)
    reason = WordsField(
        label="Why these figures change", help_text="It stays beside each figure and is read by Board members."
    )
    field_order = ["reason", "confirmed"]

    def __init__(self, *args: Any, unusual: bool, unexplained: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.unusual, self.unexplained = unusual, unexplained
        if unusual:
            self.fields["confirmed"].widget = forms.CheckboxInput()
        if not unexplained:
            del self.fields["reason"]

    def kept_arguments(self) -> dict:
        return {"unusual": self.unusual, "unexplained": self.unexplained}
