"""Addresses of the indicators: their list, how figures come in, as files too, and the forms that record what is said of one."""

from django.urls import path

from indicators.enter.views import EnterFiguresView, KeepFiguresView
from indicators.views import (
    agreement,
    approving,
    commenting,
    exports,
    figures,
    imports,
    listing,
    owners,
    rebasing,
    returns,
    targets,
)

app_name = "indicators"
urlpatterns = [
    path("indicators/", listing.IndicatorListView.as_view(), name="indicator_list"),
    path("indicators/agree/", agreement.AgreeIndicatorsView.as_view(), name="agree"),
    path("indicators/enter/", EnterFiguresView.as_view(), name="enter"),
    path("indicators/enter/draft/", KeepFiguresView.as_view(), name="keep_figures"),
    path("indicators/approve/", approving.ApproveFiguresView.as_view(), name="approve"),
    path("indicators/returns/", returns.ReturnsView.as_view(), name="returns"),
    path("indicators/returns/rules/", returns.ReturnRulesView.as_view(), name="return_rules"),
    path("indicators/returns/<slug:every>/<slug:period>/", returns.PeriodView.as_view(), name="period"),
    path("indicators/owners/", owners.NameOwnersView.as_view(), name="name_owners"),
    path("indicators/<slug:code>/comment/", commenting.CommentView.as_view(), name="comment"),
    path("indicators/<slug:code>/standard/", owners.SetStandardView.as_view(), name="set_standard"),
    path("indicators/import/", imports.ImportsView.as_view(), name="imports"),
    path("indicators/import/<n:number>/", imports.ImportView.as_view(), name="import"),
    path("indicators/import/<n:number>/faults.csv", imports.ImportFaultsView.as_view(), name="import_faults"),
    path("indicators/import/due.<sheet:kind>", exports.TemplateView.as_view(), name="template"),
    path("indicators/figures.<sheet:kind>", exports.ExportView.as_view(), name="export"),
    path("indicators/<slug:code>/enter/", figures.ReportFigureView.as_view(), name="report_figure"),
    path("indicators/<slug:code>/target/", targets.SetTargetView.as_view(), name="set_target"),
    path("indicators/<slug:code>/rebase/", rebasing.RebaseView.as_view(), name="rebase"),
]
