"""What is asked of whoever asks for a change of an item, takes a question back, or enters the Board's answers to changes?"""

import re
from collections.abc import Iterable, Mapping
from typing import Any, cast

from django import forms

from accounts.models import User
from boards.domain import LONGEST_WORDS
from boards.forms.decisions import MeetingChoice
from boards.models import Board
from notices.forms import NoticeForm
from notices.models import Agency, Notice
from plans.forms.fields import RuledChoice, RuledText, Text
from plans.models import ItemTerms, TermsChange, TermsRuling
from plans.terms import TermsAnswer
from records.clock import AsOf
from records.forms import DayField
from records.refusal import Refused

What = TermsChange.What
NOT_YET = "not_yet"
ANSWER_NAME = re.compile(r"answer_(?P<key>(?P<item>[0-9]{1,9})_[0-9]{1,9})")


class TakeBackForm(NoticeForm):
    """That a question to the Board is asked no longer."""

    reason = Text(label="Why you take it back", required=False, rows=2)


class ProposeTermsForm(NoticeForm):
    """A change of an item as it stands in `terms`; of one that is closed, only that it be taken up again. `owners` are people by
    key (plans/owners.py)."""

    counts_on = DayField(label="Day on which it was asked for")
    what = forms.ChoiceField(
        label="What is asked for?",
        choices=[(What.CHANGE, "Change it"), (What.WITHDRAW, "Withdraw it")],
        widget=forms.RadioSelect,
        initial=What.CHANGE,
    )
    words = Text(label="Words", help_text="As they should stand. To withdraw it, leave them as they are.")
    owner = forms.ChoiceField(label="Owner")
    agency: "forms.ModelChoiceField[Agency]" = forms.ModelChoiceField(
        queryset=None, to_field_name="code", label="Agency that leads it", empty_label=None
    )
    reason = Text(label="Why?", help_text="The Board reads it before it answers.")

    def __init__(
        self,
        *args: Any,
        notice: Notice,
        terms: ItemTerms,
        owners: Mapping[str, User],
        is_open: bool,
        on_behalf: bool,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.drawn_with: dict[str, Any] = {
            "notice": notice,
            "terms": terms,
            "owners": owners,
            "is_open": is_open,
            "on_behalf": on_behalf,
        }
        if not on_behalf:
            del self.fields["counts_on"]
        if not is_open:
            for name in ("what", "words", "owner", "agency"):
                del self.fields[name]
            return
        people = dict(owners)
        if terms.owner not in people.values():  # whoever has left stays as they stand, until another is chosen
            people[""] = terms.owner
        owner, agency = cast(forms.ChoiceField, self.fields["owner"]), cast(Any, self.fields["agency"])
        owner.choices = [(key, person.name) for key, person in people.items()]
        owner.required = "" not in people
        owner.initial = next(key for key, person in people.items() if person == terms.owner)
        agency.queryset, agency.initial = Agency.objects.for_notice(notice), terms.agency.code
        self.fields["words"].initial = terms.words

    def given(self) -> dict[str, Any]:
        """What is asked, as the rule takes it."""
        given = self.cleaned_data
        if not self.drawn_with["is_open"]:
            return {"what": What.REOPEN, "reason": given["reason"]}
        return {
            "what": given["what"],
            "words": given["words"],
            "owner": self.drawn_with["owners"].get(given["owner"]),
            "agency": given["agency"],
            "reason": given["reason"],
        }

    def kept_arguments(self) -> dict:
        return self.drawn_with


class DecideTermsForm(NoticeForm):
    """The Board's answers to changes of items. Two questions a change, named by item and change: `answer_14_2`."""

    meeting = MeetingChoice(
        queryset=None,
        to_field_name="number",
        required=False,
        empty_label="None: it was decided between meetings",
        label="Meeting at which it was decided",
        help_text="The changes count from its day. A meeting stands here once it is recorded as held.",
    )
    taken_on = DayField(
        label="Day on which it was decided", help_text="Only for a decision between meetings.", required=False
    )
    words = RuledText(
        label="What the Board decided, in other words than the answers",
        help_text="For the register. Leave it empty, and the register says which items, and what of each.",
        max_length=LONGEST_WORDS,
    )

    def __init__(self, *args: Any, board: Board, asof: AsOf, changes: Iterable[TermsChange], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.board, self.asof = board, asof
        self.changes = {f"{change.item.number}_{change.number}": change for change in changes}
        cast(MeetingChoice, self.fields["meeting"]).queryset = board.meetings.held(asof)
        answers = [(NOT_YET, "Not decided yet"), *TermsRuling.Answer.choices]
        for key, change in self.changes.items():
            item = f"item {change.item.number}"
            self.fields[f"answer_{key}"] = RuledChoice(
                label=f"The Board's answer for {item}", choices=answers, widget=forms.RadioSelect, initial=NOT_YET
            )
            self.fields[f"words_{key}"] = RuledText(
                label=f"The Board's reason about {item}", help_text="Needed where it is refused.", rows=2
            )

    def clean(self) -> dict:
        super().clean()
        cleaned = self.cleaned_data
        if cleaned.get("meeting") and cleaned.get("taken_on"):
            self.add_error("taken_on", "Leave the day empty: what a meeting decided counts from the meeting's day.")
        for key, change in self.changes.items():
            answer, words = cleaned.get(f"answer_{key}"), cleaned.get(f"words_{key}")
            if answer in ("", NOT_YET) and words:
                self.add_error(f"words_{key}", "Choose the Board's answer above, or leave this empty.")
            if answer == TermsRuling.Answer.REFUSED and not words and f"words_{key}" not in self.errors:
                self.add_error(f"words_{key}", f"Say why the Board refused the change of item {change.item.number}.")
        return cleaned

    def check_still_waiting(self) -> None:
        """Refused where a question that was answered on the page waits no longer. Asked inside the writing and not while the form
        is cleaned: the same form sent twice gets the answer it got."""
        sent = [name for name, answer in self.data.items() if answer not in ("", NOT_YET)]
        for found in map(ANSWER_NAME.fullmatch, sent):
            if found and found["key"] not in self.changes:
                raise Refused(
                    f"The change of item {found['item']} was answered or taken back meanwhile. Nothing is recorded."
                )

    def answers_given(self) -> list[TermsAnswer]:
        """In the order of the page; what is not decided yet is left out."""
        given = [(change, self.cleaned_data[f"answer_{key}"], key) for key, change in self.changes.items()]
        return [
            TermsAnswer(change, answer, self.cleaned_data[f"words_{key}"])
            for change, answer, key in given
            if answer not in ("", NOT_YET)
        ]

    def kept_arguments(self) -> dict:
        return {"board": self.board, "asof": self.asof, "changes": list(self.changes.values())}
