"""Addresses of the indicators: their list, and the forms that record an agreement, a figure, a target or new limits."""

from django.urls import path

from indicators.views import agreement, figures, listing, rebasing, targets

app_name = "indicators"
urlpatterns = [
    path("indicators/", listing.IndicatorListView.as_view(), name="indicator_list"),
    path("indicators/agree/", agreement.AgreeIndicatorsView.as_view(), name="agree"),
    path("indicators/<slug:code>/enter/", figures.ReportFigureView.as_view(), name="report_figure"),
    path("indicators/<slug:code>/target/", targets.SetTargetView.as_view(), name="set_target"),
    path("indicators/<slug:code>/rebase/", rebasing.RebaseView.as_view(), name="rebase"),
]
