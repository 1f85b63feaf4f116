"""Boards, when they meet, what is before them, who was there, what they decide, and what was minuted."""

from boards.models.agenda import AgendaItem, AgendaTerms, Paper, PaperReading, PaperVersion
from boards.models.attending import Attendance, Interest, Quorum
from boards.models.ballots import Ballot, BallotAnswer, BallotOutcome
from boards.models.feeds import FeedKey
from boards.models.meetings import Board, Decision, Meeting, MeetingDay, MeetingTimetable
from boards.models.minutes import Correction, CorrectionAnswer, MinutesVersion

__all__ = [
    "AgendaItem",
    "AgendaTerms",
    "Attendance",
    "Ballot",
    "BallotAnswer",
    "BallotOutcome",
    "Board",
    "Correction",
    "CorrectionAnswer",
    "Decision",
    "FeedKey",
    "Interest",
    "Meeting",
    "MeetingDay",
    "MeetingTimetable",
    "MinutesVersion",
    "Paper",
    "PaperReading",
    "PaperVersion",
    "Quorum",
]
