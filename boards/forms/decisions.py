"""What is asked of whoever records what the Board decided?"""

from typing import Any

from django import forms

from boards.domain import LONGEST_WORDS
from boards.models import Board, Decision, Meeting
from notices.forms import NoticeForm
from records import wording
from records.clock import AsOf
from records.forms import DayField


class MeetingChoice(forms.ModelChoiceField):
    def label_from_instance(self, meeting: Meeting) -> str:
        return f"Meeting {meeting.number}, {wording.day(meeting.day)}"


class DecisionChoice(forms.ModelChoiceField):
    def label_from_instance(self, decision: Decision) -> str:
        words = decision.words if len(decision.words) <= 60 else decision.words[:59].rstrip() + "…"
        return f"Decision {decision.number}, {wording.day(decision.counts_on)}: {words}"


# A decision about dates is recorded with its answers (plans, "Answer proposed dates"), one that judges the measures with its
# words (reports, "Judgements"), and one that confirms minutes on their page, or nothing would follow from it.
RECORDED_ELSEWHERE = {Decision.Kind.DATES, Decision.Kind.JUDGEMENTS, Decision.Kind.MINUTES}
KINDS = [(kind.value, kind.label) for kind in Decision.Kind if kind not in RECORDED_ELSEWHERE]
OF_ONE_BOARD = {Decision.Kind.MINUTES, Decision.Kind.QUORUM}  # how the Improvement Board itself works
LONGEST_SOURCE = 500


class LscbDecisionForm(NoticeForm):
    """What the Local Safeguarding Children Board decided at a meeting of its own; `board` and `asof` as below."""

    taken_on = DayField(label="Day on which the LSCB decided it", help_text="The decision counts from that day.")
    kind = forms.ChoiceField(
        choices=[(kind, label) for kind, label in KINDS if kind not in OF_ONE_BOARD],
        widget=forms.RadioSelect,
        label="What it is about",
        help_text="Where the notice wants the LSCB to agree something, only a decision of its kind shows that it did.",
    )
    words = forms.CharField(
        label="What the LSCB decided",
        help_text="As its minutes say it. It cannot be changed afterwards, only replaced.",
        widget=forms.Textarea(attrs={"rows": 5}),
        max_length=LONGEST_WORDS,
    )
    source = forms.CharField(
        label="From where this is known",
        help_text="For example “Minutes of the LSCB of 23 January 2013, paragraph 14”, or who told you and when.",
        max_length=LONGEST_SOURCE,
    )
    replaces = DecisionChoice(
        queryset=None,
        to_field_name="number",
        required=False,
        empty_label="None",
        label="Decision of the LSCB that it replaces",
        help_text="What the earlier decision settled no longer counts from the day of this one.",
    )

    def __init__(self, *args: Any, board: Board, asof: AsOf, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.board, self.asof = board, asof
        fields: dict[str, Any] = self.fields
        fields["replaces"].queryset = board.decisions.in_force(asof).latest_first()

    def kept_arguments(self) -> dict:
        return {"board": self.board, "asof": self.asof}


class DecisionForm(NoticeForm):
    """`board` and `asof` decide which meetings and decisions can be chosen: its own, as they stand now."""

    meeting = MeetingChoice(
        queryset=None,
        to_field_name="number",
        required=False,
        empty_label="None: it was taken between meetings",
        label="Meeting at which it was taken",
        help_text=(
            "The decision counts from the day of that meeting, whenever it is recorded. "
            "A meeting stands here once it is recorded as held."
        ),
    )
    taken_on = DayField(
        label="Day on which it was taken",
        help_text="Only for a decision between meetings.",
        required=False,
    )
    kind = forms.ChoiceField(
        choices=KINDS,
        widget=forms.RadioSelect,
        label="What it is about",
        help_text="Where the notice wants something agreed, only a decision of its kind shows that it was.",
    )
    words = forms.CharField(
        label="What the Board decided",
        help_text="As it should stand in the register. It cannot be changed afterwards, only replaced.",
        widget=forms.Textarea(attrs={"rows": 5}),
        max_length=LONGEST_WORDS,
    )
    replaces = DecisionChoice(
        queryset=None,
        to_field_name="number",
        required=False,
        empty_label="None",
        label="Decision that it replaces",
        help_text="What the earlier decision settled no longer counts from the day of this one.",
    )

    def __init__(self, *args: Any, board: Board, asof: AsOf, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.board, self.asof = board, asof
        fields: dict[str, Any] = self.fields
        fields["meeting"].queryset = board.meetings.held(asof)
        fields["replaces"].queryset = board.decisions.in_force(asof).latest_first()

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if cleaned.get("meeting") and cleaned.get("taken_on"):
            self.add_error(
                "taken_on", "Leave the day empty: a decision taken at a meeting counts from the meeting’s day."
            )
        return cleaned

    def kept_arguments(self) -> dict:
        return {"board": self.board, "asof": self.asof}
