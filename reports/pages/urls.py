"""Which address shows what of several packages at once?"""

from django.urls import path

import notices.converters  # noqa: F401 - registers <n:…>
from reports.pages import decisions, home, measure, meeting

app_name = "pages"
urlpatterns = [
    path("", home.home, name="home"),
    path("<slug:slug>/", home.FirstPage.as_view(), name="first"),
    path("<slug:slug>/notice/<str:code>/", measure.MeasureView.as_view(), name="measure"),
    path("<slug:slug>/board/meetings/<n:number>/", meeting.MeetingView.as_view(), name="meeting"),
    path("<slug:slug>/board/decisions/", decisions.DecisionsView.as_view(), name="decisions"),
]
