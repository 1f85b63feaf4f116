"""How does a form ask for a day or an hour, and what does it say when an answer is missing?

`PlainForm` is the base of the forms of this product; `DayField` is one date asked as day, month and year, `HourField` a time.
Dates are London dates: the day that is typed is the day that is meant, and no time zone moves it.
"""

import re
from datetime import date, time

from django import forms
from django.core.validators import MaxLengthValidator

from records import wording
from records.days import PARTS, NotADay, read_day


class DayWidget(forms.MultiWidget):
    template_name = "django/forms/widgets/day.html"

    def __init__(self, attrs=None):
        number = {"inputmode": "numeric", "autocomplete": "off"}
        super().__init__({part: forms.TextInput(attrs=number) for part in PARTS}, attrs)

    def decompress(self, value):
        return [str(value.day), str(value.month), str(value.year)] if value else [None, None, None]

    def get_context(self, name, value, attrs):
        context = super().get_context(name, value, attrs)
        faulty = _faulty_parts(value)
        for part, shown in zip(PARTS, context["widget"]["subwidgets"], strict=True):
            shown["label"] = part.capitalize()
            if part not in faulty:
                shown["attrs"].pop("aria-invalid", None)
        return context


class HiddenDayWidget(forms.MultiWidget):
    """The three boxes of a day, carried along unseen."""

    def __init__(self, attrs=None):
        super().__init__({part: forms.HiddenInput() for part in PARTS}, attrs)

    decompress = DayWidget.decompress


def _faulty_parts(typed: object) -> tuple[str, ...]:
    """The parts to mark when the field is in error: those at fault or, where the date itself is sound, all."""
    if isinstance(typed, list):
        try:
            read_day(typed)
        except NotADay as fault:
            return fault.parts
    return PARTS


class DayField(forms.MultiValueField):
    """One date in three boxes. What was typed stays typed; the error is a sentence that begins with the label."""

    widget = DayWidget
    hidden_widget = HiddenDayWidget

    def __init__(self, **kwargs):
        kwargs.setdefault("require_all_fields", False)
        super().__init__([forms.CharField(required=False) for _ in PARTS], **kwargs)

    def compress(self, typed: list[str]) -> date | None:
        try:
            day = read_day(typed) if typed else None
        except NotADay as fault:
            raise forms.ValidationError(f"{self.label or 'The date'} {fault.sentence}", code="not_a_day") from None
        if day is None and self.required:  # only spaces were typed
            raise forms.ValidationError(self.error_messages["required"], code="required")
        return day


HOUR = re.compile(r"(?P<hour>[0-9]{1,2})(?:[:.](?P<minute>[0-9]{2}))? ?(?P<half>am|pm)?")
NAMED_HOURS = {"midday": time(12), "noon": time(12), "midnight": time(0)}


class HourField(forms.CharField):
    """A time of day as people write it: 10am, 2.30pm, 14:30, midday."""

    def __init__(self, **kwargs):
        super().__init__(
            widget=forms.TextInput(attrs={"autocomplete": "off", "class": "govuk-input--width-5"}), **kwargs
        )

    def prepare_value(self, value):
        return wording.hour(value) if isinstance(value, time) else value

    def clean(self, value):
        text = super().clean(value).lower()
        return read_hour(text, str(self.label)) if text else None


def read_hour(text: str, label: str) -> time:
    """A number alone is a time of the 24 hours; with am or pm, of the 12."""
    found = HOUR.fullmatch(text)
    hour, minute = (int(found["hour"]), int(found["minute"] or 0)) if found else (24, 0)
    if found and found["half"]:
        hour = hour % 12 + 12 * (found["half"] == "pm") if 1 <= hour <= 12 else 24
    if text not in NAMED_HOURS and (hour > 23 or minute > 59):
        raise forms.ValidationError(f"“{label}” must be a time, like 10am, 2:30pm or 14:30", code="not_an_hour")
    return NAMED_HOURS.get(text) or time(hour, minute)


class PlainForm(forms.Form):
    """A form whose sentences name the question: "Enter new date" and not "This field is required".

    The browser's own checks stay off: they differ from browser to browser and cannot be read again.
    """

    use_required_attribute = False

    def __init__(self, *args, **kwargs):
        kwargs.setdefault("label_suffix", "")
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            if field.label is None:
                field.label = forms.utils.pretty_name(name)
            if field.error_messages["required"] == forms.Field.default_error_messages["required"]:
                field.error_messages["required"] = missing_answer(field)
            for validator in field.validators:
                if isinstance(validator, MaxLengthValidator):
                    validator.message = "Use at most %(limit_value)d characters. There are %(show_value)d now."


def missing_answer(field: forms.Field) -> str:
    """What to do where an answer is missing, in the words of the field's own label."""
    label = str(field.label or "an answer").rstrip(": ")
    if label.endswith("?"):
        return f"Answer the question “{label}”"
    if label.split(" ")[0][1:].islower():  # "DfE officer" keeps its capital
        label = label[:1].lower() + label[1:]
    if isinstance(field, forms.BooleanField):
        return f"Tick the box to say: {label}"
    if isinstance(field, forms.FileField):
        return f"Choose a file: {label}"
    if isinstance(field, forms.ChoiceField):
        return f"Select {label}"
    if isinstance(field, DayField):
        return f"Enter the {label}"
    return f"Enter {label}"


def as_typed(field: forms.BoundField) -> str:
    """An answer as a person reads it back: the three boxes of a date in a row, the words of a choice."""
    value = field.value()
    if isinstance(field.field, forms.ChoiceField):
        chosen = {str(item) for item in (value if isinstance(value, list | tuple) else [value])}
        options = [option for _, group, _ in field.field.widget.optgroups(field.name, list(chosen)) for option in group]
        return ", ".join(str(option["label"]) for option in options if option["selected"] and option["value"] != "")
    if isinstance(value, list | tuple):
        return " ".join(str(part) for part in value if part)
    return str(value) if value else ""
