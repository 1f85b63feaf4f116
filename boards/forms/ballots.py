"""What is asked of whoever proposes a decision between meetings, answers one, or takes it back?"""

from django import forms

from boards.ballots import ONLY_AT_MEETINGS
from boards.domain import LONGEST_WORDS
from boards.models import BallotAnswer, Decision
from notices.forms import NoticeForm
from records.forms import DayField

KINDS = [(kind.value, kind.label) for kind in Decision.Kind if kind not in ONLY_AT_MEETINGS]


class BallotForm(NoticeForm):
    kind = forms.ChoiceField(
        choices=KINDS,
        widget=forms.RadioSelect,
        label="What it is about",
        help_text="Where the notice wants something agreed, only a decision of its kind shows that it was.",
    )
    words = forms.CharField(
        label="What the Board is asked to decide",
        help_text="As it would stand in the register. Members answer these words, and they do not change afterwards.",
        widget=forms.Textarea(attrs={"rows": 4}),
        max_length=LONGEST_WORDS,
    )
    why = forms.CharField(
        label="Why it cannot wait for the next meeting",
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=LONGEST_WORDS,
    )
    closes_on = DayField(
        label="Last day to answer",
        help_text="Before the next meeting. Members are told today, and can answer on that day too.",
    )


ANSWERS = [
    (BallotAnswer.Answer.AGREES, "I agree"),
    (BallotAnswer.Answer.OBJECTS, "I object: bring it to a meeting"),
    (BallotAnswer.Answer.ABSTAINS, "I abstain"),
]


class AnswerBallotForm(NoticeForm):
    answer = forms.ChoiceField(choices=ANSWERS, widget=forms.RadioSelect, label="Your answer")
    words = forms.CharField(
        label="In your words",
        help_text="Needed where you object: the next meeting begins from it. The other members of the Board read it.",
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=LONGEST_WORDS,
        required=False,
    )


class WithdrawBallotForm(NoticeForm):
    reason = forms.CharField(label="Reason", widget=forms.Textarea(attrs={"rows": 2}), max_length=LONGEST_WORDS)
