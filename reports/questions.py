"""What does the chair answer in a report, and in how many words?"""

from notices import deadlines
from notices.models import Notice, Requirement
from records import wording
from reports import prose
from reports.models import ReportText

# The chair's judgement in at most 150 words on four fixed questions.
QUESTIONS = {
    "safer": "Are children safer than when the notice was issued?",
    "will_meet": "Will the indicators and milestones be met?",
    "sustain": "Can the council sustain it without this Board?",
    "ask": "What do you ask of Ministers?",
}
MOST_WORDS = 150


def questions_of(notice: Notice) -> dict[str, str]:
    """The four as they are put in one notice: by when all is to be met, it says itself. One query."""
    wholes = Requirement.objects.for_notice(notice).filter(whole_plan=True)
    dues = (deadlines.due(row.deadline_kind, row.deadline_on, notice.issued_on) for row in wholes)
    due = next(filter(None, dues), None)
    if due is None:
        return QUESTIONS
    return QUESTIONS | {"will_meet": f"{QUESTIONS['will_meet'][:-1]} by {wording.due(due.on, due.precision)}?"}


def words_in(text: ReportText | None) -> int:
    return sum(prose.words_in(getattr(text, name)) for name in QUESTIONS) if text else 0
