"""What is asked of whoever brings evidence, of the reviewer who answers it, and of who records that the Board reopened it?"""

from collections.abc import Mapping
from typing import Any, cast

from django import forms
from django.db import models

from accounts.models import User
from boards.forms.decisions import DecisionChoice
from boards.models import Board
from notices.forms import NoticeForm
from notices.models import Notice
from plans.evidence import LONGEST_LINK, LONGEST_TITLE
from plans.forms.agreed import decisions_to_name
from plans.forms.fields import RequirementChoices, RuledText, Text, by_measure
from plans.models import Evidence, EvidenceRuling, ExpectedEvidence
from records.child_data import HINT
from records.clock import AsOf
from records.file_kinds import KINDS
from records.forms import DayField
from records.refusal import Refused
from records.uploads import Upload, checked, clean_name


class ExpectedChoice(forms.ModelChoiceField):
    def label_from_instance(self, expected: ExpectedEvidence) -> str:
        return expected.words


class EvidenceForm(NoticeForm):
    """A file, a note or a link that shows something. `owners` are the people whose it may be, by key (plans/owners.py), for
    somebody who may speak for them; `on_behalf` where it is known whose it is, and that is not the writer; `expected` what
    the item's terms expect."""

    owner = forms.ChoiceField(label="Whose evidence it is")
    counts_on = DayField(label="Day on which it was given", help_text="Leave empty for today.", required=False)
    source = forms.CharField(
        label="Where it comes from",
        help_text=f"Needed where it is somebody else’s: a call, an e-mail, a meeting of the delivery group. {HINT}",
        max_length=300,
        required=False,
    )
    title = forms.CharField(
        label="What it is", help_text=f"For example: dip sample of January. {HINT}", max_length=LONGEST_TITLE
    )
    note = Text(label="What it shows", help_text=f"A line or two. {HINT}", required=False)
    file = forms.FileField(
        label="File",
        help_text="Up to 25 MB: PDF, Word, Excel, PowerPoint, OpenDocument, CSV, text, PNG or JPEG. Nothing about a single child, "
        "in its name either.",
        required=False,
        widget=forms.FileInput(attrs={"accept": ",".join(f".{ending}" for ending in KINDS)}),
        error_messages={"empty": "The file is empty."},
    )
    link = forms.CharField(
        label="Link to it",
        help_text="Where it can be read, beginning with https:// – nothing is fetched from there. A file, a note or a link is needed.",
        max_length=LONGEST_LINK,
        required=False,
    )
    expected = ExpectedChoice(
        queryset=ExpectedEvidence.objects.none(),
        to_field_name="number",
        required=False,
        blank=True,
        label="Which agreed evidence it is",
        empty_label="None of these",
        widget=forms.RadioSelect,
    )
    strength = forms.ChoiceField(label="How strong it is", choices=Evidence.Strength.choices, widget=forms.RadioSelect)
    review_by_on = DayField(
        label="Last day on which it counts",
        help_text="From the next day it is out of date. Leave empty where it stays true, as a document that was agreed does.",
        required=False,
    )
    requirements = RequirementChoices(
        label="Requirements of the notice that it shows",
        error_messages={"required": "Choose at least one requirement of the notice that it shows."},
    )

    def __init__(
        self,
        *args: Any,
        notice: Notice,
        owners: Mapping[str, User] | None = None,
        on_behalf: bool = False,
        expected: "models.QuerySet[ExpectedEvidence] | None" = None,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        if expected:
            cast(ExpectedChoice, self.fields["expected"]).queryset = expected
        else:
            del self.fields["expected"]
        self.owners = owners or {}
        if owners is None:
            del self.fields["owner"]
        else:
            cast(forms.ChoiceField, self.fields["owner"]).choices = [
                (key, person.name) for key, person in owners.items()
            ]
        if owners is None and not on_behalf:
            del self.fields["counts_on"], self.fields["source"]
        elif on_behalf:
            self.fields["source"].required = True
        cast(RequirementChoices, self.fields["requirements"]).of(notice)

    def clean_owner(self) -> User:
        return self.owners[self.cleaned_data["owner"]]

    def clean_file(self) -> Upload | None:
        sent = self.cleaned_data["file"]
        if sent is None:
            return None
        try:
            return checked(sent)
        except Refused as refusal:
            raise forms.ValidationError(refusal.sentence) from None

    def ask_for_file_again(self) -> None:
        """Of a form that comes back: a browser does not keep the file that was chosen."""
        sent: Any = self.files.get("file")
        if sent and "file" not in self.errors:
            name = clean_name(sent.name)
            self.add_error("file", f"Choose “{name}” again: a file is not kept while a form is put right.")

    def shows_by_measure(self) -> tuple[list, list]:
        """The boxes under their measures: those of which something is ticked, and the others."""
        groups = by_measure(self["requirements"])
        return [group for group in groups if group[2]], [group for group in groups if not group[2]]


class RulingForm(NoticeForm):
    """A reviewer's answer to one piece of evidence."""

    answer = forms.ChoiceField(
        label="Does it show what it is said to show?",
        choices=[
            (EvidenceRuling.Answer.ACCEPTED, "Yes: accept it"),
            (EvidenceRuling.Answer.RETURNED, "No: return it to its owner"),
        ],
        widget=forms.RadioSelect,
    )
    words = RuledText(
        label="Your words to its owner",
        help_text=f"Needed where you return it: what is missing. {HINT}",
        max_length=4_000,
    )


class ReopenForm(NoticeForm):
    """That the Board decided to have accepted evidence looked at again."""

    decision = DecisionChoice(
        queryset=None,
        to_field_name="number",
        label="Decision that reopened it",
        empty_label="Choose a decision",
        help_text="From the day of this decision it waits for a reviewer again.",
    )
    words = Text(label="Why the Board wants it looked at again", help_text=HINT)

    def __init__(self, *args: Any, notice: Notice, board: Board, asof: AsOf, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.drawn_with: dict[str, Any] = {"notice": notice, "board": board, "asof": asof}
        cast(DecisionChoice, self.fields["decision"]).queryset = decisions_to_name(notice, board, asof)

    def kept_arguments(self) -> dict:
        return self.drawn_with
