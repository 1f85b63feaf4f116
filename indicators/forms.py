"""What is asked of whoever reports a figure, revises one, sets what an indicator should reach, or has limits drawn anew?"""

import re
from datetime import date
from decimal import Decimal
from typing import Any, cast

from django import forms

from boards.forms.decisions import DecisionChoice
from boards.querysets import DecisionQuerySet
from indicators import words
from indicators.figures import Series
from indicators.models import IndicatorTerms, Observation
from indicators.standing import Polarity
from notices.forms import NoticeForm
from records.forms import DayField

LONGEST_WORDS = 4_000
THOUSANDS = re.compile(r"[+-]?\d{1,3}(,\d{3})+(\.\d*)?")
EXAMPLES = {words.WEEK: "For example 25 1 2013", words.MONTH: "For example 31 1 2013"}
QUARTER_END = "For example 31 3 2013"


class NumberField(forms.DecimalField):
    """A number as people type it: 12, 12.5, 1,250, 92 %. What is not one stays as it was typed, under a sentence."""

    widget = forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off", "class": "govuk-input--width-10"})
    default_error_messages = {
        "invalid": "This is not a number. Write it in figures, like 12 or 12.5",
        "max_digits": "This number is too long to be right",
        "max_decimal_places": "Give at most %(max)s decimal places",
        "max_whole_digits": "This number is too large to be right",
    }

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(max_digits=12, decimal_places=2, **kwargs)

    def to_python(self, value: Any) -> Any:
        if isinstance(value, str):
            value = value.strip().removesuffix("%").rstrip()
            value = value.replace(",", "") if THOUSANDS.fullmatch(value) else value
        return super().to_python(value)

    def prepare_value(self, value: object) -> object:
        return f"{words.plain(value):f}" if isinstance(value, Decimal) else value


class WordsField(forms.CharField):
    def __init__(self, **kwargs: Any) -> None:
        super().__init__(max_length=LONGEST_WORDS, widget=forms.Textarea(attrs={"rows": 2}), **kwargs)


class ReportFigureForm(NoticeForm):
    """`series` decides which numbers are asked for; `standing` is the figure to revise: its period is fixed, and the
    reason is asked for."""

    period_on = DayField(label="Last day of the period")
    numerator = NumberField()
    denominator = NumberField()
    value = NumberField()
    no_data_because = WordsField(
        label="Why there is no figure",
        required=False,
        help_text="Only where there is none. It is shown in the figure’s place.",
    )
    note = WordsField(label="What a reader should know about it", required=False)
    reason = WordsField(
        label="Why the figure changes", help_text="It stays beside both figures and is read by Board members."
    )
    field_order = ["period_on", "numerator", "denominator", "value", "reason", "no_data_because", "note", "confirmed"]

    def __init__(self, *args: Any, series: Series, standing: Observation | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.series, self.standing = series, standing
        self._ask_for_numbers()
        if standing:
            stands = f"A figure for {words.period(standing.period_on, series.every)} stands already. Say why it changes"
            self.fields["reason"].error_messages["required"] = stands
            del self.fields["period_on"]
        else:
            del self.fields["reason"]
            period = self.fields["period_on"]
            span = words.SPANS[series.every]
            period.label, period.help_text = f"Last day of the {span}", EXAMPLES.get(series.every, QUARTER_END)
            period.error_messages["required"] = f"Enter the last day of the {span}"

    def _ask_for_numbers(self) -> None:
        share = self.series.unit == IndicatorTerms.Unit.PERCENT
        for name in ["value"] if share else ["numerator", "denominator"]:
            del self.fields[name]
        asked = {"numerator": "How many", "denominator": "Out of how many"} if share else {"value": "The figure"}
        hints = {"numerator": self.series.numerator, "denominator": self.series.denominator, "value": self._unit_hint()}
        none_given = bool(self.data.get(self.add_prefix("no_data_because"), "").strip())
        for name, label in asked.items():
            field = self.fields[name]
            field.label, field.required = label, not none_given
            field.help_text = hints[name][:1].upper() + hints[name][1:]
            field.error_messages["required"] = f"Enter {label.lower()}, or say why there is no figure"

    def _unit_hint(self) -> str:
        unit = words.unit_words(self.series.unit)
        return (unit if unit.startswith("per ") else f"In {unit}") if unit else "A whole number"

    def kept_arguments(self) -> dict:
        return {"series": self.series, "standing": self.standing}


class SetTargetForm(NoticeForm):
    """`series` decides whether a value or a band is asked for; `decisions` are those of the Board that are in force."""

    value = NumberField(label="Target")
    low = NumberField(label="Lower end of the band")
    high = NumberField(label="Upper end of the band")
    tolerance = NumberField(
        label="Tolerance",
        required=False,
        help_text="How far beyond the target a figure is still called near. Empty: every miss is a miss.",
    )
    from_on = DayField(
        label="First day for which it counts", help_text="It is read against periods that end on this day or later."
    )
    decision = DecisionChoice(
        queryset=None,
        to_field_name="number",
        empty_label="Choose a decision",
        error_messages={"invalid_choice": "Choose a decision of the Board that is in force"},
        label="Board decision that set it",
        help_text="The target counts from the day of that decision, whenever it is recorded here.",
    )

    def __init__(self, *args: Any, series: Series, decisions: DecisionQuerySet, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.series, self.decisions = series, decisions
        for name in ["value"] if series.polarity is Polarity.BAND else ["low", "high"]:
            del self.fields[name]
        unit = words.unit_words(series.unit)
        for name in ("value", "low", "high"):
            if unit and name in self.fields:
                self.fields[name].help_text = unit.capitalize() if unit.startswith("per ") else f"In {unit}"
        cast(DecisionChoice, self.fields["decision"]).queryset = decisions

    def clean_tolerance(self) -> Decimal:
        return self.cleaned_data["tolerance"] or Decimal(0)

    def kept_arguments(self) -> dict:
        return {"series": self.series, "decisions": self.decisions}


class RebaseForm(NoticeForm):
    """`series` says of which periods there are figures, `decisions` are those of the Improvement Board that are in force."""

    from_on = forms.TypedChoiceField(
        coerce=date.fromisoformat,
        label="First period of the new limits",
        help_text="The first period after the cause took effect. The list has the periods with a figure.",
        error_messages={"invalid_choice": "Choose a period of the list"},
    )
    reason = forms.CharField(
        label="Why the figures before it no longer say what is usual",
        help_text="A known cause: what changed, and when. That the figures are better or worse is no cause.",
        max_length=LONGEST_WORDS,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": "Say what changed, and when"},
    )
    decision = DecisionChoice(
        queryset=None,
        to_field_name="number",
        empty_label="Choose a decision",
        error_messages={"invalid_choice": "Choose a decision of the Improvement Board that is in force"},
        label="Board decision that says so",
        help_text="The new limits count from the day of that decision, whenever it is recorded here.",
    )

    def __init__(self, *args: Any, series: Series, decisions: DecisionQuerySet, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.series, self.decisions = series, decisions
        cast(DecisionChoice, self.fields["decision"]).queryset = decisions
        later = reversed(series.valued[1:])
        choices = [("", "Choose a period"), *((f"{row.period_on:%Y-%m-%d}", series.period(row)) for row in later)]
        cast(forms.TypedChoiceField, self.fields["from_on"]).choices = choices

    def kept_arguments(self) -> dict:
        return {"series": self.series, "decisions": self.decisions}
