"""What is asked of whoever enters the figures of one period? A row for each indicator; a row left empty says nothing."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django import forms

from indicators import checks, words
from indicators.enter.domain import Entry, NotAll
from indicators.enter.grid import Row
from indicators.figures import Series
from indicators.forms import LONGEST_WORDS, NumberField
from indicators.models import Indicator, Observation
from notices.forms import NoticeForm
from records.refusal import AskFirst, NotTheNext, Refused

# The cells of a row, in the order in which the Tab key goes through them.
CELLS = ("numerator", "denominator", "value", "no_data_because", "note")
LABELS = {
    "numerator": "how many",
    "denominator": "out of how many",
    "value": "the figure",
    "no_data_because": "no data, because",
    "note": "note",
}


@dataclass(frozen=True)
class Clash:
    """What somebody reported for a row since the page was opened, beside what was typed in it."""

    yours: str
    theirs: str
    by: str
    at: datetime


class GridForm(NoticeForm):
    """`numerator_FD-04`, `denominator_FD-04` and so on for each row; `yes_FD-04` answers what was asked of its figure.

    Every row of the period is a field, also one that is in: what was typed for it before it came in is not lost.
    """

    def __init__(self, *args: Any, rows: Sequence[Row], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.rows = rows
        self.clashes: dict[str, Clash] = {}
        self.asked: set[str] = set()
        for row in rows:
            for name in cells_of(row):
                self.fields[f"{name}_{row.code}"] = _field(name, row)
            self.fields[f"yes_{row.code}"] = forms.BooleanField(
                label="Yes, that is right", widget=forms.HiddenInput, required=False
            )

    @property
    def typed(self) -> list[Row]:
        """The rows in which anything stands, sent or kept in a draft."""
        return [row for row in self.rows if self.said(row)]

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        for row in self.typed:
            of_row = [f"{name}_{row.code}" for name in cells_of(row)]
            if self.errors.keys() & set(of_row):
                continue
            numbers = {name: given.get(f"{name}_{row.code}") for name in ("numerator", "denominator", "value")}
            try:
                checks.figure(row.series, **numbers, no_data_because=given[f"no_data_because_{row.code}"])
            except Refused as fault:
                self._at_row(row.code, fault)
        return given

    def entries(self, indicators: Mapping[str, Indicator]) -> list[Entry]:
        given = self.cleaned_data
        return [
            Entry(
                indicator=indicators[row.code],
                **{name: given[f"{name}_{row.code}"] for name in cells_of(row)},
                confirmed=given[f"yes_{row.code}"],
            )
            for row in self.typed
        ]

    def refuse(self, refusal: Refused) -> None:
        """Each fault at its row; what is unusual becomes a box to tick there."""
        if not isinstance(refusal, NotAll):
            super().refuse(refusal)
            return
        for code, fault in refusal.faults.items():
            if isinstance(fault, NotTheNext):
                self._clash(code, fault)
            elif isinstance(fault, AskFirst):
                self.asked.add(code)
                self.fields[f"yes_{code}"].widget = forms.CheckboxInput()
                self.add_error(f"yes_{code}", f"{code}: {fault.sentence}")
            else:
                self._at_row(code, fault)

    def _at_row(self, code: str, fault: Refused) -> None:
        name = f"{fault.field}_{code}"
        row = next(row for row in self.rows if row.code == code)
        at = name if name in self.fields else f"{cells_of(row)[0]}_{code}"
        self.add_error(at, f"{code}: {fault.sentence}")

    def _clash(self, code: str, met: NotTheNext) -> None:
        latest = met.latest
        if not isinstance(latest, Observation):
            self._at_row(code, met)
            return
        row = next(row for row in self.rows if row.code == code)
        self.clashes[code] = Clash(
            yours=self.said(row),
            theirs=figure_words(row.series, latest),
            by=latest.recorded_by.name,
            at=latest.recorded_at,
        )
        self.add_error(
            None,
            f"{code}: {latest.recorded_by} has reported this period since you opened the page. Both stand in the row.",
        )

    def said(self, row: Row) -> str:
        """What was typed in a row, on one line."""
        values = {name: str(self[f"{name}_{row.code}"].value() or "").strip() for name in cells_of(row)}
        numbers = " of ".join(values[name] for name in ("numerator", "denominator") if values.get(name))
        return "; ".join(filter(None, [numbers or values.get("value"), values["no_data_because"], values["note"]]))

    def kept_arguments(self) -> dict:
        return {"rows": self.rows}


def cells_of(row: Row) -> list[str]:
    unasked = {"value"} if row.is_share else {"numerator", "denominator"}
    return [name for name in CELLS if name not in unasked]


def figure_words(series: Series, row: Observation) -> str:
    counted = words.counted(row)
    return "; ".join(filter(None, [f"{series.said(row)}{f' ({counted})' if counted else ''}", row.note]))


def _field(name: str, row: Row) -> forms.Field:
    label = f"{row.code}: {LABELS[name]}"
    if name in ("numerator", "denominator", "value"):
        field: forms.Field = NumberField(label=label, required=False)
        for kind, sentence in field.error_messages.items():
            field.error_messages[kind] = f"{row.code}: {sentence}"
        field.widget.attrs["class"] = "govuk-input--width-5"
    else:
        text = forms.TextInput(attrs={"autocomplete": "off"})
        field = forms.CharField(label=label, required=False, max_length=LONGEST_WORDS, widget=text)
        field.error_messages["max_length"] = f"{row.code}: Use at most {LONGEST_WORDS:,} characters"
    return field
