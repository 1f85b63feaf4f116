"""Which address is whose? Everything of a notice lives under its slug; the public routes stand before it."""

from django.urls import include, path

from boards.views.feeds import CalendarFeedView
from improvement import demonstration_views, views
from reports.verify import VerifyView

# The first part of each of these is a word that no notice may have as its slug: notices.domain.RESERVED.
urlpatterns = [
    path("account/", include("improvement.account_urls")),
    path("demonstration/", demonstration_views.demonstration, name="demonstration"),
    path("demonstration/sign-in/", demonstration_views.sign_in, name="demonstration_sign_in"),
    path("demonstration/clock/", demonstration_views.move_clock, name="demonstration_clock"),
    path("healthz/", views.health, name="health"),
    path("csp-report/", views.csp_report, name="csp_report"),
    path(".well-known/security.txt", views.security_txt, name="security_txt"),
    path("accessibility/", views.accessibility, name="accessibility"),
    path("verify/", VerifyView.as_view(), name="verify"),
    path("calendar/<str:key>.ics", CalendarFeedView.as_view(), name="calendar_feed"),
    path("<slug:slug>/", include("notices.urls")),
    path("<slug:slug>/", include("boards.urls")),
    path("<slug:slug>/", include("indicators.urls")),
    path("<slug:slug>/", include("plans.urls")),
    path("<slug:slug>/", include("reports.urls")),
    path("", include("reports.pages.urls")),
]
