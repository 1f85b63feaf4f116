"""Addresses of the Board: its meetings, and the forms that plan, move, time and decide."""

from django.urls import path

import notices.converters  # noqa: F401 - registers <n:…>
from boards.views import agenda, attending, ballots, decisions, feeds, meetings, minutes, papers, scheduling

app_name = "boards"
urlpatterns = [
    path("board/", meetings.MeetingListView.as_view(), name="meeting_list"),
    path("board/meetings/plan/", scheduling.PlanMeetingsView.as_view(), name="plan_meetings"),
    path("board/meetings/<n:number>/move/", scheduling.MoveMeetingView.as_view(), name="move_meeting"),
    path("board/meetings/<n:number>/hours/", scheduling.HoursView.as_view(), name="meeting_hours"),
    path("board/meetings/<n:number>/cancel/", scheduling.CancelMeetingView.as_view(), name="cancel_meeting"),
    path("board/meetings/<n:number>/timetable/", meetings.TimetableView.as_view(), name="change_timetable"),
    path("board/meetings/<n:number>/agenda/draw-up/", agenda.DrawUpView.as_view(), name="draw_up_agenda"),
    path("board/meetings/<n:number>/agenda/new/", agenda.AddItemView.as_view(), name="add_agenda_item"),
    path("board/meetings/<n:number>/agenda/<n:item>/", agenda.ChangeItemView.as_view(), name="change_agenda_item"),
    path("board/meetings/<n:number>/agenda/<n:item>/move/", agenda.MoveItemView.as_view(), name="move_agenda_item"),
    path("board/meetings/<n:number>/agenda/<n:item>/off/", agenda.TakeOffItemView.as_view(), name="take_off_item"),
    path("board/meetings/<n:number>/agenda/<n:item>/back/", agenda.PutBackView.as_view(), name="put_back_item"),
    path("board/meetings/<n:number>/agenda/<n:item>/papers/new/", papers.SendPaperView.as_view(), name="send_paper"),
    path(
        "board/meetings/<n:number>/agenda/<n:item>/papers/drawn/", papers.AddSectionView.as_view(), name="add_section"
    ),
    path(
        "board/meetings/<n:number>/agenda/<n:item>/papers/<n:paper>/new/",
        papers.SendPaperView.as_view(),
        name="send_version",
    ),
    path(
        "board/meetings/<n:number>/agenda/<n:item>/papers/<n:paper>/withdraw/",
        papers.WithdrawPaperView.as_view(),
        name="withdraw_paper",
    ),
    path("board/meetings/<n:number>/attendance/", attending.AttendanceView.as_view(), name="attendance"),
    path("board/meetings/<n:number>/attendance/draft/", attending.KeepAttendanceView.as_view(), name="keep_attendance"),
    path("board/meetings/<n:number>/interest/", attending.InterestView.as_view(), name="interest"),
    path("board/calendar/", feeds.FeedView.as_view(), name="feed"),
    path("board/minutes/", minutes.MinutesListView.as_view(), name="minutes_list"),
    path("board/meetings/<n:number>/minutes/", minutes.MinutesView.as_view(), name="minutes"),
    path(
        "board/meetings/<n:number>/minutes/circulate/",
        minutes.CirculateMinutesView.as_view(),
        name="circulate_minutes",
    ),
    path(
        "board/meetings/<n:number>/minutes/<n:paragraph>/correct/",
        minutes.CorrectMinutesView.as_view(),
        name="correct_minutes",
    ),
    path(
        "board/meetings/<n:number>/minutes/corrections/<n:correction>/",
        minutes.AnswerCorrectionView.as_view(),
        name="answer_correction",
    ),
    path("board/between/", ballots.BallotListView.as_view(), name="ballot_list"),
    path("board/between/new/", ballots.ProposeBallotView.as_view(), name="propose_ballot"),
    path("board/between/<n:number>/", ballots.BallotView.as_view(), name="ballot"),
    path("board/between/<n:number>/outcome/", ballots.BallotOutcomeView.as_view(), name="ballot_outcome"),
    path("board/quorum/", attending.QuorumView.as_view(), name="quorum"),
    path("board/decisions/new/", decisions.RecordDecisionView.as_view(), name="record_decision"),
    path("board/decisions/lscb/new/", decisions.RecordLscbDecisionView.as_view(), name="record_lscb_decision"),
]
