"""What does every form that writes in a notice carry? A one-time token, the number it was drawn from, and a way to be asked once."""

from typing import Any, cast

from django import forms
from django.http import QueryDict

from records import tokens
from records.forms import PlainForm, as_typed
from records.refusal import AskFirst, Refused


class NoticeForm(PlainForm):
    """Base of forms that write in a notice. `after` is the ledger number that the page showed (0: nothing yet).

    `status` is how the page is answered on which the form comes back.
    """

    status = 422
    token = forms.CharField(widget=forms.HiddenInput, required=False)
    after = forms.IntegerField(widget=forms.HiddenInput, required=False, min_value=0, max_value=2**31 - 1)
    confirmed = forms.BooleanField(label="Yes, that is right", widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["token"].initial = tokens.fresh

    def refuse(self, refusal: Refused) -> None:
        """Show a rule's refusal at the field it is about; a question asked once becomes a box to tick."""
        self.status = refusal.status
        if isinstance(refusal, AskFirst):
            self.fields["confirmed"].widget = forms.CheckboxInput()
            self.add_error("confirmed", refusal.sentence)
            return
        self.add_error(refusal.field if refusal.field in self.fields else None, refusal.sentence)

    def answers(self) -> list[tuple[str, str]]:
        """What the person typed, by label: their side of two texts that met."""
        return [(str(field.label), as_typed(field)) for field in self.visible_fields()]

    def drawn_again(self, number: int) -> "NoticeForm":
        """The same answers under a new token, as if drawn after row `number`: to send again when somebody wrote in between."""
        typed = cast(QueryDict, self.data).copy()
        typed[self.add_prefix("after")] = str(number)
        typed[self.add_prefix("token")] = tokens.fresh()
        again = type(self)(**self.kept_arguments(), data=typed, prefix=self.prefix)
        again.errors.clear()
        return again

    def kept_arguments(self) -> dict:
        """The keyword arguments that a subclass wants when it is drawn again."""
        return {}
