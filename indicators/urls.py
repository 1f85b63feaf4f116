"""Addresses of the indicators: their list, the forms that record an agreement, a figure or a target, and figures as files."""

from django.urls import path

from indicators.views import agreement, exports, figures, imports, listing, targets

app_name = "indicators"
urlpatterns = [
    path("indicators/", listing.IndicatorListView.as_view(), name="indicator_list"),
    path("indicators/agree/", agreement.AgreeIndicatorsView.as_view(), name="agree"),
    path("indicators/import/", imports.ImportsView.as_view(), name="imports"),
    path("indicators/import/<n:number>/", imports.ImportView.as_view(), name="import"),
    path("indicators/import/<n:number>/faults.csv", imports.ImportFaultsView.as_view(), name="import_faults"),
    path("indicators/import/due.<sheet:kind>", exports.TemplateView.as_view(), name="template"),
    path("indicators/figures.<sheet:kind>", exports.ExportView.as_view(), name="export"),
    path("indicators/<slug:code>/enter/", figures.ReportFigureView.as_view(), name="report_figure"),
    path("indicators/<slug:code>/target/", targets.SetTargetView.as_view(), name="set_target"),
]
