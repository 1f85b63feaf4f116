"""Addresses of the Board: its meetings, and the forms that plan, move, time and decide."""

from django.urls import path

import notices.converters  # noqa: F401 - registers <n:…>
from boards.views import decisions, meetings

app_name = "boards"
urlpatterns = [
    path("board/", meetings.MeetingListView.as_view(), name="meeting_list"),
    path("board/meetings/plan/", meetings.PlanMeetingsView.as_view(), name="plan_meetings"),
    path("board/meetings/<n:number>/move/", meetings.MoveMeetingView.as_view(), name="move_meeting"),
    path("board/meetings/<n:number>/timetable/", meetings.TimetableView.as_view(), name="change_timetable"),
    path("board/decisions/new/", decisions.RecordDecisionView.as_view(), name="record_decision"),
]
