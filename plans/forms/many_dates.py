"""What is asked of a person who asks for other dates of several items in one go?"""

from collections.abc import Iterable, Mapping
from typing import Any, cast

from django import forms
from django.http import QueryDict

from notices.forms import NoticeForm
from plans.forms.fields import DeadlineField, RuledText
from plans.many_dates import NotAll, Proposal
from plans.models import DateChange, Item
from records import wording
from records.forms import DayField
from records.refusal import AskFirst, NotTheNext, Refused

AT_ONCE = 50


class ProposeDatesForm(NoticeForm):
    """A new date for each item, and one reason for all or one each: `to_14`, `analysis_14`, `remedy_14`; `after_14` is the
    number of the last date asked for that the page knew of."""

    analysis = RuledText(
        label="Why will these dates not be met?",
        help_text="For all of them. An item can say its own reason below.",
        rows=4,
    )
    remedy = RuledText(label="What is being done about it?", help_text="For all of them, likewise.", rows=4)

    def __init__(self, *args: Any, items: Iterable[Item], after: Mapping[int, int], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.items, self.clashed = list(items), False
        for item in self.items:
            name = f"item {item.number}"
            self.fields[f"to_{item.number}"] = DeadlineField(
                label=f"New date for {name}",
                help_text="Leave the day empty for a whole month.",
                error_messages={"required": f"Enter the new date for {name}"},
            )
            self.fields[f"analysis_{item.number}"] = RuledText(label=f"Why {name} will not be met", rows=3)
            self.fields[f"remedy_{item.number}"] = RuledText(label=f"What is being done about {name}", rows=3)
            self.fields[f"after_{item.number}"] = forms.IntegerField(
                widget=forms.HiddenInput, min_value=0, max_value=2**31 - 1, initial=after.get(item.pk, 0)
            )

    def clean(self) -> dict:
        super().clean()
        given = self.cleaned_data
        if not self.items:
            self.add_error(None, "Choose at least one item.")
        for item in self.items:
            for name, sentence in (
                ("analysis", f"Say why the date of item {item.number} will not be met: here, or above for all."),
                ("remedy", f"Say what is being done about item {item.number}: here, or above for all."),
            ):
                own = f"{name}_{item.number}"
                if not {name, own} & self.errors.keys() and not (given.get(own) or given.get(name)):
                    self.add_error(own, sentence)
        return given

    def proposals(self) -> list[Proposal]:
        given = self.cleaned_data
        return [
            Proposal(
                item=item,
                to=given[f"to_{item.number}"].on,
                precision=given[f"to_{item.number}"].precision,
                analysis=given[f"analysis_{item.number}"] or given["analysis"],
                remedy=given[f"remedy_{item.number}"] or given["remedy"],
                after=given[f"after_{item.number}"],
            )
            for item in self.items
        ]

    def refuse(self, refusal: Refused) -> None:
        """Each fault at its item; what somebody else asked for meanwhile beside what is typed, to be sent again after it."""
        if not isinstance(refusal, NotAll):
            super().refuse(refusal)
            return
        for number, fault in refusal.faults.items():
            if isinstance(fault, NotTheNext):
                self._clash(number, fault)
            elif isinstance(fault, AskFirst):
                super().refuse(fault)
            elif fault.field in self.fields:
                if fault.sentence not in self.errors.get(fault.field, []):
                    self.add_error(fault.field, fault.sentence)
            else:
                own = f"{fault.field}_{number}"
                self.add_error(own if own in self.fields else f"to_{number}", fault.sentence)

    def _clash(self, number: int, met: NotTheNext) -> None:
        self.clashed = True
        sentence, latest = met.sentence, met.latest
        if isinstance(latest, DateChange):
            asked = wording.due(latest.to_on, latest.to_precision)
            sentence = (
                f"{latest.recorded_by} has asked for {asked} for item {number} since you opened this page, and it does not "
                f"wait any more. Why: {latest.analysis} Being done: {latest.remedy} Send yours again if it still holds."
            )
            typed = cast(QueryDict, self.data).copy()
            typed[f"after_{number}"] = str(latest.number)
            self.data = typed
        self.add_error(f"to_{number}", sentence)


class ProposeDatesOnBehalfForm(ProposeDatesForm):
    counts_on = DayField(label="Day on which the owner asked")
    field_order = ["counts_on"]
