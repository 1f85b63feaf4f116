"""How are a text of some lines, a deadline and the requirements of the notice asked for?"""

import calendar
from datetime import date
from typing import Any

from django import forms

from indicators.models import Indicator, IndicatorTerms
from notices.deadlines import Due
from notices.models import Measure, Notice, Requirement
from plans.checks import LONGEST_TEXT
from records.clock import AsOf
from records.days import NotADay, read_day
from records.forms import DayField


class Text(forms.CharField):
    """A text of some lines, counted as the rules count it: a new line is one character, however browsers send it."""

    def __init__(self, *, rows: int = 3, **kwargs: Any) -> None:
        kwargs.setdefault("max_length", LONGEST_TEXT)
        super().__init__(widget=forms.Textarea(attrs={"rows": rows}), **kwargs)

    def to_python(self, value: str | None) -> str | None:
        return super().to_python(value.replace("\r\n", "\n") if value else value)


class Ruled:
    """A question whose answer is sometimes needed: the rule insists, not the form, and it is not called optional."""

    def validate(self, value: str) -> None:
        if value:
            super().validate(value)  # type: ignore[misc]  # of the field that this is mixed into


class RuledText(Ruled, Text):
    pass


class RuledChoice(Ruled, forms.ChoiceField):
    pass


class DeadlineField(DayField):
    """A deadline as a day or, with the day left empty, as a whole month; cleaned to a Due.

    `ruled` as above: then it is None where nothing was typed.
    """

    def __init__(self, *, ruled: bool = False, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.ruled = ruled

    def clean(self, value: list[str] | None) -> Due | None:
        if self.ruled and not any((part or "").strip() for part in value or []):
            return None
        return super().clean(value)

    def compress(self, typed: list[str]) -> Due | None:  # type: ignore[override]  # a Due where DayField gives a day
        day, month, year = [*(part.strip() for part in typed or []), "", "", ""][:3]
        if day or not (month or year):
            found = super().compress(typed)
            return Due(found) if found else None
        try:
            first = read_day(["1", month, year])
        except NotADay as fault:
            raise forms.ValidationError(f"{self.label} {fault.sentence}", code="not_a_day") from None
        assert first is not None  # its day was typed above
        return Due(date(first.year, first.month, calendar.monthrange(first.year, first.month)[1]), "month")


class RequirementChoices(forms.ModelMultipleChoiceField):
    """Requirements of one notice, as boxes to tick: `of(notice)` before they are drawn."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(queryset=None, to_field_name="reference", widget=forms.CheckboxSelectMultiple, **kwargs)

    def of(self, notice: Notice) -> None:
        self.queryset = Requirement.objects.for_notice(notice).select_related("measure")

    def label_from_instance(self, requirement: Requirement) -> str:
        return f"{requirement.reference} {requirement.statement}"


Boxes = list[forms.boundfield.BoundWidget]


def by_measure(field: forms.BoundField) -> list[tuple[Measure, Boxes, int]]:
    """The boxes of a RequirementChoices under their measures, with how many of each are ticked."""
    groups: dict[Measure, Boxes] = {}
    for box in field:
        groups.setdefault(box.data["value"].instance.measure, []).append(box)
    return [(measure, boxes, sum(box.data["selected"] for box in boxes)) for measure, boxes in groups.items()]


class IndicatorChoice(forms.ModelChoiceField):
    """An indicator of one notice, by its code and its name of today: `of(notice, asof)` before it is drawn."""

    def of(self, notice: Notice, asof: AsOf) -> None:
        self.queryset = Indicator.objects.for_notice(notice)
        terms = IndicatorTerms.objects.current(asof).filter(indicator__notice=notice)
        self.names = dict(terms.values_list("indicator", "name"))

    def label_from_instance(self, indicator: Indicator) -> str:
        return f"{indicator.code} {self.names.get(indicator.pk, '')}".rstrip()


class IndicatorChoices(IndicatorChoice, forms.ModelMultipleChoiceField):
    pass
