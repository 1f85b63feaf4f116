"""What is asked of the secretary who enters an objective or an item that a decision of the Board agreed?"""

from collections.abc import Mapping
from typing import Any, cast

from django import forms

from accounts.models import User
from boards.forms.decisions import DecisionChoice
from boards.models import Board, Decision
from boards.querysets import DecisionQuerySet
from notices.forms import NoticeForm
from notices.models import Agency, Notice, Recommendation
from plans.forms.fields import DeadlineField, IndicatorChoice, IndicatorChoices, RequirementChoices, Text, by_measure
from plans.models import Item, Objective, ObjectiveTerms
from records.clock import AsOf

A_NUMBER = {"inputmode": "decimal", "autocomplete": "off"}
# The plans that the notice asks for (SM4.a, AD1.a), by code.
PLANS = {"safeguarding": "Safeguarding improvement plan", "adoption": "Adoption plan"}


class ObjectiveChoice(forms.ModelChoiceField):
    """Objectives that hold now, with their words: `of(notice, asof)` before they are drawn."""

    def of(self, notice: Notice, asof: AsOf) -> None:
        held = ObjectiveTerms.objects.in_force(asof).filter(objective__notice=notice).order_by("counts_on", "number")
        latest = {terms.objective_id: terms for terms in held}
        self.words = {pk: terms.words for pk, terms in latest.items() if not terms.withdrawn}
        self.queryset = Objective.objects.for_notice(notice).filter(pk__in=self.words)

    def label_from_instance(self, objective: Objective) -> str:
        words = self.words[objective.pk]
        return f"{objective.number}. {words if len(words) <= 80 else words[:79].rstrip() + '…'}"


def decisions_to_name(notice: Notice, board: Board, asof: AsOf) -> DecisionQuerySet:
    return Decision.objects.for_notice(notice).filter(board=board).in_force(asof).latest_first()


def recommendations_by_key(notice: Notice) -> dict[str, Recommendation]:
    """The recommendations that are loaded, by the number of their basis and their reference: 1-12."""
    rows = Recommendation.objects.filter(basis__notice=notice).select_related("basis").order_by("basis__number", "pk")
    return {f"{row.basis.number}-{row.reference}": row for row in rows}


