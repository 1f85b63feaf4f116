"""What is asked of an item's owner, of whoever speaks for one, and of the secretary who enters answers about dates?"""

import re
from collections import Counter
from collections.abc import Iterable
from typing import Any, cast

from django import forms

from boards.domain import LONGEST_WORDS
from boards.forms.decisions import MeetingChoice
from boards.models import Board
from notices.forms import NoticeForm
from plans import standing
from plans.dates import Ruling
from plans.forms.fields import DeadlineField, RuledChoice, RuledText, Text
from plans.models import DateChange, DateRuling, Item, Precision, ProgressUpdate
from records import wording
from records.clock import AsOf
from records.forms import DayField
from records.refusal import Refused

Progress = ProgressUpdate.Progress
NOT_YET, AS_ABOVE = "not_yet", "as_above"
IN_A_ROW = {"class": "govuk-radios--inline"}
SUMMED = {"agreed": "agreed as proposed", "other": "agreed with another date", "refused": "refused"}
ANSWER_NAME = re.compile(r"answer_(?P<key>(?P<item>[0-9]{1,9})_[0-9]{1,9})")


class UpdateForm(NoticeForm):
    """How an item goes, in its owner's words."""

    progress = forms.ChoiceField(label="Where is it now?", widget=forms.RadioSelect(attrs=IN_A_ROW))
    done_so_far = RuledText(label="What has been done", help_text="A line is enough. Needed once work has begun.")
    next_step = Text(label="What comes next", rows=2, required=False)
    forecast = RuledChoice(
        label="Will it meet its date?",
        choices=list(standing.FORECASTS.items()),
        widget=forms.RadioSelect(attrs=IN_A_ROW),
    )

    def __init__(self, *args: Any, kind: str, late: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.kind, self.late = kind, late
        if late:  # its date has passed: there is nothing to forecast
            del self.fields["forecast"]
        steps = [Progress.NOT_STARTED, Progress.UNDER_WAY, Progress.DONE]
        if kind == Item.Kind.MILESTONE:  # a milestone is reached or it is not
            steps.remove(Progress.UNDER_WAY)
        cast(forms.ChoiceField, self.fields["progress"]).choices = [
            (step.value, standing.word(kind, step.value)) for step in steps
        ]

    def kept_arguments(self) -> dict:
        return {"kind": self.kind, "late": self.late}


class OnBehalfForm(UpdateForm):
    """How an item goes, as its owner told somebody else."""

    counts_on = DayField(label="Day on which the owner said so")
    source = forms.CharField(
        label="Where the owner's words come from",
        help_text="For example: a call, an e-mail, the delivery group",
        max_length=300,
    )
    field_order = ["counts_on", "source"]


class ProposeDateForm(NoticeForm):
    """Another date for an item, with why the old one fails and what is being done."""

    to = DeadlineField(label="New date", help_text="Leave the day empty for a whole month.")
    analysis = Text(label="Why will the date not be met?", rows=4)
    remedy = Text(label="What is being done about it?", rows=4)


class ProposeOnBehalfForm(ProposeDateForm):
    counts_on = DayField(label="Day on which the owner asked")
    field_order = ["counts_on"]


class DecideDatesForm(NoticeForm):
    """The Board's answers to the dates asked for. Three questions a change, named by item and change: `answer_14_2`."""

    meeting = MeetingChoice(
        queryset=None,
        to_field_name="number",
        required=False,
        empty_label="None: it was decided between meetings",
        label="Meeting at which it was decided",
        help_text="The new dates count from its day. A meeting stands here once it is recorded as held.",
    )
    taken_on = DayField(
        label="Day on which it was decided", help_text="Only for a decision between meetings.", required=False
    )
    words = RuledText(
        label="What the Board decided, in other words than the answers",
        help_text="For the register. Leave it empty, and the register says which items and which dates.",
        max_length=LONGEST_WORDS,
    )

    others = RuledChoice(
        label="Dates that you do not answer one by one below",
        choices=[(NOT_YET, "Are not decided yet"), (DateRuling.Answer.AGREED.value, "Are all agreed as proposed")],
        widget=forms.RadioSelect,
        initial=NOT_YET,
    )

    def __init__(self, *args: Any, board: Board, asof: AsOf, changes: Iterable[DateChange], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.board, self.asof = board, asof
        self.changes = {f"{change.item.number}_{change.number}": change for change in changes}
        cast(MeetingChoice, self.fields["meeting"]).queryset = board.meetings.held(asof)
        answers = [(AS_ABOVE, "As said above"), *DateRuling.Answer.choices, (NOT_YET, "Not decided yet")]
        for key, change in self.changes.items():
            item = f"item {change.item.number}"
            self.fields[f"answer_{key}"] = RuledChoice(
                label=f"The Board's answer for {item}", choices=answers, widget=forms.RadioSelect, initial=AS_ABOVE
            )
            self.fields[f"to_{key}"] = DeadlineField(
                label=f"Another date agreed for {item}",
                help_text="Only where it is not the date asked for. Leave the day empty for a whole month.",
                ruled=True,
            )
            self.fields[f"words_{key}"] = RuledText(
                label=f"The Board's reason about {item}", help_text="Needed where the new date is refused.", rows=2
            )

    def clean(self) -> dict:
        super().clean()
        cleaned = self.cleaned_data
        if cleaned.get("meeting") and cleaned.get("taken_on"):
            self.add_error("taken_on", "Leave the day empty: what a meeting decided counts from the meeting's day.")
        for key, change in self.changes.items():
            answer, to, words = f"answer_{key}", f"to_{key}", f"words_{key}"
            if cleaned.get(answer) != DateRuling.Answer.OTHER and cleaned.get(to):
                self.add_error(to, "Choose “Agreed with another date” above, or leave this empty.")
            if not self.answer_to(key) and cleaned.get(words):
                self.add_error(words, "Choose the Board's answer above, or leave this empty.")
            # The rule says both too; here the sentence stands at its own box, of which there is one an item.
            if cleaned.get(answer) == DateRuling.Answer.OTHER and to not in self.errors and not cleaned.get(to):
                self.add_error(to, f"Give the date that the Board agreed for item {change.item.number}.")
            if cleaned.get(answer) == DateRuling.Answer.REFUSED and words not in self.errors and not cleaned.get(words):
                self.add_error(words, f"Say why the Board refused the new date for item {change.item.number}.")
        return cleaned

    def answer_to(self, key: str) -> str:
        """The answer to one change; "" where none is given. What did not stand on the page that was sent has none."""
        own = self.cleaned_data.get(f"answer_{key}") or NOT_YET
        said = self.cleaned_data.get("others") if own == AS_ABOVE else own
        return "" if not said or said == NOT_YET else said

    def check_still_waiting(self) -> None:
        """Refused where a question that stood on the page, and was answered there, waits no longer. Asked inside the
        writing and not while the form is cleaned: the same form sent twice gets the answer it got."""
        no_answer = (
            {"", NOT_YET} if self.cleaned_data.get("others") == DateRuling.Answer.AGREED else {"", NOT_YET, AS_ABOVE}
        )
        sent = [(ANSWER_NAME.fullmatch(name), answer) for name, answer in self.data.items() if answer not in no_answer]
        for found, _ in sent:
            if found and found["key"] not in self.changes:
                raise Refused(f"The new date for item {found['item']} waits no longer. Nothing is recorded.")

    def rulings(self) -> list[Ruling]:
        """The answers given, in the order of the page; what is not decided yet is left out."""
        answers = {key: self.answer_to(key) for key in self.changes}
        return [self.ruling(key, answer) for key, answer in answers.items() if answer]

    @property
    def summary(self) -> str:
        """How many were answered how: 5 agreed as proposed, 1 refused."""
        many = Counter(ruling.answer for ruling in self.rulings())
        return wording.listed([f"{many[key]} {words}" for key, words in SUMMED.items() if many[key]])

    def ruling(self, key: str, answer: str) -> Ruling:
        due = self.cleaned_data[f"to_{key}"] if answer == DateRuling.Answer.OTHER else None
        words = self.cleaned_data[f"words_{key}"]
        return Ruling(
            self.changes[key], answer, due.on if due else None, due.precision if due else Precision.DAY, words
        )

    def kept_arguments(self) -> dict:
        return {"board": self.board, "asof": self.asof, "changes": list(self.changes.values())}
