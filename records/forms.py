"""How does a form ask for a day, and what does it say when an answer is missing?

`PlainForm` is the base of the forms of this product; `DayField` is one date asked as day, month and year.
Dates are London dates: the day that is typed is the day that is meant, and no time zone moves it.
"""

from collections.abc import Sequence
from datetime import date

from django import forms
from django.core.validators import MaxLengthValidator

MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
PARTS = ("day", "month", "year")


class NotADay(ValueError):
    """Three answers that make no date: the end of a sentence ("must include a year") and the parts to mark."""

    def __init__(self, sentence: str, parts: tuple[str, ...]):
        super().__init__(sentence)
        self.sentence = sentence
        self.parts = parts


def read_day(typed: Sequence[str | None]) -> date | None:
    """The date typed as day, month (number or name) and year; None when nothing was typed; NotADay otherwise."""
    given = {part: (text or "").strip() for part, text in zip(PARTS, typed, strict=True)}
    missing = tuple(part for part in PARTS if not given[part])
    if len(missing) == len(PARTS):
        return None
    if missing:
        raise NotADay(f"must include a {' and '.join(missing)}", missing)
    numbers = {"day": _number(given["day"]), "month": _month(given["month"]), "year": _number(given["year"])}
    if numbers["year"] is not None and len(given["year"]) != 4:
        raise NotADay("must have a year of 4 figures, like 2013", ("year",))
    limits = {"day": 31, "month": 12, "year": 9999}
    wrong = tuple(part for part in PARTS if not 1 <= (numbers[part] or 0) <= limits[part])
    if wrong:
        raise NotADay("must be a real date", wrong)
    try:
        return date(numbers["year"] or 0, numbers["month"] or 0, numbers["day"] or 0)
    except ValueError:  # 30 February: each part is possible, the day is not
        raise NotADay("must be a real date", PARTS) from None


def _number(text: str) -> int | None:
    # isdecimal alone accepts other scripts, and a length limit keeps int() from long strings
    return int(text) if text.isascii() and text.isdecimal() and len(text) <= 4 else None


def _month(text: str) -> int | None:
    """A month as people write it: 3, 03, March, mar, Sept."""
    if len(text) >= 3:
        for number, name in enumerate(MONTHS, start=1):
            if name.lower().startswith(text.lower().rstrip(".")):
                return number
    return _number(text)


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
