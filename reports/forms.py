"""What is asked of the chair, the secretary, and whoever checks a document?"""

import re
from collections.abc import Mapping
from typing import Any

from django import forms

from notices.forms import NoticeForm
from records import tokens
from records.forms import DayField, PlainForm, missing_answer
from reports import contributing
from reports.questions import QUESTIONS

LARGEST_FILE = 25 * 1024 * 1024


class AnswersForm(NoticeForm):
    """Answers to fixed questions, which may be put in other words. Anything may be saved, finished or not."""

    asked: dict[str, str]

    def __init__(self, *args: Any, questions: Mapping[str, str] | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.questions = self.asked if questions is None else questions
        for name, question in self.questions.items():
            self.fields[name] = forms.CharField(
                label=question, required=False, max_length=4000, widget=forms.Textarea(attrs={"rows": 5})
            )

    def kept_arguments(self) -> dict:
        return {"questions": self.questions}

    def texts(self) -> dict[str, Any]:
        """The answers, and whatever else is said of them."""
        return {name: self.cleaned_data[name] for name in self.questions}


class TextForm(AnswersForm):
    """The chair's judgement. Only signing wants it complete and short."""

    asked = QUESTIONS

    def __init__(self, *args: Any, is_chair: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.is_chair = is_chair
        if not is_chair:
            label = "I type this on behalf of the chair, in the chair’s words"
            self.fields["on_behalf"] = forms.BooleanField(label=label, required=False)

    def texts(self) -> dict[str, Any]:
        return super().texts() | {"on_behalf": self.cleaned_data.get("on_behalf", False)}

    def kept_arguments(self) -> dict:
        return super().kept_arguments() | {"is_chair": self.is_chair}


class ContributionForm(AnswersForm):
    """What the council says."""

    asked = contributing.ASKED


class RemarkForm(NoticeForm):
    """What the council remarks on a draft that was read, which is named by its number."""

    field_order = ["paragraph", "words"]
    photograph = forms.IntegerField(widget=forms.HiddenInput, min_value=1, max_value=2**31 - 1)
    paragraph = forms.IntegerField(
        label="Number of the paragraph",
        help_text="As it stands before the paragraph. Leave it empty to remark on the whole.",
        required=False,
        min_value=0,
        max_value=2**31 - 1,
    )
    words = forms.CharField(label="What is not right, and how you know", widget=forms.Textarea(attrs={"rows": 4}))


class RemarkAnswerForm(NoticeForm):
    """How a remark was dealt with."""

    words = forms.CharField(label="How you dealt with it", widget=forms.Textarea(attrs={"rows": 4}))


class SendingForm(NoticeForm):
    """That an edition was sent."""

    field_order = ["to", "how", "on"]
    to = forms.CharField(
        label="To whom",
        max_length=200,
        help_text="For example Ministers at the Department for Education, by their office",
    )
    how = forms.CharField(label="How", max_length=200, help_text="For example by e-mail, with the PDF attached")
    on = DayField(label="Day on which it was sent")


class AcknowledgementForm(NoticeForm):
    """That somebody said that an edition arrived."""

    field_order = ["by_whom", "source", "on"]
    by_whom = forms.CharField(label="Who acknowledged it", max_length=200)
    source = forms.CharField(
        label="Where that is known from", max_length=200, help_text="For example an e-mail of the Minister’s office"
    )
    on = DayField(label="Day on which it was acknowledged")


class SignForm(NoticeForm):
    """The chair's press: which photograph is shown, by number and whole fingerprint, and the password once more. An edition
    after the first is asked what it corrects, in the words of `again`."""

    photograph = forms.IntegerField(widget=forms.HiddenInput, min_value=1, max_value=2**31 - 1)
    sha256 = forms.CharField(widget=forms.HiddenInput, max_length=64)
    corrects = forms.CharField(
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="One or two sentences, which are printed on its first page. At most 300 characters.",
    )
    read = forms.BooleanField(label="I have read this report and sign it as the independent chair of the Board")
    password = forms.CharField(
        label="Your password",
        strip=False,
        max_length=200,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password", "class": "govuk-input--width-20"}),
        help_text="It is asked again, so that nobody else can sign at your desk.",
    )

    def __init__(self, *args: Any, edition: int, again: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.edition, self.again = edition, again
        corrects = self.fields["corrects"]
        corrects.label = again
        corrects.error_messages["required"] = missing_answer(corrects)
        if edition == 1:
            del self.fields["corrects"]

    def drawn_from(self, photograph: int, sha256: str) -> "SignForm":
        """A refused form under the draft that is shown now, with the refusal: to be read, ticked and pressed again."""
        typed = {"token": tokens.fresh(), "photograph": str(photograph), "sha256": sha256}
        again = SignForm(typed | {"corrects": self.data.get("corrects", "")}, edition=self.edition, again=self.again)
        again.errors.clear()
        for sentence in self.non_field_errors():
            again.add_error(None, sentence)
        return again


class WithdrawForm(NoticeForm):
    """Why a published edition is withdrawn: what its readers are told from then on."""

    reason = forms.CharField(
        label="Why this edition is withdrawn",
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="Everybody who opens the edition reads this in its place.",
    )


class VerifyForm(PlainForm):
    """A PDF, or a fingerprint as printed: at least its first twelve digits."""

    document = forms.FileField(
        label="The PDF file", required=False, help_text="It is compared and not kept. Up to 25 MB."
    )
    fingerprint = forms.CharField(
        label="Or a fingerprint",
        required=False,
        max_length=120,
        help_text="As printed in the foot of a page, or the whole of it.",
    )

    def clean_document(self):
        document = self.cleaned_data["document"]
        if document and document.size > LARGEST_FILE:
            raise forms.ValidationError("The file is larger than 25 MB, so it is not one of our reports.")
        return document

    def clean_fingerprint(self) -> str:
        text = re.sub(r"\s", "", self.cleaned_data["fingerprint"]).lower().removeprefix("fingerprint").strip(":")
        if text and not re.fullmatch(r"[0-9a-f]{12,64}", text):
            raise forms.ValidationError(
                "A fingerprint has 12 to 64 figures and letters from a to f. Check it against the page."
            )
        return text

    def clean(self) -> dict:
        super().clean()
        cleaned = self.cleaned_data
        if not self.errors and not cleaned.get("document") and not cleaned.get("fingerprint"):
            raise forms.ValidationError("Choose a PDF, or enter a fingerprint.")
        return cleaned
