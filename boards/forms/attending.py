"""What is asked of whoever records who was at a meeting, what they declared, and how many are enough?"""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, cast

from django import forms

from accounts.policy import Role
from boards.attending import LONGEST_NAME, LONGEST_NOTE, Said, is_member
from boards.domain import LONGEST_WORDS
from boards.forms.decisions import DecisionChoice
from boards.models import AgendaItem, Attendance, Board, Decision
from notices.forms import NoticeForm
from notices.models import Membership
from records.clock import AsOf

NOT_SAID = "not_said"
STATES = [(NOT_SAID, "Not recorded"), *Attendance.State.choices]
BLANKS = 3


class SaidAtTimes(forms.CharField):
    """A text that is sometimes needed: the form says when, and it is not called optional."""

    def validate(self, value: str) -> None:
        pass


class AttendanceForm(NoticeForm):
    """Everybody's coming on one page. `people` are those who may come, by key; `roll` is what is recorded of them and of
    others. `everybody`: whoever is expected, and of whom nothing is said, is present."""

    def __init__(
        self,
        *args: Any,
        people: Mapping[str, Membership],
        roll: Sequence[Attendance],
        everybody: bool = False,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.people, self.roll, self.everybody = people, roll, everybody
        said = {row.membership_id: row for row in roll}
        for key, member in people.items():
            row = said.get(member.pk)
            agency = f", {member.agency.name}" if member.agency else ""
            states = [one for one in STATES if one[0] != Attendance.State.DEPUTY or is_expected(member)]
            self.fields[f"state_{key}"] = forms.ChoiceField(
                label=f"{member.person.name} ({member.role_label}{agency})",
                choices=states,
                initial=row.state if row else NOT_SAID,
            )
            self.fields[f"deputy_{key}"] = SaidAtTimes(
                label=f"Deputy of {member.person.name}", max_length=LONGEST_NAME, initial=row.name if row else ""
            )
        self.others = [row for row in roll if row.membership_id is None]
        for place, row in enumerate(self.others, 1):
            self.fields[f"there_{place}"] = forms.ChoiceField(
                label=f"{row.name}{f' ({row.note})' if row.note else ''}",
                choices=[(Attendance.State.PRESENT.value, "Present"), (Attendance.State.ABSENT.value, "Was not there")],
                initial=row.state,
            )
        for place in range(1, BLANKS + 1):
            self.fields[f"name_{place}"] = SaidAtTimes(label=f"Somebody else, {place}: name", max_length=LONGEST_NAME)
            self.fields[f"note_{place}"] = SaidAtTimes(
                label=f"Somebody else, {place}: as what", max_length=LONGEST_NOTE
            )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        for key, member in self.people.items():
            state, deputy = cleaned.get(f"state_{key}"), cleaned.get(f"deputy_{key}")
            if state == Attendance.State.DEPUTY and not deputy and f"deputy_{key}" not in self.errors:
                self.add_error(f"deputy_{key}", f"Give the name of the deputy whom {member.person.name} sent.")
            if deputy and state and state not in (NOT_SAID, Attendance.State.DEPUTY):
                self.add_error(
                    f"deputy_{key}",
                    f"Choose “Sent a deputy” for {member.person.name}, or take this name away.",
                )
        for place in range(1, BLANKS + 1):
            if cleaned.get(f"note_{place}") and not cleaned.get(f"name_{place}"):
                self.add_error(f"name_{place}", "Give the name of whoever else was there.")
        return cleaned

    def said(self) -> list[Said]:
        given = self.cleaned_data
        found = []
        for key, member in self.people.items():
            state, deputy = given[f"state_{key}"], given[f"deputy_{key}"]
            if state == NOT_SAID and deputy:
                state = Attendance.State.DEPUTY
            if state == NOT_SAID and self.everybody and is_expected(member):
                state = Attendance.State.PRESENT
            if state != NOT_SAID:
                found.append(Said(state, membership=member, name=deputy))
        for place, row in enumerate(self.others, 1):
            found.append(Said(given[f"there_{place}"], name=row.name, note=row.note))
        for place in range(1, BLANKS + 1):
            if name := given[f"name_{place}"]:
                found.append(Said(Attendance.State.PRESENT, name=name, note=given[f"note_{place}"]))
        return found

    def rows(self) -> list[tuple[str, list[tuple[forms.BoundField, forms.BoundField]], bool]]:
        """The two questions of each person, under what they come as; folded are those whom nobody expects, and who send no deputy."""
        groups: dict[str, list] = {
            "Members of the Board": [],
            "In attendance": [],
            "Others with a role on this notice": [],
        }
        for key, member in self.people.items():
            head = "Members of the Board" if is_member(member) else "In attendance"
            head = head if is_expected(member) else "Others with a role on this notice"
            groups[head].append((self[f"state_{key}"], self[f"deputy_{key}"]))
        return [(head, rows, head.startswith("Others")) for head, rows in groups.items() if rows]

    def rows_of_others(self) -> list[forms.BoundField]:
        return [self[f"there_{place}"] for place in range(1, len(self.others) + 1)]

    def blanks(self) -> list[tuple[forms.BoundField, forms.BoundField]]:
        return [(self[f"name_{place}"], self[f"note_{place}"]) for place in range(1, BLANKS + 1)]

    def kept_arguments(self) -> dict:
        return {"people": self.people, "roll": self.roll, "everybody": self.everybody}


def is_expected(member: Membership) -> bool:
    return is_member(member) or Role(member.role) in (Role.SECRETARY, Role.OBSERVER)


class InterestForm(NoticeForm):
    """An interest that somebody declared. `people` by key, `items` of the agenda."""

    who = forms.ChoiceField(label="Who declared it")
    item = forms.ChoiceField(label="Item of the agenda", required=False)
    words = forms.CharField(
        label="What the interest is",
        help_text="As it should stand in the minutes.",
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=LONGEST_WORDS,
    )
    left = forms.BooleanField(label="They left the room for this item", required=False)

    def __init__(
        self,
        *args: Any,
        people: Mapping[str, Membership],
        items: Iterable[AgendaItem],
        roll: Sequence[Attendance] = (),
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.people, self.items, self.roll = people, {str(item.number): item for item in items}, roll
        came = {row.membership_id: row for row in roll}
        cast(forms.ChoiceField, self.fields["who"]).choices = [
            ("", "Choose a person"),
            *((key, named(member, came.get(member.pk))) for key, member in people.items()),
        ]
        cast(forms.ChoiceField, self.fields["item"]).choices = [
            ("", "None: in general"),
            *((number, f"{place}. {item.title}") for place, (number, item) in enumerate(self.items.items(), 1)),
        ]

    def clean_who(self) -> Membership:
        return self.people[self.cleaned_data["who"]]

    def clean_item(self) -> AgendaItem | None:
        return self.items.get(self.cleaned_data["item"])

    def kept_arguments(self) -> dict:
        return {"people": self.people, "items": list(self.items.values()), "roll": self.roll}


def named(member: Membership, came: Attendance | None) -> str:
    """Who may have declared it: the member, the deputy who came instead, or a member who was not there, which is said."""
    who = f"{member.person.name}, {member.role_label}"
    if came is None or came.state == Attendance.State.PRESENT:
        return who
    return (
        f"{came.name}, deputy of {who}"
        if came.state == Attendance.State.DEPUTY
        else f"{who} ({came.get_state_display()})"
    )


class QuorumForm(NoticeForm):
    decision = DecisionChoice(
        queryset=None,
        to_field_name="number",
        label="Decision that agreed it",
        empty_label="Choose a decision",
        help_text="Of the kind “Quorum agreed”. The rule counts from its day.",
    )
    members = forms.IntegerField(
        label="How many members are enough",
        min_value=1,
        max_value=100,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off", "class": "govuk-input--width-3"}),
    )
    chair_needed = forms.BooleanField(
        label="The chair, or a deputy of the chair, has to be there", required=False, initial=True
    )

    def __init__(self, *args: Any, board: Board, asof: AsOf, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.board, self.asof = board, asof
        agreed = board.decisions.in_force(asof).filter(kind=Decision.Kind.QUORUM)
        cast(DecisionChoice, self.fields["decision"]).queryset = agreed.latest_first()

    def kept_arguments(self) -> dict:
        return {"board": self.board, "asof": self.asof}
