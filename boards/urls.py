"""Addresses of the Board: its meetings, and the forms that plan, move, time and decide."""

from django.urls import path

import notices.converters  # noqa: F401 - registers <n:…>
from boards.views import attending, decisions, meetings

app_name = "boards"
urlpatterns = [
    path("board/", meetings.MeetingListView.as_view(), name="meeting_list"),
    path("board/meetings/plan/", meetings.PlanMeetingsView.as_view(), name="plan_meetings"),
    path("board/meetings/<n:number>/move/", meetings.MoveMeetingView.as_view(), name="move_meeting"),
    path("board/meetings/<n:number>/timetable/", meetings.TimetableView.as_view(), name="change_timetable"),
    path("board/meetings/<n:number>/attendance/", attending.AttendanceView.as_view(), name="attendance"),
    path("board/meetings/<n:number>/attendance/draft/", attending.KeepAttendanceView.as_view(), name="keep_attendance"),
    path("board/meetings/<n:number>/interest/", attending.InterestView.as_view(), name="interest"),
    path("board/quorum/", attending.QuorumView.as_view(), name="quorum"),
    path("board/decisions/new/", decisions.RecordDecisionView.as_view(), name="record_decision"),
]
