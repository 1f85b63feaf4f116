"""Addresses of the Board: its meetings, and the forms that plan, move, time and decide."""

from django.urls import path

import notices.converters  # noqa: F401 - registers <n:…>
from boards import views

app_name = "boards"
urlpatterns = [
    path("board/", views.MeetingListView.as_view(), name="meeting_list"),
    path("board/meetings/plan/", views.PlanMeetingsView.as_view(), name="plan_meetings"),
    path("board/meetings/<n:number>/move/", views.MoveMeetingView.as_view(), name="move_meeting"),
    path("board/meetings/<n:number>/timetable/", views.TimetableView.as_view(), name="change_timetable"),
    path("board/decisions/new/", views.RecordDecisionView.as_view(), name="record_decision"),
]
