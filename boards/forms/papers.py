"""What is asked of whoever sends a paper for an item of an agenda?"""

from typing import Any

from django import forms

from boards.domain import LONGEST_WORDS
from boards.paper_faults import MOST_PAGES
from boards.papers import LONGEST_TITLE, SECTIONS
from notices.forms import NoticeForm
from records.refusal import Refused
from records.uploads import Upload, checked, clean_name


class PaperForm(NoticeForm):
    title = forms.CharField(label="What the paper is called", max_length=LONGEST_TITLE)
    file = forms.FileField(
        label="The paper, as a PDF",
        help_text=f"Up to 25 MB and {MOST_PAGES} pages, without a password. Nothing about a single child, in its name either.",
        widget=forms.FileInput(attrs={"accept": ".pdf"}),
        error_messages={"empty": "The file is empty."},
    )

    def clean_file(self) -> Upload:
        """A pack holds PDFs alone, so what is of another kind is refused before it is looked into."""
        sent = self.cleaned_data["file"]
        if not sent.name.lower().endswith(".pdf"):
            name = clean_name(sent.name)
            raise forms.ValidationError(f"The pack can hold only a PDF. Save “{name}” as a PDF and send that.")
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


class SectionForm(NoticeForm):
    section = forms.ChoiceField(
        label="What the pack draws",
        help_text="From the position of the day on which the pack is circulated.",
        choices=[("", "Choose a part"), *SECTIONS.items()],
    )


class WithdrawForm(NoticeForm):
    reason = forms.CharField(
        label="Why it is withdrawn",
        help_text="It stays beside the paper’s title.",
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=LONGEST_WORDS,
    )
