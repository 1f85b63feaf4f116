"""How are minutes edited as text, part by part, and by which decision are they confirmed?"""

from collections.abc import Sequence
from typing import Any

from django import forms

from boards.domain import LONGEST_WORDS
from boards.forms.attending import SaidAtTimes
from boards.models import Decision, Meeting
from boards.paragraphs import Part
from notices.forms import NoticeForm
from records import wording

WIDTH = 90  # characters of a line, about


class MinutesForm(NoticeForm):
    """One text for each part of `parts`, the parts of the meeting in their order; `texts` are those to begin with."""

    def __init__(self, *args: Any, parts: Sequence[Part], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.parts = {name_of(part): part for part in parts}
        for name, part in self.parts.items():
            text = forms.Textarea(attrs={"rows": _rows(part.words)})
            self.fields[name] = SaidAtTimes(label=part.heading, widget=text, initial=part.words)

    def kept_arguments(self) -> dict:
        return {"parts": list(self.parts.values())}

    def written(self) -> list[Part]:
        return [Part(part.heading, self.cleaned_data[name], part.item) for name, part in self.parts.items()]


def name_of(part: Part) -> str:
    """What a part is called among the fields of the form: stable, so that a draft finds it again."""
    return (
        f"item_{part.item}"
        if part.item
        else "part_" + "".join(letter for letter in part.heading.casefold() if letter.isalpha())
    )


def filled(parts: Sequence[Part], saved: Sequence[Part]) -> list[Part]:
    """The parts of the meeting with the words of a saved version; nothing is lost of what that has and the meeting has not."""
    texts = {name_of(part): part for part in saved}
    known = [
        Part(part.heading, found.words if (found := texts.pop(name_of(part), None)) else "", part.item)
        for part in parts
    ]
    return [*known, *texts.values()]


def _rows(words: str) -> int:
    """High enough for what is in it, and a little more."""
    lines = sum(1 + len(line) // WIDTH for line in words.split("\n")) if words else 0
    return min(max(lines + 1, 3), 45)


class ConfirmMinutesForm(NoticeForm):
    """By a decision of a later meeting: recorded here, or recorded before and chosen."""

    decided = forms.ChoiceField(label="Confirmed at")
    words = forms.CharField(
        label="What the Board decided",
        help_text="As it stands in the register of decisions. Leave it as it is where the decision is recorded already.",
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=LONGEST_WORDS,
    )

    def __init__(self, *args: Any, meetings: Sequence[Meeting], decisions: Sequence[Decision], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.meetings = {f"meeting-{row.number}": row for row in meetings}
        self.decisions = {f"decision-{row.number}": row for row in decisions}
        numbers = {row.pk: row.number for row in meetings}
        by_decision = [
            (
                f"decision-{row.number}",
                f"Decision {row.number} of meeting {numbers[row.meeting_id]}, recorded already: {row.words[:80]}",
            )
            for row in decisions
            if row.meeting_id in numbers
        ]
        anew = [
            (key, f"Meeting {row.number}, {wording.day(row.day)}: record the decision now")
            for key, row in self.meetings.items()
        ]
        field: Any = self.fields["decided"]
        field.choices = [*by_decision, *anew]
        if len(field.choices) > 1:
            field.widget = forms.RadioSelect(choices=field.choices)

    def kept_arguments(self) -> dict:
        return {"meetings": list(self.meetings.values()), "decisions": list(self.decisions.values())}
