"""Addresses of the indicators: their list, and the forms that report a figure and set a target."""

from django.urls import path

from indicators import views

app_name = "indicators"
urlpatterns = [
    path("indicators/", views.IndicatorListView.as_view(), name="indicator_list"),
    path("indicators/<slug:code>/enter/", views.ReportFigureView.as_view(), name="report_figure"),
    path("indicators/<slug:code>/target/", views.SetTargetView.as_view(), name="set_target"),
]
