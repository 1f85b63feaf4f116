"""What is asked of whoever puts a concern before a Board, and of who records what the Board decided about it?"""

import re
from collections.abc import Iterable, Mapping
from typing import Any, cast

from django import forms

from boards.models import Board, Decision, Meeting
from notices.forms import NoticeForm
from notices.models import Notice
from plans.forms.agreed import A_NUMBER, ObjectiveChoice
from plans.forms.fields import IndicatorChoice, Ruled, RuledChoice, RuledText, Text
from plans.models import Concern, Item
from records import wording
from records.clock import AsOf
from records.refusal import Refused

NOT_YET, ACTION, NONE_NEEDED, HELD_OVER = "", "action", "none_needed", "held_over"
OUTCOMES = [
    (NOT_YET, "Not decided yet"),
    (ACTION, "A corrective action"),
    (NONE_NEEDED, "None needed"),
    (HELD_OVER, "Held over to the next meeting after that decision"),
]
WITH_REASON = (NONE_NEEDED, HELD_OVER)
THINGS = ("item", "objective", "indicator")
LONGEST_LABEL = 60


class ItemNumber(forms.IntegerField):
    """An item of one notice, by its number: `of(notice)` before it is cleaned."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("widget", forms.TextInput(attrs=A_NUMBER | {"class": "govuk-input--width-4"}))
        kwargs.setdefault("error_messages", {"invalid": "Give the number of the item, like 12."})
        super().__init__(**kwargs)

    def of(self, notice: Notice) -> None:
        self.items = Item.objects.for_notice(notice)

    def clean(self, value: Any) -> Item | None:
        number = super().clean(value)
        if number is None:
            return None
        found = self.items.filter(number=number).first() if 0 < number < 2**31 else None
        if found is None:
            raise forms.ValidationError(f"There is no item {number}.", code="no_item")
        return found


class RuledItem(Ruled, ItemNumber):
    pass


class RuledObjective(Ruled, ObjectiveChoice):  # type: ignore[misc]  # of one of three, as those above
    pass


class RuledIndicator(Ruled, IndicatorChoice):  # type: ignore[misc]  # of one of three, as those above
    pass


class ConcernForm(NoticeForm):
    """One concern. `meetings` are those to come by key; `about` names the one question that the address has answered."""

    item = RuledItem(label="Number of the item")
    objective = RuledObjective(queryset=None, to_field_name="number", label="Objective", empty_label="None")
    indicator = RuledIndicator(queryset=None, to_field_name="code", label="Indicator", empty_label="None")
    words = Text(
        label="What is the concern?",
        help_text="What worries you, and what you ask the Board to look at. Name no child.",
    )
    meeting = forms.ChoiceField(
        label="Meeting that it comes before",
        help_text="It leaves that meeting with a corrective action, or the reason why none is needed or why it is held over.",
    )

    def __init__(
        self, *args: Any, notice: Notice, asof: AsOf, meetings: Mapping[str, Meeting], about: str = "", **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.drawn_with: dict[str, Any] = {"notice": notice, "asof": asof, "meetings": meetings, "about": about}
        cast(ItemNumber, self.fields["item"]).of(notice)
        cast(ObjectiveChoice, self.fields["objective"]).of(notice, asof)
        cast(IndicatorChoice, self.fields["indicator"]).of(notice, asof)
        cast(forms.ChoiceField, self.fields["meeting"]).choices = [
            (key, f"{meeting.board}, meeting {meeting.number}, {wording.day(meeting.day)}")
            for key, meeting in meetings.items()
        ]
        if about:
            self.fields[about].widget = forms.HiddenInput()
            for other in set(THINGS) - {about}:
                del self.fields[other]

    def clean_meeting(self) -> Meeting:
        return self.drawn_with["meetings"][self.cleaned_data["meeting"]]

    def things(self) -> dict[str, Any]:
        return {name: self.cleaned_data.get(name) for name in THINGS}

    def kept_arguments(self) -> dict:
        return self.drawn_with


class OutcomesForm(NoticeForm):
    """What one decision says of several concerns. Three questions each, named by the concern and by how many outcomes it had
    when the page was drawn: `outcome_3_0`."""

    decision = forms.ChoiceField(
        label="Decision of the Board",
        help_text="The outcomes count from its day. Record the decision first, if it is not here.",
    )

    def __init__(
        self,
        *args: Any,
        notice: Notice,
        decisions: Iterable[Decision],
        concerns: Mapping[str, Concern],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.decisions = {key_of(decision): decision for decision in decisions}
        self.notice, self.concerns = notice, concerns
        cast(forms.ChoiceField, self.fields["decision"]).choices = [
            ("", "Choose a decision"),
            *((key, decision_label(decision)) for key, decision in self.decisions.items()),
        ]
        for key, concern in concerns.items():
            self.fields[f"outcome_{key}"] = RuledChoice(
                label=f"Outcome of {concern}", choices=OUTCOMES, widget=forms.RadioSelect, initial=NOT_YET
            )
            self.fields[f"item_{key}"] = RuledItem(label=f"Number of the item that corrects {concern}")
            cast(ItemNumber, self.fields[f"item_{key}"]).of(notice)
            self.fields[f"because_{key}"] = RuledText(
                label=f"Why none is needed for {concern}, or why it is held over", rows=2
            )

    def clean_decision(self) -> Decision:
        return self.decisions[self.cleaned_data["decision"]]

    def clean(self) -> dict:
        super().clean()
        cleaned = self.cleaned_data
        for key in self.concerns:
            outcome, item, because = f"outcome_{key}", f"item_{key}", f"because_{key}"
            answer = cleaned.get(outcome)
            if answer == ACTION and item not in self.errors and not cleaned.get(item):
                self.add_error(item, "Give the number of the item that is the corrective action.")
            if answer != ACTION and cleaned.get(item):
                self.add_error(item, "Choose “A corrective action” above, or leave this empty.")
            if answer in WITH_REASON and because not in self.errors and not cleaned.get(because):
                why = "found that none is needed" if answer == NONE_NEEDED else "held it over"
                self.add_error(because, f"Say why the Board {why}.")
            if answer not in WITH_REASON and cleaned.get(because):
                self.add_error(because, "Choose “None needed” or “Held over” above, or leave this empty.")
        return cleaned

    def outcomes(self) -> list[dict[str, Any]]:
        """What `close_concern` wants for each concern that has an answer; Refused where none has."""
        given = [
            {
                "concern": concern,
                "action": self.cleaned_data[f"item_{key}"],
                "after": int(key.split("_")[1]),
            }
            | ({answer: self.cleaned_data[f"because_{key}"]} if answer in WITH_REASON else {})
            for key, concern in self.concerns.items()
            if (answer := self.cleaned_data[f"outcome_{key}"])
        ]
        if not given:
            raise Refused("Give the outcome of at least one concern.")
        return given

    def kept_arguments(self) -> dict:
        return {"notice": self.notice, "decisions": list(self.decisions.values()), "concerns": self.concerns}


NAMES = re.compile(r"outcome_(?P<key>(?P<number>[1-9][0-9]{0,8})_[0-9]{1,9})")


def sent(data: Mapping[str, Any]) -> dict[str, int]:
    """The concerns that a page which was sent asked about, by key: also those that were answered meanwhile."""
    found = [NAMES.fullmatch(name) for name in data]
    return {one["key"]: int(one["number"]) for one in found if one}


def key_of(decision: Decision) -> str:
    """14, and lscb-14 of the other Board"""
    return f"{decision.number}" if decision.board.kind == Board.Kind.IMPROVEMENT else f"lscb-{decision.number}"


def decision_label(decision: Decision) -> str:
    words = decision.words
    short = words if len(words) <= LONGEST_LABEL else words[: LONGEST_LABEL - 1].rstrip() + "…"
    board = "LSCB decision" if decision.board.kind == Board.Kind.LSCB else "Decision"
    return f"{board} {decision.number}, {wording.day(decision.counts_on)}: {short}"