class AgreeObjectiveForm(NoticeForm):
    """An objective as a decision of the Board agreed it, and what will show that it is reached."""

    decision = DecisionChoice(
        queryset=None,
        to_field_name="number",
        label="Decision that agreed it",
        empty_label="Choose a decision",
        help_text="The objective counts from the day of this decision.",
    )
    plan = forms.ChoiceField(label="Plan", choices=list(PLANS.items()), widget=forms.RadioSelect)
    words = Text(label="What is to be achieved", help_text="As it was agreed.")
    indicators = IndicatorChoices(
        queryset=None,
        to_field_name="code",
        required=False,
        label="Indicators that will show it",
        help_text="Its impact on children: figures that move when it works.",
        widget=forms.CheckboxSelectMultiple,
    )
    evidence_agreed = Text(
        label="Other evidence that will show it",
        help_text="As agreed beforehand. Without this and without an indicator the page says: No evidence agreed.",
        required=False,
    )

    def __init__(self, *args: Any, notice: Notice, board: Board, asof: AsOf, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.drawn_with: dict[str, Any] = {"notice": notice, "board": board, "asof": asof}
        cast(DecisionChoice, self.fields["decision"]).queryset = decisions_to_name(notice, board, asof)
        indicators = cast(IndicatorChoices, self.fields["indicators"])
        indicators.of(notice, asof)
        if not indicators.names:
            del self.fields["indicators"]

    def kept_arguments(self) -> dict:
        return self.drawn_with


class ChangeObjectiveForm(AgreeObjectiveForm):
    """What a decision of the Board made of an objective that holds, or held."""

    decision = DecisionChoice(
        queryset=None,
        to_field_name="number",
        label="Decision that changed it",
        empty_label="Choose a decision",
        help_text="The change counts from the day of this decision. What was agreed before stays in its history.",
    )
    plan = None  # type: ignore[assignment]  # Django's way to leave a field out
    withdrawn = forms.BooleanField(
        label="The Board withdrew it: it is an objective of the plan no longer", required=False
    )


class AgreeItemForm(NoticeForm):
    """An action or a milestone as a decision of the Board agreed it. `owners` are people by key (plans/owners.py)."""

    decision = DecisionChoice(
        queryset=None,
        to_field_name="number",
        label="Decision that agreed it",
        empty_label="Choose a decision",
        help_text="The item counts from the day of this decision.",
    )
    kind = forms.ChoiceField(label="What it is", choices=Item.Kind.choices, widget=forms.RadioSelect)
    words = Text(label="What is to be done or reached", help_text="As it was agreed.")
    owner = forms.ChoiceField(label="Owner", help_text="The person who says how it goes, and is told when it is late.")
    agency: "forms.ModelChoiceField[Agency]" = forms.ModelChoiceField(
        queryset=None, to_field_name="code", label="Agency", empty_label="Choose an agency"
    )
    supporting: "forms.ModelMultipleChoiceField[Agency]" = forms.ModelMultipleChoiceField(
        queryset=None,
        to_field_name="code",
        required=False,
        label="Agencies that support it",
        help_text="Those that work on it beside the agency above.",
        widget=forms.CheckboxSelectMultiple,
    )
    due_on = DeadlineField(label="Due date", help_text="It never changes. Leave the day empty for a whole month.")
    objective = ObjectiveChoice(
        queryset=None, to_field_name="number", required=False, label="Objective", empty_label="None"
    )
    indicator = IndicatorChoice(
        queryset=None,
        to_field_name="code",
        required=False,
        label="Indicator that is to reach a value",
        empty_label="None",
        help_text="Only for a milestone that is a value of an indicator: it is met when a figure reaches it.",
    )
    reach = forms.DecimalField(
        label="Value to reach", required=False, max_digits=12, decimal_places=2, widget=forms.TextInput(attrs=A_NUMBER)
    )
    expected = Text(
        label="What will show that it is done",
        help_text="One a line, as agreed beforehand: for example, a dip sample of ten cases by somebody who did not work on them.",
        required=False,
    )
    serves = RequirementChoices(
        label="Requirements of the notice that it serves",
        error_messages={"required": "Choose at least one requirement of the notice that it serves."},
    )
    recommendations = forms.MultipleChoiceField(
        required=False, label="Recommendations that it answers", widget=forms.CheckboxSelectMultiple
    )

    def __init__(
        self, *args: Any, notice: Notice, board: Board, asof: AsOf, owners: Mapping[str, User], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.drawn_with: dict[str, Any] = {"notice": notice, "board": board, "asof": asof, "owners": owners}
        cast(DecisionChoice, self.fields["decision"]).queryset = decisions_to_name(notice, board, asof)
        cast(forms.ChoiceField, self.fields["owner"]).choices = [
            ("", "Choose a person"),
            *((key, person.name) for key, person in owners.items()),
        ]
        for name in ("agency", "supporting"):
            cast(forms.ModelChoiceField, self.fields[name]).queryset = Agency.objects.for_notice(notice)
        self.recommended = recommendations_by_key(notice)
        if not self.recommended:
            del self.fields["recommendations"]
        else:
            cast(forms.MultipleChoiceField, self.fields["recommendations"]).choices = [
                (key, f"{row.reference}. {row.words}") for key, row in self.recommended.items()
            ]
        cast(ObjectiveChoice, self.fields["objective"]).of(notice, asof)
        cast(IndicatorChoice, self.fields["indicator"]).of(notice, asof)
        cast(RequirementChoices, self.fields["serves"]).of(notice)

    def clean_owner(self) -> User | None:
        return self.drawn_with["owners"].get(self.cleaned_data["owner"])

    def clean_recommendations(self) -> list[Recommendation]:
        return [self.recommended[key] for key in self.cleaned_data["recommendations"]]

    def kept_arguments(self) -> dict:
        return self.drawn_with

    def serves_by_measure(self) -> list:
        return by_measure(self["serves"])
