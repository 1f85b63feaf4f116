"""What is asked of whoever records the Board's words for the measures? Three questions a measure: `word_QP1` and so on."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, cast

from django import forms

from boards.forms.decisions import MeetingChoice
from boards.models import Board, Meeting
from notices.forms import NoticeForm
from notices.models import Measure
from plans.forms.fields import RuledChoice, RuledText
from plans.judging import Judged, faults_of
from plans.models import Judgement
from records.clock import AsOf

IN_A_ROW = {"class": "govuk-radios--inline govuk-radios--small"}
QUESTIONS = ("word", "reason", "printed_reason")
NOT_JUDGED = ""
# For a meeting, measure by measure, the word with what is known of the facts on its day.
FactsOf = Callable[[Meeting, Measure, str], tuple[Sequence[str], str]]


class JudgementsForm(NoticeForm):
    """The Board's words at one meeting. A measure without a word is not judged there; one that keeps its word needs no
    reason, unless the facts disagree. The rule says when a reason is too long: thirty boxes that count signs would be noise."""

    meeting = MeetingChoice(
        queryset=None,
        to_field_name="number",
        empty_label="Choose a meeting",
        label="Meeting at which the Board judged",
        help_text="The words count from its day. A meeting stands here once it is recorded as held.",
    )

    def __init__(
        self,
        *args: Any,
        board: Board,
        asof: AsOf,
        measures: Iterable[Measure],
        last: Callable[[Meeting], Mapping[int, Judgement]],
        facts: FactsOf,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.drawn_with: dict[str, Any] = {"board": board, "asof": asof, "last": last, "facts": facts}
        self.measures = list(measures)
        cast(MeetingChoice, self.fields["meeting"]).queryset = board.meetings.held(asof)
        for measure in self.measures:
            code = measure.code
            self.fields[f"word_{code}"] = RuledChoice(
                label=f"The Board’s word for {code}",
                choices=[*Judgement.Word.choices, (NOT_JUDGED, "Not judged at this meeting")],
                widget=forms.RadioSelect(attrs=IN_A_ROW),
            )
            self.fields[f"reason_{code}"] = RuledText(label=f"Reason for {code}", rows=2, max_length=None)
            self.fields[f"printed_reason_{code}"] = RuledText(label=f"Reason to print beside “Met” for {code}", rows=2)

    def clean(self) -> dict:
        super().clean()
        meeting = self.cleaned_data.get("meeting")
        if meeting is not None:
            before = self.drawn_with["last"](meeting)
            for judged in self.judged():
                code = judged.measure.code
                for question, sentence in faults_of(judged, before.get(judged.measure.pk)):
                    if f"{question}_{code}" not in self.errors:
                        self.add_error(f"{question}_{code}", sentence)
        return self.cleaned_data

    def judged(self) -> list[Judged]:
        """The words given, in the order of the page; a measure that has none is left out."""
        found = []
        for measure in self.measures:
            word, reason, printed = (self.cleaned_data.get(f"{name}_{measure.code}") or "" for name in QUESTIONS)
            if word:
                unevidenced, disagreement = self.drawn_with["facts"](self.cleaned_data["meeting"], measure, word)
                found.append(Judged(measure, word, reason, printed, unevidenced, disagreement))
        return found

    def kept_arguments(self) -> dict:
        return self.drawn_with | {"measures": self.measures}
