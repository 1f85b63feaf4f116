"""Addresses of the reports of a notice."""

from django.urls import path

import notices.converters  # noqa: F401 - registers <n:…>
from reports import views

app_name = "reports"
urlpatterns = [
    path("reports/", views.ReportListView.as_view(), name="report_list"),
    path("reports/<n:number>/", views.ReportView.as_view(), name="report"),
    path("reports/<n:number>/draw-up/", views.DrawUpView.as_view(), name="draw_up"),
    path("reports/<n:number>/draft/", views.DraftView.as_view(), name="draft"),
    path("reports/<n:number>/editions/<n:edition>/", views.EditionView.as_view(), name="edition"),
    path("reports/<n:number>/editions/<n:edition>/pdf/", views.EditionPdfView.as_view(), name="edition_pdf"),
]
