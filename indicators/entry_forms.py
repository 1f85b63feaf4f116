"""What is asked of whoever says how figures come in, closes a period, approves, comments, or names who looks after what?"""

from collections.abc import Iterable, Sequence
from typing import Any, cast

from django import forms

from accounts.models import User
from boards.forms.decisions import DecisionChoice
from boards.querysets import DecisionQuerySet
from indicators import commenting, standards
from indicators.figures import Series
from indicators.return_rules import LONGEST_REASON, MOST_DAYS
from notices.forms import NoticeForm
from records.child_data import HINT

READ_BY = "It stays beside it and is read by Board members."


class ReasonField(forms.CharField):
    def __init__(self, *, label: str = "Reason") -> None:
        box = forms.Textarea(attrs={"rows": 3})
        super().__init__(label=label, help_text=READ_BY, max_length=LONGEST_REASON, widget=box)


class DaysField(forms.IntegerField):
    def __init__(self, **kwargs: Any) -> None:
        number = forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off", "class": "govuk-input--width-5"})
        super().__init__(min_value=1, max_value=MOST_DAYS, widget=number, **kwargs)


class ReturnRulesForm(NoticeForm):
    due_days = DaysField(
        label="Figures of a month, quarter, half-year or year are due so many working days after it ends"
    )
    weekly_due_days = DaysField(label="Figures of a week are due so many working days after it ends")
    approved = forms.BooleanField(
        label="A second person approves each figure",
        required=False,
        help_text="A figure counts before that too, and says that nobody else has approved it.",
    )
    closed = forms.BooleanField(
        label="Periods are closed",
        required=False,
        help_text="Whoever may change these rules can then close a period: nothing of it is entered or revised any more.",
    )
    reason = ReasonField(label="Why the rules change")


class ClosingForm(NoticeForm):
    reason = ReasonField()


class FigureChoices(forms.MultipleChoiceField):
    """Figures by key. One that waits no longer is taken too: the rule says in words what became of it."""

    def valid_value(self, value: str) -> bool:
        return True


class ApproveForm(NoticeForm):
    """`figures` are (key, words) of what waits and is not the reader's own."""

    figures = FigureChoices(
        label="Figures that you have looked at",
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Tick the figures that you have looked at"},
    )

    def __init__(self, *args: Any, figures: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        cast(forms.MultipleChoiceField, self.fields["figures"]).choices = figures
        self.fields["figures"].required = "all" not in self.data  # the button for all that the page shows


class CommentForm(NoticeForm):
    text = forms.CharField(
        label="Commentary",
        help_text=(
            "What a reader should know of this period: what lies behind the figure, and what follows. Of the newest period it "
            f"also stands in the report to Ministers. {HINT}"
        ),
        widget=forms.Textarea(attrs={"rows": 5}),
        max_length=commenting.LONGEST,
    )


class NameOwnersForm(NoticeForm):
    """`people` are those who can be owners, by key; `series` with the owner of each as it stands."""

    person = forms.ChoiceField(label="Who is told when these indicators change")
    indicators = forms.MultipleChoiceField(
        label="Indicators",
        widget=forms.CheckboxSelectMultiple,
        error_messages={"invalid_choice": "Choose indicators of the list", "required": "Choose at least one indicator"},
    )

    def __init__(
        self, *args: Any, people: dict[str, User], series: Iterable[tuple[Series, User | None]], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        named = [(key, person.name) for key, person in people.items()]
        cast(forms.ChoiceField, self.fields["person"]).choices = [
            ("", "Choose a person"),
            *named,
            ("-", "Nobody: the data analysts are told"),
        ]
        groups: dict[str, list[tuple[str, str]]] = {}
        for row, owner in series:
            said = f"{row.code} {row.name} ({owner or 'nobody'})"
            groups.setdefault(row.group_words, []).append((row.code, said))
        cast(forms.MultipleChoiceField, self.fields["indicators"]).choices = list(groups.items())


class StandardForm(NoticeForm):
    """`decisions` are those of the Board that are in force."""

    words = forms.CharField(
        label="The standard",
        help_text="The practice that the indicator counts against, for example “a visit at least every 10 working days”.",
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=standards.LONGEST_WORDS,
    )
    decision = DecisionChoice(
        queryset=None,
        to_field_name="number",
        required=False,
        empty_label="None: it is used without the Board’s agreement",
        error_messages={"invalid_choice": "Choose a decision of the Board that is in force"},
        label="Board decision that agreed it",
    )

    def __init__(self, *args: Any, decisions: DecisionQuerySet, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.decisions = decisions
        cast(DecisionChoice, self.fields["decision"]).queryset = decisions

    def kept_arguments(self) -> dict:
        return {"decisions": self.decisions}
