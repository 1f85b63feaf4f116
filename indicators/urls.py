"""Addresses of the indicators: their list, and the forms that record an agreement, a figure or a target."""

from django.urls import path

from indicators.views import agreement, figures, listing, targets

app_name = "indicators"
urlpatterns = [
    path("indicators/", listing.IndicatorListView.as_view(), name="indicator_list"),
    path("indicators/agree/", agreement.AgreeIndicatorsView.as_view(), name="agree"),
    path("indicators/<slug:code>/enter/", figures.ReportFigureView.as_view(), name="report_figure"),
    path("indicators/<slug:code>/target/", targets.SetTargetView.as_view(), name="set_target"),
]
