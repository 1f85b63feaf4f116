"""Addresses of the notice itself and of the people around it."""

from django.urls import path

from notices import views

app_name = "notices"
urlpatterns = [
    path("notice/", views.NoticePageView.as_view(), name="notice"),
    path("people/", views.PeopleView.as_view(), name="people"),
]
