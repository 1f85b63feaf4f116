"""What is asked of whoever records what the Board agreed of the indicators as a set?"""

from collections.abc import Iterable, Sequence
from typing import Any, cast

from django import forms
from django.utils.functional import cached_property

from boards.forms.decisions import DecisionChoice
from boards.models import Decision
from boards.querysets import DecisionQuerySet
from indicators.agreement_changes import FOR_VALUES
from indicators.offered import Offered
from notices.forms import NoticeForm
from records import wording
from records.refusal import Refused

PLACES = ("First", "Second", "Third", "Fourth", "Fifth", "Sixth")  # of the headline indicators


class Ticks(forms.MultipleChoiceField):
    """Boxes to tick, of what stands on the page beside each indicator. `known` are all the codes: a box that is gone, since
    what it stood for was agreed meanwhile, is not wrong to have been ticked."""

    widget = forms.CheckboxSelectMultiple
    known: frozenset[str] = frozenset()

    def valid_value(self, value: str) -> bool:
        return value in self.known

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(required=False, error_messages={"invalid_choice": "Choose from the list"}, **kwargs)


class DecisionInFull(DecisionChoice):
    """A decision by its number, day and meeting, with all its words: what is agreed cannot be chosen by half a sentence."""

    widget = forms.RadioSelect

    def label_from_instance(self, decision: Decision) -> str:
        return f"{named(decision)}: {decision.words}"


class AgreeIndicatorsForm(NoticeForm):
    """`offered` is what the Board may agree, `decisions` those of the Board that are in force."""

    decision = DecisionInFull(
        queryset=None,
        to_field_name="number",
        empty_label=None,
        error_messages={"invalid_choice": "Choose a decision of the Board that is in force"},
        label="Board decision that agreed them",
        help_text="The agreement counts from the day of that decision, whenever it is recorded here.",
    )
    indicators = Ticks(label="Indicators that it agreed")
    targets = Ticks(label="Targets that it agreed")
    standards = Ticks(label="Standards that it agreed")

    def __init__(self, *args: Any, offered: Sequence[Offered], decisions: DecisionQuerySet, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offered, self.decisions = offered, decisions
        cast(DecisionInFull, self.fields["decision"]).queryset = decisions
        for name, choices in ticks(offered).items():
            boxes = cast(Ticks, self.fields[name])
            boxes.choices, boxes.known = choices, frozenset(row.series.code for row in offered)
        stands = {row.series.headline: row.series.code for row in offered if row.series.headline}
        choices = [("", "None"), *((row.series.code, f"{row.series.code} {row.series.name}") for row in offered)]
        for place, label in enumerate(PLACES, 1):
            self.fields[f"headline_{place}"] = forms.ChoiceField(
                label=f"{label} headline indicator", choices=choices, required=False, initial=stands.get(place, "")
            )
        self.order_fields(["decision", *self.places, *ticks(())])

    @property
    def places(self) -> list[str]:
        return [f"headline_{place}" for place in range(1, len(PLACES) + 1)]

    @property
    def headlines(self) -> list[str]:
        """The codes chosen to be put first, in their order; a place left empty is closed up."""
        return [code for place in self.places if (code := self.cleaned_data[place])]

    @property
    def headline_fields(self) -> list[forms.BoundField]:
        return [self[place] for place in self.places]

    @cached_property
    def choices(self) -> list[dict[str, Any]]:
        """The decisions to choose from, each with its box: `fits` says whether it is of a kind that agrees indicators."""
        boxes = self["decision"].subwidgets
        return [
            {"box": box.data, "decision": row, "named": named(row), "fits": row.kind in FOR_VALUES}
            for box in boxes
            for row in [box.data["value"].instance]
        ]

    @property
    def has_other_kinds(self) -> bool:
        return any(not choice["fits"] for choice in self.choices)

    @property
    def opens_other_kinds(self) -> bool:
        """Whether the others are shown at once: one of them is chosen, none of a kind that fits is there, or none was chosen."""
        others = [choice for choice in self.choices if not choice["fits"]]
        chosen = any(choice["box"]["selected"] for choice in others)
        return chosen or len(others) == len(self.choices) or bool(self["decision"].errors)

    @property
    def boxes(self) -> dict[str, list[forms.boundfield.BoundWidget]]:
        """By the code of each indicator, the boxes that stand beside it."""
        found: dict[str, list[forms.boundfield.BoundWidget]] = {}
        for name in ticks(()):
            for box in self[name].subwidgets:
                found.setdefault(str(box.data["value"]), []).append(box)
        return found

    def refuse(self, refusal: Refused) -> None:
        """What is wrong with the headlines together is said at the first of them."""
        if refusal.field == "headlines":
            refusal = Refused(refusal.sentence, field="headline_1")
        super().refuse(refusal)

    def kept_arguments(self) -> dict:
        return {"offered": self.offered, "decisions": self.decisions}


def named(decision: Decision) -> str:
    """Decision 5, 27 November 2012, meeting 2"""
    where = f"meeting {decision.meeting.number}" if decision.meeting else "between meetings"
    return f"Decision {decision.number}, {wording.day(decision.counts_on)}, {where}"


def ticks(offered: Iterable[Offered]) -> dict[str, list[tuple[str, str]]]:
    """For each field of boxes what can be ticked: indicators again and again, the others until a decision has set them."""
    found: dict[str, list[tuple[str, str]]] = {"indicators": [], "targets": [], "standards": []}
    for row in offered:
        series = row.series
        again = "" if series.agreed is None else f" (agreed by decision {series.agreed})"
        found["indicators"].append((series.code, f"{series.code} {series.name}{again}"))
        if row.target and row.target_is_open:
            said = f"{series.code}, its target: {row.target_words} ({row.target.source})"
            found["targets"].append((series.code, said))
        if row.standard and row.standard_is_open:
            found["standards"].append((series.code, f"{series.code}, its standard: {row.standard.words}"))
    return found
